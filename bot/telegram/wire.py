"""The one connection to the Bot API: JSON in, plain values out; aiogram's Bot uses it too."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from pydantic_core import from_json, to_json

from services.intents import Json

REQUEST_SECONDS = 30.0
"""How long an ordinary call may take."""


@dataclass(slots=True)
class ApiError(Exception):
    """Telegram answered and said no."""

    code: int
    description: str
    retry_after: int | None = None
    migrate_to: int | None = None

    def __str__(self) -> str:
        return f"{self.code} {self.description}"


class WireDown(Exception):
    """Telegram could not be reached, or did not answer.

    ``perhaps_done`` is false when the request surely never got there.
    """

    def __init__(self, reason: str, *, perhaps_done: bool) -> None:
        super().__init__(reason)
        self.perhaps_done = perhaps_done


class Wire(AiohttpSession):
    """aiogram's session with a short way beside it for the calls that are made all the time.

    aiogram builds a form and parses a typed answer for each call, which costs more than the rest
    of a reply together; `call` posts JSON and returns ``result`` as it came.
    """

    def __init__(self, api_base: str | None = None) -> None:
        if api_base is None:
            super().__init__()
        else:
            super().__init__(api=TelegramAPIServer.from_base(api_base))

    async def close(self) -> None:
        """Close the connections.

        aiogram waits a quarter of a second here for encrypted ones; on loopback there are none.
        """
        if self.api.base.startswith("https:"):
            await super().close()
        elif self._session is not None:
            await self._session.close()

    async def call(
        self,
        bot: Bot,
        method: str,
        params: Mapping[str, Json],
        *,
        seconds: float = REQUEST_SECONDS,
    ) -> Any:  # noqa: ANN401 - whatever the method returns
        """Call a method by its name.

        Raises:
            ApiError: Telegram refused.
            WireDown: Telegram could not be reached, or answered nonsense.
        """
        session = await self.create_session()
        try:
            async with session.post(
                self.api.api_url(token=bot.token, method=method),
                data=to_json(params),
                headers=_JSON,
                timeout=aiohttp.ClientTimeout(total=seconds),
            ) as response:
                body = await response.read()
        except aiohttp.ClientConnectorError as error:
            raise WireDown(type(error).__name__, perhaps_done=False) from error
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise WireDown(type(error).__name__, perhaps_done=True) from error
        return _result(response.status, body)


_JSON = {"Content-Type": "application/json"}


def _result(status: int, body: bytes) -> Any:  # noqa: ANN401 - whatever the method returns
    try:
        answer = from_json(body)
    except ValueError:
        answer = None
    if not isinstance(answer, dict) or "ok" not in answer:
        raise ApiError(status if status >= 400 else 502, "not an answer of the Bot API")
    if answer["ok"]:
        return answer.get("result")
    more = answer.get("parameters") or {}
    raise ApiError(
        int(answer.get("error_code") or status),
        str(answer.get("description") or ""),
        more.get("retry_after"),
        more.get("migrate_to_chat_id"),
    )
