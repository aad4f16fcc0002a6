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


def media_calls(
    files: Sequence[Attachment], caption: str = ""
) -> Iterator[tuple[str, dict[str, Json]]]:
    """Yield calls: pictures and videos as albums, documents likewise, each voice alone.

    The ``caption`` (HTML) stands under the first file of all.
    """
    seen = [file for file in files if file.kind in {"photo", "video"}]
    papers = [file for file in files if file.kind == "document"]
    albums = [
        group[at : at + ALBUM] for group in (seen, papers) for at in range(0, len(group), ALBUM)
    ]
    albums += [[file] for file in files if file.kind == "voice"]
    for number, album in enumerate(albums):
        said: dict[str, Json] = {"caption": caption, "parse_mode": "HTML"}
        first = said if caption and not number else {}
        if len(album) == 1:
            file = album[0]
            yield _CALLS[file.kind], {file.kind: file.file_id, **first}
            continue
        media: list[Json] = [{"type": file.kind, "media": file.file_id} for file in album]
        media[0] = {"type": album[0].kind, "media": album[0].file_id, **first}
        yield "sendMediaGroup", {"media": media}
