"""The three languages of the desk and a text that exists in all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language that every text of the desk is complete in."""

    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    EN = "en"


DEFAULT_LANGUAGE = Language.ZH_HANS


def guess_language(tag: str | None) -> Language:
    """Turn a messenger's language tag (``zh-hant``, ``en-GB``, ``None``) into the nearest of ours.

    Telegram sends IETF tags in many spellings, also ones that Babel refuses, so this reads
    them by their parts; what is not Chinese and not empty gets English.
    """
    if not tag:
        return DEFAULT_LANGUAGE
    parts = tag.replace("_", "-").lower().split("-")
    if "hant" in parts or {"tw", "hk", "mo"} & set(parts[1:]):
        return Language.ZH_HANT
    if parts[0] in {"zh", "classic"} or "hans" in parts:
        return Language.ZH_HANS
    return Language.EN


@dataclass(frozen=True, slots=True)
class Localized:
    """One text in the three languages, as the desk file gives it."""

    texts: Mapping[Language, str]

    def text(self, language: Language) -> str:
        """Return the text in ``language``; where it is missing, the default language's."""
        return self.texts.get(language) or self.texts[DEFAULT_LANGUAGE]

    @classmethod
    def same(cls, text: str) -> "Localized":
        """Return a text that reads alike in all languages, such as a name."""
        return cls(dict.fromkeys(Language, text))
