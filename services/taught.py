"""What all edits of the knowledge base come to, and what words may become part of it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from domain.desk import Desk
from domain.errors import InvalidInput
from domain.language import DEFAULT_LANGUAGE
from domain.private_words import count_words, leave_out_private
from services.knowledge import Taught, TaughtEntry
from services.knowledge_rows import EditKind, KnowledgeEdit

TAUGHT: Final = "taught-"
"""What the ids of entries that colleagues wrote begin with; the rest is the edit's number."""

LONGEST_PHRASING: Final = 200
LONGEST_HEADING: Final = 100
LONGEST_ANSWER: Final = 3500
"""With its question and the signs of its layout it still is one message of the messenger."""

_FEWEST_WORDS: Final = 2


def number_of(entry_id: str) -> int | None:
    """Return the number of the edit that wrote an entry; ``None`` for a shipped one."""
    head, found, number = entry_id.partition(TAUGHT)
    return int(number) if found and not head and number.isdecimal() else None


def fold(edits: Sequence[KnowledgeEdit], desk: Desk) -> Taught:
    """Return what is left of the edits, oldest first, once those that were taken back are gone."""
    undone = {edit.undoes for edit in edits}
    standing = [edit for edit in edits if edit.id not in undone]
    entries = {
        edit.entry_id: edit for edit in standing if edit.kind is EditKind.ENTRY and edit.entry_id
    }
    phrasings: dict[str, dict[str, str]] = {}
    reviewed: dict[str, date] = {}
    for edit in standing:
        entry_id = edit.entry_id
        if entry_id is None or (number_of(entry_id) is not None and entry_id not in entries):
            continue  # what was said about an entry goes with it
        said = phrasings.setdefault(entry_id, {})
        for text in edit.phrasings:
            said.setdefault(_letters(text), text)
        if edit.kind in {EditKind.REVIEW, EditKind.ENTRY}:
            reviewed[entry_id] = _local_date(edit, desk)
    return Taught(
        version=edits[-1].id if edits else 0,
        phrasings={key: tuple(said.values()) for key, said in phrasings.items() if said},
        entries=tuple(_entry(edit) for edit in entries.values()),
        reviewed=reviewed,
    )


def _local_date(edit: KnowledgeEdit, desk: Desk) -> date:
    zones = {one.code: one.timezone for one in desk.communities}
    # A community that has left the desk file must not keep the desk from starting.
    return edit.at.astimezone(zones.get(edit.community)).date()


def _entry(edit: KnowledgeEdit) -> TaughtEntry:
    return TaughtEntry(
        entry_id=edit.entry_id or "",
        community=edit.community,
        category=edit.category,
        language=edit.language or DEFAULT_LANGUAGE,
        question=edit.question,
        answer=edit.answer,
    )


def phrasings_of(texts: Iterable[str], known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what of people's words can be phrasings: without private things, each once.

    What is too long or has too few words is left out, and so is what is ``known``.
    """
    seen = {_letters(text) for text in known}
    fit: list[str] = []
    for text in texts:
        left = leave_out_private(text)
        usable = count_words(left) >= _FEWEST_WORDS and len(left) <= LONGEST_PHRASING
        if usable and not set("{}") & set(left) and _letters(left) not in seen:
            seen.add(_letters(left))
            fit.append(left)
    return tuple(fit)


def _letters(text: str) -> str:
    """Return what two phrasings have in common that differ in signs and capitals only."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def checked_phrasing(text: str) -> str:
    """Return a phrasing that a colleague typed.

    Raises:
        InvalidInput: It is too long, has no words, or holds the braces of a placeholder.
    """
    return _checked(" ".join(text.split()), LONGEST_PHRASING)


def checked_heading(text: str) -> str:
    """Return the question of an entry, on one line; errors as in `checked_phrasing`."""
    return _checked(" ".join(text.split()), LONGEST_HEADING)


def checked_answer(text: str) -> str:
    """Return the answer of an entry; errors as in `checked_phrasing`."""
    lines = (line.rstrip() for line in text.strip().splitlines())
    return _checked("\n".join(lines), LONGEST_ANSWER)


def _checked(text: str, longest: int) -> str:
    if len(text) > longest:
        raise InvalidInput("teach-too-long", length=len(text), longest=longest)
    if count_words(text) < _FEWEST_WORDS:
        raise InvalidInput("teach-no-words")
    if set("{}") & set(text):
        raise InvalidInput("teach-braces")
    return text
