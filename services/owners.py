"""What owners do with their own tickets: look, add, urge, cancel, escalate, reopen."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.desk import Desk
from domain.errors import InvalidInput, TooSoon, WrongStatus
from domain.lifecycle import Action
from domain.people import Actor, HouseId, PersonId
from domain.ticket import Ticket
from domain.timeline import By
from services.acts import AddFiles, Say, TicketActs, TicketCommand
from services.authority import own_ticket
from services.filing import MAX_ATTACHMENTS, MAX_DESCRIPTION, MAX_SPOT
from services.ports import UnitOfWork
from services.rows import FoundTicket, TicketQuery
from services.views import TicketView, ticket_view
from services.voice import show_media

URGE_EVERY = timedelta(hours=1)
"""An owner may urge (催单) once an hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MyTickets:
    """Asks for a page of somebody's own tickets, newest first."""

    by: PersonId
    open_only: bool = False
    limit: int = 8
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Relocate(TicketCommand):
    """Says where it is: one of one's own homes of the community, or a spot in words.

    ``text`` is how the team is told.
    """

    text: str
    house_id: HouseId | None = None
    spot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutMessage:
    """Asks which of one's own tickets a message of ours is about.

    ``number`` is the one ticket number that stands in its text, where there is just one: what
    was said in a dialogue is not on the map of messages.
    """

    by: PersonId
    chat_id: int
    message_id: int
    number: int | None = None


class Owners(TicketActs):
    """The acts of owners. Each is on one's own ticket only."""

    def mine(self, uow: UnitOfWork, command: MyTickets) -> tuple[list[FoundTicket], int]:
        """Return one's own tickets over all communities, newest first, and how many there are."""
        query = TicketQuery(
            community=None,
            reporter=command.by,
            open_only=command.open_only,
            limit=command.limit,
            offset=command.offset,
        )
        return uow.tickets.find(query)

    def show(self, uow: UnitOfWork, command: TicketCommand) -> TicketView:
        """Return one's own ticket with its timeline.

        Raises:
            NotFound: There is none, or it is somebody else's.
        """
        ticket = uow.tickets.get_required(command.ticket_id)
        own_ticket(uow.people.actor(command.by), ticket)
        return ticket_view(uow, ticket)

    def about(self, uow: UnitOfWork, command: AboutMessage) -> list[TicketView]:
        """Return one's own ticket that a message is about; none when it is about none.

        By a number alone it may be several: each community counts its own.
        """
        ticket_id = uow.messages.ticket_at(command.chat_id, command.message_id)
        found = [uow.tickets.get(ticket_id)] if ticket_id is not None else []
        if not any(found) and command.number is not None:
            found = [
                uow.tickets.by_number(community.code, command.number)
                for community in self._desk.communities
            ]
        return [
            ticket_view(uow, ticket)
            for ticket in found
            if ticket is not None and ticket.reporter == command.by
        ]

    def relocate(self, uow: UnitOfWork, command: Relocate) -> TicketView:
        """Say where it is, after it was filed in a hurry; the team hears it and the card shows it.

        Raises:
            WrongStatus: It is not open.
            InvalidInput: The home is not one's own, or is in another community.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            by = own_ticket(actor, ticket)
            _require_open(ticket, Action.OWNER_MESSAGE)
            homes = {
                tie.house.id: tie.verified
                for tie in actor.residences
                if tie.house.community == ticket.place.community
            }
            if command.house_id is not None and command.house_id not in homes:
                raise InvalidInput("no-such-house")
            ticket.place = replace(
                ticket.place,
                house_id=command.house_id,
                spot="" if command.house_id else command.spot.strip()[:MAX_SPOT],
            )
            if command.house_id is not None:
                ticket.verified = homes[command.house_id]
            ticket.record(Action.OWNER_MESSAGE, by, now, command.text[:MAX_DESCRIPTION])

        return self._act(uow, command, act)

    def write(self, uow: UnitOfWork, command: Say) -> TicketView:
        """Add words to an open ticket; its team reads them under the card.

        Raises:
            WrongStatus: It is not open: the owner is asked whether to reopen or to begin anew.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            by = own_ticket(actor, ticket)
            _require_open(ticket, Action.OWNER_MESSAGE)
            text = command.text.strip()[:MAX_DESCRIPTION]
            if not text:
                raise InvalidInput("empty-description")
            ticket.record(Action.OWNER_MESSAGE, by, now, text)

        return self._act(uow, command, act)

    def attach(self, uow: UnitOfWork, command: AddFiles) -> TicketView:
        """Add pictures to an open ticket and show them to its team.

        Raises:
            WrongStatus: It is not open.
            InvalidInput: It has its ten already.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            by = own_ticket(actor, ticket)
            _require_open(ticket, Action.ATTACH)
            theirs = [f for f in uow.tickets.attachments(ticket.id) if not f.by_staff]
            room = MAX_ATTACHMENTS - len(theirs)
            if room <= 0:
                raise InvalidInput("too-many-files", limit=MAX_ATTACHMENTS)
            new = uow.tickets.attach(ticket.id, command.attachments[:room])
            ticket.record(Action.ATTACH, by, now)
            show_media(uow, ticket, f"{command.key}:media", only=new)

        return self._act(uow, command, act)

    def urge(self, uow: UnitOfWork, command: TicketCommand) -> TicketView:
        """Urge (催单), at most once an hour.

        Raises:
            TooSoon: The last time is less than an hour ago.
            WrongStatus: It is not open.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            by = own_ticket(actor, ticket)
            _require_open(ticket, Action.URGE)
            if ticket.urged_at is not None and now - ticket.urged_at < URGE_EVERY:
                left = URGE_EVERY - (now - ticket.urged_at)
                raise TooSoon(max(1, -(-int(left.total_seconds()) // 60)))
            ticket.urged_at = now
            ticket.record(Action.URGE, by, now)

        return self._act(uow, command, act)

    def cancel(self, uow: UnitOfWork, command: Say) -> TicketView:
        """Take a report back.

        Raises:
            WrongStatus: The work is done already.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            by = own_ticket(actor, ticket)
            ticket.cancel(by, now, command.text)

        return self._act(uow, command, act)

    def escalate(self, uow: UnitOfWork, command: Say) -> TicketView:
        """Move up a tier (升级): the service centre and the managers hear of it (S-073).

        Raises:
            TooSoon: It was escalated within the last hour.
            WrongStatus: It was cancelled.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            by = own_ticket(actor, ticket)
            events = uow.tickets.events(ticket.id)
            last = next((e.at for e in reversed(events) if e.kind is Action.ESCALATE), None)
            if last is not None and now - last < URGE_EVERY:
                left = URGE_EVERY - (now - last)
                raise TooSoon(max(1, -(-int(left.total_seconds()) // 60)))
            ticket.escalate(by, now, command.text)

        return self._act(uow, command, act)

    def reopen(self, uow: UnitOfWork, command: Say) -> TicketView:
        """Reopen a finished ticket: the same worker is asked first, and it counts as rework.

        Raises:
            WrongStatus: It is open, or was cancelled.
        """

        def act(ticket: Ticket, actor: Actor, now: datetime) -> None:
            by = own_ticket(actor, ticket)
            reopen(self._desk, ticket, by, now, command.text)

        return self._act(uow, command, act)


def reopen(desk: Desk, ticket: Ticket, by: By, now: datetime, reason: str) -> None:
    """Begin a new cycle with a new promise; a ticket without a team waits at the centre."""
    promise = desk.promise(desk.category(ticket.category), ticket.severity, now)
    ticket.reopen(by, now, promise, reason)


def _require_open(ticket: Ticket, action: Action) -> None:
    if not ticket.is_open:
        raise WrongStatus(action, ticket.status)
