"""Questions as they were asked: their text sealed, their asker known by a mark."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from domain.errors import Conflict
from domain.language import Language
from domain.people import PersonId
from domain.ticket import TicketId
from services.knowledge_rows import Consultation, Verdict
from storage.knowledge_tables import TO_LEARN_FROM
from storage.moments import from_micros, to_micros
from storage.statements import Statement
from storage.transaction import Transaction, clean_text

_TEXT: Final = "consultation.text"
_THOUSANDTHS: Final = 1000
"""Scores are stored as whole numbers of these."""

_COLUMNS: Final = (
    "id, at, community, language, text, decision, entry_id, score, person_id, verdict,"
    " received_entry_id, ticket_id, settled_by"
)
_SELECT: Final = f"SELECT {_COLUMNS} FROM consultation"  # noqa: S608 - column names

_ADD = Statement(
    "INSERT INTO consultation (key, at, community, language, text, asker, person_id, decision,"
    " entry_id, score)"
    " VALUES (:key, :at, :community, :language, :text, :asker, :person_id, :decision,"
    " :entry_id, :score)"
    " ON CONFLICT (key) DO NOTHING RETURNING id"
)
_BY_KEY = Statement("SELECT id FROM consultation WHERE key = :key")
_GET = Statement(f"{_SELECT} WHERE id = :id")
_ASKER = Statement("SELECT key, asker FROM consultation WHERE id = :id")
_RECEIVE = Statement(
    "UPDATE consultation SET verdict = :verdict, received_entry_id = :entry_id,"
    " ticket_id = COALESCE(:ticket_id, ticket_id) WHERE id = :id"
)
_TO_LEARN_FROM = Statement(
    f"{_SELECT} WHERE community = :community AND at >= :since AND {TO_LEARN_FROM}"
    " ORDER BY at DESC, id DESC LIMIT :most"
)
_SETTLE = Statement(
    "UPDATE consultation SET settled_by = :edit_id WHERE id = :id AND settled_by IS NULL"
)
_UNSETTLE = Statement("UPDATE consultation SET settled_by = NULL WHERE settled_by = :edit_id")
_PART = Statement("UPDATE consultation SET person_id = NULL WHERE person_id = :person_id")
_FORGET = Statement(
    "UPDATE consultation SET text = NULL, asker = NULL, person_id = NULL, ticket_id = NULL"
    " WHERE id IN (SELECT id FROM consultation WHERE at < :before AND asker IS NOT NULL"
    " LIMIT :most)"
)


class SqlConsultations:
    """Implements `services.knowledge_rows.ConsultationArchive`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, consultation: Consultation, key: str, asker: PersonId) -> int:
        """Store a question once for each key and return its id."""
        text = consultation.text
        params = {
            "key": key,
            "at": to_micros(consultation.at),
            "community": consultation.community,
            "language": consultation.language,
            "text": None
            if text is None
            else self._transaction.keyring.seal_text(_TEXT, clean_text(text)),
            "asker": self._mark(key, asker),
            "person_id": consultation.person_id,
            "decision": consultation.decision,
            "entry_id": consultation.entry_id,
            "score": round(consultation.score * _THOUSANDTHS),
        }
        row = self._transaction.row(_ADD, params) or self._transaction.row(_BY_KEY, {"key": key})
        assert row is not None  # noqa: S101 - only a known key stops the INSERT
        return int(row[0])

    def _mark(self, key: str, asker: PersonId) -> bytes:
        """Return what one person is known by in one row; with the key in it, no two are alike."""
        return self._transaction.keyring.blind("asker", f"{key}:{asker}")

    def get(self, consultation_id: int) -> Consultation | None:
        """Return a question, or ``None``."""
        row = self._transaction.row(_GET, {"id": consultation_id})
        return None if row is None else self._consultation(row)

    def asked_by(self, consultation_id: int, person_id: PersonId) -> bool:
        """Whether it was this person who asked."""
        row = self._transaction.row(_ASKER, {"id": consultation_id})
        if row is None or row[1] is None:
            return False
        return bytes(row[1]) == self._mark(row[0], person_id)

    def receive(
        self,
        consultation_id: int,
        verdict: Verdict,
        entry_id: str | None,
        ticket_id: TicketId | None,
    ) -> None:
        """Store how it was received; a ticket that is known already is kept without another."""
        params = {
            "id": consultation_id,
            "verdict": verdict,
            "entry_id": entry_id,
            "ticket_id": ticket_id,
        }
        self._transaction.change(_RECEIVE, params)

    def to_learn_from(self, community: str, since: datetime, limit: int) -> list[Consultation]:
        """Return what was not answered, or badly received, and is not settled; newest first."""
        params = {"community": community, "since": to_micros(since), "most": limit}
        return [self._consultation(row) for row in self._transaction.rows(_TO_LEARN_FROM, params)]

    def unsettled(self, community: str, ids: Sequence[int]) -> list[Consultation]:
        """Return those of a community that no edit has dealt with yet, in the order of ids."""
        found = [self.get(one) for one in sorted(set(ids))]
        return [
            one
            for one in found
            if one is not None and one.community == community and one.settled_by is None
        ]

    def settle(self, ids: Sequence[int], edit_id: int) -> None:
        """Note which edit has dealt with questions.

        Raises:
            Conflict: Another has dealt with one of them meanwhile.
        """
        for one in ids:
            if self._transaction.change(_SETTLE, {"id": one, "edit_id": edit_id}) != 1:
                raise Conflict(one)

    def unsettle(self, edit_id: int) -> None:
        """Open the questions again that an edit had dealt with."""
        self._transaction.change(_UNSETTLE, {"edit_id": edit_id})

    def part_from(self, person_id: PersonId) -> None:
        """Forget which questions a person has asked; the questions stay."""
        self._transaction.change(_PART, {"person_id": person_id})

    def forget(self, before: datetime, limit: int) -> int:
        """Blank text, asker and ticket of questions asked before; return how many that were."""
        params = {"before": to_micros(before), "most": limit}
        return self._transaction.change(_FORGET, params)

    def _consultation(self, row: Sequence[Any]) -> Consultation:
        row_id, at, community, language, text, decision, entry_id, score, person_id, *rest = row
        verdict, received_entry_id, ticket_id, settled_by = rest
        return Consultation(
            id=row_id,
            at=from_micros(at),
            community=community,
            language=Language(language),
            text=None if text is None else self._transaction.keyring.open_text(_TEXT, bytes(text)),
            decision=decision,
            entry_id=entry_id,
            score=score / _THOUSANDTHS,
            person_id=None if person_id is None else PersonId(person_id),
            verdict=None if verdict is None else Verdict(verdict),
            received_entry_id=received_entry_id,
            ticket_id=None if ticket_id is None else TicketId(ticket_id),
            settled_by=settled_by,
        )
