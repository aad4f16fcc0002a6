"""The shape of the content files, and errors that name the place in them."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

LONGEST_ANSWER: Final = 4096  # one Telegram message

_YamlLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # C is ten times as fast


class ContentError(ValueError):
    """Something in the knowledge base's files or facts is wrong; the message names the place."""


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Answer = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_ANSWER)
]


class Strict(BaseModel):
    """A part of a content file: no unknown keys, no silent conversions."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Both(Strict):
    """A line in both written languages."""

    zh: Line
    en: Line


class Wording(Strict):
    """An entry in one language; the answer may hold {facts.key}."""

    question: Line
    answer: Answer
    phrasings: list[Line] = Field(min_length=1)


class EntryItem(Strict):
    """One entry as written; ``reviewed`` where it differs from the file's."""

    id: Id
    reviewed: date | None = None
    zh: Wording
    en: Wording


class TopicFile(Strict):
    """One file: a category with its entries, and the day on which they were last read through."""

    category: Id
    name: Both
    reviewed: date
    entries: list[EntryItem] = Field(min_length=1)


class Words(Strict):
    """Words of both languages."""

    zh: list[Line] = Field(min_length=1)
    en: list[Line] = Field(min_length=1)


class FactNote(Both):
    """What a fact means, with a believable value."""

    example: Line | Both


class Background(Strict):
    """Messages that the base has no answer to, and words that show it."""

    words: Words
    reports: dict[str, list[Line]]
    outside: dict[str, list[Line]]
    unknown: dict[str, list[Line]]


ModelT = TypeVar("ModelT", bound=BaseModel)


def fail(place: str, what: str) -> NoReturn:
    """Raise ContentError for a place: a file, an entry, a fact."""
    raise ContentError(f"{place}: {what}")


def explain(raw: object, error: ValidationError) -> str:
    """Say in words where in the file the first mistakes are, naming entries by their id."""
    said: list[str] = []
    for problem in error.errors()[:5]:
        path: list[str] = []
        node: Any = raw
        for step in problem["loc"]:
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                node = None
            named = isinstance(step, int) and isinstance(node, dict) and "id" in node
            path.append(f"entry '{node['id']}'" if named else str(step))
        said.append(f"{' / '.join(path) or 'file'}: {problem['msg']}")
    return "; ".join(said)


def read_file(path: Path, model: type[ModelT]) -> ModelT:
    """Read one YAML file in a shape. Raises ContentError with the entry and the mistake."""
    raw = read_yaml(path)
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise ContentError(f"{path.name}: {explain(raw, error)}") from error


def read_yaml(path: Path) -> object:
    """Read plain data. Raises ContentError when the file is missing or is no YAML."""
    try:
        # _YamlLoader is one of the two safe loaders: plain data, no objects.
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_YamlLoader)  # noqa: S506
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ContentError(f"{path.name}: cannot be read: {error}") from error
