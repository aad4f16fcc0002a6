"""The answers that fit whoever asks: those of their community, or of each that they may mean."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.telegram.turn import Turn
from domain.desk import Community, Desk
from domain.language import Language
from handlers.communities import communities_here
from services.knowledge import KnowledgeMatch, KnowledgeReply
from services.ports import Knowledge, Runner


class Answers:
    """The knowledge base of each community: fees, hours and numbers differ between them."""

    def __init__(self, desk: Desk, bases: Mapping[str, Knowledge]) -> None:
        self._desk, self._bases = desk, bases

    async def of(self, turn: Turn, runner: Runner) -> Knowledge:
        """Return what answers this person: one community's base, or several with their names."""
        first = next(iter(self._bases.values()))
        if all(base is first for base in self._bases.values()):
            return first
        communities = await communities_here(turn, self._desk, runner)
        return SeveralBases([(one, self._bases[one.code]) for one in communities])


class SeveralBases:
    """Answers from the bases of several communities, as one `Knowledge`.

    Where they say the same, it is said once; else each community's answer stands below its name.
    What one of them cannot answer is left to a person: nobody is given another one's answer.
    """

    def __init__(self, bases: Sequence[tuple[Community, Knowledge]]) -> None:
        self._bases = bases
        self._first = bases[0][1]

    def ask(self, text: str, language: str) -> KnowledgeReply:
        """Find what fits a question; the search is the same in every community."""
        reply = self._first.ask(text, language)
        found = [self._everywhere(match, language) for match in reply.matches]
        if reply.decision == "answer" and found[0] is None:
            return KnowledgeReply(decision="abstain", matches=())
        matches = tuple(match for match in found if match is not None)
        return KnowledgeReply(decision=reply.decision if matches else "abstain", matches=matches)

    def entry(self, entry_id: str, language: str) -> KnowledgeMatch | None:
        """Return an entry by its id; ``None`` where one of the communities cannot answer it."""
        found = self._first.entry(entry_id, language)
        return self._everywhere(found, language) if found is not None else None

    def topics(self, language: str) -> tuple[tuple[str, str], ...]:
        """Return (category, its name) of the categories in which something can be answered."""
        return tuple(
            topic for topic in self._first.topics(language) if self.in_topic(topic[0], language)
        )

    def in_topic(self, category: str, language: str) -> tuple[KnowledgeMatch, ...]:
        """Return the entries of a category that every one of the communities can answer."""
        found = (
            self._everywhere(match, language) for match in self._first.in_topic(category, language)
        )
        return tuple(match for match in found if match is not None)

    def _everywhere(self, match: KnowledgeMatch, language: str) -> KnowledgeMatch | None:
        answers: dict[str, list[str]] = {}
        for community, base in self._bases:
            found = base.entry(match.entry_id, language)
            if found is None:
                return None
            name = community.name.text(Language(language))
            answers.setdefault(found.answer, []).append(name)
        if len(answers) == 1:
            return match
        parts = [f"▪ {' / '.join(names)}\n{answer}" for answer, names in answers.items()]
        return replace(match, answer="\n".join(parts))
