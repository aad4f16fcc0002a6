"""What is refused by rule, before anything is looked up: others' data, orders, unlawful help."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, Field

from knowledge_base.loader import REFUSALS_FILE
from knowledge_base.normalize import normalize
from knowledge_base.schema import Strict, read_file
from services.knowledge import Refusal


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from error
    return value


_Pattern = Annotated[str, AfterValidator(_pattern)]


class _RuleItem(Strict):
    any: list[_Pattern] = Field(min_length=1)
    unless: list[_Pattern] = Field(default_factory=list)


class _RulesFile(Strict):
    others: list[_RuleItem] = Field(min_length=1)
    orders: list[_RuleItem] = Field(min_length=1)
    illegal: list[_RuleItem] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class _Rule:
    wanted: re.Pattern[str]
    unless: re.Pattern[str] | None

    def holds(self, text: str) -> bool:
        return bool(self.wanted.search(text)) and not (self.unless and self.unless.search(text))


@dataclass(frozen=True, slots=True)
class Refusals:
    """The rules of one content folder."""

    rules: Mapping[Refusal, tuple[_Rule, ...]]

    @classmethod
    def read(cls, folder: Path) -> "Refusals":
        """Read the rules. Raises ContentError, which names the rule."""
        file = read_file(folder / REFUSALS_FILE, _RulesFile)
        rules = {
            Refusal.ILLEGAL: file.illegal,
            Refusal.ORDERS: file.orders,
            Refusal.OTHERS: file.others,
        }
        return cls(MappingProxyType({why: _rules(items) for why, items in rules.items()}))

    def of(self, text: str) -> Refusal | None:
        """Return why a text is refused; ``None`` for nearly all that people write."""
        plain = normalize(text)
        for why, rules in self.rules.items():
            if any(rule.holds(plain) for rule in rules):
                return why
        return None


def _rules(items: list[_RuleItem]) -> tuple[_Rule, ...]:
    return tuple(
        _Rule(wanted=_one_of(item.any), unless=_one_of(item.unless) if item.unless else None)
        for item in items
    )


def _one_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
