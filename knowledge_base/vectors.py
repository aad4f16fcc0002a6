"""Vectors of texts, kept on disk: a text is encoded once, whatever the base becomes."""

import contextlib
import hashlib
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoders import Encoder, Vectors
from knowledge_base.rows import InMemory, Places, Rows, rows_of, write_aside

Halves = NDArray[np.float16]
Keys = NDArray[np.int64]

_AT_ONCE: Final = 8
_NOWHERE: Final[Keys] = np.zeros(0, np.int64)


class VectorStore:
    """One encoder's vectors by text, in memory and, with a folder, in one file per encoder.

    What is on disk is only a store of what can be computed again: a file that cannot be read is
    forgotten, and one that cannot be written is left. Another process may replace it at any time.
    One thread at a time may add to it.
    """

    def __init__(self, encoder: Encoder, folder: Path | None = None) -> None:
        self.encoder = encoder
        self._path = None if folder is None else folder / f"vectors-{encoder.name}.npy"
        self._fresh: dict[int, Halves] = {}
        self._turn = threading.Lock()
        self._encoding = threading.Lock()  # encoders have scratch space of their own
        self._forget()
        self._read()

    # ---- what people ask ------------------------------------------------------------------

    def ask(self, text: str) -> Vectors:
        """Return the vector of a question, which is not kept: people's words go nowhere."""
        row: Vectors = self.questions([text])[0]
        return row

    def questions(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of what a person said, a row each."""
        # Whoever waits has the turn: many texts, a few at a time, let a question in between.
        with self._turn:
            self._encoding.acquire()
        try:
            return self.encoder.encode([self._cut(text) for text in texts])
        finally:
            self._encoding.release()

    def many(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of any number of questions; others who ask need not wait long."""
        some = [
            self.questions(texts[start : start + _AT_ONCE])
            for start in range(0, len(texts), _AT_ONCE)
        ]
        return np.concatenate([np.zeros((0, self.encoder.dimensions), np.float32), *some])

    def _cut(self, text: str) -> str:
        # An empty text has no vector in some encoders.
        return text[: self.encoder.longest] or " "

    # ---- the base's own texts -------------------------------------------------------------

    def of(self, texts: Sequence[str]) -> Halves:
        """Return one row per text; what was never encoded is encoded."""
        self._learn(texts)
        keys = _keys(texts)
        places, known = self._found(keys)
        rows = np.zeros((len(keys), self.encoder.dimensions), np.float16)
        rows[known] = self._rows.take(places[known])
        for at in np.flatnonzero(~known).tolist():
            rows[at] = self._fresh[int(keys[at])]
        return rows

    def held(self, texts: Sequence[str]) -> tuple[Rows, Places]:
        """Return where one row per text is, on disk if there is a folder."""
        self._learn(texts)
        self.write()
        places, known = self._found(_keys(texts))
        if not known.all():
            self._settle()
            places, _ = self._found(_keys(texts))
        return self._rows, places

    def write(self) -> None:
        """Put on disk what is not there yet, for the next start."""
        if self._path is None or not self._fresh:
            return
        with contextlib.suppress(OSError):
            keys, rows = self._all()
            write_aside(self._path, keys, rows)
            self._read()
            _, known = self._found(keys)  # what is there may be another process's by then
            lost = np.flatnonzero(~known).tolist()
            self._fresh = {int(keys[at]): rows[at].copy() for at in lost}

    def _learn(self, texts: Sequence[str]) -> None:
        self._doubt()
        keys = _keys(texts)
        _, known = self._found(keys)
        missing = {
            key: texts[at]
            for at in np.flatnonzero(~known).tolist()
            if (key := int(keys[at])) not in self._fresh
        }
        rows = self.many(list(missing.values())).astype(np.float16)
        self._fresh.update(zip(missing, rows, strict=True))

    def _found(self, keys: Keys) -> tuple[Places, NDArray[np.bool_]]:
        """Return the places of keys, and which of them have one."""
        if not len(self._kept):
            return np.zeros(len(keys), np.int32), np.zeros(len(keys), bool)
        order = np.argsort(self._kept)
        at = np.minimum(np.searchsorted(self._kept, keys, sorter=order), len(order) - 1)
        places = order[at]
        return places.astype(np.int32), self._kept[places] == keys

    def _all(self) -> tuple[Keys, Halves]:
        kept = self._rows.take(np.arange(len(self._kept), dtype=np.int32))
        keys = np.concatenate([self._kept, np.asarray([*self._fresh], np.int64)])
        return keys, np.concatenate([kept, *(row[None] for row in self._fresh.values())])

    def _doubt(self) -> None:
        """Forget a file that was cut off since it was opened."""
        try:
            self._rows.take(np.arange(len(self._kept), dtype=np.int32)[-1:])
        except OSError:
            self._forget()

    def _forget(self) -> None:
        self._kept: Keys = _NOWHERE
        self._rows: Rows = InMemory(np.zeros((0, self.encoder.dimensions), np.float16))

    def _settle(self) -> None:
        self._kept, rows = self._all()
        self._rows, self._fresh = InMemory(rows), {}

    def _read(self) -> None:
        if self._path is None:
            return
        try:
            with self._path.open("rb") as file:
                keys = np.lib.format.read_array(file)
                rows = rows_of(file, np.dtype(np.float16))
        except (OSError, ValueError, EOFError):
            return  # whatever is wrong with it, it can be made anew
        if keys.dtype == np.int64 and rows.shape == (len(keys), self.encoder.dimensions):
            self._kept, self._rows = keys, rows


def _keys(texts: Sequence[str]) -> Keys:
    digests = b"".join(hashlib.blake2b(text.encode(), digest_size=8).digest() for text in texts)
    return np.frombuffer(digests, np.int64)
