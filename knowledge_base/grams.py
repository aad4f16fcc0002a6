"""Grams of many texts in little memory: as numbers, one list after another.

A base of 10,000 entries has millions of grams. As sets of strings they would take gigabytes while
an index is built; here a gram is its hash, with its kind in the lowest bits.
"""

import math
from array import array
from collections.abc import Collection, Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge_base.vocabulary import WEIGHT_OF_KIND

Keys = NDArray[np.int64]
Numbers = NDArray[np.int32]
Floats = NDArray[np.float32]

_KINDS: Final = {kind: number for number, kind in enumerate(WEIGHT_OF_KIND)}
_KIND_BITS: Final = 7
_WEIGHTS: Final = np.asarray([*WEIGHT_OF_KIND.values()], np.float64)


def key_of(gram: str) -> int:
    """Return the number of a gram: the same for as long as the process lives."""
    return hash(gram) & ~_KIND_BITS | _KINDS[gram[0]]


def keys_of(grams: Iterable[str]) -> Keys:
    """Return the numbers of grams."""
    return np.asarray([key_of(gram) for gram in grams], np.int64)


def weights_of(keys: Keys) -> NDArray[np.float64]:
    """Return how much each gram of its kind says."""
    return np.asarray(_WEIGHTS[keys & _KIND_BITS])


def rarity(weight: float, holders: int, entries: int) -> float:
    """Return the weight of a gram that so many of the entries have: the fewer, the more."""
    return weight * math.log(1.0 + entries / (holders + 0.5))


class Texts:
    """Collects the grams of texts, one text after the other."""

    def __init__(self) -> None:
        self._keys, self._counts = array("q"), array("i")

    def add(self, grams: Collection[str]) -> None:
        """Add a text."""
        self._keys.extend(map(key_of, grams))
        self._counts.append(len(grams))

    @property
    def keys(self) -> Keys:
        """The grams of all texts, text by text."""
        return np.asarray(self._keys, np.int64)

    @property
    def starts(self) -> NDArray[np.int64]:
        """Where in `keys` each text begins, and where the last one ends."""
        starts = np.zeros(len(self._counts) + 1, np.int64)
        np.cumsum(np.asarray(self._counts, np.int64), out=starts[1:])
        return starts

    @property
    def numbers(self) -> Numbers:
        """For each of `keys`, the number of its text."""
        counts = np.asarray(self._counts, np.int64)
        return np.repeat(np.arange(len(counts), dtype=np.int32), counts)


class Lists:
    """Short lists of numbers behind one another: the list of a place is a slice, not a copy."""

    def __init__(self, values: Numbers, starts: NDArray[np.int64]) -> None:
        self._values, self._starts = values, starts.astype(np.int32)

    def __getitem__(self, place: int) -> Numbers:
        """Return the list of a place."""
        return self._values[self._starts[place] : self._starts[place + 1]]

    @property
    def lengths(self) -> Numbers:
        """How long each list is."""
        return np.diff(self._starts)


class Answers:
    """The grams of each entry's answers."""

    def __init__(self, texts: Texts) -> None:
        self._keys, numbers = np.unique(texts.keys, return_inverse=True)
        self._grams = Lists(numbers.astype(np.int32), texts.starts)
        self._count = len(texts.starts) - 1
        self._late: tuple[frozenset[str], ...] = ()

    def extended(self, late: Iterable[frozenset[str]]) -> "Answers":
        """Return the same with entries at the end."""
        answers = object.__new__(Answers)
        answers.__dict__.update(self.__dict__)
        answers._late = (*self._late, *late)
        return answers

    def having(self, grams: Sequence[str], entries: Sequence[int]) -> NDArray[np.bool_]:
        """Return which of some grams stand in the answers of some entries, [entry, gram]."""
        keys = keys_of(grams)
        places = np.searchsorted(self._keys, keys)
        places[places == len(self._keys)] = 0
        known = self._keys[places] == keys if len(self._keys) else np.zeros(len(keys), bool)
        column = np.full(len(self._keys), -1, np.int32)
        column[places[known]] = np.flatnonzero(known)
        having = np.zeros((len(entries), len(grams)), bool)
        for row, entry in enumerate(entries):
            if entry < self._count:
                found = column[self._grams[entry]]
                having[row, found[found >= 0]] = True
            else:
                late = self._late[entry - self._count]
                having[row] = [gram in late for gram in grams]
        return having
