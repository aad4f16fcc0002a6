"""The guides (办事指南): read, checked, and filled with a community's facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import Field, StringConstraints

from domain.language import Language
from knowledge_base.normalize import to_traditional
from knowledge_base.placeholders import (
    check_placeholders,
    fill,
    keys_in,
)
from knowledge_base.schema import Both, Id, Strict, fail, read_file
from services.guides import Guide, GuideStep

GUIDES_FOLDER: Final = "guides"
MOST_STEPS: Final = 9
LONGEST_STEP: Final = 120
"""Chinese characters: what is read at a glance on a phone."""

_Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
_Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class StepTitle(Strict):
    """A few words in both written languages."""

    zh: _Title
    en: _Title


class StepText(Strict):
    """What is done in a step; it may hold {facts.key}."""

    zh: Annotated[_Said, Field(max_length=LONGEST_STEP)]
    en: _Said


class StepItem(Strict):
    """One step as written."""

    title: StepTitle
    text: StepText


class GuideFile(Strict):
    """One file: a guide. ``entries`` are those of the base that lead to it."""

    id: Id
    reviewed: date
    request: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,16}$")]
    entries: list[Id] = Field(min_length=1)
    name: StepTitle
    intro: Both
    cost: Both | None = None
    time: Both | None = None
    documents: list[Both] = Field(min_length=1)
    steps: list[StepItem] = Field(min_length=2, max_length=MOST_STEPS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guides:
    """All guides of one community, by language and in the order of their names."""

    by_language: Mapping[str, tuple[Guide, ...]]
    of_entries: Mapping[str, str]

    def all_in(self, language: str) -> tuple[Guide, ...]:
        """Return the guides."""
        return self.by_language.get(language, self.by_language[Language.ZH_HANS])

    def get(self, guide_id: str, language: str) -> Guide | None:
        """Return a guide by its id."""
        return next((one for one in self.all_in(language) if one.guide_id == guide_id), None)

    def of_entry(self, entry_id: str) -> str | None:
        """Return the id of the guide that an entry of the base leads to."""
        return self.of_entries.get(entry_id)


NO_GUIDES: Final = Guides(
    by_language=MappingProxyType({language.value: () for language in Language}),
    of_entries=MappingProxyType({}),
)


def fill_guides(files: Sequence[GuideFile], facts: Mapping[str, Mapping[str, str]]) -> Guides:
    """Put a community's facts, by written language, into the guides."""
    return Guides(
        by_language=MappingProxyType(
            {
                language.value: tuple(_guide(file, facts, language) for file in files)
                for language in Language
            }
        ),
        of_entries=MappingProxyType({entry: file.id for file in files for entry in file.entries}),
    )


def read_guides(folder: Path, known: frozenset[str]) -> tuple[GuideFile, ...]:
    """Return the guides of a content folder as written, in the order of their files.

    ``known`` are the keys of all facts. Raises ContentError, which names the file and the place.
    """
    files: dict[str, GuideFile] = {}
    owners: dict[str, str] = {}
    for path in sorted((folder / GUIDES_FOLDER).glob("*.yaml")):
        file = read_file(path, GuideFile)
        place = f"{GUIDES_FOLDER}/{path.name}"
        if file.id in files:
            fail(place, f"the id '{file.id}' is taken by another guide")
        for entry in file.entries:
            if entry in owners:
                fail(place, f"entry '{entry}' leads to the guide '{owners[entry]}' already")
            owners[entry] = file.id
        for part in _parts(file):
            in_chinese = check_placeholders(part.zh, known, place)
            if in_chinese != check_placeholders(part.en, known, place):
                fail(place, f"zh and en must use the same facts: {part.zh}")
        files[file.id] = file
    return tuple(files.values())


def facts_of(file: GuideFile) -> frozenset[str]:
    """Return the keys of the facts that a guide states."""
    return frozenset(key for part in _parts(file) for key in keys_in(part.zh))


def _parts(file: GuideFile) -> Sequence[Both | StepText]:
    steps = [step.text for step in file.steps]
    return [*steps, *(part for part in (file.cost, file.time) if part is not None)]


def _guide(file: GuideFile, facts: Mapping[str, Mapping[str, str]], language: Language) -> Guide:
    written = "en" if language is Language.EN else "zh"
    known = facts[written].keys()

    def said(part: Both | StepTitle | StepText | None) -> str:
        """Return a part in the language; empty where a fact of it is not set."""
        if part is None:
            return ""
        text: str = getattr(part, written)
        if keys_in(text) - known:
            return ""
        filled = fill(text, facts[written])
        return to_traditional(filled) if language is Language.ZH_HANT else filled

    steps = (
        GuideStep(number=number, title=said(step.title), text=text)
        for number, step in enumerate(file.steps)
        if (text := said(step.text))
    )
    return Guide(
        guide_id=file.id,
        name=said(file.name),
        intro=said(file.intro),
        steps=tuple(steps),
        documents=tuple(said(one) for one in file.documents),
        cost=said(file.cost),
        time=said(file.time),
        request=file.request,
    )
