"""The answers that fit whoever asks: those of their community, or of each that they may mean."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from bot.telegram.turn import Turn
from domain.desk import Community, Desk
from domain.errors import NotFound
from domain.language import Language
from domain.ticket import TicketId
from handlers.communities import communities_here
from handlers.consult_memory import Memory
from handlers.several_guides import join_guides, said_by_each
from services.consultations import Consultations, ReceiveVerdict, RecordConsultation
from services.guides import Guide
from services.knowledge import KnowledgeMatch, KnowledgeReply
from services.knowledge_rows import Verdict
from services.ports import KeptKnowledge, Knowledge, Runner


class Answers:
    """The knowledge base of each community: fees, hours and numbers differ between them.

    What is asked, and how the answer is received, is kept in the consultation archive.
    """

    def __init__(
        self, desk: Desk, bases: Mapping[str, KeptKnowledge], consultations: Consultations
    ) -> None:
        self._desk, self._bases = desk, bases
        self._consultations = consultations

    async def of(self, turn: Turn, runner: Runner) -> Knowledge:
        """Return what answers this person: one community's base, or several with their names."""
        first = next(iter(self._bases.values()))
        if all(base is first for base in self._bases.values()):
            return first
        communities = await communities_here(turn, self._desk, runner)
        return SeveralBases([(one, self._bases[one.code]) for one in communities])

    def in_community(self, code: str) -> KeptKnowledge:
        """Return the base of one community, for those who teach it.

        Raises:
            NotFound: There is no such community.
        """
        if code not in self._bases:
            raise NotFound(code)
        return self._bases[code]

    async def ask(self, turn: Turn, runner: Runner, text: str) -> KnowledgeReply:
        """Look a question up, and keep it with what was found."""
        reply = await self.find(turn, runner, text)
        await self.keep(turn, runner, text, reply)
        return reply

    async def find(self, turn: Turn, runner: Runner, text: str) -> KnowledgeReply:
        """Look up what may be a question, off the event loop."""
        knowledge = await self.of(turn, runner)
        return await asyncio.to_thread(knowledge.ask, text, turn.language.value)

    async def keep(self, turn: Turn, runner: Runner, text: str, reply: KnowledgeReply) -> None:
        """Keep in the archive what was asked and found, and remember it for the verdict."""
        first = reply.matches[0] if reply.matches else None
        command = RecordConsultation(
            key=turn.key,
            by=turn.person.id,
            community=(await communities_here(turn, self._desk, runner))[0].code,
            language=turn.language,
            text=text,
            decision="refused" if reply.refusal is not None else reply.decision,
            entry_id=first.entry_id if first is not None else None,
            score=first.score if first is not None else 0.0,
        )
        kept = await runner.run(self._consultations.record, command)
        Memory(turn.dialogue).looked_up(kept, [match.entry_id for match in reply.matches])

    async def received(
        self,
        turn: Turn,
        runner: Runner,
        verdict: Verdict,
        entry_id: str = "",
    ) -> None:
        """Keep what the asker thinks of the answer to the question that is remembered."""
        kept = Memory(turn.dialogue).consultation
        if kept is not None:
            await self.judged(turn, runner, kept, verdict, entry_id)

    async def judged(
        self,
        turn: Turn,
        runner: Runner,
        consultation_id: int,
        verdict: Verdict,
        entry_id: str = "",
        ticket_id: TicketId | None = None,
    ) -> None:
        """Keep what the asker thinks of the answer to any question of theirs."""
        command = ReceiveVerdict(
            by=turn.person.id,
            consultation_id=consultation_id,
            verdict=verdict,
            entry_id=entry_id or None,
            ticket_id=ticket_id,
        )
        with suppress(NotFound):
            # Asked so long ago that the archive has forgotten it: nobody can learn from it.
            await runner.run(self._consultations.receive, command)


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
        if reply.refusal is not None:
            return reply
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
            topic
            for topic in self._first.topics(language)
            # One is enough: to look at all of them would hold up the event loop.
            if next(self._in_topic(topic[0], language), None) is not None
        )

    def in_topic(self, category: str, language: str) -> tuple[KnowledgeMatch, ...]:
        """Return the entries of a category that every one of the communities can answer."""
        return tuple(self._in_topic(category, language))

    def _in_topic(self, category: str, language: str) -> Iterator[KnowledgeMatch]:
        for match in self._first.in_topic(category, language):
            found = self._everywhere(match, language)
            if found is not None:
                yield found

    def guides(self, language: str) -> tuple[Guide, ...]:
        """Return the guides, each with what every one of the communities can say."""
        found = (self.guide(one.guide_id, language) for one in self._first.guides(language))
        return tuple(one for one in found if one is not None)

    def guide(self, guide_id: str, language: str) -> Guide | None:
        """Return a guide; a step that one of the communities cannot take is left out."""
        guides = [(name, base.guide(guide_id, language)) for name, base in self._named(language)]
        known = [(name, guide) for name, guide in guides if guide is not None]
        return join_guides(known) if known else None

    def guide_of(self, entry_id: str) -> str | None:
        """Return the id of the guide that an entry leads to."""
        return self._first.guide_of(entry_id)

    def _named(self, language: str) -> list[tuple[str, Knowledge]]:
        return [(one.name.text(Language(language)), base) for one, base in self._bases]

    def nearest(self, text: str, language: str, count: int) -> tuple[KnowledgeMatch, ...]:
        """Return the nearest entries that every one of the communities can answer."""
        found = (
            self._everywhere(match, language)
            for match in self._first.nearest(text, language, count)
        )
        return tuple(match for match in found if match is not None)

    def clusters(self, texts: Sequence[str]) -> list[list[int]]:
        """Return which texts ask the same; the search is the same in every community."""
        return self._first.clusters(texts)

    def _everywhere(self, match: KnowledgeMatch, language: str) -> KnowledgeMatch | None:
        answers: list[tuple[str, str]] = []
        for name, base in self._named(language):
            found = base.entry(match.entry_id, language)
            if found is None:
                return None
            answers.append((name, found.answer))
        return replace(match, answer=said_by_each(answers))
