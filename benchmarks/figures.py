"""A measured figure, and the file in which the newest of each name are kept."""

import json
import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

RESULTS = Path(__file__).parent / "results.json"

Relation = Literal["at least", "at most"]


class ResultsBroken(Exception):
    """The results file is not a list of figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a figure has to reach."""

    relation: Relation
    bound: float

    def __str__(self) -> str:
        return f"{self.relation} {self.bound:g}"

    def met_by(self, value: float) -> bool:
        """Whether a value reaches the goal; one that is no number reaches none."""
        if math.isnan(value):
            return False
        return value >= self.bound if self.relation == "at least" else value <= self.bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured value. ``goal`` and ``holds`` are None where it is only for information.

    ``how`` says in a sentence how it was measured, with its spread.
    """

    name: str
    value: float
    unit: str
    goal: str | None
    holds: bool | None
    how: str


def measured(name: str, value: float, unit: str, how: str, goal: Goal | None = None) -> Figure:
    """Return a figure, rounded to three digits, that is judged before it is rounded."""
    return Figure(
        name=name,
        value=_rounded(value),
        unit=unit,
        goal=str(goal) if goal else None,
        holds=goal.met_by(value) if goal else None,
        how=how,
    )


def read_results(path: Path = RESULTS) -> list[Figure]:
    """Return the kept figures; none where there is no file yet.

    Raises:
        ResultsBroken: The file holds something else.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(found, list):
            raise TypeError("no list")
        return [Figure(**entry) for entry in found]
    except FileNotFoundError:
        return []
    except (ValueError, TypeError) as error:
        raise ResultsBroken(f"{path} is not a list of figures: {error}") from error


def merge_results(new: Iterable[Figure], path: Path = RESULTS) -> list[Figure]:
    """Put new figures in the place of older ones of the same name, and return all.

    Raises:
        ResultsBroken: The file holds something else; it is left as it is.
    """
    kept = {figure.name: figure for figure in read_results(path)}
    kept |= {figure.name: figure for figure in new}
    entries = [asdict(figure) for figure in kept.values()]
    text = json.dumps(entries, ensure_ascii=False, indent=2, allow_nan=False)
    # The name appears with the whole content or not at all, also when this is interrupted.
    draft = path.with_suffix(".new")
    draft.write_text(text + "\n", encoding="utf-8")
    draft.replace(path)
    return list(kept.values())


def _rounded(value: float) -> float:
    return float(f"{value:.3g}") if abs(value) < 100 else round(value)
