"""The keys that personal data is sealed with, and the blind indexes to find it again.

Sealed is with AES-256-GCM; a cell is ``key id (1 byte) | nonce (12 bytes) | ciphertext and tag``,
and the column's name and the key id are authenticated with it, so that a cell cannot be moved to
another column. A blind index is a keyed hash: equal values have equal ones, and without the key
nobody can try out phone numbers. The keys live in a file outside the database, mode 0600.
"""

import base64
import json
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from hmac import digest
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_KEY_BYTES = 32
_NONCE_BYTES = 12
_INDEX_BYTES = 16
_VERSION = 1


class KeyringError(Exception):
    """The keys cannot be used; the message says what to do."""


class KeyringExposed(KeyringError):
    """Others than the desk's user could read the key file."""


class KeyringBroken(KeyringError):
    """The key file cannot be understood."""


class WrongKeyring(KeyringError):
    """The keys are not those that the database was written with."""


class Keyring:
    """Seals and opens cells, and makes blind indexes."""

    def __init__(self, keys: Mapping[int, bytes], active: int, index_key: bytes) -> None:
        if active not in keys or any(len(key) != _KEY_BYTES for key in keys.values()):
            raise KeyringBroken("the active key is missing, or a key has not 32 bytes")
        if len(index_key) != _KEY_BYTES or not all(0 < key_id < 256 for key_id in keys):
            raise KeyringBroken("the index key has not 32 bytes, or a key id is not 1 to 255")
        self._ciphers = {key_id: AESGCM(key) for key_id, key in keys.items()}
        self._active = active
        self._cipher = self._ciphers[active]
        self._prefix = bytes((active,))
        self._index_key = index_key
        self._bound: dict[tuple[str, int], bytes] = {}

    @property
    def active(self) -> int:
        """The id of the key that new cells are sealed with."""
        return self._active

    @classmethod
    def generate(cls) -> "Keyring":
        """Return a ring of fresh random keys that exists in memory only."""
        return cls({1: os.urandom(_KEY_BYTES)}, 1, os.urandom(_KEY_BYTES))

    @classmethod
    def load_or_create(cls, path: Path) -> "Keyring":
        """Return the ring of a key file, making the file with fresh keys when there is none.

        Raises:
            KeyringExposed: The file's mode lets others than its owner in.
            KeyringBroken: The file is not a key file.
        """
        if not path.exists():
            with suppress(FileExistsError):  # another process was faster: its keys count
                _write_new(path)
        return cls.load(path)

    @classmethod
    def load(cls, path: Path) -> "Keyring":
        """Return the ring of a key file that exists.

        Raises:
            KeyringExposed: The file's mode lets others than its owner in.
            KeyringBroken: The file is not a key file.
        """
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            if os.name == "posix" and mode & 0o077:
                raise KeyringExposed(
                    f"{path} has mode {mode:04o}: others can read the keys. Run: chmod 600 {path}"
                )
            content = file.read()
        try:
            stored = json.loads(content)
            if stored["version"] != _VERSION:
                raise KeyringBroken(f"{path} was written by a newer version of the desk")
            keys = {int(key_id): _decode(key) for key_id, key in stored["keys"].items()}
            return cls(keys, int(stored["active"]), _decode(stored["index"]))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise KeyringBroken(
                f"{path} is not a key file of the desk. Restore it from your backup; without its"
                " keys, names and phone numbers in the database cannot be read"
            ) from error

    def _binding(self, column: str, key_id: int) -> bytes:
        bound = self._bound.get((column, key_id))
        if bound is None:
            bound = self._bound[column, key_id] = f"{column}#{key_id}".encode()
        return bound

    def seal(self, column: str, plain: bytes) -> bytes:
        """Return what to store in ``column`` (``table.column``) for ``plain``."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, plain, self._binding(column, self._active))
        return self._prefix + nonce + sealed

    def open(self, column: str, cell: bytes) -> bytes:
        """Return what was sealed for ``column``.

        Raises:
            WrongKeyring: The cell was sealed with other keys, for another column, or was changed.
        """
        key_id, body = cell[0] if cell else 0, 1 + _NONCE_BYTES
        cipher = self._ciphers.get(key_id)
        if cipher is None:
            raise WrongKeyring(f"{column} was sealed with key {key_id}, which is not in the ring")
        try:
            return cipher.decrypt(cell[1:body], cell[body:], self._binding(column, key_id))
        except (InvalidTag, ValueError) as error:
            raise WrongKeyring(f"a cell of {column} does not open with key {key_id}") from error

    def seal_text(self, column: str, plain: str) -> bytes:
        """Return what to store in ``column`` for a text."""
        return self.seal(column, plain.encode())

    def open_text(self, column: str, cell: bytes) -> str:
        """Return the text that was sealed for ``column``; errors as in `open`."""
        return self.open(column, cell).decode()

    def blind(self, kind: str, value: str) -> bytes:
        """Return the blind index of a value; the same value of another kind has another one."""
        return digest(self._index_key, f"{kind}:{value}".encode(), sha256)[:_INDEX_BYTES]


def _encode(key: bytes) -> str:
    return base64.b64encode(key).decode("ascii")


def _decode(key: str) -> bytes:
    return base64.b64decode(key, validate=True)


def _write_new(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    content = json.dumps(
        {
            "version": _VERSION,
            "active": 1,
            "keys": {"1": _encode(os.urandom(_KEY_BYTES))},
            "index": _encode(os.urandom(_KEY_BYTES)),
        }
    ).encode()
    # The name appears with the whole content or not at all: a second process that starts at the
    # same moment, or a power cut, never meets half a key file.
    draft = path.with_name(f"{path.name}.{os.urandom(8).hex()}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links, such as some mounted volumes
            draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
