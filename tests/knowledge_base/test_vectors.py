"""Vectors are made once and kept; people's questions are not."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge_base import encoders
from knowledge_base import vectors as vectors_module
from knowledge_base.encoders import E5Encoder, UniversalEncoder, Vectors, best_mode, parts
from knowledge_base.rows import write_aside
from knowledge_base.vectors import VectorStore


class Counting:
    """An encoder that counts what it is given."""

    name = "counting-1"
    dimensions = 4
    longest = 5
    room = 5

    def __init__(self) -> None:
        self.given: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.given += texts
        return np.asarray([[len(text), 0, 0, 1] for text in texts], np.float32)


def test_a_text_is_encoded_once_for_this_start_and_the_next(tmp_path: Path) -> None:
    first, second = Counting(), Counting()
    store = VectorStore(first, tmp_path)
    assert store.of(["水费", "电费", "水费"]).shape == (3, 4)
    store.of(["电费", "门禁"])
    store.write()
    assert first.given == ["水费", "电费", "门禁"]
    kept = VectorStore(second, tmp_path).of(["门禁", "水费"])
    assert second.given == []
    assert kept.dtype == np.float16


def test_what_people_ask_is_never_kept(tmp_path: Path) -> None:
    store = VectorStore(Counting(), tmp_path)
    assert store.ask("我是张三").shape == (4,)
    assert list(tmp_path.iterdir()) == []


def test_long_texts_are_cut_and_empty_ones_are_no_error() -> None:
    encoder = Counting()
    VectorStore(encoder).of(["一二三四五六七", ""])
    assert encoder.given == ["一二三四五", " "]


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 no archive", b"\x00" * 300])
def test_a_broken_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "vectors-counting-1.npy").write_bytes(damage)
    store = VectorStore(Counting(), tmp_path)
    assert store.of(["水费"]).shape == (1, 4)
    store.write()
    again = Counting()
    VectorStore(again, tmp_path).of(["水费"])
    assert again.given == []


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    store = VectorStore(Counting(), blocked / "vectors")
    assert store.of(["水费"]).shape == (1, 4)
    store.write()


def test_writing_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("no space left")

    store = VectorStore(Counting(), tmp_path)
    store.of(["水费"])
    monkeypatch.setattr(np, "save", full)
    store.write()
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()
    store.write()
    assert len(list(tmp_path.iterdir())) == 1


def replace_it(path: Path) -> None:
    own = VectorStore(Counting(), path.parent / "another's")
    own.of(["门", "天气预报", "很长的一句话", "早"])
    own.write()
    (path.parent / "another's" / path.name).replace(path)


def cut_it_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 20)


@pytest.mark.parametrize("disturb", [replace_it, cut_it_off, Path.unlink])
@pytest.mark.parametrize("at_once", [True, False])
def test_another_process_at_the_file_spoils_no_vector(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    disturb: Callable[[Path], None],
    at_once: bool,
) -> None:
    """It comes between our writing and our reading, or between our writing and the next use."""
    store, path = VectorStore(Counting(), tmp_path), tmp_path / "vectors-counting-1.npy"
    store.of(["水", "电费"])
    store.write()

    def written(path: Path, *arrays: NDArray[np.int64]) -> None:
        monkeypatch.undo()
        write_aside(path, *arrays)
        disturb(path)

    if at_once:
        monkeypatch.setattr(vectors_module, "write_aside", written)
    else:
        disturb(path)
    texts = ["怎么交", "电费", "水", "物业费用", "怎么交"]
    rows, places = store.held(texts)
    assert rows.take(places)[:, 0].tolist() == [3, 2, 1, 4, 3]
    assert store.of([*texts, "门禁卡不见"])[:, 0].tolist() == [3, 2, 1, 4, 3, 5]


def test_the_best_mode_is_what_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = {"use", "e5"}
    monkeypatch.setattr(encoders, "_is_installed", lambda name: name in installed)
    assert best_mode() == "use+e5"
    installed.remove("e5")
    assert best_mode() == "use"
    installed.remove("use")
    assert best_mode() == "light"
    with pytest.raises(ValueError, match="none of"):
        parts("e6")


@pytest.mark.parametrize(("name", "maker"), [("use", UniversalEncoder), ("e5", E5Encoder)])
def test_a_carried_encoder_hears_what_is_alike(
    name: str, maker: type[UniversalEncoder] | type[E5Encoder]
) -> None:
    if not encoders._is_installed(name):
        pytest.skip(f"the package of the encoder {name} is not made for this machine")
    asked, same, other = maker().encode(["物业费怎么交", "how do I pay the fee", "明天下雨吗"])
    assert np.linalg.norm(asked) == pytest.approx(1.0, abs=1e-3)
    assert asked @ same > asked @ other
