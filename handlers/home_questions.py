"""The questions by which somebody finds their home, from the building to the phone."""

from collections.abc import Mapping, Sequence
from typing import Any

from aiogram.fsm.state import State, StatesGroup

from bot.telegram import keyboards
from bot.telegram.callbacks import Press
from bot.telegram.keyboards import Button, Keyboard
from bot.telegram.turn import Turn
from bot.telegram.words import Words
from domain.desk import Community, Desk
from domain.people import House, Relation
from handlers.aside import go_on, step_aside
from services.identity import FindHouse, Identity
from services.intents import Json
from services.ports import Runner

PER_PAGE = 24
"""How many choices one message holds: six rows of four, all within a thumb's reach."""

FLOORS_FROM = 25
"""A unit with so many homes is asked for the floor first."""


class HomeWalk(StatesGroup):
    """Where the search for a home stands."""

    community = State()
    building = State()
    unit = State()
    room = State()
    relation = State()
    phone = State()
    missing = State()


class HomePress(Press, prefix="hm"):
    """A step of the search, complete in itself: an old message's buttons work as well.

    ``at`` is a page; ``value`` a floor or a relation.
    """

    community: str = ""
    building: str = ""
    unit: str = ""
    at: int = 0
    house: int = 0
    value: str = ""


def in_walk(turn: Turn) -> bool:
    """Whether the person is looking for their home now."""
    return (turn.dialogue.state or "") in HomeWalk


def enter(turn: Turn, state: State, **values: Json) -> None:
    """Go on with the search; another dialogue that is under way waits until it ends."""
    if turn.dialogue.state is None or in_walk(turn):
        turn.dialogue.go(state, **values)
    else:
        step_aside(turn.dialogue, state, **values)


async def leave_walk(turn: Turn, data: Mapping[str, Any]) -> None:
    """End the search, and take up the dialogue that waited for it.

    ``data`` is what a handler may ask for by name.
    """
    if in_walk(turn):
        await go_on(turn, dict(data))


def words_of(turn: Turn, desk: Desk) -> Words:
    """Return the desk's words in the language of the turn."""
    return Words(turn.texts, desk, turn.language, turn.now)


def home_name(turn: Turn, desk: Desk, house: House) -> str:
    """Return a home in words, with its community where there are several."""
    words = words_of(turn, desk)
    if len(desk.communities) == 1:
        return words.home(house)
    return f"{words.community(house.community)} {words.home(house)}"


def ask_where(turn: Turn, desk: Desk, *, fresh: bool = False) -> None:
    """Begin the search: with the community, where there are several.

    ``fresh`` asks in a message of its own, although a button was pressed.
    """
    if in_walk(turn):
        turn.dialogue.drop("community", "building", "unit", "house", "back", "photos", "said")
    if len(desk.communities) > 1:
        ask_community(turn, desk, fresh=fresh)
    else:
        ask_building(turn, desk, desk.communities[0], fresh=fresh)


def ask_community(turn: Turn, desk: Desk, *, intro: str = "", fresh: bool = False) -> None:
    """Ask for the community."""
    enter(turn, HomeWalk.community)
    choices = [
        keyboards.button(
            found.name.text(turn.language), HomePress(action="com", community=found.code)
        )
        for found in desk.communities
    ]
    _ask(turn, intro + turn.t("home-ask-community"), keyboards.grid(choices, 1), fresh=fresh)


def ask_building(
    turn: Turn,
    desk: Desk,
    community: Community,
    at: int = 0,
    *,
    intro: str = "",
    fresh: bool = False,
) -> None:
    """Ask for the building."""
    enter(turn, HomeWalk.building, community=community.code)
    choices = [
        keyboards.button(
            found.name.text(turn.language),
            HomePress(action="bld", community=community.code, building=found.code),
        )
        for found in community.buildings
    ]
    rows = _paged(turn, choices, at, HomePress(action="com", community=community.code))
    back = HomePress(action="start") if len(desk.communities) > 1 else None
    _ask(turn, intro + turn.t("home-ask-building"), rows, back, fresh=fresh)


async def ask_inside(
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    *,
    community: Community,
    building: str,
    intro: str = "",
) -> None:
    """Ask for what comes after the building: its unit, or its room where that is all there is."""
    query = FindHouse(community=community.code, building=building, unit="", room="")
    units = await runner.read(identity.units, query)
    if not units:
        intro += turn.t("home-building-empty", building=_building(turn, community, building))
        ask_building(turn, desk, community, intro=intro + "\n")
        return
    if len(units) == 1:
        await ask_room(
            turn,
            desk,
            runner,
            identity,
            community=community,
            building=building,
            unit=units[0],
            back="com",
            intro=intro,
        )
        return
    enter(turn, HomeWalk.unit, community=community.code, building=building)
    choices = [
        keyboards.button(
            turn.t("home-unit", unit=unit) if unit else turn.t("home-no-unit"),
            HomePress(action="unt", community=community.code, building=building, unit=unit),
        )
        for unit in units
    ]
    text = turn.t("home-ask-unit", building=_building(turn, community, building))
    back = HomePress(action="com", community=community.code)
    _ask(turn, intro + text, keyboards.grid(choices, _per_row(choices)), back)


async def ask_room(
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    *,
    community: Community,
    building: str,
    unit: str,
    floor: str = "",
    at: int = 0,
    back: str = "bld",
    intro: str = "",
) -> None:
    """Ask for the room; in a unit with many homes for the floor before."""
    query = FindHouse(community=community.code, building=building, unit=unit, room="")
    houses = await runner.read(identity.rooms, query)
    if not houses:
        ask_building(turn, desk, community, intro=turn.t("home-gone") + "\n")
        return
    enter(turn, HomeWalk.room, community=community.code, building=building, unit=unit, back=back)
    place = {"community": community.code, "building": building, "unit": unit}
    here = words_of(turn, desk).home_parts(building, unit, "")
    floors = _floors(houses) if len(houses) >= FLOORS_FROM else {}
    if floors and floor not in floors:
        choices = [
            keyboards.button(
                turn.t("home-floor", floor=number),
                HomePress(action="flr", value=number, **place),
            )
            for number in floors
        ]
        rows = _paged(turn, choices, at, HomePress(action="unt", **place))
        text = turn.t("home-ask-floor", place=here, example=houses[0].room)
        _ask(turn, intro + text, rows, HomePress(action=back, **place))
        return
    shown = floors.get(floor, houses)
    choices = [
        keyboards.button(house.room, HomePress(action="rom", house=house.id)) for house in shown
    ]
    turning = HomePress(action="flr" if floor else "unt", value=floor, **place)
    rows = _paged(turn, choices, at, turning)
    text = turn.t("home-ask-room", place=here, example=shown[0].room)
    leave = HomePress(action="unt" if floors else back, **place)
    _ask(turn, intro + text, rows, leave)


def ask_which(turn: Turn, desk: Desk, houses: Sequence[House], text: str) -> None:
    """Offer some homes by their full names."""
    choices = [
        keyboards.button(home_name(turn, desk, house), HomePress(action="rom", house=house.id))
        for house in houses
    ]
    _ask(turn, text, keyboards.grid(choices, 2), HomePress(action="start"))


def ask_relation(turn: Turn, desk: Desk, house: House, *, intro: str = "") -> None:
    """Ask how somebody belongs to the home."""
    enter(turn, HomeWalk.relation, house=house.id)
    words = words_of(turn, desk)
    choices = [
        keyboards.button(
            words.relation(relation),
            HomePress(action="rel", house=house.id, value=relation.value),
        )
        for relation in Relation
    ]
    text = turn.t("home-ask-relation", home=home_name(turn, desk, house))
    rows = keyboards.grid(choices, 2)
    rows.append([keyboards.button(turn.t("btn-home-other"), HomePress(action="start"))])
    turn.edit(intro + text, keyboards.inline(*rows))


def ask_phone(turn: Turn) -> None:
    """Ask for the phone, by the one button that the messenger vouches for."""
    enter(turn, HomeWalk.phone)
    turn.say(turn.t("home-ask-phone"), phone_keyboard(turn))


def phone_keyboard(turn: Turn) -> Keyboard:
    """Return the keyboard that sends the person's own number."""
    return keyboards.reply(
        [keyboards.contact(turn.t("btn-send-phone"))], [turn.t("menu-later")], persistent=True
    )


def ask_missing(turn: Turn, community: Community) -> None:
    """Ask for an address in words: the list of the community does not have it."""
    enter(turn, HomeWalk.missing, community=community.code)
    back = keyboards.button(turn.t("btn-back"), HomePress(action="start"))
    turn.edit(turn.t("home-ask-missing"), keyboards.inline([back]))


# ---- keyboards ----------------------------------------------------------------------------


def _ask(
    turn: Turn,
    text: str,
    rows: Sequence[Sequence[Button]],
    back: HomePress | None = None,
    *,
    fresh: bool = False,
) -> None:
    """Ask in the pressed message, or in a new one; there is always a way out."""
    last = [keyboards.button(turn.t("btn-home-missing"), HomePress(action="non"))]
    if back is not None:
        last.insert(0, keyboards.button(turn.t("btn-back"), back))
    later = keyboards.button(turn.t("menu-later"), HomePress(action="end"))
    keyboard = keyboards.inline(*rows, last, [later])
    if fresh:
        turn.say(text, keyboard)
    else:
        turn.edit(text, keyboard)


def _paged(
    turn: Turn, choices: Sequence[Button], at: int, turning: HomePress
) -> list[list[Button]]:
    """Return one page of choices, with buttons to turn it where there are more."""
    if len(choices) <= PER_PAGE:
        return keyboards.grid(choices, _per_row(choices))
    last = (len(choices) - 1) // PER_PAGE
    at = min(max(at, 0), last)
    page = choices[at * PER_PAGE : (at + 1) * PER_PAGE]
    rows = keyboards.grid(page, _per_row(choices))
    turns = []
    for to, name in ((at - 1, "btn-earlier-page"), (at + 1, "btn-later-page")):
        if 0 <= to <= last:
            press = turning.model_copy(update={"at": to})
            turns.append(keyboards.button(turn.t(name), press))
    return [*rows, turns]


def _per_row(choices: Sequence[Button]) -> int:
    """Return how many buttons stand side by side without their words being cut on a phone."""
    widest = max((_width(str(choice["text"])) for choice in choices), default=1)
    return 4 if widest <= 6 else 3 if widest <= 10 else 2


def _width(text: str) -> int:
    return sum(1 if sign.isascii() else 2 for sign in text)


def _floors(houses: Sequence[House]) -> dict[str, list[House]]:
    """Return homes by floor; nothing where the rooms do not say it (501 is on floor 5)."""
    floors: dict[str, list[House]] = {}
    for house in houses:
        if not house.room.isdigit() or len(house.room) < 3:
            return {}
        floors.setdefault(house.room[:-2].lstrip("0") or "0", []).append(house)
    longest = max(len(group) for group in floors.values())
    return floors if len(floors) > 1 and longest <= PER_PAGE * 2 else {}


def _building(turn: Turn, community: Community, code: str) -> str:
    found = community.building(code)
    return found.name.text(turn.language) if found else code
