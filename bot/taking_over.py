"""Lets this process's knowledge base know what colleagues taught it, in whichever process."""

import asyncio
from datetime import timedelta
from typing import Final, Protocol

import structlog

from domain.clock import Clock
from services.knowledge import Taught
from services.ports import Runner
from services.teaching import Teaching

_log = structlog.get_logger(__name__)

_NEVER: Final = -1
_AGAIN: Final = timedelta(minutes=1)


class Pupil(Protocol):
    """What can be taught: the search of the knowledge base."""

    def teach(self, taught: Taught) -> None:
        """Make this all that is taught; blocks for some milliseconds."""
        ...


class TakeOver:
    """Compares the version of the log of edits with what the search holds; one read when equal."""

    def __init__(self, runner: Runner, teaching: Teaching, search: Pupil, clock: Clock) -> None:
        self._runner, self._teaching = runner, teaching
        self._search, self._clock = search, clock
        # At first whatever the search holds is another desk's: it may have served one before.
        self._held = self._failed = _NEVER
        self._failed_at = clock.now()

    async def catch_up(self) -> int:
        """Take over what was edited since the last time; return how many versions that was.

        A version that cannot be taught is logged and left for a minute, or until the next edit:
        messages and timers must not wait for it.
        """
        version = await self._runner.read(self._teaching.version, None)
        if version == self._held or self._rests(version):
            return 0
        taught = await self._runner.read(self._teaching.taught, None)
        try:
            await asyncio.to_thread(self._search.teach, taught)
        except Exception as error:
            _log.error("knowledge base was not taught", version=taught.version, exc_info=error)
            self._failed, self._failed_at = taught.version, self._clock.now()
            return 0
        behind, self._held = taught.version - max(self._held, 0), taught.version
        _log.info("knowledge base was taught", version=taught.version, edits=behind)
        return behind

    def _rests(self, version: int) -> bool:
        return version == self._failed and self._clock.now() < self._failed_at + _AGAIN
