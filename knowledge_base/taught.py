"""The base at one moment: what was built, with what colleagues have taught it since (S-033)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from domain.language import Language
from knowledge_base.loader import Entry, Text
from knowledge_base.normalize import to_simplified, to_traditional
from knowledge_base.ranking import Weights
from knowledge_base.search import Index
from services.knowledge import Taught, TaughtEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What is taught, fitted to the built entries: those of ``entries`` stand after their last.

    ``unknown`` counts the phrasings of entries that do not exist, and entries whose id is taken.
    """

    phrasings: Mapping[int, tuple[str, ...]]
    entries: tuple[Entry, ...]
    communities: tuple[str, ...]
    """Of ``entries``: nobody outside is given them."""
    unknown: int


NOTHING: Final = Lesson(phrasings={}, entries=(), communities=(), unknown=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Index, weights and taught entries that belong together."""

    index: Index
    weights: Weights
    built: int
    """How many entries were built; taught ones are numbered from here."""
    lesson: Lesson

    def hidden_from(self, community: str) -> frozenset[int]:
        """Return the numbers of the entries that belong to other communities."""
        owners = enumerate(self.lesson.communities, start=self.built)
        return frozenset(number for number, owner in owners if owner != community)

    def taught_in(self, community: str) -> tuple[Entry, ...]:
        """Return a community's own entries."""
        pairs = zip(self.lesson.entries, self.lesson.communities, strict=True)
        return tuple(entry for entry, owner in pairs if owner == community)


def lesson_of(taught: Taught, built: Sequence[Entry]) -> Lesson:
    """Fit what is taught to the built entries."""
    numbers = {entry.entry_id: number for number, entry in enumerate(built)}
    fresh = {entry.entry_id: entry for entry in taught.entries if entry.entry_id not in numbers}
    known = numbers.keys() | fresh.keys()
    return Lesson(
        phrasings={
            numbers[entry_id]: tuple(lines)
            for entry_id, lines in taught.phrasings.items()
            if entry_id in numbers
        },
        entries=tuple(_entry(entry, taught) for entry in fresh.values()),
        communities=tuple(entry.community for entry in fresh.values()),
        unknown=sum(len(lines) for key, lines in taught.phrasings.items() if key not in known)
        + len(taught.entries)
        - len(fresh),
    )


def _entry(entry: TaughtEntry, taught: Taught) -> Entry:
    return Entry(
        entry_id=entry.entry_id,
        category=entry.category,
        phrasings=(entry.question, *taught.phrasings.get(entry.entry_id, ())),
        about=(entry.answer,),
        texts=MappingProxyType(_texts(entry)),
        missing=frozenset(),
        reviewed=taught.reviewed.get(entry.entry_id),
    )


def _texts(entry: TaughtEntry) -> Mapping[str, Text]:
    """Return it in every language: the other script is derived, what is missing stays as it is."""
    own = Text(question=entry.question, answer=entry.answer)
    if entry.language is Language.ZH_HANS:
        return {"zh-Hans": own, "zh-Hant": _text(entry, to_traditional), "en": own}
    if entry.language is Language.ZH_HANT:
        return {"zh-Hans": _text(entry, to_simplified), "zh-Hant": own, "en": own}
    return dict.fromkeys(("zh-Hans", "zh-Hant", "en"), own)


def _text(entry: TaughtEntry, into: Callable[[str], str]) -> Text:
    return Text(question=into(entry.question), answer=into(entry.answer))
