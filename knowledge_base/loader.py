"""Read the content files, check them, and put a community's facts into the answers."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from knowledge_base.normalize import to_traditional
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
FACTS_FILE = "facts.yaml"
BACKGROUND_FILE = "background.yaml"
CONCEPTS_FILE = "concepts.yaml"
WEIGHTS_FILE = "weights.yaml"
REFUSALS_FILE = "refusals.yaml"
LANGUAGES = ("zh-Hans", "zh-Hant", "en")

FactValue = str | Mapping[str, str]

_FACT_LANGUAGES = frozenset({"zh", "zh-Hans", "zh-Hant", "en"})
_BRACED = re.compile(r"\{([^{}]*)\}")
_FACT = re.compile(r"facts\.([a-z][a-z0-9_]*)")


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


def _read_facts(path: Path) -> tuple[Fact, ...]:
    raw = read_yaml(path)
    if not isinstance(raw, dict):
        fail(path.name, "must be a list of fact keys with zh, en and example")
    facts: list[Fact] = []
    for key, note in raw.items():
        if not isinstance(key, str) or not _FACT.fullmatch(f"facts.{key}"):
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


def _keys_in(answer: str, known: frozenset[str], place: str) -> frozenset[str]:
    """Return the fact keys that an answer needs; anything else in braces is an error."""
    keys: set[str] = set()
    for inside in _BRACED.findall(answer):
        found = _FACT.fullmatch(inside)
        if not found:
            fail(place, f"'{{{inside}}}' is not a placeholder; write {{facts.some_key}}")
        if found[1] not in known:
            fail(place, f"unknown fact '{found[1]}'; describe it in {FACTS_FILE}")
        keys.add(found[1])
    if re.search(r"[{}]", _BRACED.sub("", answer)):
        fail(place, "a brace is opened or closed without its partner")
    return frozenset(keys)


def _split(facts: Mapping[str, FactValue]) -> dict[str, dict[str, str]]:
    """Return the set facts by language; a fact that is empty anywhere counts as not set.

    Simplified Chinese may stand under ``zh-Hans`` or ``zh``. Traditional Chinese is derived with
    the answer, so a text under ``zh-Hant`` is not needed and not used.
    """
    by_language: dict[str, dict[str, str]] = {"zh": {}, "en": {}}
    for key, value in facts.items():
        if isinstance(value, str):
            pair = (value, value)
        else:
            chinese = value.get("zh-Hans", value.get("zh"))
            if chinese is None or "en" not in value or set(value) - _FACT_LANGUAGES:
                fail(f"fact '{key}'", "needs one text, or the languages zh-Hans (or zh) and en")
            pair = (chinese, value["en"])
        if all(text.strip() for text in pair):
            by_language["zh"][key], by_language["en"][key] = pair[0].strip(), pair[1].strip()
    return by_language


def _fill(wording: Wording, facts: Mapping[str, str], place: str) -> Text:
    answer = _BRACED.sub(lambda found: facts[found[1].removeprefix("facts.")], wording.answer)
    if len(answer) > LONGEST_ANSWER:
        fail(place, f"with its facts the answer has {len(answer):,} characters, over 4,096")
    return Text(question=wording.question, answer=answer)


def _entry(
    item: EntryItem,
    file: TopicFile,
    place: str,
    known: frozenset[str],
    facts: dict[str, dict[str, str]],
) -> Entry:
    keys = _keys_in(item.zh.answer, known, place)
    if keys != _keys_in(item.en.answer, known, place):
        fail(place, "the zh and en answers must use the same facts")
    for line in (item.zh.question, item.en.question, *item.zh.phrasings, *item.en.phrasings):
        if re.search(r"[{}]", line):
            fail(place, f"only answers may hold placeholders: {line}")
    missing = keys - facts["zh"].keys()
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
        about=tuple(_BRACED.sub(" ", wording.answer) for wording in (item.zh, item.en)),
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


def _files(folder: Path) -> Iterable[Path]:
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
    given = _split(facts)
    topics: list[Topic] = []
    entries: dict[str, Entry] = {}
    for path in _files(folder):
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
            entries[item.id] = _entry(item, file, place, known, given)
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
    )
