"""Reads plain words in free text: the way out, a person, danger, small talk, a report.

Only a table of words. What it is unsure of is asked, never decided.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from aiogram.filters import Filter
from aiogram.types import Message

from domain.ticket import TicketKind
from handlers.attachments import words_of
from handlers.cue_words import (
    ABUSE,
    BACK,
    DANGERS,
    GREETING,
    KINDS,
    LANGUAGE,
    NAMED,
    NO,
    NOT_NOW,
    OUT,
    PERSON,
    QUESTION,
    SKIP,
    THANKS,
)


class Way(StrEnum):
    """What somebody wants of a dialogue instead of answering its question."""

    BACK = "back"
    OUT = "out"
    PERSON = "person"


class Small(StrEnum):
    """Small talk that wants a calm word and no search."""

    GREETING = "greeting"
    THANKS = "thanks"
    ABUSE = "abuse"


@dataclass(frozen=True, slots=True)
class Danger:
    """Words of danger: the kind of emergency they name, and whether it is surely now."""

    code: str
    sure: bool


_GAPS = re.compile(r"[\s\W_]+")
_SHORT_TALK = 24
"""Longer abuse has something to say as well, and is listened to."""


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().strip()


def _bare(text: str) -> str:
    return _GAPS.sub("", _plain(text))


def has_words(text: str) -> bool:
    """Whether a text says anything: not only signs, nor one letter or figure by itself."""
    bare = _bare(text)
    return len(bare) > 1 or (bool(bare) and not bare.isascii())


def way(text: str) -> Way | None:
    """Return the way somebody asks for, when the text says nothing else."""
    bare = _bare(text)
    if bare in BACK:
        return Way.BACK
    if bare in OUT:
        return Way.OUT
    return Way.PERSON if PERSON.fullmatch(bare) else None


def wants_another_language(text: str) -> bool:
    """Whether a text asks to be spoken to in another language, and nothing else."""
    return LANGUAGE.fullmatch(_bare(text)) is not None


def skips(text: str) -> bool:
    """Whether a text says that there is nothing to add, and nothing else."""
    return _bare(text) in SKIP


def small_talk(text: str) -> Small | None:
    """Return what kind of small talk a text is, when it is nothing else."""
    bare = _bare(text)
    if bare in GREETING:
        return Small.GREETING
    if bare in THANKS:
        return Small.THANKS
    if len(bare) <= _SHORT_TALK and ABUSE.search(_plain(text)) and not kinds(text):
        return Small.ABUSE
    return None


def danger(text: str) -> Danger | None:
    """Return the danger a text speaks of; unsure where it is denied, past or only imagined."""
    plain = _plain(text)
    doubtful: Danger | None = None
    for code, pattern in DANGERS:
        for found in pattern.finditer(plain):
            before = plain[max(0, found.start() - 12) : found.start()]
            if not NO.search(before) and not NOT_NOW.search(plain):
                return Danger(code, sure=True)
            doubtful = doubtful or Danger(code, sure=False)
    return doubtful


def kinds(text: str) -> tuple[TicketKind, ...]:
    """Return the kinds of report that a text sounds like, most likely first."""
    plain = _plain(text)
    return tuple(kind for kind, pattern in KINDS if pattern.search(plain))


def describes(text: str) -> bool:
    """Whether a text tells what is wrong, and does not only name a repair or a complaint."""
    plain = NAMED.sub("", _plain(text))
    return any(
        kind in {TicketKind.REPAIR, TicketKind.COMPLAINT} and pattern.search(plain)
        for kind, pattern in KINDS
    )


def asks(text: str) -> bool:
    """Whether a text sounds like a question."""
    return QUESTION.search(_plain(text)) is not None


class Says(Filter):
    """A message that says one of some ways, and nothing else."""

    def __init__(self, *ways: Way) -> None:
        self._ways = ways

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        """Return the way as ``way``, or false."""
        found = way(message.text) if message.text else None
        return {"way": found} if found in self._ways else False


class AsksForLanguage(Filter):
    """A message that asks for another language, and nothing else."""

    async def __call__(self, message: Message) -> bool:
        """Whether it is one."""
        return wants_another_language(message.text or "")


class SpeaksOfDanger(Filter):
    """A message that surely speaks of danger now."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        """Return the danger as ``found_danger``, or false."""
        found = danger(words_of(message))
        return {"found_danger": found} if found is not None and found.sure else False
