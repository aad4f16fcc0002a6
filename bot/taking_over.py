"""Lets this process's knowledge base know what colleagues taught it, in whichever process."""

import asyncio

import structlog

from knowledge_base.knowledge import Search
from services.ports import Runner
from services.teaching import Teaching

_log = structlog.get_logger(__name__)

_NEVER = -1


class TakeOver:
    """Compares the version of the log of edits with what the search holds; one read when equal."""

    def __init__(self, runner: Runner, teaching: Teaching, search: Search) -> None:
        self._runner, self._teaching, self._search = runner, teaching, search
        # At first whatever the search holds is another desk's: it may have served one before.
        self._held = _NEVER

    async def catch_up(self) -> int:
        """Take over what was edited since the last time; return how many versions that was."""
        version = await self._runner.read(self._teaching.version, None)
        if version == self._held:
            return 0
        taught = await self._runner.read(self._teaching.taught, None)
        await asyncio.to_thread(self._search.teach, taught)
        behind, self._held = taught.version - max(self._held, 0), taught.version
        if behind:
            _log.info("knowledge base was taught", version=taught.version)
        return behind
