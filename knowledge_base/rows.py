"""Rows of numbers that are in memory, or stay in a file of which little is needed at a time."""

import os
import tempfile
import weakref
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int32]


class Rows(Protocol):
    """Rows by their places."""

    def take(self, places: Places) -> NDArray[Any]:
        """Return some rows, [place, column]."""
        ...


class InMemory:
    """Rows of which there are few, or that there is no folder for."""

    def __init__(self, rows: NDArray[Any]) -> None:
        self._rows = rows

    def take(self, places: Places) -> NDArray[Any]:
        """Return some rows."""
        return self._rows[places]


class OnDisk:
    """Rows that stay in their file: of 100,000 a question needs some hundreds.

    Read, not mapped: what is mapped would soon count as the desk's own memory. Threads may share
    it; the system keeps what is read often.
    """

    def __init__(
        self, file: BinaryIO, kind: np.dtype[Any], offset: int, shape: tuple[int, int]
    ) -> None:
        self._file = os.dup(file.fileno())
        weakref.finalize(self, os.close, self._file)
        self._kind, self._offset, self.shape = kind, offset, shape

    def take(self, places: Places) -> NDArray[Any]:
        """Return some rows; neighbours are read at once.

        Raises OSError when the file has become shorter.
        """
        rows = np.empty((len(places), self.shape[1]), self._kind)
        if not len(places):
            return rows
        size, into = self.shape[1] * self._kind.itemsize, rows.view(np.uint8).data.cast("B")
        breaks = np.flatnonzero(np.diff(places) != 1) + 1
        start = 0
        for end in [*breaks.tolist(), len(places)]:
            at = self._offset + int(places[start]) * size
            if os.preadv(self._file, [into[start * size : end * size]], at) < (end - start) * size:
                raise OSError("a file of rows was cut off")
            start = end
        return rows


def write_aside(path: Path, *arrays: NDArray[Any]) -> None:
    """Write arrays to a file, one after another: a reader, or a crash, never meets half of it.

    Raises:
        OSError: It cannot be written; nothing is left behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            for array in arrays:
                np.save(file, array)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def open_rows(path: Path, kind: np.dtype[Any], *, after: int = 0) -> OnDisk:
    """Open a table that `write_aside` wrote, at byte ``after``.

    Raises:
        OSError: There is no such file.
        ValueError: It holds something else.
    """
    with path.open("rb") as file:
        file.seek(after)
        return rows_of(file, kind)


def rows_of(file: BinaryIO, kind: np.dtype[Any]) -> OnDisk:
    """Open a table in an open file, from where that was read to; it may be closed then.

    Raises:
        ValueError: It holds something else.
    """
    if np.lib.format.read_magic(file) != (1, 0):
        raise ValueError("not written here")
    shape, _, found = np.lib.format.read_array_header_1_0(file)
    offset = file.tell()
    length = file.seek(0, os.SEEK_END) - offset
    if len(shape) != 2 or found != kind or length != shape[0] * shape[1] * kind.itemsize:
        raise ValueError("cut off, or of another kind")
    return OnDisk(file, kind, offset, (shape[0], shape[1]))
