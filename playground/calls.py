"""One call of a bot: the registry of methods, the chat it aims at, and who may do what there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from playground.chats import Bot, Chat, Message, Topic, User
from playground.entities import parse
from playground.errors import TelegramError, bad_request, forbidden, migrated
from playground.limits import CAPTION, TEXT, units
from playground.parameters import Parameters
from playground.world import World

Wire = dict[str, Any]

_NO_LONGER: Final = {
    "kicked": "bot was kicked from the {type} chat",
    "left": "bot is not a member of the {type} chat",
}


@dataclass(slots=True, kw_only=True)
class Call:
    """A call being answered; every refusal is a TelegramError."""

    world: World
    bot: Bot
    method: str
    parameters: Parameters

    def get(self, name: str) -> Any:  # noqa: ANN401 - parameters are whatever JSON holds
        """Return a parameter's value, or None."""
        return self.parameters.values.get(name)

    def flag(self, name: str) -> bool:
        """Return a boolean parameter; absent is false."""
        return self.parameters.values.get(name) is True

    def chat(self, name: str = "chat_id") -> Chat:
        """Return the chat a parameter names; the bot must have something to do with it."""
        chat_id = self.get(name)
        if chat_id is None or chat_id == "":
            raise bad_request(f"{name} is empty")
        chat = self._find(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to is not None:
            raise migrated(chat.migrated_to.id)
        if not chat.is_private:
            self._check_membership(chat)
        return chat

    def writable_chat(self) -> Chat:
        """Return the chat of `chat_id`; raises 403 where the bot may not write to it."""
        chat = self.chat()
        if chat.user is not None:
            if chat.user.is_bot:
                raise forbidden("bots can't send messages to bots")
            if chat.user.deactivated:
                raise forbidden("user is deactivated")
            if chat.blocked:
                raise forbidden("bot was blocked by the user")
            if not chat.started:
                raise forbidden("bot can't initiate conversation with a user")
            return chat
        member = chat.member(self.bot.id)
        if member is None:
            raise forbidden(_NO_LONGER["left"].format(type=chat.type))
        if not member.is_admin:
            allowed = member.rights if member.status == "restricted" else chat.permissions
            if not allowed.get("can_send_messages", False):
                raise bad_request("not enough rights to send text messages to the chat")
        return chat

    def _find(self, chat_id: object) -> Chat | None:
        world = self.world
        if isinstance(chat_id, str) and chat_id.startswith("@"):
            named = (c for c in world.groups.values() if c.username == chat_id[1:])
            return next(named, None)
        if not isinstance(chat_id, int):
            return None
        if chat_id < 0:
            return world.groups.get(chat_id)
        known = self.bot.private_chats.get(chat_id)
        if known is not None:
            return known
        user = world.users.get(chat_id)
        return world.private_chat(user, self.bot) if user is not None else None

    def _check_membership(self, chat: Chat) -> None:
        member = chat.member(self.bot.id)
        if member is None and chat.username is not None:
            return
        status = member.status if member is not None else "left"
        if status in _NO_LONGER:
            kind = "group" if chat.type == "group" else "supergroup"
            raise forbidden(_NO_LONGER[status].format(type=kind))

    def require_right(self, chat: Chat, right: str, refusal: str) -> None:
        """Raise Telegram's 400 unless the bot administers this group with this right."""
        member = chat.member(self.bot.id)
        if chat.is_private or member is None or not member.may(right):
            raise bad_request(refusal)

    def message(self, what: str, chat: Chat, name: str = "message_id") -> Message:
        """Return the message a parameter names, or raise "message to <what> not found"."""
        number = self.get(name)
        message = chat.messages.get(number) if isinstance(number, int) else None
        if message is None:
            raise bad_request(f"message to {what} not found")
        return message

    def topic(self, chat: Chat) -> Topic | None:
        """Return the topic of `message_thread_id`; raises 400 when it is gone or closed."""
        number = self.get("message_thread_id")
        if number is None:
            return None
        if not chat.is_forum:
            if chat.type == "supergroup" and number in chat.messages:
                return None
            raise bad_request("message thread not found")
        topic = chat.general if number == 1 else chat.topics.get(number)
        if topic is None:
            raise bad_request("message thread not found")
        member = chat.member(self.bot.id)
        if topic.closed and (member is None or not member.may("can_manage_topics")):
            raise bad_request("TOPIC_CLOSED")
        return topic

    def replied(self, chat: Chat) -> Message | None:
        """Return the message of `reply_parameters`; a missing one is a 400 unless allowed."""
        given = self.get("reply_parameters")
        lenient = self.flag("allow_sending_without_reply")
        number = self.get("reply_to_message_id")
        if isinstance(given, dict):
            number = given.get("message_id")
            lenient = given.get("allow_sending_without_reply") is True
            other = given.get("chat_id")
            if other is not None and other != chat.id:
                found = self._find(other)
                if found is None:
                    raise bad_request("chat not found")
                chat = found
        if number is None:
            return None
        message = chat.messages.get(number)
        if message is None and not lenient:
            raise bad_request("message to be replied not found")
        return message

    def formatted(self, text: object, prefix: str = "") -> tuple[str, list[Wire]]:
        """Return the visible text and entities of a text parameter with its parse mode."""
        entities = self.get("caption_entities" if prefix == "caption" else "entities")
        plain, found = parse(str(text), self.get("parse_mode"), entities)
        return plain, self.named(found)

    def named(self, entities: list[Wire]) -> list[Wire]:
        """Put users into mentions that came as links to an id; drop those of strangers."""
        if not any("user_id" in entity for entity in entities):
            return entities
        kept = []
        for entity in entities:
            if "user_id" in entity:
                user = self.world.users.get(entity["user_id"])
                if user is None:
                    continue
                entity = {k: v for k, v in entity.items() if k != "user_id"}
                entity["user"] = user.wire()
            kept.append(entity)
        return kept

    def text_content(self) -> Wire:
        """Return text and entities for a message; raises for an empty or too long one."""
        text, entities = self.formatted(self.get("text") or "")
        if not text:
            raise bad_request("message text is empty")
        if units(text) > TEXT:
            raise bad_request("message is too long")
        content: Wire = {"text": text}
        if entities:
            content["entities"] = entities
        preview = self.get("link_preview_options")
        if isinstance(preview, dict):
            content["link_preview_options"] = preview
        return content

    def caption_content(self) -> Wire:
        """Return caption and entities for a file; empty when there is no caption."""
        text, entities = self.formatted(self.get("caption") or "", "caption")
        if units(text) > CAPTION:
            raise bad_request("message caption is too long")
        content: Wire = {"caption": text} if text else {}
        if entities:
            content["caption_entities"] = entities
        if text and self.flag("show_caption_above_media"):
            content["show_caption_above_media"] = True
        return content

    def person(self, name: str = "user_id") -> User:
        """Return the user a parameter names."""
        user = self.world.users.get(self.get(name) or 0)
        if user is None:
            raise bad_request("user not found")
        return user


Handler = Callable[[Call], Any]
HANDLERS: Final[dict[str, Handler]] = {}


def method(*names: str) -> Callable[[Handler], Handler]:
    """Register a function as the answer to Bot API methods."""

    def register(handler: Handler) -> Handler:
        for name in names:
            HANDLERS[name.lower()] = handler
        return handler

    return register


def not_simulated(what: str) -> TelegramError:
    """Return the refusal for something real that this playground leaves out."""
    return TelegramError(501, f"Not Implemented: the playground does not simulate {what}")
