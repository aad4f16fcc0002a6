"""What the playground asks of a clock, and the plain clock of the wall.

The desk hands over a clock of its own that can be moved forward, so that reminders can be watched.
"""

from datetime import UTC, datetime
from typing import Protocol


class ClockControl(Protocol):
    """A clock that the page can move forward."""

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        ...

    async def forward(self, seconds: int) -> None:
        """Move the time forward and let everything happen that falls due on the way."""
        ...

    async def to_next_due(self) -> datetime | None:
        """Move the time to the next thing that is due; None when nothing is waiting."""
        ...


def wall_time() -> datetime:
    """Return the time of the machine, aware, in UTC."""
    return datetime.now(UTC)
