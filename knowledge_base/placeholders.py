"""Placeholders in texts, ``{facts.some_key}``, and the facts that are put in for them."""

import re
from collections.abc import Mapping
from typing import Final

from knowledge_base.schema import fail

FactValue = str | Mapping[str, str]
FACTS_FILE: Final = "facts.yaml"

_FACT_LANGUAGES = frozenset({"zh", "zh-Hans", "zh-Hant", "en"})
_BRACED = re.compile(r"\{([^{}]*)\}")
_FACT = re.compile(r"facts\.([a-z][a-z0-9_]*)")


def is_fact_key(key: object) -> bool:
    """Tell whether a fact can be called so."""
    return isinstance(key, str) and _FACT.fullmatch(f"facts.{key}") is not None


def keys_in(text: str) -> frozenset[str]:
    """Return the keys of the facts that a checked text needs."""
    return frozenset(_FACT.findall(text))


def check_placeholders(text: str, known: frozenset[str], place: str) -> frozenset[str]:
    """Return the keys of the facts that a text needs; anything else in braces is an error.

    Raises ContentError, which names ``place``.
    """
    for inside in _BRACED.findall(text):
        found = _FACT.fullmatch(inside)
        if not found:
            fail(place, f"'{{{inside}}}' is not a placeholder; write {{facts.some_key}}")
        if found[1] not in known:
            fail(place, f"unknown fact '{found[1]}'; describe it in {FACTS_FILE}")
    if re.search(r"[{}]", without_placeholders(text, "")):
        fail(place, "a brace is opened or closed without its partner")
    return keys_in(text)


def without_placeholders(text: str, instead: str = " ") -> str:
    """Return a text with something else where its facts belong."""
    return _BRACED.sub(instead, text)


def fill(text: str, facts: Mapping[str, str]) -> str:
    """Return a checked text with its facts, each as it is."""
    return _BRACED.sub(lambda found: facts[found[1].removeprefix("facts.")], text)


def by_written_language(facts: Mapping[str, FactValue]) -> dict[str, dict[str, str]]:
    """Return the set facts under zh and en; a fact that is empty anywhere counts as not set.

    Simplified Chinese may stand under ``zh-Hans`` or ``zh``. Traditional Chinese is derived with
    the text, so one under ``zh-Hant`` is not needed and not used.

    Raises ContentError, which names the fact.
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
