"""One act on a ticket: done once for each key, saved, and followed by what it causes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.clock import Clock
from domain.desk import Desk
from domain.people import Actor, PersonId
from domain.ticket import Ticket, TicketId
from services.ports import UnitOfWork
from services.reactions import Reactions
from services.rows import Attachment
from services.views import TicketView, ticket_view

MAX_NOTE = 1000
"""Characters of what staff write about a ticket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketCommand:
    """An act on a ticket. ``key`` is natural: the same key twice is one act."""

    key: str
    by: PersonId
    ticket_id: TicketId


@dataclass(frozen=True, slots=True, kw_only=True)
class Say(TicketCommand):
    """Words about a ticket."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFiles(TicketCommand):
    """Pictures or recordings for a ticket that was filed already."""

    attachments: tuple[Attachment, ...]


Act = Callable[[Ticket, Actor, datetime], None]
"""Checks that somebody may, then changes the ticket at this moment."""


class TicketActs:
    """What the services that act on tickets have in common."""

    def __init__(self, desk: Desk, clock: Clock, reactions: Reactions) -> None:
        self._desk = desk
        self._clock = clock
        self._reactions = reactions

    def _act(self, uow: UnitOfWork, command: TicketCommand, act: Act) -> TicketView:
        """Run an act and return the ticket in the clear; one in which nothing happened is none."""
        ticket = uow.tickets.get_required(command.ticket_id)
        if uow.tickets.applied(command.key) is None:
            now = self._clock.now()
            act(ticket, uow.people.actor(command.by), now)
            if ticket.pending_events:
                self._reactions.settle(uow, ticket, command.key, now)
        return ticket_view(uow, ticket)


def attach_files(uow: UnitOfWork, ticket: Ticket, attachments: Sequence[Attachment]) -> list[int]:
    """Attach files and return the ids of all of them, also of those that were known before."""
    uow.tickets.attach(ticket.id, attachments)
    sent = {file.file_id for file in attachments}
    return [file.id for file in uow.tickets.attachments(ticket.id) if file.file_id in sent]
