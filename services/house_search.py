"""Looks a home up as somebody wrote it, and what comes nearest where there is no such one."""

from dataclasses import dataclass

from domain.desk import Desk
from domain.people import House
from services.repositories import Houses

NEAR = 4
"""How many homes are offered in place of one that does not exist."""

MOST_SLIPS = 2
"""So many digits may be wrong, missing, too many or swapped; beyond that it is a guess."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHouse:
    """Asks for a home in one or several communities; an empty unit means that none was given."""

    communities: tuple[str, ...]
    building: str
    unit: str
    room: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseFindings:
    """The homes that fit (several where communities or units share a number), else the nearest."""

    houses: tuple[House, ...]
    near: tuple[House, ...] = ()


def search_house(houses: Houses, command: SearchHouse, desk: Desk) -> HouseFindings:
    """Find a home by its parts; where there is none, those that a slip of a digit leads to."""
    found: list[House] = []
    near: list[House] = []
    for community in command.communities:
        exact = houses.find(community, command.building, command.unit, command.room)
        if exact is not None:
            found.append(exact)
            continue
        there = [
            house
            for unit in houses.units(community, command.building)
            for house in houses.rooms(community, command.building, unit)
        ]
        if not command.unit:
            found += [house for house in there if house.room == command.room]
        near += there
        near += _in_buildings_alike(houses, command, desk, community)
    if found:
        return HouseFindings(houses=tuple(found))
    slips = {house.id: _slips_of(house, command) for house in near}
    fewest = min(slips.values(), default=0)
    if fewest > MOST_SLIPS:
        return HouseFindings(houses=())
    nearest = [house for house in near if slips[house.id] == fewest]
    nearest.sort(key=lambda house: _distance(house, command))
    return HouseFindings(houses=(), near=tuple(nearest[:NEAR]))


def _in_buildings_alike(
    houses: Houses, command: SearchHouse, desk: Desk, community: str
) -> list[House]:
    """Return the same unit and room of buildings whose number is one slip away."""
    alike = [
        houses.find(community, building.code, command.unit, command.room)
        for building in desk.community(community).buildings
        if _slips(building.code, command.building) == 1
    ]
    return [house for house in alike if house is not None]


def _slips_of(house: House, command: SearchHouse) -> int:
    unit = _slips(house.unit, command.unit) if command.unit else 0
    return _slips(house.building, command.building) + unit + _slips(house.room, command.room)


def _distance(house: House, command: SearchHouse) -> tuple[bool, int, int]:
    """Return how far a home is from what was written: by building, by first signs, by number."""
    room, wanted = house.room, command.room
    shared = 0
    while shared < min(len(room), len(wanted)) and room[shared] == wanted[shared]:
        shared += 1
    apart = abs(int(room) - int(wanted)) if room.isdigit() and wanted.isdigit() else 0
    return house.building != command.building, -shared, apart


def _slips(one: str, other: str) -> int:
    """Return how many signs were changed, left out, added, or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, sign in enumerate(one, 1):
        earlier, before, row = before, row, [at]
        for to, wanted in enumerate(other, 1):
            slips = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (sign != wanted))
            if at > 1 and to > 1 and sign == other[to - 2] and one[at - 2] == wanted:
                slips = min(slips, earlier[to - 2] + 1)
            row.append(slips)
    return row[-1]
