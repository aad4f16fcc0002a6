"""Finds the columns of an import by their names, in Chinese of both scripts and in English."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.chinese import to_simplified
from bot.mistakes import words
from bot.tables import TableRow
from domain.language import Localized
from services.import_rows import RowMistake

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "community": ("小区", "社区", "项目", "楼盘", "屋苑", "community", "estate", "project"),
    "house": ("房号", "房屋", "住址", "门牌", "地址", "房间", "house", "home", "address"),
    "building": ("楼栋", "栋", "楼号", "幢", "座", "栋号", "楼栋号", "building", "block", "tower"),
    "unit": ("单元", "单元号", "unit", "entrance"),
    "room": ("室", "室号", "房间号", "户号", "room", "flat", "apartment", "apt"),
    "name": ("姓名", "名字", "业主", "业主姓名", "称呼", "员工", "员工姓名", "name", "fullname"),
    "phone": (
        *("电话", "手机", "手机号", "手机号码", "电话号码", "联系电话", "联系方式"),
        *("phone", "mobile", "tel", "telephone", "phonenumber", "mobilephone"),
    ),
    "relation": (
        "关系",
        "身份",
        "类型",
        "住户类型",
        "与业主关系",
        "relation",
        "relationship",
        "type",
    ),
    "team": ("班组", "部门", "组", "组别", "team", "department", "group"),
    "role": ("角色", "职务", "岗位", "职位", "role", "position", "job"),
}
"""The names that a column may have, per field. 房间号 is a room where there is a building."""

TITLES: Mapping[str, tuple[str, str]] = {
    "community": ("小区", "community"),
    "house": ("房号", "house"),
    "building": ("楼栋", "building"),
    "unit": ("单元", "unit"),
    "room": ("室", "room"),
    "name": ("姓名", "name"),
    "phone": ("电话", "phone"),
    "relation": ("关系", "relation"),
    "team": ("班组", "team"),
    "role": ("角色", "role"),
}

SEARCHED_ROWS = 10
"""A title and a note often stand above the column names."""


def fold(text: str) -> str:
    """Return a name without what people vary: width, case, script, spaces and signs."""
    narrow = unicodedata.normalize("NFKC", text).split("(")[0].lower()
    return to_simplified("".join(sign for sign in narrow if sign.isalnum()))


@cache
def _field_of() -> Mapping[str, str]:
    """The field of each folded name, made when first needed: the dictionaries are large."""
    return {fold(name): field for field, names in SYNONYMS.items() for name in names}


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where each field stands, what its column is called in the file, and the rows below."""

    places: Mapping[str, int]
    titles: Mapping[str, str]
    body: Sequence[TableRow]

    def cell(self, row: TableRow, field: str) -> str:
        """Return a row's text in a field's column; empty where there is no such column."""
        place = self.places.get(field)
        return row.cells[place] if place is not None and place < len(row.cells) else ""


def find_columns(
    rows: Sequence[TableRow], needed: Sequence[Sequence[str]], useful: Sequence[str]
) -> Columns | RowMistake:
    """Find the row of column names.

    Args:
        rows: The rows of a file.
        needed: What must be there, each as alternatives: ``("house", "room")`` wants one of both.
        useful: The fields that are read when they are there.
    """
    wanted = {field for choice in needed for field in choice} | set(useful)
    best: tuple[int, dict[str, int]] = (0, {})
    for at, row in enumerate(rows[:SEARCHED_ROWS]):
        places: dict[str, int] = {}
        for place, cell in enumerate(row.cells):
            field = _field_of().get(fold(cell), "")
            if field in wanted:
                places.setdefault(field, place)
        if len(places) > len(best[1]):
            best = (at, places)
    at, places = best
    header = rows[at]
    lacking = [choice for choice in needed if not any(field in places for field in choice)]
    if lacking:
        return RowMistake(
            row=header.number,
            column="",
            problem=_lacking(lacking),
            mend=_name_them(needed, useful),
        )
    if "house" not in places and "room" in places and "building" not in places:
        places["house"] = places.pop("room")  # 房间号 alone holds the whole home
    elif "house" in places and "building" in places and "room" not in places:
        places["room"] = places.pop("house")  # 楼栋, 单元, 房号: here 房号 is the room
    return Columns(
        places=places,
        titles={field: header.cells[place] for field, place in places.items()},
        body=rows[at + 1 :],
    )


def _lacking(choices: Sequence[Sequence[str]]) -> Localized:
    zh = "、".join("或".join(TITLES[field][0] for field in choice) for choice in choices)
    en = ", ".join(" or ".join(TITLES[field][1] for field in choice) for choice in choices)
    return words(f"找不到这些列：{zh}。", f"columns not found: {en}.")


def _name_them(needed: Sequence[Sequence[str]], useful: Sequence[str]) -> Localized:
    fields = [choice[0] for choice in needed] + [
        field for field in useful if not any(field in choice for choice in needed)
    ]
    zh = "、".join(TITLES[field][0] for field in fields)
    en = ", ".join(TITLES[field][1] for field in fields)
    return words(
        f"第一行写列名，例如：{zh}。列名是乱码时，另存为 xlsx 再导入。",
        f"put the column names in the first row, such as: {en}. "
        "If they look garbled, save the file as xlsx.",
    )
