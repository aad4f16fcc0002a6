"""The real desk in a process of its own, on the SQLite file that `benchmarks.seed` has filled.

``python -m benchmarks.desk_process FOLDER ADDRESS`` until it is asked to stop; then it finishes
what is under way and prints what its database holds. Everything is as in service, full
durability above all; only the rate limit is off, because the echo bot has none either.
"""

import asyncio
import json
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from benchmarks.people import TOKEN
from benchmarks.seed import load_communities
from benchmarks.spent import Spent
from bot.clock import SystemClock
from bot.lean_aiogram import import_aiogram
from bot.memory import begin_loading, load_knowledge, settle_memory
from bot.observability import set_up_logging
from bot.settings import Settings
from domain.desk import Desk
from services.ports import UnitOfWork
from services.rows import TicketQuery

if TYPE_CHECKING:
    from bot.app import App


async def main(folder: Path, address: str) -> None:
    set_up_logging(level="INFO")
    app = _built(folder, address)
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    await app.start()
    spent = Spent()
    await stopped.wait()
    await app.settle()
    used = spent.so_far()
    books = await app.runner.read(_books, app.desk)
    await app.stop()
    print(json.dumps({**used, **books}), flush=True)


def _built(folder: Path, address: str) -> "App":
    """Load everything in the order in which the console does."""
    begin_loading()
    desk = load_communities()
    knowledge = load_knowledge(desk)
    import_aiogram()
    from bot.app import build

    settings = Settings(
        bot_token=SecretStr(TOKEN),
        telegram_api_base=address,
        data_dir=folder,
        sends_per_second=None,
    )
    app = build(settings=settings, desk=desk, clock=SystemClock(), knowledge=knowledge)
    settle_memory()
    return app


def _books(uow: UnitOfWork, desk: Desk) -> dict[str, int]:
    """Return what must add up: a ticket for each dialogue, and nothing left lying about."""
    tickets = sum(
        uow.tickets.find(TicketQuery(community=community.code, limit=1))[1]
        for community in desk.communities
    )
    return {
        "tickets": tickets,
        "unfinished_updates": len(uow.inbox.pending()),
        "unsent_messages": uow.outbox.waiting(),
        "dead_letters": len(uow.outbox.dead_letters(10)),
    }


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
