"""Teaching the knowledge base (S-025, S-033): every change is an edit that can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.clock import Clock
from domain.desk import Desk
from domain.errors import AlreadySettled, AlreadyUndone, InvalidInput, NotFound
from domain.language import Language
from domain.people import PersonId, StaffMember
from domain.private_words import mask_private
from services.authority import centre_post
from services.knowledge import Taught
from services.knowledge_rows import Consultation, EditKind, KnowledgeEdit
from services.learning import Edited, author_of, edited
from services.ports import UnitOfWork
from services.taught import (
    LONGEST_HEADING,
    TAUGHT,
    checked_answer,
    checked_heading,
    checked_phrasing,
    fold,
    number_of,
    phrasings_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Teach:
    """An edit by a colleague for a community; the same ``key`` twice is one edit.

    ``consultations`` are the questions of the archive that it settles.
    """

    key: str
    by: PersonId
    community: str
    consultations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPhrasing(Teach):
    """Lets an entry answer the settled questions, and what the colleague typed."""

    entry_id: str
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteEntry(Teach):
    """Writes an entry for the community; the settled questions become its phrasings.

    ``categories`` are those that the community's base has.
    """

    category: str
    categories: frozenset[str]
    language: Language
    question: str
    answer: str
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismiss(Teach):
    """Leaves questions alone; ``gist`` is what the log of edits calls them."""

    gist: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkReviewed(Teach):
    """Says that an answer is still right."""

    entry_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoEdit:
    """Takes an edit back, once."""

    key: str
    by: PersonId
    edit_id: int


class Teaching:
    """Appends to the log of edits, and says what they come to."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    # ---- edits ----------------------------------------------------------------------------

    def add_phrasing(self, uow: UnitOfWork, command: AddPhrasing) -> Edited:
        """Give an entry more phrasings; one of the desk's own gets them in all communities.

        Raises:
            NotAllowed: Only the service centre and managers of the community may.
            NotFound: Colleagues of another community wrote the entry, or it was taken back.
            AlreadySettled: A colleague has dealt with all of the questions meanwhile.
            InvalidInput: Nothing is left that could be a phrasing.
        """
        post, known = self._begin(uow, command)
        if known is not None:
            return known
        _require_own(uow, command.entry_id, command.community)
        settled = self._unsettled(uow, command)
        typed = [checked_phrasing(text) for text in command.texts]
        has = self.taught(uow).phrasings.get(command.entry_id, ())
        words = [*typed, *_texts(settled)]
        fresh = phrasings_of(words, has)
        if not fresh and not phrasings_of(words):
            raise InvalidInput("teach-nothing-left")
        if not fresh and not settled:
            raise InvalidInput("teach-known")
        return self._add(
            uow,
            command,
            post,
            settled,
            kind=EditKind.PHRASING,
            entry_id=command.entry_id,
            phrasings=fresh,
        )

    def write_entry(self, uow: UnitOfWork, command: WriteEntry) -> Edited:
        """Write an entry that only its community is given.

        What a colleague has settled meanwhile stays theirs: the entry is wanted all the same.

        Raises:
            NotAllowed: Only the service centre and managers of the community may.
            InvalidInput: Question or answer is too long, has no words, or holds braces; or
                the base has no such category.
        """
        post, known = self._begin(uow, command)
        if known is not None:
            return known
        settled = uow.consultations.unsettled(command.community, command.consultations)
        if command.category not in command.categories:
            raise InvalidInput("teach-no-topic")
        question = checked_heading(command.question)
        typed = [checked_phrasing(text) for text in command.texts]
        return self._add(
            uow,
            command,
            post,
            settled,
            kind=EditKind.ENTRY,
            language=command.language,
            category=command.category,
            question=question,
            answer=checked_answer(command.answer),
            phrasings=phrasings_of([*typed, *_texts(settled)], (question,)),
        )

    def mark_reviewed(self, uow: UnitOfWork, command: MarkReviewed) -> Edited:
        """Note that an answer is still right, once a day.

        Raises:
            NotAllowed: Only the service centre and managers of the community may.
            NotFound: Colleagues of another community wrote the entry, or it was taken back.
        """
        post, known = self._begin(uow, command)
        known = known or self._reviewed_today(uow, command)
        if known is not None:
            return known
        _require_own(uow, command.entry_id, command.community)
        return self._add(uow, command, post, (), kind=EditKind.REVIEW, entry_id=command.entry_id)

    def dismiss(self, uow: UnitOfWork, command: Dismiss) -> Edited:
        """Leave questions alone: they need no answer.

        Raises:
            NotAllowed: Only the service centre and managers of the community may.
            AlreadySettled: A colleague has dealt with all of the questions meanwhile.
        """
        post, known = self._begin(uow, command)
        if known is not None:
            return known
        return self._add(
            uow,
            command,
            post,
            self._unsettled(uow, command),
            kind=EditKind.DISMISSAL,
            question=mask_private(command.gist)[:LONGEST_HEADING],
        )

    def undo(self, uow: UnitOfWork, command: UndoEdit) -> Edited:
        """Take an edit back; the questions that it had settled are open again.

        With an entry goes all that was said about it, and so the questions settled by that.

        Raises:
            NotFound: There is no such edit, or it is itself the end of one.
            NotAllowed: Only the service centre and managers of its community may.
            AlreadyUndone: It was taken back before.
        """
        undone = uow.knowledge_edits.get(command.edit_id)
        if undone is None or undone.kind is EditKind.UNDO:
            raise NotFound(f"edit {command.edit_id}")
        teach = Teach(key=command.key, by=command.by, community=undone.community)
        post, known = self._begin(uow, teach)
        if known is not None:
            return known
        if undone.undone_by is not None:
            raise AlreadyUndone(author_of(uow, undone.undone_by))
        for edit_id in _lost_with(uow, undone):
            uow.consultations.unsettle(edit_id)
        return self._add(
            uow,
            teach,
            post,
            (),
            kind=EditKind.UNDO,
            entry_id=undone.entry_id,
            question=undone.question,
            undoes=undone.id,
        )

    # ---- what they come to ----------------------------------------------------------------

    def taught(self, uow: UnitOfWork, _: None = None) -> Taught:
        """Return all that stands, for the knowledge base to take over."""
        return fold(uow.knowledge_edits.all(), self._desk)

    def version(self, uow: UnitOfWork, _: None = None) -> int:
        """Return the version that the knowledge base should have."""
        return uow.knowledge_edits.version()

    def _reviewed_today(self, uow: UnitOfWork, command: MarkReviewed) -> Edited | None:
        zone = self._desk.community(command.community).timezone
        today = self._clock.now().astimezone(zone).date()
        for edit in reversed(uow.knowledge_edits.all()):
            same = (edit.kind, edit.entry_id) == (EditKind.REVIEW, command.entry_id)
            if same and edit.undone_by is None and edit.at.astimezone(zone).date() == today:
                return edited(uow, edit)
        return None

    # ---- the parts of an edit -------------------------------------------------------------

    def _begin(self, uow: UnitOfWork, command: Teach) -> tuple[StaffMember, Edited | None]:
        """Return the post by which somebody may, and what the same act has done before."""
        community = self._desk.community(command.community)
        post = centre_post(uow.people.actor(command.by), community.code)
        known = uow.knowledge_edits.by_key(command.key)
        return post, None if known is None else edited(uow, known)

    def _unsettled(self, uow: UnitOfWork, command: Teach) -> Sequence[Consultation]:
        found = uow.consultations.unsettled(command.community, command.consultations)
        if command.consultations and not found:
            raise AlreadySettled(_settled_by(uow, command.consultations))
        return found

    def _add(
        self,
        uow: UnitOfWork,
        command: Teach,
        post: StaffMember,
        settled: Sequence[Consultation],
        *,
        kind: EditKind,
        entry_id: str | None = None,
        language: Language | None = None,
        category: str = "",
        question: str = "",
        answer: str = "",
        phrasings: tuple[str, ...] = (),
        undoes: int | None = None,
    ) -> Edited:
        edit_id = uow.knowledge_edits.version() + 1
        edit = KnowledgeEdit(
            id=edit_id,
            key=command.key,
            at=self._clock.now(),
            author=post.id,
            community=command.community,
            kind=kind,
            entry_id=f"{TAUGHT}{edit_id}" if kind is EditKind.ENTRY else entry_id,
            language=language,
            category=category,
            question=question,
            answer=answer,
            phrasings=phrasings,
            settles=len(settled),
            undoes=undoes,
        )
        uow.knowledge_edits.add(edit)
        uow.consultations.settle([one.id for one in settled], edit.id)
        return edited(uow, edit)


def _require_own(uow: UnitOfWork, entry_id: str, community: str) -> None:
    """Check that a community is given an entry; those of the desk's own content all are."""
    number = number_of(entry_id)
    if number is None:
        return
    written = uow.knowledge_edits.get(number)
    if (
        written is None
        or written.kind is not EditKind.ENTRY
        or written.community != community
        or written.undone_by is not None
    ):
        raise NotFound(entry_id)


def _lost_with(uow: UnitOfWork, undone: KnowledgeEdit) -> list[int]:
    """Return the edits that mean nothing once one is taken back: of an entry, all about it."""
    if undone.kind is not EditKind.ENTRY:
        return [undone.id]
    return [edit.id for edit in uow.knowledge_edits.all() if edit.entry_id == undone.entry_id]


def _texts(consultations: Sequence[Consultation]) -> list[str]:
    return [one.text for one in consultations if one.text]


def _settled_by(uow: UnitOfWork, ids: Sequence[int]) -> str:
    """Return the name of whoever was the last to deal with some of these questions."""
    found = [uow.consultations.get(one) for one in ids]
    edits = [one.settled_by for one in found if one is not None and one.settled_by is not None]
    return author_of(uow, max(edits)) if edits else ""
