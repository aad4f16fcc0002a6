"""What a check of the knowledge base finds: each in words, with its place."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from domain.language import Localized

Tick = Callable[[int, int], None]
"""Told how much of the long work is done, of how much."""


class Group(StrEnum):
    """What kind of finding it is, the worst first."""

    BROKEN = "broken"
    """It cannot be read, or cannot be said."""
    DUPLICATE = "duplicate"
    """Two entries claim the same line."""
    BACKGROUND = "background"
    """A line is a phrasing, and at once what nobody's base answers."""
    LINKS = "links"
    """It names something that is not there."""
    UNREACHABLE = "unreachable"
    """Most of its own phrasings would not find it."""
    CROSSED = "crossed"
    """Its phrasings find another entry first."""
    ALIKE = "alike"
    """Two entries have nearly the same line."""
    FACTS = "facts"
    """It is not offered, for facts are not set."""
    STALE = "stale"
    """Nobody has read it through for long."""
    FEW = "few"
    """It is said in few ways only."""


ERRORS = frozenset({Group.BROKEN, Group.DUPLICATE, Group.BACKGROUND, Group.LINKS})
"""Groups that must be mended; the others are worth a look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was found. ``weight`` orders those of a group, the worst first."""

    group: Group
    place: str
    what: Localized
    weight: float = 0.0

    @property
    def is_error(self) -> bool:
        """Whether it must be mended."""
        return self.group in ERRORS
