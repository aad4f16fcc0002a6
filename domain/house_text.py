"""Reads a home as people write it: 3-2-501, 3栋2单元501, 三号楼二单元501室, Flat B 5/F Block 3."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 60
"""Nobody writes a home with more characters; longer text is a sentence, not a home."""


@dataclass(frozen=True, slots=True)
class HouseText:
    """A home as it was written; ``unit`` is empty where none was given. Nothing says it exists."""

    building: str
    unit: str
    room: str


_DIGITS = {sign: str(value) for value, sign in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": "0", "○": "0", "两": "2", "兩": "2"}
_COUNTED = re.compile(r"(?:([1-9])百)?(?:(0)?([1-9])?(十))?(0)?([1-9])?")

# What a number is: building, unit, floor, room; the others are settled once all are read.
_BUILDING, _UNIT, _FLOOR, _ROOM = "building", "unit", "floor", "room"
_NUMBER_SIGN, _STOREY, _EITHER = "号", "楼", "unit or room"

_AFTER = {
    **dict.fromkeys(("号楼", "號樓", "号樓", "號楼", "栋", "幢", "棟", "座"), _BUILDING),
    **dict.fromkeys(("单元", "單元", "门", "門", "梯"), _UNIT),
    **dict.fromkeys(("层", "層", "/F"), _FLOOR),
    **dict.fromkeys(("号房", "號房", "号室", "號室", "室", "房", "户", "戶"), _ROOM),
    **dict.fromkeys(("号", "號"), _NUMBER_SIGN),
    **dict.fromkeys(("楼", "樓"), _STOREY),
}
_BEFORE = {
    **dict.fromkeys(("BUILDING", "BLDG", "BLOCK", "BLK", "TOWER"), _BUILDING),
    **dict.fromkeys(("FLOOR", "FL"), _FLOOR),
    **dict.fromkeys(("ROOM", "RM", "FLAT", "APARTMENT", "APT"), _ROOM),
    "UNIT": _EITHER,
}

_BROKEN_OFF = ("-", "/", "—", "–", "~", "_")
"""A text that begins or ends so is not finished, or is something else."""


def _alternatives(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_TOKEN = re.compile(
    rf"(?P<before>(?:{_alternatives(_BEFORE)})(?![A-Z])\.?)"
    rf"|(?P<after>{_alternatives(_AFTER)})"
    r"|(?P<plain>[0-9]{1,5}[A-Z]?(?![0-9A-Z])|[A-Z]{1,2}[0-9]{0,4}(?![0-9A-Z]))"
    r"|(?P<counted>[零〇○一二三四五六七八九十百两兩]+)"
    r"|(?P<hash>\#)"
    r"|(?P<gap>[\s\-/\\.,、_—–~:第]+)"
)
_PART = re.compile(r"[1-9][0-9]{0,2}[A-Z]?|[A-Z]|[A-Z]{1,2}[0-9]{1,3}")
_ROOM_PART = re.compile(r"[0-9]{1,5}[A-Z]?|[A-Z]{1,2}[0-9]{0,4}")


def is_house_part(text: str) -> bool:
    """Whether ``text`` can be the code of a building or unit that ``read_house`` reads back."""
    return (
        len(text) <= 4
        and _PART.fullmatch(text) is not None
        and text not in _BEFORE
        and tidy_part(text) == text
    )


def tidy_part(text: str) -> str:
    """Return a building or unit the way the desk writes it: narrow, upper case, no zeros first."""
    narrow = unicodedata.normalize("NFKC", text).strip().upper()
    return narrow.lstrip("0") or narrow


def read_house(text: str) -> HouseText | None:
    """Return the home that ``text`` names, or ``None`` when it is anything else.

    The whole text must be a home: a sentence that mentions one, a telephone number, a date or
    an emoji is ``None``. Whether the home exists is for the caller to look up.
    """
    if len(text) > LONGEST:
        return None
    narrow = unicodedata.normalize("NFKC", text).strip().strip("。.,!;").upper()
    if narrow.startswith(_BROKEN_OFF) or narrow.endswith(_BROKEN_OFF):
        return None
    numbers = _read_numbers(narrow)
    return _assemble(numbers) if numbers is not None else None


def _read_numbers(text: str) -> list[tuple[str, str]] | None:
    """Return the numbers of a text, each with what it was said to be ("" when nothing)."""
    numbers: list[tuple[str, str]] = []
    at, coming, said_after = 0, "", False
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            return None
        at, kind, token = found.end(), found.lastgroup, found.group()
        if kind in {"plain", "counted"}:
            value = token if kind == "plain" else _count(token)
            if value is None:
                return None
            numbers.append((value, coming))
            coming, said_after = "", False
        elif kind == "before":
            if coming:
                return None
            coming = _BEFORE[token.rstrip(".")]
        elif kind == "after":
            if not numbers or said_after or coming:
                return None
            value, said = numbers[-1]
            if said and said != _AFTER[token]:
                return None
            numbers[-1], said_after = (value, _AFTER[token]), True
        elif kind == "hash" and len(numbers) == 1 and not numbers[0][1]:
            numbers[0] = (numbers[0][0], _BUILDING)
    return None if coming else numbers


def _count(signs: str) -> str | None:
    """Return the number that Chinese numerals say: 五〇一 and 五百零一 are both 501."""
    digits = "".join(_DIGITS.get(sign, sign) for sign in signs)
    if digits.isdigit():
        return digits if len(digits) <= 5 else None
    found = _COUNTED.fullmatch(digits)
    if found is None:
        return None
    hundreds, _, tens, ten, zero, ones = found.groups()
    if hundreds and ones and not ten and not zero:
        return None  # 一百二 is 120 to one person and 102 to another
    if zero and not ones:
        return None
    value = int(hundreds or 0) * 100 + (int(tens or 1) * 10 if ten else 0) + int(ones or 0)
    return str(value)


def _assemble(numbers: list[tuple[str, str]]) -> HouseText | None:
    """Give each number its place: by what it was said to be, else by its order."""
    last = len(numbers) - 1
    said = [_settle(label, place, last) for place, (_, label) in enumerate(numbers)]
    if _EITHER in said:
        others = set(said) - {_EITHER}
        long_enough = len(numbers[said.index(_EITHER)][0]) >= 3
        # "Block 3 Unit 501" means the room where no other room is named.
        is_room = _ROOM not in others and said[last] == _EITHER and long_enough
        said = [(_ROOM if is_room else _UNIT) if one == _EITHER else one for one in said]
    places = _places(said)
    if places is None:
        return None
    parts = {place: value for place, (value, _) in zip(places, numbers, strict=True)}
    building, unit = tidy_part(parts[_BUILDING]), tidy_part(parts.get(_UNIT, ""))
    room = _room(parts.get(_FLOOR, ""), parts[_ROOM])
    if not _PART.fullmatch(building) or (unit and not _PART.fullmatch(unit)):
        return None
    if len(unit) > 3 or not _ROOM_PART.fullmatch(room) or set(room) == {"0"}:
        return None
    if room.isalpha() and _ROOM not in said:
        return None  # "A B C" is no home; 3座B室 is
    return HouseText(building, unit, room)


def _settle(label: str, place: int, last: int) -> str:
    if label == _NUMBER_SIGN:  # 12号302 is a building, 12-302号 a room
        return _ROOM if place == last else _BUILDING
    if label == _STOREY:  # 3楼2单元501 is a building, 3座5楼B室 a floor
        return _BUILDING if place == 0 else _FLOOR
    return label


_ORDERS: dict[int, tuple[tuple[str, ...], ...]] = {
    2: ((_BUILDING, _ROOM),),
    3: ((_BUILDING, _UNIT, _ROOM), (_BUILDING, _FLOOR, _ROOM)),
    4: ((_BUILDING, _UNIT, _FLOOR, _ROOM),),
}


def _places(said: list[str]) -> tuple[str, ...] | None:
    for order in _ORDERS.get(len(said), ()):
        if all(said) and sorted(said) == sorted(order):
            return tuple(said)  # all were named, so any order will do
        fits = all(one in {"", place} for one, place in zip(said, order, strict=True))
        # A floor is only a floor when somebody called it one.
        if fits and (_FLOOR not in order or said[order.index(_FLOOR)]):
            return order
    return None


def _room(floor: str, room: str) -> str:
    """Return the room's number; 5楼B室 is 5B, 5楼501 is 501 and 5楼1室 is 501."""
    if not floor or room.startswith(floor):
        return room
    if room.isdigit():
        return f"{floor}{int(room):02d}" if len(room) <= 2 else room
    return f"{floor}{room}" if room.isalpha() else room
