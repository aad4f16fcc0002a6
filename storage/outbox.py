"""Messages to be sent: claimed with a lease and a fence, forgotten once sent.

A message that may be sent at once is born claimed (fence 1). A lease is measured with the
database's own clock, because the desk's may be moved; what is due, with the desk's. When a lease
runs out, nobody knows whether the message was sent: one that may be repeated is claimed again,
one that may not is parked and shown to staff.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    case,
    literal_column,
    null,
    or_,
    select,
    update,
)

from services.intents import PATIENCE, Doubt, Lane, Outgoing
from services.rows import DeadLetter, Fate, OutboxRow
from storage.envelopes import from_bytes, to_bytes
from storage.moments import from_micros, to_micros
from storage.queue_tables import IS_PENDING, outbox
from storage.statements import SYSTEM_NOW, Statement, SystemNow
from storage.transaction import Transaction

_PAYLOAD = "outbox.payload"
_LANES = tuple(Lane)
_NUMBERS = {lane: number for number, lane in enumerate(_LANES)}
_PATIENCE = {lane: patience // timedelta(microseconds=1) for lane, patience in PATIENCE.items()}
_IN_DOUBT = "in doubt: the desk stopped while this was being sent"

_COLUMNS = (
    "key, chat_id, lane, rank, doubt, status, not_before, payload, attempts, fence, owner, error"
)
_VALUES = (
    f":key, :chat_id, :lane, {SYSTEM_NOW} + :patience, :doubt, 'pending', :not_before, :payload, 0"
)

# Fence, owner and lease of a message that is claimed at birth, and of one that waits to be.
_PUT_CLAIMED = Statement(
    f"INSERT INTO outbox ({_COLUMNS}, lease_until)"  # noqa: S608 - only constants are put in
    f" VALUES ({_VALUES}, 1, :owner, '', {SYSTEM_NOW} + :lease)"
    " ON CONFLICT (key) DO NOTHING RETURNING id, rank"
)
_PUT_WAITING = Statement(
    f"INSERT INTO outbox ({_COLUMNS}) VALUES ({_VALUES}, 0, NULL, '')"  # noqa: S608
    " ON CONFLICT (key) DO NOTHING RETURNING id, rank"
)

_pending: ColumnElement[bool] = literal_column(IS_PENDING)
_parked_values: dict[str, ColumnElement[Any]] = {
    "status": literal_column("'parked'"),
    "error": literal_column(f"'{_IN_DOUBT}'"),
    "lease_until": null(),
}
_PARK = Statement(
    update(outbox)
    .where(
        _pending,
        outbox.c.doubt == literal_column("'park'"),
        outbox.c.lease_until <= SystemNow(),
    )
    .values(finished_at=bindparam("moment"), **_parked_values)
)
_chosen = (
    select(outbox.c.id)
    .where(
        _pending,
        outbox.c.not_before <= bindparam("moment"),
        # One in doubt that must never be sent twice is left to _PARK, also when its lease runs out
        # between that statement and this one.
        or_(
            outbox.c.lease_until.is_(None),
            and_(
                outbox.c.lease_until <= SystemNow(),
                outbox.c.doubt != literal_column("'park'"),
            ),
        ),
    )
    .order_by(outbox.c.rank, outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("chosen")
)
_CLAIM = Statement(
    update(outbox)
    .where(outbox.c.id.in_(select(_chosen.c.id)))
    .values(
        fence=outbox.c.fence + 1,
        # Claimed again by the process that holds it, it only waited; by another, it was cut off.
        attempts=outbox.c.attempts
        + case(
            (or_(outbox.c.lease_until.is_(None), outbox.c.owner == bindparam("claimant")), 0),
            else_=1,
        ),
        owner=bindparam("claimant"),
        lease_until=SystemNow() + bindparam("lease"),
    )
    .returning(
        outbox.c.rank,
        outbox.c.id,
        outbox.c.key,
        outbox.c.chat_id,
        outbox.c.lane,
        outbox.c.doubt,
        outbox.c.not_before,
        outbox.c.payload,
        outbox.c.attempts,
        outbox.c.fence,
    )
)
# A message that was parked in doubt and then turns out to have arrived is in doubt no longer.
_SENT = Statement(
    "UPDATE outbox SET status = 'sent', payload = NULL, lease_until = NULL,"
    " message_id = :message_id, finished_at = :now"
    " WHERE id = :id AND fence = :fence AND status IN ('pending', 'parked')"
)
_LATER = Statement(
    "UPDATE outbox SET lease_until = NULL, owner = NULL, not_before = :at, error = :error,"
    " attempts = attempts + :tried WHERE id = :id AND fence = :fence AND status = 'pending'"
)
_DEAD = Statement(
    "UPDATE outbox SET status = 'dead', lease_until = NULL, error = :error, finished_at = :now"
    " WHERE id = :id AND fence = :fence AND status IN ('pending', 'parked')"
)
_DEAD_LETTERS = Statement(
    "SELECT id, chat_id, error, finished_at FROM outbox"
    " WHERE status IN ('dead', 'parked') ORDER BY finished_at DESC, id DESC LIMIT :most"
)
_FATE = Statement("SELECT status, message_id FROM outbox WHERE key = :key")
_WAITING = Statement("SELECT count(*) FROM outbox WHERE status = 'pending'")
_FORGET = Statement(
    "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox"
    " WHERE status = 'sent' AND finished_at < :before ORDER BY finished_at LIMIT :most)"
)
_RELEASE_PARKED = Statement(
    update(outbox)
    .where(
        _pending,
        outbox.c.doubt == literal_column("'park'"),
        outbox.c.lease_until.is_not(None),
    )
    .values(finished_at=SystemNow(), **_parked_values)
)
_RELEASE = Statement(
    "UPDATE outbox SET lease_until = NULL, owner = NULL, attempts = attempts + 1"
    " WHERE status = 'pending' AND lease_until IS NOT NULL"
)


class SqlOutbox:
    """Implements `services.queues.Outbox`.

    ``attempts`` of a row are the tries before this one that failed or were cut off.
    """

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self.born: list[OutboxRow] = []
        """What this transaction has put and claimed."""
        self.touched = False
        """Whether this transaction has put anything new."""

    def put(self, message: Outgoing) -> None:
        """Add a message; one whose key is known is left alone.

        It is claimed at birth unless it is kept back or must never be sent twice.
        """
        transaction = self._transaction
        claimed = message.not_before is None and message.doubt is Doubt.RETRY
        params = {
            "key": message.key,
            "chat_id": message.chat_id,
            "lane": _NUMBERS[message.lane],
            "patience": _PATIENCE[message.lane],
            "doubt": message.doubt,
            "not_before": 0 if message.not_before is None else to_micros(message.not_before),
            "payload": transaction.keyring.seal(_PAYLOAD, to_bytes(message)),
        }
        if claimed:
            params["owner"] = transaction.context.owner
            params["lease"] = transaction.context.lease_micros
        row = transaction.row(_PUT_CLAIMED if claimed else _PUT_WAITING, params)
        if row is None:
            return
        self.touched = True
        if claimed:
            self.born.append(
                OutboxRow(id=row[0], rank=row[1], fence=1, attempts=0, message=message)
            )

    def claim(self, now: datetime, limit: int) -> list[OutboxRow]:
        """Claim messages that are due and free, or whose lease ran out, the lowest rank first."""
        moment = to_micros(now)
        self._transaction.change(_PARK, {"moment": moment})
        rows = self._transaction.rows(
            _CLAIM,
            {
                "moment": moment,
                "most": limit,
                "claimant": self._transaction.context.owner,
                "lease": self._transaction.context.lease_micros,
            },
        )
        rows.sort(key=lambda row: row[:2])
        return [self._claimed(*row) for row in rows]

    def _claimed(
        self,
        rank: int,
        row_id: int,
        key: str,
        chat_id: int,
        lane: int,
        doubt: str,
        not_before: int,
        payload: bytes,
        attempts: int,
        fence: int,
    ) -> OutboxRow:
        message = from_bytes(
            self._transaction.keyring.open(_PAYLOAD, bytes(payload)),
            key=key,
            chat_id=chat_id,
            lane=_LANES[lane],
            doubt=Doubt(doubt),
            not_before=from_micros(not_before) if not_before else None,
        )
        return OutboxRow(id=row_id, rank=rank, fence=fence, attempts=attempts, message=message)

    def sent(self, row_id: int, fence: int, message_id: int | None, now: datetime) -> bool:
        """Mark a message as sent and forget its content; false when the fence was lost."""
        params = {"id": row_id, "fence": fence, "message_id": message_id, "now": to_micros(now)}
        return self._transaction.change(_SENT, params) == 1

    def later(
        self, row_id: int, fence: int, at: datetime, error: str, *, counts: bool = True
    ) -> None:
        """Give a message back, to be tried again at ``at``; ``counts`` makes it a failed try."""
        self._transaction.change(
            _LATER,
            {
                "id": row_id,
                "fence": fence,
                "at": to_micros(at),
                "error": error,
                "tried": int(counts),
            },
        )

    def dead(self, row_id: int, fence: int, error: str, now: datetime) -> None:
        """Give a message up; it waits for a person to look."""
        params = {"id": row_id, "fence": fence, "error": error, "now": to_micros(now)}
        self._transaction.change(_DEAD, params)

    def dead_letters(self, limit: int) -> list[DeadLetter]:
        """Return what was given up or is in doubt, newest first."""
        return [
            DeadLetter(id=row_id, chat_id=chat_id, error=error, at=from_micros(at))
            for row_id, chat_id, error, at in self._transaction.rows(
                _DEAD_LETTERS, {"most": limit}
            )
        ]

    def fate(self, key: str) -> Fate:
        """Return what became of a message."""
        row = self._transaction.row(_FATE, {"key": key})
        if row is None:
            return Fate()
        return Fate(waits=row[0] == "pending", message_id=row[1])

    def waiting(self) -> int:
        """Return how many messages wait to be sent, those kept back included."""
        row = self._transaction.row(_WAITING, {})
        return int(row[0]) if row else 0

    def forget(self, before: datetime, limit: int) -> int:
        """Delete what was sent before, and return how many that were. Nothing else is deleted."""
        params = {"before": to_micros(before), "most": limit}
        return self._transaction.change(_FORGET, params)

    def release(self) -> None:
        """Void all leases, when no other process can hold one: the embedded desk has started."""
        self._transaction.change(_RELEASE_PARKED, {})
        self._transaction.change(_RELEASE, {})
