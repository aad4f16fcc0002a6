"""Fires timers: each in a transaction of its own, so that a failing one holds up nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.ports import UnitOfWork
from services.rows import DueRow

TimerHandler = Callable[[UnitOfWork, DueRow], None]
"""What a kind of timer does. It reads everything afresh and must do nothing if all is well."""


class UnknownTimer(LookupError):
    """A timer's kind has no handler in this version of the desk; the timer stays where it is."""


class LeaseLost(Exception):
    """Somebody else has claimed the row meanwhile; what was done is rolled back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDue:
    """Asks for timers that are due at ``now``."""

    now: datetime
    limit: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FireDue:
    """One claimed timer, to be fired."""

    row: DueRow
    now: datetime


class Timers:
    """The kinds of timers and what each does."""

    def __init__(self) -> None:
        self._handlers: dict[str, TimerHandler] = {}

    def register(self, kind: str, handler: TimerHandler) -> None:
        """Say what a kind of timer does.

        Raises:
            ValueError: The kind has a handler already.
        """
        if kind in self._handlers:
            raise ValueError(kind)
        self._handlers[kind] = handler

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds that can fire."""
        return frozenset(self._handlers)

    def claim(self, uow: UnitOfWork, command: ClaimDue) -> list[DueRow]:
        """Claim timers that are due. One that fails later is claimable when its lease runs out."""
        return uow.due.claim(command.now, command.limit)

    def fire(self, uow: UnitOfWork, command: FireDue) -> None:
        """Fire one timer and mark it as fired, both or neither.

        Raises:
            UnknownTimer: No handler is registered for its kind.
            LeaseLost: Another worker has it.
        """
        row = command.row
        handler = self._handlers.get(row.kind)
        if handler is None:
            raise UnknownTimer(row.kind)
        handler(uow, row)
        if not uow.due.done(row.id, row.fence, command.now):
            raise LeaseLost(row.key)

    def next_at(self, uow: UnitOfWork, _: None) -> datetime | None:
        """Return when the next timer is due, for the clock control of the playground."""
        return uow.due.next_at()
