"""Sealing, blind indexes, and the key file."""

import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.crypto import (
    Keyring,
    KeyringBroken,
    KeyringExposed,
    WrongKeyring,
)

RING = Keyring.generate()
OLD_KEY, NEW_KEY, INDEX_KEY = b"o" * 32, b"n" * 32, b"i" * 32


@given(plain=st.binary(max_size=200))
def test_what_is_sealed_opens(plain: bytes) -> None:
    cell = RING.seal("person.name", plain)
    assert RING.open("person.name", cell) == plain
    assert len(cell) == 1 + 12 + len(plain) + 16


def test_a_cell_opens_only_in_its_column_unchanged_and_with_its_key() -> None:
    cell = RING.seal_text("person.name", "王小明")
    with pytest.raises(WrongKeyring):
        RING.open("person.phone", cell)
    with pytest.raises(WrongKeyring):
        Keyring.generate().open("person.name", cell)
    for position in range(len(cell)):
        changed = bytearray(cell)
        changed[position] ^= 1
        with pytest.raises(WrongKeyring):
            RING.open("person.name", bytes(changed))
    for length in range(len(cell)):
        with pytest.raises(WrongKeyring):
            RING.open("person.name", cell[:length])


def test_old_cells_open_after_a_new_key_became_active() -> None:
    before = Keyring({1: OLD_KEY}, 1, INDEX_KEY)
    after = Keyring({1: OLD_KEY, 2: NEW_KEY}, 2, INDEX_KEY)
    assert after.open_text("a.b", before.seal_text("a.b", "水")) == "水"
    new = after.seal_text("a.b", "水")
    assert new[0] == 2
    with pytest.raises(WrongKeyring, match="key 2"):
        before.open("a.b", new)
    assert before.blind("phone", "1") == after.blind("phone", "1")


def test_blind_indexes_tell_kinds_values_and_keys_apart() -> None:
    other = Keyring.generate()
    indexes = [
        RING.blind("phone", "5678"),
        RING.blind("phone", "5679"),
        RING.blind("name", "5678"),
        other.blind("phone", "5678"),
    ]
    assert len(set(indexes)) == 4
    assert {len(index) for index in indexes} == {16}
    assert RING.blind("phone", "5678") == indexes[0]


@pytest.mark.parametrize(
    ("keys", "active", "index"),
    [
        ({}, 1, INDEX_KEY),
        ({1: OLD_KEY}, 2, INDEX_KEY),
        ({1: b"short"}, 1, INDEX_KEY),
        ({1: OLD_KEY}, 1, b"short"),
        ({1: OLD_KEY, 256: NEW_KEY}, 1, INDEX_KEY),
    ],
)
def test_an_unusable_ring_is_refused(keys: dict[int, bytes], active: int, index: bytes) -> None:
    with pytest.raises(KeyringBroken):
        Keyring(keys, active, index)


class TestKeyFile:
    """`Keyring.load_or_create`."""

    def test_is_made_once_and_only_its_owner_may_read_it(self, tmp_path: Path) -> None:
        path = tmp_path / "secrets" / "keys.json"
        previous = os.umask(0)
        try:
            made = Keyring.load_or_create(path)
        finally:
            os.umask(previous)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        content = path.read_bytes()
        again = Keyring.load_or_create(path)
        assert path.read_bytes() == content
        assert again.open_text("a.b", made.seal_text("a.b", "水")) == "水"
        assert again.blind("a", "b") == made.blind("a", "b")
        assert [each.name for each in path.parent.iterdir()] == ["keys.json"]

    def test_two_files_have_different_keys(self, tmp_path: Path) -> None:
        first, second = (Keyring.load_or_create(tmp_path / name) for name in ("a", "b"))
        assert first.blind("a", "b") != second.blind("a", "b")
        with pytest.raises(WrongKeyring):
            second.open("a.b", first.seal("a.b", b""))

    def test_processes_that_start_together_agree(self, tmp_path: Path) -> None:
        path = tmp_path / "keys.json"
        with ThreadPoolExecutor(8) as threads:
            rings = list(threads.map(lambda _: Keyring.load_or_create(path), range(16)))
        assert len({ring.blind("a", "b") for ring in rings}) == 1

    @pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o666])
    def test_one_that_others_may_read_is_refused(self, tmp_path: Path, mode: int) -> None:
        path = tmp_path / "keys.json"
        Keyring.load_or_create(path)
        path.chmod(mode)
        with pytest.raises(KeyringExposed, match="chmod 600"):
            Keyring.load_or_create(path)
        path.chmod(0o400)
        Keyring.load_or_create(path)

    @pytest.mark.parametrize(
        "content",
        [
            "",
            "not json",
            "[]",
            "{}",
            '{"version": 2, "active": 1, "keys": {}, "index": ""}',
            '{"version": 1, "active": 1, "keys": {"1": "AAAA"}, "index": "AAAA"}',
            '{"version": 1, "active": 1, "keys": {"1": "%%%"}, "index": "AAAA"}',
            '{"version": 1, "active": 1, "keys": [], "index": 5}',
        ],
    )
    def test_what_is_no_key_file_is_refused_and_kept(self, tmp_path: Path, content: str) -> None:
        path = tmp_path / "keys.json"
        path.write_text(content)
        path.chmod(0o600)
        with pytest.raises(KeyringBroken):
            Keyring.load_or_create(path)
        assert path.read_text() == content

    def test_several_keys_are_read(self, tmp_path: Path) -> None:
        path = tmp_path / "keys.json"
        cell = Keyring.load_or_create(path).seal_text("person.name", "王小明")
        stored = json.loads(path.read_text())
        stored["keys"]["2"] = stored["index"]
        stored["active"] = 2
        path.write_text(json.dumps(stored))
        ring = Keyring.load(path)
        assert ring.active == 2
        assert ring.open_text("person.name", cell) == "王小明"
