"""A base of one's own in one file: JSON, one entry a line."""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import BeforeValidator, Field, StringConstraints, ValidationError

from domain.language import Language
from knowledge_base.guides import NO_GUIDES
from knowledge_base.loader import Content, Entry, Text, Topic
from knowledge_base.normalize import normalize, to_traditional
from knowledge_base.row_mistakes import LineError, LineMistake, both, read_json, shape_error
from knowledge_base.schema import Answer, ContentError, Line, Strict, fail

MOST_ENTRIES: Final = 100_000
MOST_SAID: Final = 20
"""How many bad lines are named at once."""

_NAME = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]

_PLACEHOLDER = re.compile(r"\{\s*[\w.]*\s*\}|\{\s*facts\b")

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


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseRows:
    """What a file holds: good entries by id, on which line each is, and what is wrong."""

    entries: Mapping[str, Entry]
    lines: Mapping[str, int]
    mistakes: tuple[LineMistake, ...]


def read_base(path: Path, shipped: Content) -> Content:
    """Read a base; words that mean the same and background lines are the shipped ones.

    Raises:
        ContentError: The file cannot be read, or lines are no entries: with their numbers.
    """
    rows = read_rows(path)
    if rows.mistakes:
        said = [
            f"{path.name}, line {one.line}: {one.what.text(Language.EN)}"
            for one in rows.mistakes[:MOST_SAID]
        ]
        more = len(rows.mistakes) - len(said)
        raise ContentError("\n".join([*said, f"… {more} more"] if more else said))
    return base_of(rows, path, shipped)


def read_rows(path: Path) -> BaseRows:
    """Read the lines of a base, the good ones and the bad ones.

    Raises:
        ContentError: The file cannot be read.
    """
    try:
        lines = path.read_bytes().removeprefix(codecs.BOM_UTF8).splitlines()
    except OSError as error:
        raise ContentError(f"{path.name}: cannot be read: {error}") from error
    entries: dict[str, Entry] = {}
    numbers: dict[str, int] = {}
    mistakes: list[LineMistake] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            raw = read_json(line)
            entry_id = str(raw.get("id", "")).strip() if isinstance(raw, dict) else ""
            if entry_id and numbers.setdefault(entry_id, number) != number:
                mistakes.append(_taken(entry_id, numbers[entry_id], number))
            entry = _entry(_row(raw))
            entries.setdefault(entry.entry_id, entry)
        except LineError as error:
            mistakes.append(LineMistake(line=number, what=error.said))
    return BaseRows(entries=entries, lines=numbers, mistakes=tuple(mistakes))


def base_of(rows: BaseRows, path: Path, shipped: Content) -> Content:
    """Make a base of the good entries of a file.

    Raises:
        ContentError: There are none, or far too many.
    """
    entries = rows.entries
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


def _taken(entry_id: str, by: int, line: int) -> LineMistake:
    said = both(
        f"id “{entry_id}” 在第 {by} 行用过了。", f"the id '{entry_id}' is taken by line {by}."
    )
    return LineMistake(line=line, what=said)


def _row(raw: object) -> BaseRow:
    try:
        return BaseRow.model_validate(raw)
    except ValidationError as error:
        raise shape_error(error) from error


def _entry(row: BaseRow) -> Entry:
    for line in (row.question, row.answer, *row.phrasings):
        if _PLACEHOLDER.search(line) or line.count("{") != line.count("}"):
            raise LineError(
                both(
                    "有占位符或不成对的花括号，单个文件的知识库没有资料可填。",
                    "there is a placeholder or half a brace; "
                    "a base in one file has no facts to put into it.",
                )
            )
    if not normalize(row.question):
        raise LineError(both("问题里没有文字。", "the question holds no words."))
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
