"""Vectors of texts, kept on disk: a text is encoded once, whatever the base becomes."""

import contextlib
import hashlib
import os
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from knowledge_base.dense import Halves
from knowledge_base.encoders import Encoder, Vectors

_AT_ONCE = 8


class VectorStore:
    """One encoder's vectors by text, in memory and, with a folder, in one file per encoder.

    What is on disk is only a store of what can be computed again: a file that cannot be read is
    forgotten, and one that cannot be written is left.
    """

    def __init__(self, encoder: Encoder, folder: Path | None = None) -> None:
        self.encoder = encoder
        self._path = None if folder is None else folder / f"vectors-{encoder.name}.npz"
        self._kept: dict[bytes, Halves] = {}
        self._written = 0
        self._turn = threading.Lock()
        self._encoding = threading.Lock()  # encoders have scratch space of their own
        self._read()

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

    def of(self, texts: Sequence[str]) -> Halves:
        """Return one row per text; what was never encoded is encoded. One thread at a time."""
        keys = [_key(text) for text in texts]
        missing = {
            key: text for key, text in zip(keys, texts, strict=True) if key not in self._kept
        }
        rows = self.many(list(missing.values()))
        for key, row in zip(missing, rows, strict=True):
            self._kept[key] = row.astype(np.float16)
        if not keys:
            return np.zeros((0, self.encoder.dimensions), np.float16)
        return np.stack([self._kept[key] for key in keys])

    def _cut(self, text: str) -> str:
        # An empty text has no vector in some encoders.
        return text[: self.encoder.longest] or " "

    def _read(self) -> None:
        if self._path is None:
            return
        try:
            with self._path.open("rb") as file, np.load(file) as kept:
                keys, rows = kept["keys"], kept["rows"]
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return  # whatever is wrong with it, it can be made anew
        if rows.shape == (len(keys), self.encoder.dimensions) and rows.dtype == np.float16:
            self._kept = {key.tobytes(): row for key, row in zip(keys, rows, strict=True)}
            self._written = len(self._kept)

    def write(self) -> None:
        """Put on disk what is not there yet, for the next start."""
        if self._path is None or len(self._kept) == self._written:
            return
        keys = np.frombuffer(b"".join(self._kept), np.uint8).reshape(-1, _KEY)
        rows = np.stack(list(self._kept.values()))
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # Written aside and moved: a reader, or a crash, never meets half a file.
            descriptor, name = tempfile.mkstemp(dir=self._path.parent, suffix=".npz")
            try:
                with os.fdopen(descriptor, "wb") as file:
                    np.savez(file, keys=keys, rows=rows)
                Path(name).replace(self._path)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
            self._written = len(self._kept)


_KEY = 16


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=_KEY).digest()
