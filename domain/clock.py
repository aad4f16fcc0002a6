"""What time it is, as something that can be handed in."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time: the system's in service, a movable one in tests and in the playground."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...
