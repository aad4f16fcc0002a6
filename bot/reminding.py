"""Reminds the service centres, once a month, of answers that nobody has looked at for long."""

import asyncio
from collections.abc import Mapping

import structlog

from domain.clock import Clock
from domain.desk import Desk
from domain.language import DEFAULT_LANGUAGE
from services.knowledge_review import KnowledgeReview, TellStale
from services.ports import KeptKnowledge, Runner

_log = structlog.get_logger(__name__)


class Reminding:
    """Tries in every process; the database lets one of them do it."""

    def __init__(
        self,
        *,
        desk: Desk,
        runner: Runner,
        review: KnowledgeReview,
        knowledge: Mapping[str, KeptKnowledge],
        clock: Clock,
    ) -> None:
        self._desk, self._runner, self._clock = desk, runner, clock
        self._review, self._knowledge = review, knowledge
        self._done: set[tuple[str, str]] = set()

    async def remind(self) -> None:
        """Tell each service centre where it is not night, unless it was told this month."""
        now = self._clock.now()
        for community in self._desk.communities:
            month = self._review.month(community, now)
            if month is None or (community.code, month) in self._done:
                continue
            knowledge = self._knowledge[community.code]
            notes = await asyncio.to_thread(knowledge.notes, DEFAULT_LANGUAGE.value)
            command = TellStale(community=community.code, notes=tuple(notes))
            if await self._runner.run(self._review.tell, command):
                _log.info("answers to review were counted", community=community.code, month=month)
            self._done.add((community.code, month))
