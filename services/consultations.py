"""The consultation archive (S-029): every question, what was answered, how it was received."""

from dataclasses import dataclass
from typing import Final

from domain.clock import Clock
from domain.desk import Desk
from domain.errors import NotFound
from domain.language import Language
from domain.people import PersonId
from domain.ticket import TicketId
from services.knowledge_rows import Consultation, Decision, Verdict
from services.ports import UnitOfWork

MAX_QUESTION: Final = 2000
"""Characters of a question that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConsultation:
    """A question was asked and something was said to it. The same ``key`` is one question.

    ``entry_id`` and ``score`` are those of the first match, if there is one. The text of what was
    ``refused`` by rule is not kept.
    """

    key: str
    by: PersonId
    community: str
    language: Language
    text: str
    decision: Decision
    entry_id: str | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveVerdict:
    """The asker says what they think of it.

    ``entry_id`` is the entry that they mean, where it is not the first one; ``ticket_id`` is what
    their question became when it was handed to a person.
    """

    by: PersonId
    consultation_id: int
    verdict: Verdict
    entry_id: str | None = None
    ticket_id: TicketId | None = None


class Consultations:
    """Keeps what is asked, for those who teach the knowledge base."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    def record(self, uow: UnitOfWork, command: RecordConsultation) -> int:
        """Keep a question and return its id; nobody has to consent to have it kept unnamed.

        Raises:
            UnknownCommunity: There is no such community.
        """
        community = self._desk.community(command.community)
        consented = uow.people.get_required(command.by).consent_at is not None
        kept = Consultation(
            at=self._clock.now(),
            community=community.code,
            language=command.language,
            text=None if command.decision == "refused" else command.text.strip()[:MAX_QUESTION],
            decision=command.decision,
            entry_id=command.entry_id,
            score=command.score,
            person_id=command.by if consented else None,
        )
        return uow.consultations.add(kept, command.key, command.by)

    def receive(self, uow: UnitOfWork, command: ReceiveVerdict) -> None:
        """Keep how the asker received it; may be repeated, and changed.

        Raises:
            NotFound: Somebody else asked it, or it was asked so long ago that it is forgotten.
        """
        if not uow.consultations.asked_by(command.consultation_id, command.by):
            raise NotFound(f"consultation {command.consultation_id}")
        if command.ticket_id is not None:
            ticket = uow.tickets.get_required(command.ticket_id)
            if ticket.reporter != command.by:
                raise NotFound(f"ticket {command.ticket_id}")
        uow.consultations.receive(
            command.consultation_id, command.verdict, command.entry_id, command.ticket_id
        )
