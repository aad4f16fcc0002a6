"""Turns the attachments of a ticket into as few calls as Telegram allows."""

from collections.abc import Iterator, Sequence

from services.intents import Json
from services.rows import Attachment

ALBUM = 10
"""An album holds two to ten files."""

_CALLS = {
    "photo": "sendPhoto",
    "video": "sendVideo",
    "voice": "sendVoice",
    "document": "sendDocument",
}


def media_calls(files: Sequence[Attachment]) -> Iterator[tuple[str, dict[str, Json]]]:
    """Yield calls: pictures and videos as albums, documents likewise, each voice alone."""
    seen = [file for file in files if file.kind in {"photo", "video"}]
    papers = [file for file in files if file.kind == "document"]
    for group in (seen, papers):
        for at in range(0, len(group), ALBUM):
            album = group[at : at + ALBUM]
            if len(album) == 1:
                yield _single(album[0])
                continue
            media: Json = [{"type": file.kind, "media": file.file_id} for file in album]
            yield "sendMediaGroup", {"media": media}
    for file in files:
        if file.kind == "voice":
            yield _single(file)


def _single(file: Attachment) -> tuple[str, dict[str, Json]]:
    return _CALLS[file.kind], {file.kind: file.file_id}
