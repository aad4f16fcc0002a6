"""What the knowledge base is asked, answers, and is taught: rows that cross its port."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from domain.language import Language


class Refusal(StrEnum):
    """Why something is not even looked up: a rule says no, whatever the base may hold."""

    OTHERS = "others"
    """It asks for what belongs to somebody else: a name, a phone, a home, a recording."""
    ORDERS = "orders"
    """It orders the desk itself about: to forget its rules, to show its insides."""
    ILLEGAL = "illegal"
    """It asks for help with what harms others or the law forbids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeMatch:
    """One entry of the knowledge base with how well it fits, from 0 to 1."""

    entry_id: str
    question: str
    answer: str
    score: float
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryNote:
    """An entry as those who keep the base see it: how many phrasings it has, and when somebody
    last found its answer to be right, if that is known.
    """

    entry_id: str
    question: str
    phrasings: int
    reviewed: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeReply:
    """What the knowledge base says: an answer with the next best behind it, up to three
    suggestions, or an honest no. A ``refusal`` comes with no matches.
    """

    decision: Literal["answer", "suggest", "abstain"]
    matches: tuple[KnowledgeMatch, ...]
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaughtEntry:
    """An entry that a colleague wrote in the chat; nobody outside its community is given it."""

    entry_id: str
    community: str
    category: str
    language: Language
    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """All that colleagues have taught the base and not taken back, as of one version.

    ``phrasings`` are by the id of any entry, shipped or taught; ``reviewed`` is when somebody
    last found an entry to be right.
    """

    version: int = 0
    phrasings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    entries: tuple[TaughtEntry, ...] = ()
    reviewed: Mapping[str, date] = field(default_factory=dict)
