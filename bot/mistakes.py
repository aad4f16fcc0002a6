"""A mistake in a file or a setting: where it is, what is wrong, and how to mend it."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.chinese import to_traditional
from domain.language import Language, Localized


def words(zh: str, en: str) -> Localized:
    """Return a text of ours in all three languages; the traditional one is derived."""
    return Localized({Language.ZH_HANS: zh, Language.ZH_HANT: to_traditional(zh), Language.EN: en})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What is wrong at one place. ``line`` counts from 1; ``path`` is dotted, or a name."""

    problem: Localized
    mend: Localized
    path: str = ""
    line: int | None = None

    def text(self, language: Language) -> str:
        """Return the mistake as two lines: the place and the problem, then the mend."""
        english = language is Language.EN
        place = []
        if self.line is not None:
            place.append(f"line {self.line}" if english else f"第 {self.line} 行")
        if self.path:
            place.append(self.path)
        colon, arrow = (": ", "  mend: ") if english else ("：", "  改法：")
        if language is Language.ZH_HANT:
            arrow = to_traditional(arrow)
        head = " ".join(place)
        problem = self.problem.text(language)
        return f"{head}{colon if head else ''}{problem}\n{arrow}{self.mend.text(language)}"


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """Return the known name that ``wrong`` was probably meant to be, or ``None``."""
    by_lower = {name.lower(): name for name in known}
    tried = wrong.lower().replace(" ", "_").replace("-", "_")
    for attempt in (tried, wrong.lower()):
        found = difflib.get_close_matches(attempt, by_lower, n=1, cutoff=0.6)
        if found:
            return by_lower[found[0]]
    return None


def choose_from(wrong: str, known: Sequence[str]) -> Localized:
    """Return the mend for a name that is none of ``known``: the nearest one, and all of them."""
    listed_zh, listed_en = "、".join(known), ", ".join(known)
    close = nearest(wrong, known)
    if close is None:
        return words(f"可以写的有：{listed_zh}。", f"use one of: {listed_en}.")
    return words(
        f"是不是想写 {close}？可以写的有：{listed_zh}。",
        f"did you mean {close}? Use one of: {listed_en}.",
    )
