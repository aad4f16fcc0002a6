"""What somebody's words say of themselves or others, to be masked or left out.

Numbers, homes, number plates, addresses in mail and messengers, and names where somebody says
their own.
"""

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

_PLATES: Final = re.compile(
    r"[京津沪滬冀晋豫辽遼吉黑蒙苏蘇浙皖闽閩赣贛鲁魯鄂湘粤粵桂琼瓊渝川贵貴云雲藏陕陝甘青宁寧新]"
    r"[A-Za-z]\s?[·•.]?\s?(?=[0-9A-Za-z]*[0-9])"
    r"[0-9A-Za-z]{4,5}(?:[0-9A-Za-z学學警港澳挂]|(?![0-9A-Za-z]))"
)
"""Number plates of cars; what has no digit is none."""

_MAIL: Final = re.compile(r"[0-9A-Za-z._%+-]+@[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)+")

_PRIVATE: Final = (_MAIL, _PLATES, _HOMES, _NUMBERS, _NAMES)

_HANDLES: Final = re.compile(
    r"(?P<kept>(?:微信|(?<![A-Za-z])(?:WeChat|Weixin|VX|WX|QQ))(?:号|號)?\s?(?:是|:|：)?\s?)"
    r"[A-Za-z0-9][A-Za-z0-9_-]{4,}",
    re.IGNORECASE,
)
"""By what somebody is found in another messenger; the word before it stays."""

_EDGES: Final = " \t\n，,。.、；;：:！!～~-—"
_GAPS: Final = re.compile(r"\s+")
_LOOSE: Final = re.compile(r"([，,。；;：:、])[，,。；;：:、\s]+")


def mask_private(text: str) -> str:
    """Return somebody's words as a group may see them: what is private is stars."""
    text = _HANDLES.sub(r"\g<kept>***", text)
    for pattern in _PRIVATE:
        text = pattern.sub("***", text)
    return text


def leave_out_private(text: str) -> str:
    """Return somebody's words without what is private, on one line: what they ask."""
    for pattern in (_HANDLES, *_PRIVATE):
        text = pattern.sub("", text)
    return _LOOSE.sub(r"\1", _GAPS.sub(" ", text)).strip(_EDGES)


def count_words(text: str) -> int:
    """Return how many letters, characters and digits a text has; signs and emojis are none."""
    return sum(sign.isalnum() for sign in text)
