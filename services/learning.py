"""What there is to learn from (S-033): badly answered questions, and who changed what so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from domain.clock import Clock
from domain.desk import Desk
from domain.errors import NotAllowed, NotFound, NotInThisGroup
from domain.language import Language
from domain.people import CENTRE, PersonId
from domain.private_words import leave_out_private, mask_private
from domain.ticket import TicketId
from services.authority import centre_post
from services.knowledge_rows import Consultation, Decision, KnowledgeEdit, Verdict
from services.ports import UnitOfWork
from services.said_to_owner import still_said
from services.taught import number_of

LOOKS_BACK: Final = timedelta(days=30)
MOST_QUESTIONS: Final = 400
"""The newest so many are looked at; older ones come up when these are settled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPlaces:
    """Asks for which communities somebody may teach in a group."""

    by: PersonId
    chat_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskQuestions:
    """Asks what was not answered, or badly received, in a community."""

    by: PersonId
    community: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskCommunity:
    """Asks in which community a question was asked."""

    by: PersonId
    consultation_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTold:
    """Asks what colleagues told the askers of some questions of a community."""

    by: PersonId
    community: str
    consultations: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskHistory:
    """Asks for the last edits that were made for some communities."""

    by: PersonId
    communities: tuple[str, ...]
    limit: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as a group may read it; ``gist`` is what of it can be a phrasing.

    ``entry_id`` is the entry that its asker was given, if any.
    """

    id: int
    text: str
    gist: str
    language: Language
    decision: Decision
    verdict: Verdict | None
    entry_id: str | None
    ticket_id: TicketId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a colleague told the asker of a question that was handed over."""

    consultation_id: int
    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """An edit with the name of its author.

    ``question`` is that of the entry it is about, where a colleague wrote that entry.
    """

    edit: KnowledgeEdit
    author: str
    question: str


class Learning:
    """Reads only; what is private in people's words is masked."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    def places(self, uow: UnitOfWork, command: AskPlaces) -> tuple[str, ...]:
        """Return the communities that somebody may teach for in a group, in the desk's order.

        Raises:
            NotInThisGroup: It is not the group of a service centre.
            NotAllowed: They neither work in that service centre nor manage its community.
        """
        chats = uow.chats.at(command.chat_id)
        here = {chat.community for chat in chats if chat.team == CENTRE}
        if not here:
            raise NotInThisGroup
        actor = uow.people.actor(command.by)
        allowed = []
        for community in self._desk.communities:
            if community.code in here:
                try:
                    centre_post(actor, community.code)
                except NotAllowed:
                    continue
                allowed.append(community.code)
        if not allowed:
            raise NotAllowed(CENTRE)
        return tuple(allowed)

    def questions(self, uow: UnitOfWork, command: AskQuestions) -> list[Question]:
        """Return the questions of the last 30 days that need a better answer, newest first.

        Raises:
            NotAllowed: Only the service centre and managers of the community may ask.
        """
        centre_post(uow.people.actor(command.by), command.community)
        since = self._clock.now() - LOOKS_BACK
        found = uow.consultations.to_learn_from(command.community, since, MOST_QUESTIONS)
        return [_question(one, one.text) for one in found if one.text]

    def community(self, uow: UnitOfWork, command: AskCommunity) -> str:
        """Return the community of a question.

        Raises:
            NotFound: There is no such question.
            NotAllowed: Only the service centre and managers of the community may ask.
        """
        found = uow.consultations.get(command.consultation_id)
        if found is None:
            raise NotFound(f"consultation {command.consultation_id}")
        centre_post(uow.people.actor(command.by), found.community)
        return found.community

    def told(self, uow: UnitOfWork, command: AskTold) -> list[Told]:
        """Return what colleagues told the askers of questions, in the questions' order.

        Raises:
            NotAllowed: Only the service centre and managers of the community may ask.
        """
        centre_post(uow.people.actor(command.by), command.community)
        found: list[Told] = []
        for consultation_id in command.consultations:
            one = uow.consultations.get(consultation_id)
            if one is None or one.community != command.community or one.ticket_id is None:
                continue
            found += _told(uow, consultation_id, one.ticket_id)
        return found

    def history(self, uow: UnitOfWork, command: AskHistory) -> list[Edited]:
        """Return the last edits, newest first.

        Raises:
            NotAllowed: Only the service centre and managers of all the communities may ask.
        """
        actor = uow.people.actor(command.by)
        for community in command.communities:
            centre_post(actor, community)
        newest = uow.knowledge_edits.newest(command.communities, command.limit)
        return [edited(uow, edit) for edit in newest]


def edited(uow: UnitOfWork, edit: KnowledgeEdit) -> Edited:
    """Return an edit with the name of its author."""
    post = uow.staff.get(edit.author)
    name = post.name if post is not None else ""
    written_by = number_of(edit.entry_id or "")
    entry = uow.knowledge_edits.get(written_by) if written_by is not None else None
    question = entry.question if entry is not None else ""
    return Edited(edit=edit, author=name, question=edit.question or question)


def author_of(uow: UnitOfWork, edit_id: int) -> str:
    """Return the name of an edit's author; an empty one where there is no such edit."""
    edit = uow.knowledge_edits.get(edit_id)
    return "" if edit is None else edited(uow, edit).author


def _question(one: Consultation, text: str) -> Question:
    return Question(
        id=one.id,
        text=mask_private(text),
        gist=leave_out_private(text),
        language=one.language,
        decision=one.decision,
        verdict=one.verdict,
        entry_id=one.received_entry_id or one.entry_id,
        ticket_id=one.ticket_id,
    )


def _told(uow: UnitOfWork, consultation_id: int, ticket_id: TicketId) -> Sequence[Told]:
    """Return the words that the asker was sent, as one."""
    said = [event for event in still_said(uow.tickets.events(ticket_id)) if event.text]
    if not said:
        return ()
    staff_id = said[-1].staff_id
    post = uow.staff.get(staff_id) if staff_id is not None else None
    return (
        Told(
            consultation_id=consultation_id,
            by=post.name if post is not None else "",
            text=mask_private("\n".join(event.text for event in said)),
        ),
    )
