"""Reads a CSV, XLSX, XLS or ODS file into rows of strings, each with its row number."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from bot.mistakes import words
from domain.language import Language, Localized

LARGEST = 50_000_000
"""Bytes. A list of a hundred thousand owners has about ten million."""

MOST_ROWS = 200_000


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row. ``number`` counts from 1 as a spreadsheet does, empty rows included."""

    number: int
    cells: tuple[str, ...]


class TableError(Exception):
    """The file cannot be read as a table."""

    def __init__(self, problem: Localized, mend: Localized) -> None:
        super().__init__(problem.text(Language.EN))
        self.problem = problem
        self.mend = mend


def read_table(path: Path) -> list[TableRow]:
    """Return the rows of a file that have anything in them, in their order.

    The kind of file is told by its bytes, not by its name. Of a workbook, the first visible
    sheet with something on it is read.

    Raises:
        TableError: It cannot be opened, is of another kind, or is damaged.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise TableError(
            words("文件打不开。", f"the file cannot be opened ({error.strerror})."),
            words("看看路径对不对，有没有权限读。", "check the path and that you may read it."),
        ) from None
    return read_table_bytes(data)


def read_table_bytes(data: bytes) -> list[TableRow]:
    """Return the rows of a file whose content is ``data``; see ``read_table``."""
    if len(data) > LARGEST:
        raise TableError(
            words("文件太大。", "the file is too large."),
            words("分成几个文件，一个一个导入。", "split it and import the parts one by one."),
        )
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        cells = _workbook(data)
    elif data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")):
        raise _not_a_table()
    else:
        cells = _csv(decode(data))
    rows: list[TableRow] = []
    for number, row in enumerate(cells, start=1):
        texts = tuple(_text(cell) for cell in row)
        if any(texts):
            rows.append(TableRow(number, texts))
        if len(rows) > MOST_ROWS:
            raise TableError(
                words(f"超过 {MOST_ROWS} 行。", f"more than {MOST_ROWS} rows."),
                words("分成几个文件导入。", "split it into several files."),
            )
    if not rows:
        raise TableError(
            words("文件是空的。", "the file is empty."),
            words(
                "第一行写列名，下面每行一条。", "put the column names first, then one entry a row."
            ),
        )
    return rows


def _not_a_table() -> TableError:
    return TableError(
        words("这不是表格文件。", "this is not a table."),
        words(
            "在 Excel 或 WPS 里另存为 xlsx 或 csv。", "save it as xlsx or csv in your spreadsheet."
        ),
    )


def _workbook(data: bytes) -> Iterable[Iterable[object]]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for sheet in book.sheets_metadata:
                if sheet.visible is not SheetVisibleEnum.Visible:
                    continue
                rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                if any(_text(cell) for row in rows for cell in row):
                    return rows
    except PasswordError:
        raise TableError(
            words("文件有密码。", "the file has a password."),
            words("去掉密码再导入。", "remove the password and try again."),
        ) from None
    except CalamineError:
        raise TableError(
            words("文件损坏，或者不是表格。", "the file is damaged or not a table."),
            words(
                "用 Excel 或 WPS 打开，另存为 xlsx 再导入。",
                "open it in your spreadsheet, save it as xlsx and try again.",
            ),
        ) from None
    return []


def decode(data: bytes) -> str:
    """Return the text of a CSV file in UTF-8, UTF-16 or GB18030.

    Raises:
        TableError: It is none of these.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in data[:2000]:  # only UTF-16 has empty bytes in its text
        encodings = ["utf-16-le"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text or text.lstrip()[:15].lower().startswith(("<html", "<!doctype", "<table")):
            raise _not_a_table()
        return text
    raise TableError(
        words("看不懂文件的编码。", "the encoding of the file is not known."),
        words("另存为 xlsx，或编码为 UTF-8 的 csv。", "save it as xlsx, or as csv in UTF-8."),
    )


def _csv(text: str) -> list[list[str]]:
    lines = text.split("\n", 1)
    delimiter = ""
    if lines[0].strip().lower().startswith("sep=") and len(lines[0].strip()) == 5:
        delimiter = lines[0].strip()[4]
        text = "\n" + (lines[1] if len(lines) > 1 else "")  # an empty row keeps the count
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter or _delimiter(text), strict=True
    )
    try:
        return list(reader)
    except csv.Error:
        line = reader.line_num
        raise TableError(
            words(
                f"引号没有成对，读到第 {line} 行为止。",
                f"a quotation mark has no partner; reading ended at line {line}.",
            ),
            words(
                "检查这一行和上面的引号，或者另存为 xlsx。",
                "look at the quotation marks there and above, or save it as xlsx.",
            ),
        ) from None


def _delimiter(text: str) -> str:
    """Return what separates the columns: what stands most evenly in the first lines."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    best, most = ",", 0
    for candidate in (",", "\t", ";", "，"):
        counts = [line.count(candidate) for line in lines]
        common = max(set(counts), key=counts.count, default=0)
        score = common * counts.count(common)
        if score > most:
            best, most = candidate, score
    return best


def _text(cell: object) -> str:
    """Return a cell as it was typed: 501.0 is 501, and a date is told as one."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return " ".join(str(cell).split())
