"""Looks a home up as somebody wrote it, and what comes nearest where there is no such one."""

from dataclasses import dataclass

from domain.people import House
from services.ports import Houses

NEAR = 8
"""How many homes are offered in place of one that does not exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHouse:
    """Asks for a home in one or several communities; an empty unit means that none was given."""

    communities: tuple[str, ...]
    building: str
    unit: str
    room: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseFindings:
    """The homes that fit (several where communities or units share a number), else the nearest.

    ``units`` are those of the building, where it has any homes at all.
    """

    houses: tuple[House, ...]
    near: tuple[House, ...] = ()
    units: tuple[str, ...] = ()


def search_house(houses: Houses, command: SearchHouse) -> HouseFindings:
    """Find a home by its parts; where there is none, the nearest rooms of the unit."""
    found: list[House] = []
    near: list[House] = []
    units: list[str] = []
    for community in command.communities:
        there = houses.units(community, command.building)
        units += [unit for unit in there if unit not in units]
        exact = houses.find(community, command.building, command.unit, command.room)
        if exact is not None:
            found.append(exact)
            continue
        wanted = [command.unit] if command.unit in there else there
        for unit in wanted:
            rooms = houses.rooms(community, command.building, unit)
            same = [house for house in rooms if house.room == command.room]
            found += same if not command.unit else []
            near += rooms
    if found:
        return HouseFindings(houses=tuple(found), units=tuple(units))
    near.sort(key=lambda house: _distance(house.room, command.room))
    return HouseFindings(houses=(), near=tuple(near[:NEAR]), units=tuple(units))


def _distance(room: str, wanted: str) -> tuple[int, int, int]:
    """Return how far apart two rooms are: those of the same floor come first."""
    same_floor = len(room) == len(wanted) and room[:-2] == wanted[:-2]
    if room.isdigit() and wanted.isdigit():
        return (0 if same_floor else 1, 0, abs(int(room) - int(wanted)))
    shared = sum(one == other for one, other in zip(room, wanted, strict=False))
    return (0 if same_floor else 1, 1, -shared)
