"""Lets this process's knowledge base know what colleagues taught it, in whichever process."""

import asyncio
from typing import Protocol

import structlog

from services.knowledge import Taught
from services.ports import Runner
from services.teaching import Teaching

_log = structlog.get_logger(__name__)

_NEVER = -1


class Pupil(Protocol):
    """What can be taught: the search of the knowledge base."""

    def teach(self, taught: Taught) -> None:
        """Make this all that is taught; blocks for some milliseconds."""
        ...


class TakeOver:
    """Compares the version of the log of edits with what the search holds; one read when equal."""

    def __init__(self, runner: Runner, teaching: Teaching, search: Pupil) -> None:
        self._runner, self._teaching, self._search = runner, teaching, search
        # At first whatever the search holds is another desk's: it may have served one before.
        self._held = _NEVER

    async def catch_up(self) -> int:
        """Take over what was edited since the last time; return how many versions that was.

        A version that cannot be taught is logged and left: messages and timers must not wait for
        it, and the next edit is tried anew.
        """
        version = await self._runner.read(self._teaching.version, None)
        if version == self._held:
            return 0
        taught = await self._runner.read(self._teaching.taught, None)
        behind, self._held = taught.version - max(self._held, 0), taught.version
        try:
            await asyncio.to_thread(self._search.teach, taught)
        except Exception as error:
            _log.error("knowledge base was not taught", version=taught.version, exc_info=error)
        else:
            _log.info("knowledge base was taught", version=taught.version, edits=behind)
        return behind
