"""The clocks: the machine's, and one that can be moved."""

from datetime import UTC, datetime, timedelta


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)


class MovableClock:
    """A clock that people move forward: it stands still, or runs on from where it was put."""

    def __init__(self, start: datetime | None = None, *, running: bool = False) -> None:
        self._system = SystemClock()
        began = self._system.now()
        self._time = start or began
        self._running_since = began if running else None

    def now(self) -> datetime:
        """Return the moment that the clock shows, aware, in UTC."""
        if self._running_since is None:
            return self._time
        return self._time + (self._system.now() - self._running_since)

    def forward(self, by: timedelta) -> None:
        """Move the clock.

        Raises:
            ValueError: Backward; what has fired cannot be taken back.
        """
        if by < timedelta():
            raise ValueError("a clock only moves forward")
        self._time += by
