"""Turns simplified Chinese into the traditional characters of Hong Kong, and back."""

import re
from functools import cache
from typing import Protocol, cast

import opencc

_PREFERRED = str.maketrans("羣麪説户税脱閲", "群麵說戶稅脫閱")
"""Forms that readers in Hong Kong meet every day; the dictionary is stricter."""

_PHRASES = {"鄰裏": "鄰里", "回復您": "回覆您", "服務枱": "服務台"}
"""Words of this trade that the dictionary gets wrong."""

_SIGNED = re.compile("(?<![標書抽竹求牙])籤")
"""What is signed (签合同), and neither a label nor a lot; the dictionary takes it for those."""

_DAYS_AFTER = re.compile(r"(?<=\d)( ?)天后")
"""30 天后 is after 30 days, and no goddess."""


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _converter(config: str) -> _Converter:
    return cast(_Converter, opencc.OpenCC(config))


def forget_dictionaries() -> None:
    """Free the dictionaries; whoever needs one again loads it anew, in a tenth of a second."""
    _converter.cache_clear()


def has_chinese(text: str) -> bool:
    """Whether a text holds any Chinese character."""
    return any("\u3400" <= sign <= "\u9fff" for sign in text)


def to_traditional(text: str) -> str:
    """Return a text in traditional characters; what is not Chinese stays as it is."""
    if not has_chinese(text):
        return text
    converted = _converter("s2hk").convert(text).translate(_PREFERRED)
    for wrong, right in _PHRASES.items():
        converted = converted.replace(wrong, right)
    return _DAYS_AFTER.sub(r"\1天後", _SIGNED.sub("簽", converted))


def to_simplified(text: str) -> str:
    """Return a text in simplified characters; what is not Chinese stays as it is."""
    return _converter("hk2s").convert(text) if has_chinese(text) else text
