"""Which entries mean nearly what a question means, by one encoder's vectors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoders import Vectors

Halves = NDArray[np.float16]
DENSE_FEATURES: Final = ("line", "pair", "centre", "answer", "question", "class")
_RIDGE: Final = 0.3
_SIDE_RIDGE: Final = 0.002
_NONE: Final = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """The question's vector with what is the same for every entry."""

    vector: Vectors
    centre: Vectors  # of each entry: cosine with the middle of its lines
    classes: Vectors  # of each entry: what a linear classifier of the lines says
    background: float  # cosine with the nearest background line
    inside: float  # what a linear classifier of lines against background says: 1 to -1


class Space:
    """The vectors of all lines and answers from one encoder. Immutable.

    ``lines`` [line, dimension] belong to ``owners`` (-1: background); ``answers`` are sentences of
    answers with their ``answer_owners``; an entry's first line is its question. Kept as halves:
    60,000 lines of 512 take 61 MB.
    """

    def __init__(
        self,
        lines: Vectors,
        owners: NDArray[np.int32],
        answers: Vectors,
        answer_owners: NDArray[np.int32],
        entries: int,
    ) -> None:
        self._lines: Halves = lines.astype(np.float16)
        self._answers: Halves = answers.astype(np.float16)
        self._of = _grouped(owners, entries)
        self._answers_of = _grouped(answer_owners, entries)
        live = owners >= 0
        self._background = lines[owners == -1]
        own = lines[live]
        width = lines.shape[1]
        self._mean: Vectors = own.mean(axis=0) if len(own) else np.zeros(width, np.float32)
        self._sums = np.zeros((entries, width), np.float32)
        np.add.at(self._sums, owners[live], own - self._mean)
        self._lengths = np.maximum(np.linalg.norm(self._sums, axis=1), 1e-6)
        centred = own - self._mean
        spread = centred.T @ centred + _RIDGE * np.eye(width, dtype=np.float32)
        self._inverse: Vectors = np.linalg.inv(spread).astype(np.float32)
        self._side = _Side(lines - self._mean, owners)

    def near(self, vector: Vectors, left_out: tuple[int, int] | None = None) -> Near:
        """Compare a question with the middle of each entry, and with the background.

        ``left_out`` is a (line, owner) that is asked as if it were not there.
        """
        asked = vector - self._mean
        length = float(np.linalg.norm(asked)) or 1.0
        centre = (self._sums @ asked) / (self._lengths * np.float32(length))
        solved = self._inverse @ asked
        classes = self._sums @ solved
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

    def features(self, near: Near, entries: Sequence[int], left_out: int | None = None) -> Vectors:
        """Return DENSE_FEATURES of some entries, [entry, feature]."""
        rows = np.zeros((len(entries), len(DENSE_FEATURES)), np.float32)
        for place, entry in enumerate(entries):
            lines = self._of.get(entry, _NONE)
            question = lines[0] if len(lines) else None
            if left_out is not None:
                lines = lines[lines != left_out]
            near_lines = np.sort(self._lines[lines].astype(np.float32) @ near.vector)[::-1]
            answers = self._answers[self._answers_of.get(entry, _NONE)].astype(np.float32)
            if len(near_lines):
                rows[place, 0] = near_lines[0]
                rows[place, 1] = near_lines[:2].mean()
            rows[place, 2] = near.centre[entry]
            if len(answers):
                rows[place, 3] = (answers @ near.vector).max()
            if question is not None and question != left_out:
                rows[place, 4] = self._lines[question].astype(np.float32) @ near.vector
            elif len(near_lines):
                rows[place, 4] = near_lines[0]
            rows[place, 5] = near.classes[entry]
        return rows


class _Side:
    """A linear classifier (ridge regression) of the base's lines against the background."""

    def __init__(self, rows: Vectors, owners: NDArray[np.int32]) -> None:
        own, behind = owners >= 0, owners == -1
        # Both sides weigh the same, however many lines they have.
        self._mass = (1.0 / max(int(own.sum()), 1), 1.0 / max(int(behind.sum()), 1))
        mass = np.where(own, self._mass[0], np.where(behind, self._mass[1], 0.0))[:, None]
        spread = rows.T @ (rows * mass) + _SIDE_RIDGE * np.eye(rows.shape[1])
        self._inverse = np.linalg.inv(spread)
        self._weights = self._inverse @ (rows * mass * np.where(own, 1.0, -1.0)[:, None]).sum(
            axis=0
        )

    def of(self, asked: Vectors, owner: int | None) -> float:
        """Return the side of a centred vector, as if it were not among the rows itself."""
        side = float(asked @ self._weights)
        if owner is None:
            return side
        mass = self._mass[0] if owner >= 0 else self._mass[1]
        lever = min(mass * float(asked @ self._inverse @ asked), 0.99)
        return (side - lever * (1.0 if owner >= 0 else -1.0)) / (1.0 - lever)


def _grouped(owners: NDArray[np.int32], entries: int) -> Mapping[int, NDArray[np.int64]]:
    """Return the places of each entry's rows, in order."""
    order = np.argsort(owners, kind="stable")
    first = np.searchsorted(owners[order], np.arange(entries + 1))
    return {entry: order[first[entry] : first[entry + 1]] for entry in range(entries)}
