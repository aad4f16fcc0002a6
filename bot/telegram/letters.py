"""Reads from a raw update who sent it, where, and in which lane it belongs."""

import json
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json

from domain.language import Language, guess_language
from services.rows import InboxUpdate
from services.updates import Sender

ALLOWED_UPDATES = ["message", "callback_query", "my_chat_member"]
"""What the desk asks Telegram for. Nothing else is ever delivered."""

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """An update with what the desk needs to know before anybody has looked at its content."""

    update: InboxUpdate
    raw: Raw
    sender: Sender
    chat_id: int
    thread_id: int | None
    message_id: int | None
    private: bool
    query_id: str | None
    pressed_caption: bool
    album_id: str | None

    @property
    def lane_key(self) -> str:
        """The lane, and the key of the dialogue: one person in one chat."""
        return self.update.lane_key


def read_letter(bot_id: int, raw: Raw) -> Letter | None:
    """Read an update; ``None`` for what no person sent, or what we did not ask for."""
    query_id, pressed_caption = None, False
    reachable: bool | None = None
    if (message := raw.get("message")) is not None:
        user = message.get("from")
    elif (query := raw.get("callback_query")) is not None:
        user, query_id = query["from"], str(query["id"])
        message = query.get("message")
        pressed_caption = message is not None and "text" not in message and "date" in message
        pressed_caption = pressed_caption and message["date"] != 0
    elif (change := raw.get("my_chat_member")) is not None:
        user, message = change["from"], {"chat": change["chat"]}
        reachable = change["new_chat_member"]["status"] != "kicked"
    else:
        return None
    if user is None or user.get("is_bot") or message is None:
        return None
    chat = message["chat"]
    private = chat["type"] == "private"
    update = InboxUpdate(
        bot_id=bot_id,
        update_id=raw["update_id"],
        lane_key=f"{chat['id']}:{user['id']}",
        payload=payload_of(raw),
    )
    if reachable is None and query_id is None:
        reachable = True
    return Letter(
        update=update,
        raw=raw,
        sender=Sender(
            telegram_id=user["id"],
            name=" ".join(filter(None, (user.get("first_name"), user.get("last_name")))),
            language_tag=user.get("language_code"),
            reachable=reachable if private else None,
        ),
        chat_id=chat["id"],
        thread_id=message.get("message_thread_id") if message.get("is_topic_message") else None,
        message_id=message.get("message_id"),
        private=private,
        query_id=query_id,
        pressed_caption=pressed_caption,
        album_id=message.get("media_group_id") if query_id is None else None,
    )


def without_buttons(raw: Raw) -> Raw:
    """Return an update without the buttons of the messages that it is about.

    Nobody here asks which buttons those were, and aiogram makes an object of each.
    """
    query = raw.get("callback_query")
    if query is not None and "message" in query:
        return {**raw, "callback_query": {**query, "message": _bare(query["message"])}}
    message = raw.get("message")
    if message is not None and "reply_to_message" in message:
        replied = _bare(message["reply_to_message"])
        return {**raw, "message": {**message, "reply_to_message": replied}}
    return raw


def _bare(message: Raw) -> Raw:
    return {name: value for name, value in message.items() if name != "reply_markup"}


def payload_of(raw: Raw) -> bytes:
    """Return an update as it is stored."""
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode()


def reread_letter(update: InboxUpdate) -> Letter:
    """Read a stored update again, as after a restart.

    Raises:
        ValueError: It is none that this version of the desk would have stored.
    """
    letter = read_letter(update.bot_id, from_json(update.payload))
    if letter is None:
        raise ValueError("no letter")
    return letter


def whom_to_answer(raw: Raw) -> tuple[int, Language] | None:
    """Return the private chat and the language of whoever sent an update that cannot be read."""
    message = _inside(raw, "message") or _inside(raw, "callback_query", "message")
    user = _inside(raw, "message", "from") or _inside(raw, "callback_query", "from")
    chat_id, tag = _inside(message, "chat", "id"), _inside(user, "language_code")
    # Private chats have the ids of their people, which are positive and of 52 bits at most.
    if not isinstance(chat_id, int) or not 0 < chat_id < 2**52:
        return None
    return chat_id, guess_language(tag if isinstance(tag, str) else None)


def _inside(value: object, *names: str) -> object:
    """Return what stands under these names one within the other, ``None`` where nothing does."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def read_migration(raw: Raw) -> tuple[int, int] | None:
    """Return (old, new) when the update says that a group became a supergroup."""
    message = raw.get("message")
    if message is None:
        return None
    if (new := message.get("migrate_to_chat_id")) is not None:
        return message["chat"]["id"], new
    if (old := message.get("migrate_from_chat_id")) is not None:
        return old, message["chat"]["id"]
    return None
