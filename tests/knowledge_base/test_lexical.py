"""The inverted index: changed step by step, it is as if it had been built at once."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base.grams import Answers, Texts
from knowledge_base.lexical import BACKGROUND, LeftOut, View

GRAMS = st.frozensets(st.sampled_from([f"c{sign}" for sign in "水电梯车费门"]), min_size=1)
LINES = st.lists(st.tuples(st.integers(0, 3), GRAMS), min_size=1, max_size=12)


def built(lines: list[tuple[int, frozenset[str]]]) -> View:
    texts = Texts()
    ordered = sorted(lines, key=lambda line: line[0] % 100)  # the background last
    for _, grams in ordered:
        texts.add(grams)
    owners = np.asarray([owner for owner, _ in ordered], np.int32)
    return View(texts, owners, 4, strangers=True)


def extended(view: View, lines: list[tuple[int, frozenset[str]]]) -> View:
    return view.extended([found for _, found in lines], [owner for owner, _ in lines], 4)


@settings(deadline=None)
@given(LINES, GRAMS)
def test_entry_by_entry_or_at_once_is_the_same(
    lines: list[tuple[int, frozenset[str]]], asked: frozenset[str]
) -> None:
    step_by_step = built([])
    for owner in range(4):
        step_by_step = extended(step_by_step, [line for line in lines if line[0] == owner])
    one, other = built(lines).match(asked), step_by_step.match(asked)
    assert one.coverage == pytest.approx(other.coverage, abs=1e-5)
    assert one.unknown == pytest.approx(other.unknown)


@settings(deadline=None)
@given(LINES, LINES, GRAMS)
def test_lines_that_an_entry_gets_later_count_as_those_it_had(
    lines: list[tuple[int, frozenset[str]]],
    more: list[tuple[int, frozenset[str]]],
    asked: frozenset[str],
) -> None:
    one, other = extended(built(lines), more).match(asked), built(lines + more).match(asked)
    assert one.coverage == pytest.approx(other.coverage, abs=1e-5)
    assert one.unknown == pytest.approx(other.unknown)


def test_a_background_line_that_is_taken_out_is_near_to_nothing() -> None:
    view = built([(0, frozenset({"c水"})), (BACKGROUND, frozenset({"c费"}))])
    assert view.extended([], [], 4, gone=[1]).match(frozenset({"c费"})).background == 0.0
    assert view.match(frozenset({"c费"})).background > 0.9


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


def test_what_of_a_question_stands_in_answers() -> None:
    texts = Texts()
    texts.add({"c水", "c费"})
    texts.add({"c电"})
    answers = Answers(texts).extended([frozenset({"c梯"})])
    asked = ["c水", "c梯"]
    assert answers.having(asked, [0, 1, 2]).tolist() == [
        [True, False],
        [False, False],
        [False, True],
    ]
    assert answers.having([], [0]).shape == (1, 0)
    late = Answers(Texts()).extended([frozenset({"c梯"})])
    assert late.having(asked, [0]).tolist() == [[False, True]]


def test_what_of_a_question_stands_in_lines() -> None:
    first = frozenset({"c水", "c费"})
    view = built([(0, first), (0, frozenset({"c水"})), (1, frozenset({"c电"}))])
    asked, entries = ["c水", "c费", "c火"], np.asarray([0, 1])
    assert view.having(asked, entries).tolist() == [[True, True, False], [False] * 3]
    without = LeftOut(line=0, owner=0, grams=first)
    assert view.having(asked, entries, without).tolist() == [[True, False, False], [False] * 3]
