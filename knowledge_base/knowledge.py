"""The knowledge base as the desk uses it: ask, look up, browse, teach (知识库, S-025, S-026)."""

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeVar

import structlog

from knowledge_base.clusters import clusters
from knowledge_base.encoders import LIGHT, open_encoders
from knowledge_base.loader import CONTENT, LANGUAGES, Content, Entry, read_content
from knowledge_base.placeholders import FactValue
from knowledge_base.ranking import Weights
from knowledge_base.refusals import Refusals
from knowledge_base.search import Index
from knowledge_base.taught import NOTHING, Lesson, Standing, lesson_of
from knowledge_base.vectors import VectorStore
from knowledge_base.weights import read_weights
from services.guides import Guide
from services.knowledge import EntryNote, KnowledgeMatch, KnowledgeReply, Taught

MOST_MATCHES: Final = 5
MOST_SUGGESTIONS: Final = 3
_ABSTAIN: Final = KnowledgeReply(decision="abstain", matches=())
_log = structlog.get_logger(__name__)
_Found = TypeVar("_Found")


class Search:
    """The search of one content, which the bases of several communities share.

    It begins in the light mode, which needs no encoder and is ready at once. `sharpen` takes the
    time to load encoders and the vectors of all lines; `teach` adds what colleagues have taught.
    Both may run on any thread beside those that ask, and change over in one step. So does
    `fall_back`, to the light mode.
    """

    def __init__(self, content: Content, folder: Path = CONTENT) -> None:
        self._content, self.folder = content, folder
        self.refusals = Refusals.read(folder)
        self._changing = threading.Lock()
        self._taught = Taught()
        self._light = self._built = Index(content)
        self._weights = read_weights(LIGHT, folder)
        self._now = self._standing(self._built, self._weights, NOTHING)

    @property
    def now(self) -> Standing:
        """The index, the weights and the taught entries that belong together at this moment."""
        return self._now

    def teach(self, taught: Taught) -> None:
        """Make ``taught`` all that is taught: what was taught before and is not in it is gone.

        Only taught lines and entries are worked on, never the whole base: a few milliseconds, and
        for each text that was never encoded some 30 more. Call it in the order of versions.
        """
        with self._changing:
            if taught == self._taught:
                return
            lesson = lesson_of(taught, self._content.entries)
            if lesson.unknown:
                _log.warning("taught to unknown entries", count=lesson.unknown)
            self._now = self._standing(self._built, self._weights, lesson)
            self._taught = taught

    def sharpen(self, mode: str, vectors: Path | None = None) -> None:
        """Change over to a mode with encoders; blocks for a second, or a minute the first time.

        ``vectors`` is a folder to keep the vectors of the base's lines in, for the next start.

        Raises:
            ValueError: There is no such mode.
            ImportError: The package of an encoder is not installed.
        """
        weights = read_weights(mode, self.folder)
        stores = tuple(VectorStore(encoder, vectors) for encoder in open_encoders(mode, vectors))
        built = self._light.sharpened(self._content, stores, mode)
        # What is taught by now is encoded while nobody has to wait for the change.
        self._standing(built, weights, self._now.lesson)
        for store in stores:
            store.write()
        with self._changing:
            self._now = self._standing(built, weights, self._now.lesson)
            self._built, self._weights = built, weights
            for store in stores:
                store.write()

    def fall_back(self) -> None:
        """Go back to the light mode, which needs no file, until the next start."""
        weights = read_weights(LIGHT, self.folder)
        with self._changing:
            if self._built is self._light:
                return
            self._now = self._standing(self._light, weights, self._now.lesson)
            self._built, self._weights = self._light, weights
        _log.error("knowledge base went back to the light mode: a file of vectors is unreadable")

    def _standing(self, built: Index, weights: Weights, lesson: Lesson) -> Standing:
        # Always from what was built: what is taught and taken back leaves no trace.
        index = built
        if lesson.phrasings or lesson.entries:
            index = index.extended(lesson.phrasings, lesson.entries)
        return Standing(
            index=index,
            weights=weights,
            built=len(self._content.entries),
            lesson=lesson,
        )


class KnowledgeBase:
    """Answers a community's questions from its content and what it was taught, on any thread."""

    def __init__(self, content: Content, search: Search, community: str = "") -> None:
        self._content, self.community = content, community
        self.search = search
        self._by_id = {entry.entry_id: entry for entry in content.entries}

    @classmethod
    def from_content(
        cls, facts: Mapping[str, FactValue], folder: Path = CONTENT, community: str = ""
    ) -> "KnowledgeBase":
        """Load the shipped base for one community, which has its code.

        ``facts`` are keyed without "facts."; a value is one text, or one for each of zh and en.
        Raises ContentError, which names the file and the entry.
        """
        return cls.of(read_content(facts, folder), folder, community)

    @classmethod
    def of(cls, content: Content, folder: Path = CONTENT, community: str = "") -> "KnowledgeBase":
        """Load any base, with the weights of ``folder``."""
        return cls(content, Search(content, folder), community)

    def elsewhere(
        self, facts: Mapping[str, FactValue] | None, community: str = ""
    ) -> "KnowledgeBase":
        """Return the base of another community: the same search, its own entries and facts.

        Without ``facts`` they are the same as here. Raises ContentError.
        """
        content = self._content if facts is None else read_content(facts, self.search.folder)
        return KnowledgeBase(content, self.search, community)

    def ask(self, text: str, language: str) -> KnowledgeReply:
        """Find what fits a question and answer in ``language``, or say honestly that nothing does.

        An answer comes first of up to five matches, the others being the next best; suggestions
        are at most three; an abstention has none. When the nearest entry lacks a fact here, a
        person has to answer: no neighbour of it is given out for it. What a rule refuses is not
        looked up, unless the base itself says it word for word.
        """
        return self._searching(lambda now: self._reply(text, language, now))

    def _reply(self, text: str, language: str, now: Standing) -> KnowledgeReply:
        weights = now.weights
        refusal = self.search.refusals.of(text)
        if refusal is not None and not now.index.says(text, now.hidden_from(self.community)):
            return KnowledgeReply(decision="abstain", matches=(), refusal=refusal)
        ranked = self._ranked(text, now)
        trust = ranked[0][1] if ranked else 0.0
        if trust < weights.suggest_from:
            return _ABSTAIN
        sure = trust >= weights.answer_from
        if sure and not ranked[0][0].offered:
            return _ABSTAIN
        most = MOST_MATCHES if sure else MOST_SUGGESTIONS
        matches = [self._match(entry, score, language) for entry, score in ranked if entry.offered]
        if not matches:
            return _ABSTAIN
        return KnowledgeReply(
            decision="answer" if sure else "suggest", matches=tuple(matches[:most])
        )

    def order(self, text: str) -> tuple[str, ...]:
        """Return the ids of the nearest entries, best first, whatever the trust: to measure."""
        ranked = self._searching(lambda now: self._ranked(text, now))
        return tuple(entry.entry_id for entry, _ in ranked)

    def nearest(self, text: str, language: str, count: int) -> tuple[KnowledgeMatch, ...]:
        """Return the offered entries nearest to a text, whatever the trust: a clerk picks."""
        ranked = self._searching(lambda now: self._ranked(text, now))
        found = [self._match(entry, score, language) for entry, score in ranked if entry.offered]
        return tuple(found[:count])

    def clusters(self, texts: Sequence[str]) -> list[list[int]]:
        """Return which texts ask the same: their places, most central first, largest first."""
        return clusters(self._searching(lambda now: now.index.likeness(texts)))

    def entry(self, entry_id: str, language: str) -> KnowledgeMatch | None:
        """Return an entry by id; None when it does not exist or lacks a fact here."""
        entry = self._by_id.get(entry_id)
        if entry is None:
            own = self.search.now.taught_in(self.community)
            entry = next((one for one in own if one.entry_id == entry_id), None)
        return self._match(entry, 1.0, language) if entry and entry.offered else None

    def topics(self, language: str) -> tuple[tuple[str, str], ...]:
        """Return (category, its name) of the categories that have something to offer."""
        offered = {entry.category for entry in self._entries() if entry.offered}
        tag = _known(language)
        return tuple(
            (topic.category, topic.names[tag])
            for topic in self._content.topics
            if topic.category in offered
        )

    def in_topic(self, category: str, language: str) -> tuple[KnowledgeMatch, ...]:
        """Return the entries of a category in the order of its file, then its taught ones."""
        return tuple(
            self._match(entry, 1.0, language)
            for entry in self._entries()
            if entry.category == category and entry.offered
        )

    def notes(self, language: str) -> tuple[EntryNote, ...]:
        """Return every entry that is offered, with how many phrasings it has by now."""
        taught = self.search.now.lesson.phrasings
        more = {number: len(lines) for number, lines in taught.items()}
        return tuple(
            EntryNote(
                entry_id=entry.entry_id,
                question=entry.texts[_known(language)].question,
                phrasings=len(entry.phrasings) + more.get(number, 0),
                reviewed=entry.reviewed,
            )
            for number, entry in enumerate(self._entries())
            if entry.offered
        )

    def guides(self, language: str) -> tuple[Guide, ...]:
        """Return the guides in the order of their files."""
        return self._content.guides.all_in(language)

    def guide(self, guide_id: str, language: str) -> Guide | None:
        """Return a guide by its id."""
        return self._content.guides.get(guide_id, language)

    def guide_of(self, entry_id: str) -> str | None:
        """Return the id of the guide that an entry leads to."""
        return self._content.guides.of_entry(entry_id)

    def _entries(self) -> tuple[Entry, ...]:
        return self._content.entries + self.search.now.taught_in(self.community)

    def _searching(self, work: Callable[[Standing], _Found]) -> _Found:
        """Work on the search of this moment, or in the light mode when vectors can't be read."""
        try:
            return work(self.search.now)
        except OSError:
            self.search.fall_back()
            return work(self.search.now)

    def _ranked(self, text: str, now: Standing) -> list[tuple[Entry, float]]:
        """Return the nearest entries, best first, without those of other communities."""
        ranking = now.index.search(text, now.weights, now.hidden_from(self.community))
        taught, built = now.lesson.entries, self._content.entries
        return [
            (built[number] if number < now.built else taught[number - now.built], score)
            for number, score in ranking.entries
        ]

    @staticmethod
    def _match(entry: Entry, score: float, language: str) -> KnowledgeMatch:
        text = entry.texts[_known(language)]
        return KnowledgeMatch(
            entry_id=entry.entry_id,
            question=text.question,
            answer=text.answer,
            score=score,
            category=entry.category,
        )


def _known(language: str) -> str:
    return language if language in LANGUAGES else LANGUAGES[0]
