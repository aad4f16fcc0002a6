"""Tables that stay in their files are read as if they were in memory."""

import os
from pathlib import Path

import numpy as np
import pytest

from knowledge_base.encoders import UniversalEncoder, _is_installed
from knowledge_base.rows import InMemory, open_rows, write_aside

TABLE = np.arange(60, dtype=np.float16).reshape(20, 3)
HALF = np.dtype(np.float16)


@pytest.mark.parametrize("places", [[], [0], [19], [3, 4, 5], [7, 7, 6], [0, 1, 9, 10, 2]])
def test_rows_are_read_in_any_order(tmp_path: Path, places: list[int]) -> None:
    path = tmp_path / "deep" / "table.npy"
    write_aside(path, np.arange(5), TABLE)
    after = path.stat().st_size - TABLE.nbytes - 128
    sought = np.asarray(places, np.int32)
    found = open_rows(path, HALF, after=after).take(sought)
    assert np.array_equal(found, InMemory(TABLE).take(sought))


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.npy"
    write_aside(path, TABLE)
    with pytest.raises(ValueError, match="another kind"):
        open_rows(path, np.dtype(np.uint8))
    os.truncate(path, path.stat().st_size - 1)
    with pytest.raises(ValueError, match="cut off"):
        open_rows(path, HALF)


def test_a_file_that_shrinks_under_the_reader_is_an_error_and_not_noise(tmp_path: Path) -> None:
    path = tmp_path / "table.npy"
    write_aside(path, TABLE)
    rows = open_rows(path, HALF)
    os.truncate(path, 140)
    with pytest.raises(OSError, match="cut off"):
        rows.take(np.asarray([19], np.int32))


@pytest.mark.skipif(not _is_installed("use"), reason="the encoder is not made for this machine")
def test_the_encoder_reads_its_table_from_the_folder(tmp_path: Path) -> None:
    texts = ["物业费怎么交", "how do I pay"]
    sought = UniversalEncoder().encode(texts)
    assert np.array_equal(UniversalEncoder(tmp_path).encode(texts), sought)
    (table,) = tmp_path.iterdir()
    os.truncate(table, 5000)
    assert np.array_equal(UniversalEncoder(tmp_path).encode(texts), sought)
