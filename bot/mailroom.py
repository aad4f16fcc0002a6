"""Sends what is in the outbox: each chat in order, many chats at once, and records what came.

A chat that Telegram wants left alone for long rests: what is in hand for it, and what is written
to it meanwhile, goes back to the outbox until the rest is over, and comes again in its order.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.telegram.lanes import Lanes
from domain.clock import Clock
from services.delivery import Attempt, ClaimOutbox, Delivery, RecordAttempts
from services.intents import Lane, Notice, Outgoing
from services.ports import Courier, Runner
from services.rows import ChatRests, Delivered, DeliveryResult, OutboxRow, RetryLater

_log = structlog.get_logger(__name__)

SHORT_WAIT = 20.0
"""Up to so many seconds a chat waits for Telegram with its messages in hand; longer, it rests."""

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
        self._resting: dict[int, datetime] = {}
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
        command = ClaimOutbox(now=self._clock.now())
        rows = await self._runner.run(self._delivery.claim, command)
        if len(rows) < command.limit:
            # All that waited for the end of a rest is in hand: now younger ones may follow.
            self._resting = {chat: end for chat, end in self._resting.items() if end > command.now}
        self.put(rows)
        return len(rows)

    async def _deliver(self, row: OutboxRow, following: OutboxRow | None) -> float | None:
        del following
        result = self._rest(row) or await self._attempt(row)
        if isinstance(result, RetryLater) and not result.counts:
            if result.seconds <= SHORT_WAIT:
                return result.seconds
            end = self._clock.now() + timedelta(seconds=result.seconds)
            self._resting[row.message.chat_id] = end
            _log.warning("chat rests", outbox_id=row.id, seconds=result.seconds)
            result = ChatRests(until=end, error=result.error)
        try:
            await self._record(row, result)
        finally:
            self._fences.pop(row.id, None)
        if not isinstance(result, Delivered | ChatRests):
            _log.warning(
                "message not delivered",
                outbox_id=row.id,
                outcome=type(result).__name__,
                error=getattr(result, "error", ""),
            )
        return None

    def _rest(self, row: OutboxRow) -> ChatRests | None:
        """Return until when a message must wait for its chat's rest, if it has not done so."""
        end = self._resting.get(row.message.chat_id)
        waited_until = row.message.not_before
        if end is None or (waited_until is not None and waited_until >= end):
            return None
        return ChatRests(until=end, error="the chat rests")

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
