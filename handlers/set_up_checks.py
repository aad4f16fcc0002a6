"""What setting up checks: whether somebody may, and whether the desk can work in a group."""

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from bot.telegram.turn import Turn
from domain.people import Actor
from services.ports import Runner
from services.staffing import Staffing

_log = structlog.get_logger(__name__)

IN_CHAT = {"creator", "administrator", "member", "restricted"}
"""A bot's standings in a group in which it can speak there."""


async def refused(
    turn: Turn, actor: Actor, runner: Runner, staffing: Staffing, community: str | None = None
) -> bool:
    """Refuse politely whoever manages nothing here; say how the first administrator is made."""
    if actor.manages and (community is None or community in actor.manages):
        return False
    nobody = await runner.read(staffing.needs_admin, None)
    turn.answer(turn.t("set-up-no-admin-yet" if nobody else "set-up-not-allowed"), alert=True)
    return True


async def standing(bot: Bot, chat_id: int) -> str:
    """Ask what the bot is in a chat; ``left`` when it may not even ask."""
    try:
        member = await bot.get_chat_member(chat_id, bot.id)
    except TelegramAPIError as error:
        _log.info("cannot look into a group", error=type(error).__name__)
        return "left"
    return str(member.status.value if hasattr(member.status, "value") else member.status)
