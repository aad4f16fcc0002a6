"""One round of measurement: a playground with the owners, and a bot, each in its own process."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

from benchmarks.driver import LOAD, Count, Load
from benchmarks.people import TOKEN

ROOT = Path(__file__).parents[1]
ROUND_SECONDS = 60.0
"""No load may take longer."""


class RoundFailed(Exception):
    """A process ended before its time, or what it says does not add up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What the owners counted, and what the bot said of itself at its end."""

    count: Count
    bot: Mapping[str, float]

    @property
    def updates_per_second(self) -> float:
        """Updates of all owners together that were answered, each second."""
        return self.count.updates / self.count.seconds

    @property
    def cpu_ms_per_update(self) -> float:
        """The bot's processor time for an update, the warm-up and the start included."""
        return 1000 * self.bot["cpu_seconds"] / self.count.all_updates


async def run_round(load: Load) -> Round:
    """Run one round.

    Raises:
        RoundFailed: Not everything was answered, or the desk's books do not add up.
    """
    with TemporaryDirectory(prefix="ownerdesk-bench-") as folder:
        return await _run(load, Path(folder))


async def _run(load: Load, folder: Path) -> Round:
    given = {LOAD: json.dumps(asdict(load))}
    driver = ("playground", "--fast", "--token", TOKEN, "--driver", "benchmarks.driver:drive")
    command: tuple[str, ...] = ("benchmarks.echo_bot",)
    if load.kind != "echo":
        command = ("benchmarks.desk_process", str(folder))
        async with process("benchmarks.seed", str(folder)) as seeding:
            await seeding.ended()
    async with process(*driver, environment=given) as playground:
        address = await playground.line()
        async with process(*command, address) as bot:
            count = Count(**json.loads(await _line_while(playground, bot)))
            bot.ask_to_stop()
            told = json.loads(await bot.line())
            await bot.ended()
        playground.write("done")
        await playground.ended()
    found = Round(count=count, bot=told)
    if load.kind != "echo":
        _audit(found)
    return found


async def _line_while(speaker: "Process", other: "Process") -> str:
    """Return the speaker's next line, which waits for the other process.

    Raises:
        RoundFailed: One of them has ended, or nothing has happened for long.
    """
    line = asyncio.ensure_future(speaker.line())
    gone = asyncio.ensure_future(other.ended())
    done, late = await asyncio.wait(
        {line, gone}, timeout=ROUND_SECONDS, return_when=asyncio.FIRST_COMPLETED
    )
    for task in late:
        task.cancel()
    if line not in done:
        raise RoundFailed(f"the bot did not come to its end; it says:\n{other.tail()}")
    return line.result()


def _audit(found: Round) -> None:
    """Count only what is truly there: a ticket, a card and a picture for every dialogue."""
    wanted = found.count.all_dialogues
    books = {
        "tickets": (found.bot["tickets"], wanted),
        "cards": (found.count.cards, wanted),
        "pictures": (found.count.pictures, wanted),
        "unfinished updates": (found.bot["unfinished_updates"], 0),
        "unsent messages": (found.bot["unsent_messages"], 0),
        "dead letters": (found.bot["dead_letters"], 0),
    }
    wrong = [f"{name}: {is_} instead of {due}" for name, (is_, due) in books.items() if is_ != due]
    if wrong:
        raise RoundFailed("; ".join(wrong))


class Process:
    """A Python process that talks in lines."""

    def __init__(self, process: asyncio.subprocess.Process, log: IO[bytes]) -> None:
        self._process = process
        self._log = log

    async def line(self) -> str:
        """Return its next line.

        Raises:
            RoundFailed: It has ended instead.
        """
        assert self._process.stdout is not None
        line = (await self._process.stdout.readline()).decode().strip()
        if not line:
            raise RoundFailed(f"a process ended too early:\n{self.tail()}")
        return line

    def write(self, line: str) -> None:
        """Say something to it."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())

    def ask_to_stop(self) -> None:
        """Ask it to stop."""
        self._process.terminate()

    async def ended(self) -> None:
        """Wait for its end."""
        await self._process.wait()

    async def leave(self) -> None:
        """See that it is gone."""
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()

    def tail(self) -> str:
        """Return the end of what it has logged."""
        self._log.seek(0)
        return self._log.read().decode(errors="replace")[-3000:]


@asynccontextmanager
async def process(
    module: str,
    *arguments: str,
    environment: Mapping[str, str] | None = None,
    folder: Path = ROOT,
) -> AsyncIterator[Process]:
    """Run a module in a process of its own until the block ends."""
    with TemporaryFile() as log:
        running = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            module,
            *arguments,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )
        found = Process(running, log)
        try:
            yield found
        finally:
            await found.leave()
