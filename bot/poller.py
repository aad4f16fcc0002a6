"""Fetches updates by long polling; an update is confirmed only once it is stored."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog
from aiogram import Bot

from bot.telegram.letters import ALLOWED_UPDATES, Raw
from bot.telegram.wire import ApiError, Wire, WireDown
from services.intents import Json

_log = structlog.get_logger(__name__)

POLL_SECONDS = 50
LONGEST_PAUSE = 30.0
SIFT_AFTER = 2
"""After so many failures in a row it may be one of the updates that keeps the others out."""


Take = Callable[[Sequence[Raw]], Awaitable[None]]
"""Returns when all updates of a batch are stored; what it raises means that some are not."""


class Poller:
    """One loop of getUpdates. Only one process may poll with a token.

    A batch goes to ``accept``, and to ``sift`` when that has failed again and again.
    """

    def __init__(
        self, *, bot: Bot, wire: Wire, accept: Take, sift: Take, pause_scale: float = 1.0
    ) -> None:
        self._bot, self._wire = bot, wire
        self._accept, self._sift = accept, sift
        self._pause_scale = pause_scale
        self._offset = 0
        self._failures = 0
        self._task: asyncio.Task[None] | None = None
        self._stored = asyncio.Condition()

    def start(self) -> None:
        """Begin to poll."""
        self._task = asyncio.create_task(self._run(), name="poller")

    async def stop(self) -> None:
        """Stop polling. What was fetched and not stored comes again at the next start."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def wait_stored(self, update_id: int) -> None:
        """Return when this update and those before it are stored."""
        async with self._stored:
            await self._stored.wait_for(lambda: self._offset > update_id)

    async def _run(self) -> None:
        while True:
            try:
                batch = await self._fetch()
                if batch:
                    take = self._accept if self._failures < SIFT_AFTER else self._sift
                    await take(batch)
                    async with self._stored:
                        self._offset = max(raw["update_id"] for raw in batch) + 1
                        self._stored.notify_all()
                self._failures = 0
            except Exception as error:  # the loop must outlive Telegram's and our own bad days
                await asyncio.sleep(self._pause_after(error))

    async def _fetch(self) -> list[Raw]:
        params: dict[str, Json] = {
            "offset": self._offset,
            "timeout": POLL_SECONDS,
            "limit": 100,
            "allowed_updates": list(ALLOWED_UPDATES),
        }
        found = await self._wire.call(self._bot, "getUpdates", params, seconds=POLL_SECONDS + 10)
        return list(found)

    def _pause_after(self, error: Exception) -> float:
        """Log why polling failed and return for how many seconds to leave Telegram alone."""
        self._failures += 1
        pause = self._pause_scale * min(0.5 * 2.0 ** min(self._failures, 10), LONGEST_PAUSE)
        if isinstance(error, ApiError) and error.code == 409:
            _log.error(
                "another process polls with the same bot token, or a webhook is set; "
                "only one may: stop the other one",
                answer=error.description,
            )
        elif isinstance(error, ApiError) and error.retry_after:
            pause = float(error.retry_after)
        elif isinstance(error, ApiError) and error.code in {401, 404}:
            _log.error("Telegram does not know this bot token", answer=error.description)
            pause = LONGEST_PAUSE
        elif isinstance(error, ApiError | WireDown):
            _log.warning("no updates for now", error=str(error), pause=pause)
        else:
            _log.error("updates could not be stored", pause=pause, exc_info=error)
        return pause
