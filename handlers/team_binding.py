"""Binds a team in its group itself, or in a topic of it; notices when the desk is put out."""

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from bot.telegram import keyboards
from bot.telegram.callbacks import Press
from bot.telegram.keyboards import Keyboard
from bot.telegram.turn import Turn
from domain.desk import Desk
from handlers.filters import GroupChat, PrivateChat
from handlers.home_questions import words_of
from handlers.set_up_checks import IN_CHAT, refused, standing
from services.identity import Identity
from services.ports import Runner
from services.staffing import Staffing
from services.team_chats import BindTeam, LoseChat, TeamChats

router = Router(name="team_binding")


class BindPress(Press, prefix="bi"):
    """A choice in the group that is to be bound: ``show`` a community's teams, ``team``."""

    community: str = ""
    team: str = ""


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
    words = words_of(turn, desk)
    text = turn.t("set-up-bound-here", team=words.at(chat.community, words.team(chat.team)))
    if await standing(bot, turn.chat_id) in {"member", "restricted"}:
        text += "\n" + turn.t("set-up-not-admin-there")
    turn.edit(text)


@router.my_chat_member(GroupChat())
async def standing_changed(
    event: ChatMemberUpdated, turn: Turn, runner: Runner, team_chats: TeamChats
) -> None:
    """When the desk is thrown out of a team's group, those who manage it must know."""
    if event.new_chat_member.status not in IN_CHAT:
        await runner.run(team_chats.lose_chat, LoseChat(key=turn.key, chat_id=turn.chat_id))


def _teams_here(turn: Turn, desk: Desk, community: str) -> Keyboard:
    choices = [
        keyboards.button(
            team.name.text(turn.language),
            BindPress(action="team", community=community, team=team.code),
        )
        for team in desk.teams
    ]
    return keyboards.inline(*keyboards.grid(choices, 2))
