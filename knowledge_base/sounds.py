"""How Chinese sounds, coarsely: what a pinyin keyboard or a dialect mixes up is the same here.

The table (content/sounds.txt) has the 6,763 characters of GB 2312 by their coarse syllable. The
readings are those of pypinyin, whose whole dictionary would take 12 MB of the desk's memory; after
a change of `COARSE`, ``python -m knowledge_base.sounds`` writes the table anew.
"""

import functools
import re
import sys
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).parent / "content" / "sounds.txt"
COARSE: Final = (
    ("^zh", "z"),
    ("^ch", "c"),
    ("^sh", "s"),
    ("^l", "n"),
    ("ng$", "n"),
    ("^hu(?=.)", "f"),
)
_runs = re.compile("[\u3400-\u9fff]+")


@functools.cache
def _table() -> dict[str, str]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" ", 1) for line in lines if not line.startswith("#"))
    return {sign: syllable for syllable, signs in pairs for sign in signs}


def sounds(text: str) -> frozenset[str]:
    """Return pairs and triples of neighbouring syllables of a normalised text, as grams.

    飞 and 费 are both ``fei``; a rare character outside the table sounds like itself.
    """
    table = _table()
    found: set[str] = set()
    for run in _runs.findall(text):
        heard = [table.get(sign, sign) for sign in run]
        pairs = [f"{a}-{b}" for a, b in zip(heard, heard[1:], strict=False)]
        found.update(["y" + pair for pair in pairs])
        found.update([f"Y{pair}-{c}" for pair, c in zip(pairs, heard[2:], strict=False)])
    return frozenset(found)


def make_table() -> str:
    """Return the table as it should be; needs pypinyin, which only tests and this use."""
    from pypinyin import lazy_pinyin

    rules = [(re.compile(pattern), instead) for pattern, instead in COARSE]
    signs: dict[str, list[str]] = {}
    for row in range(0xB0, 0xF8):
        for column in range(0xA1, 0xFF):
            sign = bytes((row, column)).decode("gb2312", errors="ignore")
            if not sign:
                continue
            syllable = str(lazy_pinyin(sign)[0])
            for pattern, instead in rules:
                syllable = pattern.sub(instead, syllable)
            signs.setdefault(syllable, []).append(sign)
    lines = [f"{syllable} {''.join(held)}" for syllable, held in sorted(signs.items())]
    note = "# Coarse syllables of the characters of GB 2312, from pypinyin (MIT): see sounds.py."
    return "\n".join([note, *lines]) + "\n"


if __name__ == "__main__":
    TABLE.write_text(make_table(), encoding="utf-8")
    sys.stdout.write(f"{TABLE}\n")
