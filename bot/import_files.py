"""Turns the rows of a file into houses, owners or staff, with a report of every bad row.

Nothing is looked up in the database and nothing is stored: the import service does that, and
only when there is no mistake.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from bot.import_cells import (
    place_home,
    read_community,
    read_home,
    read_name,
    read_parts,
    read_phone,
    read_relation,
    read_role,
    read_team,
)
from bot.import_columns import find_columns
from bot.import_parsing import Parsing, RowT
from bot.mistakes import words
from bot.tables import TableError, TableRow, read_table
from domain.desk import Desk
from domain.people import mask_name, mask_phone
from services.import_rows import HouseRow, OwnerRow, ParsedImport, RowMistake, StaffRow

_HOME = ("house", "room")


def read_houses(path: Path, desk: Desk) -> ParsedImport[HouseRow]:
    """Read a list of homes: 房号, or 楼栋, 单元 and 室; 小区 where there is more than one."""
    return _read(path, parse_houses, desk)


def read_owners(path: Path, desk: Desk) -> ParsedImport[OwnerRow]:
    """Read a list of residents: a home as above, 姓名, 电话, and 关系 (业主 where empty)."""
    return _read(path, parse_owners, desk)


def read_staff(path: Path, desk: Desk) -> ParsedImport[StaffRow]:
    """Read a list of colleagues: 姓名, 电话, 班组, 角色 (员工 where empty), 小区."""
    return _read(path, parse_staff, desk)


def parse_houses(rows: Sequence[TableRow], desk: Desk) -> ParsedImport[HouseRow]:
    """Read homes from the rows of a table; see ``read_houses``."""
    needed = [_HOME, *_community(desk)]
    parsed = Parsing[HouseRow](find_columns(rows, needed, ("community", "building", "unit")))
    seen: dict[tuple[str, ...], int] = {}
    for row in parsed.body():
        home = _home(parsed, row, desk)
        if home is None:
            continue
        if parsed.is_new(seen, row, home, words("这个房号", "this home")):
            community, building, unit, room = home
            parsed.rows.append(
                HouseRow(
                    row=row.number, community=community, building=building, unit=unit, room=room
                )
            )
    return parsed.result()


def parse_owners(rows: Sequence[TableRow], desk: Desk) -> ParsedImport[OwnerRow]:
    """Read residents from the rows of a table; see ``read_owners``."""
    needed = [_HOME, ("name",), ("phone",), *_community(desk)]
    useful = ("community", "building", "unit", "relation")
    parsed = Parsing[OwnerRow](find_columns(rows, needed, useful))
    seen: dict[tuple[str, ...], int] = {}
    names: dict[str, tuple[str, int]] = {}
    for row in parsed.body():
        home = _home(parsed, row, desk)
        name = parsed.read(row, "name", read_name)
        phone = parsed.read(row, "phone", read_phone)
        relation = parsed.read(row, "relation", read_relation)
        if home is None or name is None or phone is None or relation is None:
            continue
        number, fixed = phone
        if not parsed.is_new(seen, row, (*home, number), words("这个人和房号", "this person")):
            continue
        if fixed:
            _note_fixed_line(parsed, row)
        _note_names(parsed, row, names, number, name)
        community, building, unit, room = home
        parsed.rows.append(
            OwnerRow(
                row=row.number,
                community=community,
                building=building,
                unit=unit,
                room=room,
                name=name,
                phone=number,
                relation=relation,
            )
        )
    return parsed.result()


def parse_staff(rows: Sequence[TableRow], desk: Desk) -> ParsedImport[StaffRow]:
    """Read colleagues from the rows of a table; see ``read_staff``."""
    needed = [("name",), ("phone",), ("team",), *_community(desk)]
    parsed = Parsing[StaffRow](find_columns(rows, needed, ("community", "role")))
    seen: dict[tuple[str, ...], int] = {}
    names: dict[str, tuple[str, int]] = {}
    for row in parsed.body():
        community = parsed.read(row, "community", lambda text: read_community(text, desk))
        name = parsed.read(row, "name", read_name)
        phone = parsed.read(row, "phone", read_phone)
        team = parsed.read(row, "team", lambda text: read_team(text, desk))
        role = parsed.read(row, "role", read_role)
        if community is None or name is None or phone is None or team is None or role is None:
            continue
        number, fixed = phone
        post = (community.code, team, number)
        if not parsed.is_new(seen, row, post, words("这个人和班组", "this person in this team")):
            continue
        if fixed:
            _note_fixed_line(parsed, row)
        _note_names(parsed, row, names, number, name)
        parsed.rows.append(
            StaffRow(
                row=row.number,
                community=community.code,
                team=team,
                role=role,
                name=name,
                phone=number,
            )
        )
    return parsed.result()


def _note_fixed_line(parsed: Parsing[RowT], row: TableRow) -> None:
    parsed.note(
        row,
        "phone",
        words("是座机。", "is a fixed line."),
        words(
            "本人绑定时要用手机号核对，有手机号最好换成手机号。",
            "People are checked by their mobile number, so give that if you have it.",
        ),
    )


def _read(
    path: Path,
    parse: Callable[[Sequence[TableRow], Desk], ParsedImport[RowT]],
    desk: Desk,
) -> ParsedImport[RowT]:
    try:
        rows = read_table(path)
    except TableError as error:
        mistake = RowMistake(row=0, column="", problem=error.problem, mend=error.mend)
        return ParsedImport((), (mistake,))
    return parse(rows, desk)


def _community(desk: Desk) -> list[tuple[str, ...]]:
    return [("community",)] if len(desk.communities) > 1 else []


def _home(parsed: Parsing[RowT], row: TableRow, desk: Desk) -> tuple[str, str, str, str] | None:
    """Read community, building, unit and room, and check that the desk file has them."""
    community = parsed.read(row, "community", lambda text: read_community(text, desk))
    whole = parsed.text(row, "house")
    parts = [parsed.text(row, name) for name in ("building", "unit", "room")]
    in_parts = bool(parts[0] or parts[2]) and not whole
    column = "room" if in_parts else "house"
    home = parsed.read(
        row, column, lambda text: read_parts(*parts) if in_parts else read_home(text)
    )
    if community is None or home is None:
        return None
    building, unit, room = home
    column = "building" if in_parts else "house"
    placed = parsed.read(row, column, lambda _: place_home(community, building, unit))
    return None if placed is None else (community.code, building, placed, room)


def _note_names(
    parsed: Parsing[RowT],
    row: TableRow,
    names: dict[str, tuple[str, int]],
    phone: str,
    name: str,
) -> None:
    """Two names with one number are a slip, or a couple; a person should look."""
    first, at = names.setdefault(phone, (name, row.number))
    if first != name:
        shown, other = mask_name(name), mask_name(first)
        parsed.note(
            row,
            "phone",
            words(
                f"{mask_phone(phone)} 在第 {at} 行是 {other}，这里是 {shown}。",
                f"{mask_phone(phone)} is {other} in row {at} and {shown} here.",
            ),
            words("看看是不是写错了。", "See whether one of them is wrong."),
        )
