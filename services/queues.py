"""What waits: updates that came in, messages that go out, timers, dialogues, nightly jobs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from services.intents import Outgoing
from services.rows import (
    DeadLetter,
    DialogueState,
    DueRow,
    Fate,
    InboxUpdate,
    OutboxRow,
)


class Inbox(Protocol):
    """Updates, stored before they are acknowledged."""

    def store(self, updates: Sequence[InboxUpdate], now: datetime) -> list[InboxUpdate]:
        """Store updates and return those that were new, in order."""
        ...

    def pending(self) -> list[InboxUpdate]:
        """Return what is stored and not finished, oldest first."""
        ...

    def finish(self, bot_id: int, update_id: int, now: datetime) -> None:
        """Mark an update as handled and forget its content."""
        ...

    def set_aside(self, update: InboxUpdate, now: datetime) -> bool:
        """Keep an update that cannot be read, stored or not; false when it was finished before.

        Its content stays, sealed, until a person has looked at it; `pending` no longer has it.
        """
        ...

    def forget(self, before: datetime, limit: int) -> int:
        """Delete what was finished before; return how many. What was set aside stays."""
        ...


class Dialogues(Protocol):
    """Where dialogues stand."""

    def get(self, key: str) -> DialogueState | None: ...  # noqa: D102
    def save(self, dialogue: DialogueState) -> None:
        """Store a dialogue; one with no state and no data is deleted."""
        ...

    def forget(self, before: datetime, limit: int) -> int:
        """Delete dialogues that nobody has touched since, and return how many that were."""
        ...


class Outbox(Protocol):
    """Messages to be sent."""

    def put(self, message: Outgoing) -> None:
        """Add a message; one whose key is known is left alone.

        A message that may be sent at once is claimed at birth by this process, so that it need
        not be read back: the runner hands it to delivery after the commit.
        """
        ...

    def claim(self, now: datetime, limit: int) -> list[OutboxRow]:
        """Claim messages that are due and free, or whose lease ran out, the lowest rank first."""
        ...

    def sent(self, row_id: int, fence: int, message_id: int | None, now: datetime) -> bool:
        """Mark a message as sent and forget its content; false when the fence was lost."""
        ...

    def later(
        self, row_id: int, fence: int, at: datetime, error: str, *, counts: bool = True
    ) -> None:
        """Give a message back, to be tried again at ``at``; ``counts`` makes it a failed try."""
        ...

    def dead(self, row_id: int, fence: int, error: str, now: datetime) -> None:
        """Give a message up; it waits for a person to look."""
        ...

    def dead_letters(self, limit: int) -> list[DeadLetter]:
        """Return what was given up or is in doubt: after a test or a benchmark, nothing."""
        ...

    def fate(self, key: str) -> Fate:
        """Return what became of a message; one that is unknown, or was given up, went nowhere."""
        ...

    def waiting(self) -> int:
        """Return how many messages wait to be sent, those kept back included."""
        ...

    def forget(self, before: datetime, limit: int) -> int:
        """Delete what was sent before, and return how many that were. Nothing else is deleted."""
        ...

    def release(self) -> None:
        """Void all leases, when no other process can hold one: the embedded desk has started.

        A message in doubt is parked or freed, as its `Doubt` says.
        """
        ...


class DueRows(Protocol):
    """Timers."""

    def put(self, key: str, kind: str, at: datetime, payload: Mapping[str, str | int]) -> None:
        """Set a timer; one that waits or has fired is left alone, a cancelled one is set anew."""
        ...

    def cancel(self, *keys: str) -> None:
        """Cancel timers that have not fired."""
        ...

    def claim(self, now: datetime, limit: int) -> list[DueRow]:
        """Claim timers that are due and free, or whose lease ran out, oldest first."""
        ...

    def done(self, row_id: int, fence: int, now: datetime) -> bool:
        """Mark a timer as fired; false when the fence was lost: then nothing may be committed."""
        ...

    def next_at(self) -> datetime | None:
        """Return when the next timer is due."""
        ...

    def forget(self, before: datetime, limit: int) -> int:
        """Delete what fired or was cancelled before, and return how many that were."""
        ...

    def release(self) -> None:
        """Void all leases, when no other process can hold one: the embedded desk has started."""
        ...


class CronRuns(Protocol):
    """Which calendar jobs have run, whichever process did."""

    def begin(self, name: str, slot: str, now: datetime) -> bool:
        """Claim a job's slot; false when another process has it, or had it before."""
        ...

    def forget(self, before: datetime) -> int:
        """Delete the slots that were claimed before, and return how many that were."""
        ...
