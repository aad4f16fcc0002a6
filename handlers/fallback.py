"""The last word: buttons that no longer mean anything, unknown commands, what cannot be read."""

from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.telegram.turn import Turn
from handlers.expiry import repeat_question
from handlers.filters import PrivateChat

router = Router(name="fallback")


@router.callback_query()
async def unknown_button(query: CallbackQuery, turn: Turn) -> None:
    """Say that the button is out of date."""
    turn.answer(turn.t("fallback-old-button"), alert=True)


@router.message(PrivateChat())
async def not_understood(message: Message, turn: Turn, **data: Any) -> None:  # noqa: ANN401
    """Say what can be sent; in a dialogue, repeat its question."""
    if not turn.album_last:
        return
    if (message.text or "").startswith("/"):
        turn.say(turn.t("fallback-unknown-command"))
        return
    turn.say(turn.t("fallback-not-understood"))
    await repeat_question(turn, data)
