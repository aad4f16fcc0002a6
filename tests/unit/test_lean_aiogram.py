"""The lean import of aiogram: whatever is left out of the start is there when it is needed."""

import subprocess
import sys

import pytest

SCRIPT = """
import sys
from bot.lean_aiogram import import_aiogram

import_aiogram()
import aiogram.methods as methods
import aiogram.types as types
from aiogram.methods.base import Response
from pydantic import BaseModel, ValidationError

def check():
    built = [t for t in vars(types).values() if getattr(t, "__pydantic_complete__", False)]
    assert 0 < len(built) < 100, len(built)
    person = {"id": 5, "is_bot": False, "first_name": "Wang"}
    said = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "from": person}
    update = types.Update.model_validate(
        {"update_id": 1, "message": {**said, "text": "x", "reply_to_message": said}}
    )
    assert type(update.message.reply_to_message) is types.Message
    assert update.event is update.message
    for name in %r:
        method = getattr(methods, name)
        for wanted in (method, Response[method.__returning__]):
            try:
                wanted.model_validate({"ok": True})
            except ValidationError:
                pass

def main(depth=0):  # pydantic looks a few calls up the stack for names
    main(depth + 1) if depth < 6 else check()

main()
"""


def run(script: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=100, check=False
    )
    return done.stderr


@pytest.fixture(scope="module")
def methods() -> list[str]:
    import aiogram.methods
    from aiogram.methods import TelegramMethod

    return [
        name
        for name in aiogram.methods.__all__
        if (found := getattr(aiogram.methods, name)) is not TelegramMethod
        and isinstance(found, type)
        and issubclass(found, TelegramMethod)
    ]


def test_types_and_calls_are_built_when_they_are_first_used(methods: list[str]) -> None:
    assert len(methods) > 100
    assert run(SCRIPT % methods) == ""


def test_after_aiogram_was_imported_nothing_is_changed() -> None:
    script = (
        "import aiogram.types as types\n"
        "from bot.lean_aiogram import import_aiogram\n"
        "before = types.Message.__pydantic_validator__\n"
        "import_aiogram()\n"
        "assert types.Message.__pydantic_validator__ is before\n"
    )
    assert run(script) == ""
