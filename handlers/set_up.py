"""Setting the desk up in the chat: each team's group, chosen by buttons, checked and tried."""

from aiogram import Bot, F, Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.callbacks import Press
from bot.telegram.keyboards import Button, Keyboard
from bot.telegram.turn import Turn
from domain.desk import Desk
from handlers.expiry import asks_again
from handlers.filters import MenuWord, PrivateChat
from handlers.home_questions import words_of
from handlers.main_menu import main_menu
from handlers.set_up_checks import IN_CHAT, refused, standing
from services.identity import Identity
from services.ports import Runner
from services.staffing import Staffing
from services.team_chats import BindTeam, TeamChats, TeamStatus

router = Router(name="set_up")


class SetUpPress(Press, prefix="su"):
    """A step of the walk: ``begin``, ``show`` a community, choose a ``team``, ``done``."""

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
    await _begin(turn, desk, runner, identity, staffing, team_chats)


@router.callback_query(SetUpPress.of("begin"))
async def begin(
    query: CallbackQuery,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    staffing: Staffing,
    team_chats: TeamChats,
) -> None:
    """Begin from the welcome, which stays to be read."""
    turn.strip()
    await _begin(turn, desk, runner, identity, staffing, team_chats)


async def _begin(
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    staffing: Staffing,
    team_chats: TeamChats,
) -> None:
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
    turn.say(*await _overview(turn, desk, runner, team_chats, actor.manages[0]))


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
        turn.edit(*await _overview(turn, desk, runner, team_chats, callback_data.community))


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
    here = await standing(bot, shared.chat_id)
    if here not in IN_CHAT:
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
    words = words_of(turn, desk)
    text = turn.t("set-up-bound", team=words.at(community, words.team(team)), title=title)
    if here in {"member", "restricted"}:
        text += "\n" + turn.t("set-up-not-admin-there")
    turn.say(text, main_menu(turn))
    turn.say(*await _overview(turn, desk, runner, team_chats, community))


@router.message(F.chat_shared, PrivateChat())
async def group_shared_late(message: Message, turn: Turn) -> None:
    """Somebody used an old keyboard: nothing is bound by accident."""
    turn.say(turn.t("set-up-start-again"), main_menu(turn))


@asks_again(SetUp)
async def ask_again(turn: Turn, desk: Desk) -> None:
    """Ask for the group once more."""
    _ask_group(turn, desk)


async def _overview(
    turn: Turn, desk: Desk, runner: Runner, team_chats: TeamChats, community: str
) -> tuple[str, Keyboard]:
    """Return how far a community is set up, with a button for each team."""
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
    return "\n".join(lines), keyboards.inline(*keyboards.grid(choices, 2), [done])


def _line(turn: Turn, team: str, status: TeamStatus) -> str:
    if status.chat_title is None:
        return turn.t("set-up-line-open", team=team, members=status.members)
    return turn.t("set-up-line-bound", team=team, title=status.chat_title, members=status.members)


def _ask_group(turn: Turn, desk: Desk) -> None:
    words, dialogue = words_of(turn, desk), turn.dialogue
    team = words.at(dialogue.text("community"), words.team(dialogue.text("team")))
    turn.say(turn.t("set-up-ask-group", team=team), _group_keyboard(turn))


def _group_keyboard(turn: Turn) -> Keyboard:
    request = turn.dialogue.number("request") or 1
    pick: Button = keyboards.pick_group(turn.t("btn-pick-group"), request)
    return keyboards.reply([pick], [turn.t("menu-set-up-back")])


async def _title(bot: Bot, chat_id: int) -> str:
    return (await bot.get_chat(chat_id)).title or ""
