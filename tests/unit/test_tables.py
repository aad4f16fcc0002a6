"""Reading tables of every kind that an office keeps its lists in."""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from bot.tables import TableError, read_table, read_table_bytes
from domain.language import Language

TEXT = "房号,姓名,电话\n3-2-501,王小明,13812345678\n\n3-2-502,李华,13912345678\n"
ROWS = [
    (1, ("房号", "姓名", "电话")),
    (2, ("3-2-501", "王小明", "13812345678")),
    (4, ("3-2-502", "李华", "13912345678")),
]


def rows_of(data: bytes) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.number, row.cells) for row in read_table_bytes(data)]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_csv_in_every_spelling(encoding: str, delimiter: str, ending: str) -> None:
    text = TEXT.replace(",", delimiter).replace("\n", ending)
    assert rows_of(text.encode(encoding)) == ROWS


def test_the_line_that_names_the_delimiter_is_not_a_row() -> None:
    assert rows_of("sep=;\n房号;备注\n3-2-501;a,b\n".encode()) == [
        (2, ("房号", "备注")),
        (3, ("3-2-501", "a,b")),
    ]


def test_quoted_cells_may_hold_delimiters_and_lines() -> None:
    found = rows_of('房号,备注\n3-2-501,"怕吵，\n下午再来, 谢谢"\n3-2-502,无\n'.encode())
    assert found[1] == (2, ("3-2-501", "怕吵， 下午再来, 谢谢"))
    assert found[2] == (3, ("3-2-502", "无"))


def test_a_quotation_mark_without_partner_does_not_swallow_the_rest() -> None:
    with pytest.raises(TableError) as caught:
        read_table_bytes('房号,姓名\n3-2-501,"王小明\n3-2-502,李华\n'.encode())
    assert "quotation mark" in caught.value.problem.text(Language.EN)


def workbook(*sheets: tuple[str, list[list[object]], str]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows, state in sheets:
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_keeps_its_row_numbers_and_whole_numbers() -> None:
    data = workbook(
        ("名单", [[], ["房号", "电话"], ["3-2-501", 13812345678], [], [501.0, 1.5]], "visible")
    )
    assert rows_of(data) == [
        (2, ("房号", "电话")),
        (3, ("3-2-501", "13812345678")),
        (5, ("501", "1.5")),
    ]


def test_dates_are_told_as_dates() -> None:
    data = workbook(("名单", [["房号"], [date(2001, 3, 2)]], "visible"))
    assert rows_of(data)[1] == (2, ("2001-03-02",))


def test_an_open_document_is_read() -> None:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{cell.format(value)}</table:table-row>" for value in ("房号", "3-2-501")
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="a">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    assert rows_of(stream.getvalue()) == [(1, ("房号",)), (2, ("3-2-501",))]


def test_the_first_visible_sheet_with_content_is_read() -> None:
    data = workbook(
        ("旧", [["x"]], "hidden"), ("空", [[None]], "visible"), ("新", [["房号"]], "visible")
    )
    assert rows_of(data) == [(1, ("房号",))]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"PK\x03\x04 but no workbook",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken",
        b"%PDF-1.7",
        b"\x89PNG\r\n",
        b"<html><table><tr><td>3-2-501</td></tr></table></html>",
        b"\xff\xff\xff\xff",
        b"a,b\x00\n",
    ],
)
def test_what_is_no_table_is_refused_with_a_mend(data: bytes) -> None:
    with pytest.raises(TableError) as caught:
        read_table_bytes(data)
    assert caught.value.mend.text(Language.ZH_HANS)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(TableError) as caught:
        read_table(tmp_path / "absent.csv")
    assert "cannot be opened" in caught.value.problem.text(Language.EN)


def test_the_bytes_decide_and_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(workbook(("a", [["房号"]], "visible")))
    assert read_table(path)[0].cells == ("房号",)
