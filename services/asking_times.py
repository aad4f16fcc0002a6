"""When an owner is asked whether it is solved: by day, and at once while they talk to us."""

from datetime import datetime, timedelta

from domain.desk import Desk
from domain.ticket import Ticket, TicketKind
from services.ports import UnitOfWork

STILL_HERE = timedelta(minutes=10)
"""Whoever has written so lately is awake, whatever the hour."""


def when_to_ask(uow: UnitOfWork, desk: Desk, ticket: Ticket, now: datetime) -> datetime:
    """Return when the owner is asked about work that has ended now; of an answer it is at once."""
    if ticket.kind is TicketKind.QUESTION:
        return first_awake(uow, desk, ticket, now)
    return _by_day(desk, ticket, now + desk.follow_up.ask_after)


def first_awake(uow: UnitOfWork, desk: Desk, ticket: Ticket, now: datetime) -> datetime:
    """Return the first moment from now on at which the owner of a ticket may be asked."""
    if ticket.kind is TicketKind.QUESTION and any(
        event.person_id is not None and now - event.at <= STILL_HERE
        for event in uow.tickets.events(ticket.id)
    ):
        return now
    return _by_day(desk, ticket, now)


def _by_day(desk: Desk, ticket: Ticket, at: datetime) -> datetime:
    community = desk.community(ticket.place.community)
    return community.quiet_hours.next_outside(at, community.timezone)
