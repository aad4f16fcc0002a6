"""A phone number as people type it."""

import pytest

from handlers.phone_text import read_phone


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13812345678", "+8613812345678"), ("138 1234 5678", "+8613812345678"),
        ("１３８－１２３４－５６７８", "+8613812345678"), ("8613812345678", "+8613812345678"),
        ("+86 138-1234-5678", "+8613812345678"), ("021-62345678", "+862162345678"),
        ("+852 5123 4567", "+85251234567"),
    ],
)  # fmt: skip
def test_a_number_is_kept_in_one_way(typed: str, kept: str) -> None:
    assert read_phone(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "1381234567", "138123456789", "没有", "☎", "+", "9" * 4096, "12-302", "\0"]
)
def test_anything_else_is_no_number(typed: str) -> None:
    assert read_phone(typed) is None
