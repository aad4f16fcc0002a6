"""What a ticket looks like to somebody: everything a text or a card needs, already permitted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from domain.language import DEFAULT_LANGUAGE, Language
from domain.lifecycle import Action, DeclineReason, HoldReason, Outcome, Status
from domain.people import Actor, House, PersonId, StaffId, mask_name, mask_phone, mask_phones_in
from domain.ticket import Channel, Severity, Ticket, TicketId, TicketKind
from domain.timeline import TicketEvent
from services.authority import may_call
from services.ports import UnitOfWork
from services.rows import Attachment

CLOSING = "closing"
"""The detail that makes a note part of the closing note, which the owner may read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """One line of a timeline with the name of whoever acted; ``actor`` is empty for the desk."""

    kind: Action
    at: datetime
    actor: str
    by_staff: bool
    after: Status | None
    text: str
    detail: Mapping[str, str | int]

    @property
    def reason(self) -> HoldReason | DeclineReason | None:
        """Why it was put at rest or given back, for the reader's language to say."""
        match self.kind:
            case Action.HOLD:
                return HoldReason(str(self.detail["reason"]))
            case Action.DECLINE:
                return DeclineReason(str(self.detail["reason"]))
            case _:
                return None


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketView:
    """A ticket with the names around it.

    ``reporter_name`` and ``reporter_phone`` are in the clear unless `masked` was called; ``house``
    is ``None`` for a public place, which ``spot`` describes. ``closing_note`` is what was said
    when the work ended, ``hold_reason`` why it rests, ``logged_by_name`` the colleague who took
    it down for the reporter. ``reachable`` is whether the reporter can be written to.
    """

    id: TicketId
    number: int
    version: int
    kind: TicketKind
    category: str
    severity: Severity
    status: Status
    channel: Channel
    community: str
    house: House | None
    spot: str
    description: str
    visit_wish: str
    reporter_id: PersonId
    reporter_name: str
    reporter_phone: str | None
    verified: bool
    reachable: bool
    logged_by_name: str
    team: str | None
    assignee: StaffId | None
    assignee_name: str
    filed_at: datetime
    accept_by: datetime
    finish_by: datetime
    accepted_at: datetime | None
    arrived_at: datetime | None
    done_at: datetime | None
    closed_at: datetime | None
    urged_at: datetime | None
    hold_until: datetime | None
    hold_reason: HoldReason | None
    outcome: Outcome | None
    closing_note: str
    score: int | None
    tier: int
    cycle: int
    reopened: int
    attachments: tuple[Attachment, ...] = ()
    events: tuple[EventView, ...] = ()

    @property
    def code(self) -> str:
        """The number people say aloud, such as R-1027."""
        return f"R-{self.number}"

    @property
    def taken(self) -> bool:
        """Whether somebody has it in hand now."""
        return self.status in {Status.ACCEPTED, Status.WORKING, Status.HELD}

    def masked(self) -> "TicketView":
        """Return the view that a group may see: 王** 138****5678 (S-154).

        A number that stands in somebody's words is masked as well.
        """
        return replace(
            self,
            reporter_name=mask_name(self.reporter_name),
            reporter_phone=mask_phone(self.reporter_phone) if self.reporter_phone else None,
            description=mask_phones_in(self.description),
            closing_note=mask_phones_in(self.closing_note),
            events=tuple(
                replace(
                    event,
                    actor=event.actor if event.by_staff else mask_name(event.actor),
                    text=mask_phones_in(event.text),
                )
                for event in self.events
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CardQuery:
    """Asks for a ticket as one chat may see it."""

    ticket_id: TicketId
    chat_id: int
    thread_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """A ticket as a chat may see it, and the message there that already shows it, if any.

    ``team_here`` is the team that works in the chat (the ticket's own where several do), and
    ``language`` the one spoken there.
    """

    ticket: TicketView
    message_id: int | None
    team_here: str | None
    language: Language = DEFAULT_LANGUAGE


def ticket_view(uow: UnitOfWork, ticket: Ticket) -> TicketView:
    """Gather everything around a ticket, in the clear: the caller decides who may see it."""
    house = uow.houses.get(ticket.place.house_id) if ticket.place.house_id else None
    reporter = uow.people.get_required(ticket.reporter)
    events = uow.tickets.events(ticket.id)
    worker = uow.staff.get(ticket.assignee) if ticket.assignee is not None else None
    scribe = uow.staff.get(ticket.logged_by) if ticket.logged_by is not None else None
    return TicketView(
        id=ticket.id,
        number=ticket.number,
        version=ticket.version,
        kind=ticket.kind,
        category=ticket.category,
        severity=ticket.severity,
        status=ticket.status,
        channel=ticket.channel,
        community=ticket.place.community,
        house=house,
        spot=ticket.place.spot,
        description=ticket.description,
        visit_wish=ticket.visit_wish,
        reporter_id=ticket.reporter,
        reporter_name=reporter.name,
        reporter_phone=reporter.phone,
        verified=ticket.verified,
        reachable=reporter.telegram_id is not None and reporter.reachable,
        logged_by_name=scribe.name if scribe else "",
        team=ticket.team,
        assignee=ticket.assignee,
        assignee_name=worker.name if worker else "",
        filed_at=ticket.filed_at,
        accept_by=ticket.accept_by,
        finish_by=ticket.finish_by,
        accepted_at=ticket.accepted_at,
        arrived_at=ticket.arrived_at,
        done_at=ticket.done_at,
        closed_at=ticket.closed_at,
        urged_at=ticket.urged_at,
        hold_until=ticket.hold_until,
        hold_reason=_hold_reason(events) if ticket.status is Status.HELD else None,
        outcome=ticket.outcome,
        closing_note=_closing_note(events) if ticket.outcome else "",
        score=ticket.score,
        tier=ticket.tier,
        cycle=ticket.cycle,
        reopened=ticket.reopened,
        attachments=tuple(uow.tickets.attachments(ticket.id)),
        events=tuple(_event_view(uow, event) for event in events),
    )


def card(uow: UnitOfWork, query: CardQuery) -> CardView:
    """Return a ticket as a chat may see it: masked, but for those who need the number.

    In their own chat these are the reporter, the one who took the ticket, overseers, and in an
    emergency the whole team.

    Raises:
        NotFound: There is no such ticket.
    """
    ticket = uow.tickets.get_required(query.ticket_id)
    view = ticket_view(uow, ticket)
    community = ticket.place.community
    here = [c for c in uow.chats.at(query.chat_id) if c.community == community]
    topic = [c for c in here if c.thread_id == query.thread_id] or here
    chat = next((c for c in topic if c.team == ticket.team), topic[0] if topic else None)
    return CardView(
        ticket=view if _in_the_clear(uow, ticket, query.chat_id) else view.masked(),
        message_id=uow.messages.card(query.chat_id, query.ticket_id, query.thread_id),
        team_here=chat.team if chat else None,
        language=chat.language if chat else DEFAULT_LANGUAGE,
    )


def view_for(uow: UnitOfWork, ticket: Ticket, actor: Actor) -> TicketView:
    """Return a ticket to somebody: masked, unless they may see the number."""
    view = ticket_view(uow, ticket)
    return view if may_call(actor, ticket) else view.masked()


def _in_the_clear(uow: UnitOfWork, ticket: Ticket, chat_id: int) -> bool:
    person = uow.people.by_telegram(chat_id)
    return person is not None and may_call(uow.people.actor(person.id), ticket)


def _hold_reason(events: list[TicketEvent]) -> HoldReason | None:
    held = next((event for event in reversed(events) if event.kind is Action.HOLD), None)
    return HoldReason(str(held.detail["reason"])) if held is not None else None


def _closing_note(events: list[TicketEvent]) -> str:
    """Return what was said when the work ended, with what was added to it afterwards."""
    said: list[str] = []
    for event in events:
        if event.kind is Action.FINISH:
            said = [event.text]
        elif event.kind is Action.NOTE and event.detail.get(CLOSING):
            said.append(event.text)
    return "\n".join(filter(None, said))


def _event_view(uow: UnitOfWork, event: TicketEvent) -> EventView:
    actor = ""
    if event.staff_id is not None:
        post = uow.staff.get(event.staff_id)
        actor = post.name if post else ""
    elif event.person_id is not None:
        person = uow.people.get(event.person_id)
        actor = person.name if person else ""
    return EventView(
        kind=event.kind,
        at=event.at,
        actor=actor,
        by_staff=event.staff_id is not None,
        after=event.after,
        text=event.text,
        detail=event.detail,
    )


def names(uow: UnitOfWork, colleagues: Collection[StaffId]) -> dict[StaffId, str]:
    """Return the names of colleagues, those who have left included."""
    posts = [uow.staff.get(staff_id) for staff_id in colleagues]
    return {post.id: post.name for post in posts if post is not None}
