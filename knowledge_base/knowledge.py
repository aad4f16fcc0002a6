"""The knowledge base as the desk uses it: ask, look up, browse (知识库, S-025, S-026)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from knowledge_base.calibration import read_weights
from knowledge_base.encoders import LIGHT, open_encoders
from knowledge_base.loader import CONTENT, LANGUAGES, Content, Entry, read_content
from knowledge_base.placeholders import FactValue
from knowledge_base.search import Index, Weights
from knowledge_base.vectors import VectorStore
from services.guides import Guide
from services.knowledge import KnowledgeMatch, KnowledgeReply

MOST_MATCHES: Final = 5
MOST_SUGGESTIONS: Final = 3
_ABSTAIN: Final = KnowledgeReply(decision="abstain", matches=())


class Search:
    """The search of one content, which the bases of several communities share.

    It begins in the light mode, which needs no encoder and is ready at once; `sharpen` takes the
    time to load encoders and the vectors of all lines, and then changes over in one step.
    """

    def __init__(self, content: Content, folder: Path = CONTENT) -> None:
        self._content, self.folder = content, folder
        self._now = (Index(content), read_weights(LIGHT, folder))

    @property
    def now(self) -> tuple[Index, Weights]:
        """The index and the weights that belong together at this moment."""
        return self._now

    def sharpen(self, mode: str, vectors: Path | None = None) -> None:
        """Change over to a mode with encoders; blocks for a second, or a minute the first time.

        ``vectors`` is a folder to keep the vectors of the base's lines in, for the next start.

        Raises:
            ValueError: There is no such mode.
            ImportError: The package of an encoder is not installed.
        """
        weights = read_weights(mode, self.folder)
        stores = [VectorStore(encoder, vectors) for encoder in open_encoders(mode)]
        self._now = (self._now[0].sharpened(self._content, stores, mode), weights)


class KnowledgeBase:
    """Answers questions from its content, on any thread."""

    def __init__(self, content: Content, search: Search) -> None:
        self._content = content
        self.search = search
        self._by_id = {entry.entry_id: entry for entry in content.entries}

    @classmethod
    def from_content(
        cls, facts: Mapping[str, FactValue], folder: Path = CONTENT
    ) -> "KnowledgeBase":
        """Load the shipped base for one community.

        ``facts`` are keyed without "facts."; a value is one text, or one for each of zh and en.
        Raises ContentError, which names the file and the entry.
        """
        return cls.of(read_content(facts, folder), folder)

    @classmethod
    def of(cls, content: Content, folder: Path = CONTENT) -> "KnowledgeBase":
        """Load any base, with the weights of ``folder``."""
        return cls(content, Search(content, folder))

    def elsewhere(self, facts: Mapping[str, FactValue]) -> "KnowledgeBase":
        """Return the base of another community: the same search, its facts in the answers.

        Raises ContentError.
        """
        return KnowledgeBase(read_content(facts, self.search.folder), self.search)

    def ask(self, text: str, language: str) -> KnowledgeReply:
        """Find what fits a question and answer in ``language``, or say honestly that nothing does.

        An answer comes first of up to five matches, the others being the next best; suggestions
        are at most three; an abstention has none. When the nearest entry lacks a fact here, a
        person has to answer: no neighbour of it is given out for it.
        """
        index, weights = self.search.now
        ranking = index.search(text, weights)
        if ranking.trust < weights.suggest_from:
            return _ABSTAIN
        ranked = [(self._content.entries[number], score) for number, score in ranking.entries]
        sure = ranking.trust >= weights.answer_from
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
        index, weights = self.search.now
        ranking = index.search(text, weights)
        return tuple(self._content.entries[number].entry_id for number, _ in ranking.entries)

    def entry(self, entry_id: str, language: str) -> KnowledgeMatch | None:
        """Return an entry by id; None when it does not exist or lacks a fact here."""
        entry = self._by_id.get(entry_id)
        return self._match(entry, 1.0, language) if entry and entry.offered else None

    def topics(self, language: str) -> tuple[tuple[str, str], ...]:
        """Return (category, its name) of the categories that have something to offer."""
        offered = {entry.category for entry in self._content.entries if entry.offered}
        tag = _known(language)
        return tuple(
            (topic.category, topic.names[tag])
            for topic in self._content.topics
            if topic.category in offered
        )

    def in_topic(self, category: str, language: str) -> tuple[KnowledgeMatch, ...]:
        """Return the entries of a category in the order of its file; none if it is unknown."""
        return tuple(
            self._match(entry, 1.0, language)
            for entry in self._content.entries
            if entry.category == category and entry.offered
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
