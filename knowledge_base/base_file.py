"""A base of one's own in one file: JSON, one entry a line."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import BeforeValidator, Field, StringConstraints, ValidationError

from knowledge_base.guides import NO_GUIDES
from knowledge_base.loader import Content, Entry, Text, Topic
from knowledge_base.normalize import normalize, to_traditional
from knowledge_base.schema import Answer, ContentError, Line, Strict, explain, fail

MOST_ENTRIES: Final = 100_000
_NAME = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]

# JSON has no dates: they are written as 2026-11-22.
_Day = Annotated[
    date, BeforeValidator(lambda day: date.fromisoformat(day) if isinstance(day, str) else day)
]


class BaseRow(Strict):
    """One line of the file."""

    id: _NAME
    question: Line
    answer: Answer
    category: _NAME = "general"
    phrasings: list[Line] = Field(default_factory=list)
    reviewed: _Day | None = None


def read_base(path: Path, shipped: Content) -> Content:
    """Read a base; words that mean the same and background lines are the shipped ones.

    Raises:
        ContentError: The file cannot be read, or a line is no entry: with its number.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(f"{path.name}: cannot be read: {error}") from error
    entries: dict[str, Entry] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{path.name}, line {number}"
        row = _row(line, place)
        if row.id in entries:
            fail(place, f"the id '{row.id}' is taken by an earlier line")
        entries[row.id] = _entry(row, place)
    if not entries:
        fail(path.name, "holds no entries")
    if len(entries) > MOST_ENTRIES:
        fail(path.name, f"holds more than {MOST_ENTRIES:,} entries")
    said = {normalize(line) for entry in entries.values() for line in entry.phrasings}
    return replace(
        shipped,
        topics=tuple(
            Topic(category=name, names=_in_all(name))
            for name in dict.fromkeys(entry.category for entry in entries.values())
        ),
        entries=tuple(entries.values()),
        facts=(),
        guides=NO_GUIDES,
        # What this base answers is no background to it.
        background=tuple(line for line in shipped.background if normalize(line) not in said),
    )


def _row(line: str, place: str) -> BaseRow:
    try:
        raw = json.loads(line)
    except json.JSONDecodeError as error:
        raise ContentError(f"{place}: is no JSON: {error.msg}") from error
    try:
        return BaseRow.model_validate(raw)
    except ValidationError as error:
        raise ContentError(f"{place}: {explain(raw, error)}") from error


def _entry(row: BaseRow, place: str) -> Entry:
    if re.search(r"\{facts\.|\{\s*\}", row.answer):
        fail(place, "a base in one file has no facts to put into placeholders")
    if not normalize(row.question):
        fail(place, "the question holds no words")
    text = Text(question=row.question, answer=row.answer)
    traditional = Text(question=to_traditional(row.question), answer=to_traditional(row.answer))
    return Entry(
        entry_id=row.id,
        category=row.category,
        phrasings=(row.question, *row.phrasings),
        about=(row.answer,),
        texts=MappingProxyType({"zh-Hans": text, "zh-Hant": traditional, "en": text}),
        missing=frozenset(),
        reviewed=row.reviewed,
    )


def _in_all(name: str) -> Mapping[str, str]:
    return MappingProxyType(dict.fromkeys(("zh-Hans", "zh-Hant", "en"), name))
