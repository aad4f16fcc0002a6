"""Keeps what went over the wire, so that tests can hold it against the official specification."""

from collections import Counter, deque
from typing import Any

Wire = dict[str, Any]


class Recorder:
    """A bounded record of the bots' calls and of the updates handed to them."""

    def __init__(self, keep: int | None = 20_000) -> None:
        self.calls: deque[Wire] = deque(maxlen=keep)
        self.updates: deque[Wire] = deque(maxlen=keep)
        self.by_method: Counter[str] = Counter()
        self.refused = 0
        self.keeps = keep != 0

    def call(self, method: str, params: Wire, ts: float, error: int | None) -> None:
        """Note one call; `ts` in Unix seconds, `error` Telegram's error code or None."""
        self.by_method[method] += 1
        if error is not None:
            self.refused += 1
        if self.keeps:
            entry = {"method": method, "params": params, "ts": ts, "ok": error is None}
            if error is not None:
                entry["error_code"] = error
            self.calls.append(entry)

    def update(self, update: Wire) -> None:
        """Note one update at the moment it is queued for a bot."""
        if self.keeps:
            self.updates.append(update)

    def of(self, method: str) -> list[Wire]:
        """Return the parameters of all kept calls of one method that Telegram accepted."""
        return [c["params"] for c in self.calls if c["method"] == method and c["ok"]]

    def clear(self) -> None:
        """Forget everything."""
        self.calls.clear()
        self.updates.clear()
        self.by_method.clear()
        self.refused = 0
