"""One-off work beside the main path that may be lost, such as answering a pressed button."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

_log = structlog.get_logger(__name__)


class Background:
    """Holds on to small tasks, logs what they raise, and can wait for them."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def idle(self) -> bool:
        """Whether nothing is running."""
        return not self._tasks

    def start(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run something beside the caller."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    async def wait_idle(self) -> None:
        """Return when nothing is running."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def stop(self) -> None:
        """Cancel what is running."""
        for task in self._tasks:
            task.cancel()
        await self.wait_idle()

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("background work failed", error=type(error).__name__, exc_info=error)
