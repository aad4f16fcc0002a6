"""Filters that conversations share."""

from typing import Any

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.filters import Filter
from aiogram.types import Message, User

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


class AnswersQuestion(Filter):
    """An answer to what somebody was asked: in a group, a reply to a question that names them.

    Whatever else they say in the group is chatter.
    """

    async def __call__(self, message: Message, bot: Bot) -> bool:
        """Whether it is one."""
        if message.chat.type == ChatType.PRIVATE:
            return True
        asked = message.reply_to_message
        if asked is None or asked.from_user is None or asked.from_user.id != bot.id:
            return False
        return asks_for(asked, message.from_user)


def asks_for(asked: Message, whom: User | None) -> bool:
    """Whether a message of ours is a question to this person, whom it then names first."""
    named = next((e for e in asked.entities or () if e.type == "text_mention"), None)
    user = named.user if named is not None and named.offset == 0 else None
    return user is not None and whom is not None and user.id == whom.id
