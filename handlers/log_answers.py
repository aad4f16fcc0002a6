"""What is typed while a colleague logs a report: the home, name, phone and need of the owner."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import Message

from bot.telegram.turn import Turn
from bot.telegram.words import Words
from domain.desk import Desk
from domain.house_text import read_house
from handlers.attachments import words_of
from handlers.expiry import repeat_question
from handlers.log_questions import (
    StaffLog,
    ask_next,
    place_buttons,
    place_choice,
    way_out,
)
from handlers.phone_text import read_phone
from services.filing import MAX_DESCRIPTION, MAX_SPOT, Filing
from services.identity import MAX_NAME, FindHouse, Identity
from services.ports import Runner

router = Router(name="log_answers")

_WORDS = F.text & ~F.text.startswith("/")


@router.message(StaffLog.place, _WORDS)
async def place_typed(
    message: Message, turn: Turn, desk: Desk, runner: Runner, filing: Filing, identity: Identity
) -> None:
    """Find the home that was typed."""
    text = words_of(message)
    parts = read_house(text)
    if parts is None:
        turn.dialogue.put(typed=text[:MAX_SPOT])
        turn.say(turn.t("log-not-a-home", text=text[:MAX_SPOT]), place_choice(turn))
        return
    query = FindHouse(
        community=turn.dialogue.text("community"),
        building=parts.building,
        unit=parts.unit,
        room=parts.room,
    )
    house = await runner.read(identity.find_house, query)
    words = Words(turn.texts, desk, turn.language, turn.now)
    if house is None:
        home = words.home_parts(parts.building, parts.unit, parts.room)
        turn.say(turn.t("log-no-house", home=home), place_buttons(turn))
        return
    turn.dialogue.put(house_id=int(house.id), home=words.home(house))
    await ask_next(turn, desk, runner, filing)


@router.message(StaffLog.spot, _WORDS)
async def spot_typed(
    message: Message, turn: Turn, desk: Desk, runner: Runner, filing: Filing
) -> None:
    """Keep where in public it is."""
    text = words_of(message)
    if len(text) > MAX_SPOT:
        turn.say(turn.t("log-too-long", limit=MAX_SPOT), way_out(turn, "spot"))
        return
    turn.dialogue.put(spot=text)
    await ask_next(turn, desk, runner, filing)


@router.message(StaffLog.name, _WORDS)
async def name_typed(
    message: Message, turn: Turn, desk: Desk, runner: Runner, filing: Filing
) -> None:
    """Keep the owner's name."""
    name = " ".join(words_of(message).split())
    if not any(sign.isalnum() for sign in name) or len(name) > MAX_NAME:
        turn.say(turn.t("log-bad-name", limit=MAX_NAME), way_out(turn, "name"))
        return
    turn.dialogue.put(name=name)
    await ask_next(turn, desk, runner, filing)


@router.message(StaffLog.phone, _WORDS)
async def phone_typed(
    message: Message, turn: Turn, desk: Desk, runner: Runner, filing: Filing
) -> None:
    """Keep the owner's phone when it is a number that can be called."""
    phone = read_phone(words_of(message))
    if phone is None:
        turn.say(turn.t("log-bad-phone"), way_out(turn, "phone"))
        return
    turn.dialogue.put(phone=phone)
    await ask_next(turn, desk, runner, filing)


@router.message(StaffLog.need, _WORDS)
async def need_typed(
    message: Message, turn: Turn, desk: Desk, runner: Runner, filing: Filing
) -> None:
    """Keep what is needed."""
    text = words_of(message)
    if len(text) > MAX_DESCRIPTION:
        turn.say(turn.t("log-too-long", limit=MAX_DESCRIPTION), way_out(turn, "need"))
        return
    turn.dialogue.put(need=text)
    await ask_next(turn, desk, runner, filing)


@router.message(StateFilter(StaffLog), ~F.text.startswith("/"))
async def anything_else(
    message: Message,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    filing: Filing,
    identity: Identity,
) -> None:
    """Say how the open question is answered, and repeat it."""
    if not turn.album_last:
        return
    state = turn.dialogue.state
    if state == StaffLog.need.state:
        turn.say(turn.t("log-need-words"))
    else:
        typed = {StaffLog.place, StaffLog.spot, StaffLog.name, StaffLog.phone}
        by_words = state in {one.state for one in typed}
        turn.say(turn.t("log-type-it" if by_words else "log-use-buttons"))
    await repeat_question(
        turn, {"desk": desk, "runner": runner, "filing": filing, "identity": identity}
    )
