"""aiogram's own type and method models, used to hold calls, answers and updates against."""

from functools import cache
from typing import Any, Final

import aiogram.methods
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from pydantic import TypeAdapter, ValidationError

from playground.errors import TelegramError, bad_request

Wire = dict[str, Any]

METHODS: Final[dict[str, type[TelegramMethod[Any]]]] = {
    model.__api_method__.lower(): model
    for name in aiogram.methods.__all__
    if (model := getattr(aiogram.methods, name)) is not TelegramMethod
    and isinstance(model, type)
    and issubclass(model, TelegramMethod)
}

# Telegram has words of its own for the parameters that are forgotten most.
_MISSING: Final = {
    "text": "message text is empty",
    "chat_id": "chat_id is empty",
    "from_chat_id": "from_chat_id is empty",
    "message_id": "message identifier is not specified",
    "user_id": "invalid user_id specified",
}


def check_update(update: Wire) -> None:
    """Raise AssertionError when aiogram could not read an update: the playground is at fault."""
    try:
        Update.model_validate(update)
    except ValidationError as error:
        raise AssertionError(f"the playground built a wrong update: {error}") from error


def check_params(method: str, params: Wire) -> None:
    """Raise Telegram's 400 when parameters have wrong types or required ones are missing."""
    try:
        METHODS[method.lower()].model_validate(params)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"][:1]) or method
        if first["type"] == "missing":
            words = _MISSING.get(where, f'parameter "{where}" is required')
            raise bad_request(words) from error
        raise bad_request(f'can\'t parse parameter "{where}": {first["msg"]}') from error


def check_result(method: str, result: object) -> None:
    """Raise a 500 when aiogram could not read an answer: the playground is at fault."""
    try:
        _result_adapter(method.lower()).validate_python(result)
    except ValidationError as error:
        raise TelegramError(
            500, f"Internal Server Error: the playground built a wrong answer: {error}"
        ) from error


@cache
def _result_adapter(method: str) -> TypeAdapter[Any]:
    return TypeAdapter(METHODS[method].__returning__)
