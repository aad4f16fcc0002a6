"""Find the entries nearest to a question, and say how far the first one can be trusted."""

import copy
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge_base.clusters import Likeness, overlap
from knowledge_base.dense import Near, Space
from knowledge_base.encoders import LIGHT, Vectors, parts
from knowledge_base.gist import gists
from knowledge_base.grams import Answers, Texts
from knowledge_base.lexical import BACKGROUND, LeftOut, Match, View
from knowledge_base.loader import Content, Entry
from knowledge_base.normalize import normalize
from knowledge_base.ranking import VIEWS, Found, Ranking, Weights, rank
from knowledge_base.sounds import sounds
from knowledge_base.vectors import VectorStore
from knowledge_base.vocabulary import Vocabulary

# Of the best candidates by each comparison, features are worked out.
_CANDIDATES: Final = 12
# Of what makes two questions alike, beside an encoder; and without one, which is less sure.
_WORDS: Final = 0.4
_WORDS_ALONE: Final = 0.9
_WORD_FOR_WORD: Final = 1.0
_SENTENCE: Final = re.compile(r"[。！？!?\n；;]")
_SHORTEST_SENTENCE: Final = 4

Grams = tuple[frozenset[str], frozenset[str], frozenset[str]]
"""Of one text, for each of VIEWS."""


class Index:
    """All phrasings and background lines, comparable with a question in several ways. Immutable.

    It does not depend on a community's facts, so that one calibration holds everywhere. `extended`
    and `sharpened` return another one, which shares with the first all that is the same.
    """

    def __init__(self, content: Content) -> None:
        self.mode = LIGHT
        self._stores: tuple[VectorStore, ...] = ()
        self._spaces: tuple[Space, ...] = ()
        pairs = [(n, line) for n, entry in enumerate(content.entries) for line in entry.phrasings]
        pairs += [(BACKGROUND, line) for line in content.background]
        self.owners = [owner for owner, _ in pairs]
        self.lines = [normalize(line) for _, line in pairs]
        self._said = dict(zip(self.lines, self.owners, strict=True))
        self._taught: Mapping[str, tuple[int, ...]] = {}
        vocabulary = Vocabulary(content.concepts, content.foreign)
        self._vocabulary = vocabulary.with_words_of(self.lines)
        self._entries = len(content.entries)
        self._scripts = _scripts(self.owners, self.lines, self._entries)
        texts = tuple(Texts() for _ in VIEWS)
        for line in self.lines:
            for text, grams in zip(texts, self._grams(line), strict=True):
                text.add(grams)
        owners = np.asarray(self.owners, np.int32)
        self._views = tuple(
            View(text, owners, self._entries, strangers=view != "concepts")
            for view, text in zip(VIEWS, texts, strict=True)
        )
        answers = Texts()
        for entry in content.entries:
            answers.add(self._answer_grams(entry))
        self._answers = Answers(answers)

    def sharpened(self, content: Content, stores: Sequence[VectorStore], mode: str) -> "Index":
        """Return the same index, of the same content, with encoders."""
        if len(stores) != len(parts(mode)):
            raise ValueError(f"mode '{mode}' needs {len(parts(mode))} encoders")
        sentences = list(enumerate(map(_sentences, content.entries)))
        index = copy.copy(self)
        index.mode, index._stores = mode, tuple(stores)
        index._spaces = tuple(
            Space(
                lines=store.held(self.lines),
                owners=np.asarray(self.owners, np.int32),
                answers=store.held([line for _, lines in sentences for line in lines]),
                answer_owners=_owners(sentences),
                entries=self._entries,
            )
            for store in stores
        )
        return index

    def extended(
        self, phrasings: Mapping[int, Sequence[str]], entries: Sequence[Entry]
    ) -> "Index":
        """Return the index with more phrasings for its entries, and with entries at the end.

        Only what is added is worked on. A background line that is said by one of them is taken
        out. It is meant for an index as it was built, not for one that was extended already.
        """
        after = enumerate(entries, start=self._entries)
        said = [*phrasings.items(), *((number, entry.phrasings) for number, entry in after)]
        pairs = list(
            dict.fromkeys(
                (owner, line)
                for owner, lines in said
                for line in map(normalize, lines)
                if line and self._said.get(line) != owner
            )
        )
        owners, lines = [owner for owner, _ in pairs], [line for _, line in pairs]
        gone = self._background_lines(lines)
        index = copy.copy(self)
        index.owners, index.lines = self.owners + owners, self.lines + lines
        taught: dict[str, tuple[int, ...]] = {}
        for owner, line in pairs:
            taught[line] = (*taught.get(line, ()), owner)
        index._taught = taught
        index._vocabulary = self._vocabulary.with_words_of(lines)
        index._entries = self._entries + len(entries)
        index._scripts = _scripts(owners, lines, index._entries)
        index._scripts[: self._entries] |= self._scripts
        grams = [self._grams(line) for line in lines]
        index._views = tuple(
            view.extended([found[n] for found in grams], owners, index._entries, gone)
            for n, view in enumerate(self._views)
        )
        index._answers = self._answers.extended(map(self._answer_grams, entries))
        sentences = list(enumerate(map(_sentences, entries), start=self._entries))
        answers = [line for _, lines in sentences for line in lines]
        index._spaces = tuple(
            space.extended(
                lines=store.of(lines),
                owners=np.asarray(owners, np.int32),
                answers=store.of(answers),
                answer_owners=_owners(sentences),
                entries=index._entries,
                gone=gone,
            )
            for store, space in zip(self._stores, self._spaces, strict=True)
        )
        return index

    def _background_lines(self, said: Collection[str]) -> list[int]:
        sought = {line for line in said if self._said.get(line) == BACKGROUND}
        if not sought:
            return []
        return [
            place
            for place, (owner, line) in enumerate(zip(self.owners, self.lines, strict=True))
            if owner == BACKGROUND and line in sought
        ]

    def _grams(self, line: str) -> Grams:
        """Return the grams of a normalised text for each of VIEWS."""
        grams = self._vocabulary.grams(line)
        concepts = frozenset(gram for gram in grams if gram[0] == "k")
        return grams - concepts, concepts, sounds(line)

    def _answer_grams(self, entry: Entry) -> frozenset[str]:
        """Return the words and the concepts of an answer."""
        lines = (line for text in entry.about for line in text.splitlines())
        return self._vocabulary.grams(" ".join(map(normalize, lines)))

    # ---- comparing ------------------------------------------------------------------------

    def find(
        self, text: str, left_out: int | None = None, hidden: Collection[int] = ()
    ) -> Found | None:
        """Return the nearest entries of a question, as if line ``left_out`` were not there.

        ``hidden`` entries are not among them. None when the question holds no words at all.
        """
        question = self._vocabulary.mend(normalize(text))
        heard = [question for _ in self._stores]
        if heard and left_out is None:
            heard = gists(text, question, self._stores, self._spaces)
        grams = self._grams(question)
        if not grams[0]:
            return None
        matches = [
            view.match(found, self._left_out(place, left_out), hidden)
            for place, (view, found) in enumerate(zip(self._views, grams, strict=True))
        ]
        owner = None if left_out is None else (left_out, self.owners[left_out])
        nears = [
            space.near(self._vector_of(store, words, left_out), owner)
            for store, space, words in zip(self._stores, self._spaces, heard, strict=True)
        ]
        entries = self._candidates(matches, nears, hidden)
        over = [
            self._left_over(place, grams[place], entries, left_out, hidden) for place in (0, 1)
        ]
        lexical = [over[0][1], over[0][0], over[1][0]]
        features = self._features(lexical, matches, nears, entries, left_out)
        latin = int(question.isascii())
        return Found(
            mode=self.mode,
            entries=entries,
            features=features,
            strange=~self._scripts[entries, latin],
            background=(matches[0].background, *(near.background for near in nears)),
            inside=tuple(near.inside for near in nears),
            unknown=matches[0].unknown,
            length=len(question),
            foreign=self._vocabulary.is_foreign(question),
        )

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
    def _candidates(
        matches: Sequence[Match], nears: Sequence[Near], hidden: Collection[int]
    ) -> NDArray[np.int64]:
        scores = [match.cosine for match in matches] + [match.coverage for match in matches]
        scores += [near.centre for near in nears] + [near.classes for near in nears]
        most = min(_CANDIDATES, len(scores[0]) - len(hidden))
        if most <= 0:
            return np.zeros(0, np.int64)
        out = list(hidden)
        best = []
        for score in scores:
            last = -score
            last[out] = np.inf
            best.append(np.argpartition(last, most - 1)[:most])
        return np.unique(np.concatenate(best))

    def _left_over(
        self,
        place: int,
        grams: frozenset[str],
        entries: NDArray[np.int64],
        left_out: int | None,
        hidden: Collection[int],
    ) -> tuple[Vectors, Vectors]:
        """Return how much of a question is new to some entries, and what their answers share.

        The first is the weight of its grams, in twentieths, that stand neither in an entry's lines
        nor in its answer; the second the share of its weight that stands in the answer.
        """
        rarities = self._views[place].rarities(grams, hidden)
        names, weights = [*rarities], np.asarray([*rarities.values()], np.float32)
        answered = self._answers.having(names, entries.tolist())
        held = self._views[place].having(names, entries, self._left_out(place, left_out))
        left = ~(answered | held) @ weights / np.float32(20.0)
        return left, answered @ weights / np.float32(weights.sum() or 1.0)

    def _features(
        self,
        lexical: Sequence[Vectors],
        matches: Sequence[Match],
        nears: Sequence[Near],
        entries: NDArray[np.int64],
        left_out: int | None,
    ) -> Vectors:
        columns: list[Vectors] = []
        for match in matches:
            columns += [match.cosine[entries], match.coverage[entries]]
        columns += lexical
        dense = [
            space.features(near, entries.tolist(), left_out)
            for space, near in zip(self._spaces, nears, strict=True)
        ]
        return np.column_stack([*columns, *dense]).astype(np.float32)

    def likeness(self, texts: Sequence[str]) -> Likeness:
        """Return how far each text asks what each other asks, about 0 to 1, [text, text]."""
        questions = [self._vocabulary.mend(normalize(text)) for text in texts]
        grams = [self._grams(question) for question in questions]
        words, concepts, heard = (
            overlap([view.rarities(found[place]) for found in grams])
            for place, view in enumerate(self._views)
        )
        words = np.maximum(words, heard)
        bare = np.asarray([not found[1] for found in grams], bool)
        concepts = np.where(bare[:, None] & bare[None, :], words, concepts)
        alike = (words + concepts) / np.float32(2.0)
        if not self._stores:
            return alike * np.float32(_WORDS_ALONE)
        meant = self._spaces[0].centred(self._stores[0].many(questions))
        return np.float32(_WORDS) * alike + np.float32(1.0 - _WORDS) * (meant @ meant.T)

    # ---- ranking --------------------------------------------------------------------------

    def search(self, text: str, weights: Weights, hidden: Collection[int] = ()) -> Ranking:
        """Rank the entries for a question, without ``hidden`` ones.

        Somebody who says a phrasing word for word is trusted to mean its entry; after a
        background line said word for word no entry is trusted at all.
        """
        found = self.find(text, hidden=hidden)
        if found is None or not len(found.entries):
            return Ranking(entries=())
        ranking = rank(found, weights)
        said = self._owner_of(normalize(text), hidden)
        if said is None:
            return ranking
        if said == BACKGROUND:
            return Ranking(entries=tuple((number, 0.0) for number, _ in ranking.entries))
        others = tuple(pair for pair in ranking.entries if pair[0] != said)
        return Ranking(entries=((said, _WORD_FOR_WORD), *others))

    def says(self, text: str, hidden: Collection[int] = ()) -> bool:
        """Tell whether a text is a phrasing of an entry, word for word."""
        owner = self._owner_of(normalize(text), hidden)
        return owner is not None and owner != BACKGROUND

    def _owner_of(self, line: str, hidden: Collection[int]) -> int | None:
        """Return whose a line is word for word; the last whom it was taught goes first."""
        taught = (owner for owner in reversed(self._taught.get(line, ())) if owner not in hidden)
        return next(taught, self._said.get(line))


def _scripts(owners: Sequence[int], lines: Sequence[str], entries: int) -> NDArray[np.bool_]:
    """Return whether each entry has lines in Chinese, and in Latin letters: [entry, script]."""
    found = np.zeros((entries, 2), bool)
    for owner, line in zip(owners, lines, strict=True):
        if owner >= 0:
            found[owner, int(line.isascii())] = True
    return found


def _sentences(entry: Entry) -> list[str]:
    parts_of = (part for text in entry.about for part in _SENTENCE.split(text))
    return [line for line in map(normalize, parts_of) if len(line) >= _SHORTEST_SENTENCE]


def _owners(sentences: Sequence[tuple[int, Sequence[str]]]) -> NDArray[np.int32]:
    return np.asarray([owner for owner, lines in sentences for _ in lines], np.int32)
