"""What a question and its candidates are judged by, and the judgement: names, weights, scores."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge_base.dense import DENSE_FEATURES
from knowledge_base.encoders import Vectors, parts

VIEWS: Final = ("words", "concepts", "sounds")


def rank_features(mode: str) -> tuple[str, ...]:
    """Return the names of what the rank of a candidate is made of, each about 0 to 1."""
    lexical = tuple(f"{view}-{what}" for view in VIEWS for what in ("cosine", "coverage"))
    # What is left over, of a question, stands neither in the candidate's lines nor in its answer.
    left = ("words-answer", "words-left", "concepts-left")
    dense = tuple(f"{name}-{what}" for name in parts(mode) for what in DENSE_FEATURES)
    return (*lexical, *left, *dense)


def trust_features(mode: str) -> tuple[str, ...]:
    """Return the names of what the trust in the first candidate is made of."""
    dense = tuple(
        f"{name}-{what}" for name in parts(mode) for what in ("over-background", "inside")
    )
    return (
        *rank_features(mode),
        "rank",
        "lead",  # before the second
        "share",  # of the first among all candidates
        "unknown",  # share of the question's words that the base lacks
        "words-over-background",
        "length",
        "foreign",  # 1 when it names somebody else's business
        "other-script",  # 1 when the candidate is strange
        *dense,
        "one",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What calibration learns for one mode: see calibration.py."""

    mode: str
    rank: Mapping[str, float]
    trust: Mapping[str, float]
    answer_from: float
    suggest_from: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The candidates for one question: ``features`` is [candidate, rank feature]."""

    mode: str
    entries: NDArray[np.int64]
    features: Vectors
    strange: NDArray[np.bool_]  # candidates without a line in the question's script
    background: tuple[float, ...]  # cosine of the nearest line: by words, by each encoder
    inside: tuple[float, ...]  # by each encoder
    unknown: float
    length: int
    foreign: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Entry numbers, best first, with scores from 0 to 1; the first score is the trust in it."""

    entries: tuple[tuple[int, float], ...]

    @property
    def trust(self) -> float:
        """Probability that the first entry is the right one; 0 when there is none."""
        return self.entries[0][1] if self.entries else 0.0


def logistic(value: float) -> float:
    """Return 1 / (1 + e^-value) without overflow."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, value))))


def trust_values(found: Found, ranks: Vectors) -> tuple[float, ...]:
    """Return `trust_features` of the candidate that has the highest of ``ranks``."""
    order = np.argsort(-ranks, kind="stable")
    features = found.features[order[0]]
    named = dict(zip(rank_features(found.mode), features.tolist(), strict=True))
    first = float(ranks[order[0]])
    second = float(ranks[order[1]]) if len(order) > 1 else first - 6.0
    dense: list[float] = []
    for name, behind, inside in zip(
        parts(found.mode), found.background[1:], found.inside, strict=True
    ):
        dense += [named[f"{name}-line"] - behind, inside]
    return (
        *named.values(),
        first / 10.0,
        min(first - second, 6.0) / 3.0,
        1.0 / float(np.exp(ranks - first).sum()),
        found.unknown,
        named["words-cosine"] - found.background[0],
        math.log1p(found.length) / 4.0,
        float(found.foreign),
        float(found.strange[order[0]]),
        *dense,
        1.0,
    )


def rank(found: Found, weights: Weights) -> Ranking:
    """Order the candidates, of which there is one at least, and give each its score."""
    ranks = found.features @ _vector(weights.rank, rank_features(found.mode))
    values = trust_values(found, ranks)
    names = trust_features(found.mode)
    trust = logistic(sum(weights.trust[n] * v for n, v in zip(names, values, strict=True)))
    order = np.argsort(-ranks, kind="stable")
    first = float(ranks[order[0]])
    return Ranking(
        entries=tuple(
            (int(found.entries[place]), trust * math.exp(float(ranks[place]) - first))
            for place in order
        )
    )


def _vector(weights: Mapping[str, float], names: Sequence[str]) -> Vectors:
    return np.asarray([weights[name] for name in names], np.float32)
