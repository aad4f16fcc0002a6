"""One import file while it is read: its columns, its good rows and its mistakes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.import_cells import CellError
from bot.import_columns import TITLES, Columns
from bot.mistakes import words
from bot.tables import TableRow
from domain.language import Language, Localized
from services.import_rows import HouseRow, OwnerRow, ParsedImport, RowMistake, StaffRow

RowT = TypeVar("RowT", HouseRow, OwnerRow, StaffRow)
ValueT = TypeVar("ValueT")


@dataclass(slots=True)
class Parsing(Generic[RowT]):
    """One file while it is read: its columns, and what was found so far."""

    columns: Columns | RowMistake
    rows: list[RowT] = field(default_factory=list)
    mistakes: list[RowMistake] = field(default_factory=list)
    notes: list[RowMistake] = field(default_factory=list)

    def body(self) -> Iterator[TableRow]:
        """Yield the rows below the column names; none where those were not found."""
        if isinstance(self.columns, Columns):
            yield from self.columns.body

    def text(self, row: TableRow, name: str) -> str:
        """Return a row's cell in a field's column."""
        return self.columns.cell(row, name) if isinstance(self.columns, Columns) else ""

    def read(self, row: TableRow, name: str, reader: Callable[[str], ValueT]) -> ValueT | None:
        """Return what ``reader`` makes of a cell; a mistake is noted and gives ``None``."""
        try:
            return reader(self.text(row, name))
        except CellError as error:
            self.mistakes.append(self._at(row, name, error.problem, error.mend))
            return None

    def note(self, row: TableRow, name: str, problem: Localized, mend: Localized) -> None:
        """Note what is worth a look but stops nothing."""
        self.notes.append(self._at(row, name, problem, mend))

    def is_new(
        self,
        seen: dict[tuple[str, ...], int],
        row: TableRow,
        key: tuple[str, ...],
        what: Localized,
    ) -> bool:
        """Whether ``key`` comes for the first time; otherwise the row is a mistake."""
        first = seen.setdefault(key, row.number)
        if first == row.number:
            return True
        zh, en = (what.texts[language] for language in (Language.ZH_HANS, Language.EN))
        self.mistakes.append(
            self._at(
                row,
                "",
                words(f"{zh}在第 {first} 行已经有了。", f"{en} is already in row {first}."),
                words("删掉其中一行。", "Delete one of the two rows."),
            )
        )
        return False

    def result(self) -> ParsedImport[RowT]:
        """Return what was read. A file without any row below its column names is a mistake."""
        if isinstance(self.columns, RowMistake):
            return ParsedImport((), (self.columns,))
        if not self.rows and not self.mistakes:
            self.mistakes.append(
                RowMistake(
                    row=0,
                    column="",
                    problem=words("只有列名，没有内容。", "there are column names but no rows."),
                    mend=words("每行写一条。", "Put one entry in each row."),
                )
            )
        return ParsedImport(tuple(self.rows), tuple(self.mistakes), tuple(self.notes))

    def _at(self, row: TableRow, name: str, problem: Localized, mend: Localized) -> RowMistake:
        titles = self.columns.titles if isinstance(self.columns, Columns) else {}
        column = titles.get(name) or (TITLES[name][0] if name else "")
        return RowMistake(row=row.number, column=column, problem=problem, mend=mend)
