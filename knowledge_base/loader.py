"""Read the content files, check them, and put a community's facts into the answers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from knowledge_base.guides import NO_GUIDES, Guides, fill_guides, read_guides
from knowledge_base.normalize import to_traditional
from knowledge_base.placeholders import (
    FACTS_FILE,
    FactValue,
    by_written_language,
    check_placeholders,
    fill,
    is_fact_key,
    without_placeholders,
)
from knowledge_base.schema import (
    LONGEST_ANSWER,
    Background,
    ContentError,
    EntryItem,
    FactNote,
    TopicFile,
    Wording,
    Words,
    explain,
    fail,
    read_file,
    read_yaml,
)

CONTENT = Path(__file__).parent / "content"
BACKGROUND_FILE = "background.yaml"
CONCEPTS_FILE = "concepts.yaml"
WEIGHTS_FILE = "weights.yaml"
REFUSALS_FILE = "refusals.yaml"
LANGUAGES = ("zh-Hans", "zh-Hant", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One entry in one language, as a person reads it."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One question with its answer; without ``texts`` when a fact of it is not set.

    ``phrasings`` are what people say for it, in all languages of the files, its questions first;
    ``about`` is the answers' wording without facts, so that search is the same in any community.
    ``reviewed`` is the day on which somebody last found the answer still true, if it is known.
    """

    entry_id: str
    category: str
    phrasings: tuple[str, ...]
    about: tuple[str, ...]
    texts: Mapping[str, Text]
    missing: frozenset[str]
    reviewed: date | None

    @property
    def offered(self) -> bool:
        """Tell whether every fact in the answer is known here."""
        return not self.missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A category for browsing, with its name in every language."""

    category: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What a community may state under ``facts``: its key, its meaning, a believable value."""

    key: str
    meaning: Mapping[str, str]
    example: FactValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """Words of both languages that mean nearly the same in this trade."""

    zh: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The whole base for one community, checked and immutable."""

    topics: tuple[Topic, ...]
    entries: tuple[Entry, ...]
    facts: tuple[Fact, ...]
    background: tuple[str, ...]
    foreign: Concept
    concepts: Mapping[str, Concept]
    guides: Guides = NO_GUIDES


def _read_facts(path: Path) -> tuple[Fact, ...]:
    raw = read_yaml(path)
    if not isinstance(raw, dict):
        fail(path.name, "must be a list of fact keys with zh, en and example")
    facts: list[Fact] = []
    for key, note in raw.items():
        if not is_fact_key(key):
            fail(path.name, f"'{key}' is not a fact key (small letters, digits, underscores)")
        try:
            described = FactNote.model_validate(note)
        except ValidationError as error:
            raise ContentError(f"{path.name}: fact '{key}': {explain(note, error)}") from error
        given = described.example
        example = given if isinstance(given, str) else MappingProxyType(given.model_dump())
        meaning = MappingProxyType({"zh": described.zh, "en": described.en})
        facts.append(Fact(key=key, meaning=meaning, example=example))
    return tuple(facts)


def _fill(wording: Wording, facts: Mapping[str, str], place: str) -> Text:
    answer = fill(wording.answer, facts)
    if len(answer) > LONGEST_ANSWER:
        fail(place, f"with its facts the answer has {len(answer):,} characters, over 4,096")
    return Text(question=wording.question, answer=answer)


def create_entry(
    item: EntryItem,
    file: TopicFile,
    place: str,
    known: frozenset[str],
    facts: dict[str, dict[str, str]],
) -> Entry:
    """Make an entry as written into one with a community's facts.

    ``known`` are the keys of all facts, ``facts`` those that are set, by written language. Raises
    ContentError, which names ``place``.
    """
    keys = check_placeholders(item.zh.answer, known, place)
    if keys != check_placeholders(item.en.answer, known, place):
        fail(place, "the zh and en answers must use the same facts")
    for line in (item.zh.question, item.en.question, *item.zh.phrasings, *item.en.phrasings):
        if re.search(r"[{}]", line):
            fail(place, f"only answers may hold placeholders: {line}")
    missing = keys.difference(facts["zh"])
    texts: dict[str, Text] = {}
    if not missing:
        chinese = _fill(item.zh, facts["zh"], place)
        traditional = Text(
            question=to_traditional(chinese.question), answer=to_traditional(chinese.answer)
        )
        english = _fill(item.en, facts["en"], place)
        texts = {"zh-Hans": chinese, "zh-Hant": traditional, "en": english}
    return Entry(
        entry_id=item.id,
        category=file.category,
        phrasings=(
            item.zh.question,
            item.en.question,
            *item.zh.phrasings,
            *item.en.phrasings,
        ),
        about=tuple(without_placeholders(wording.answer) for wording in (item.zh, item.en)),
        texts=MappingProxyType(texts),
        missing=missing,
        reviewed=item.reviewed or file.reviewed,
    )


def _read_concepts(path: Path) -> Mapping[str, Concept]:
    raw = read_yaml(path)
    if not isinstance(raw, dict):
        fail(path.name, "must be a list of concepts with zh and en words")
    concepts: dict[str, Concept] = {}
    for name, given in raw.items():
        try:
            words = Words.model_validate(given)
        except ValidationError as error:
            raise ContentError(f"{path.name}: '{name}': {explain(given, error)}") from error
        concepts[str(name)] = Concept(zh=tuple(words.zh), en=tuple(words.en))
    return MappingProxyType(concepts)


def topic_files(folder: Path = CONTENT) -> Sequence[Path]:
    """Return the files of a content folder that hold entries, by name.

    Raises ContentError when there is none.
    """
    special = {FACTS_FILE, BACKGROUND_FILE, CONCEPTS_FILE, WEIGHTS_FILE, REFUSALS_FILE}
    found = sorted(path for path in folder.glob("*.yaml") if path.name not in special)
    if not found:
        fail(str(folder.name), "holds no content files (*.yaml)")
    return found


def read_facts(folder: Path = CONTENT) -> tuple[Fact, ...]:
    """Return what a community may state under ``facts``, for settings and their check."""
    return _read_facts(folder / FACTS_FILE)


def read_content(facts: Mapping[str, FactValue], folder: Path = CONTENT) -> Content:
    """Read and check all content files and put ``facts`` (keys without "facts.") into answers.

    Facts that no answer uses are left alone. Raises ContentError, which names file and entry.
    """
    notes = read_facts(folder)
    known = frozenset(note.key for note in notes)
    given = by_written_language(facts)
    topics: list[Topic] = []
    entries: dict[str, Entry] = {}
    for path in topic_files(folder):
        file = read_file(path, TopicFile)
        if any(topic.category == file.category for topic in topics):
            fail(path.name, f"category '{file.category}' is in another file already")
        name = file.name
        names = {"zh-Hans": name.zh, "zh-Hant": to_traditional(name.zh), "en": name.en}
        topics.append(Topic(category=file.category, names=MappingProxyType(names)))
        for item in file.entries:
            place = f"{path.name}: entry '{item.id}'"
            if item.id in entries:
                fail(place, f"this id is taken by an entry of '{entries[item.id].category}'")
            entries[item.id] = create_entry(item, file, place, known, given)
    groups = read_file(folder / BACKGROUND_FILE, Background)
    lists = (groups.reports, groups.outside, groups.unknown)
    background = tuple(line for group in lists for lines in group.values() for line in lines)
    return Content(
        topics=tuple(topics),
        entries=tuple(entries.values()),
        facts=notes,
        background=background,
        foreign=Concept(zh=tuple(groups.words.zh), en=tuple(groups.words.en)),
        concepts=_read_concepts(folder / CONCEPTS_FILE),
        guides=fill_guides(read_guides(folder, known), given),
    )
