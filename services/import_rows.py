"""The rows of the three imports as plain data, and what is wrong with a row."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from domain.language import Language, Localized
from domain.people import Relation, StaffRole

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseRow:
    """One home. ``row`` is the row of the file as a spreadsheet counts it, from 1."""

    row: int
    community: str
    building: str
    unit: str
    room: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerRow:
    """One resident of one home. ``phone`` is E.164."""

    row: int
    community: str
    building: str
    unit: str
    room: str
    name: str
    phone: str
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRow:
    """One post of one colleague. ``phone`` is E.164."""

    row: int
    community: str
    team: str
    role: StaffRole
    name: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowMistake:
    """What is wrong in a row, and the mend. Names and phones are masked in both.

    ``row`` is 0 and ``column`` empty where the mistake concerns the whole file.
    """

    row: int
    column: str
    problem: Localized
    mend: Localized

    def text(self, language: Language) -> str:
        """Return the mistake in one line: the place, the problem, the mend."""
        english = language is Language.EN
        place = []
        if self.row:
            place.append(f"row {self.row}" if english else f"第 {self.row} 行")
        if self.column:
            place.append(self.column)
        head = " ".join(place)
        colon = ": " if english else "："
        gap = " " if english else ""
        problem, mend = self.problem.text(language), self.mend.text(language)
        return f"{head}{colon if head else ''}{problem}{gap}{mend}"


@dataclass(frozen=True, slots=True)
class ParsedImport(Generic[RowT]):
    """What a file held. With any mistake nothing is to be imported; ``notes`` stop nothing."""

    rows: tuple[RowT, ...]
    mistakes: tuple[RowMistake, ...]
    notes: tuple[RowMistake, ...] = ()
