"""How Chinese sounds, coarsely: what a pinyin keyboard or a dialect mixes up is the same here."""

import functools
import os
import re
from typing import Final

# Only the readings of single characters: the phrases would take 40 MB and add little.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
from pypinyin import lazy_pinyin

_SAME: Final = (
    ("^zh", "z"),
    ("^ch", "c"),
    ("^sh", "s"),
    ("^l", "n"),
    ("ng$", "n"),
    ("^hu(?=.)", "f"),
)
_same = tuple((re.compile(pattern), instead) for pattern, instead in _SAME)
_runs = re.compile("[\u3400-\u9fff]+")


@functools.lru_cache(maxsize=20_000)
def sound(sign: str) -> str:
    """Return the coarse syllable of one Chinese character: 飞 and 费 are both ``fei``."""
    syllable = str(lazy_pinyin(sign)[0])
    for pattern, instead in _same:
        syllable = pattern.sub(instead, syllable)
    return syllable


def sounds(text: str) -> frozenset[str]:
    """Return pairs and triples of neighbouring syllables of a normalised text, as grams."""
    found: set[str] = set()
    for run in _runs.findall(text):
        heard = [sound(sign) for sign in run]
        found.update(f"y{a}-{b}" for a, b in zip(heard, heard[1:], strict=False))
        found.update(f"Y{a}-{b}-{c}" for a, b, c in zip(heard, heard[1:], heard[2:], strict=False))
    return frozenset(found)
