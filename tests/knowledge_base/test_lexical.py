"""The inverted index: changed step by step, it is as if it had been built at once."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base.lexical import BACKGROUND, LeftOut, View

GRAMS = st.frozensets(st.sampled_from([f"c{sign}" for sign in "水电梯车费门"]), min_size=1)
LINES = st.lists(st.tuples(st.integers(0, 3), GRAMS), min_size=1, max_size=12)


def built(lines: list[tuple[int, frozenset[str]]]) -> View:
    owners, grams = [owner for owner, _ in lines], [found for _, found in lines]
    return View.empty(strangers=True).with_lines(grams, owners, 4)


@settings(deadline=None)
@given(LINES, GRAMS)
def test_entry_by_entry_or_at_once_is_the_same(
    lines: list[tuple[int, frozenset[str]]], asked: frozenset[str]
) -> None:
    step_by_step = View.empty(strangers=True)
    for owner in range(4):
        own = [found for number, found in lines if number == owner]
        step_by_step = step_by_step.with_lines(own, [owner] * len(own), 4)
    one, other = built(lines).match(asked), step_by_step.match(asked)
    assert one.coverage == pytest.approx(other.coverage, abs=1e-5)
    assert one.unknown == pytest.approx(other.unknown)


@settings(deadline=None)
@given(LINES, GRAMS)
def test_what_is_taken_out_leaves_nothing_behind(
    lines: list[tuple[int, frozenset[str]]], asked: frozenset[str]
) -> None:
    gone = lines[0][0]
    held = frozenset[str]().union(*(found for owner, found in lines if owner == gone))
    without = built(lines).without(gone, held).match(asked)
    never = built([line for line in lines if line[0] != gone]).match(asked)
    assert without.cosine[gone] == without.coverage[gone] == 0.0
    assert without.coverage == pytest.approx(never.coverage, abs=1e-5)
    assert without.unknown == pytest.approx(never.unknown)


def test_a_left_out_line_counts_neither_itself_nor_its_words() -> None:
    lines = [(0, frozenset({"c水", "c费"})), (0, frozenset({"c水"})), (1, frozenset({"c电"}))]
    left_out = LeftOut(line=0, owner=0, grams=lines[0][1])
    found = built(lines).match(lines[0][1], left_out)
    assert found.cosine[0] == pytest.approx(built(lines).match(frozenset({"c水"})).cosine[0], 1)
    assert found.coverage[0] < built(lines).match(lines[0][1]).coverage[0]


def test_the_nearest_background_line_is_told_apart() -> None:
    lines = [(0, frozenset({"c水"})), (BACKGROUND, frozenset({"c费"}))]
    found = built(lines).match(frozenset({"c费"}))
    assert found.background > 0.9
    assert found.cosine.tolist() == [0.0] * 4
    assert found.unknown == pytest.approx(1.0)
    assert built(lines).match(frozenset({"c水"})).background == 0.0


def test_rare_words_weigh_more() -> None:
    view = built([(owner, frozenset({"c水"})) for owner in range(4)] + [(0, frozenset({"c梯"}))])
    assert view.rarity("c梯") > view.rarity("c水") > 0
    assert np.argmax(view.match(frozenset({"c水", "c梯"})).coverage) == 0
