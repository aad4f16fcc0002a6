"""What a process has used so far: processor time and memory."""

import re
import resource
import sys
import time
from pathlib import Path

_STATUS = Path("/proc/self/status")


class Spent:
    """Counts processor time from its making on."""

    def __init__(self) -> None:
        self._begun = time.process_time()

    def so_far(self) -> dict[str, float]:
        """Return seconds of processor time, and MB of memory: at most ever, and now."""
        return {
            "cpu_seconds": time.process_time() - self._begun,
            "peak_mb": _resident_mb("VmHWM"),
            "resident_mb": _resident_mb("VmRSS"),
        }


def _resident_mb(name: str) -> float:
    """Return resident memory in MB (a million bytes); the peak where there is no ``/proc``."""
    if _STATUS.exists():
        # Unlike getrusage, this forgets what the parent process had before it started us.
        found = re.search(rf"{name}:\s+(\d+) kB", _STATUS.read_text(encoding="utf-8"))
        if found:
            return int(found[1]) * 1024 / 1e6
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1e6 if sys.platform == "darwin" else used * 1024 / 1e6
