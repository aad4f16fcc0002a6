"""Lists of tickets: the queries that are put together anew for each question."""

from sqlalchemy import ColumnElement, and_, exists, func, literal_column, or_, select, true

from domain.lifecycle import Action
from domain.people import StaffId
from domain.ticket import TicketId
from services.rows import FoundTicket, TicketQuery
from storage.moments import from_micros, to_micros
from storage.promises import is_overdue, promised
from storage.tables import TICKET_IS_OPEN, house, ticket, ticket_event
from storage.transaction import AnyRow, Transaction, clean_text

_ESCAPE = "\\"
_MOST_WORDS = 8

_COLUMNS = (
    ticket.c.id,
    ticket.c.number,
    ticket.c.status,
    ticket.c.kind,
    ticket.c.category,
    ticket.c.severity,
    ticket.c.community,
    ticket.c.spot,
    ticket.c.team,
    ticket.c.assignee,
    ticket.c.description,
    ticket.c.filed_at,
    ticket.c.accept_by,
    ticket.c.finish_by,
    house.c.building,
    house.c.unit,
    house.c.room,
)


def find_tickets(transaction: Transaction, query: TicketQuery) -> tuple[list[FoundTicket], int]:
    """Return a page of tickets and how many there are in all."""
    conditions = and_(*_conditions(query))
    rows = transaction.select(
        select(*_COLUMNS)
        .select_from(ticket.outerjoin(house, ticket.c.house_id == house.c.id))
        .where(conditions)
        .order_by(*_order(query))
        .limit(query.limit)
        .offset(query.offset)
    )
    if len(rows) < query.limit and (rows or not query.offset):
        return [_found(row) for row in rows], query.offset + len(rows)
    total = transaction.select(select(func.count()).select_from(ticket).where(conditions))
    return [_found(row) for row in rows], int(total[0][0])


def _order(query: TicketQuery) -> tuple[ColumnElement[int], ...]:
    if query.overdue_at is not None:
        return promised, ticket.c.id
    if query.oldest_first:
        return ticket.c.filed_at, ticket.c.id
    return ticket.c.filed_at.desc(), ticket.c.id.desc()


def _conditions(query: TicketQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [true()]
    exact = {
        ticket.c.community: query.community,
        ticket.c.number: query.number,
        ticket.c.status: query.status,
        ticket.c.team: query.team,
        ticket.c.assignee: query.assignee,
        ticket.c.reporter: query.reporter,
        ticket.c.house_id: query.house,
    }
    conditions += [column == value for column, value in exact.items() if value is not None]
    if query.open_only:
        conditions.append(literal_column(TICKET_IS_OPEN))
    if query.overdue_at is not None:
        conditions.append(is_overdue(query.overdue_at))
    if query.warned is not None:
        since, until = map(to_micros, query.warned)
        conditions.append(
            exists().where(
                ticket_event.c.ticket_id == ticket.c.id,
                ticket_event.c.kind == Action.OVERDUE.value,
                ticket_event.c.at >= since,
                ticket_event.c.at < until,
            )
        )
    for word in clean_text(query.words or "").split()[:_MOST_WORDS]:
        pattern = f"%{_escaped(word)}%"
        conditions.append(
            or_(
                ticket.c.description.ilike(pattern, escape=_ESCAPE),
                ticket.c.spot.ilike(pattern, escape=_ESCAPE),
                ticket.c.category.ilike(pattern, escape=_ESCAPE),
            )
        )
    return conditions


def _escaped(word: str) -> str:
    for special in (_ESCAPE, "%", "_"):
        word = word.replace(special, _ESCAPE + special)
    return word


def _found(row: AnyRow) -> FoundTicket:
    home = "-".join(part for part in (row.building, row.unit, row.room) if part)
    return FoundTicket(
        id=TicketId(row.id),
        number=row.number,
        status=row.status,
        kind=row.kind,
        category=row.category,
        severity=row.severity,
        community=row.community,
        place=home or row.spot,
        team=row.team,
        assignee=None if row.assignee is None else StaffId(row.assignee),
        description=row.description,
        filed_at=from_micros(row.filed_at),
        accept_by=from_micros(row.accept_by),
        finish_by=from_micros(row.finish_by),
    )
