"""The page's side over HTTP: what phones show, and every event pushed over a WebSocket."""

import asyncio
import mimetypes
from pathlib import Path
from typing import Any, Final

from aiohttp import WSCloseCode, web
from pydantic_core import to_json

from playground.bot_profile import commands_for
from playground.chats import Chat, User
from playground.clock import ClockControl
from playground.controls import Controls
from playground.deeds import Deeds
from playground.errors import PhoneError
from playground.page_guard import Handler, guarded
from playground.page_views import chat_view, keyboard_view, message_view, phone_view
from playground.phones import Phone
from playground.world import Event, ShownPhone, World

Wire = dict[str, Any]

_STATIC: Final = Path(__file__).parent / "static"
_SHOWN_AT_ONCE: Final = 200
_BEHIND_AT_MOST: Final = 5_000
_FAREWELL: Final = b""
# A page may run only what the playground serves; pictures may also be previews made by the page.
_POLICY: Final = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "connect-src 'self' ws:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"
)


class Live:
    """Serves the page and keeps its WebSockets up to date."""

    def __init__(self, world: World, clock: ClockControl | None) -> None:
        self._world = world
        self._clock = clock
        self._sockets: dict[web.WebSocketResponse, asyncio.Queue[bytes]] = {}
        self._deeds = Deeds(world)
        self._controls = Controls(world, clock, self._clock_moved)
        self._end_subscription = world.subscribe(self._push)

    def add_routes(self, app: web.Application) -> None:
        """Add the page's addresses, all guarded."""
        routes: list[tuple[str, str, Handler]] = [
            ("GET", "/", self._index),
            ("GET", "/static/{name:[^/]+}", self._static),
            ("GET", "/files/{secret}/{name}", self._file),
            ("GET", "/phones/world", self._show_world),
            ("GET", "/phones/live", self._socket),
            ("GET", "/phones/{user_id}/chats/{chat_id}", self._show_chat),
            ("GET", "/phones/{user_id}/shareable", self._show_shareable),
            *self._deeds.routes(),
            *self._controls.routes(),
        ]
        for verb, path, handler in routes:
            app.router.add_route(verb, path, guarded(handler))

    async def close(self, app: web.Application) -> None:
        """Say good-bye to the pages."""
        del app
        self._end_subscription()
        for socket in list(self._sockets):
            await socket.close(code=WSCloseCode.GOING_AWAY)

    # Pages and files

    async def _index(self, request: web.Request) -> web.StreamResponse:
        return _page_file("index.html")

    async def _static(self, request: web.Request) -> web.StreamResponse:
        return _page_file(request.match_info["name"])

    async def _file(self, request: web.Request) -> web.StreamResponse:
        file = self._world.files.at_secret(request.match_info["secret"])
        if file is None:
            raise web.HTTPNotFound
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=3600"}
        if not file.mime_type.startswith(("image/", "audio/", "video/")):
            headers["Content-Disposition"] = "attachment"
        safe = "application/octet-stream" if "svg" in file.mime_type else file.mime_type
        return web.Response(body=file.data, content_type=safe, headers=headers)

    # What phones show

    async def _show_world(self, request: web.Request) -> web.StreamResponse:
        bot = self._world.bot.user
        return web.json_response(
            {
                "bot": {
                    "id": bot.id,
                    "first_name": bot.first_name,
                    "username": bot.username,
                },
                "phones": [phone_view(self._world, phone) for phone in self._world.phones],
                "clock": self._clock_text(),
                "time_zone": self._world.time_zone,
            }
        )

    async def _show_chat(self, request: web.Request) -> web.StreamResponse:
        user = self._deeds.user(request)
        chat = self._deeds.chat_of(user, request.match_info["chat_id"])
        limit = int(request.query.get("limit", _SHOWN_AT_ONCE))
        messages = chat.shown
        if "topic_id" in request.query:
            wanted = int(request.query["topic_id"])
            messages = [m for m in messages if (m.topic_id or 1) == wanted]
        return web.json_response(
            {
                "chat": chat_view(self._world, chat, user),
                "messages": [message_view(self._world, m, user) for m in messages[-limit:]],
                "keyboard": keyboard_view(chat.keyboards.get(user.id)),
                "commands": self._commands(chat, user),
                "clock": self._clock_text(),
            }
        )

    async def _show_shareable(self, request: web.Request) -> web.StreamResponse:
        user = self._deeds.user(request)
        try:
            groups = Phone(self._world, user).shareable(request.query.get("button", ""))
        except PhoneError as error:
            return web.json_response({"ok": False, "error": str(error)}, status=400)
        views = [chat_view(self._world, chat, user) for chat in groups]
        return web.json_response({"chats": views})

    def _commands(self, chat: Chat, user: User) -> list[Wire]:
        found: list[Wire] = []
        for bot in self._world.bots_in(chat):
            found += commands_for(bot, chat, user)
        return found

    def _clock_text(self) -> str | None:
        return self._clock.now().isoformat() if self._clock is not None else None

    # Events

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        waiting: asyncio.Queue[bytes] = asyncio.Queue(_BEHIND_AT_MOST)
        self._sockets[socket] = waiting
        try:
            async with asyncio.TaskGroup() as group:
                writer = group.create_task(_write(socket, waiting))
                async for _ in socket:
                    pass  # the page only listens; reading notices that it has gone
                writer.cancel()
        finally:
            self._sockets.pop(socket, None)
        return socket

    def _push(self, event: Event) -> None:
        if not self._sockets:
            return
        if event.kind == "phones":
            self._send({"type": "phones"})
            return
        for phone in self._world.phones:
            if _concerns(event, phone):
                self._send(self._view(event, phone))

    def _clock_moved(self) -> None:
        self._send({"type": "clock", "clock": self._clock_text()})

    def _send(self, view: Wire) -> None:
        body = to_json(view)
        for socket, waiting in list(self._sockets.items()):
            try:
                waiting.put_nowait(body)
            except asyncio.QueueFull:
                # A page that sleeps so long is sent away; it comes back and fetches all anew.
                while not waiting.empty():
                    waiting.get_nowait()
                waiting.put_nowait(_FAREWELL)
                del self._sockets[socket]

    def _view(self, event: Event, phone: ShownPhone) -> Wire:
        view: Wire = {"type": event.kind, "user_id": phone.user.id}
        if event.chat is not None:
            view["chat_id"] = event.chat.id
        if event.message is not None:
            view["message"] = message_view(self._world, event.message, phone.user)
        if event.kind == "chat" and event.chat is not None:
            view["chat"] = chat_view(self._world, event.chat, phone.user)
        if event.kind == "keyboard":
            view["keyboard"] = keyboard_view(event.data.get("keyboard"))
            return view
        return view | event.data


def _concerns(event: Event, phone: ShownPhone) -> bool:
    if event.user_id is not None and event.user_id != phone.user.id:
        return False
    if event.chat is None:
        return True
    if event.chat not in phone.chats:
        return False
    # Who has left sees no more of a group than that they are out of it.
    return event.kind == "chat" or event.chat.is_private or event.chat.has(phone.user.id)


def _page_file(name: str) -> web.StreamResponse:
    path = (_STATIC / name).resolve()
    if path.parent != _STATIC.resolve() or not path.is_file():
        raise web.HTTPNotFound
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-cache"}
    charset = "utf-8" if kind.startswith("text/") else None
    return web.Response(
        body=path.read_bytes(), content_type=kind, charset=charset, headers=headers
    )


async def _write(socket: web.WebSocketResponse, waiting: asyncio.Queue[bytes]) -> None:
    while True:
        body = await waiting.get()
        if body is _FAREWELL:
            await socket.close(code=WSCloseCode.TRY_AGAIN_LATER)
            return
        try:
            await socket.send_str(body.decode())
        except ConnectionError:
            return
