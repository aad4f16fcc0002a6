"""The playground's own switches over HTTP: the clock, faults, many messages at once, counts."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from aiohttp import web

from playground.clock import ClockControl
from playground.errors import PhoneError
from playground.page_guard import Handler
from playground.phones import Phone
from playground.world import World

Wire = dict[str, Any]

_FAULT_FIELDS = {
    "kind",
    "method",
    "chat_id",
    "times",
    "probability",
    "retry_after",
    "code",
    "description",
}


class Controls:
    """The addresses under /playground/."""

    def __init__(
        self, world: World, clock: ClockControl | None, clock_moved: Callable[[], None]
    ) -> None:
        self._world = world
        self._clock = clock
        self._clock_moved = clock_moved

    def routes(self) -> list[tuple[str, str, Handler]]:
        """Return verb, path and handler of every switch."""
        return [
            ("POST", "/playground/clock", _answering(self._move_clock)),
            ("POST", "/playground/faults", _answering(self._add_fault)),
            ("GET", "/playground/faults", self._list_faults),
            ("DELETE", "/playground/faults", self._clear_faults),
            ("POST", "/playground/load", _answering(self._load)),
            ("GET", "/playground/calls", self._count_calls),
        ]

    async def _move_clock(self, body: Wire) -> Wire:
        if self._clock is None:
            raise PhoneError("this playground runs on the clock of the wall")
        moved = True
        seconds = body.get("forward")
        if body.get("to") == "next":
            moved = await self._clock.to_next_due() is not None
        elif isinstance(seconds, int) and not isinstance(seconds, bool) and seconds > 0:
            await self._clock.forward(seconds)
        else:
            raise PhoneError('send {"forward": seconds} or {"to": "next"}')
        self._clock_moved()
        return {"clock": self._clock.now().isoformat(), "moved": moved}

    async def _add_fault(self, body: Wire) -> Wire:
        unknown = set(body) - _FAULT_FIELDS
        if unknown:
            raise PhoneError(f"unknown: {', '.join(sorted(unknown))}")
        try:
            fault = self._world.faults.add(**body)
        except (TypeError, ValueError) as error:
            raise PhoneError(str(error)) from error
        return {"id": fault.id}

    async def _list_faults(self, request: web.Request) -> web.StreamResponse:
        del request
        planned = [asdict(fault) for fault in self._world.faults.planned]
        return web.json_response({"ok": True, "faults": planned})

    async def _clear_faults(self, request: web.Request) -> web.StreamResponse:
        del request
        self._world.faults.clear()
        return web.json_response({"ok": True})

    async def _load(self, body: Wire) -> Wire:
        messages = body.get("messages")
        if not isinstance(messages, list):
            raise PhoneError("messages must be a list")
        for item in messages:
            user_id, text = item.get("user_id"), item.get("text")
            if not isinstance(user_id, int) or user_id <= 0 or not isinstance(text, str):
                raise PhoneError("each message has a user_id and a text")
            user = self._world.users.get(user_id)
            if user is None:
                user = self._world.add_user(first_name=f"Person {user_id}", user_id=user_id)
            Phone(self._world, user).send_text(text)
        return {"queued": len(messages)}

    async def _count_calls(self, request: web.Request) -> web.StreamResponse:
        del request
        recorder = self._world.recorder
        pending = sum(len(bot.updates.waiting) for bot in self._world.bots.values())
        return web.json_response(
            {
                "ok": True,
                "total": recorder.by_method.total(),
                "by_method": dict(recorder.by_method),
                "refused": recorder.refused,
                "pending_updates": pending,
            }
        )


def _answering(
    act: Callable[[Wire], Awaitable[Wire]],
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        try:
            body = await request.json()
            if not isinstance(body, dict):
                raise PhoneError("the body must be an object")
            return web.json_response({"ok": True, **await act(body)})
        except (json.JSONDecodeError, UnicodeDecodeError):
            return web.json_response({"ok": False, "error": "the body is not JSON"}, status=400)
        except PhoneError as error:
            return web.json_response({"ok": False, "error": str(error)}, status=400)

    return answer
