"""What is asked about cards without changing a ticket: may I, which one is this, show it here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain.errors import NotAllowed, NotFound, WrongStatus
from domain.lifecycle import Action
from domain.people import Actor, PersonId, StaffMember
from domain.ticket import Ticket, TicketId
from services.authority import (
    dispatching_post,
    giving_up_post,
    may_read,
    team_or_centre_post,
    working_post,
)
from services.intents import Lane, Outgoing, ShowCard
from services.ports import UnitOfWork
from services.views import TicketView, ticket_view


@dataclass(frozen=True, slots=True, kw_only=True)
class Intend:
    """Asks whether somebody may now do something to a ticket, before they are asked how.

    ``key`` is the natural key of what asks; it may have done it already.
    """

    key: str
    by: PersonId
    ticket_id: TicketId
    action: Action


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageAt:
    """Asks which ticket a message of ours is about."""

    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BringCard:
    """Asks for the card of a ticket at the end of a chat, where people look."""

    key: str
    by: PersonId
    ticket_id: TicketId
    chat_id: int
    thread_id: int | None


def intend(uow: UnitOfWork, command: Intend) -> TicketView:
    """Return the masked ticket when the person may do this to it now.

    What was done under this very key, before a crash, is not refused the second time.

    Raises:
        NotFound: There is no such ticket.
        NotInTeam: Only staff of the ticket's team or of the centre may.
        NotAllowed: It is a colleague's, or only leaders and the centre may.
        WrongStatus: The ticket has moved on.
    """
    ticket = uow.tickets.get_required(command.ticket_id)
    if uow.tickets.applied(command.key) is None:
        _AUTHORITY.get(command.action, team_or_centre_post)(uow.people.actor(command.by), ticket)
        if command.action not in _AT_ANY_TIME and not ticket.allows(command.action):
            raise WrongStatus(command.action, ticket.status)
    return ticket_view(uow, ticket).masked()


def actor(uow: UnitOfWork, person_id: PersonId) -> Actor:
    """Return a person with everything that decides which buttons a card has for them."""
    return uow.people.actor(person_id)


def ticket_at(uow: UnitOfWork, command: MessageAt) -> TicketId | None:
    """Return the ticket that a message of ours is about; ``None`` for any other message."""
    return uow.messages.ticket_at(command.chat_id, command.message_id)


def bring(uow: UnitOfWork, command: BringCard) -> None:
    """Post a ticket's card afresh in a chat of one of its community's teams.

    Raises:
        NotFound: There is no such ticket, or it is not the person's to see.
        NotAllowed: No team of the community works in this chat.
    """
    ticket = uow.tickets.get_required(command.ticket_id)
    if not may_read(uow.people.actor(command.by), ticket):
        raise NotFound(command.ticket_id)
    community = ticket.place.community
    here = [chat for chat in uow.chats.at(command.chat_id) if chat.community == community]
    if not here:
        raise NotAllowed(ticket.code)
    chat = next((chat for chat in here if chat.thread_id == command.thread_id), here[0])
    uow.outbox.put(
        Outgoing(
            key=f"{command.key}:card",
            chat_id=command.chat_id,
            thread_id=command.thread_id,
            content=ShowCard(ticket_id=ticket.id, fresh=True),
            language=chat.language,
            lane=Lane.REPLY,
        )
    )


_AUTHORITY: Mapping[Action, Callable[[Actor, Ticket], StaffMember]] = {
    Action.ASSIGN: dispatching_post,
    Action.DECLINE: giving_up_post,
    Action.TRANSFER: giving_up_post,
    Action.HOLD: working_post,
    Action.FINISH: working_post,
}

_AT_ANY_TIME = frozenset({Action.NOTE, Action.STAFF_MESSAGE})
