"""What somebody sees: a chat on their phone, and the answer to a tap."""

from collections.abc import Generator
from typing import Any

from playground.chats import CallbackAnswer, CallbackQuery, Chat, Message, User
from playground.errors import PhoneError
from playground.world import World

Wire = dict[str, Any]

_STORY_LINES = 6


class Tap:
    """A tap on an inline button; await it for the bot's answer."""

    def __init__(self, world: World, query: CallbackQuery) -> None:
        self.query = query
        self._world = world

    @property
    def answer(self) -> CallbackAnswer | None:
        """The bot's answer, once it is there."""
        return self.query.answer

    def __await__(self) -> Generator[Any, None, CallbackAnswer]:
        return self.answered().__await__()

    async def answered(self, timeout_seconds: float = 10.0) -> CallbackAnswer:
        """Wait for the answer; raises NothingHappened when the bot gives none in time."""
        answer = await self._world.wait_for(
            lambda: self.query.answer,
            timeout_seconds=timeout_seconds,
            seen=lambda: f"no answer to the tap {self.query.data!r}",
        )
        return answer or CallbackAnswer()


class Screen:
    """One chat as its owner sees it."""

    def __init__(self, world: World, user: User, chat: Chat) -> None:
        self._world = world
        self._user = user
        self.chat = chat

    @property
    def messages(self) -> list[Message]:
        """All messages, newest last."""
        return self.chat.shown

    @property
    def last(self) -> Message:
        """The newest message; raises PhoneError in an empty chat."""
        if not self.chat.messages:
            raise PhoneError("the chat is empty")
        return self.chat.shown[-1]

    @property
    def texts(self) -> list[str]:
        """Texts and captions, newest last."""
        return [message.text for message in self.messages]

    @property
    def from_bot(self) -> list[Message]:
        """What bots wrote, newest last."""
        return [m for m in self.messages if m.sender.is_bot and not m.is_service]

    @property
    def keyboard(self) -> list[list[str]]:
        """The words on the reply keyboard, row by row; empty when there is none."""
        rows = self.keyboard_wire.get("keyboard", []) if self.keyboard_wire else []
        return [[button["text"] for button in row] for row in rows]

    @property
    def keyboard_wire(self) -> Wire | None:
        """The reply keyboard, or the forced reply, as the Bot API has it."""
        return self.chat.keyboards.get(self._user.id)

    def find(self, text: str) -> Message:
        """Return the newest message that contains the text; PhoneError when none does."""
        for message in reversed(self.messages):
            if text in message.text:
                return message
        raise PhoneError(f"no message with {text!r}; {self.story()}")

    def with_button(self, label: str) -> Message:
        """Return the newest message with this inline button; PhoneError when none has it."""
        for message in reversed(self.messages):
            if label in message.labels:
                return message
        raise PhoneError(f"no button {label!r}; {self.story()}")

    def story(self) -> str:
        """Return the last messages in a line each, for the text of a failing test."""
        lines = []
        for message in self.messages[-_STORY_LINES:]:
            buttons = f" [{' | '.join(message.labels)}]" if message.labels else ""
            lines.append(f"{message.sender.name}: {message.text or message.kind}{buttons}")
        return "\n".join(lines) or "an empty chat"
