"""Bringing in homes, owners and staff from a list: all of it, or nothing with the reasons."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.desk import Desk
from domain.errors import DomainError
from domain.language import DEFAULT_LANGUAGE, Language, Localized
from domain.people import ResidenceStatus
from services.import_rows import HouseRow, OwnerRow, RowMistake, StaffRow
from services.ports import UnitOfWork

Progress = Callable[[int], None]
"""Is told how many rows are done, from the thread that does them."""


class ImportRefused(DomainError):
    """Something in the list cannot be; nothing was imported."""

    def __init__(self, mistakes: tuple[RowMistake, ...]) -> None:
        super().__init__(f"{len(mistakes)} rows")
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportHouses:
    """Homes to bring in; known ones are left as they are."""

    rows: tuple[HouseRow, ...]
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOwners:
    """Residents to bring in, each checked already by whoever made the list."""

    rows: tuple[OwnerRow, ...]
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportStaff:
    """Posts to bring in; each is taken up by whoever proves to own its phone."""

    rows: tuple[StaffRow, ...]
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """How many rows were new, and how many were known already.

    Of the known ones ``ended`` had ended in the chat and stay so, and ``held`` are posts of
    colleagues whose role in the chat is another than the list's, and stays so.
    """

    added: int
    known: int
    ended: int = 0
    held: int = 0


class Importing:
    """Imports for the console. Running one twice changes nothing.

    A list brings in what is new. What was ended or changed in the chat meanwhile stays so.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def houses(self, uow: UnitOfWork, command: ImportHouses) -> Imported:
        """Bring homes in.

        Raises:
            ImportRefused: A community or building is not in the desk file.
        """
        mistakes = [
            mistake
            for row in command.rows
            if (mistake := self._wrong_place(row.row, row.community, row.building)) is not None
        ]
        _refuse(mistakes)
        added = 0
        for start in range(0, len(command.rows), BATCH):
            batch = command.rows[start : start + BATCH]
            added += uow.houses.add_many(
                (row.community, row.building, row.unit, row.room) for row in batch
            )
            command.progress(start + len(batch))
        return Imported(added=added, known=len(command.rows) - added)

    def owners(self, uow: UnitOfWork, command: ImportOwners) -> Imported:
        """Bring residents in, verified: the list is the company's own.

        Raises:
            ImportRefused: A home is not among the imported ones.
        """
        mistakes: list[RowMistake] = []
        added = ended = 0
        for done, row in enumerate(command.rows, start=1):
            house = uow.houses.find(row.community, row.building, row.unit, row.room)
            if house is None:
                mistakes.append(_no_house(row))
                continue
            known = uow.people.by_phone(row.phone)
            person = known[0] if known else None
            if person is None:
                person = uow.people.add(
                    telegram_id=None, name=row.name, phone=row.phone, language=DEFAULT_LANGUAGE
                )
            tie = uow.people.tie(person.id, house.id)
            if tie is not None and tie.status is ResidenceStatus.ENDED:
                ended += 1
            elif tie is None or not tie.verified:
                uow.people.add_residence(
                    person.id, house.id, row.relation, ResidenceStatus.VERIFIED
                )
                added += 1
            command.progress(done)
        _refuse(mistakes)
        return Imported(added=added, known=len(command.rows) - added, ended=ended)

    def staff(self, uow: UnitOfWork, command: ImportStaff) -> Imported:
        """Bring posts in; one that nobody has taken up yet is corrected by the list.

        Raises:
            ImportRefused: A community or team is not in the desk file.
        """
        mistakes = [
            RowMistake(
                row=row.row,
                column="team",
                problem=_both(f"没有班组 {row.team}。", f"There is no team {row.team}."),
                mend=_both("请用 desk.yaml 里的班组代码。", "Use a team code of desk.yaml."),
            )
            for row in command.rows
            if self._desk.team(row.team) is None
        ]
        _refuse(mistakes)
        added = ended = held = 0
        for done, row in enumerate(command.rows, start=1):
            holder = next((p for p in uow.people.by_phone(row.phone) if p.telegram_id), None)
            person_id = holder.id if holder else None
            known = uow.staff.find(row.community, row.team, row.phone, person_id)
            if known is not None and not known.active:
                ended += 1
            elif known is not None and known.person_id is not None:
                held += known.role is not row.role
            else:
                uow.staff.add(
                    community=row.community,
                    team=row.team,
                    role=row.role,
                    name=row.name,
                    phone=row.phone,
                    person_id=person_id,
                )
                added += known is None
            command.progress(done)
        return Imported(added=added, known=len(command.rows) - added, ended=ended, held=held)

    def _wrong_place(self, row: int, community: str, building: str) -> RowMistake | None:
        known = next((c for c in self._desk.communities if c.code == community), None)
        if known is None:
            return RowMistake(
                row=row,
                column="community",
                problem=_both(f"没有小区 {community}。", f"There is no community {community}."),
                mend=_both(
                    "请用 desk.yaml 里的小区代码或名称。", "Use a code or name of desk.yaml."
                ),
            )
        if known.building(building) is None:
            return RowMistake(
                row=row,
                column="building",
                problem=_both(
                    f"desk.yaml 里没有 {building} 栋。", f"desk.yaml has no building {building}."
                ),
                mend=_both("先把这栋楼写进 desk.yaml。", "Add the building to desk.yaml first."),
            )
        return None


BATCH = 500


def _both(chinese: str, english: str) -> Localized:
    return Localized({Language.ZH_HANS: chinese, Language.ZH_HANT: chinese, Language.EN: english})


def _no_house(row: OwnerRow) -> RowMistake:
    code = "-".join(part for part in (row.building, row.unit, row.room) if part)
    return RowMistake(
        row=row.row,
        column="room",
        problem=_both(f"没有房屋 {code}。", f"There is no home {code}."),
        mend=_both("先导入房屋，或改正房号。", "Import the homes first, or correct the room."),
    )


def _refuse(mistakes: list[RowMistake]) -> None:
    if mistakes:
        raise ImportRefused(tuple(mistakes))
