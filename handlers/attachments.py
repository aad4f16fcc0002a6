"""Reads the file that a message brings, and keeps files in a dialogue."""

import re
from collections.abc import Iterable
from typing import Literal, cast

from aiogram.types import Message

from services.rows import Attachment

Kind = Literal["photo", "voice", "video", "document"]

SPEAKS = frozenset({"voice", "video"})
"""Kinds that tell by themselves what happened; a picture wants a word beside it."""


def read_attachment(message: Message) -> Attachment | None:
    """Return the message's file; ``None`` where it brings none that a ticket can show again.

    Stickers, round videos and music are none: Telegram lets nobody send them on as what a
    ticket shows.
    """
    if message.photo:
        return Attachment(kind="photo", file_id=message.photo[-1].file_id)
    if message.video is not None:
        return Attachment(kind="video", file_id=message.video.file_id)
    if message.voice is not None:
        return Attachment(kind="voice", file_id=message.voice.file_id)
    if message.document is not None and message.animation is None:
        return Attachment(kind="document", file_id=message.document.file_id)
    return None


def pack(attachment: Attachment) -> str:
    """Return an attachment as a dialogue keeps it."""
    return f"{attachment.kind}:{attachment.file_id}"


def unpack(packed: Iterable[str]) -> tuple[Attachment, ...]:
    """Return the attachments that a dialogue has kept."""
    found = (item.partition(":") for item in packed)
    return tuple(
        Attachment(kind=cast(Kind, kind), file_id=file_id) for kind, _, file_id in found if file_id
    )


def words_of(message: Message) -> str:
    """Return what a message says in words: its text or caption, without what nobody can see."""
    return _INVISIBLE.sub("", message.text or message.caption or "").strip()


_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\u200d(?=\\w)"
)
"""Characters without width, which some keyboards and pages leave between others; a joiner stays
in the signs that are made of several."""
