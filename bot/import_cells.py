"""Reads single cells of an import: a home, a phone, a relation, a team, a role."""

import re
from collections.abc import Mapping
from functools import cache

import phonenumbers

from bot.import_columns import fold
from bot.mistakes import words
from domain.desk import Community, Desk
from domain.house_text import read_house
from domain.language import Language, Localized
from domain.people import Relation, StaffRole, mask_phone

REGION = "CN"
"""A number without a country code is one of mainland China."""


class CellError(Exception):
    """A cell cannot be read: what is wrong and how to mend it."""

    def __init__(self, problem: Localized, mend: Localized) -> None:
        super().__init__()
        self.problem = problem
        self.mend = mend


def empty() -> CellError:
    """Return the error of a cell that must not be empty."""
    return CellError(words("是空的。", "is empty."), words("请填上。", "Fill it in."))


def _shown(text: str) -> str:
    """A cell as a report may show it: a telephone number in the wrong column stays hidden."""
    return "***" if sum(sign.isdigit() for sign in text) >= 7 else text[:30]


def read_community(text: str, desk: Desk) -> Community:
    """Read a community by code or name; an empty cell means the only one there is."""
    if not text and len(desk.communities) == 1:
        return desk.communities[0]
    for community in desk.communities:
        if fold(text) in {fold(community.code), *map(fold, community.name.texts.values())}:
            return community
    names = [community.name for community in desk.communities]
    raise CellError(
        words(f"没有叫“{_shown(text)}”的小区。", f"there is no community “{_shown(text)}”.")
        if text
        else empty().problem,
        words(
            "可以写的有：" + "、".join(name.text(Language.ZH_HANS) for name in names) + "。",
            "Use one of: " + ", ".join(name.text(Language.EN) for name in names) + ".",
        ),
    )


_DATE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}月\d{1,2}日|\d{1,2}-[A-Za-z]{3}(-\d{2,4})?"
)


def read_home(text: str) -> tuple[str, str, str]:
    """Read a home from one cell: building, unit (may be empty), room."""
    if not text:
        raise empty()
    if _DATE.fullmatch(text):
        raise CellError(
            words("表格软件把它变成了日期。", "the spreadsheet has turned it into a date."),
            words(
                "把这一列设成“文本”格式，再重新输入。",
                "Format the column as text and type it again.",
            ),
        )
    home = read_house(text)
    if home is None:
        raise CellError(
            words(f"“{_shown(text)}”看不懂。", f"“{_shown(text)}” cannot be read as a home."),
            words("写成 3-2-501 或 3栋2单元501。", "Write 3-2-501 or 3栋2单元501."),
        )
    return home.building, home.unit, home.room


def read_parts(building: str, unit: str, room: str) -> tuple[str, str, str]:
    """Read a home from a cell each; 3栋, 3号楼 and 3 are the same building."""
    if not building or not room:
        raise empty()
    whole = read_house(room)
    if whole is not None and read_house(f"{building}-{whole.room}") is not None:
        return whole.building, whole.unit, whole.room  # 房号 beside 楼栋 says it all again
    without_unit = not unit or fold(unit) in {"", "无"}
    home = read_house(f"{building}-{room}" if without_unit else f"{building}-{unit}-{room}")
    if home is None:
        raise CellError(
            words("楼栋、单元或室看不懂。", "the building, unit or room cannot be read."),
            words("写成 3、2、501 这样的数字。", "Write numbers such as 3, 2 and 501."),
        )
    return home.building, home.unit, home.room


def place_home(community: Community, building: str, unit: str) -> str:
    """Return the unit's code of a home, having checked that building and unit exist."""
    found = community.building(building)
    if found is None:
        codes = [one.code for one in community.buildings]
        raise CellError(
            words(f"没有 {building} 栋。", f"there is no building {building}."),
            words(
                f"小区里有：{'、'.join(codes)}。新楼先写进 desk.yaml 的 buildings。",
                f"There are: {', '.join(codes)}. Add a new one to buildings in desk.yaml first.",
            ),
        )
    if unit in found.units or (not unit and not found.units):
        return unit
    if not unit and len(found.units) == 1:
        return found.units[0]
    if not found.units:
        raise CellError(
            words(f"{building} 栋不分单元。", f"building {building} has no units."),
            words(f"写成 {building}-501，不带单元。", f"Write {building}-501, without a unit."),
        )
    units_zh, units_en = "、".join(found.units), ", ".join(found.units)
    if not unit:
        raise CellError(
            words("没有写单元。", "the unit is missing."),
            words(f"{building} 栋的单元有：{units_zh}。", f"Building {building} has: {units_en}."),
        )
    raise CellError(
        words(f"{building} 栋没有 {unit} 单元。", f"building {building} has no unit {unit}."),
        words(f"它的单元有：{units_zh}。", f"Its units are: {units_en}."),
    )


def read_name(text: str) -> str:
    """Read a person's name."""
    if not text:
        raise empty()
    if len(text) > 60 or not any(sign.isalpha() for sign in text):
        raise CellError(
            words("这不像姓名。", "this does not look like a name."),
            words("写姓名，最多 60 个字。", "Write the name, 60 characters at most."),
        )
    return text


def read_phone(text: str) -> tuple[str, bool]:
    """Read a phone number: (E.164, whether it is a fixed line).

    A fixed line is accepted, but only a mobile number can be checked against the phone that
    the messenger confirms.
    """
    if not text:
        raise empty()
    if re.fullmatch(r"\d(?:\.\d+)?[eE]\+?\d+", text):
        raise CellError(
            words(
                "表格软件把号码变成了科学计数，后几位已经丢失。",
                "the spreadsheet has shortened the number, and its last digits are lost.",
            ),
            words(
                "把这一列设成“文本”格式，再重新输入。",
                "Format the column as text and type it again.",
            ),
        )
    digits = sum(sign.isdigit() for sign in text)
    # Some write the 86 of mainland China without its plus.
    for attempt in (text, f"+{text}" if text.startswith("86") and digits == 13 else text):
        try:
            number = phonenumbers.parse(attempt, REGION)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            kind = phonenumbers.number_type(number)
            fixed = kind == phonenumbers.PhoneNumberType.FIXED_LINE
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), fixed
    if digits >= 20 or re.search(r"\d{7,}\s*[/,;、，；]\s*\d{7,}", text):
        raise CellError(
            words("有两个号码。", "there are two numbers."),
            words(
                "一行只写一个，另一个人另起一行。",
                "Put one in a row; another person gets another row.",
            ),
        )
    masked = mask_phone("".join(sign for sign in text if sign.isdigit()))
    raise CellError(
        words(
            f"号码不对：{masked}（{digits} 位）。",
            f"not a valid number: {masked} ({digits} digits).",
        ),
        words(
            "手机写 11 位，座机加区号，港澳台和国外加 + 和国家代码，例如 +852。",
            "Mainland mobiles have 11 digits, fixed lines need the area code, others + and the "
            "country code, such as +852.",
        ),
    )


_RELATIONS = {
    Relation.OWNER: ("owner", "业主", "户主", "产权人", "房东", "本人"),
    Relation.TENANT: ("tenant", "租户", "租客", "承租人", "租住"),
    Relation.FAMILY: (
        *("family", "家属", "家人", "家庭成员", "亲属", "配偶", "子女", "父母"),
        *("妻子", "丈夫", "儿子", "女儿"),
    ),
}


@cache
def _relation_of() -> Mapping[str, Relation]:
    return {fold(word): one for one, many in _RELATIONS.items() for word in many}


def read_relation(text: str) -> Relation:
    """Read how somebody belongs to the home; an empty cell means the owner."""
    if not text:
        return Relation.OWNER
    relation = _relation_of().get(fold(text))
    if relation is None:
        raise CellError(
            words(
                f"“{_shown(text)}”不在可选的里面。", f"“{_shown(text)}” is not one of the choices."
            ),
            words("写业主、租户或家属。", "Write owner, tenant or family."),
        )
    return relation


_ROLES = {
    StaffRole.WORKER: ("worker", "员工", "组员", "师傅", "维修工", "保洁员", "保安", "staff"),
    StaffRole.LEADER: ("leader", "组长", "班长", "班组长", "队长", "主管", "teamleader"),
    StaffRole.CLERK: ("clerk", "客服", "客服专员", "客服员", "前台", "管理员", "customerservice"),
    StaffRole.MANAGER: ("manager", "经理", "项目经理", "客服经理", "客户经理", "主任"),
}


@cache
def _role_of() -> Mapping[str, StaffRole]:
    return {fold(word): one for one, many in _ROLES.items() for word in many}


def read_role(text: str) -> StaffRole:
    """Read a post; an empty cell means a worker. Nobody becomes an administrator by import."""
    if not text:
        return StaffRole.WORKER
    role = _role_of().get(fold(text))
    if role is None:
        raise CellError(
            words(
                f"“{_shown(text)}”不在可选的里面。", f"“{_shown(text)}” is not one of the choices."
            ),
            words("写员工、组长、客服或经理。", "Write worker, leader, clerk or manager."),
        )
    return role


def read_team(text: str, desk: Desk) -> str:
    """Read a team by its code or by its name in any language."""
    if not text:
        raise empty()
    for team in desk.teams:
        if fold(text) in {fold(team.code), *map(fold, team.name.texts.values())}:
            return team.code
    zh = "、".join(team.name.text(Language.ZH_HANS) for team in desk.teams)
    en = ", ".join(team.code for team in desk.teams)
    raise CellError(
        words(f"没有叫“{_shown(text)}”的班组。", f"there is no team “{_shown(text)}”."),
        words(f"可以写的有：{zh}。", f"Use one of: {en}."),
    )
