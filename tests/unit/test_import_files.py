"""Lists of homes, residents and colleagues, good and bad."""

import dataclasses
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot.desk_file import load_desk
from bot.import_files import (
    parse_houses,
    parse_owners,
    parse_staff,
    read_houses,
    read_owners,
    read_staff,
)
from bot.tables import TableRow, read_table_bytes
from domain.desk import Building, Desk
from domain.language import Language, Localized
from domain.people import Relation, StaffRole
from services.import_rows import ParsedImport, RowMistake

EXAMPLE = Path(__file__).parents[2] / "deploy" / "desk.example.yaml"


@pytest.fixture(scope="module")
def desk() -> Desk:
    return load_desk(EXAMPLE)


def table(text: str) -> list[TableRow]:
    return read_table_bytes(text.encode())


def codes(parsed: ParsedImport[Any]) -> list[tuple[str, str, str]]:
    assert not parsed.mistakes, [one.text(Language.EN) for one in parsed.mistakes]
    return [(row.building, row.unit, row.room) for row in parsed.rows]


def only(parsed: ParsedImport[Any]) -> RowMistake:
    assert len(parsed.mistakes) == 1, [one.text(Language.EN) for one in parsed.mistakes]
    return parsed.mistakes[0]


@pytest.mark.parametrize(
    "text",
    [
        "房号\n3-2-501\n12栋1单元302\n",
        "房间号\n3-2-501\n12-1-302\n",
        "楼栋,单元,室\n3,2,501\n12,1,302\n",
        "楼栋,单元,房号\n3栋,2单元,501\n12号楼,一单元,302室\n",
        "楼栋,房号\n3,3-2-501\n12,12-1-302\n",
        "樓棟,單元,房間號\n3,2,501\n12,1,302\n",
        "Building,Unit,Room\n3,2,501\n12,1,302\n",
        "小区,房号\n阳光花园,3-2-501\nsunshine,12-1-302\n",
        "屋苑,房號\n陽光花園,3-2-501\nSunshine Garden,12-1-302\n",
        "阳光花园房屋清单\n制表：客服中心\n 房 号 ,备注\n3-2-501,\n12-1-302,\n",
    ],
)
def test_homes_in_many_layouts(text: str, desk: Desk) -> None:
    parsed = parse_houses(table(text), desk)
    assert codes(parsed) == [("3", "2", "501"), ("12", "1", "302")]
    assert {row.community for row in parsed.rows} == {"sunshine"}


def test_rows_carry_the_number_that_the_spreadsheet_shows(desk: Desk) -> None:
    parsed = parse_houses(table("名单\n\n房号\n\n3-2-501\n"), desk)
    assert [row.row for row in parsed.rows] == [5]


@pytest.mark.parametrize(
    ("home", "problem", "mend"),
    [
        ("13-1-101", "no building 13", "desk.yaml"),
        ("3-3-101", "no unit 3", "1, 2"),
        ("3-101", "unit is missing", "1, 2"),
        ("🏠", "cannot be read", "3-2-501"),
        ("我家", "cannot be read", "3-2-501"),
        ("2001-03-02", "date", "text"),
        ("3月2日", "date", "text"),
    ],
)
def test_a_home_that_cannot_be(home: str, problem: str, mend: str, desk: Desk) -> None:
    mistake = only(parse_houses(table(f"房号,备注\n3-2-501,好\n{home},坏\n"), desk))
    assert (mistake.row, mistake.column) == (3, "房号")
    assert problem in mistake.problem.text(Language.EN)
    assert mend in mistake.mend.text(Language.EN)


def test_buildings_with_one_unit_or_none(desk: Desk) -> None:
    community = dataclasses.replace(
        desk.communities[0],
        buildings=(
            Building(code="A", name=Localized.same("A"), units=("1",)),
            Building(code="B", name=Localized.same("B")),
        ),
    )
    changed = dataclasses.replace(desk, communities=(community,))
    parsed = parse_houses(table("房号,备注\nA-501,\nB-501,\nA-1-502,\n"), changed)
    assert codes(parsed) == [("A", "1", "501"), ("B", "", "501"), ("A", "1", "502")]
    mistake = only(parse_houses(table("房号,备注\nB-1-501,\n"), changed))
    assert "no units" in mistake.problem.text(Language.EN)


def test_a_home_listed_twice_names_the_first_row(desk: Desk) -> None:
    mistake = only(parse_houses(table("房号,备注\n3-2-501,\n3-2-502,\n3栋2单元501,\n"), desk))
    assert mistake.row == 4
    assert "row 2" in mistake.problem.text(Language.EN)


def test_two_communities_need_a_column(desk: Desk) -> None:
    second = dataclasses.replace(desk.communities[0], code="moon", name=Localized.same("月亮湾"))
    both = dataclasses.replace(desk, communities=(*desk.communities, second))
    missing = only(parse_houses(table("房号,备注\n3-2-501,\n"), both))
    assert "community" in missing.problem.text(Language.EN)
    unknown = only(parse_houses(table("小区,房号\n星星园,3-2-501\n"), both))
    assert "月亮湾" in unknown.mend.text(Language.EN)
    parsed = parse_houses(table("小区,房号\n月亮湾,3-2-501\n阳光花园,3-2-501\n"), both)
    assert [row.community for row in parsed.rows] == ["moon", "sunshine"]
    for parse, columns, cells in (
        (parse_owners, "房号,姓名,电话", "3-2-501,王小明,13812345678"),
        (parse_staff, "姓名,电话,班组", "张师傅,13812345678,维修组"),
    ):
        lacking = only(parse(table(f"{columns}\n{cells}\n"), both))
        assert "community" in lacking.problem.text(Language.EN)
        empty = only(parse(table(f"{columns},小区\n{cells},\n"), both))
        assert "月亮湾" in empty.mend.text(Language.ZH_HANS)
        (row,) = parse(table(f"{columns},小区\n{cells},moon\n"), both).rows
        assert row.community == "moon"


def test_owners_are_read_with_phone_and_relation(desk: Desk) -> None:
    text = (
        "房号,业主姓名,联系电话,关系\n"
        "3-2-501,王小明,138 1234 5678,业主\n"
        "3-2-501,Anna O'Neil,+852 9123 4567,租客\n"
        "3-2-502,李华,８６１３９１２３４５６７８,家屬\n"
        "3-2-503,陈一,021-5555-0110,\n"
    )
    parsed = parse_owners(table(text), desk)
    assert codes(parsed)[0] == ("3", "2", "501")
    assert [(row.phone, row.relation) for row in parsed.rows] == [
        ("+8613812345678", Relation.OWNER),
        ("+85291234567", Relation.TENANT),
        ("+8613912345678", Relation.FAMILY),
        ("+862155550110", Relation.OWNER),
    ]
    assert [(note.row, note.column) for note in parsed.notes] == [(5, "联系电话")]
    assert "mobile" in parsed.notes[0].mend.text(Language.EN)


@pytest.mark.parametrize(
    ("phone", "problem"),
    [
        ("1381234567", "not a valid number"),
        ("", "is empty"),
        ("无", "not a valid number"),
        ("1.38E+10", "last digits are lost"),
        ("13812345678/13912345678", "two numbers"),
    ],
)
def test_a_wrong_phone_is_reported_masked(phone: str, problem: str, desk: Desk) -> None:
    mistake = only(parse_owners(table(f"房号,姓名,电话\n3-2-501,王小明,{phone}\n"), desk))
    assert (mistake.row, mistake.column) == (2, "电话")
    assert problem in mistake.problem.text(Language.EN)
    shown = "".join(mistake.text(language) for language in Language)
    assert "王小明" not in shown
    assert len(phone) < 8 or phone not in shown


def test_a_phone_in_the_wrong_column_is_not_shown(desk: Desk) -> None:
    text = "房号,姓名,电话,关系\n13812345678,王小明,13912345678,13712345678\n"
    parsed = parse_owners(table(text), desk)
    assert len(parsed.mistakes) == 2
    assert not any("12345678" in one.text(Language.EN) for one in parsed.mistakes)


def test_every_mistake_of_a_row_is_told_and_other_rows_are_kept(desk: Desk) -> None:
    text = "房号,姓名,电话,关系\n99-1-101,,12,朋友\n3-2-501,王小明,13812345678,业主\n"
    parsed = parse_owners(table(text), desk)
    assert {one.column for one in parsed.mistakes} == {"房号", "姓名", "电话", "关系"}
    assert {one.row for one in parsed.mistakes} == {2}
    assert [row.row for row in parsed.rows] == [3]


def test_the_same_resident_twice_and_one_number_with_two_names(desk: Desk) -> None:
    text = (
        "房号,姓名,电话\n3-2-501,王小明,13812345678\n3栋2单元501,王小明,+8613812345678\n"
        "3-2-502,李华,13812345678\n"
    )
    parsed = parse_owners(table(text), desk)
    assert only(parsed).row == 3
    assert [note.row for note in parsed.notes] == [4]
    note = parsed.notes[0].text(Language.ZH_HANS)
    assert "138****5678" in note
    assert "王**" in note
    assert "小明" not in note


def test_staff_are_read_with_team_and_role(desk: Desk) -> None:
    text = (
        "姓名,手机,部门,职务\n张师傅,13812345678,维修组,员工\n刘队,13912345678,security,队长\n"
        "小陈,13712345678,客服中心,客服\n陈经理,13612345678,Service centre,经理\n"
        "张师傅,13812345678,綠化組,\n"
    )
    parsed = parse_staff(table(text), desk)
    assert not parsed.mistakes
    assert [(row.team, row.role) for row in parsed.rows] == [
        ("repair", StaffRole.WORKER),
        ("security", StaffRole.LEADER),
        ("centre", StaffRole.CLERK),
        ("centre", StaffRole.MANAGER),
        ("greening", StaffRole.WORKER),
    ]


def test_staff_of_an_unknown_team_or_role(desk: Desk) -> None:
    text = "姓名,手机,班组,角色\n张师傅,13812345678,工程部,员工\n李师傅,13912345678,维修组,admin\n"
    parsed = parse_staff(table(text), desk)
    assert [(one.row, one.column) for one in parsed.mistakes] == [(2, "班组"), (3, "角色")]
    assert "维修组" in parsed.mistakes[0].mend.text(Language.ZH_HANS)
    assert not parsed.rows


def test_missing_columns_are_named_once(desk: Desk) -> None:
    mistake = only(parse_owners(table("房号,备注\n3-2-501,好\n3-2-502,好\n"), desk))
    assert mistake.problem.text(Language.ZH_HANS) == "找不到这些列：姓名、电话。"
    assert "关系" in mistake.mend.text(Language.ZH_HANS)


def test_column_names_without_rows(desk: Desk) -> None:
    assert "no rows" in only(parse_houses(table("房号,备注\n"), desk)).problem.text(Language.EN)


def test_files_from_end_to_end(tmp_path: Path, desk: Desk) -> None:
    houses = tmp_path / "houses.csv"
    houses.write_bytes("房号\r\n3-2-501\r\n".encode("gb18030"))
    assert codes(read_houses(houses, desk)) == [("3", "2", "501")]

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["房号", "姓名", "电话"], ["3-2-501", "王小明", 13812345678]):
        sheet.append(row)
    sheet.append([date(2001, 3, 2), "李华", "13912345678"])
    book.save(tmp_path / "owners.xlsx")
    owners = read_owners(tmp_path / "owners.xlsx", desk)
    assert [row.phone for row in owners.rows] == ["+8613812345678"]
    assert (only(owners).row, only(owners).column) == (3, "房号")

    staff = tmp_path / "staff.csv"
    staff.write_text("姓名;电话;班组\n张师傅;13812345678;维修组\n", encoding="utf-8-sig")
    assert [row.name for row in read_staff(staff, desk).rows] == ["张师傅"]

    absent = only(read_staff(tmp_path / "absent.csv", desk))
    assert absent.row == 0
    assert "cannot be opened" in absent.text(Language.EN)
