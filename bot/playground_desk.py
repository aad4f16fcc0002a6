"""Runs the desk beside a playground, with a world, a community and a database of their own."""

import socket
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from bot import demo
from bot.app import App, build
from bot.clock import MovableClock, SystemClock
from bot.memory import knowledge_of, search_of
from bot.processes import Say, on_signals
from bot.settings import Settings
from bot.sharpening import sharpen_beside
from domain.desk import Desk
from knowledge_base.knowledge import KnowledgeBase
from playground.server import Server, serve
from playground.world import Event, World
from storage.crypto import Keyring
from storage.desk_database import create_runner

PORTS_TRIED = 20
SILENT_STEPS = 20
"""Rows that fall due without a word to anybody, such as one that waits for others of its kind."""


class PortsTaken(Exception):
    """None of the ports tried is free."""


async def run_playground(settings: Settings, desk: Desk, say: Say) -> None:
    """Run the desk and a playground beside it until the process is asked to stop.

    ``say`` is given the one address to open. When it ends, nothing is kept but the vectors of the
    knowledge base's own lines, which the next start is quicker with.
    """
    stopped = on_signals()
    async with open_playground(settings, desk) as server:
        say(server.base_url)
        await stopped.wait()


@asynccontextmanager
async def open_playground(settings: Settings, desk: Desk) -> AsyncIterator[Server]:
    """Open the desk beside a playground with a world and a database of its own."""
    begin = demo.morning(desk, SystemClock().now())
    clock = MovableClock(begin, running=True)
    world = World(now=clock.now, time_zone=desk.communities[0].timezone.key)
    bot = world.add_bot(username="ownerdesk_bot", first_name="业主服务台")
    cast = demo.populate(world, desk)
    control = DeskClock(clock, world)
    with tempfile.TemporaryDirectory(prefix="ownerdesk-") as folder:
        port = free_port(settings.playground_port)
        async with serve(world, port=port, clock=control) as server:
            own = settings.model_copy(
                update={
                    "bot_token": SecretStr(bot.token),
                    "telegram_api_base": server.base_url,
                    "data_dir": Path(folder),
                    "database_url": None,
                    "keys_file": None,
                    "sends_per_second": None,
                }
            )
            await _seed(own, desk, cast, begin)
            knowledge = knowledge_of(desk, KnowledgeBase.from_content(desk.facts))
            app = build(settings=own, desk=desk, clock=clock, knowledge=knowledge)
            control.app = app
            try:
                await app.start()
                sharpen_beside(search_of(knowledge), settings.knowledge_mode, settings.vectors)
                demo.open_chats(world, cast)
                await app.settle()
                yield server
            finally:
                await app.stop()


class DeskClock:
    """Lets the playground's page move the desk's clock (`playground.clock.ClockControl`)."""

    def __init__(self, clock: MovableClock, world: World) -> None:
        self._clock = clock
        self._world = world
        self.app: App | None = None

    def now(self) -> datetime:
        """Return the desk's time, aware, in UTC."""
        return self._clock.now()

    async def forward(self, seconds: int) -> None:
        """Move the time forward and let everything happen that falls due on the way."""
        if self.app is not None:
            await self.app.forward(timedelta(seconds=seconds))

    async def to_next_due(self) -> datetime | None:
        """Move the time to the next thing that somebody hears of; ``None`` when nothing waits."""
        heard: list[Event] = []
        end = self._world.subscribe(heard.append)
        try:
            for _ in range(SILENT_STEPS):
                if self.app is None or (following := await self.app.next_due()) is None:
                    break
                await self.app.forward(max(following - self.now(), timedelta()))
                if any(event.kind == "message" for event in heard):
                    return self.now()
        finally:
            end()
        return None


def free_port(wanted: int) -> int:
    """Return ``wanted``, or the next free port after it; 0 stays 0 and means any.

    Raises:
        PortsTaken: None of the next ports is free.
    """
    if wanted == 0:
        return 0
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                attempt.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise PortsTaken(wanted)


async def _seed(settings: Settings, desk: Desk, cast: demo.Cast, begin: datetime) -> None:
    """Fill the empty database with the invented community, before the desk opens it."""
    keyring = Keyring.load_or_create(settings.keys)
    runner = create_runner(settings.database.get_secret_value(), keyring)
    await runner.start()
    try:
        await demo.Seeding(desk=desk, runner=runner, cast=cast, begin=begin).run()
    finally:
        await runner.close()
