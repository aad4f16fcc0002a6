"""Homes, as imported."""

from collections.abc import Iterable, Sequence
from typing import Any

from domain.people import House, HouseId
from storage.statements import Statement
from storage.transaction import Transaction

HOUSE_COLUMNS = "house.id, house.community, house.building, house.unit, house.room"
"""The columns of a home, in the order that `house_from_row` expects."""

_SELECT = f"SELECT {HOUSE_COLUMNS} FROM house"  # noqa: S608 - column names
_IN_BUILDING = " WHERE community = :community AND building = :building"

_GET = Statement(f"{_SELECT} WHERE id = :id")
_FIND = Statement(f"{_SELECT}{_IN_BUILDING} AND unit = :unit AND room = :room")
_FIND_IN_ANY_UNIT = Statement(f"{_SELECT}{_IN_BUILDING} AND room = :room LIMIT 2")
_UNITS = Statement(
    f"SELECT unit FROM house{_IN_BUILDING} GROUP BY unit ORDER BY length(unit), unit"  # noqa: S608
)
_ROOMS = Statement(f"{_SELECT}{_IN_BUILDING} AND unit = :unit ORDER BY length(room), room")
_ADD = Statement(
    "INSERT INTO house (community, building, unit, room)"
    " VALUES (:community, :building, :unit, :room)"
    " ON CONFLICT (community, building, unit, room) DO NOTHING"
)


def house_from_row(row: Sequence[Any]) -> House:
    """Return the home of a row of `HOUSE_COLUMNS`."""
    house_id, community, building, unit, room = row
    return House(
        id=HouseId(house_id), community=community, building=building, unit=unit, room=room
    )


class SqlHouses:
    """Implements `services.repositories.Houses`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def get(self, house_id: HouseId) -> House | None:
        """Return a home, or ``None``."""
        row = self._transaction.row(_GET, {"id": house_id})
        return None if row is None else house_from_row(row)

    def find(self, community: str, building: str, unit: str, room: str) -> House | None:
        """Return a home; an empty unit also finds the room where only one unit has it."""
        params = {"community": community, "building": building, "unit": unit, "room": room}
        row = self._transaction.row(_FIND, params)
        if row is None and not unit:
            del params["unit"]
            rows = self._transaction.rows(_FIND_IN_ANY_UNIT, params)
            row = rows[0] if len(rows) == 1 else None
        return None if row is None else house_from_row(row)

    def units(self, community: str, building: str) -> list[str]:
        """Return the units of a building in natural order."""
        params = {"community": community, "building": building}
        return [row[0] for row in self._transaction.rows(_UNITS, params)]

    def rooms(self, community: str, building: str, unit: str) -> list[House]:
        """Return the homes of a unit in natural order."""
        params = {"community": community, "building": building, "unit": unit}
        return [house_from_row(row) for row in self._transaction.rows(_ROOMS, params)]

    def add_many(self, houses: Iterable[tuple[str, str, str, str]]) -> int:
        """Add (community, building, unit, room) rows, skip known ones, return how many are new."""
        return self._transaction.change_each(
            _ADD,
            (
                {"community": community, "building": building, "unit": unit, "room": room}
                for community, building, unit, room in houses
            ),
        )
