"""What somebody's words say of themselves: numbers, homes and names to be masked or left out."""

import re
from typing import Final

_DIGIT: Final = r"[0-9０-９]"
_COUNT: Final = r"[0-9０-９零〇一二三四五六七八九十百两兩]"
_DASH: Final = r"\s?[-—–~/#＃]\s?"
_NO_AMOUNT: Final = r"(?![0-9０-９]|\s?(?:元|块|塊|度|米|平|斤|点|點|%|％))"

_NUMBERS: Final = re.compile(rf"(?<!{_DIGIT})\+?{_DIGIT}(?:[ -]?{_DIGIT}){{5,}}[0-9０-９Xx]")
"""Telephones, numbers of documents and accounts: seven digits and more."""

_HOMES: Final = re.compile(
    rf"{_COUNT}{{1,4}}\s?(?:号楼|號樓|栋|幢|棟|座|楼|樓)\s?"
    rf"(?:{_COUNT}{{1,3}}\s?(?:单元|單元|门|門|梯)\s?)?{_COUNT}{{2,5}}[A-Za-z]?"
    r"(?:\s?(?:号房|號房|室|房|号|號|户|戶))?"
    rf"|(?<![0-9０-９-]){_DIGIT}{{1,3}}[A-Za-z]?(?:{_DASH}{_DIGIT}{{1,3}})?{_DASH}{_DIGIT}{{3,5}}"
    rf"[A-Za-z]?{_NO_AMOUNT}(?:室|房|号|號)?"
    rf"|{_DIGIT}{{3,5}}[A-Za-z]?\s?(?:室|号房|號房|房间|房間)"
    r"|(?:flat|apt\.?|apartment|room|unit)\s?[0-9]{1,5}[A-Za-z]?\b",
    re.IGNORECASE,
)

_NAMES: Final = re.compile(r"我(?:叫|姓)[\u3400-\u9fff]{1,4}?(?=[，,。！!；;\s]|$)")
"""Somebody who says their name; what else might be one is not guessed at."""

_EDGES: Final = " \t\n，,。.、；;：:！!～~-—"
_GAPS: Final = re.compile(r"\s+")
_LOOSE: Final = re.compile(r"([，,。；;：:、])[，,。；;：:、\s]+")


def mask_private(text: str) -> str:
    """Return somebody's words as a group may see them: numbers, homes and names are stars."""
    for pattern in (_HOMES, _NUMBERS, _NAMES):
        text = pattern.sub("***", text)
    return text


def leave_out_private(text: str) -> str:
    """Return somebody's words without numbers, homes and names, on one line: what they ask."""
    for pattern in (_HOMES, _NUMBERS, _NAMES):
        text = pattern.sub("", text)
    return _LOOSE.sub(r"\1", _GAPS.sub(" ", text)).strip(_EDGES)


def count_words(text: str) -> int:
    """Return how many letters, characters and digits a text has; signs and emojis are none."""
    return sum(sign.isalnum() for sign in text)
