"""Tickets with their numbers, acts, timelines and attachments."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select, update

from domain.errors import Conflict, NotFound
from domain.people import PersonId
from domain.ticket import Ticket, TicketId
from domain.timeline import TicketEvent
from services.rows import Attachment, FoundTicket, TicketQuery
from storage.mapping import (
    EVENT_COLUMNS,
    TICKET_COLUMNS,
    event_from_row,
    event_to_params,
    ticket_from_row,
    ticket_to_params,
)
from storage.statements import Statement
from storage.tables import ticket as table
from storage.ticket_lists import find_tickets
from storage.transaction import Transaction

_FIRST_NUMBER = 1001

_SETTABLE = [name for name in TICKET_COLUMNS if name != "id"]
_EVENT_NAMES = ", ".join(EVENT_COLUMNS)
_EVENT_PARAMS = ", ".join(f":{name}" for name in EVENT_COLUMNS)

_NUMBER = Statement(
    "INSERT INTO ticket_counter (community, last) VALUES (:community, :first)"
    " ON CONFLICT (community) DO UPDATE SET last = ticket_counter.last + 1 RETURNING last"
)
_ADD = Statement(
    f"INSERT INTO ticket ({', '.join(_SETTABLE)})"  # noqa: S608 - column names
    f" VALUES ({', '.join(f':{name}' for name in _SETTABLE)})"
    " ON CONFLICT (draft_key) DO NOTHING RETURNING id"
)
_SAVE = Statement(
    update(table).where(
        table.c.id == bindparam("this_id"), table.c.version == bindparam("this_version")
    ),
    _SETTABLE,
)
_APPEND = Statement(
    f"INSERT INTO ticket_event (ticket_id, {_EVENT_NAMES})"  # noqa: S608 - column names
    f" VALUES (:ticket_id, {_EVENT_PARAMS})"
)
_EVENTS = Statement(
    f"SELECT {_EVENT_NAMES} FROM ticket_event"  # noqa: S608 - column names
    " WHERE ticket_id = :ticket_id ORDER BY id"
)
_ACT = Statement(
    "INSERT INTO act (key, ticket_id) VALUES (:key, :ticket_id) ON CONFLICT (key) DO NOTHING"
)
_APPLIED = Statement("SELECT ticket_id FROM act WHERE key = :key")
_BY_ID = Statement(select(table).where(table.c.id == bindparam("this_id")))
_BY_DRAFT = Statement(select(table).where(table.c.draft_key == bindparam("this_key")))
_BY_NUMBER = Statement(
    select(table).where(
        table.c.community == bindparam("this_community"),
        table.c.number == bindparam("this_number"),
    )
)
_ATTACH = Statement(
    "INSERT INTO attachment (ticket_id, kind, file_id, by_staff)"
    " VALUES (:ticket_id, :kind, :file_id, :by_staff)"
    " ON CONFLICT (ticket_id, file_id) DO NOTHING RETURNING id"
)
_ATTACHMENTS = Statement(
    "SELECT id, kind, file_id, by_staff FROM attachment WHERE ticket_id = :ticket_id ORDER BY id"
)
_MOVE_REPORTER = Statement("UPDATE ticket SET reporter = :new WHERE reporter = :old")


class SqlTickets:
    """Implements `services.repositories.Tickets`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, ticket: Ticket, key: str) -> None:
        """Store a new ticket with its events: sets ``id``, ``number`` and ``version``.

        Raises:
            Conflict: The draft has become a ticket, or the act was applied, at this moment.
        """
        transaction = self._transaction
        community = ticket.place.community
        row = transaction.row(_NUMBER, {"community": community, "first": _FIRST_NUMBER})
        assert row is not None  # noqa: S101 - the counter's statement always returns its row
        params = ticket_to_params(ticket) | {"number": row[0], "version": 1}
        stored = transaction.row(_ADD, params)
        if stored is None:
            raise Conflict(ticket.draft_key)
        ticket.id, ticket.number, ticket.version = TicketId(stored[0]), row[0], 1
        self._record(ticket, key)

    def save(self, ticket: Ticket, key: str) -> None:
        """Store a changed ticket and append its pulled events; ``version`` grows by one.

        Raises:
            Conflict: The stored version is not the ticket's, or the act was applied already.
        """
        params = ticket_to_params(ticket) | {
            "version": ticket.version + 1,
            "this_id": ticket.id,
            "this_version": ticket.version,
        }
        if self._transaction.change(_SAVE, params) != 1:
            raise Conflict(ticket.id)
        ticket.version += 1
        self._record(ticket, key)

    def _record(self, ticket: Ticket, key: str) -> None:
        transaction = self._transaction
        if transaction.change(_ACT, {"key": key, "ticket_id": ticket.id}) != 1:
            raise Conflict(key)
        transaction.change_each(
            _APPEND, (event_to_params(ticket.id, event) for event in ticket.pull_events())
        )

    def applied(self, key: str) -> TicketId | None:
        """Return the ticket that an act with this key has already changed, or ``None``."""
        row = self._transaction.row(_APPLIED, {"key": key})
        return None if row is None else TicketId(row[0])

    def _one(self, statement: Statement, params: dict[str, str | int]) -> Ticket | None:
        row = self._transaction.row(statement, params)
        return None if row is None else ticket_from_row(row)

    def get(self, ticket_id: TicketId) -> Ticket | None:
        """Return a ticket, or ``None``."""
        return self._one(_BY_ID, {"this_id": ticket_id})

    def get_required(self, ticket_id: TicketId) -> Ticket:
        """Return a ticket.

        Raises:
            NotFound: There is none.
        """
        found = self.get(ticket_id)
        if found is None:
            raise NotFound(f"ticket {ticket_id}")
        return found

    def by_draft(self, draft_key: str) -> Ticket | None:
        """Return the ticket that a draft has become, or ``None``."""
        return self._one(_BY_DRAFT, {"this_key": draft_key})

    def by_number(self, community: str, number: int) -> Ticket | None:
        """Return a community's ticket by the number people say, or ``None``."""
        return self._one(_BY_NUMBER, {"this_community": community, "this_number": number})

    def find(self, query: TicketQuery) -> tuple[list[FoundTicket], int]:
        """Return a page of tickets and how many there are in all."""
        return find_tickets(self._transaction, query)

    def events(self, ticket_id: TicketId) -> list[TicketEvent]:
        """Return the timeline, oldest first."""
        rows = self._transaction.rows(_EVENTS, {"ticket_id": ticket_id})
        return [event_from_row(row) for row in rows]

    def attach(self, ticket_id: TicketId, attachments: Iterable[Attachment]) -> list[int]:
        """Add attachments and return the ids of those that the ticket did not have yet."""
        added = []
        for attachment in attachments:
            params = {
                "ticket_id": ticket_id,
                "kind": attachment.kind,
                "file_id": attachment.file_id,
                "by_staff": attachment.by_staff,
            }
            row = self._transaction.row(_ATTACH, params)
            if row is not None:
                added.append(int(row[0]))
        return added

    def attachments(self, ticket_id: TicketId) -> list[Attachment]:
        """Return a ticket's attachments in the order they came."""
        rows = self._transaction.rows(_ATTACHMENTS, {"ticket_id": ticket_id})
        return [
            Attachment(id=row_id, kind=kind, file_id=file_id, by_staff=bool(by_staff))
            for row_id, kind, file_id, by_staff in rows
        ]

    def move_reporter(self, old: PersonId, new: PersonId) -> None:
        """Hand all tickets of one person row to another, when both turn out to be the same."""
        self._transaction.change(_MOVE_REPORTER, {"old": old, "new": new})
