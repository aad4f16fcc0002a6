"""Updates as they came, stored before they are acknowledged; their content is sealed."""

from collections.abc import Sequence
from datetime import datetime

from services.rows import InboxUpdate
from storage.moments import to_micros
from storage.statements import Statement
from storage.transaction import Transaction

_PAYLOAD = "inbox.payload"

_STORE = Statement(
    "INSERT INTO inbox (bot_id, update_id, lane_key, payload, unreadable, stored_at)"
    " VALUES (:bot_id, :update_id, :lane_key, :payload, false, :stored_at)"
    " ON CONFLICT (bot_id, update_id) DO NOTHING"
)
_SET_ASIDE = Statement(
    "INSERT INTO inbox (bot_id, update_id, lane_key, payload, unreadable, stored_at, finished_at)"
    " VALUES (:bot_id, :update_id, :lane_key, :payload, true, :now, :now)"
    " ON CONFLICT (bot_id, update_id) DO UPDATE SET unreadable = true, finished_at = :now"
    " WHERE inbox.finished_at IS NULL"
)
_PENDING = Statement(
    "SELECT bot_id, update_id, lane_key, payload FROM inbox"
    " WHERE finished_at IS NULL ORDER BY stored_at, bot_id, update_id"
)
_FINISH = Statement(
    "UPDATE inbox SET finished_at = :now, payload = NULL"
    " WHERE bot_id = :bot_id AND update_id = :update_id AND finished_at IS NULL"
)
_FORGET = Statement(
    "DELETE FROM inbox WHERE (bot_id, update_id) IN (SELECT bot_id, update_id FROM inbox"
    " WHERE finished_at < :before AND NOT unreadable ORDER BY finished_at LIMIT :most)"
)


class SqlInbox:
    """Implements `services.queues.Inbox`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def store(self, updates: Sequence[InboxUpdate], now: datetime) -> list[InboxUpdate]:
        """Store updates and return those that were new, in order."""
        stored_at = to_micros(now)
        seal = self._transaction.keyring.seal
        return [
            update
            for update in updates
            if self._transaction.change(
                _STORE,
                {
                    "bot_id": update.bot_id,
                    "update_id": update.update_id,
                    "lane_key": update.lane_key,
                    "payload": seal(_PAYLOAD, update.payload),
                    "stored_at": stored_at,
                },
            )
        ]

    def pending(self) -> list[InboxUpdate]:
        """Return what is stored and not finished, oldest first."""
        unseal = self._transaction.keyring.open
        return [
            InboxUpdate(
                bot_id=bot_id,
                update_id=update_id,
                lane_key=lane_key,
                payload=unseal(_PAYLOAD, bytes(payload)),
            )
            for bot_id, update_id, lane_key, payload in self._transaction.rows(_PENDING, {})
        ]

    def set_aside(self, update: InboxUpdate, now: datetime) -> bool:
        """Keep an update that cannot be read, stored or not; false when it was finished before."""
        params = {
            "bot_id": update.bot_id,
            "update_id": update.update_id,
            "lane_key": update.lane_key,
            "payload": self._transaction.keyring.seal(_PAYLOAD, update.payload),
            "now": to_micros(now),
        }
        return self._transaction.change(_SET_ASIDE, params) == 1

    def forget(self, before: datetime, limit: int) -> int:
        """Delete what was finished before; return how many. What was set aside stays."""
        params = {"before": to_micros(before), "most": limit}
        return self._transaction.change(_FORGET, params)

    def finish(self, bot_id: int, update_id: int, now: datetime) -> None:
        """Mark an update as handled and forget its content."""
        self._transaction.change(
            _FINISH, {"bot_id": bot_id, "update_id": update_id, "now": to_micros(now)}
        )
