"""From what happened to a ticket to what is said and what is timed, in the same transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.desk import Desk
from domain.lifecycle import Action, Status
from domain.people import CENTRE, PersonId, StaffId, StaffRole
from domain.ticket import ANSWERING, Severity, Ticket, TicketKind
from domain.timeline import TicketEvent
from services.asking_times import when_to_ask
from services.overdue import tell_soon
from services.ports import UnitOfWork
from services.rows import Attachment, TeamChat
from services.voice import (
    ACCEPT_OVERDUE,
    CLOSE_CONFIRMED,
    FINISH_OVERDUE,
    FOLLOW_UP,
    HOLD_ENDS,
    Voice,
)


@dataclass(frozen=True, slots=True)
class Reactions:
    """Saves a ticket and writes what follows from its events."""

    desk: Desk

    def settle(
        self,
        uow: UnitOfWork,
        ticket: Ticket,
        key: str,
        now: datetime,
        *,
        new: bool = False,
        attachments: Sequence[Attachment] = (),
    ) -> None:
        """Store a ticket with its events, its messages and its timers.

        ``attachments`` come with a new ticket and are shown under its card.
        """
        events = list(ticket.pending_events)
        if new:
            uow.tickets.add(ticket, key)
            uow.tickets.attach(ticket.id, attachments)
        else:
            uow.tickets.save(ticket, key)
        voice = Voice(uow, self.desk, ticket, now)
        voice.show_cards(events)
        for event in events:
            _REACTIONS.get(event.kind, _nothing)(voice, event)

    def arrive_in(
        self, uow: UnitOfWork, ticket: Ticket, chat: TeamChat, key: str, now: datetime
    ) -> None:
        """Show an open ticket in a chat that its team, or the centre, was only now bound to.

        ``key`` is the natural key of the binding: what was said elsewhere is said here again.
        """
        voice = Voice(uow, self.desk, ticket, now, occasion=key)
        shown = uow.messages.card(chat.chat_id, ticket.id, chat.thread_id) is not None
        asked = voice.asked == chat.team
        voice.show_card(chat, fresh=asked or not shown, silent=not asked)
        if not shown and chat.team == (ticket.team or CENTRE):
            voice.show_media()
        if asked:
            _alarm_if_red(voice)

    def lose_sight(self, uow: UnitOfWork, ticket: Ticket, key: str, now: datetime) -> None:
        """Tell the centre of a ticket whose team sees it no more; ``key`` is the loss's."""
        _unrouted(Voice(uow, self.desk, ticket, now, occasion=key))


def _nothing(voice: Voice, event: TicketEvent) -> None:
    """React to an event that only the timeline and the cards show."""


def _filed(voice: Voice, event: TicketEvent) -> None:
    ticket = voice.ticket
    voice.timer(ACCEPT_OVERDUE, ticket.accept_by)
    voice.timer(FINISH_OVERDUE, ticket.finish_by)
    if ticket.logged_by is not None:
        voice.owner("owner-logged")
    if ticket.team is None:
        _unrouted(voice)
        _alarm_if_red(voice)


def _unrouted(voice: Voice) -> None:
    ticket = voice.ticket
    team = ticket.team or voice.desk.team_for(ticket.kind, ticket.category)
    voice.centre("centre-unrouted", team=team)


def _dispatched(voice: Voice, event: TicketEvent) -> None:
    voice.show_media()
    _alarm_if_red(voice)


def _alarm_if_red(voice: Voice, but: StaffId | None = None) -> None:
    """Call those who are asked to come, and each of them who can be reached, at once (S-090).

    ``but`` is who has just said that they cannot.
    """
    ticket, team = voice.ticket, voice.asked
    if ticket.severity is not Severity.RED or team is None:
        return
    if team != CENTRE:
        voice.team("team-alarm")
    voice.centre("team-alarm")
    for post in voice.uow.staff.of_team(ticket.place.community, team):
        if post.id != but:
            voice.staff(post, "staff-alarm")


def _accepted(voice: Voice, event: TicketEvent) -> None:
    ticket = voice.ticket
    voice.stop(ACCEPT_OVERDUE, ticket.accept_by)
    if event.detail.get(ANSWERING):
        return
    voice.owner("owner-accepted", name=voice.name_of(ticket.assignee))
    post = voice.uow.staff.get(ticket.assignee) if ticket.assignee is not None else None
    if post is not None and not voice.staff(post, "staff-contact"):
        voice.team("team-open-private", name=post.name)


def _assigned(voice: Voice, event: TicketEvent) -> None:
    _accepted(voice, event)
    if event.detail.get(ANSWERING):
        return
    if event.before is Status.FILED or event.detail.get("from_team") != voice.ticket.team:
        voice.show_media()
    former = event.detail.get("former")
    if isinstance(former, int) and former != voice.ticket.assignee:
        post = voice.uow.staff.get(StaffId(former))
        if post is not None:
            voice.staff(post, "staff-taken-over", name=voice.name_of(voice.ticket.assignee))


def _declined(voice: Voice, event: TicketEvent) -> None:
    _wait_again(voice)
    name, reason = voice.name_of(event.staff_id), event.detail["reason"]
    if voice.ticket.status is Status.FILED:
        voice.centre("centre-declined", name=name, decline_reason=reason)
    else:
        voice.team("team-given-back", name=name, decline_reason=reason)
        voice.owner("owner-given-back", late=_late(voice))
    _alarm_if_red(voice, but=event.staff_id)


def _transferred(voice: Voice, event: TicketEvent) -> None:
    ticket = voice.ticket
    _wait_again(voice)
    voice.owner("owner-transferred", team=ticket.team or "", late=_late(voice))
    voice.show_media()
    if voice.team_chat() is None:
        _unrouted(voice)
    _alarm_if_red(voice)


def _wait_again(voice: Voice) -> None:
    """Time what was given back or moved on, without a new promise to the owner.

    Whoever has it now is warned at the promised moment; where that has passed, when it has
    waited as long as a new one may.
    """
    ticket, desk = voice.ticket, voice.desk
    accept_by = ticket.accept_by
    if accept_by <= voice.now:
        accept_by, _ = desk.promise(desk.category(ticket.category), ticket.severity, voice.now)
    voice.timer(ACCEPT_OVERDUE, accept_by)
    voice.timer(FINISH_OVERDUE, ticket.finish_by)


def _late(voice: Voice) -> str:
    """Whether the moment has passed until which the owner was promised somebody, for a text."""
    return "yes" if voice.ticket.accept_by <= voice.now else "no"


def _arrived(voice: Voice, event: TicketEvent) -> None:
    voice.owner("owner-arrived", name=voice.name_of(voice.ticket.assignee))


def _held(voice: Voice, event: TicketEvent) -> None:
    ticket = voice.ticket
    voice.timer(HOLD_ENDS, ticket.hold_until)
    if ticket.hold_until is not None:
        voice.owner(
            "owner-held",
            hold_reason=event.detail["reason"],
            until_at=ticket.hold_until.isoformat(),
        )


def _resumed(voice: Voice, event: TicketEvent) -> None:
    voice.timer(FINISH_OVERDUE, voice.ticket.finish_by)
    if event.staff_id is None:
        voice.team("team-hold-over")
    voice.owner("owner-resumed", name=voice.name_of(voice.ticket.assignee))


def _finished(voice: Voice, event: TicketEvent) -> None:
    voice.stop(FINISH_OVERDUE, voice.ticket.finish_by)
    voice.timer(FOLLOW_UP, when_to_ask(voice.uow, voice.desk, voice.ticket, voice.now))


def _undone(voice: Voice, event: TicketEvent) -> None:
    voice.timer(FINISH_OVERDUE, voice.ticket.finish_by)


def _confirmed(voice: Voice, event: TicketEvent) -> None:
    voice.timer(CLOSE_CONFIRMED, voice.now + voice.desk.follow_up.remind_after)


def _reopened(voice: Voice, event: TicketEvent) -> None:
    ticket = voice.ticket
    voice.timer(ACCEPT_OVERDUE, ticket.accept_by)
    voice.timer(FINISH_OVERDUE, ticket.finish_by)
    post = voice.uow.staff.get(ticket.assignee) if ticket.assignee is not None else None
    if post is not None and post.active:
        voice.team("team-reopened", name=post.name, reason=event.text)
        voice.centre("team-reopened", name=post.name, reason=event.text)
        voice.staff(post, "staff-reopened", reason=event.text)
    else:
        voice.team("team-reopened-anew", reason=event.text)
        voice.centre("team-reopened-anew", reason=event.text)
    _alarm_if_red(voice)


def _cancelled(voice: Voice, event: TicketEvent) -> None:
    voice.stop(ACCEPT_OVERDUE, voice.ticket.accept_by)
    voice.stop(FINISH_OVERDUE, voice.ticket.finish_by)
    voice.team("team-cancelled", reason=event.text)


def _urged(voice: Voice, event: TicketEvent) -> None:
    voice.team("team-urged")
    voice.centre("team-urged")


def _escalated(voice: Voice, event: TicketEvent) -> None:
    ticket = voice.ticket
    voice.centre("centre-escalated", reason=event.text, tier=ticket.tier)
    if voice.uow.chats.of_team(ticket.place.community, CENTRE) is None:
        return  # those who manage have just been told in the centre's place
    told: set[PersonId] = set()
    for post in voice.uow.staff.with_role(ticket.place.community, StaffRole.MANAGER):
        if post.person_id is not None and post.person_id not in told:
            told.add(post.person_id)
            voice.staff(post, "centre-escalated", reason=event.text, tier=ticket.tier)


def _owner_wrote(voice: Voice, event: TicketEvent) -> None:
    voice.team("team-owner-message", text=event.text)


def _staff_wrote(voice: Voice, event: TicketEvent) -> None:
    """Tell the owner; whoever wrote hears in the reply to it where nobody can be told."""
    if voice.ticket.kind is TicketKind.QUESTION:
        voice.answer_owner(event)
    elif event.files:
        voice.show_owner(event.files, "owner-pictures")
    else:
        voice.owner("owner-message", text=event.text, name=voice.name_of(event.staff_id))


def _overdue(voice: Voice, event: TicketEvent) -> None:
    timer = str(event.detail["timer"])
    if voice.ticket.severity is Severity.RED:
        voice.team(f"team-{timer}")
        voice.centre(f"team-{timer}")
    else:
        tell_soon(voice.uow, voice.ticket.place.community, voice.now)
    voice.apologize(timer)


def _call_task(voice: Voice, event: TicketEvent) -> None:
    voice.centre("centre-call-task")


_REACTIONS: Mapping[Action, Callable[[Voice, TicketEvent], None]] = {
    Action.FILE: _filed,
    Action.DISPATCH: _dispatched,
    Action.ACCEPT: _accepted,
    Action.ASSIGN: _assigned,
    Action.DECLINE: _declined,
    Action.TRANSFER: _transferred,
    Action.ARRIVE: _arrived,
    Action.HOLD: _held,
    Action.RESUME: _resumed,
    Action.FINISH: _finished,
    Action.UNDO: _undone,
    Action.CONFIRM: _confirmed,
    Action.REOPEN: _reopened,
    Action.CANCEL: _cancelled,
    Action.URGE: _urged,
    Action.ESCALATE: _escalated,
    Action.OWNER_MESSAGE: _owner_wrote,
    Action.STAFF_MESSAGE: _staff_wrote,
    Action.OVERDUE: _overdue,
    Action.CALL_TASK: _call_task,
}
