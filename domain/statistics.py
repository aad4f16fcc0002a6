"""What the figures mean. Every number that a manager sees is defined here, once."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From ``since`` (inclusive) to ``until`` (exclusive), aware UTC."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of a community, or of one team of it, over a period.

    All but ``open_now`` and ``overdue_now`` are about the tickets *filed* in the period,
    whatever became of them later; the two are about this moment, whenever they were filed.

    - ``overdue_now``: open tickets that wait past their moment to be accepted, or are past
      their moment to be finished; those at rest are not late, and a rest moves that moment.
      Giving a ticket back or moving it on moves neither.
    - ``filed``: tickets, cancelled ones included; ``by_kind``, ``by_team`` and
      ``by_category`` add up to it (no team yet counts under ``""``).
    - ``accepted_in_time`` of ``accept_judged``: first acceptance at or before the promise made
      on filing. Judged are tickets that were accepted, and those that were not although the
      promised moment has passed; cancelled ones that nobody accepted are not judged.
    - ``finished_in_time`` of ``finish_judged``: likewise for the first end of the work.
    - ``reopened``: tickets reopened at least once (rework).
    - ``scores``: how many tickets have each score from 1 to 5. A ticket keeps its last
      score when it is reopened, until the owner gives another.
    """

    filed: int = 0
    by_kind: tuple[tuple[str, int], ...] = ()
    by_team: tuple[tuple[str, int], ...] = ()
    by_category: tuple[tuple[str, int], ...] = ()
    open_now: int = 0
    overdue_now: int = 0
    accepted_in_time: int = 0
    accept_judged: int = 0
    finished_in_time: int = 0
    finish_judged: int = 0
    reopened: int = 0
    cancelled: int = 0
    scores: tuple[tuple[int, int], ...] = field(default=())

    @property
    def rated(self) -> int:
        """How many tickets have a score."""
        return sum(count for _, count in self.scores)

    @property
    def mean_score(self) -> float | None:
        """The mean score, or ``None`` when nobody gave one."""
        rated = self.rated
        return sum(score * count for score, count in self.scores) / rated if rated else None


def share(part: int, whole: int) -> int | None:
    """Return ``part`` of ``whole`` as a whole percentage, or ``None`` where there is no whole."""
    return round(100 * part / whole) if whole else None
