"""From the start of the console command to the first answer that somebody sees."""

import asyncio
import os
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure, Goal, measured
from benchmarks.people import EXAMPLE
from playground.phones import Phone
from playground.server import Server, serve
from playground.world import World

GOAL = Goal(relation="at most", bound=3.0)
TIMES = 5
PATIENCE_SECONDS = 60.0


class NoAnswer(Exception):
    """The desk has ended instead of answering."""


async def measure() -> list[Figure]:
    """Start the desk on an empty folder, then again and again on what it has left."""
    world = World(strict=False)
    world.add_bot()
    first: list[float] = []
    again: list[float] = []
    async with serve(world) as server:
        for _ in range(TIMES):
            with TemporaryDirectory(prefix="ownerdesk-bench-") as folder:
                first.append(await _seconds(server, Path(folder)))
                again.append(await _seconds(server, Path(folder)))
    return [
        _figure("start to first answer", again, "the database is there"),
        _figure("very first start to first answer", first, "keys and database are made"),
    ]


def _figure(name: str, seconds: list[float], where: str) -> Figure:
    how = (
        f"`ownerdesk run` to the answer of a /start that was waiting; {where}; median of {TIMES}, "
        f"{min(seconds):.2f} to {max(seconds):.2f}"
    )
    return measured(name, median(seconds), "s", how, GOAL)


async def _seconds(server: Server, folder: Path) -> float:
    world = server.world
    phone = Phone(world, world.add_user(first_name="王女士"))
    phone.start()
    begun = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        Path(sys.executable).with_name("ownerdesk"),
        "run",
        cwd=folder,
        env={
            **os.environ,
            "BOT_TOKEN": world.bot.token,
            "TELEGRAM_API_BASE": server.base_url,
            "DATA_DIR": str(folder),
            "DESK_FILE": str(EXAMPLE),
            "DATABASE_URL": "",
        },
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await world.wait_for(
            lambda: phone.chat().from_bot or process.returncode is not None,
            timeout_seconds=PATIENCE_SECONDS,
        )
        seconds = time.perf_counter() - begun
        if not phone.chat().from_bot:
            raise NoAnswer(f"exit code {process.returncode}")
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
    return seconds
