"""Homes as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.house_text import HouseText, is_house_part, read_house


@pytest.mark.parametrize(
    "text",
    [
        "3-2-501",
        " 3-2-501 ",
        "3栋2单元501",
        "3栋2单元501室",
        "3棟2單元501",
        "3幢2單元501",
        "3座2单元501",
        "3号楼2单元501",
        "3號樓2單元501室",
        "3号2单元501号",
        "3楼2单元501",
        "三号楼二单元501室",
        "三栋二单元五零一",
        "三栋二单元五〇一室",
        "３－２－５０１",
        "３栋２单元５０１室。",
        "3/2/501",
        "3.2.501",
        "3 2 501",
        "3栋2-501",
        "3#2-501",
        "3号楼2门501",
        "3栋2单元5层501",
        "3栋2单元5楼1室",
        "Building 3 Unit 2 Room 501",
        "bldg. 3, unit 2, rm 501",
        "Room 501, Unit 2, Building 3",
        "第3栋2单元501",
        "03-02-501",
    ],
)
def test_one_home_in_many_spellings(text: str) -> None:
    assert read_house(text) == HouseText("3", "2", "501")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3栋501", HouseText("3", "", "501")),
        ("12#302", HouseText("12", "", "302")),
        ("12-302", HouseText("12", "", "302")),
        ("12栋#302", HouseText("12", "", "302")),
        ("12号302室", HouseText("12", "", "302")),
        ("十二号楼一单元一百零二", HouseText("12", "1", "102")),
        ("二十一栋302", HouseText("21", "", "302")),
        ("A座1203", HouseText("A", "", "1203")),
        ("a-1-501b", HouseText("A", "1", "501B")),
        ("Flat B, 5/F, Block 3", HouseText("3", "", "5B")),
        ("第3座5樓B室", HouseText("3", "", "5B")),
        ("Block 3 Unit 501", HouseText("3", "", "501")),
    ],
)
def test_other_homes(text: str, expected: HouseText) -> None:
    assert read_house(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "501", "hello", "我家漏水了", "3栋", "3栋2单元", "Building 3 Unit 2"),
        *("3-2-", "-2-501", "3--", "#", "栋单元室", "第", "A B C", "ok no"),
        *("🏠3-2-501", "3-2-501🏠", "3栋2单元501👍", "<b>3-2-501</b>", "3-2-501\x00"),
        *("138-1234-5678", "13812345678", "021-5555-0110", "2024-11-05"),
        *("3-2-5-501", "3-2-000", "3栋2单元501室室", "一百二栋301", "十十栋301", "3" * 4096),
    ],
)
def test_what_is_no_home(text: str) -> None:
    assert read_house(text) is None


_HANS = "零一二三四五六七八九"


def _counted(number: int) -> str:
    """12 as 十二, 30 as 三十, 5 as 五."""
    tens, ones = divmod(number, 10)
    lead = "" if tens < 2 else _HANS[tens]
    return (f"{lead}十" if tens else "") + (_HANS[ones] if ones or not tens else "")


def _spelled(number: int) -> str:
    return "".join(_HANS[int(digit)] for digit in str(number))


@given(
    building=st.integers(1, 99),
    unit=st.integers(0, 9),
    floor=st.integers(1, 40),
    flat=st.integers(1, 12),
)
def test_what_is_written_in_any_way_is_read_back(
    building: int, unit: int, floor: int, flat: int
) -> None:
    number = floor * 100 + flat
    expected = HouseText(str(building), str(unit) if unit else "", str(number))
    with_unit = [
        f"{building}-{unit}-{number}",
        f"{building}/{unit}/{number}",
        f"{building}栋{unit}单元{number}",
        f"{building} 棟 {unit} 單元 {number} 室",
        f"{_counted(building)}号楼{_counted(unit)}单元{number}室",
        f"{_counted(building)}栋{_counted(unit)}单元{_spelled(number)}",
        f"Building {building}, Unit {unit}, Room {number}",
        f"{building}栋{unit}单元{floor}楼{number}",
    ]
    without = [
        f"{building}-{number}",
        f"{building}#{number}",
        f"{building}栋{number}",
        f"{_counted(building)}幢{number}室",
        f"Block {building} Flat {number}",
    ]
    for text in with_unit if unit else without:
        assert read_house(text) == expected, text
        wide = text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
        assert read_house(wide) == expected, wide


@given(st.text(max_size=80))
def test_any_text_is_answered_and_what_is_read_is_read_again(text: str) -> None:
    home = read_house(text)
    if home is not None:
        again = "-".join(part for part in (home.building, home.unit, home.room) if part)
        if not home.room.isalpha():
            assert read_house(again) == home


@pytest.mark.parametrize("code", ["1", "12", "12A", "A", "B3"])
def test_codes_that_can_be_read_back(code: str) -> None:
    assert is_house_part(code)


@pytest.mark.parametrize("code", ["", "0", "01", "a", "3-1", "东区", "RM", "12345", "🏠"])
def test_codes_that_could_not_be_read_back(code: str) -> None:
    assert not is_house_part(code)
