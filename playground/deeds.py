"""What people do on the page's phones: one HTTP action each, carried out by a Phone."""

import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiohttp import BodyPartReader, web

from playground.chats import Chat, Message, Topic, User
from playground.errors import PhoneError
from playground.limits import UPLOAD_BYTES
from playground.page_guard import Handler
from playground.page_views import message_view
from playground.phones import Phone
from playground.world import World

Wire = dict[str, Any]
Deed = Callable[["Body"], Wire]

_UNKNOWN_SECONDS: Final = 0
_FILES: Final = ("photo", "video", "voice", "document")


class Body:
    """The body of one action with what it names looked up."""

    def __init__(self, world: World, user: User, values: Wire, files: list["Part"]) -> None:
        self.world = world
        self.user = user
        self.phone = Phone(world, user)
        self.values = values
        self.files = files

    def get(self, name: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Return a value, or None."""
        return self.values.get(name)

    def text(self, name: str) -> str:
        """Return a required text."""
        value = self.values.get(name)
        if not isinstance(value, str):
            raise PhoneError(f"{name} must be a text")
        return value

    def number(self, name: str) -> int:
        """Return a required whole number; form parts may hold it as text."""
        value = self.values.get(name)
        try:
            return int(value)  # type: ignore[arg-type]  # anything else is refused below
        except (TypeError, ValueError):
            raise PhoneError(f"{name} must be a number") from None

    def chat(self, name: str = "chat_id") -> Chat:
        """Return the chat a value names."""
        return find_chat(self.world, self.user, self.number(name))

    def message(self, chat: Chat, name: str = "message_id") -> Message:
        """Return the message a value names."""
        message = chat.messages.get(self.number(name))
        if message is None:
            raise PhoneError("this message is gone")
        return message

    def reply(self, chat: Chat) -> Message | None:
        """Return the message that is answered, if one is."""
        return self.message(chat, "reply_to") if self.get("reply_to") is not None else None

    def topic(self, chat: Chat) -> Topic | None:
        """Return the topic that is written to; None for the general one."""
        if self.get("topic_id") is None or self.number("topic_id") == 1:
            return None
        topic = chat.topics.get(self.number("topic_id"))
        if topic is None:
            raise PhoneError("this topic is gone")
        return topic


class Part:
    """One uploaded file."""

    def __init__(self, name: str, mime_type: str | None, data: bytes) -> None:
        self.name = name
        self.mime_type = mime_type
        self.data = data


def find_chat(world: World, user: User, chat_id: int) -> Chat:
    """Return a chat of somebody by its id; PhoneError when they are not in it."""
    if chat_id == user.id:
        return world.private_chat(user)
    chat = world.groups.get(chat_id)
    if chat is None or not chat.has(user.id):
        raise PhoneError("this person has no such chat")
    return chat


class Deeds:
    """The actions under /phones/{user_id}/."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._deeds: dict[str, Deed] = {
            "start": self._start,
            "text": self._text,
            "contact": self._contact,
            "location": self._location,
            "tap": self._tap,
            "press": self._press,
            "vote": self._vote,
            "react": self._react,
            "edit": self._edit,
            "forward": self._forward,
            "share_chat": self._share_chat,
            "block": self._block,
            "unblock": self._unblock,
            "leave": self._leave,
            "join": self._join,
        }

    def routes(self) -> list[tuple[str, str, Handler]]:
        """Return verb, path and handler of every action."""
        plain: list[tuple[str, str, Handler]] = [
            ("POST", f"/phones/{{user_id}}/{name}", self._answering(deed))
            for name, deed in self._deeds.items()
        ]
        files: list[tuple[str, str, Handler]] = [
            ("POST", f"/phones/{{user_id}}/{kind}", self._answering(self._sending(kind)))
            for kind in _FILES
        ]
        return plain + files

    def user(self, request: web.Request) -> User:
        """Return the person of the address; 404 for strangers and bots."""
        text = request.match_info["user_id"]
        user = self._world.users.get(int(text)) if text.isdigit() else None
        if user is None or user.is_bot:
            raise web.HTTPNotFound
        return user

    def chat_of(self, user: User, chat_id: str) -> Chat:
        """Return a chat of the address; 404 when this person is not in it."""
        try:
            return find_chat(self._world, user, int(chat_id))
        except (PhoneError, ValueError):
            raise web.HTTPNotFound from None

    def _answering(self, deed: Deed) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answer(request: web.Request) -> web.Response:
            user = self.user(request)
            try:
                body = await _read(self._world, user, request)
                return web.json_response({"ok": True, **deed(body)})
            except PhoneError as error:
                return web.json_response({"ok": False, "error": str(error)}, status=400)

        return answer

    def _sent(self, body: Body, message: Message) -> Wire:
        return {"message": message_view(self._world, message, body.user)}

    def _start(self, body: Body) -> Wire:
        return self._sent(body, body.phone.start(str(body.get("payload") or "")))

    def _text(self, body: Body) -> Wire:
        chat = body.chat()
        message = body.phone.send_text(
            body.text("text"), chat, reply_to=body.reply(chat), topic=body.topic(chat)
        )
        return self._sent(body, message)

    def _sending(self, kind: str) -> Deed:
        def send(body: Body) -> Wire:
            chat = body.chat()
            if not body.files:
                raise PhoneError("choose a file")
            reply, topic = body.reply(chat), body.topic(chat)
            album = body.world.serial("139") if len(body.files) > 1 else None
            duration = body.number("duration") if body.get("duration") else _UNKNOWN_SECONDS
            messages = []
            for position, part in enumerate(body.files):
                caption = str(body.get("caption") or "") if position == 0 else ""
                if kind == "photo":
                    message = body.phone.send_photo(
                        part.data, chat, caption=caption, reply_to=reply, topic=topic, album=album
                    )
                else:
                    message = body.phone.send_file(
                        kind,
                        part.data,
                        chat,
                        name=part.name,
                        mime_type=part.mime_type,
                        caption=caption,
                        duration=duration,
                        reply_to=reply,
                        topic=topic,
                        album=album,
                    )
                messages.append(message)
            return self._sent(body, messages[0])

        return send

    def _contact(self, body: Body) -> Wire:
        other = None
        if body.get("user_id") is not None:
            other = self._world.users.get(body.number("user_id"))
            if other is None:
                raise PhoneError("nobody has this number")
        return self._sent(body, body.phone.send_contact(other, body.chat()))

    def _location(self, body: Body) -> Wire:
        try:
            latitude, longitude = float(body.get("latitude")), float(body.get("longitude"))
        except (TypeError, ValueError):
            raise PhoneError("latitude and longitude must be numbers") from None
        return self._sent(body, body.phone.send_location(latitude, longitude, body.chat()))

    def _tap(self, body: Body) -> Wire:
        message = body.message(body.chat())
        tap = body.phone.tap(message, body.number("row"), body.number("column"))
        return {"query_id": tap.query.id}

    def _press(self, body: Body) -> Wire:
        share = body.chat("share") if body.get("share") is not None else None
        return self._sent(body, body.phone.press(body.text("text"), body.chat(), share=share))

    def _vote(self, body: Body) -> Wire:
        options = body.get("options")
        if not isinstance(options, list) or not all(isinstance(n, int) for n in options):
            raise PhoneError("options must be a list of numbers")
        body.phone.vote(body.message(body.chat()), *options)
        return {}

    def _react(self, body: Body) -> Wire:
        emoji = body.text("emoji") if body.get("emoji") is not None else None
        body.phone.react(body.message(body.chat()), emoji)
        return {}

    def _edit(self, body: Body) -> Wire:
        message = body.message(body.chat())
        body.phone.edit(message, body.text("text"))
        return self._sent(body, message)

    def _forward(self, body: Body) -> Wire:
        message = body.message(body.chat("from_chat_id"))
        return self._sent(body, body.phone.forward(message, body.chat()))

    def _share_chat(self, body: Body) -> Wire:
        shared = body.chat()
        return self._sent(body, body.phone.share_chat(shared, body.number("request_id")))

    def _block(self, body: Body) -> Wire:
        body.phone.block()
        return {}

    def _unblock(self, body: Body) -> Wire:
        body.phone.unblock()
        return {}

    def _leave(self, body: Body) -> Wire:
        body.phone.leave(body.chat())
        return {}

    def _join(self, body: Body) -> Wire:
        # The way back into a group that this phone still lists.
        number = body.number("chat_id")
        listed = (c for p in self._world.phones if p.user is body.user for c in p.chats)
        group = next((chat for chat in listed if chat.id == number and not chat.is_private), None)
        if group is None:
            raise PhoneError("this person has no such chat")
        body.phone.join(group)
        return {}


async def _read(world: World, user: User, request: web.Request) -> Body:
    if not request.content_type.startswith("multipart/"):
        try:
            values = await request.json() if request.body_exists else {}
        except (json.JSONDecodeError, UnicodeDecodeError):
            raise PhoneError("the body is not JSON") from None
        if not isinstance(values, dict):
            raise PhoneError("the body must be an object")
        return Body(world, user, values, [])
    values = {}
    files: list[Part] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = bytes(await part.read())
        if len(data) > UPLOAD_BYTES:
            raise PhoneError("the file is too big")
        if part.filename is None:
            values[part.name] = data.decode()
        else:
            kind = part.headers.get("Content-Type")
            files.append(Part(part.filename, kind, data))
    return Body(world, user, values, files)
