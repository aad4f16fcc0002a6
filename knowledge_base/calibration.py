"""Learn how to rank and when to trust, for each mode; keep it in weights.yaml.

Run ``make calibrate`` after a change of content. Besides the shipped content it learns from
other bases with their own labelled questions, so that what is learnt is not one base's wording.
Every phrasing is asked as if it were not in the base, every background line too, and every
phrasing as if its whole entry were not: what is left is near, and wrong. The labelled questions,
never those that are measured with, weigh most and choose the thresholds.
"""

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge_base.base_file import read_base
from knowledge_base.encoders import MODES, open_encoders
from knowledge_base.evaluate import Question, read_questions
from knowledge_base.loader import Content, read_content
from knowledge_base.ranking import Found, Weights, rank_features, trust_features, trust_values
from knowledge_base.search import Index
from knowledge_base.vectors import VectorStore
from knowledge_base.weights import write_weights

Matrix = NDArray[np.float64]

MOST_WRONG: Final = 0.02  # of the answerable questions may be answered wrongly
MOST_UNANSWERABLE: Final = 0.022  # of the unanswerable may be answered at all
MOST_SUGGESTED: Final = 0.25  # of them may get suggestions
VECTORS: Final = Path("data/vectors")
_FOLDS: Final = 5
# A phrasing without itself is harder than a real question, and a wrong entry's is nearer.
_OWN_TEXT: Final = 0.2
_WITHOUT_ENTRY: Final = 0.1
_BACKGROUND: Final = 0.2
# All of them count less for the trust, which is about what people ask.
_UNASKED: Final = 0.3
_NO_ENTRY: Final = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sample:
    found: Found
    right: int  # number of the right entry, or _NO_ENTRY
    weight: float
    asked: bool  # by a labelled question, not by the base's own text


# ---- fitting ------------------------------------------------------------------------------


def fit_rank(samples: Sequence[_Sample]) -> Matrix:
    """Return weights under which right entries come before the others (softmax regression)."""
    able = [
        (sample, np.flatnonzero(sample.found.entries == sample.right))
        for sample in samples
        if sample.right != _NO_ENTRY
    ]
    able = [(sample, place) for sample, place in able if len(place)]
    most = max(len(sample.found.entries) for sample, _ in able)
    width = able[0][0].found.features.shape[1]
    values = np.zeros((len(able), most, width))
    absent = np.ones((len(able), most), bool)
    for row, (sample, _) in enumerate(able):
        count = len(sample.found.entries)
        values[row, :count] = sample.found.features
        absent[row, :count] = False
    right = np.asarray([int(place[0]) for _, place in able])
    mass = np.asarray([sample.weight for sample, _ in able])
    mass /= mass.sum()
    weights, seen = np.zeros(width), np.full(width, 1e-3)
    rows = np.arange(len(able))
    for _ in range(500):
        ranks = values @ weights
        ranks[absent] = -np.inf
        shares = np.exp(ranks - ranks.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        shares[rows, right] -= 1.0
        slopes = np.einsum("q,qe,qef->f", mass, shares, values) + 1e-3 * weights
        seen += slopes * slopes
        weights -= 0.5 * slopes / np.sqrt(seen)  # Adagrad
    return weights


def fit_trust(values: Matrix, right: Matrix, mass: Matrix) -> Matrix:
    """Return logistic weights for the trust features, the last of which is always 1."""
    centre, spread = values.mean(axis=0), values.std(axis=0) + 1e-6
    centre[-1], spread[-1] = 0.0, 1.0
    scaled = (values - centre) / spread
    weights = np.zeros(scaled.shape[1])
    for _ in range(40):  # Newton's method
        trust = 1.0 / (1.0 + np.exp(-scaled @ weights))
        slopes = scaled.T @ (mass * (trust - right)) / mass.sum() + 3e-3 * weights
        bends = (scaled * (mass * trust * (1.0 - trust))[:, None]).T @ scaled / mass.sum()
        weights -= np.linalg.solve(bends + 3e-3 * np.eye(len(weights)), slopes)
    plain: Matrix = weights / spread
    plain[-1] -= float((weights[:-1] * centre[:-1] / spread[:-1]).sum())
    return plain


@dataclass(frozen=True, slots=True)
class _Rows:
    """Trust features of many samples, whether their first entry is right, and their weights."""

    values: Matrix
    right: Matrix
    mass: Matrix
    able: NDArray[np.bool_]


def _rows(samples: Sequence[_Sample], rank: Matrix) -> _Rows:
    values: list[tuple[float, ...]] = []
    right: list[bool] = []
    for sample in samples:
        ranks = (sample.found.features @ rank).astype(np.float32)
        values.append(trust_values(sample.found, ranks))
        right.append(int(sample.found.entries[int(ranks.argmax())]) == sample.right)
    return _Rows(
        np.asarray(values, np.float64),
        np.asarray(right, np.float64),
        np.asarray([sample.weight for sample in samples], np.float64),
        np.asarray([sample.right != _NO_ENTRY for sample in samples], np.bool_),
    )


def _without_entries(samples: Sequence[_Sample]) -> list[_Sample]:
    """Return the base's own lines as if their whole entries were missing."""
    gone: list[_Sample] = []
    for sample in samples:
        stays = sample.found.entries != sample.right
        found = sample.found
        gone.append(
            _Sample(
                found=replace(
                    found,
                    entries=found.entries[stays],
                    features=found.features[stays],
                    strange=found.strange[stays],
                ),
                right=_NO_ENTRY,
                weight=_WITHOUT_ENTRY,
                asked=False,
            )
        )
    return gone


@dataclass(frozen=True, slots=True)
class _Judged:
    """Labelled questions of one base: the trust in their first entries, and whether it is due."""

    trust: Matrix
    right: Matrix
    able: NDArray[np.bool_]

    def wrong(self, level: float) -> float:
        """Return the share of the answerable ones that a threshold lets be answered wrongly."""
        return _share(self.trust[self.able & (self.right == 0)] >= level, self.able)

    def stray(self, level: float) -> float:
        """Return the share of the unanswerable ones that a threshold lets be answered."""
        return _share(self.trust[~self.able] >= level, ~self.able)


def _share(chosen: NDArray[np.bool_], of: NDArray[np.bool_]) -> float:
    return float(chosen.sum()) / max(int(of.sum()), 1)


def _thresholds(bases: Sequence[_Judged]) -> tuple[float, float]:
    """Return the lowest thresholds that keep to MOST_WRONG, MOST_UNANSWERABLE, MOST_SUGGESTED.

    The median of the bases counts: one base whose questions are nearly answerable, or one that is
    easy, must not set the rule for all others.
    """
    answer_from = suggest_from = 0.97
    for percent in range(97, 4, -1):
        level = percent / 100
        wrong = float(np.median([base.wrong(level) for base in bases]))
        stray = float(np.median([base.stray(level) for base in bases]))
        if wrong <= MOST_WRONG and stray <= MOST_UNANSWERABLE and answer_from - level < 0.015:
            answer_from = level
        if stray <= MOST_SUGGESTED:
            suggest_from = level
    return answer_from, min(suggest_from, answer_from)


def samples_of(index: Index, ids: Sequence[str], questions: Sequence[Question]) -> list[_Sample]:
    """Ask a base its own lines, without them, and labelled questions about it."""
    numbers = {entry_id: number for number, entry_id in enumerate(ids)}
    samples: list[_Sample] = []

    def take(found: Found | None, right: int, weight: float, asked: bool) -> None:
        if found is not None:
            samples.append(_Sample(found=found, right=right, weight=weight, asked=asked))

    for line, owner in enumerate(index.owners):
        weight = _OWN_TEXT if owner >= 0 else _BACKGROUND
        take(index.find(index.lines[line], left_out=line), max(owner, _NO_ENTRY), weight, False)
    for question in questions:
        right = _NO_ENTRY if question.expects is None else numbers[question.expects]
        take(index.find(question.text), right, 1.0, True)
    return samples


def learn(bases: Sequence[Sequence[_Sample]], mode: str) -> Weights:
    """Learn from the samples of one or several bases.

    Thresholds are chosen by how each base is judged by what the others taught, so that they hold
    on a base that nothing was learnt from; one base alone is judged in parts.
    """
    folds = _folds(bases)
    judged = [_judged(asked, *_fit(rest)) for rest, asked in folds]
    answer_from, suggest_from = _thresholds(judged)
    rank, trust = _fit([sample for base in bases for sample in base])
    return Weights(
        mode=mode,
        rank=dict(zip(rank_features(mode), rank.tolist(), strict=True)),
        trust=dict(zip(trust_features(mode), trust.tolist(), strict=True)),
        answer_from=answer_from,
        suggest_from=suggest_from,
    )


def _folds(
    bases: Sequence[Sequence[_Sample]],
) -> list[tuple[list[_Sample], list[_Sample]]]:
    """Return pairs of what to learn from, and labelled questions to judge by it."""
    if len(bases) > 1:
        return [
            (
                [sample for other in bases if other is not base for sample in other],
                [sample for sample in base if sample.asked],
            )
            for base in bases
        ]
    own = [sample for sample in bases[0] if not sample.asked]
    asked = [sample for sample in bases[0] if sample.asked]
    random.Random(1).shuffle(asked)  # noqa: S311  # a repeatable split, no secret
    parts = [asked[start::_FOLDS] for start in range(_FOLDS)]
    return [
        (own + [sample for other in parts if other is not part for sample in other], part)
        for part in parts
    ]


def _fit(samples: Sequence[_Sample]) -> tuple[Matrix, Matrix]:
    """Return the weights of rank and trust that samples teach."""
    rank = fit_rank(samples)
    own = [sample for sample in samples if not sample.asked and sample.right != _NO_ENTRY]
    unasked = [sample for sample in samples if not sample.asked] + _without_entries(own)
    asked = [sample for sample in samples if sample.asked]
    fixed, seen = _rows(unasked, rank), _rows(asked, rank)
    trust = fit_trust(
        np.concatenate([fixed.values, seen.values]),
        np.concatenate([fixed.right, seen.right]),
        np.concatenate([fixed.mass * _UNASKED, seen.mass]),
    )
    return rank, trust


def _judged(asked: Sequence[_Sample], rank: Matrix, trust: Matrix) -> _Judged:
    rows = _rows(asked, rank)
    return _Judged(1.0 / (1.0 + np.exp(-rows.values @ trust)), rows.right, rows.able)


def calibrate(
    bases: Sequence[tuple[Content, Sequence[Question]]], mode: str, stores: Sequence[VectorStore]
) -> Weights:
    """Learn a mode's weights from bases with labelled questions. Takes minutes with encoders."""
    samples: list[list[_Sample]] = []
    for content, questions in bases:
        index = Index(content).sharpened(content, stores, mode)
        samples.append(samples_of(index, [entry.entry_id for entry in content.entries], questions))
    return learn(samples, mode)


def main(arguments: Sequence[str]) -> int:
    """Calibrate every mode on the given files and store the weights."""
    parser = argparse.ArgumentParser(prog="knowledge_base.calibration")
    parser.add_argument(
        "questions", nargs="+", type=Path, help="labelled questions about the shipped content"
    )
    parser.add_argument(
        "--base",
        nargs=2,
        type=Path,
        action="append",
        default=[],
        metavar=("BASE", "QUESTIONS"),
        help="another base with its own labelled questions; as often as there are such",
    )
    given = parser.parse_args(arguments)
    shipped = read_content({})
    asked = [question for path in given.questions for question in read_questions(path)]
    bases: list[tuple[Content, Sequence[Question]]] = [(shipped, asked)]
    bases += [(read_base(base, shipped), read_questions(path)) for base, path in given.base]
    learnt: list[Weights] = []
    for mode in MODES:
        stores = [VectorStore(encoder, VECTORS) for encoder in open_encoders(mode)]
        learnt.append(calibrate(bases, mode, stores))
        for store in stores:
            store.write()
    write_weights(learnt)
    for weights in learnt:
        sys.stdout.write(
            f"{weights.mode}: answer from {weights.answer_from}, "
            f"suggest from {weights.suggest_from}\n"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
