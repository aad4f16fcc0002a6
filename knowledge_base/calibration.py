"""Learn how to rank and when to trust, from the base's own texts; keep it in weights.yaml.

Run ``python -m knowledge_base.calibration QUESTIONS.jsonl`` after a change of content. Every
phrasing is asked as if it were not in the base, every background line too; the labelled questions
(a development set, never the one that is measured with) are added and choose the thresholds.
"""

import math
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from knowledge_base.evaluate import Question, read_questions
from knowledge_base.loader import CONTENT, WEIGHTS_FILE, Content, read_content
from knowledge_base.schema import ContentError
from knowledge_base.search import (
    RANK_FEATURES,
    TRUST_FEATURES,
    Candidates,
    Index,
    Weights,
    dot,
    logistic,
)

MOST_WRONG: Final = 0.015  # of the answerable questions may be answered wrongly
# Of the background lines, each asked as if it were not there, and the unanswerable questions.
# Harder than life: a line's own wording is gone and what is left is chosen to be near the base.
MOST_UNANSWERABLE: Final = 0.05  # may be answered at all
MOST_SUGGESTED: Final = 0.5  # may get suggestions
_FOLDS: Final = 5
_OWN_TEXT_WEIGHT: Final = 0.1  # a phrasing without itself is harder than a real question
_UNANSWERABLE_WEIGHT: Final = 2.0  # in a question set, there are fewer of them
_NO_ENTRY: Final = -1

Row = tuple[bool, tuple[float, ...], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sample:
    right: int  # number of the right entry, or _NO_ENTRY
    found: Candidates
    weight: float


def read_weights(folder: Path = CONTENT) -> Weights:
    """Return the learnt weights. Raises ContentError when the file does not fit this code."""
    path = folder / WEIGHTS_FILE
    try:
        raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        weights = Weights(
            rank={name: float(raw["rank"][name]) for name in RANK_FEATURES},
            trust={name: float(raw["trust"][name]) for name in TRUST_FEATURES},
            answer_from=float(raw["answer_from"]),
            suggest_from=float(raw["suggest_from"]),
        )
    except (OSError, KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise ContentError(f"{path.name}: calibrate anew: {error!r}") from error
    if not 0.0 < weights.suggest_from <= weights.answer_from < 1.0:
        raise ContentError(f"{path.name}: needs 0 < suggest_from <= answer_from < 1")
    return weights


def write_weights(weights: Weights, folder: Path = CONTENT) -> None:
    """Store what calibration learnt."""
    data = {
        "rank": {name: round(value, 4) for name, value in weights.rank.items()},
        "trust": {name: round(value, 4) for name, value in weights.trust.items()},
        "answer_from": weights.answer_from,
        "suggest_from": weights.suggest_from,
    }
    note = "# Learnt by knowledge_base/calibration.py; do not edit by hand.\n"
    text = note + yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
    (folder / WEIGHTS_FILE).write_text(text, encoding="utf-8")


def _descend(
    size: int, step: Callable[[list[float]], list[float]], rounds: int, start: Sequence[float]
) -> list[float]:
    """Follow gradients with a step size per weight that shrinks as it is used (Adagrad)."""
    weights, seen = list(start), [1e-3] * size
    for _ in range(rounds):
        for place, slope in enumerate(step(weights)):
            seen[place] += slope * slope
            weights[place] -= 0.4 * slope / math.sqrt(seen[place])
    return weights


def _fit_rank(samples: Sequence[_Sample]) -> list[float]:
    """Make the right entry likely among its candidates (conditional logit)."""
    usable = [sample for sample in samples if sample.right in sample.found.entries]
    mass = sum(sample.weight for sample in usable)

    def step(weights: list[float]) -> list[float]:
        slopes = [1e-4 * weight for weight in weights]
        for sample in usable:
            ranks = {n: dot(values, weights) for n, values in sample.found.entries.items()}
            top = max(ranks.values())
            parts = {number: math.exp(rank - top) for number, rank in ranks.items()}
            total = sum(parts.values())
            for number, values in sample.found.entries.items():
                off = (parts[number] / total - (number == sample.right)) * sample.weight / mass
                for place, value in enumerate(values):
                    slopes[place] += off * value
        return slopes

    return _descend(len(RANK_FEATURES), step, 80, (6.0, 7.0, 4.0))


def _fit_trust(rows: Sequence[Row]) -> list[float]:
    """Fit the probability that the first candidate is right (logistic regression)."""
    mass = sum(weight for _, _, weight in rows)

    def step(weights: list[float]) -> list[float]:
        slopes = [2e-3 * weight for weight in weights]
        for right, values, weight in rows:
            off = (logistic(dot(values, weights)) - right) * weight / mass
            for place, value in enumerate(values):
                slopes[place] += off * value
        return slopes

    return _descend(len(TRUST_FEATURES), step, 400, [0.0] * len(TRUST_FEATURES))


def _row(index: Index, sample: _Sample, ranking: Sequence[float]) -> Row | None:
    ranked = sorted(
        ((dot(values, ranking), number) for number, values in sample.found.entries.items()),
        key=lambda pair: (-pair[0], pair[1]),
    )
    if not ranked:
        return None
    background = max((dot(values, ranking) for values in sample.found.background), default=0.0)
    features = index.trust_features(sample.found, ranked, background)
    return ranked[0][1] == sample.right, features, sample.weight


def _rows(index: Index, samples: Sequence[_Sample], ranking: Sequence[float]) -> list[Row]:
    rows = (_row(index, sample, ranking) for sample in samples)
    return [row for row in rows if row is not None]


def _judged(
    index: Index, own: Sequence[_Sample], asked: Sequence[_Sample], ranking: Sequence[float]
) -> list[tuple[float, bool, bool]]:
    """Return (trust, right, answerable) of each asked question, by a fit that has not seen it."""
    order = list(range(len(asked)))
    random.Random(1).shuffle(order)  # noqa: S311  # a repeatable split, no secret
    own_rows = _rows(index, own, ranking)
    judged: list[tuple[float, bool, bool]] = []
    for fold in range(_FOLDS):
        seen = [asked[n] for place, n in enumerate(order) if place % _FOLDS != fold]
        weights = _fit_trust(own_rows + _rows(index, seen, ranking))
        for n in (n for place, n in enumerate(order) if place % _FOLDS == fold):
            row = _row(index, asked[n], ranking)
            if row is not None:
                answerable = asked[n].right != _NO_ENTRY
                judged.append((logistic(dot(row[1], weights)), row[0], answerable))
    return judged


def _thresholds(judged: Sequence[tuple[float, bool, bool]]) -> tuple[float, float]:
    """Return the lowest thresholds that keep to MOST_WRONG, MOST_UNANSWERABLE, MOST_SUGGESTED."""
    answerable = sum(able for _, _, able in judged)
    others = len(judged) - answerable
    answer_from = suggest_from = 0.95
    for percent in range(95, 4, -1):
        level = percent / 100
        above = [(right, able) for trust, right, able in judged if trust >= level]
        wrong = sum(able and not right for right, able in above) / max(answerable, 1)
        stray = sum(not able for _, able in above) / max(others, 1)
        if wrong <= MOST_WRONG and stray <= MOST_UNANSWERABLE and answer_from - level < 0.015:
            answer_from = level
        if stray <= MOST_SUGGESTED:
            suggest_from = level
    return answer_from, min(suggest_from, answer_from)


def calibrate(content: Content, questions: Sequence[Question]) -> Weights:
    """Learn weights and thresholds. Takes about half a minute for 120 entries."""
    index = Index(content)
    numbers = {entry.entry_id: number for number, entry in enumerate(content.entries)}
    own: list[_Sample] = []
    asked: list[_Sample] = []
    for line, (owner, text) in enumerate(zip(index.owners, index.lines, strict=True)):
        found = index.candidates(text, left_out=line)
        if found is None:
            continue
        if owner == _NO_ENTRY:
            asked.append(_Sample(right=owner, found=found, weight=1.0))
        else:
            own.append(_Sample(right=owner, found=found, weight=_OWN_TEXT_WEIGHT))
    for question in questions:
        found = index.candidates(question.text)
        right = _NO_ENTRY if question.expects is None else numbers[question.expects]
        if found is not None:
            weight = _UNANSWERABLE_WEIGHT if right == _NO_ENTRY else 1.0
            asked.append(_Sample(right=right, found=found, weight=weight))
    ranking = _fit_rank(own + asked)
    answer_from, suggest_from = _thresholds(_judged(index, own, asked, ranking))
    trust = _fit_trust(_rows(index, own + asked, ranking))
    return Weights(
        rank=dict(zip(RANK_FEATURES, ranking, strict=True)),
        trust=dict(zip(TRUST_FEATURES, trust, strict=True)),
        answer_from=answer_from,
        suggest_from=suggest_from,
    )


def main(arguments: Sequence[str]) -> int:
    """Calibrate the shipped content on the given question file and store the weights."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m knowledge_base.calibration QUESTIONS.jsonl\n")
        return 2
    weights = calibrate(read_content({}), read_questions(Path(arguments[0])))
    write_weights(weights)
    sys.stdout.write(f"{weights}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
