"""Sends what is in the outbox: each chat in order, many chats at once, and records what came."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import structlog

from bot.telegram.lanes import Lanes
from domain.clock import Clock
from services.delivery import Attempt, ClaimOutbox, Delivery, RecordAttempts
from services.intents import Lane, Notice, Outgoing
from services.ports import Courier, Runner
from services.rows import Delivered, DeliveryResult, OutboxRow, RetryLater

_log = structlog.get_logger(__name__)

SHORT_WAIT = 20.0
"""Up to so many seconds a chat waits for Telegram with its messages in hand, in their order."""

_SAID_TWICE_IS_BETTER = frozenset({Lane.EMERGENCY, Lane.DISPATCH})


class Mailroom:
    """Delivers claimed messages."""

    def __init__(
        self,
        *,
        courier: Courier,
        runner: Runner,
        delivery: Delivery,
        clock: Clock,
        workers: int = 16,
    ) -> None:
        self._courier, self._runner = courier, runner
        self._delivery, self._clock = delivery, clock
        self._fences: dict[int, int] = {}
        self._lanes: Lanes[OutboxRow] = Lanes(
            self._deliver,
            workers=workers,
            on_error=_lane_failed,
            rank=lambda row: row.rank,
        )

    @property
    def idle(self) -> bool:
        """Whether nothing is in hand."""
        return self._lanes.idle

    async def wait_idle(self) -> None:
        """Return when nothing is in hand."""
        await self._lanes.wait_idle()

    def start(self) -> None:
        """Start to send."""
        self._lanes.start()

    async def stop(self) -> None:
        """Finish what is being sent; the rest stays in the outbox for the next start."""
        await self._lanes.stop()

    def put(self, rows: Sequence[OutboxRow]) -> None:
        """Take claimed messages, to be sent in their chats' order.

        One that is in hand already, because its lease ran out while it waited here, is not sent
        twice; only its newer fence counts from now on.
        """
        for row in rows:
            waiting = row.id in self._fences
            self._fences[row.id] = row.fence
            if not waiting:
                self._lanes.put(str(row.message.chat_id), row)

    async def fetch(self) -> int:
        """Claim what may be sent by now and return how many messages that were."""
        rows = await self._runner.run(self._delivery.claim, ClaimOutbox(now=self._clock.now()))
        self.put(rows)
        return len(rows)

    async def _deliver(self, row: OutboxRow, following: OutboxRow | None) -> float | None:
        del following
        result = await self._attempt(row)
        if isinstance(result, RetryLater) and not result.counts and result.seconds <= SHORT_WAIT:
            return result.seconds
        try:
            await self._record(row, result)
        finally:
            self._fences.pop(row.id, None)
        if not isinstance(result, Delivered):
            _log.warning(
                "message not delivered",
                outbox_id=row.id,
                outcome=type(result).__name__,
                error=getattr(result, "error", ""),
            )
        return None

    async def _record(self, row: OutboxRow, result: DeliveryResult) -> None:
        """Record what became of a message; a database that is busy is asked again."""
        for pause in (0.1, 1.0, 5.0, None):
            current = replace(row, fence=self._fences[row.id])
            attempts = RecordAttempts(
                attempts=(Attempt(row=current, result=result),), now=self._clock.now()
            )
            try:
                await self._runner.run(self._delivery.record, attempts)
            except Exception:
                if pause is None:
                    raise
                await asyncio.sleep(pause)
            else:
                return

    async def _attempt(self, row: OutboxRow) -> DeliveryResult:
        try:
            return await self._courier.deliver(_marked(row))
        except Exception as error:  # a mistake of ours in one message must not stop the others
            _log.error("message failed", outbox_id=row.id, exc_info=error)
            return RetryLater(seconds=60.0, error=type(error).__name__)


def _marked(row: OutboxRow) -> Outgoing:
    """Return the message; one that may have arrived before says so, where that is worth saying."""
    message = row.message
    if not row.attempts or message.lane not in _SAID_TWICE_IS_BETTER:
        return message
    if not isinstance(message.content, Notice):
        return message
    notice = replace(message.content, args={**message.content.args, "repeated": 1})
    return replace(message, content=notice)


def _lane_failed(error: Exception) -> None:
    _log.error("outbox lane failed", exc_info=error)
