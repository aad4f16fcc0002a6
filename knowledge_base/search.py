"""Find the entries nearest to a question, and say how far the first one can be trusted."""

import copy
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge_base.dense import DENSE_FEATURES, Near, Space
from knowledge_base.encoders import LIGHT, Vectors, parts
from knowledge_base.lexical import BACKGROUND, LeftOut, Match, View
from knowledge_base.loader import Content
from knowledge_base.normalize import normalize
from knowledge_base.sounds import sounds
from knowledge_base.vectors import VectorStore
from knowledge_base.vocabulary import Vocabulary

VIEWS: Final = ("words", "concepts", "sounds")
# Of the best candidates by each of these, features are worked out.
_CANDIDATES: Final = 12
_WORD_FOR_WORD: Final = 1.0
_SENTENCE: Final = re.compile(r"[。！？!?\n；;]")
_CLAUSE: Final = re.compile(r"[，,。！？!?\n；;：:…～~]")
_GIST: Final = 56  # characters
_MOST_CLAUSES: Final = 40
_SHORTEST_SENTENCE: Final = 4


def rank_features(mode: str) -> tuple[str, ...]:
    """Return the names of what the rank of a candidate is made of, each about 0 to 1."""
    lexical = tuple(f"{view}-{what}" for view in VIEWS for what in ("cosine", "coverage"))
    dense = tuple(f"{name}-{what}" for name in parts(mode) for what in DENSE_FEATURES)
    return (*lexical, "words-answer", *dense)


def trust_features(mode: str) -> tuple[str, ...]:
    """Return the names of what the trust in the first candidate is made of."""
    dense = tuple(
        f"{name}-{what}"
        for name in parts(mode)
        for what in ("line", "class", "over-background", "inside")
    )
    return (
        "rank",
        "lead",  # before the second
        "share",  # of the first among all candidates
        "words-coverage",
        "concepts-coverage",
        "unknown",  # share of the question's words that the base lacks
        "words-over-background",
        "length",
        "foreign",  # 1 when it names somebody else's business
        "other-script",  # 1 when the entry has no line in the question's script
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

    entries: NDArray[np.int64]
    features: Vectors
    background: tuple[float, ...]  # cosine of the nearest line: by words, by each encoder
    inside: tuple[float, ...]  # by each encoder
    unknown: float
    length: int
    foreign: bool
    latin: bool


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


class Index:
    """All phrasings and background lines, comparable with a question in several ways. Immutable.

    It does not depend on a community's facts, so that one calibration holds everywhere.
    """

    def __init__(self, content: Content) -> None:
        self.mode = LIGHT
        self._stores: tuple[VectorStore, ...] = ()
        self._spaces: tuple[Space, ...] = ()
        self._vocabulary = Vocabulary(content.concepts, content.foreign)
        pairs = [(n, line) for n, entry in enumerate(content.entries) for line in entry.phrasings]
        pairs += [(BACKGROUND, line) for line in content.background]
        self.owners = [owner for owner, _ in pairs]
        self.lines = [normalize(line) for _, line in pairs]
        self._said = {line: owner for line, owner in zip(self.lines, self.owners, strict=True)}
        self._vocabulary.learn(self.lines)
        self._entries = len(content.entries)
        self._scripts = {
            (owner, line.isascii()) for owner, line in zip(self.owners, self.lines, strict=True)
        }
        grams = [self._grams(line) for line in self.lines]
        self._views = tuple(
            View.empty(strangers=view != "concepts").with_lines(
                [found[place] for found in grams], self.owners, self._entries
            )
            for place, view in enumerate(VIEWS)
        )
        self._answers = [self._grams(normalize_long(entry.about))[0] for entry in content.entries]

    def sharpened(self, content: Content, stores: Sequence[VectorStore], mode: str) -> "Index":
        """Return the same index, of the same content, with encoders; both stay usable."""
        if len(stores) != len(parts(mode)):
            raise ValueError(f"mode '{mode}' needs {len(parts(mode))} encoders")
        index = copy.copy(self)
        index.mode, index._stores = mode, tuple(stores)
        index._spaces = tuple(self._space(store, content) for store in stores)
        return index

    def _grams(self, line: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Return the grams of a normalised text for each of VIEWS."""
        grams = self._vocabulary.grams(line)
        concepts = frozenset(gram for gram in grams if gram[0] == "k")
        return grams - concepts, concepts, sounds(line)

    def _space(self, store: VectorStore, content: Content) -> Space:
        sentences = [
            (number, sentence)
            for number, entry in enumerate(content.entries)
            for text in entry.about
            for part in _SENTENCE.split(text)
            if len(sentence := normalize(part)) >= _SHORTEST_SENTENCE
        ]
        return Space(
            lines=store.of(self.lines).astype(np.float32),
            owners=np.asarray(self.owners, np.int32),
            answers=store.of([sentence for _, sentence in sentences]).astype(np.float32),
            answer_owners=np.asarray([number for number, _ in sentences], np.int32),
            entries=self._entries,
        )

    # ---- comparing ------------------------------------------------------------------------

    def find(self, text: str, left_out: int | None = None) -> Found | None:
        """Return the nearest entries of a question, as if line ``left_out`` were not there.

        None when the question holds no words at all.
        """
        question = self._vocabulary.mend(normalize(text))
        gist = question if left_out is not None else self._gist(text, question)
        grams = self._grams(question)
        if not grams[0]:
            return None
        matches = [
            view.match(found, self._left_out(place, left_out))
            for place, (view, found) in enumerate(zip(self._views, grams, strict=True))
        ]
        owner = None if left_out is None else (left_out, self.owners[left_out])
        nears = [
            space.near(self._vector_of(store, gist, left_out), owner)
            for store, space in zip(self._stores, self._spaces, strict=True)
        ]
        entries = self._candidates(matches, nears)
        features = self._features(grams[0], matches, nears, entries, left_out)
        return Found(
            entries=entries,
            features=features,
            background=(matches[0].background, *(near.background for near in nears)),
            inside=tuple(near.inside for near in nears),
            unknown=matches[0].unknown,
            length=len(question),
            foreign=self._vocabulary.is_foreign(question),
            latin=question.isascii(),
        )

    def _gist(self, text: str, question: str) -> str:
        """Return what a long message is about: its clauses that are nearest to any entry.

        The story around them leads an encoder astray, and costs it most of its time.
        """
        if len(question) <= _GIST or not self._stores:
            return question
        clauses = [clause for part in _CLAUSE.split(text) if (clause := normalize(part))]
        clauses = list(dict.fromkeys(clauses))[:_MOST_CLAUSES]
        if not clauses:
            return question
        store, space = self._stores[0], self._spaces[0]
        vectors = store.questions(clauses)
        # Short clauses are vague; length counts a little.
        worth = [
            float(space.near(vector).centre.max()) * min(1.0, 0.5 + len(clause) / 16)
            for vector, clause in zip(vectors, clauses, strict=True)
        ]
        kept: set[int] = set()
        room = _GIST
        for place in np.argsort(worth)[::-1].tolist():
            if len(clauses[place]) <= room:
                kept.add(place)
                room -= len(clauses[place])
        return " ".join(clauses[place] for place in sorted(kept)) or question

    def _vector_of(self, store: VectorStore, question: str, line: int | None) -> Vectors:
        if line is None:
            return store.ask(question)
        row: Vectors = store.of([self.lines[line]])[0].astype(np.float32)
        return row

    def _left_out(self, view: int, line: int | None) -> LeftOut | None:
        if line is None:
            return None
        grams = self._grams(self.lines[line])[view]
        return LeftOut(line=line, owner=self.owners[line], grams=grams)

    @staticmethod
    def _candidates(matches: Sequence[Match], nears: Sequence[Near]) -> NDArray[np.int64]:
        scores = [match.cosine for match in matches] + [match.coverage for match in matches]
        scores += [near.centre for near in nears] + [near.classes for near in nears]
        most = min(_CANDIDATES, len(scores[0]))
        best = [np.argpartition(-score, most - 1)[:most] for score in scores]
        return np.unique(np.concatenate(best))

    def _features(
        self,
        words: frozenset[str],
        matches: Sequence[Match],
        nears: Sequence[Near],
        entries: NDArray[np.int64],
        left_out: int | None,
    ) -> Vectors:
        columns: list[Vectors] = []
        for match in matches:
            columns += [match.cosine[entries], match.coverage[entries]]
        view = self._views[0]
        answered = [view.shared(words, self._answers[entry]) for entry in entries]
        columns.append(np.asarray(answered, np.float32))
        dense = [
            space.features(near, entries.tolist(), left_out)
            for space, near in zip(self._spaces, nears, strict=True)
        ]
        return np.column_stack([*columns, *dense]).astype(np.float32)

    # ---- ranking --------------------------------------------------------------------------

    def trust_values(self, found: Found, ranks: Vectors) -> tuple[float, ...]:
        """Return `trust_features` of the candidate that has the highest of ``ranks``."""
        order = np.argsort(-ranks, kind="stable")
        first = found.features[order[0]]
        named = dict(zip(rank_features(self.mode), first.tolist(), strict=True))
        rank = float(ranks[order[0]])
        second = float(ranks[order[1]]) if len(order) > 1 else rank - 6.0
        dense: list[float] = []
        for name, behind, inside in zip(
            parts(self.mode), found.background[1:], found.inside, strict=True
        ):
            line = named[f"{name}-line"]
            dense += [line, named[f"{name}-class"], line - behind, inside]
        return (
            rank / 10.0,
            min(rank - second, 6.0) / 3.0,
            1.0 / float(np.exp(ranks - rank).sum()),
            named["words-coverage"],
            named["concepts-coverage"],
            found.unknown,
            named["words-cosine"] - found.background[0],
            math.log1p(found.length) / 4.0,
            float(found.foreign),
            float((int(found.entries[order[0]]), found.latin) not in self._scripts),
            *dense,
            1.0,
        )

    def rank(self, found: Found, weights: Weights) -> Ranking:
        """Order the candidates and give each its score."""
        ranks = found.features @ _vector(weights.rank, rank_features(self.mode))
        values = self.trust_values(found, ranks)
        names = trust_features(self.mode)
        trust = logistic(sum(weights.trust[n] * v for n, v in zip(names, values, strict=True)))
        order = np.argsort(-ranks, kind="stable")
        first = float(ranks[order[0]])
        return Ranking(
            entries=tuple(
                (int(found.entries[place]), trust * math.exp(float(ranks[place]) - first))
                for place in order
            )
        )

    def search(self, text: str, weights: Weights) -> Ranking:
        """Rank the entries for a question.

        Somebody who says a phrasing word for word is trusted to mean its entry; a background line
        said word for word has no entry at all.
        """
        found = self.find(text)
        if found is None:
            return Ranking(entries=())
        ranking = self.rank(found, weights)
        said = self._said.get(normalize(text))
        if said is None:
            return ranking
        if said == BACKGROUND:
            return Ranking(entries=())
        others = tuple(pair for pair in ranking.entries if pair[0] != said)
        return Ranking(entries=((said, _WORD_FOR_WORD), *others))


def _vector(weights: Mapping[str, float], names: Sequence[str]) -> Vectors:
    return np.asarray([weights[name] for name in names], np.float32)


def normalize_long(texts: Sequence[str]) -> str:
    """Normalise texts that may be longer than a question, line by line."""
    return " ".join(normalize(line) for text in texts for line in text.splitlines())
