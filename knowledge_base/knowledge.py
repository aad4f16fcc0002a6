"""The knowledge base as the desk uses it: ask, look up, browse (知识库, S-025, S-026)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from knowledge_base.calibration import read_weights
from knowledge_base.loader import CONTENT, LANGUAGES, Content, Entry, FactValue, read_content
from knowledge_base.search import Index, Weights
from services.rows import KnowledgeMatch, KnowledgeReply

MOST_MATCHES: Final = 5
MOST_SUGGESTIONS: Final = 3
_ABSTAIN: Final = KnowledgeReply(decision="abstain", matches=())


class KnowledgeBase:
    """Answers questions from the shipped content. Immutable, so any thread may read it."""

    def __init__(
        self, content: Content, index: Index, weights: Weights, folder: Path = CONTENT
    ) -> None:
        self._content = content
        self._index = index
        self._weights = weights
        self._folder = folder
        self._by_id = {entry.entry_id: entry for entry in content.entries}

    @classmethod
    def from_content(
        cls, facts: Mapping[str, FactValue], folder: Path = CONTENT
    ) -> "KnowledgeBase":
        """Load the base for one community.

        ``facts`` are keyed without "facts."; a value is one text, or one for each of zh and en.
        Raises ContentError, which names the file and the entry.
        """
        content = read_content(facts, folder)
        return cls(content, Index(content), read_weights(folder), folder)

    def elsewhere(self, facts: Mapping[str, FactValue]) -> "KnowledgeBase":
        """Return the base of another community: the same search, its facts in the answers.

        Raises ContentError.
        """
        content = read_content(facts, self._folder)
        return KnowledgeBase(content, self._index, self._weights, self._folder)

    def ask(self, text: str, language: str) -> KnowledgeReply:
        """Find what fits a question and answer in ``language``, or say honestly that nothing does.

        An answer comes first of up to five matches, the others being the next best; suggestions
        are at most three; an abstention has none. When the nearest entry lacks a fact here, a
        person has to answer: no neighbour of it is given out for it.
        """
        ranking = self._index.search(text, self._weights)
        if ranking.trust < self._weights.suggest_from:
            return _ABSTAIN
        ranked = [(self._content.entries[number], score) for number, score in ranking.entries]
        sure = ranking.trust >= self._weights.answer_from
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
        ranking = self._index.search(text, self._weights)
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
