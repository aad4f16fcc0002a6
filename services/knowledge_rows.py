"""The consultation archive and the edits of the knowledge base: their rows and their ports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, Protocol

from domain.language import Language
from domain.people import PersonId, StaffId
from domain.ticket import TicketId

Decision = Literal["answer", "suggest", "abstain", "refused"]
"""What the desk did with a question: answered, suggested, did not know, or refused by rule."""


class Verdict(StrEnum):
    """How an asker received what the desk said; the latest one counts."""

    PICKED = "picked"
    """They took one of the suggestions, and have not said yet what they think of it."""
    USEFUL = "useful"
    USELESS = "useless"
    PERSON = "person"
    """They wanted a person after all."""
    REPORT = "report"
    """They began a report with it: it asked for no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """A question that was asked, what was answered, and how it was received.

    ``text`` is gone for what was refused, and after a while for everything. ``person_id`` is kept
    only with consent; ``entry_id`` is what the desk said first, ``received_entry_id`` what the
    verdict is about; ``settled_by`` is the edit of the knowledge base that dealt with it.
    """

    id: int = 0
    at: datetime
    community: str
    language: Language
    text: str | None
    decision: Decision
    entry_id: str | None
    score: float
    person_id: PersonId | None = None
    verdict: Verdict | None = None
    received_entry_id: str | None = None
    ticket_id: TicketId | None = None
    settled_by: int | None = None


class EditKind(StrEnum):
    """What a colleague did to the knowledge base."""

    PHRASING = "phrasing"
    """Gave an entry more phrasings."""
    ENTRY = "entry"
    """Wrote an entry."""
    REVIEW = "review"
    """Found an answer to be still right."""
    DISMISSAL = "dismissal"
    """Decided that some questions need no answer; the base stays as it is."""
    UNDO = "undo"
    """Took an edit back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeEdit:
    """One edit. Its ``id`` is the version that the knowledge base has with it.

    ``settles`` is how many questions of the archive it dealt with; ``undone_by`` is the edit that
    took it back, and is not stored with it.
    """

    id: int
    key: str
    at: datetime
    author: StaffId
    community: str
    kind: EditKind
    entry_id: str | None = None
    language: Language | None = None
    category: str = ""
    question: str = ""
    answer: str = ""
    phrasings: tuple[str, ...] = ()
    settles: int = 0
    undoes: int | None = None
    undone_by: int | None = None


class ConsultationArchive(Protocol):
    """Questions as they were asked. Their text is sealed below this port."""

    def add(self, consultation: Consultation, key: str, asker: PersonId) -> int:
        """Store a question once for each key and return its id.

        Of the ``asker`` only a mark is kept, by which `asked_by` knows them again and nobody
        else does; it ties no two questions together.
        """
        ...

    def get(self, consultation_id: int) -> Consultation | None: ...  # noqa: D102
    def asked_by(self, consultation_id: int, person_id: PersonId) -> bool:
        """Whether it was this person who asked."""
        ...

    def receive(
        self,
        consultation_id: int,
        verdict: Verdict,
        entry_id: str | None,
        ticket_id: TicketId | None,
    ) -> None:
        """Store how it was received; a ticket that is known already is kept without another."""
        ...

    def to_learn_from(self, community: str, since: datetime, limit: int) -> list[Consultation]:
        """Return what was not answered, or badly received, and is not settled; newest first."""
        ...

    def unsettled(self, community: str, ids: Sequence[int]) -> list[Consultation]:
        """Return those of a community that no edit has dealt with yet, in the order of ids."""
        ...

    def settle(self, ids: Sequence[int], edit_id: int) -> None:
        """Note which edit has dealt with questions.

        Raises:
            Conflict: Another has dealt with one of them meanwhile.
        """
        ...

    def unsettle(self, edit_id: int) -> None:
        """Open the questions again that an edit had dealt with."""
        ...

    def part_from(self, person_id: PersonId) -> None:
        """Forget which questions a person has asked; the questions stay."""
        ...

    def forget(self, before: datetime, limit: int) -> int:
        """Blank text, asker and ticket of questions asked before; return how many that were."""
        ...


class KnowledgeEdits(Protocol):
    """All edits of the knowledge base; only ever added to."""

    def add(self, edit: KnowledgeEdit) -> None:
        """Store an edit under its id, which is one more than the newest's.

        Where another has taken that id meanwhile, the unit of work is run again from its
        beginning: versions have no gaps, are committed in their order, and each act has seen all
        those before it.
        """
        ...

    def by_key(self, key: str) -> KnowledgeEdit | None: ...  # noqa: D102
    def get(self, edit_id: int) -> KnowledgeEdit | None: ...  # noqa: D102
    def version(self) -> int:
        """Return the id of the newest edit; 0 where there is none."""
        ...

    def all(self) -> list[KnowledgeEdit]:
        """Return every edit, oldest first."""
        ...

    def newest(self, communities: Sequence[str], limit: int) -> list[KnowledgeEdit]:
        """Return the last edits that were made in these communities, newest first."""
        ...
