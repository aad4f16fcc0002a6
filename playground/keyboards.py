"""Keyboards: checks what bots send under their messages and finds the buttons people press."""

import re
from typing import Any, Final

from playground.chats import Chat, Message
from playground.errors import PhoneError, bad_request
from playground.limits import (
    BUTTON_ROWS,
    BUTTONS_PER_KEYBOARD,
    CALLBACK_DATA_BYTES,
    COPY_TEXT,
    DEEP_LINK,
    PLACEHOLDER,
    units,
)

Wire = dict[str, Any]

_INLINE_ACTIONS: Final = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)
_REQUESTS: Final = {
    "request_contact": ("contact", "phone number can be requested in private chats only"),
    "request_location": ("location", "location can be requested in private chats only"),
    "request_poll": ("poll", "poll can be requested in private chats only"),
    "request_chat": ("chat", "chats can be requested in private chats only"),
    "request_users": ("users", "users can be requested in private chats only"),
    "web_app": ("web_app", "web App buttons can be used in private chats only"),
    "request_managed_bot": ("bot", "managed bots can be requested in private chats only"),
}
_STYLES: Final = frozenset({"primary", "success", "danger"})
_URL: Final = re.compile(r"(https?://|tg://|ton://)?[^\s/]+\.?[^\s]*")
_START: Final = re.compile(
    r"(?:t\.me|telegram\.me)/\w+\?(?:.*&)?(?:start|startgroup)=([^&#]*)"
    r"|tg://resolve\?.*[?&](?:start|startgroup)=([^&#]*)"
)


def checked(markup: object, chat: Chat) -> Wire | None:
    """Return the keyboard as Telegram would keep it; raises Telegram's 400 for a wrong one."""
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return checked_inline(markup)
    if "keyboard" in markup:
        return _checked_reply(markup, chat)
    if "remove_keyboard" in markup or "force_reply" in markup:
        _check_placeholder(markup)
        return markup
    return None


def checked_inline(markup: object) -> Wire | None:
    """Return an inline keyboard without empty rows; None when no button is left."""
    if markup is None:
        return None
    if not isinstance(markup, dict) or not isinstance(markup.get("inline_keyboard"), list):
        raise bad_request("object expected as reply markup")
    rows = [[_inline_button(button) for button in row] for row in markup["inline_keyboard"]]
    rows = [row for row in rows if row]
    if sum(len(row) for row in rows) > BUTTONS_PER_KEYBOARD:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return {"inline_keyboard": rows} if rows else None


def _inline_button(button: object) -> Wire:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse inline keyboard button: object with a text expected")
    if not button["text"].strip():
        raise bad_request("can't parse inline keyboard button: button text must be non-empty")
    button = {name: value for name, value in button.items() if value is not None}
    actions = [name for name in _INLINE_ACTIONS if name in button]
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise bad_request(
            f"can't parse inline keyboard button: exactly one of {' and '.join(actions)} expected"
        )
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button:
        _check_url(str(button["url"]))
    copied = button.get("copy_text")
    if copied is not None and not 1 <= units(str(copied.get("text", ""))) <= COPY_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    _check_style(button)
    return button


def _check_url(url: str) -> None:
    if not _URL.fullmatch(url) or ("." not in url and "://" not in url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: wrong HTTP URL")
    link = _START.search(url)
    if link is not None and not DEEP_LINK.fullmatch(link[1] or link[2] or ""):
        raise bad_request("START_PARAM_INVALID")


def _check_style(button: Wire) -> None:
    style = button.get("style")
    if style is not None and style not in _STYLES:
        raise bad_request("can't parse keyboard button: invalid button style specified")


def _check_placeholder(markup: Wire) -> None:
    placeholder = markup.get("input_field_placeholder")
    if placeholder is not None and not 1 <= units(str(placeholder)) <= PLACEHOLDER:
        raise bad_request("INPUT_FIELD_PLACEHOLDER_INVALID")


def _checked_reply(markup: Wire, chat: Chat) -> Wire:
    _check_placeholder(markup)
    if not isinstance(markup["keyboard"], list) or len(markup["keyboard"]) > BUTTON_ROWS:
        raise bad_request("can't parse reply keyboard markup: rows expected")
    rows = []
    for row in markup["keyboard"]:
        if not isinstance(row, list):
            raise bad_request("can't parse reply keyboard markup: a row must be an array")
        rows.append([_reply_button(button, chat) for button in row])
    rows = [row for row in rows if row]
    if not rows:
        raise bad_request("can't parse reply keyboard markup: no buttons")
    return {**markup, "keyboard": rows}


def _reply_button(button: object, chat: Chat) -> Wire:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not str(button.get("text") or "").strip():
        raise bad_request("can't parse keyboard button: button text must be non-empty")
    button = {name: value for name, value in button.items() if value not in (None, False)}
    requests = [name for name in _REQUESTS if name in button]
    if len(requests) > 1:
        raise bad_request(f"can't parse keyboard button: only one of {', '.join(requests)}")
    for name in requests:
        if not chat.is_private:
            raise bad_request(_REQUESTS[name][1])
    _check_style(button)
    return button


def request_of(button: Wire) -> str | None:
    """Return what a reply button asks for (contact, location, chat…); None for plain words."""
    return next((what for name, (what, _) in _REQUESTS.items() if name in button), None)


def reply_button(keyboard: Wire | None, label: str) -> Wire:
    """Return the button with these words; raises PhoneError with the words that are there."""
    rows = (keyboard or {}).get("keyboard", [])
    buttons: list[Wire] = [button for row in rows for button in row]
    for button in buttons:
        if button["text"] == label:
            return button
    there = " | ".join(button["text"] for button in buttons) or "no keyboard"
    raise PhoneError(f"no button {label!r} on the keyboard: {there}")


def inline_button(message: Message, label: str | int, column: int | None = None) -> Wire:
    """Return the inline button with these words, or at this row and column."""
    rows = message.buttons
    if isinstance(label, int):
        try:
            return rows[label][column or 0]
        except IndexError:
            raise PhoneError(f"no button at row {label}, column {column or 0}") from None
    found = [button for row in rows for button in row if button["text"] == label]
    if not found:
        there = " | ".join(message.labels) or "no buttons"
        raise PhoneError(f"no button {label!r} under {message.text[:60]!r}: {there}")
    return found[0]


def show(message: Message, markup: Wire) -> list[int]:
    """Put a reply keyboard, its removal or a forced reply before the people it is meant for.

    Returns the ids of the people whose keyboard changed.
    """
    chat = message.chat
    reached = [user for user in chat.present if not user.is_bot]
    if markup.get("selective") and not chat.is_private:
        replied = message.wire.get("reply_to_message", {}).get("from", {}).get("id")
        named = {e["user"]["id"] for e in message.entities if e["type"] == "text_mention"}
        words = message.text.split()
        reached = [
            user
            for user in reached
            if user.id == replied or user.id in named or f"@{user.username}" in words
        ]
    for user in reached:
        if markup.get("remove_keyboard"):
            chat.keyboards.pop(user.id, None)
        elif markup.get("force_reply"):
            chat.keyboards[user.id] = {**markup, "message_id": message.id}
        else:
            chat.keyboards[user.id] = markup
    return [user.id for user in reached]
