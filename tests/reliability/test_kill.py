"""kill -9 at the worst moments: the desk goes on where it stopped, and loses nothing."""

import asyncio
import multiprocessing
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from playground.phones import Phone
from playground.server import Server, serve
from playground.world import World
from tests.reliability import desk_process

# Importing everything takes seconds; each desk is a copy of a process that has done so once.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.reliability.desk_process"])


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    world = World()
    world.add_bot()
    async with serve(world) as running:
        yield running


class DeskProcess:
    """A desk that can be killed."""

    def __init__(self, server: Server, folder: Path, stop: str) -> None:
        self._word, theirs = FORKS.Pipe(duplex=False)
        self._process = FORKS.Process(
            target=desk_process.run,
            args=(server.base_url, server.world.bot.token, folder, stop, theirs),
        )
        self._process.start()
        theirs.close()

    async def says(self, word: str) -> None:
        """Wait until it has said this; an EOFError means that it ended by itself."""
        async with asyncio.timeout(60):
            assert await asyncio.to_thread(self._word.recv) == word

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        self._word.close()


@contextmanager
def desk(server: Server, folder: Path, stop: str = "never") -> Iterator[DeskProcess]:
    """A desk in a process of its own. It is killed at the end, without a word of warning."""
    process = DeskProcess(server, folder, stop)
    try:
        yield process
    finally:
        process.kill()


def nonsense(phone: Phone) -> list[str]:
    """What the desk has answered so far."""
    return [message.text for message in phone.chat().from_bot if "/help" in message.text]


@pytest.mark.parametrize(
    ("stop", "answers"),
    [("handling", 1), ("sending", 1), ("sent", 2)],
    ids=["stored but not handled", "committed but not sent", "sent but not recorded"],
)
async def test_the_desk_goes_on_where_it_was_killed(
    server: Server, tmp_path: Path, stop: str, answers: int
) -> None:
    phone = Phone(server.world, server.world.add_user(first_name="王"))
    with desk(server, tmp_path, stop) as first:
        await first.says("started")
        phone.send_text("/nonsense")
        await first.says("stuck")
    # Confirmed or not, Telegram may have forgotten the update by now; the desk has not.
    server.world.bot.updates.drop()
    with desk(server, tmp_path) as second:
        await second.says("started")
        await server.world.wait_for(lambda: len(nonsense(phone)) >= answers, timeout_seconds=30)
        # Whatever comes after is answered after it: so nothing more was on its way.
        phone.send_text("/nonsense")
        await server.world.wait_for(
            lambda: len(nonsense(phone)) >= answers + 1, timeout_seconds=30
        )
    assert len(nonsense(phone)) == answers + 1


async def test_many_kills_lose_nobody(server: Server, tmp_path: Path) -> None:
    people = [
        Phone(server.world, server.world.add_user(first_name=f"业主{number}"))
        for number in range(40)
    ]
    for round_number in range(3):
        with desk(server, tmp_path) as process:
            await process.says("started")
            for phone in people:
                phone.send_text("/nonsense")
            enough = 10 * (round_number + 1)
            await server.world.wait_for(
                lambda enough=enough: sum(map(len, map(nonsense, people))) >= enough,  # type: ignore[misc]
                timeout_seconds=30,
            )
    with desk(server, tmp_path) as process:
        await process.says("started")
        await server.world.wait_for(
            lambda: all(len(nonsense(phone)) >= 3 for phone in people), timeout_seconds=60
        )
    repeated = sum(len(nonsense(phone)) - 3 for phone in people)
    # Sixteen workers send at a time, so a kill leaves at most that many in doubt.
    assert repeated <= 3 * 16
