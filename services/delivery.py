"""What follows from an attempt to deliver a message: marks, second tries, blocked bots."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, assert_never

from services.intents import Lane, Outgoing
from services.ports import UnitOfWork
from services.rows import (
    ChatRests,
    Delivered,
    DeliveryResult,
    Fate,
    Migrated,
    OutboxRow,
    Refused,
    RetryLater,
    Unreachable,
)


class GiveUpHook(Protocol):
    """Called when a message was given up; ``gone``: the person or group is out of reach."""

    def __call__(self, uow: UnitOfWork, message: Outgoing, now: datetime, *, gone: bool) -> None:
        """React, in the same transaction."""
        ...


MOST_ATTEMPTS = 16
"""After so many failures a message waits for a person to look: half a day of trying."""

LONGEST_PAUSE = timedelta(hours=4)
LONGEST_URGENT_PAUSE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimOutbox:
    """Asks for messages that may be sent at ``now``."""

    now: datetime
    limit: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A message and what became of it."""

    row: OutboxRow
    result: DeliveryResult


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAttempts:
    """Attempts to be recorded together."""

    attempts: tuple[Attempt, ...]
    now: datetime


def pause_before_next(attempts: int, lane: Lane) -> timedelta:
    """Return how long to wait after a number of failures: 2 s, 4 s, 8 s… up to four hours.

    Emergencies are never kept waiting for more than half a minute.
    """
    longest = LONGEST_URGENT_PAUSE if lane is Lane.EMERGENCY else LONGEST_PAUSE
    return min(timedelta(seconds=2 ** min(attempts + 1, 20)), longest)


def fate(uow: UnitOfWork, key: str) -> Fate:
    """Return what became of the message that was written under this key."""
    return uow.outbox.fate(key)


class Delivery:
    """Claims messages and records what became of them."""

    def __init__(self, on_give_up: GiveUpHook | None = None) -> None:
        self._on_give_up = on_give_up

    def claim(self, uow: UnitOfWork, command: ClaimOutbox) -> list[OutboxRow]:
        """Claim messages that are due, those first that may wait least."""
        return uow.outbox.claim(command.now, command.limit)

    def record(self, uow: UnitOfWork, command: RecordAttempts) -> None:
        """Record attempts: all of them, or none if one fails."""
        for attempt in command.attempts:
            self._record(uow, attempt.row, attempt.result, command.now)

    def _record(
        self, uow: UnitOfWork, row: OutboxRow, result: DeliveryResult, now: datetime
    ) -> None:
        match result:
            case Delivered():
                self._delivered(uow, row, result, now)
            case RetryLater():
                self._later(uow, row, result, now)
            case ChatRests():
                uow.outbox.later(row.id, row.fence, result.until, result.error, counts=False)
            case Unreachable():
                self._unreachable(uow, row, result, now)
            case Migrated():
                uow.chats.migrate(row.message.chat_id, result.new_chat_id)
                error = "the group became a supergroup"
                uow.outbox.later(row.id, row.fence, now, error, counts=False)
            case Refused():
                self._give_up(uow, row, result.error, now, gone=False)
            case _:
                assert_never(result)

    def _delivered(
        self, uow: UnitOfWork, row: OutboxRow, result: Delivered, now: datetime
    ) -> None:
        ids, chat = result.message_ids, row.message.chat_id
        uow.outbox.sent(row.id, row.fence, ids[0] if ids else None, now)
        if result.card_of is not None and ids:
            uow.messages.remember(chat, ids[0], result.card_of, "card", row.message.thread_id)
        if result.about is not None:
            for message_id in ids:
                uow.messages.remember(chat, message_id, result.about, "about")

    def _later(self, uow: UnitOfWork, row: OutboxRow, result: RetryLater, now: datetime) -> None:
        pause = timedelta(seconds=result.seconds)
        if result.counts:
            if row.attempts >= MOST_ATTEMPTS:
                self._give_up(uow, row, result.error, now, gone=False)
                return
            pause = max(pause, pause_before_next(row.attempts, row.message.lane))
        uow.outbox.later(row.id, row.fence, now + pause, result.error, counts=result.counts)

    def _unreachable(
        self, uow: UnitOfWork, row: OutboxRow, result: Unreachable, now: datetime
    ) -> None:
        person = uow.people.by_telegram(row.message.chat_id)
        if person is not None and person.reachable:
            uow.people.reach(person.id, False)
        self._give_up(uow, row, result.error, now, gone=True)

    def _give_up(
        self, uow: UnitOfWork, row: OutboxRow, error: str, now: datetime, *, gone: bool
    ) -> None:
        uow.outbox.dead(row.id, row.fence, error, now)
        if self._on_give_up is not None:
            self._on_give_up(uow, row.message, now, gone=gone)
