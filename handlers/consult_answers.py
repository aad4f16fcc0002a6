"""The answers that fit whoever asks: those of their community, or of each that they may mean."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from bot.telegram.turn import Turn
from domain.desk import Community, Desk
from domain.errors import NotFound
from domain.language import Language
from domain.ticket import TicketId
from handlers.communities import communities_here
from handlers.consult_memory import Memory
from services.consultations import Consultations, ReceiveVerdict, RecordConsultation
from services.knowledge import KnowledgeMatch, KnowledgeReply
from services.knowledge_rows import Verdict
from services.ports import Knowledge, Runner


class Answers:
    """The knowledge base of each community: fees, hours and numbers differ between them.

    What is asked, and how the answer is received, is kept in the consultation archive.
    """

    def __init__(
        self, desk: Desk, bases: Mapping[str, Knowledge], consultations: Consultations
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

    async def ask(self, turn: Turn, runner: Runner, text: str) -> KnowledgeReply:
        """Look a question up, off the event loop, and keep it with what was found."""
        knowledge = await self.of(turn, runner)
        reply = await asyncio.to_thread(knowledge.ask, text, turn.language.value)
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
        return reply

    async def received(
        self,
        turn: Turn,
        runner: Runner,
        verdict: Verdict,
        entry_id: str = "",
        ticket_id: TicketId | None = None,
    ) -> None:
        """Keep what the asker thinks of the answer to the question that is remembered."""
        kept = Memory(turn.dialogue).consultation
        if kept is None:
            return
        command = ReceiveVerdict(
            by=turn.person.id,
            consultation_id=kept,
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
