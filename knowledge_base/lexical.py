"""Which lines share grams with a question: an inverted index in numpy, changed by copying."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge_base.vocabulary import weight_of

Floats = NDArray[np.float32]
Numbers = NDArray[np.int32]

BACKGROUND: Final = -1
"""The owner of lines that the base has no answer to."""
GONE: Final = -2
"""The owner of background lines that were taken out."""
_SATURATION: Final = 1.0  # of repeated grams in one entry, as in BM25
_NONE: Final[Numbers] = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True)
class Posting:
    """Where a gram occurs: in which lines, and in how many lines of which entries."""

    lines: Numbers
    entries: Numbers
    counts: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How a question and the entries agree in one kind of grams, each about 0 to 1.

    ``cosine`` is that of the nearest line, ``coverage`` the share of the question's weight that
    the entry's lines have; ``background`` the cosine of the nearest background line; ``unknown``
    the share of weight that no entry has.
    """

    cosine: Floats
    coverage: Floats
    background: float
    unknown: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A line that is asked as if it were not in the index."""

    line: int
    owner: int
    grams: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All lines in one kind of grams. Immutable; `with_lines` and `hushed` return new ones.

    ``strangers`` says whether grams that no entry has count against a match.
    """

    postings: Mapping[str, Posting]
    owners: Numbers
    norms: Floats
    entries: int
    strangers: bool

    @classmethod
    def empty(cls, *, strangers: bool) -> "View":
        """Return a view of nothing."""
        return cls(
            postings={},
            owners=_NONE,
            norms=np.zeros(0, np.float32),
            entries=0,
            strangers=strangers,
        )

    # ---- changing -------------------------------------------------------------------------

    def with_lines(
        self, grams: Sequence[frozenset[str]], owners: Sequence[int], entries: int
    ) -> "View":
        """Return the view with lines added at the end; ``entries`` counts all entries then."""
        first = len(self.owners)
        fresh: dict[str, list[int]] = {}
        for place, found in enumerate(grams):
            for gram in found:
                fresh.setdefault(gram, []).append(place)
        new = np.asarray(owners, np.int32)
        postings = dict(self.postings)
        for gram, places in fresh.items():
            postings[gram] = _joined(postings.get(gram), np.asarray(places, np.int32), new, first)
        view = replace(
            self, postings=postings, entries=entries, owners=np.concatenate([self.owners, new])
        )
        norms = [view._norm(found) for found in grams]
        return replace(view, norms=np.concatenate([self.norms, np.asarray(norms, np.float32)]))

    def hushed(self, lines: Sequence[int]) -> "View":
        """Return the view with some background lines taken out."""
        owners = self.owners.copy()
        owners[list(lines)] = GONE
        return replace(self, owners=owners)

    # ---- asking ---------------------------------------------------------------------------

    def rarity(self, gram: str, hidden: Collection[int] = ()) -> float:
        """Return the weight of a gram: by its kind, and the more, the fewer entries have it."""
        held = self.postings.get(gram)
        return self._weight(gram, 0 if held is None else _holders(held, hidden), hidden)

    def _weight(self, gram: str, holders: int, hidden: Collection[int]) -> float:
        seen = self.entries - len(hidden)
        return weight_of(gram) * math.log(1.0 + seen / (holders + 0.5))

    def match(
        self,
        grams: frozenset[str],
        left_out: LeftOut | None = None,
        hidden: Collection[int] = (),
    ) -> Match:
        """Compare a question with all entries; what only ``hidden`` ones have is unknown."""
        near = np.zeros(len(self.owners), np.float32)
        covered = np.zeros(self.entries, np.float32)
        squares = total = unknown = 0.0
        for gram in grams:
            held = self.postings.get(gram)
            holders = 0 if held is None else _holders(held, hidden)
            weight = self._weight(gram, holders, hidden)
            if held is None or not holders:
                if self.strangers:
                    squares += weight * weight
                    total += weight
                    unknown += weight
            else:
                squares += weight * weight
                total += weight
                gain = (_SATURATION + 1.0) * held.counts / (held.counts + _SATURATION)
                covered[held.entries] += weight * gain
                if left_out is not None and gram in left_out.grams:
                    _take_off(covered, held, weight, left_out.owner)
            if held is not None:
                near[held.lines] += weight * weight
        near /= self.norms * math.sqrt(squares or 1.0)
        if left_out is not None:
            near[left_out.line] = 0.0
        cosine = np.zeros(self.entries, np.float32)
        live = self.owners >= 0
        np.maximum.at(cosine, self.owners[live], near[live])
        behind = near[self.owners == BACKGROUND]
        return Match(
            cosine=cosine,
            coverage=covered / np.float32(total or 1.0),
            background=float(behind.max()) if len(behind) else 0.0,
            unknown=unknown / (total or 1.0),
        )

    def shared(
        self, grams: frozenset[str], sought: frozenset[str], hidden: Collection[int] = ()
    ) -> float:
        """Return the share of the question's weight that lies in ``sought`` grams."""
        total = sum(self.rarity(gram, hidden) for gram in grams)
        return sum(self.rarity(gram, hidden) for gram in grams & sought) / (total or 1.0)

    def _norm(self, grams: frozenset[str]) -> float:
        return math.sqrt(sum(self.rarity(gram) ** 2 for gram in grams)) or 1.0


def _holders(held: Posting, hidden: Collection[int]) -> int:
    """Return how many entries have a gram; ``hidden`` ones have the highest numbers."""
    if not hidden:
        return len(held.entries)
    last = held.entries[np.searchsorted(held.entries, min(hidden)) :]
    return len(held.entries) - sum(entry in hidden for entry in last.tolist())


def _joined(held: Posting | None, places: Numbers, owners: Numbers, first: int) -> Posting:
    """Return a posting with new lines, which begin at line ``first``."""
    mine = owners[places]
    lines, entries = places + np.int32(first), mine[mine >= 0]
    if held is None:
        counts = np.ones(len(entries), np.intp)
        if len(mine) > 1:  # most grams stand in one line only
            entries, counts = np.unique(entries, return_counts=True)
        return Posting(lines, entries, counts.astype(np.float32))
    entries, at = np.unique(np.concatenate([held.entries, entries]), return_inverse=True)
    both: Floats = np.zeros(len(entries), np.float32)
    np.add.at(both, at[len(held.entries) :], np.float32(1.0))
    np.add.at(both, at[: len(held.entries)], held.counts)
    return Posting(np.concatenate([held.lines, lines]), entries, both)


def _take_off(covered: Floats, held: Posting, weight: float, owner: int) -> None:
    """Count a gram of the left-out line's entry once less."""
    place = np.flatnonzero(held.entries == owner)
    if len(place):
        count = float(held.counts[place[0]])
        gain = 2.0 * count / (count + 1.0)
        less = 2.0 * (count - 1.0) / count
        covered[owner] -= np.float32(weight * (gain - less))
