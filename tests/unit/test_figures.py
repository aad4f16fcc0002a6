"""The results file: the newest figure of a name replaces the older, nothing else is lost."""

import json
from pathlib import Path

import pytest

from benchmarks.figures import (
    Figure,
    Goal,
    ResultsBroken,
    measured,
    merge_results,
    read_results,
)

SPEED = measured("speed", 0.5, "", "one run", Goal(relation="at least", bound=0.4))
MEMORY = measured("memory", 150, "MB", "one run", Goal(relation="at most", bound=200))


@pytest.fixture
def results(tmp_path: Path) -> Path:
    return tmp_path / "results.json"


def test_without_a_file_there_are_no_results(results: Path) -> None:
    assert read_results(results) == []


def test_what_is_merged_can_be_read_back(results: Path) -> None:
    assert merge_results([SPEED, MEMORY], results) == [SPEED, MEMORY]
    assert read_results(results) == [SPEED, MEMORY]


def test_the_file_is_a_list_of_plain_entries(results: Path) -> None:
    merge_results([MEMORY], results)
    assert json.loads(results.read_text(encoding="utf-8")) == [
        {
            "name": "memory",
            "value": 150,
            "unit": "MB",
            "goal": "at most 200",
            "holds": True,
            "how": "one run",
        }
    ]


def test_a_part_that_is_measured_again_leaves_the_others_in_their_place(results: Path) -> None:
    merge_results([SPEED, MEMORY], results)
    slower = measured("speed", 0.3, "", "another run", Goal(relation="at least", bound=0.4))
    merge_results([slower], results)
    assert read_results(results) == [slower, MEMORY]


def test_a_figure_of_a_later_kind_joins_at_the_end(results: Path) -> None:
    merge_results([SPEED], results)
    extra = measured("extra", 1, "s", "for information")
    merge_results([extra], results)
    assert [figure.name for figure in read_results(results)] == ["speed", "extra"]


@pytest.mark.parametrize("content", ["", "{}", '[{"name": "x"}]', "[1]", '{"name": "x"}'])
def test_a_broken_file_is_refused_and_left_alone(results: Path, content: str) -> None:
    results.write_text(content, encoding="utf-8")
    with pytest.raises(ResultsBroken):
        merge_results([SPEED], results)
    assert results.read_text(encoding="utf-8") == content


def test_nothing_but_the_results_is_left_in_the_folder(results: Path) -> None:
    merge_results([SPEED], results)
    assert list(results.parent.iterdir()) == [results]


@pytest.mark.parametrize(
    ("relation", "value", "holds"),
    [
        ("at least", 0.4, True),
        ("at least", 0.3999, False),
        ("at most", 0.4, True),
        ("at most", 0.4001, False),
        ("at least", float("nan"), False),
        ("at most", float("nan"), False),
    ],
)
def test_a_goal_is_met_up_to_its_bound(relation: str, value: float, holds: bool) -> None:
    goal = Goal(relation="at least" if relation == "at least" else "at most", bound=0.4)
    assert goal.met_by(value) is holds


def test_a_figure_is_judged_before_it_is_rounded() -> None:
    figure = measured("speed", 0.39996, "", "one run", Goal(relation="at least", bound=0.4))
    assert (figure.value, figure.holds) == (0.4, False)


def test_a_figure_without_a_goal_is_not_judged() -> None:
    figure = measured("echo", 1234.5, "updates/s", "one run")
    assert figure == Figure(
        name="echo", value=1234, unit="updates/s", goal=None, holds=None, how="one run"
    )
