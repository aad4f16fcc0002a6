"""What the desk does by the clock: fires timers and looks into the outbox, each second."""

import asyncio
from datetime import UTC

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.mailroom import Mailroom
from domain.clock import Clock
from services.due import ClaimDue, FireDue, LeaseLost, Timers, UnknownTimer
from services.ports import Runner
from services.rows import DueRow

_log = structlog.get_logger(__name__)


class Jobs:
    """The ticker. The database is the truth; APScheduler only wakes us, from memory."""

    def __init__(
        self, *, runner: Runner, timers: Timers, mailroom: Mailroom, clock: Clock
    ) -> None:
        self._runner, self._timers = runner, timers
        self._mailroom, self._clock = mailroom, clock
        self._ticking = asyncio.Lock()
        # Everything is in the database, so a late or lost tick only comes a little later.
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.add_job(self._tick_safely, "interval", seconds=1, id="tick")
        self._scheduler.start()

    async def stop(self) -> None:
        """Stop ticking, and let a tick that is under way come to its end."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        async with self._ticking:
            return

    async def tick(self) -> int:
        """Fire what is due and fetch what may be sent; return how much that was."""
        async with self._ticking:
            rows = await self._runner.run(self._timers.claim, ClaimDue(now=self._clock.now()))
            await asyncio.gather(*(self._fire(row) for row in rows))
            return len(rows) + await self._mailroom.fetch()

    async def _tick_safely(self) -> None:
        try:
            await self.tick()
        except Exception as error:  # the next tick may find the database in a better mood
            _log.error("tick failed", exc_info=error)

    async def _fire(self, row: DueRow) -> None:
        """Fire one timer. One that fails is rolled back and claimed again after its lease."""
        try:
            await self._runner.run(self._timers.fire, FireDue(row=row, now=self._clock.now()))
        except LeaseLost:
            _log.info("timer was taken or cancelled meanwhile", timer=row.key)
        except UnknownTimer:
            _log.error("no handler for this kind of timer", timer=row.key, kind=row.kind)
        except Exception as error:
            _log.error("timer failed", timer=row.key, kind=row.kind, exc_info=error)
