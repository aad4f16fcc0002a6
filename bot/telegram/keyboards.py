"""Builds keyboards as plain values: inline buttons under a message, and the big words below."""

from collections.abc import Sequence
from typing import Literal

from aiogram.filters.callback_data import CallbackData

from services.intents import Json

Button = dict[str, Json]
Keyboard = dict[str, Json]
Style = Literal["primary", "success", "danger"]

REMOVE: Keyboard = {"remove_keyboard": True}
"""Takes the reply keyboard away."""


def button(text: str, data: CallbackData | str, style: Style | None = None) -> Button:
    """Return an inline button that sends ``data`` back."""
    packed = data if isinstance(data, str) else data.pack()
    made: Button = {"text": text, "callback_data": packed}
    if style is not None:
        made["style"] = style
    return made


def link(text: str, url: str) -> Button:
    """Return an inline button that opens an address."""
    return {"text": text, "url": url}


def copy(text: str, what: str) -> Button:
    """Return an inline button that copies ``what``, such as a phone number (256 characters)."""
    return {"text": text, "copy_text": {"text": what[:256]}}


def grid(buttons: Sequence[Button], per_row: int = 2) -> list[list[Button]]:
    """Return buttons in rows of ``per_row``."""
    return [list(buttons[at : at + per_row]) for at in range(0, len(buttons), per_row)]


def inline(*rows: Sequence[Button]) -> Keyboard:
    """Return an inline keyboard; each argument is a row, empty ones are left out."""
    return {"inline_keyboard": [list(row) for row in rows if row]}


def contact(text: str) -> Button:
    """Return a button of the reply keyboard that sends the person's own phone number."""
    return {"text": text, "request_contact": True}


def pick_group(text: str, request_id: int) -> Button:
    """Return a button of the reply keyboard that lets an administrator choose a group.

    The bot is added to it with the rights that it needs; ``request_id`` comes back.
    """
    rights: dict[str, Json] = {
        "is_anonymous": False,
        "can_manage_chat": True,
        "can_delete_messages": False,
        "can_manage_video_chats": False,
        "can_restrict_members": False,
        "can_promote_members": False,
        "can_change_info": False,
        "can_invite_users": True,
        "can_post_stories": False,
        "can_edit_stories": False,
        "can_delete_stories": False,
        "can_send_welcome_messages": False,
        "can_pin_messages": True,
    }
    user_rights: Json = {**rights, "can_promote_members": True}
    return {
        "text": text,
        "request_chat": {
            "request_id": request_id,
            "chat_is_channel": False,
            "user_administrator_rights": user_rights,
            "bot_administrator_rights": rights,
            "request_title": True,
        },
    }


def reply(
    *rows: Sequence[str | Button],
    placeholder: str | None = None,
    once: bool = False,
    persistent: bool = False,
) -> Keyboard:
    """Return a reply keyboard: few big words that are always there.

    Args:
        rows: Texts, or buttons of `contact` and `pick_group`.
        placeholder: What stands in the empty input field (64 characters).
        once: Fold the keyboard away after one press.
        persistent: Keep it open even where the phone would show its own keyboard.
    """
    made: Keyboard = {
        "keyboard": [
            [{"text": item} if isinstance(item, str) else item for item in row]
            for row in rows
            if row
        ],
        "resize_keyboard": True,
    }
    if placeholder:
        made["input_field_placeholder"] = placeholder[:64]
    if once:
        made["one_time_keyboard"] = True
    if persistent:
        made["is_persistent"] = True
    return made
