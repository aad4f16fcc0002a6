"""Nearness in meaning: what leaving one line out costs is worked out, not computed anew."""

import numpy as np
import pytest

from knowledge_base.dense import DENSE_FEATURES, Space
from knowledge_base.rows import InMemory, Places
from knowledge_base.vectors import Halves

SEED = np.random.default_rng(7)
OWNERS = np.asarray([0, 0, 0, 1, 1, 1, 2, 2, -1, -1], np.int32)


def unit(rows: int) -> Halves:
    found = SEED.normal(size=(rows, 16))
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float16)


def held(rows: Halves) -> tuple[InMemory, Places]:
    """Return rows that lie in another order than they are asked for."""
    back = np.arange(len(rows), dtype=np.int32)[::-1]
    return InMemory(rows[::-1]), back


HALVES, ANSWER_HALVES = unit(len(OWNERS)), unit(3)
LINES, ANSWERS = HALVES.astype(np.float32), ANSWER_HALVES.astype(np.float32)
ANSWER_OWNERS = np.asarray([0, 1, 2], np.int32)
SPACE = Space(held(HALVES), OWNERS, held(ANSWER_HALVES), ANSWER_OWNERS, 3)
FEATURE = {name: place for place, name in enumerate(DENSE_FEATURES)}


def test_a_line_is_nearest_to_its_own_entry() -> None:
    for line, owner in enumerate(OWNERS.tolist()):
        near = SPACE.near(LINES[line])
        if owner < 0:
            assert near.background == pytest.approx(1.0, abs=1e-3)
            continue
        rows = SPACE.features(near, [0, 1, 2])
        assert rows[:, FEATURE["line"]].argmax() == owner
        assert rows[owner, FEATURE["line"]] == pytest.approx(1.0, abs=1e-2)
        assert near.classes.argmax() == owner


def test_an_entry_first_line_is_its_question() -> None:
    rows = SPACE.features(SPACE.near(LINES[3]), [1, 2])
    assert rows[0, FEATURE["question"]] == pytest.approx(1.0, abs=1e-2)
    assert rows[1, FEATURE["question"]] < 0.95


def test_the_answer_counts_too() -> None:
    rows = SPACE.features(SPACE.near(ANSWERS[2]), [0, 1, 2])
    assert rows[:, FEATURE["answer"]].argmax() == 2


def test_a_left_out_line_is_judged_by_the_others_alone() -> None:
    """The closed form agrees with a classifier that never saw the line."""
    line, owner = 4, 1
    own = OWNERS >= 0
    mean = LINES[own].mean(axis=0)
    rest = own.copy()
    rest[line] = False
    rows = LINES[rest] - mean
    sought = (OWNERS[rest] == owner).astype(np.float32)
    trained = np.linalg.solve(rows.T @ rows + 0.3 * np.eye(16), rows.T @ sought)
    near = SPACE.near(LINES[line], (line, owner))
    assert near.classes[owner] == pytest.approx(float((LINES[line] - mean) @ trained), abs=1e-4)
    full = SPACE.near(LINES[line])
    assert near.classes[owner] < full.classes[owner]
    assert near.centre[owner] < full.centre[owner]
    assert near.inside < full.inside
    features = SPACE.features(near, [owner], left_out=line)
    assert features[0, FEATURE["line"]] < 0.95


def test_a_background_line_that_is_left_out_is_not_its_own_neighbour() -> None:
    assert SPACE.near(LINES[8], (8, -1)).background < 0.95


def test_an_entry_without_answers_or_background_is_no_error() -> None:
    bare = Space(held(HALVES[:3]), OWNERS[:3], held(ANSWER_HALVES[:0]), np.zeros(0, np.int32), 1)
    near = bare.near(LINES[0])
    assert near.background == 0.0
    assert bare.features(near, [0])[0, FEATURE["answer"]] == 0.0


def test_what_is_added_later_counts_as_if_it_had_been_there() -> None:
    """All but the mean is worked out anew; with two rows of ten it would move, so it is fixed."""
    order = np.asarray([0, 1, 3, 4, 6, 7, 8, 9])
    built = Space(
        held(HALVES[order]), OWNERS[order], held(ANSWER_HALVES[:2]), ANSWER_OWNERS[:2], 3
    )
    later = np.asarray([2, 5])
    grown = built.extended(
        HALVES[later], OWNERS[later], ANSWER_HALVES[2:], ANSWER_OWNERS[2:], entries=3, gone=[7]
    )
    asked = LINES[2]
    whole = Space(held(HALVES[:9]), OWNERS[:9], held(ANSWER_HALVES), ANSWER_OWNERS, 3)
    shift = built._mean - whole._mean
    assert np.linalg.norm(shift) < 0.4
    near = grown.near(asked)
    assert near.background == pytest.approx(whole.near(asked).background, abs=1e-3)
    names = [FEATURE[name] for name in ("line", "pair", "answer", "question")]
    rows, sought = grown.features(near, [0, 1, 2]), whole.features(whole.near(asked), [0, 1, 2])
    assert rows[:, names] == pytest.approx(sought[:, names], abs=1e-3)
    assert near.centre.argmax() == 0
    assert built.near(asked).centre[0] < near.centre[0]


def test_an_entry_that_is_added_has_a_number_after_the_last() -> None:
    added = unit(1)
    grown = SPACE.extended(
        added,
        np.asarray([3], np.int32),
        unit(0),
        np.zeros(0, np.int32),
        entries=4,
        gone=[],
    )
    near = grown.near(added[0].astype(np.float32))
    assert near.centre.argmax() == near.classes.argmax() == 3
    assert grown.features(near, [3])[0, FEATURE["question"]] == pytest.approx(1.0, abs=1e-2)
