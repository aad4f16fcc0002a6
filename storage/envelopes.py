"""How messages for the outbox are written as bytes and read back."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from domain.language import Language
from services.intents import (
    Doubt,
    Intent,
    Lane,
    Notice,
    Outgoing,
    Prepared,
    ShowCard,
    ShowMedia,
    ShowOverdue,
    TakeBack,
)

_KINDS: Mapping[str, type[Intent]] = {
    "card": ShowCard,
    "media": ShowMedia,
    "overdue": ShowOverdue,
    "notice": Notice,
    "call": Prepared,
    "back": TakeBack,
}
_FIELDS: Mapping[type[Intent], tuple[str, tuple[str, ...]]] = {
    intent: (kind, tuple(each.name for each in fields(intent))) for kind, intent in _KINDS.items()
}


def write_json(value: object) -> str:
    """Return a value as compact JSON in ASCII, which any text survives in.

    Raises:
        TypeError: The value holds what JSON cannot.
    """
    return json.dumps(value, separators=(",", ":"))


def to_bytes(message: Outgoing) -> bytes:
    """Return what of a message is sealed: all but its key, its chat, and what rows sort by."""
    kind, names = _FIELDS[type(message.content)]
    content = {name: getattr(message.content, name) for name in names}
    return write_json(
        [kind, content, message.language, message.thread_id, message.silent]
    ).encode()


def from_bytes(
    payload: bytes,
    *,
    key: str,
    chat_id: int,
    lane: Lane,
    doubt: Doubt,
    not_before: datetime | None,
) -> Outgoing:
    """Return the message that `to_bytes` wrote."""
    kind, content, language, thread_id, silent = json.loads(payload)
    return Outgoing(
        key=key,
        chat_id=chat_id,
        content=_intent(kind, content),
        language=Language(language),
        thread_id=thread_id,
        lane=lane,
        doubt=doubt,
        not_before=not_before,
        silent=silent,
    )


def _intent(kind: str, content: dict[str, Any]) -> Intent:
    if kind == "media":
        content["attachment_ids"] = tuple(content["attachment_ids"])
    if kind == "overdue":
        content["oldest"] = tuple(content["oldest"])
    return _KINDS[kind](**content)
