"""Setting the desk up in the chat: each team's group, chosen by buttons, checked and tried."""

import structlog
from aiogram import Bot, F, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from bot.telegram import keyboards
from bot.telegram.callbacks import Press
from bot.telegram.keyboards import Button, Keyboard
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.people import Actor, StaffMember
from handlers.expiry import asks_again
from handlers.filters import GroupChat, MenuWord, PrivateChat
from handlers.home_questions import words_of
from handlers.main_menu import main_menu
from services.identity import Identity
from services.ports import Runner
from services.staffing import Staffing
from services.team_chats import BindTeam, LoseChat, TeamChats, TeamStatus

router = Router(name="set_up")

_log = structlog.get_logger(__name__)

IN_CHAT = {"creator", "administrator", "member", "restricted"}
"""A bot's standings in a group in which it can speak there."""


class SetUpPress(Press, prefix="su"):
    """A step of the walk in private: ``show`` a community, choose a ``team``, ``done``."""

    community: str = ""
    team: str = ""


class BindPress(Press, prefix="bi"):
    """A choice in the group that is to be bound: ``show`` a community's teams, ``team``."""

    community: str = ""
    team: str = ""


class SetUp(StatesGroup):
    """A group is being picked for the team whose community, code and request are kept."""

    group = State()


# ---- the walk in private ------------------------------------------------------------------


@router.message(Command("setup"), PrivateChat())
@router.message(MenuWord("menu-set-up-back"), PrivateChat())
async def set_up(
    message: Message,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    staffing: Staffing,
    team_chats: TeamChats,
) -> None:
    """Show how far the desk is set up."""
    if turn.dialogue.state == SetUp.group.state:
        turn.say(turn.t("set-up-back"), main_menu(turn))
        turn.dialogue.end()
    actor = await runner.read(identity.actor, turn.person.id)
    if await refused(turn, actor, runner, staffing):
        return
    if len(actor.manages) > 1:
        choices = [
            keyboards.button(
                words_of(turn, desk).community(code), SetUpPress(action="show", community=code)
            )
            for code in actor.manages
        ]
        turn.say(turn.t("set-up-which-community"), keyboards.inline(*keyboards.grid(choices, 1)))
        return
    await _show(turn, desk, runner, team_chats, actor.manages[0])


@router.callback_query(SetUpPress.of("show"))
async def show(
    query: CallbackQuery,
    callback_data: SetUpPress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    staffing: Staffing,
    team_chats: TeamChats,
) -> None:
    """Show a community's teams."""
    actor = await runner.read(identity.actor, turn.person.id)
    if not await refused(turn, actor, runner, staffing, callback_data.community):
        await _show(turn, desk, runner, team_chats, callback_data.community)


@router.callback_query(SetUpPress.of("team"))
async def choose_group(
    query: CallbackQuery,
    callback_data: SetUpPress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    staffing: Staffing,
) -> None:
    """Let the administrator pick the team's group; the phone adds the bot with its rights."""
    actor = await runner.read(identity.actor, turn.person.id)
    community, team = callback_data.community, callback_data.team
    if await refused(turn, actor, runner, staffing, community):
        return
    if desk.team(team) is None:
        turn.answer(turn.t("fallback-old-button"), alert=True)
        return
    turn.dialogue.end()
    # The message is the request: an older keyboard's pick is then known to be another's.
    turn.dialogue.go(SetUp.group, community=community, team=team, request=turn.message_id or 1)
    turn.strip()
    _ask_group(turn, desk)


@router.callback_query(SetUpPress.of("done"))
async def finish(
    query: CallbackQuery,
    callback_data: SetUpPress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    staffing: Staffing,
    team_chats: TeamChats,
) -> None:
    """Sum up, and name what is still missing."""
    actor = await runner.read(identity.actor, turn.person.id)
    if await refused(turn, actor, runner, staffing, callback_data.community):
        return
    turn.dialogue.end()
    teams = await runner.read(team_chats.teams, callback_data.community)
    words = words_of(turn, desk)
    lines = [
        turn.t("set-up-no-chat", team=words.team(status.team))
        for status in teams
        if status.chat_title is None
    ]
    lines += [
        turn.t("set-up-no-members", team=words.team(status.team))
        for status in teams
        if status.members == 0
    ]
    name = "set-up-missing" if lines else "set-up-complete"
    turn.edit("\n".join([turn.t(name), *lines]))


@router.message(SetUp.group, F.chat_shared)
async def group_shared(
    message: Message,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    team_chats: TeamChats,
    bot: Bot,
) -> None:
    """Check that the bot can work in the picked group, then bind it."""
    shared = message.chat_shared
    if shared is None:
        return
    if shared.request_id != turn.dialogue.number("request"):
        _ask_group(turn, desk)
        return
    community, team = turn.dialogue.text("community"), turn.dialogue.text("team")
    standing = await _standing(bot, shared.chat_id)
    if standing not in IN_CHAT:
        turn.say(turn.t("set-up-not-in-group"), _group_keyboard(turn))
        return
    title = shared.title or await _title(bot, shared.chat_id)
    await runner.run(
        team_chats.bind,
        BindTeam(
            key=turn.key,
            by=turn.person.id,
            community=community,
            team=team,
            chat_id=shared.chat_id,
            thread_id=None,
            title=title,
        ),
    )
    turn.dialogue.end()
    name = words_of(turn, desk).team(team)
    text = turn.t("set-up-bound", team=name, title=title)
    if standing in {"member", "restricted"}:
        text += "\n" + turn.t("set-up-not-admin-there")
    turn.say(text, main_menu(turn))
    await _show(turn, desk, runner, team_chats, community)


@router.message(F.chat_shared, PrivateChat())
async def group_shared_late(message: Message, turn: Turn) -> None:
    """Somebody used an old keyboard: nothing is bound by accident."""
    turn.say(turn.t("set-up-start-again"), main_menu(turn))


@asks_again(SetUp)
async def ask_again(turn: Turn, desk: Desk) -> None:
    """Ask for the group once more."""
    _ask_group(turn, desk)


# ---- in the group itself ------------------------------------------------------------------


@router.message(Command("bind"), GroupChat())
async def bind_here(
    message: Message,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    staffing: Staffing,
) -> None:
    """Offer the teams that can be bound to this group, or to this topic of it."""
    actor = await runner.read(identity.actor, turn.person.id)
    if await refused(turn, actor, runner, staffing):
        return
    if len(actor.manages) == 1:
        turn.say(turn.t("set-up-which-team"), _teams_here(turn, desk, actor.manages[0]))
        return
    choices = [
        keyboards.button(
            words_of(turn, desk).community(code), BindPress(action="show", community=code)
        )
        for code in actor.manages
    ]
    turn.say(turn.t("set-up-which-community"), keyboards.inline(*keyboards.grid(choices, 1)))


@router.message(Command("bind"), PrivateChat())
async def bind_in_private(message: Message, turn: Turn) -> None:
    """Say where the command belongs."""
    turn.say(turn.t("set-up-bind-in-group"))


@router.callback_query(BindPress.of("show"))
async def teams_of_community(
    query: CallbackQuery,
    callback_data: BindPress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    staffing: Staffing,
) -> None:
    """Offer the teams of the chosen community."""
    actor = await runner.read(identity.actor, turn.person.id)
    if not await refused(turn, actor, runner, staffing, callback_data.community):
        keyboard = _teams_here(turn, desk, callback_data.community)
        turn.edit(turn.t("set-up-which-team"), keyboard)


@router.callback_query(BindPress.of("team"))
async def team_chosen_here(
    query: CallbackQuery,
    callback_data: BindPress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    team_chats: TeamChats,
    bot: Bot,
) -> None:
    """Bind this chat, and this topic, to the team."""
    title = query.message.chat.title if query.message is not None else None
    chat = await runner.run(
        team_chats.bind,
        BindTeam(
            key=turn.key,
            by=turn.person.id,
            community=callback_data.community,
            team=callback_data.team,
            chat_id=turn.chat_id,
            thread_id=turn.thread_id,
            title=title or "",
        ),
    )
    text = turn.t("set-up-bound-here", team=words_of(turn, desk).team(chat.team))
    if await _standing(bot, turn.chat_id) in {"member", "restricted"}:
        text += "\n" + turn.t("set-up-not-admin-there")
    turn.edit(text)


@router.my_chat_member(GroupChat())
async def standing_changed(
    event: ChatMemberUpdated, turn: Turn, runner: Runner, team_chats: TeamChats
) -> None:
    """When the desk is thrown out of a team's group, those who manage it must know."""
    if event.new_chat_member.status not in IN_CHAT:
        await runner.run(team_chats.lose_chat, LoseChat(key=turn.key, chat_id=turn.chat_id))


# ---- shared -------------------------------------------------------------------------------


async def refused(
    turn: Turn, actor: Actor, runner: Runner, staffing: Staffing, community: str | None = None
) -> bool:
    """Refuse politely whoever manages nothing here; say how the first administrator is made."""
    if actor.manages and (community is None or community in actor.manages):
        return False
    nobody = await runner.read(staffing.needs_admin, None)
    turn.answer(turn.t("set-up-no-admin-yet" if nobody else "set-up-not-allowed"), alert=True)
    return True


def first_steps(turn: Turn, desk: Desk, post: StaffMember) -> str:
    """Return what somebody who has just become staff is told."""
    words = words_of(turn, desk)
    text = turn.t(
        "set-up-joined",
        community=words.community(post.community),
        team=words.team(post.team),
        role=turn.t(f"set-up-role-{post.role.value}"),
    )
    return text + "\n\n" + turn.t(f"set-up-can-{post.role.value}")


async def _show(
    turn: Turn, desk: Desk, runner: Runner, team_chats: TeamChats, community: str
) -> None:
    teams = await runner.read(team_chats.teams, community)
    words = words_of(turn, desk)
    lines = [turn.t("set-up-head", community=words.community(community))]
    lines += [_line(turn, words.team(status.team), status) for status in teams]
    lines.append(turn.t("set-up-pick"))
    choices = [
        keyboards.button(
            words.team(status.team),
            SetUpPress(action="team", community=community, team=status.team),
            style="success" if status.chat_title is not None else None,
        )
        for status in teams
    ]
    done = keyboards.button(turn.t("btn-done"), SetUpPress(action="done", community=community))
    turn.edit("\n".join(lines), keyboards.inline(*keyboards.grid(choices, 2), [done]))


def _line(turn: Turn, team: str, status: TeamStatus) -> str:
    if status.chat_title is None:
        return turn.t("set-up-line-open", team=team, members=status.members)
    return turn.t("set-up-line-bound", team=team, title=status.chat_title, members=status.members)


def _ask_group(turn: Turn, desk: Desk) -> None:
    team = words_of(turn, desk).team(turn.dialogue.text("team"))
    turn.say(turn.t("set-up-ask-group", team=team), _group_keyboard(turn))


def _group_keyboard(turn: Turn) -> Keyboard:
    request = turn.dialogue.number("request") or 1
    pick: Button = keyboards.pick_group(turn.t("btn-pick-group"), request)
    return keyboards.reply([pick], [turn.t("menu-set-up-back")])


def _teams_here(turn: Turn, desk: Desk, community: str) -> Keyboard:
    choices = [
        keyboards.button(
            team.name.text(turn.language),
            BindPress(action="team", community=community, team=team.code),
        )
        for team in desk.teams
    ]
    return keyboards.inline(*keyboards.grid(choices, 2))


async def _standing(bot: Bot, chat_id: int) -> str:
    """Ask what the bot is in a chat; ``left`` when it may not even ask."""
    try:
        member = await bot.get_chat_member(chat_id, bot.id)
    except TelegramAPIError as error:
        _log.info("cannot look into a group", error=type(error).__name__)
        return "left"
    return str(member.status.value if hasattr(member.status, "value") else member.status)


async def _title(bot: Bot, chat_id: int) -> str:
    return (await bot.get_chat(chat_id)).title or ""
