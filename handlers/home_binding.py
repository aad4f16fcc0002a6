"""Binding a home by tapping: community, building, unit, room, relation."""

from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.people import HouseId, Relation
from handlers.communities import name_buttons
from handlers.expiry import asks_again
from handlers.filters import MenuWord, PrivateChat
from handlers.home_claims import claim_home
from handlers.home_questions import (
    HomePress,
    HomeWalk,
    ask_building,
    ask_inside,
    ask_missing,
    ask_phone,
    ask_relation,
    ask_room,
    ask_where,
    in_walk,
    leave_walk,
)
from handlers.main_menu import main_menu
from services.identity import Identity
from services.ports import Runner

router = Router(name="home_binding")


# ---- by tapping ---------------------------------------------------------------------------


@router.callback_query(HomePress.of("start"))
async def start_over(query: CallbackQuery, turn: Turn, desk: Desk) -> None:
    """Begin the search again."""
    ask_where(turn, desk)


@router.callback_query(HomePress.of("com"))
async def community_chosen(
    query: CallbackQuery, callback_data: HomePress, turn: Turn, desk: Desk
) -> None:
    """Ask for the building."""
    community = desk.community(callback_data.community)
    ask_building(turn, desk, community, callback_data.at)


@router.callback_query(HomePress.of("bld"))
async def building_chosen(
    query: CallbackQuery,
    callback_data: HomePress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
) -> None:
    """Ask for the unit or the room."""
    community = desk.community(callback_data.community)
    building = callback_data.building
    await ask_inside(turn, desk, runner, identity, community=community, building=building)


@router.callback_query(HomePress.of("unt", "flr"))
async def unit_chosen(
    query: CallbackQuery,
    callback_data: HomePress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
) -> None:
    """Ask for the floor or the room."""
    await ask_room(
        turn,
        desk,
        runner,
        identity,
        community=desk.community(callback_data.community),
        building=callback_data.building,
        unit=callback_data.unit,
        floor=callback_data.value,
        at=callback_data.at,
        back=turn.dialogue.text("back") or "bld",
    )


@router.callback_query(HomePress.of("rom"))
async def room_chosen(
    query: CallbackQuery,
    callback_data: HomePress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
) -> None:
    """Ask how the person belongs to the home."""
    house = await runner.read(identity.house, HouseId(callback_data.house))
    ask_relation(turn, desk, house)


@router.callback_query(HomePress.of("rel"))
async def relation_chosen(
    query: CallbackQuery,
    callback_data: HomePress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    **data: Any,  # noqa: ANN401 - by name
) -> None:
    """Tie the person to the home."""
    if callback_data.value not in set(Relation):
        turn.answer(turn.t("fallback-old-button"), alert=True)
        return
    house = await runner.read(identity.house, HouseId(callback_data.house))
    await claim_home(turn, desk, runner, identity, house, Relation(callback_data.value), data)


@router.callback_query(HomePress.of("non"))
async def not_listed(
    query: CallbackQuery, callback_data: HomePress, turn: Turn, desk: Desk
) -> None:
    """Let the person write an address that the list of their community does not have."""
    known = callback_data.community or (turn.dialogue.text("community") if in_walk(turn) else "")
    if known:
        ask_missing(turn, desk.community(known))
    elif len(desk.communities) == 1:
        ask_missing(turn, desk.communities[0])
    else:
        rows = name_buttons(
            turn, desk.communities, lambda code: HomePress(action="non", community=code)
        )
        turn.edit(turn.t("home-ask-community"), keyboards.inline(*rows))


@router.callback_query(HomePress.of("end"))
async def not_now(query: CallbackQuery, turn: Turn, **data: Any) -> None:  # noqa: ANN401
    """Leave the home for later."""
    turn.strip()
    # The main menu too: an older question's button may be pressed while another keyboard is up.
    turn.say(turn.t("home-later"), main_menu(turn))
    await leave_walk(turn, data)


@router.callback_query(HomePress.of("phn"))
async def send_phone_now(query: CallbackQuery, turn: Turn) -> None:
    """Ask for the phone that a home still waits for."""
    turn.strip()
    ask_phone(turn)


# ---- words below the field ----------------------------------------------------------------


@router.message(MenuWord("menu-later"), PrivateChat())
async def later(message: Message, turn: Turn, **data: Any) -> None:  # noqa: ANN401 - by name
    """Put the main menu back; what was asked can wait."""
    turn.say(turn.t("home-later"), main_menu(turn))
    await leave_walk(turn, data)


# ---- the same question once more ----------------------------------------------------------


@asks_again(HomeWalk)
async def ask_again(turn: Turn, desk: Desk, runner: Runner, identity: Identity) -> None:
    """Repeat the question of the present step."""
    state, code = turn.dialogue.state, turn.dialogue.text("community")
    community = desk.community(code) if code else desk.communities[0]
    building = turn.dialogue.text("building")
    if state == HomeWalk.phone.state:
        ask_phone(turn)
    elif state == HomeWalk.missing.state:
        ask_missing(turn, community)
    elif state == HomeWalk.relation.state and (house_id := turn.dialogue.number("house")):
        ask_relation(turn, desk, await runner.read(identity.house, HouseId(house_id)))
    elif state == HomeWalk.room.state:
        await ask_room(
            turn,
            desk,
            runner,
            identity,
            community=community,
            building=building,
            unit=turn.dialogue.text("unit"),
            back=turn.dialogue.text("back") or "bld",
        )
    elif state == HomeWalk.unit.state:
        await ask_inside(turn, desk, runner, identity, community=community, building=building)
    elif state == HomeWalk.building.state:
        ask_building(turn, desk, community)
    else:
        ask_where(turn, desk)
