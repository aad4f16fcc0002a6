"""An invite is opened: one message says what somebody is now, and what comes first."""

from datetime import timedelta

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from bot.telegram import keyboards
from bot.telegram.keyboards import Keyboard
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.people import StaffMember, StaffRole
from handlers.command_menu import show_own_commands
from handlers.home_questions import words_of
from handlers.main_menu import main_menu
from handlers.set_up import SetUpPress
from services.identity import Identity
from services.ports import Runner
from services.rows import TeamChat
from services.staffing import Staffing, TakeInvite
from services.team_chats import TeamChats

_log = structlog.get_logger(__name__)

LINK_LASTS = timedelta(days=1)


async def join(
    token: str,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    staffing: Staffing,
    team_chats: TeamChats,
    bot: Bot,
) -> None:
    """Make somebody staff, and say so.

    Raises:
        InviteInvalid: The link was used, or is good no more.
    """
    post = await runner.run(staffing.join, TakeInvite(by=turn.person.id, token=token))
    words = words_of(turn, desk)
    lines = [
        turn.t(
            "joined",
            name=turn.person.name,
            community=words.community(post.community),
            team=words.team(post.team),
            role=turn.t(f"set-up-role-{post.role.value}"),
        ),
        turn.t(f"joined-{post.role.value}"),
    ]
    if post.role is StaffRole.ADMIN:
        begin = keyboards.button(turn.t("btn-set-up"), SetUpPress(action="begin"), "primary")
        keyboard = keyboards.inline([begin])
    else:
        chat = await runner.read(team_chats.chat_of, post)
        said, keyboard = await _way_in(turn, post, chat, bot)
        lines.append(said)
    if not turn.person.language_chosen:
        lines.append(turn.t("language-later"))
    turn.say("\n\n".join(lines), keyboard)
    show_own_commands(turn, await runner.read(identity.actor, turn.person.id))


async def _way_in(
    turn: Turn, post: StaffMember, chat: TeamChat | None, bot: Bot
) -> tuple[str, Keyboard]:
    """Return how the colleague gets into the group of their team."""
    if chat is None:
        return turn.t("joined-no-group"), main_menu(turn)
    address = await _link_to(bot, chat, turn)
    if address is None:
        return turn.t("joined-ask-in", title=chat.title), main_menu(turn)
    return turn.t("joined-group", title=chat.title), keyboards.inline(
        [keyboards.link(turn.t("btn-enter-group"), address)]
    )


async def _link_to(bot: Bot, chat: TeamChat, turn: Turn) -> str | None:
    """Return a link into a group that lets one person in; ``None`` where the desk may not."""
    try:
        made = await bot.create_chat_invite_link(
            chat.chat_id, expire_date=turn.now + LINK_LASTS, member_limit=1
        )
    except TelegramAPIError as error:
        _log.info("cannot make a link into a group", error=type(error).__name__)
        return None
    return made.invite_link
