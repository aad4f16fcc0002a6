"""The desk in a process of its own, to be killed: stops where it is told, and says so.

It stops ``never``, or while ``handling`` (an update is stored, its conversation hangs),
``sending`` (its reply is committed, the sending hangs) or once it has ``sent`` (the reply has
arrived, and that is not yet recorded).
"""

import asyncio
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bot.app import App
from bot.clock import SystemClock
from bot.desk_file import load_desk
from bot.observability import set_up_logging
from tests.dialogs.conftest import EXAMPLE, build_app, knowledge

knowledge()  # once, in the process that all others are copies of


def get_stuck(app: App, stop: str, word: "Connection[str, str]") -> None:
    """Let one step of the desk hang."""

    async def hang(*_: Any, **__: Any) -> Any:  # noqa: ANN401 - stands in for anything
        word.send("stuck")
        await asyncio.Event().wait()

    if stop == "handling":
        app.reception._handling._converse = hang  # type: ignore[method-assign]
    elif stop == "sending":
        app.mailroom._attempt = hang  # type: ignore[method-assign]
    elif stop == "sent":
        app.mailroom._record = hang  # type: ignore[method-assign]


def run(address: str, token: str, folder: Path, stop: str, word: "Connection[str, str]") -> None:
    """Run until killed."""
    asyncio.run(_run(address, token, folder, stop, word))


async def _run(
    address: str, token: str, folder: Path, stop: str, word: "Connection[str, str]"
) -> None:
    set_up_logging(level="WARNING")
    app = build_app(address, token, folder, load_desk(EXAMPLE), SystemClock())
    get_stuck(app, stop, word)
    await app.start()
    word.send("started")
    await asyncio.Event().wait()
