"""Talking about a question: a colleague answers it from the group, its owner goes on talking."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.errors import InvalidInput, NotFound, WrongStatus
from domain.lifecycle import WAITING_STATUSES, Action
from domain.people import Actor, PersonId
from domain.ticket import Ticket, TicketId, TicketKind
from domain.timeline import By, TicketEvent, files_detail
from services.acts import MAX_NOTE, TicketActs, TicketCommand, attach_files
from services.authority import team_or_centre_post
from services.intents import Lane, TakeBack
from services.notes import NoteLine
from services.ports import UnitOfWork
from services.rows import Attachment, TicketQuery
from services.said_to_owner import BUNDLE, SAID_AS, still_said
from services.views import TicketView
from services.voice import names_centre, say_to_person

TALKED_WITHIN = timedelta(minutes=30)
"""For so long after a colleague has written, whatever the owner writes is for them."""

TAKE_BACK_WITHIN = timedelta(minutes=3)

MOST_OPEN = 20
"""How many open tickets of one owner are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(TicketCommand):
    """What a colleague says to the owner of a question; ``bundle`` ties what was sent as one."""

    text: str
    attachments: tuple[Attachment, ...]
    bundle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderWay:
    """Asks whether somebody is being talked to about a question of theirs."""

    by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A question that is being talked about, with who of the staff has written last.

    ``taken`` is whether somebody has it in hand: then its owner may say that it is answered.
    """

    ticket_id: TicketId
    cycle: int
    taken: bool
    name: str
    from_centre: bool
    at: datetime


class Talks(TicketActs):
    """Both sides of a question that was handed to a person."""

    def answer(self, uow: UnitOfWork, command: Answer) -> TicketView:
        """Let the owner read an answer; whoever answers what nobody has taken has taken it.

        Raises:
            NotInTeam: Only staff of the ticket's team or of the centre may.
            WrongStatus: It is no question: what is said of others stays inside.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            post = team_or_centre_post(actor, ticket)
            if ticket.kind is not TicketKind.QUESTION:
                raise WrongStatus(Action.STAFF_MESSAGE, ticket.status)
            text = command.text.strip()[:MAX_NOTE]
            if not text and not command.attachments:
                raise InvalidInput("empty-description")
            files = attach_files(uow, ticket, command.attachments)
            detail = {BUNDLE: command.bundle, SAID_AS: command.key, **files_detail(files)}
            ticket.answer(post.id, post.team, text, now, **detail)

        return self._act(uow, command, act)

    def take_back(self, uow: UnitOfWork, command: NoteLine) -> TicketView:
        """Let an answer, and what was sent as one with it, disappear from the owner's chat.

        Raises:
            NotInTeam: Only staff of the ticket's team or of the centre may.
            NotFound: There is no such answer.
            InvalidInput: It is too late.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            by = By(staff_id=team_or_centre_post(actor, ticket).id)
            said = _said_at(uow, ticket, command.line)
            if now - said[0].at > TAKE_BACK_WITHIN:
                raise InvalidInput("too-late-to-take-back")
            reporter = uow.people.get_required(ticket.reporter)
            for event in said:
                key = str(event.detail[SAID_AS])
                content = TakeBack(said=key)
                say_to_person(uow, reporter, content, f"{key}:back", lane=Lane.REPLY)
            bundle = str(said[0].detail[BUNDLE])
            ticket.record(Action.TAKE_BACK, by, now, "", None, **{BUNDLE: bundle})

        ticket = uow.tickets.get_required(command.ticket_id)
        team_or_centre_post(uow.people.actor(command.by), ticket)
        once = replace(command, key=f"back:{ticket.id}:{command.line}")
        return self._act(uow, once, act)

    def under_way(self, uow: UnitOfWork, query: UnderWay) -> Talk | None:
        """Return the talk in which somebody is; of several the one written in last."""
        mine = TicketQuery(community=None, reporter=query.by, open_only=True, limit=MOST_OPEN)
        since = self._clock.now() - TALKED_WITHIN
        talks = []
        for row in uow.tickets.find(mine)[0]:
            if row.kind != TicketKind.QUESTION:
                continue
            said = still_said(uow.tickets.events(row.id))
            if said and said[-1].at >= since:
                talks.append(_talk(uow, row.id, said[-1]))
        return max(talks, key=lambda talk: talk.at, default=None)


def _said_at(uow: UnitOfWork, ticket: Ticket, line: int) -> list[TicketEvent]:
    events = uow.tickets.events(ticket.id)
    if not 0 <= line < len(events) or SAID_AS not in events[line].detail:
        raise NotFound(line)
    bundle = events[line].detail[BUNDLE]
    return [e for e in events if SAID_AS in e.detail and e.detail[BUNDLE] == bundle]


def _talk(uow: UnitOfWork, ticket_id: TicketId, last: TicketEvent) -> Talk:
    post = uow.staff.get(last.staff_id) if last.staff_id is not None else None
    ticket = uow.tickets.get_required(ticket_id)
    return Talk(
        ticket_id=ticket_id,
        cycle=ticket.cycle,
        taken=ticket.status not in WAITING_STATUSES,
        name=post.name if post else "",
        from_centre=post is not None and names_centre(post),
        at=last.at,
    )
