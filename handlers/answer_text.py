"""Reads what owners write after the work: whether it is solved, and a score of one to five."""

import re
import unicodedata

from domain.lifecycle import Outcome

_GAPS = re.compile(r"[\W_]+")

_SOLVED = re.compile(
    r"(是的?|对|對|问题|問題)?(已经?|已經|都|真的)?"
    r"(好了|修好了|弄好了|解决了?|解決了?|没问题了|沒問題了)(谢谢|謝謝)?"
    r"|(yes)?(its|itis)?(fixed|solved|resolved|allgood)(now)?(thanks|thankyou)?",
    re.IGNORECASE,
)
_YES = re.compile(
    r"(是的?|对的?|對的?|嗯|yes|yeah|yep)(谢谢|謝謝|thanks|thankyou)?", re.IGNORECASE
)
_UNSOLVED = re.compile(
    r"((还|還|仍|又|根本)?(没有?|沒有?|未)(好|修好|修|弄好|解决|解決)|(还|還|仍)(在|是)?[漏滴坏壞响響堵]"
    r"|(还|還)?(没有?|沒有?)[。.!！]*$|不好$|no$|not\s*(fixed|solved|yet)|unsolved|still\s)",
    re.IGNORECASE,
)
_AGREED = re.compile(r"(可以|行|好的?|没问题|沒問題|ok|okay)(谢谢|謝謝)?", re.IGNORECASE)
_NOT_AGREED = re.compile(r"(不可以|不行|不同意|不接受)", re.IGNORECASE)
_COME = re.compile(
    r"(还|還)?(需要|要)?(的|再?[来來])(一次|一趟|吧)?(谢谢|謝謝)?|(还|還)?(需要|要)|please",
    re.IGNORECASE,
)
_DO_NOT_COME = re.compile(
    r"(不用|不需要|不必)(再?[来來])?了?(谢谢|謝謝)?|no(need)?(thanks|thankyou)?", re.IGNORECASE
)


def says_solved(text: str, outcome: Outcome = Outcome.FIXED) -> bool | None:
    """Return whether a text says that it is solved, or that it is not; else ``None``.

    A bare yes or no answers the question that follows the outcome: after 业主不在家 it is whether
    somebody should come again.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    bare = _GAPS.sub("", text)
    if outcome is Outcome.NOT_HOME:
        if _DO_NOT_COME.fullmatch(bare):
            return True
        if _YES.fullmatch(bare) or _COME.fullmatch(bare):
            return False
    if _UNSOLVED.match(text):
        return False
    if outcome is not Outcome.FIXED and outcome is not Outcome.NOT_HOME:
        if _NOT_AGREED.match(text):
            return False
        if _AGREED.fullmatch(bare):
            return True
    return True if _SOLVED.fullmatch(bare) or _YES.fullmatch(bare) else None


_ANSWERED = re.compile(
    r"(我的?)?(问题|問題)?(已经?|已經|都|真的)?(解决了?|解決了?|没问题了|沒問題了|没有问题了|沒有問題了)"
    r"(谢谢|謝謝|多谢|多謝)?(你|您)?(了|啦)?"
    r"|(my)?(question|problem)?(its|itis|is)?(all)?(solved|resolved|answered)(now)?(thanks|thankyou)?",
    re.IGNORECASE,
)


def says_answered(text: str) -> bool:
    """Whether somebody says in a talk that their question is answered, and nothing else.

    A plain yes, or 好了, may be an answer to what the colleague has asked.
    """
    return _ANSWERED.fullmatch(_GAPS.sub("", unicodedata.normalize("NFKC", text))) is not None


def says_no_need(text: str) -> bool:
    """Whether a text says 不用了, and nothing else."""
    return _DO_NOT_COME.fullmatch(_GAPS.sub("", unicodedata.normalize("NFKC", text))) is not None


_FIGURES = {
    sign: score
    for score, signs in enumerate(("一", "二两兩", "三", "四", "五"), 1)
    for sign in signs
}
_FIGURES |= {str(score): score for score in range(1, 6)}
_FIGURES |= {word: score for score, word in enumerate(("one", "two", "three", "four", "five"), 1)}

_SCORE = re.compile(
    r"(?:我|就|那)*(?:给|給|打|评|評)?(?:个|個|你|您)?"
    r"(?P<zh>[1-5一二两兩三四五])\s*(?:(?:颗|顆)?星|分)(?:好评|好評)?(?:吧|啊|呀|了)?(?:谢谢|謝謝)?"
    r"|(?:i(?:'?d|'?ll)?\s+)?(?:give|rate)?\s*(?:it|you)?\s*(?:a\s+)?"
    r"(?P<en>[1-5]|one|two|three|four|five)\s*(?:stars?|points?|out of (?:5|five)|/\s*5)",
    re.IGNORECASE,
)
_BARE_SCORE = re.compile(r"(?:给|給|打)?[1-5一二三四五]|one|two|three|four|five", re.IGNORECASE)
_FULL = re.compile(r"(给|給|打)?(满分|滿分)|fullmarks", re.IGNORECASE)
_STARS = re.compile(r"[⭐★🌟\ufe0f\s]+")


def read_score(text: str) -> tuple[int, str] | None:
    """Return the score that a text gives, and the whole text where it says more than that.

    五星, 3分, 给4星吧, 5, "2分，来得太慢", 4 stars; ``None`` for any other text, such as 3分钟.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if _STARS.fullmatch(text):
        stars = sum(sign in "⭐★🌟" for sign in text)
        return (stars, "") if 1 <= stars <= 5 else None
    bare = _GAPS.sub("", text).lower()
    if _FULL.fullmatch(bare):
        return 5, ""
    if _BARE_SCORE.fullmatch(bare):
        return _FIGURES[bare.lstrip("给給打")], ""
    found = _SCORE.match(text)
    if found is None:
        return None
    score = _FIGURES[(found["zh"] or found["en"]).lower()]
    rest = text[found.end() :]
    if not _GAPS.sub("", rest):
        return score, ""
    # A remark is set apart: 3分钟 goes on without a pause, and 5 points of sale without a comma.
    apart = _GAPS.match(rest) and (found["zh"] or not rest[0].isspace())
    return (score, text) if apart else None
