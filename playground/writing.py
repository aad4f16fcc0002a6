"""What somebody writes and sends: texts, pictures, files, contacts, places, forwards."""

from collections.abc import Sequence
from typing import Any

from playground import editing
from playground.chats import Bot, Chat, Message, Topic, User
from playground.entities import detect
from playground.errors import PhoneError
from playground.limits import ALBUM, DEEP_LINK, TEXT, units
from playground.memberships import block
from playground.sending import carried, forward_origin
from playground.world import World

Wire = dict[str, Any]


class Writer:
    """The writing half of a phone. Where a `chat` is left out, it is the one with the bot.

    Sending methods return the sent Message. PhoneError: a real phone would not allow it.
    """

    def __init__(self, world: World, user: User, bot: Bot | None = None) -> None:
        self.world = world
        self.user = user
        self.bot = bot or world.bot

    def start(self, payload: str = "") -> Message:
        """Press START, or follow a link with a payload of up to 64 letters, digits, _ and -."""
        if not DEEP_LINK.fullmatch(payload):
            raise PhoneError("a deep link carries 64 letters, digits, _ and - at most")
        chat = self._chat(None)
        if chat.blocked:
            block(self.world, chat, self.bot, blocked=False)
        return self.send_text(f"/start {payload}".strip())

    def send_text(
        self,
        text: str,
        chat: Chat | None = None,
        *,
        reply_to: Message | None = None,
        topic: Topic | None = None,
        entities: list[Wire] | None = None,
    ) -> Message:
        """Write a text; one above 4,096 characters is sent in pieces, as by the app."""
        if not text.strip():
            raise PhoneError("an empty text cannot be sent")
        pieces = _pieces(text.strip())
        message: Message | None = None
        for piece in pieces:
            found = entities if entities is not None else detect(piece)
            content: Wire = {"text": piece}
            if found:
                content["entities"] = found
            message = self._send(chat, "text", content, reply_to, topic)
        if message is None:
            raise AssertionError("there is at least one piece")
        return message

    def send_photo(
        self,
        data: bytes,
        chat: Chat | None = None,
        *,
        caption: str = "",
        reply_to: Message | None = None,
        topic: Topic | None = None,
        album: str | None = None,
    ) -> Message:
        """Send a picture; `album` joins it to others with the same text."""
        content: Wire = {"photo": self.world.files.photo(data, strict=False)}
        content |= _caption(caption, album)
        return self._send(chat, "photo", content, reply_to, topic)

    def send_album(
        self, pictures: Sequence[bytes], chat: Chat | None = None, *, caption: str = ""
    ) -> list[Message]:
        """Send 2 to 10 pictures at once; the caption stands under the first."""
        if not ALBUM[0] <= len(pictures) <= ALBUM[1]:
            raise PhoneError("an album has 2 to 10 pictures")
        album = self.world.serial("139")
        captions = [caption] + [""] * (len(pictures) - 1)
        return [
            self.send_photo(data, chat, caption=words, album=album)
            for data, words in zip(pictures, captions, strict=True)
        ]

    def send_file(
        self,
        kind: str,
        data: bytes,
        chat: Chat | None = None,
        *,
        name: str | None = None,
        caption: str = "",
        duration: int = 3,
        mime_type: str | None = None,
        reply_to: Message | None = None,
        topic: Topic | None = None,
        album: str | None = None,
    ) -> Message:
        """Send a voice, video, document, audio, video_note or sticker."""
        extra = {"emoji": "👍"} if kind == "sticker" else None
        media = self.world.files.media(
            kind, data, name=name, mime_type=mime_type, duration=duration, extra=extra
        )
        content: Wire = {kind: media, **_caption(caption, album)}
        return self._send(chat, kind, content, reply_to, topic)

    def send_voice(
        self, data: bytes = b"OggS", chat: Chat | None = None, *, duration: int = 3
    ) -> Message:
        """Send a voice message; `duration` in seconds."""
        return self.send_file("voice", data, chat, duration=duration)

    def send_video(
        self, data: bytes = b"ftyp", chat: Chat | None = None, *, caption: str = ""
    ) -> Message:
        """Send a video."""
        return self.send_file("video", data, chat, caption=caption)

    def send_document(
        self,
        data: bytes,
        chat: Chat | None = None,
        *,
        name: str = "file.bin",
        caption: str = "",
        mime_type: str | None = None,
    ) -> Message:
        """Send a file with its name."""
        return self.send_file(
            "document", data, chat, name=name, caption=caption, mime_type=mime_type
        )

    def send_sticker(self, chat: Chat | None = None) -> Message:
        """Send a sticker."""
        return self.send_file("sticker", b"RIFF", chat)

    def send_contact(
        self, of: User | None = None, chat: Chat | None = None, *, phone: str | None = None
    ) -> Message:
        """Send one's own contact, or another person's; `phone` replaces the known number."""
        person = of or self.user
        number = phone or person.phone
        if not number:
            raise PhoneError(f"{person.name} has no phone number")
        contact: Wire = {"phone_number": number, "first_name": person.first_name}
        if person.last_name:
            contact["last_name"] = person.last_name
        contact["user_id"] = person.id
        return self._send(chat, "contact", {"contact": contact})

    def send_contact_card(self, first_name: str, phone: str, chat: Chat | None = None) -> Message:
        """Send a contact of the address book who is not on Telegram, so without a user id."""
        contact = {"phone_number": phone, "first_name": first_name}
        return self._send(chat, "contact", {"contact": contact})

    def send_location(
        self, latitude: float, longitude: float, chat: Chat | None = None
    ) -> Message:
        """Send a place."""
        location = {"latitude": latitude, "longitude": longitude}
        return self._send(chat, "location", {"location": location})

    def forward(
        self, message: Message, chat: Chat | None = None, *, hidden_name: str | None = None
    ) -> Message:
        """Forward a message; `hidden_name` is shown when its author hides the account."""
        content = {**carried(message), "forward_origin": forward_origin(message)}
        if hidden_name is not None:
            content["forward_origin"] = {
                "type": "hidden_user",
                "date": message.wire["date"],
                "sender_user_name": hidden_name,
            }
        return self._send(chat, message.kind, content)

    def edit(self, message: Message, text: str) -> None:
        """Change one's own text or caption; bots get edited_message."""
        if message.sender.id != self.user.id:
            raise PhoneError("only one's own messages can be edited")
        field = "text" if "text" in message.wire else "caption"
        marks = "entities" if field == "text" else "caption_entities"
        wire = {k: v for k, v in message.wire.items() if k not in {field, marks}}
        wire |= {field: text, "edit_date": self.world.timestamp()}
        found = detect(text)
        if found:
            wire[marks] = found
        message.wire = wire
        self.world.tell_bots("edited_message", message)
        editing.announce(self.world, message)

    def delete(self, message: Message) -> None:
        """Delete a message for everybody; bots are not told, as at Telegram."""
        editing.remove(self.world, message.chat, [message])

    def _chat(self, chat: Chat | None) -> Chat:
        return self.world.private_chat(self.user, self.bot) if chat is None else chat

    def _require_member(self, chat: Chat) -> None:
        if not chat.has(self.user.id):
            raise PhoneError(f"{self.user.name} is not in {chat.title}")

    def _send(
        self,
        chat: Chat | None,
        kind: str,
        content: Wire,
        reply_to: Message | None = None,
        topic: Topic | None = None,
    ) -> Message:
        where = self._chat(chat)
        self._require_member(where)
        if where.migrated_to is not None:
            where = where.migrated_to
        if where.blocked:
            raise PhoneError("the bot is blocked; unblock it first")
        if topic is None and reply_to is not None and reply_to.topic_id is not None:
            topic = where.topics.get(reply_to.topic_id)
        if topic is not None and topic.closed:
            raise PhoneError("the topic is closed")
        if where.is_private:
            where.started = True
        return self.world.post(where, self.user, kind, content, topic=topic, reply_to=reply_to)


def _caption(caption: str, album: str | None) -> Wire:
    content: Wire = {}
    if caption:
        content["caption"] = caption
        found = detect(caption)
        if found:
            content["caption_entities"] = found
    if album is not None:
        content["media_group_id"] = album
    return content


def _pieces(text: str) -> list[str]:
    if units(text) <= TEXT:
        return [text]
    pieces: list[str] = []
    piece: list[str] = []
    size = 0
    for letter in text:
        if size + units(letter) > TEXT:
            pieces.append("".join(piece))
            piece, size = [], 0
        piece.append(letter)
        size += units(letter)
    return [*pieces, "".join(piece)]
