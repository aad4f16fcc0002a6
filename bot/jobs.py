"""What the desk does by the clock.

Each second it fires timers, looks into the outbox and takes over what the knowledge base was
taught; each minute it looks for updates that were left unfinished, whether a night has begun in
which old rows are to be forgotten, and whether a month in which answers are to be looked at again.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import UTC

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.mailroom import Mailroom
from bot.reception import Reception
from bot.reminding import Reminding
from bot.taking_over import TakeOver
from domain.clock import Clock
from services.due import ClaimDue, FireDue, LeaseLost, Timers, UnknownTimer
from services.ports import Runner
from services.retention import Retention
from services.rows import DueRow

_log = structlog.get_logger(__name__)


class Jobs:
    """The ticker. The database is the truth; APScheduler only wakes us, from memory."""

    def __init__(
        self,
        *,
        runner: Runner,
        timers: Timers,
        mailroom: Mailroom,
        reception: Reception,
        retention: Retention,
        take_over: TakeOver,
        reminding: Reminding,
        clock: Clock,
    ) -> None:
        self._runner, self._timers = runner, timers
        self._mailroom, self._reception = mailroom, reception
        self._retention, self._clock = retention, clock
        self._take_over, self._reminding = take_over, reminding
        self._night = ""
        self._ticking = asyncio.Lock()
        # Everything is in the database, so a late or lost tick only comes a little later.
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start(self) -> None:
        """Begin to tick."""
        each_minute = (self._reception.take_up, self.forget, self._reminding.remind)
        for work, seconds in ((self.tick, 1), *((one, 60) for one in each_minute)):
            self._scheduler.add_job(self._safely, "interval", args=[work], seconds=seconds)
        self._scheduler.start()

    async def stop(self) -> None:
        """Stop ticking, and let a tick that is under way come to its end."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        async with self._ticking:
            return

    async def tick(self) -> int:
        """Fire what is due, learn what was taught, fetch what may be sent; return how much."""
        async with self._ticking:
            rows = await self._runner.run(self._timers.claim, ClaimDue(now=self._clock.now()))
            await asyncio.gather(*(self._fire(row) for row in rows))
            taught = await self._take_over.catch_up()
            return len(rows) + taught + await self._mailroom.fetch()

    async def forget(self) -> None:
        """Forget what is over, if a night has begun and no other process has claimed it.

        What a crash leaves over, the next night takes.
        """
        now = self._clock.now()
        night = self._retention.night(now)
        if night == self._night:
            return
        if await self._runner.run(self._retention.begin, now):
            while (bite := await self._runner.run(self._retention.forget, now)).more:
                _log.info("forgetting", **asdict(bite))
            _log.info("forgotten what is over", night=night)
        self._night = night

    async def _safely(self, work: Callable[[], Awaitable[object]]) -> None:
        try:
            await work()
        except Exception as error:  # the next time may find the database in a better mood
            _log.error("job failed", job=work.__name__, exc_info=error)

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
