"""The bots' side over HTTP: finds the bot and the method, applies faults, answers as Telegram."""

import asyncio
from typing import Any, Final

from aiohttp import web
from pydantic_core import to_json

from playground.calls import HANDLERS, Call, not_simulated
from playground.chats import Bot
from playground.errors import TelegramError
from playground.faults import Fault
from playground.limits import POLL_TIMEOUT_SECONDS
from playground.method_modules import METHOD_MODULES
from playground.models import METHODS, check_params, check_result
from playground.parameters import Parameters, read
from playground.world import World

Wire = dict[str, Any]

_JSON: Final = "application/json"
_POLL: Final = "getupdates"


class BotApi:
    """Answers the calls of the bots of one world."""

    def __init__(self, world: World) -> None:
        if not METHOD_MODULES:
            raise RuntimeError("no methods are loaded")
        self._world = world

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer one call at /bot<token>/<method>."""
        bot = self._bot(request)
        if isinstance(bot, TelegramError):
            return _response(bot.code, to_json(bot.wire()))
        name = request.match_info["method"]
        key = name.lower()
        model = METHODS.get(key)
        if model is not None:
            name = model.__api_method__
        parameters = Parameters(values={}, files={})
        fault: Fault | None = None
        try:
            parameters = await read(request, key)
            fault = self._fault(name, parameters)
            if fault is not None:
                error = fault.error()
                if error is not None:
                    raise error
                if fault.kind in {"timeout_before", "cut_before"}:
                    return await _vanish(request, fault)
            body = await self._answer(bot, name, parameters)
        except TelegramError as refusal:
            self._record(name, parameters, refusal.code)
            return _response(refusal.code, to_json(refusal.wire()))
        self._record(name, parameters, None)
        if fault is not None and fault.kind in {"timeout_after", "cut_after"}:
            return await _vanish(request, fault)
        return _response(200, body)

    def execute(self, bot: Bot, name: str, parameters: Parameters) -> object:
        """Run one method and return its result; raises TelegramError when it is refused."""
        key = name.lower()
        handler = HANDLERS.get(key)
        if handler is None:
            if key in METHODS:
                raise not_simulated(METHODS[key].__api_method__)
            raise TelegramError(404, "Not Found: method not found")
        if self._world.strict:
            check_params(key, parameters.checkable())
        result = handler(Call(world=self._world, bot=bot, method=name, parameters=parameters))
        if self._world.strict:
            check_result(key, result)
        return result

    def run(self, bot: Bot, name: str, parameters: Parameters) -> None:
        """Run a method that came in a webhook's answer; Telegram tells nobody how it went."""
        try:
            self.execute(bot, name, parameters)
        except TelegramError as refusal:
            self._record(name, parameters, refusal.code)
        else:
            self._record(name, parameters, None)

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Answer a download at /file/bot<token>/<path>."""
        bot = self._bot(request)
        if isinstance(bot, TelegramError):
            return _response(bot.code, to_json(bot.wire()))
        file = self._world.files.at_path(request.match_info["path"])
        if file is None:
            missing = TelegramError(404, "Not Found")
            return _response(404, to_json(missing.wire()))
        return web.Response(body=file.data, content_type="application/octet-stream")

    async def _answer(self, bot: Bot, name: str, parameters: Parameters) -> bytes:
        if name.lower() == _POLL:
            return await self._poll(bot, parameters)
        result = self.execute(bot, name, parameters)
        return b'{"ok":true,"result":' + to_json(result) + b"}"

    async def _poll(self, bot: Bot, parameters: Parameters) -> bytes:
        values = parameters.values
        if self._world.strict:
            check_params(_POLL, values)
        bot.updates.set_allowed(values.get("allowed_updates"))
        limit = values.get("limit")
        updates = await bot.updates.poll(
            int(values.get("offset") or 0),
            100 if limit is None else int(limit),
            min(float(values.get("timeout") or 0), POLL_TIMEOUT_SECONDS),
        )
        return b'{"ok":true,"result":[' + b",".join(u.body for u in updates) + b"]}"

    def _fault(self, name: str, parameters: Parameters) -> Fault | None:
        faults = self._world.faults
        if not faults.planned:
            return None
        return faults.for_call(name, parameters.values.get("chat_id"))

    def _record(self, name: str, parameters: Parameters, error: int | None) -> None:
        world = self._world
        world.recorder.call(name, parameters.recorded(), world.now().timestamp(), error)
        world.wake()

    def _bot(self, request: web.Request) -> Bot | TelegramError:
        token = request.match_info["token"]
        bot = self._world.bots.get(token)
        if bot is not None:
            return bot
        if ":" in token and token.partition(":")[0].isdigit():
            return TelegramError(401, "Unauthorized")
        return TelegramError(404, "Not Found")


def _response(status: int, body: bytes) -> web.Response:
    return web.Response(status=status, body=body, content_type=_JSON)


async def _vanish(request: web.Request, fault: Fault) -> web.StreamResponse:
    """Leave the caller without an answer: silent until they hang up, or cut off at once."""
    if fault.kind in {"cut_before", "cut_after"}:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=499)
    # The server cancels this when the caller hangs up or the playground stops.
    await asyncio.get_running_loop().create_future()
    raise AssertionError("nobody ends this waiting but a cancellation")
