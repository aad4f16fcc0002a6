"""Timers: rows that fall due, claimed with a lease and a fence as messages are."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, func, literal_column, or_, select, update

from services.rows import DueRow
from storage.envelopes import write_json
from storage.moments import from_micros, to_micros
from storage.queue_tables import IS_PENDING, due
from storage.statements import Statement, SystemNow
from storage.transaction import Transaction

_PUT = Statement(
    "INSERT INTO due (key, kind, at, payload, status, fence)"
    " VALUES (:key, :kind, :at, :payload, 'pending', 0) ON CONFLICT (key) DO UPDATE"
    " SET at = excluded.at, payload = excluded.payload, status = 'pending',"
    " fence = due.fence + 1 WHERE due.status = 'cancelled'"
)
_CANCEL = Statement(
    "UPDATE due SET status = 'cancelled', lease_until = NULL"
    " WHERE key = :key AND status = 'pending'"
)
_pending: ColumnElement[bool] = literal_column(IS_PENDING)
_free = or_(due.c.lease_until.is_(None), due.c.lease_until <= SystemNow())
_chosen = (
    select(due.c.id)
    .where(_pending, due.c.at <= bindparam("moment"), _free)
    .order_by(due.c.at, due.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("chosen")
)
_CLAIM = Statement(
    update(due)
    .where(due.c.id.in_(select(_chosen.c.id)))
    .values(
        fence=due.c.fence + 1,
        owner=bindparam("claimant"),
        lease_until=SystemNow() + bindparam("lease"),
    )
    .returning(due.c.at, due.c.id, due.c.fence, due.c.key, due.c.kind, due.c.payload)
)
_DONE = Statement(
    "UPDATE due SET status = 'fired', fired_at = :now, lease_until = NULL"
    " WHERE id = :id AND fence = :fence AND status = 'pending'"
)
_NEXT_AT = Statement(select(func.min(due.c.at)).where(_pending, _free))
# One that fired late is kept from when it fired; of one that was cancelled only the moment for
# which it was set is known, which came later.
_FORGET = Statement(
    "DELETE FROM due WHERE id IN (SELECT id FROM due"
    " WHERE status IN ('cancelled', 'fired') AND at < :before"
    " AND (fired_at IS NULL OR fired_at < :before) ORDER BY at LIMIT :most)"
)
_RELEASE = Statement(
    "UPDATE due SET lease_until = NULL, owner = NULL"
    " WHERE status = 'pending' AND lease_until IS NOT NULL"
)


class SqlDueRows:
    """Implements `services.queues.DueRows`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self.touched = False
        """Whether this transaction has set or cancelled a timer."""

    def put(self, key: str, kind: str, at: datetime, payload: Mapping[str, str | int]) -> None:
        """Set a timer; one that waits or has fired is left alone, a cancelled one is set anew."""
        params = {
            "key": key,
            "kind": kind,
            "at": to_micros(at),
            "payload": write_json(dict(payload)),
        }
        self.touched |= self._transaction.change(_PUT, params) > 0

    def cancel(self, *keys: str) -> None:
        """Cancel timers that have not fired; one that is being fired loses its fence."""
        for key in keys:
            self.touched |= self._transaction.change(_CANCEL, {"key": key}) > 0

    def claim(self, now: datetime, limit: int) -> list[DueRow]:
        """Claim timers that are due and free, or whose lease ran out, oldest first."""
        rows = self._transaction.rows(
            _CLAIM,
            {
                "moment": to_micros(now),
                "most": limit,
                "claimant": self._transaction.context.owner,
                "lease": self._transaction.context.lease_micros,
            },
        )
        rows.sort()
        return [
            DueRow(
                id=row_id,
                fence=fence,
                key=key,
                kind=kind,
                at=from_micros(at),
                payload=json.loads(payload),
            )
            for at, row_id, fence, key, kind, payload in rows
        ]

    def done(self, row_id: int, fence: int, now: datetime) -> bool:
        """Mark a timer as fired; false when the fence was lost: then nothing may be committed."""
        params = {"id": row_id, "fence": fence, "now": to_micros(now)}
        return self._transaction.change(_DONE, params) == 1

    def next_at(self) -> datetime | None:
        """Return when the next timer is due; those that are being fired are not counted."""
        row = self._transaction.row(_NEXT_AT, {})
        return from_micros(row[0]) if row else None

    def forget(self, before: datetime, limit: int) -> int:
        """Delete what fired or was cancelled before, and return how many that were."""
        params = {"before": to_micros(before), "most": limit}
        return self._transaction.change(_FORGET, params)

    def release(self) -> None:
        """Void all leases, when no other process can hold one: the embedded desk has started."""
        self._transaction.change(_RELEASE, {})
