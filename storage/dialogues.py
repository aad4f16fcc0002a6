"""Where dialogues stand; what was typed so far is sealed."""

import json
from datetime import datetime

from services.rows import DialogueState
from storage.envelopes import write_json
from storage.moments import from_micros, to_micros
from storage.statements import Statement
from storage.transaction import Transaction

_DATA = "dialogue.data"

_GET = Statement("SELECT state, data, changed_at FROM dialogue WHERE key = :key")
_SAVE = Statement(
    "INSERT INTO dialogue (key, state, data, changed_at)"
    " VALUES (:key, :state, :data, :changed_at)"
    " ON CONFLICT (key) DO UPDATE SET"
    " state = excluded.state, data = excluded.data, changed_at = excluded.changed_at"
)
_DELETE = Statement("DELETE FROM dialogue WHERE key = :key")
# Asked twice: PostgreSQL may have waited for somebody who was just changing the dialogue.
_FORGET = Statement(
    "DELETE FROM dialogue WHERE changed_at < :before AND key IN"
    " (SELECT key FROM dialogue WHERE changed_at < :before LIMIT :most)"
)


class SqlDialogues:
    """Implements `services.queues.Dialogues`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def get(self, key: str) -> DialogueState | None:
        """Return a dialogue, ``None`` when it stands nowhere."""
        row = self._transaction.row(_GET, {"key": key})
        if row is None:
            return None
        state, data, changed_at = row
        return DialogueState(
            key=key,
            state=state,
            data=json.loads(self._transaction.keyring.open(_DATA, bytes(data))),
            changed_at=from_micros(changed_at),
        )

    def save(self, dialogue: DialogueState) -> None:
        """Store a dialogue; one with no state and no data is deleted."""
        if dialogue.state is None and not dialogue.data:
            self._transaction.change(_DELETE, {"key": dialogue.key})
            return
        data = write_json(dict(dialogue.data)).encode()
        self._transaction.change(
            _SAVE,
            {
                "key": dialogue.key,
                "state": dialogue.state,
                "data": self._transaction.keyring.seal(_DATA, data),
                "changed_at": to_micros(dialogue.changed_at),
            },
        )

    def forget(self, before: datetime, limit: int) -> int:
        """Delete dialogues that nobody has touched since, and return how many that were."""
        params = {"before": to_micros(before), "most": limit}
        return self._transaction.change(_FORGET, params)
