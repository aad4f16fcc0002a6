"""The files of the simulated Telegram: kept in memory, named by random ids, served by address."""

import io
import mimetypes
import secrets
from dataclasses import dataclass
from typing import Any, Final

from PIL import Image, UnidentifiedImageError

from playground.errors import bad_request
from playground.limits import DOWNLOAD_BYTES, PHOTO_BYTES, PHOTO_RATIO, PHOTO_SIDES

Wire = dict[str, Any]

_FOLDERS: Final = {
    "photo": "photos",
    "voice": "voice",
    "video": "videos",
    "video_note": "video_notes",
    "audio": "music",
    "animation": "animations",
    "document": "documents",
    "sticker": "stickers",
}
_ENDINGS: Final = {"photo": "jpg", "voice": "oga", "video": "mp4", "audio": "mp3"}
_MIME: Final = {
    "photo": "image/jpeg",
    "voice": "audio/ogg",
    "video": "video/mp4",
    "video_note": "video/mp4",
    "audio": "audio/mpeg",
    "animation": "video/mp4",
    "sticker": "image/webp",
}
_THUMBNAIL: Final = 320
_UNSEEN_SIZE: Final = (800, 600)  # for a picture whose bytes nobody can read


@dataclass(slots=True, kw_only=True)
class StoredFile:
    """One file; `path` is its address for bots, `secret` its address for the page."""

    id: str
    unique_id: str
    kind: str
    path: str
    secret: str
    data: bytes
    name: str | None
    mime_type: str

    def wire(self) -> Wire:
        """Return the fields that all of Telegram's file types share."""
        return {
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.data),
        }

    def download_wire(self) -> Wire:
        """Return the Bot API's File; raises Telegram's refusal above 20 MB."""
        if len(self.data) > DOWNLOAD_BYTES:
            raise bad_request("file is too big")
        return {**self.wire(), "file_path": self.path}


class FileStore:
    """All files of one world."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._by_secret: dict[str, StoredFile] = {}
        # What a file id stands for when a bot sends it again: the whole media object.
        self._content: dict[str, tuple[str, Any]] = {}

    def find(self, file_id: str) -> StoredFile | None:
        """Return the file with this id."""
        return self._by_id.get(file_id)

    def at_path(self, path: str) -> StoredFile | None:
        """Return the file at this address for bots."""
        return self._by_path.get(path)

    def at_secret(self, secret: str) -> StoredFile | None:
        """Return the file at this address for the page."""
        return self._by_secret.get(secret)

    def content_of(self, file_id: str) -> tuple[str, Any] | None:
        """Return the kind and the media object that the id was first sent with."""
        return self._content.get(file_id)

    def store(
        self, kind: str, data: bytes, name: str | None = None, mime_type: str | None = None
    ) -> StoredFile:
        """Keep a file under new random ids."""
        if mime_type is None:
            mime_type = _MIME.get(kind) or mimetypes.guess_type(name or "")[0]
        ending = _ENDINGS.get(kind) or (name.rpartition(".")[2] if name and "." in name else "bin")
        file = StoredFile(
            id=f"PG{secrets.token_urlsafe(36)}",
            unique_id=f"AQ{secrets.token_urlsafe(9)}",
            kind=kind,
            path=f"{_FOLDERS[kind]}/file_{len(self._by_id)}.{ending}",
            secret=secrets.token_urlsafe(24),
            data=data,
            name=name,
            mime_type=mime_type or "application/octet-stream",
        )
        self._by_id[file.id] = file
        self._by_path[file.path] = file
        self._by_secret[file.secret] = file
        return file

    def photo(self, data: bytes, *, strict: bool) -> list[Wire]:
        """Keep a picture and return its PhotoSizes, the largest last.

        `strict` refuses what Telegram cannot draw; a phone's camera never makes such.
        """
        if strict and len(data) > PHOTO_BYTES:
            raise bad_request("file is too big; the limit of a photo is 10 MB")
        width, height = _UNSEEN_SIZE
        sizes: list[Wire] = []
        try:
            with Image.open(io.BytesIO(data)) as picture:
                width, height = picture.size
                if max(width, height) > _THUMBNAIL:
                    picture.draft("RGB", (_THUMBNAIL, _THUMBNAIL))
                    small = picture.convert("RGB")
                    small.thumbnail((_THUMBNAIL, _THUMBNAIL))
                    out = io.BytesIO()
                    small.save(out, "JPEG", quality=70)
                    kept = self.store("photo", out.getvalue())
                    sizes.append({**kept.wire(), "width": small.width, "height": small.height})
        except (UnidentifiedImageError, OSError, ValueError) as error:
            if strict:
                raise bad_request("IMAGE_PROCESS_FAILED") from error
        too_long = max(width, height) > PHOTO_RATIO * max(1, min(width, height))
        if strict and (width + height > PHOTO_SIDES or too_long):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        full = self.store("photo", data)
        sizes.append({**full.wire(), "width": width, "height": height})
        for size in sizes:
            self._content[size["file_id"]] = ("photo", sizes)
        return sizes

    def media(
        self,
        kind: str,
        data: bytes,
        *,
        name: str | None = None,
        mime_type: str | None = None,
        duration: int = 0,
        size: tuple[int, int] | None = None,
        extra: Wire | None = None,
    ) -> Wire:
        """Keep a voice, video, document or the like and return its media object."""
        file = self.store(kind, data, name, mime_type)
        wire = file.wire()
        if kind in {"voice", "video", "audio", "animation", "video_note"}:
            wire["duration"] = duration
        if kind in {"video", "animation", "sticker"}:
            wire["width"], wire["height"] = size or (640, 480)
        if kind == "video_note":
            wire["length"] = (size or (240, 240))[0]
        if kind not in {"sticker", "video_note"}:
            wire["mime_type"] = file.mime_type
        if name and kind in {"document", "video", "audio", "animation"}:
            wire["file_name"] = name
        if kind == "sticker":
            wire |= {"type": "regular", "is_animated": False, "is_video": False}
        wire |= extra or {}
        self._content[file.id] = (kind, wire)
        return wire
