"""The updates waiting for one bot: offsets, one poller at a time, allowed kinds, the webhook."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic_core import to_json

from playground.errors import TelegramError
from playground.faults import Faults
from playground.limits import UPDATES_PER_POLL
from playground.recorder import Recorder

Wire = dict[str, Any]
_ONLY_WHEN_ASKED: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_FIRST_ID: Final = 500_000_001
_HISTORY: Final = 2_000


@dataclass(slots=True, kw_only=True)
class Webhook:
    """Where updates are posted to, and how the last attempts went."""

    url: str
    secret: str | None = None
    max_connections: int = 40
    last_error_at: int | None = None
    last_error: str | None = None


@dataclass(slots=True)
class QueuedUpdate:
    """One update with the JSON it had when it happened."""

    id: int
    kind: str
    body: bytes


@dataclass(slots=True)
class _Poller:
    """One waiting getUpdates; `ended` tells it that another one took its place."""

    wake: asyncio.Future[None] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )
    ended: bool = False


class UpdateQueue:
    """At-least-once delivery: an update stays until a poll with a higher offset confirms it."""

    def __init__(
        self, recorder: Recorder, faults: Faults, check: Callable[[Wire], None] | None
    ) -> None:
        self.webhook: Webhook | None = None
        self.allowed: frozenset[str] | None = None
        self.waiting: deque[QueuedUpdate] = deque()
        self.arrived: Callable[[], None] | None = None  # wakes the webhook's delivery
        self._history: deque[QueuedUpdate] = deque(maxlen=_HISTORY)
        self._repeats: list[QueuedUpdate] = []
        self._next_id = _FIRST_ID
        self._recorder = recorder
        self._faults = faults
        self._check = check
        self._poller: _Poller | None = None

    @property
    def is_polled(self) -> bool:
        """Whether a getUpdates waits at this moment."""
        return self._poller is not None

    def push(self, kind: str, content: Wire) -> int | None:
        """Queue an update; None when the bot has not asked for this kind."""
        if self.allowed is None:
            if kind in _ONLY_WHEN_ASKED:
                return None
        elif kind not in self.allowed:
            return None
        number = self._next_id
        self._next_id += 1
        update: Wire = {"update_id": number, kind: content}
        if self._check is not None:
            self._check(update)
        self._recorder.update(update)
        queued = QueuedUpdate(number, kind, to_json(update))
        self.waiting.append(queued)
        self._history.append(queued)
        self._wake()
        return queued.id

    def redeliver(self, update_id: int) -> None:
        """Hand out a recent update once more, as Telegram does after a lost confirmation."""
        for queued in self._history:
            if queued.id == update_id:
                self._repeats.append(queued)
                self._wake()
                return
        raise LookupError(f"update {update_id} is not among the recent ones")

    def confirm(self, offset: int) -> None:
        """Forget updates below the offset; a negative one keeps only the newest |offset|."""
        if offset < 0:
            while len(self.waiting) > -offset:
                self.waiting.popleft()
            return
        while self.waiting and self.waiting[0].id < offset:
            self.waiting.popleft()

    def batch(self, limit: int) -> list[QueuedUpdate]:
        """Return the updates to hand out now, oldest first, faults applied."""
        repeats, self._repeats = self._repeats[:limit], self._repeats[limit:]
        room = limit - len(repeats)
        fresh = [queued for queued, _ in zip(self.waiting, range(room), strict=False)]
        chosen = repeats + fresh
        if fresh and self._faults.for_updates("duplicate_updates"):
            self._repeats.extend(fresh)
        if len(chosen) > 1 and self._faults.for_updates("shuffle_updates"):
            self._faults.random.shuffle(chosen)
        return chosen

    async def poll(self, offset: int, limit: int, timeout_seconds: float) -> list[QueuedUpdate]:
        """Confirm by offset, then return updates at once or as soon as one comes.

        Raises 409 when a webhook is set, and in the older of two polls that wait together.
        """
        if self.webhook is not None:
            raise TelegramError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        if self._poller is not None:
            self._poller.ended = True
            if not self._poller.wake.done():
                self._poller.wake.set_result(None)
        self.confirm(offset)
        limit = max(1, min(limit, UPDATES_PER_POLL))
        if self.waiting or self._repeats or timeout_seconds <= 0:
            return self.batch(limit)
        poller = self._poller = _Poller()
        try:
            async with asyncio.timeout(timeout_seconds):
                await poller.wake
        except TimeoutError:
            return []
        finally:
            if self._poller is poller:
                self._poller = None
        if poller.ended:
            raise TelegramError(
                409,
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
            )
        return self.batch(limit)

    def set_allowed(self, kinds: list[str] | None) -> None:
        """Keep only these kinds from now on; an empty list means Telegram's default."""
        if kinds is not None:
            self.allowed = frozenset(kinds) if kinds else None

    def drop(self) -> None:
        """Forget everything that waits."""
        self.waiting.clear()
        self._repeats.clear()

    def end_poll(self) -> None:
        """End a waiting poll because a webhook took over."""
        if self._poller is not None:
            self._poller.ended = True
        self._wake()

    def _wake(self) -> None:
        if self._poller is not None and not self._poller.wake.done():
            self._poller.wake.set_result(None)
        if self.arrived is not None:
            self.arrived()
