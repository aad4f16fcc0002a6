"""Which lines share grams with a question: an inverted index in numpy, changed by copying."""

import copy
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge_base.grams import (
    Floats,
    Lists,
    Numbers,
    Texts,
    keys_of,
    rarity,
    weights_of,
)
from knowledge_base.vocabulary import weight_of

BACKGROUND: Final = -1
"""The owner of lines that the base has no answer to."""
_SATURATION: Final = 1.0  # of repeated grams in one entry, as in BM25
_NONE: Final[Numbers] = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True)
class Posting:
    """Where a gram occurs: in which lines, and in how many lines of which entries."""

    lines: Numbers
    entries: Numbers
    counts: Numbers


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


class View:
    """All lines in one kind of grams. Immutable; `extended` returns another one.

    ``owners`` of the lines begin with entry 0 and go up; background lines come last.
    ``strangers`` says whether grams that no entry has count against a match.
    """

    def __init__(self, lines: Texts, owners: Numbers, entries: int, *, strangers: bool) -> None:
        self._entries, self._strangers = entries, strangers
        own = int((owners >= 0).sum())
        self._behind = np.arange(own, len(owners), dtype=np.int32)
        self._starts = np.searchsorted(owners[:own], np.arange(entries + 1)).astype(np.int32)
        keys, held = lines.keys, lines.numbers
        order = np.argsort(keys, kind="stable")
        keys, held = keys[order], held[order]
        self._keys, firsts = np.unique(keys, return_index=True)
        self._lines = Lists(held, np.append(firsts, len(keys)))
        # Lines of an entry stand together, so in a gram's list they are a run.
        owned = owners[held]
        grams = np.repeat(np.arange(len(self._keys), dtype=np.int32), self._lines.lengths)
        live = owned >= 0
        owned, grams = owned[live], grams[live]
        runs = np.flatnonzero(np.append(True, (np.diff(grams) != 0) | (np.diff(owned) != 0)))
        runs = runs[: len(owned)]
        starts = np.searchsorted(grams[runs], np.arange(len(self._keys) + 1))
        self._holders = Lists(owned[runs], starts)
        counts = np.diff(np.append(runs, len(owned)))
        self._counts = Lists(np.minimum(counts, 255).astype(np.uint8), starts)
        rarities = weights_of(self._keys) * np.log1p(entries / (self._holders.lengths + 0.5))
        squares = np.repeat(rarities**2, self._lines.lengths)
        norms = np.sqrt(np.bincount(held, squares, minlength=len(owners)))
        self._norms: Floats = np.where(norms > 0.0, norms, 1.0).astype(np.float32)
        self._late_owners: Numbers = _NONE
        self._late: Mapping[str, Posting] = {}

    def extended(
        self,
        grams: Sequence[frozenset[str]],
        owners: Sequence[int],
        entries: int,
        gone: Collection[int] = (),
    ) -> "View":
        """Return the view with lines of entries added at the end.

        ``entries`` counts all entries then; ``gone`` are background lines that are taken out.
        """
        first = len(self._norms)
        fresh: dict[str, list[int]] = {}
        for place, found in enumerate(grams):
            for gram in found:
                fresh.setdefault(gram, []).append(place)
        added = np.asarray(owners, np.int32)
        view = copy.copy(self)
        view._entries = entries
        view._behind = self._behind[~np.isin(self._behind, list(gone))]
        view._late_owners = np.concatenate([self._late_owners, added])
        late = dict(self._late)
        for (gram, places), held in zip(fresh.items(), self._postings(fresh), strict=True):
            late[gram] = _joined(held, np.asarray(places, np.int32), added, first)
        view._late = late
        norms = [math.sqrt(sum(view.rarity(gram) ** 2 for gram in found)) for found in grams]
        view._norms = np.concatenate([self._norms, np.asarray(norms, np.float32)])
        view._norms[view._norms == 0.0] = 1.0
        return view

    # ---- asking ---------------------------------------------------------------------------

    def rarity(self, gram: str, hidden: Collection[int] = ()) -> float:
        """Return the weight of a gram: by its kind, and the more, the fewer entries have it."""
        return self.rarities([gram], hidden)[gram]

    def rarities(self, grams: Collection[str], hidden: Collection[int] = ()) -> dict[str, float]:
        """Return the weight of each gram."""
        seen = self._entries - len(hidden)
        return {
            gram: rarity(weight_of(gram), 0 if held is None else _holders(held, hidden), seen)
            for gram, held in zip(grams, self._postings(grams), strict=True)
        }

    def match(
        self,
        grams: frozenset[str],
        left_out: LeftOut | None = None,
        hidden: Collection[int] = (),
    ) -> Match:
        """Compare a question with all entries; what only ``hidden`` ones have is unknown."""
        near = np.zeros(len(self._norms), np.float32)
        covered = np.zeros(self._entries, np.float32)
        seen = self._entries - len(hidden)
        squares = total = unknown = 0.0
        for gram, held in zip(grams, self._postings(grams), strict=True):
            holders = 0 if held is None else _holders(held, hidden)
            weight = rarity(weight_of(gram), holders, seen)
            if held is None or not holders:
                if self._strangers:
                    squares += weight * weight
                    total += weight
                    unknown += weight
            else:
                squares += weight * weight
                total += weight
                counts = held.counts.astype(np.float32)
                gain = (_SATURATION + 1.0) * counts / (counts + _SATURATION)
                covered[held.entries] += np.float32(weight) * gain
                if left_out is not None and gram in left_out.grams:
                    _take_off(covered, held, weight, left_out.owner)
            if held is not None:
                near[held.lines] += np.float32(weight * weight)
        near /= self._norms * np.float32(math.sqrt(squares or 1.0))
        if left_out is not None:
            near[left_out.line] = 0.0
        behind = near[self._behind]
        return Match(
            cosine=self._nearest(near),
            coverage=covered / np.float32(total or 1.0),
            background=float(behind.max()) if len(behind) else 0.0,
            unknown=unknown / (total or 1.0),
        )

    def having(
        self, grams: Sequence[str], entries: NDArray[np.int64], left_out: LeftOut | None = None
    ) -> NDArray[np.bool_]:
        """Return which of some grams stand in the lines of some entries, [entry, gram]."""
        having = np.zeros((len(entries), len(grams)), bool)
        for column, (gram, held) in enumerate(zip(grams, self._postings(grams), strict=True)):
            if held is None or not len(held.entries):
                continue
            at = np.minimum(np.searchsorted(held.entries, entries), len(held.entries) - 1)
            has = held.entries[at] == entries
            if left_out is not None and gram in left_out.grams:
                has &= (entries != left_out.owner) | (held.counts[at] > 1)
            having[:, column] = has
        return having

    def _nearest(self, near: Floats) -> Floats:
        """Return for each entry what its nearest line has."""
        cosine = np.zeros(self._entries, np.float32)
        own, starts = int(self._starts[-1]), self._starts[:-1]
        if own:
            some = np.flatnonzero(np.diff(self._starts))
            cosine[some] = np.maximum.reduceat(near[:own], starts[some])
        if len(self._late_owners):
            np.maximum.at(cosine, self._late_owners, near[-len(self._late_owners) :])
        return cosine

    def _postings(self, grams: Collection[str]) -> list[Posting | None]:
        """Return where each gram occurs; None where nowhere."""
        if not len(self._keys):
            return [self._late.get(gram) for gram in grams]
        keys = keys_of(grams)
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        known = self._keys[places] == keys
        return [
            self._late.get(gram)
            or (Posting(self._lines[at], self._holders[at], self._counts[at]) if here else None)
            for gram, at, here in zip(grams, places.tolist(), known.tolist(), strict=True)
        ]


def _holders(held: Posting, hidden: Collection[int]) -> int:
    """Return how many entries have a gram; ``hidden`` ones have the highest numbers."""
    if not hidden:
        return len(held.entries)
    last = held.entries[np.searchsorted(held.entries, min(hidden)) :]
    return len(held.entries) - sum(entry in hidden for entry in last.tolist())


def _joined(held: Posting | None, places: Numbers, owners: Numbers, first: int) -> Posting:
    """Return a posting with new lines, which begin at line ``first``."""
    old = Posting(_NONE, _NONE, _NONE) if held is None else held
    entries, at = np.unique(np.concatenate([old.entries, owners[places]]), return_inverse=True)
    counts: NDArray[np.int32] = np.zeros(len(entries), np.int32)
    np.add.at(counts, at[: len(old.entries)], old.counts)
    np.add.at(counts, at[len(old.entries) :], 1)
    return Posting(np.concatenate([old.lines, places + np.int32(first)]), entries, counts)


def _take_off(covered: Floats, held: Posting, weight: float, owner: int) -> None:
    """Count a gram of the left-out line's entry once less."""
    place = np.flatnonzero(held.entries == owner)
    if len(place):
        count = float(held.counts[place[0]])
        gain = 2.0 * count / (count + 1.0)
        less = 2.0 * (count - 1.0) / count
        covered[owner] -= np.float32(weight * (gain - less))
