"""Find the entries nearest to a question, and say how far the first one can be trusted."""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from knowledge_base.loader import Content
from knowledge_base.normalize import normalize
from knowledge_base.vocabulary import CONTENT_KINDS, WEIGHT_OF_KIND, Vocabulary, kind, script

# What the rank of a candidate is made of, each 0 to about 1.
RANK_FEATURES: Final = ("cosine", "coverage", "answer")
# What the trust in the first candidate is made of.
TRUST_FEATURES: Final = (
    "words_explained",  # share of the question's words that the entry has
    "concepts_explained",  # how much the concepts say that question and entry share
    "lead",  # of the first candidate's rank before the second
    "lead_over_background",  # before the nearest background line
    "unknown_words",  # share of words that the whole base lacks
    "length",
    "foreign",  # 1 when it names somebody else's business
    "share",  # of the first among all candidates
    "one",
)
_NEAREST_LINES: Final = 40
_NEAREST_ENTRIES: Final = 12
_SATURATION: Final = 1.0  # of repeated grams in one entry, as in BM25
_BLOCK: Final = 6  # background lines that count as one entry for the rarity of a gram
_BACKGROUND_LINE: Final = -1
_WORD_FOR_WORD: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What calibration learns: see calibrate.py."""

    rank: Mapping[str, float]
    trust: Mapping[str, float]
    answer_from: float
    suggest_from: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Features of the nearest entries (by number) and background lines for one question."""

    grams: frozenset[str]
    entries: Mapping[int, tuple[float, ...]]
    background: tuple[tuple[float, ...], ...]
    length: int
    foreign: bool
    left_out: int | None


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


def dot(left: Sequence[float], right: Sequence[float]) -> float:
    """Return the sum of products."""
    return sum(a * b for a, b in zip(left, right, strict=True))


class Index:
    """All phrasings and background lines, inverted. Immutable after construction.

    It does not depend on a community's facts, so that one calibration holds everywhere.
    """

    def __init__(self, content: Content) -> None:
        self._vocabulary = Vocabulary(content.concepts, content.foreign)
        pairs = [(n, line) for n, entry in enumerate(content.entries) for line in entry.phrasings]
        pairs += [(_BACKGROUND_LINE, line) for line in content.background]
        self.owners = [owner for owner, _ in pairs]
        self.lines = [normalize(line) for _, line in pairs]
        self._said = {line: owner for line, owner in zip(self.lines, self.owners, strict=True)}
        self._vocabulary.learn(self.lines)
        self._grams = [self._vocabulary.grams(line) for line in self.lines]
        self._weigh()
        self._invert()
        self._answers: dict[str, set[int]] = defaultdict(set)
        for number, entry in enumerate(content.entries):
            for gram in self._vocabulary.grams(normalize_long(entry.about)):
                self._answers[gram].add(number)

    def _weigh(self) -> None:
        """Give each gram its rarity over entries, apart for each script."""
        holders: dict[str, set[int]] = defaultdict(set)
        in_script: dict[str, set[int]] = defaultdict(set)
        for line, (owner, grams) in enumerate(zip(self.owners, self._grams, strict=True)):
            group = owner if owner >= 0 else -2 - line // _BLOCK
            in_script["k"].add(group)
            for gram in grams:
                holders[gram].add(group)
                in_script[script(gram)].add(group)
        self._groups = {name: len(groups) for name, groups in in_script.items()}
        self._weights = {gram: self._rarity(gram, len(who)) for gram, who in holders.items()}

    def _rarity(self, gram: str, holders: int) -> float:
        groups = self._groups.get(script(gram), 1)
        return WEIGHT_OF_KIND[kind(gram)] * math.log(1.0 + groups / (holders + 0.5))

    def _invert(self) -> None:
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._counts: dict[str, Counter[int]] = defaultdict(Counter)
        for line, (owner, grams) in enumerate(zip(self.owners, self._grams, strict=True)):
            norm = math.sqrt(sum(self._weights[gram] ** 2 for gram in grams)) or 1.0
            for gram in grams:
                self._postings[gram].append((line, self._weights[gram] / norm))
                if owner >= 0:
                    self._counts[gram][owner] += 1

    def _count(self, gram: str, owner: int, left_out: int | None) -> int:
        """Return how many of an entry's phrasings hold a gram, without the one left out."""
        held = self._counts[gram][owner] if gram in self._counts else 0
        own = left_out is not None and self.owners[left_out] == owner
        return held - (own and gram in self._grams[left_out or 0])

    def candidates(self, text: str, left_out: int | None = None) -> Candidates | None:
        """Return the nearest entries of a question, as if line ``left_out`` were not there.

        None when the question holds no words at all.
        """
        question = self._vocabulary.mend(normalize(text))
        weighed = {
            gram: self._weights.get(gram) or self._rarity(gram, 0)
            for gram in self._vocabulary.grams(question)
        }
        if not weighed:
            return None
        lines: dict[int, float] = defaultdict(float)
        covered: dict[int, float] = defaultdict(float)
        answered: dict[int, float] = defaultdict(float)
        for gram, weight in weighed.items():
            for line, share in self._postings.get(gram, ()):
                lines[line] += weight * share
            for owner in self._counts.get(gram, ()):
                times = self._count(gram, owner, left_out)
                covered[owner] += weight * times * (_SATURATION + 1.0) / (times + _SATURATION)
            for owner in self._answers.get(gram, ()):
                answered[owner] += weight
        if left_out is not None:
            lines.pop(left_out, None)
        norm = math.sqrt(sum(weight * weight for weight in weighed.values()))
        total = sum(weighed.values())
        best: dict[int, float] = {}
        background: list[tuple[float, ...]] = []
        for line in heapq.nlargest(_NEAREST_LINES, lines, key=lines.__getitem__):
            cosine = lines[line] / norm
            owner = self.owners[line]
            if owner >= 0:
                best[owner] = max(best.get(owner, 0.0), cosine)
            else:
                shared = sum(weighed[gram] for gram in self._grams[line] if gram in weighed)
                background.append((cosine, shared / total, 0.0))
        for owner in heapq.nlargest(_NEAREST_ENTRIES, covered, key=covered.__getitem__):
            best.setdefault(owner, 0.0)
        entries = {
            owner: (cosine, covered[owner] / total, answered[owner] / total)
            for owner, cosine in best.items()
        }
        return Candidates(
            grams=frozenset(weighed),
            entries=entries,
            background=tuple(background),
            length=len(question),
            foreign=self._vocabulary.is_foreign(question),
            left_out=left_out,
        )

    def _weight(self, gram: str) -> float:
        return self._weights.get(gram) or self._rarity(gram, 0)

    def _explained(self, found: Candidates, kinds: frozenset[str], owner: int) -> list[float]:
        """Return the mass of the question's grams of ``kinds``: in the entry, in the base, all."""
        mass = [0.0, 0.0, 0.0]
        for gram in found.grams:
            if kind(gram) not in kinds:
                continue
            weight = self._weight(gram)
            mass[2] += weight
            if self._count(gram, owner, found.left_out) > 0:
                mass[0] += weight
            out = found.left_out
            own = out is not None and self.owners[out] >= 0 and gram in self._grams[out]
            if gram in self._counts and self._counts[gram].total() - own > 0:
                mass[1] += weight
        return mass

    def trust_features(
        self, found: Candidates, ranked: Sequence[tuple[float, int]], background: float
    ) -> tuple[float, ...]:
        """Return TRUST_FEATURES of the first of ``ranked`` (rank, entry), best first."""
        rank, owner = ranked[0]
        words = self._explained(found, CONTENT_KINDS, owner)
        concepts = self._explained(found, frozenset("k"), owner)
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        return (
            words[0] / (words[2] or 1.0),
            min(concepts[0] / 10.0, 2.0),
            min(rank - second, 4.0),
            max(-3.0, min(3.0, rank - background)),
            1.0 - words[1] / words[2] if words[2] else 0.0,
            math.log1p(found.length) / 4.0,
            float(found.foreign),
            1.0 / sum(math.exp(other - rank) for other, _ in ranked),
            1.0,
        )

    def rank(self, found: Candidates, weights: Weights) -> Ranking:
        """Order the candidates and give each its score."""
        ranking = [weights.rank[name] for name in RANK_FEATURES]
        ranked = sorted(
            ((dot(values, ranking), owner) for owner, values in found.entries.items()),
            key=lambda pair: (-pair[0], pair[1]),
        )
        if not ranked:
            return Ranking(entries=())
        background = max((dot(values, ranking) for values in found.background), default=0.0)
        features = self.trust_features(found, ranked, background)
        trust = logistic(dot(features, [weights.trust[name] for name in TRUST_FEATURES]))
        first = ranked[0][0]
        return Ranking(
            entries=tuple((owner, trust * math.exp(rank - first)) for rank, owner in ranked)
        )

    def search(self, text: str, weights: Weights) -> Ranking:
        """Rank the entries for a question.

        Somebody who says a phrasing word for word is trusted to mean its entry; a background line
        said word for word has no entry at all.
        """
        found = self.candidates(text)
        if found is None:
            return Ranking(entries=())
        ranking = self.rank(found, weights)
        said = self._said.get(normalize(text))
        if said is None:
            return ranking
        if said == _BACKGROUND_LINE:
            return Ranking(entries=())
        others = tuple(pair for pair in ranking.entries if pair[0] != said)
        return Ranking(entries=((said, _WORD_FOR_WORD), *others))


def normalize_long(texts: Sequence[str]) -> str:
    """Normalise texts that may be longer than a question, line by line."""
    return " ".join(normalize(line) for text in texts for line in text.splitlines())
