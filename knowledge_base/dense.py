"""Which entries mean nearly what a question means, by one encoder's vectors."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoders import Vectors
from knowledge_base.rows import Places, Rows
from knowledge_base.vectors import Halves

Matrix = NDArray[np.float64]
Owners = NDArray[np.int32]

DENSE_FEATURES: Final = ("line", "pair", "centre", "answer", "question", "class")
_RIDGE: Final = 0.3
_SIDE_RIDGE: Final = 0.002
_NOWHERE: Final[Places] = np.zeros(0, np.int32)
_AT_ONCE: Final = 4096  # rows that are held as whole floats while the space is built


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """The question's vector with what is the same for every entry."""

    vector: Vectors
    centre: Vectors  # of each entry: cosine with the middle of its lines
    classes: Vectors  # of each entry: what a linear classifier of the lines says
    background: float  # cosine with the nearest background line
    inside: float  # what a linear classifier of lines against background says: 1 to -1


class Space:
    """The vectors of all lines and answers from one encoder. Immutable; `extended` makes another.

    ``lines`` belong to ``owners`` (-1: background); ``answers`` are sentences of answers with
    their ``answer_owners``; an entry's first line is its question. They stay where they are; in
    memory are the sum of each entry's lines and the background.
    """

    def __init__(
        self,
        lines: tuple[Rows, Places],
        owners: Owners,
        answers: tuple[Rows, Places],
        answer_owners: Owners,
        entries: int,
    ) -> None:
        self._lines = _Owned(*lines, owners, entries)
        self._answers = _Owned(*answers, answer_owners, entries)
        rows_at, places = lines
        width = rows_at.take(places[:1]).shape[1]
        own, self._behind = np.flatnonzero(owners >= 0), np.flatnonzero(owners == -1)
        total = np.zeros(width)
        for some in _slices(own):
            total += rows_at.take(places[some]).astype(np.float32).sum(axis=0)
        # Sums, spreads and the classifiers are of what is left when the mean is taken off. Of
        # what is added later the mean stays: it is that of thousands of lines.
        self._mean: Vectors = (total / max(len(own), 1)).astype(np.float32)
        self._sums: Vectors = np.zeros((entries, width), np.float32)
        inside, outside = _Moments.none(width), _Moments.none(width)
        for some in _slices(own):
            rows = rows_at.take(places[some]).astype(np.float32) - self._mean
            np.add.at(self._sums, owners[some], rows)
            inside = inside.plus(rows)
        self._background: Vectors = rows_at.take(places[self._behind]).astype(np.float32)
        outside = outside.plus(self._background - self._mean)
        self._settle(inside, outside)

    def _settle(self, inside: "_Moments", outside: "_Moments") -> None:
        self._inside, self._outside = inside, outside
        self._lengths = np.maximum(np.linalg.norm(self._sums, axis=1), 1e-6)
        spread = inside.spread + _RIDGE * np.eye(len(self._mean))
        self._inverse: Vectors = np.linalg.inv(spread).astype(np.float32)
        self._side = _Side(inside, outside)

    def extended(
        self,
        lines: Halves,
        owners: Owners,
        answers: Halves,
        answer_owners: Owners,
        entries: int,
        gone: Sequence[int],
    ) -> "Space":
        """Return the space with lines and answers added at the end.

        ``entries`` counts all entries then; ``gone`` are background lines that are taken out.
        """
        space = copy.copy(self)
        space._lines = self._lines.extended(lines, owners)
        space._answers = self._answers.extended(answers, answer_owners)
        rows = lines.astype(np.float32) - self._mean
        space._sums = np.zeros((entries, len(self._mean)), np.float32)
        space._sums[: len(self._sums)] = self._sums
        np.add.at(space._sums, owners, rows)
        out = np.isin(self._behind, gone)
        space._behind, space._background = self._behind[~out], self._background[~out]
        outside = self._outside.plus(self._background[out] - self._mean, sign=-1)
        space._settle(self._inside.plus(rows), outside)
        return space

    def near(self, vector: Vectors, left_out: tuple[int, int] | None = None) -> Near:
        """Compare a question with the middle of each entry, and with the background.

        ``left_out`` is a (line, owner) that is asked as if it were not there.
        """
        asked = vector - self._mean
        length = float(np.linalg.norm(asked)) or 1.0
        solved = self._inverse @ asked
        # Both at once: most of the time goes into reading the sums.
        products = self._sums @ np.stack([asked, solved], axis=1)
        centre, classes = products[:, 0] / (self._lengths * np.float32(length)), products[:, 1]
        behind = self._background @ vector if len(self._background) else np.zeros(1, np.float32)
        if left_out is not None and left_out[1] >= 0:
            own = left_out[1]
            rest = self._sums[own] - asked
            centre[own] = rest @ asked / (float(np.linalg.norm(rest)) * length or 1.0)
            # Leaving one line out of a ridge regression has a closed form.
            lever = min(float(asked @ solved), 0.99)
            classes = classes / np.float32(1.0 - lever)
            classes[own] -= np.float32(lever / (1.0 - lever))
        elif left_out is not None:
            behind = behind[behind < 0.999]  # itself, as halves hold it
        return Near(
            vector=vector,
            centre=centre.astype(np.float32),
            classes=classes.astype(np.float32),
            background=float(behind.max()) if len(behind) else 0.0,
            inside=self._side.of(asked, None if left_out is None else left_out[1]),
        )

    def centred(self, vectors: Vectors) -> Vectors:
        """Return vectors without what all lines of the base have in common, of length 1."""
        rows = vectors - self._mean
        scaled: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
        return scaled

    def nearness(self, vectors: Vectors) -> Vectors:
        """Return for each vector the cosine with the middle of the nearest entry's lines."""
        products = self._sums @ self.centred(vectors).T
        products /= self._lengths[:, None]
        nearest: Vectors = products.max(axis=0)
        return nearest

    def features(self, near: Near, entries: Sequence[int], left_out: int | None = None) -> Vectors:
        """Return DENSE_FEATURES of some entries, [entry, feature]."""
        rows = np.zeros((len(entries), len(DENSE_FEATURES)), np.float32)
        numbers, holders, alike = self._lines.alike(near.vector, entries)
        firsts = np.full(len(entries), -1)
        firsts[holders[::-1]] = np.arange(len(holders))[::-1]
        if left_out is not None:
            alike = np.where(numbers == left_out, -np.inf, alike)
        rows[:, 0], second = _best_two(holders, alike, len(entries))
        rows[:, 1] = (rows[:, 0] + second) / 2.0
        rows[:, 2] = near.centre[list(entries)]
        answers = self._answers.alike(near.vector, entries)
        rows[:, 3], _ = _best_two(answers[1], answers[2], len(entries))
        question = alike[firsts] if len(alike) else rows[:, 0]
        # The question itself may be what is left out.
        rows[:, 4] = np.where((firsts < 0) | np.isneginf(question), rows[:, 0], question)
        rows[:, 5] = near.classes[list(entries)]
        return rows


def _best_two(holders: NDArray[np.int64], alike: Vectors, count: int) -> tuple[Vectors, Vectors]:
    """Return each holder's best and second best; the best again where there is one, or 0."""
    order = np.lexsort((-alike, holders))
    order = order[~np.isneginf(alike[order])]
    starts = np.searchsorted(holders[order], np.arange(count + 1))
    many = np.diff(starts)
    best, second = np.zeros(count, np.float32), np.zeros(count, np.float32)
    some = many > 0
    best[some] = alike[order[starts[:-1][some]]]
    second[some] = best[some]
    several = many > 1
    second[several] = alike[order[starts[:-1][several] + 1]]
    return best, second


class _Owned:
    """Vectors with the entry that each belongs to: those of the build, then those added since."""

    def __init__(self, rows: Rows, places: Places, owners: Owners, entries: int) -> None:
        self._built = rows
        order = np.argsort(owners, kind="stable").astype(np.int32)
        self._numbers = order
        self._places = places[order]
        self._starts = np.searchsorted(owners[order], np.arange(entries + 1)).astype(np.int32)
        self._late: Halves = np.zeros((0, 0), np.float16)
        self._late_owners: Owners = owners[:0]

    def extended(self, rows: Halves, owners: Owners) -> "_Owned":
        """Return the same with rows at the end."""
        owned = copy.copy(self)
        owned._late = np.concatenate([self._late, rows]) if len(self._late) else rows
        owned._late_owners = np.concatenate([self._late_owners, owners])
        return owned

    def alike(
        self, vector: Vectors, entries: Sequence[int]
    ) -> tuple[Places, NDArray[np.int64], Vectors]:
        """Return the rows of some entries: numbers, which of the entries has them, products."""
        built = [self._mine(entry) for entry in entries]
        late = [np.flatnonzero(self._late_owners == entry) for entry in entries]
        mine = np.concatenate([_NOWHERE, *built])
        added = np.concatenate([_NOWHERE, *late])
        counts = [*map(len, built), *map(len, late)]
        holders = np.repeat([*range(len(entries)), *range(len(entries))], counts)
        products = self._built.take(self._places[mine]).astype(np.float32) @ vector
        if len(added):
            later = self._late[added].astype(np.float32) @ vector
            products = np.concatenate([products, later])
        numbers = np.concatenate([self._numbers[mine], added + len(self._places)])
        return numbers, holders, products

    def _mine(self, entry: int) -> Places:
        if entry + 1 >= len(self._starts):
            return _NOWHERE
        return np.arange(self._starts[entry], self._starts[entry + 1], dtype=np.int32)


@dataclass(frozen=True, slots=True)
class _Moments:
    """Count, sum and spread of centred rows, to which rows can be added and taken away."""

    count: int
    total: Matrix
    spread: Matrix

    @classmethod
    def none(cls, width: int) -> "_Moments":
        return cls(0, np.zeros(width), np.zeros((width, width)))

    def plus(self, rows: Vectors, sign: int = 1) -> "_Moments":
        """Return the moments with rows added; with a sign of -1, taken away."""
        total = self.total + sign * rows.sum(axis=0)
        return _Moments(self.count + sign * len(rows), total, self.spread + sign * (rows.T @ rows))


class _Side:
    """A linear classifier (ridge regression) of the base's lines against the background."""

    def __init__(self, inside: _Moments, outside: _Moments) -> None:
        # Both sides weigh the same, however many lines they have.
        self._mass = (1.0 / max(inside.count, 1), 1.0 / max(outside.count, 1))
        self._inside, self._outside = inside, outside
        own, behind = self._mass
        self._weights = np.linalg.solve(
            self._spread(), inside.total * own - outside.total * behind
        ).astype(np.float32)

    def of(self, asked: Vectors, owner: int | None) -> float:
        """Return the side of a centred vector, as if it were not among the rows itself."""
        side = float(asked @ self._weights)
        if owner is None:
            return side
        mass = self._mass[0] if owner >= 0 else self._mass[1]
        lever = min(mass * float(asked @ self._inverse @ asked), 0.99)
        return (side - lever * (1.0 if owner >= 0 else -1.0)) / (1.0 - lever)

    def _spread(self) -> Matrix:
        own, behind = self._mass
        both = self._inside.spread * own + self._outside.spread * behind
        return both + _SIDE_RIDGE * np.eye(len(both))

    @cached_property
    def _inverse(self) -> Matrix:
        return np.asarray(np.linalg.inv(self._spread()), np.float64)


def _slices(places: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    return [places[start : start + _AT_ONCE] for start in range(0, len(places), _AT_ONCE)]
