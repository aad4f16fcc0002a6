"""Questions after the work, one row for each closing cycle."""

from dataclasses import fields
from typing import Any

from domain.errors import Conflict
from domain.ticket import TicketId
from services.rows import FollowUp
from storage.moments import from_micros, to_micros
from storage.statements import Statement
from storage.transaction import Transaction

_NAMES = tuple(each.name for each in fields(FollowUp))
_MOMENTS = tuple(name for name in _NAMES if name.endswith("_at"))
_CHANGING = [name for name in _NAMES if name not in {"ticket_id", "cycle", "version"}]

_GET = Statement(
    f"SELECT {', '.join(_NAMES)} FROM follow_up"  # noqa: S608 - column names
    " WHERE ticket_id = :ticket_id AND cycle = :cycle"
)
_ADD = Statement(
    f"INSERT INTO follow_up ({', '.join(_NAMES)})"  # noqa: S608 - column names
    f" VALUES ({', '.join(f':{name}' for name in _NAMES)})"
    " ON CONFLICT (ticket_id, cycle) DO NOTHING"
)
_CHANGE = Statement(
    f"UPDATE follow_up SET {', '.join(f'{name} = :{name}' for name in _CHANGING)},"  # noqa: S608
    " version = :version"
    " WHERE ticket_id = :ticket_id AND cycle = :cycle AND version = :version - 1"
)


class SqlFollowUps:
    """Implements `services.repositories.FollowUps`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def get(self, ticket_id: TicketId, cycle: int) -> FollowUp | None:
        """Return the question of a cycle, or ``None``."""
        row = self._transaction.row(_GET, {"ticket_id": ticket_id, "cycle": cycle})
        if row is None:
            return None
        values: dict[str, Any] = dict(zip(_NAMES, row, strict=True))
        for name in _MOMENTS:
            values[name] = from_micros(values[name])
        if values["solved"] is not None:
            values["solved"] = bool(values["solved"])
        return FollowUp(**values)

    def save(self, follow_up: FollowUp) -> None:
        """Store a question, new (version 0) or changed; the stored version grows by one.

        Raises:
            Conflict: The stored version is another: somebody was faster.
        """
        values = {name: getattr(follow_up, name) for name in _NAMES}
        for name in _MOMENTS:
            values[name] = to_micros(values[name])
        values["version"] += 1
        statement = _CHANGE if follow_up.version else _ADD
        if self._transaction.change(statement, values) != 1:
            raise Conflict((follow_up.ticket_id, follow_up.cycle))
