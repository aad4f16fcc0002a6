"""The promise that stands for an open ticket, and whether it has passed."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, literal_column

from domain.lifecycle import WAITING_STATUSES, Status
from storage.moments import to_micros
from storage.tables import TICKET_IS_OPEN, ticket

_waits = ticket.c.status.in_([status.value for status in sorted(WAITING_STATUSES)])

promised: ColumnElement[int] = case(
    (and_(_waits, ticket.c.accept_by < ticket.c.finish_by), ticket.c.accept_by),
    else_=ticket.c.finish_by,
)
"""Until when it is to be taken, while it waits for that; else until when it is to be finished."""


def is_overdue(now: datetime) -> ColumnElement[bool]:
    """Whether an open ticket is late: its promise has passed, and it is not at rest."""
    return and_(
        literal_column(TICKET_IS_OPEN),
        ticket.c.status != Status.HELD.value,
        promised < to_micros(now),
    )
