"""Filters that conversations share."""

from typing import Any

from aiogram.filters import Filter
from aiogram.types import Message

from bot.telegram.turn import Turn


class MenuWord(Filter):
    """A word of the reply keyboard, in whichever language the keyboard was shown."""

    def __init__(self, *names: str) -> None:
        self.names = names

    async def __call__(self, message: Message, turn: Turn) -> bool:
        """Whether the message is one of the words, and nothing more."""
        return bool(message.text) and turn.texts.menu_word(message.text or "") in self.names


class PrivateChat(Filter):
    """Only in the private chat with the desk."""

    async def __call__(self, event: Any, turn: Turn) -> bool:  # noqa: ANN401 - any event
        """Whether the turn is in a private chat."""
        return turn.private


class GroupChat(Filter):
    """Only in a group."""

    async def __call__(self, event: Any, turn: Turn) -> bool:  # noqa: ANN401 - any event
        """Whether the turn is in a group."""
        return not turn.private


class IdleDialogue(Filter):
    """Somebody says something in a dialogue that was left alone for two hours."""

    async def __call__(self, message: Message, turn: Turn) -> bool:
        """Whether the person should be asked if the dialogue is to go on."""
        # In a group they may be talking to anybody.
        if not turn.resumed_after_idle or not turn.private:
            return False
        text = message.text or ""
        return not text.startswith("/") and turn.texts.menu_word(text) is None
