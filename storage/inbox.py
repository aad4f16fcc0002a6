"""Updates as they came, stored before they are acknowledged; their content is sealed."""

from collections.abc import Sequence
from datetime import datetime

from services.rows import InboxUpdate
from storage.moments import to_micros
from storage.statements import Statement
from storage.transaction import Transaction

_PAYLOAD = "inbox.payload"

_STORE = Statement(
    "INSERT INTO inbox (bot_id, update_id, lane_key, payload, stored_at)"
    " VALUES (:bot_id, :update_id, :lane_key, :payload, :stored_at)"
    " ON CONFLICT (bot_id, update_id) DO NOTHING"
)
_PENDING = Statement(
    "SELECT bot_id, update_id, lane_key, payload FROM inbox"
    " WHERE finished_at IS NULL ORDER BY stored_at, bot_id, update_id"
)
_FINISH = Statement(
    "UPDATE inbox SET finished_at = :now, payload = NULL"
    " WHERE bot_id = :bot_id AND update_id = :update_id AND finished_at IS NULL"
)


class SqlInbox:
    """Implements `services.ports.Inbox`."""

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

    def finish(self, bot_id: int, update_id: int, now: datetime) -> None:
        """Mark an update as handled and forget its content."""
        self._transaction.change(
            _FINISH, {"bot_id": bot_id, "update_id": update_id, "now": to_micros(now)}
        )
