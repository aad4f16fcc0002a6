"""Takes down a report for an owner who called, came by or stopped a colleague (S-002, S-003)."""

from typing import Any

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject, CommandStart, StateFilter
from aiogram.types import CallbackQuery, Message

from bot.telegram.keyboards import copy, inline, link
from bot.telegram.links import start_link
from bot.telegram.turn import Turn
from bot.telegram.words import Words
from domain.desk import Desk
from domain.errors import NotAllowed
from domain.people import HouseId, PersonId
from domain.ticket import Channel, TicketKind
from handlers.aside import go_on, step_aside, step_back
from handlers.communities import communities_here, take_name
from handlers.expiry import asks_again
from handlers.filters import GroupChat, PrivateChat
from handlers.log_questions import (
    CHANGES,
    CHANNELS,
    KINDS,
    LogPress,
    StaffLog,
    ask_next,
    ask_spot,
    categories,
    drop,
    previous,
)
from services.filing import MAX_SPOT, AskCallers, Draft, Filing, LogReport
from services.identity import Identity
from services.ports import Runner
from services.views import TicketView

router = Router(name="staff_log")

LINK = "log"
"""The start payload that leads from a group to the questions in private, with its community."""


# ---- beginning ----------------------------------------------------------------------------


@router.message(Command("log"), GroupChat())
async def lead_to_private(
    message: Message, turn: Turn, desk: Desk, runner: Runner, identity: Identity, bot: Bot
) -> None:
    """A phone number is typed, so it goes on in private."""
    actor = await runner.read(identity.actor, turn.person.id)
    if not actor.is_staff:
        raise NotAllowed("staff")
    username = (await bot.me()).username or ""
    here = await communities_here(turn, desk, runner)
    known = len(here) == 1 < len(desk.communities)
    payload = f"{LINK}-{here[0].code}" if known else LINK
    to_private = link(turn.t("btn-log-here"), start_link(username, payload))
    turn.say(turn.t("log-to-private"), inline([to_private]), reply_to=turn.message_id)


@router.message(Command("log"), PrivateChat())
@router.message(CommandStart(deep_link=True, magic=F.args.startswith(LINK)), PrivateChat())
async def begin(
    message: Message,
    command: CommandObject,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    filing: Filing,
) -> None:
    """Begin anew; the draft's key makes one ticket of it whatever happens.

    A report of the colleague's own that is under way waits meanwhile.
    """
    actor = await runner.read(identity.actor, turn.person.id)
    if not actor.is_staff:
        raise NotAllowed("staff")
    if (turn.dialogue.state or "").startswith("StaffLog:"):
        step_back(turn.dialogue)
    step_aside(turn.dialogue, StaffLog.channel, long=True, draft=f"log:{turn.key}")
    named, _ = take_name(command.args or "", desk)
    own = actor.works_in
    if named is not None and named.code in own:
        turn.dialogue.put(community=named.code)
    elif len(own) == 1:
        turn.dialogue.put(community=next(iter(own)))
    await ask_next(turn, desk, runner, filing, actor)


@asks_again(StaffLog)
async def ask_again(
    turn: Turn, desk: Desk, runner: Runner, filing: Filing, identity: Identity
) -> None:
    """Repeat the question that is open."""
    if turn.dialogue.state == StaffLog.spot.state:
        ask_spot(turn)
        return
    actor = await runner.read(identity.actor, turn.person.id)
    await ask_next(turn, desk, runner, filing, actor)


# ---- buttons ------------------------------------------------------------------------------


@router.callback_query(LogPress.of("drop"), StateFilter(StaffLog))
async def stop(query: CallbackQuery, turn: Turn, **data: Any) -> None:  # noqa: ANN401 - by name
    """Forget the draft."""
    turn.edit(turn.t("log-dropped"))
    await go_on(turn, data)


@router.callback_query(LogPress.of("send"), StateFilter(StaffLog.check))
async def send(
    query: CallbackQuery,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    filing: Filing,
    bot: Bot,
    **data: Any,  # noqa: ANN401 - by name
) -> None:
    """Log the report and say what can be told to the owner."""
    dialogue = turn.dialogue
    house_id, reporter = dialogue.number("house_id"), dialogue.number("reporter_id")
    draft = Draft(
        draft_key=dialogue.text("draft"),
        kind=TicketKind(dialogue.text("kind")),
        community=dialogue.text("community"),
        category=dialogue.text("category"),
        description=dialogue.text("need"),
        house_id=HouseId(house_id) if house_id is not None else None,
        spot=dialogue.text("spot"),
    )
    command = LogReport(
        key=turn.key,
        by=turn.person.id,
        draft=draft,
        channel=Channel(dialogue.text("channel")),
        reporter_name=dialogue.text("name"),
        reporter_phone=dialogue.text("phone"),
        reporter_id=PersonId(reporter) if reporter is not None else None,
    )
    view = await runner.run(filing.log, command)
    await _say_logged(turn, desk, view, bot)
    await go_on(turn, {"desk": desk, "runner": runner, "filing": filing, **data})


async def _say_logged(turn: Turn, desk: Desk, view: TicketView, bot: Bot) -> None:
    words = Words(turn.texts, desk, turn.language, turn.now)
    turn.in_community(view.community)
    lines = [
        turn.t(
            "log-done",
            code=view.code,
            category=words.category(view.kind, view.category),
            place=words.place(view),
            team=words.team(view.team),
            accept_by=view.accept_by,
        )
    ]
    if view.reachable:
        lines.append(turn.t("log-told"))
        turn.edit("\n".join(lines))
        return
    address = f"https://t.me/{(await bot.me()).username}"
    told = turn.t("log-link-words", code=view.code, url=address)
    lines.append(turn.t("log-link", words=told))
    turn.edit("\n".join(lines), inline([copy(turn.t("btn-log-copy"), told)]))


@router.callback_query(LogPress.filter(), StateFilter(StaffLog))
async def choose(
    query: CallbackQuery,
    callback_data: LogPress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    filing: Filing,
    identity: Identity,
) -> None:
    """Take an answer by button, and ask on."""
    value = callback_data.value
    match callback_data.action:
        case "back":
            drop(turn, previous(turn, desk))
        case "change" if value in CHANGES:
            drop(turn, value)
        case "public":
            drop(turn, "place")
            ask_spot(turn)
            return
        case "retype":
            turn.dialogue.drop("typed")
        case "as-public":
            turn.dialogue.put(spot=turn.dialogue.text("typed")[:MAX_SPOT])
        case "channel" if value in {channel.value for channel in CHANNELS}:
            turn.dialogue.put(channel=value)
        case "kind" if value in {kind.value for kind in KINDS}:
            drop(turn, "kind")
            turn.dialogue.put(kind=value)
        case "category" if value in _codes(turn, desk):
            turn.dialogue.put(category=value)
        case "pick":
            await _pick(turn, runner, filing, value)
        case "community" if value in {community.code for community in desk.communities}:
            turn.dialogue.put(community=value)
        case _:
            turn.answer(turn.t("fallback-old-button"), alert=True)
            return
    actor = await runner.read(identity.actor, turn.person.id)
    await ask_next(turn, desk, runner, filing, actor)


def _codes(turn: Turn, desk: Desk) -> set[str]:
    return {code for code, _ in categories(turn, desk, turn.dialogue.text("kind"))}


async def _pick(turn: Turn, runner: Runner, filing: Filing, value: str) -> None:
    """Take a resident by one tap; who is not one of the home is not taken."""
    house_id = turn.dialogue.number("house_id")
    if house_id is None:
        return
    question = AskCallers(by=turn.person.id, house_id=HouseId(house_id))
    for caller in await runner.read(filing.callers, question):
        if str(caller.person_id) == value:
            turn.dialogue.put(
                reporter_id=int(caller.person_id), picked=f"{caller.name} {caller.phone}"
            )
