"""Nearness in meaning: what leaving one line out costs is worked out, not computed anew."""

import numpy as np
import pytest

from knowledge_base.dense import DENSE_FEATURES, Space

SEED = np.random.default_rng(7)
OWNERS = np.asarray([0, 0, 0, 1, 1, 1, 2, 2, -1, -1], np.int32)


def unit(rows: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    found = SEED.normal(size=(rows, 16)).astype(np.float32)
    scaled: np.ndarray[tuple[int, ...], np.dtype[np.float32]] = found / np.linalg.norm(
        found, axis=1, keepdims=True
    )
    return scaled


LINES, ANSWERS = unit(len(OWNERS)), unit(3)
SPACE = Space(LINES, OWNERS, ANSWERS, np.asarray([0, 1, 2], np.int32), 3)
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
    bare = Space(LINES[:3], OWNERS[:3], ANSWERS[:0], np.zeros(0, np.int32), 1)
    near = bare.near(LINES[0])
    assert near.background == 0.0
    assert bare.features(near, [0])[0, FEATURE["answer"]] == 0.0
