"""Binding a home by typing: a whole home at any step, or the part that was asked for."""

from typing import Any

from aiogram import F, Router
from aiogram.types import Message

from bot.telegram.turn import Turn
from domain.desk import Community, Desk
from domain.house_text import HouseText, read_house
from domain.language import Language
from domain.people import HouseId, Relation
from handlers.home_binding import ask_again
from handlers.home_claims import claim_home
from handlers.home_questions import (
    HomeWalk,
    ask_building,
    ask_community,
    ask_inside,
    ask_relation,
    ask_room,
    ask_which,
    words_of,
)
from services.house_search import HouseFindings, SearchHouse
from services.identity import Identity
from services.ports import Runner

router = Router(name="home_typing")


@router.message(HomeWalk.relation, F.text)
async def relation_typed(
    message: Message,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    **data: Any,  # noqa: ANN401 - by name
) -> None:
    """Take a typed 业主 or 1 for the button; another home may be typed too."""
    text = (message.text or "").strip()
    house_id = turn.dialogue.number("house")
    relation = _relation(text, turn)
    if relation is None or house_id is None:
        await home_typed(message, turn, desk, runner, identity)
        return
    house = await runner.read(identity.house, HouseId(house_id))
    await claim_home(turn, desk, runner, identity, house, relation, data)


@router.message(HomeWalk.community, F.text)
@router.message(HomeWalk.building, F.text)
@router.message(HomeWalk.unit, F.text)
@router.message(HomeWalk.room, F.text)
async def home_typed(
    message: Message, turn: Turn, desk: Desk, runner: Runner, identity: Identity
) -> None:
    """Read a home, or the part of it that was asked for."""
    text = (message.text or "").strip()
    community = _community_named(text, turn, desk)
    if community is not None:
        ask_building(turn, desk, community)
        return
    readings = _readings(text, turn)
    found: HouseFindings | None = None
    for parts in readings:
        found = await runner.read(identity.search_house, _search(parts, turn, desk))
        if found.houses:
            break
    if found is not None and found.houses:
        _offer(turn, desk, found)
        return
    if await _part_typed(text, turn, desk, runner, identity):
        return
    if found is None or not readings:
        turn.say(turn.t("home-not-read", text=text[:40]))
        await ask_again(turn, desk, runner, identity)
        return
    # The first reading is the one that fits the question; say what was understood.
    parts = readings[0]
    found = await runner.read(identity.search_house, _search(parts, turn, desk))
    await _no_such_home(turn, desk, runner, identity, parts, found)


async def _part_typed(
    text: str, turn: Turn, desk: Desk, runner: Runner, identity: Identity
) -> bool:
    """Take a typed building or unit for its button."""
    state, code = turn.dialogue.state, turn.dialogue.text("community")
    if not code:
        return False
    community = desk.community(code)
    if state == HomeWalk.building.state:
        parts = read_house(f"{text}-101")
        building = community.building(parts.building) if parts and not parts.unit else None
        if building is None:
            return False
        await ask_inside(turn, desk, runner, identity, community=community, building=building.code)
        return True
    if state == HomeWalk.unit.state:
        building_code = turn.dialogue.text("building")
        parts = read_house(f"{building_code}-{text}-101")
        if parts is None or not parts.unit:
            return False
        await ask_room(
            turn,
            desk,
            runner,
            identity,
            community=community,
            building=building_code,
            unit=parts.unit,
        )
        return True
    return False


def _readings(text: str, turn: Turn) -> list[HouseText]:
    """Return what a text may mean here: completed by what is known already, then by itself."""
    dialogue = turn.dialogue
    building, unit = dialogue.text("building"), dialogue.text("unit")
    tried = [text]
    if dialogue.state in {HomeWalk.unit.state, HomeWalk.room.state} and building:
        tried.insert(0, f"{building}-{text}")
    if dialogue.state == HomeWalk.room.state and unit:
        tried.insert(0, f"{building}-{unit}-{text}")
    readings: list[HouseText] = []
    for candidate in tried:
        parts = read_house(candidate)
        if parts is not None and parts not in readings:
            readings.append(parts)
    return readings


def _search(parts: HouseText, turn: Turn, desk: Desk) -> SearchHouse:
    known = turn.dialogue.text("community")
    return SearchHouse(
        communities=(known,) if known else tuple(found.code for found in desk.communities),
        building=parts.building,
        unit=parts.unit,
        room=parts.room,
    )


def _offer(turn: Turn, desk: Desk, found: HouseFindings) -> None:
    if len(found.houses) == 1:
        ask_relation(turn, desk, found.houses[0])
    else:
        ask_which(turn, desk, found.houses, turn.t("home-which"))


async def _no_such_home(
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    parts: HouseText,
    found: HouseFindings,
) -> None:
    """Say what was understood and what there is instead."""
    words = words_of(turn, desk)
    understood = words.home_parts(parts.building, parts.unit, parts.room)
    if found.near:
        text = turn.t("home-none-near", home=understood)
        ask_which(turn, desk, found.near, text)
        return
    intro = turn.t("home-none", home=understood) + "\n"
    code = turn.dialogue.text("community")
    if not code and len(desk.communities) > 1:
        ask_community(turn, desk, intro=intro)
        return
    community = desk.community(code) if code else desk.communities[0]
    building = community.building(parts.building)
    if building is None:
        ask_building(turn, desk, community, intro=intro)
        return
    await ask_inside(
        turn,
        desk,
        runner,
        identity,
        community=community,
        building=building.code,
        intro=intro,
    )


def _community_named(text: str, turn: Turn, desk: Desk) -> Community | None:
    if turn.dialogue.state != HomeWalk.community.state:
        return None
    for number, community in enumerate(desk.communities, start=1):
        names = {name.casefold() for name in community.name.texts.values()}
        if text.casefold() in names | {str(number)}:
            return community
    return None


def _relation(text: str, turn: Turn) -> Relation | None:
    for number, relation in enumerate(Relation, start=1):
        names = {
            turn.texts.get(language, f"relation-{relation.value}").casefold()
            for language in Language
        }
        if text.casefold() in names | {str(number)}:
            return relation
    return None
