"""How use cases run: all or nothing, answered after the commit, alone in their failures."""

import asyncio
import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from domain.errors import NotFound
from domain.people import PersonId, Relation, ResidenceStatus
from services.ports import UnitOfWork
from storage.crypto import Keyring
from storage.desk_database import create_runner
from storage.runner import DatabaseRunner, RunnerStopped
from tests.storage.backends import doing
from tests.storage.samples import COMMUNITY, NOW, count_homes, message, seed_house, seed_person


def add_home(uow: UnitOfWork, room: str) -> int:
    uow.houses.add_many([(COMMUNITY, "1", "1", room)])
    return count_homes(uow)


async def homes(runner: DatabaseRunner) -> int:
    return await runner.read(lambda uow, _: count_homes(uow), None)


class Failure(Exception):
    """What a use case raises."""


async def test_a_failing_unit_leaves_nothing_and_tells_nobody(runner: DatabaseRunner) -> None:
    told: list[str] = []
    runner.listen(on_outbox=lambda rows: told.append("outbox"), on_due=lambda: told.append("due"))

    def fail(uow: UnitOfWork) -> None:
        add_home(uow, "1")
        uow.outbox.put(message("a"))
        uow.due.put("d", "kind", NOW, {})
        seed_person(uow, telegram_id=4)
        raise Failure

    with pytest.raises(Failure):
        await doing(runner)(fail)
    assert told == []

    def look(uow: UnitOfWork) -> list[object]:
        return [
            count_homes(uow),
            uow.outbox.waiting(),
            uow.due.next_at(),
            uow.people.by_telegram(4),
        ]

    assert await doing(runner)(look) == [0, 0, None, None]


async def test_one_failing_unit_does_not_hurt_those_beside_it(runner: DatabaseRunner) -> None:
    gate = threading.Event()

    def unit(uow: UnitOfWork, number: int) -> int:
        gate.wait(10)  # so that the others gather behind the first
        add_home(uow, str(number))
        uow.outbox.put(message(f"{number}"))
        if number % 3 == 1:
            raise NotFound(str(number))
        if number % 3 == 2:
            # A database error: there is no such person.
            uow.people.add_residence(
                PersonId(98), seed_house(uow), Relation.OWNER, ResidenceStatus.PENDING
            )
        return number

    born: list[str] = []
    runner.listen(on_outbox=lambda rows: born.extend(row.message.key for row in rows))
    pending = [runner.run(unit, number) for number in range(12)]
    gate.set()
    results = await asyncio.gather(*pending, return_exceptions=True)
    good = [number for number in range(12) if number % 3 == 0]
    assert [result for result in results if isinstance(result, int)] == good
    assert {type(result) for result in results[1::3]} == {NotFound}
    assert all(isinstance(result, Exception) for result in results[2::3])
    assert sorted(map(int, born)) == good
    assert await homes(runner) == len(good)


async def test_read_sees_what_was_committed_and_cannot_write(runner: DatabaseRunner) -> None:
    for number in range(1, 21):
        await runner.run(add_home, str(number))
        assert await homes(runner) == number
    with pytest.raises(Exception, match=r"(?i)read.?only"):
        await runner.read(add_home, "99")
    assert await homes(runner) == 20


async def test_a_long_read_sees_one_moment_and_holds_up_no_writer(runner: DatabaseRunner) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def look_twice(uow: UnitOfWork, _: None) -> tuple[int, int]:
        first = count_homes(uow)
        begun.set()
        go_on.wait(10)
        return first, count_homes(uow)

    reading = runner.read(look_twice, None)
    await asyncio.to_thread(begun.wait, 10)
    assert await runner.run(add_home, "1") == 1
    assert await homes(runner) == 1
    go_on.set()
    assert await reading == (0, 0)


async def test_who_gives_up_waiting_stops_nothing(runner: DatabaseRunner) -> None:
    gate = threading.Event()

    def slow(uow: UnitOfWork, room: str) -> int:
        gate.wait(10)
        return add_home(uow, room)

    first = asyncio.ensure_future(runner.run(slow, "1"))
    second = runner.run(add_home, "2")
    await asyncio.sleep(0)
    first.cancel()
    second.cancel()
    gate.set()
    assert await runner.run(lambda uow, _: add_home(uow, "3"), None) >= 1
    await runner.close()
    assert first.cancelled()
    assert second.cancelled()


async def test_close_finishes_what_was_handed_over(
    runner: DatabaseRunner, other_runner: DatabaseRunner
) -> None:
    pending = [runner.run(add_home, str(number)) for number in range(300)]
    reading = runner.read(lambda uow, _: count_homes(uow), None)
    await runner.close()
    assert all(each.done() for each in [*pending, reading])
    assert await homes(other_runner) == 300
    await runner.close()
    for call in (runner.run, runner.read):
        with pytest.raises(RunnerStopped):
            call(add_home, "1")


async def test_not_before_it_was_started(address: str, keyring: Keyring) -> None:
    with pytest.raises(RunnerStopped):
        create_runner(address, keyring).run(add_home, "1")


async def test_a_broken_listener_costs_nobody_their_answer(
    runner: DatabaseRunner,
) -> None:
    problems: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, problem: problems.append(problem))

    def broken(rows: object) -> None:
        raise Failure

    runner.listen(on_outbox=broken)
    await doing(runner)(lambda uow: uow.outbox.put(message("a")))
    assert isinstance(problems[0]["exception"], Failure)


async def test_a_use_case_that_raises_stop_iteration_is_answered(runner: DatabaseRunner) -> None:
    def odd(uow: UnitOfWork) -> None:
        next(iter(()))

    with pytest.raises(RuntimeError, match="StopIteration"):
        await doing(runner)(odd)


ACKNOWLEDGING = """
import asyncio, sys
from pathlib import Path
from storage.crypto import Keyring
from storage.desk_database import create_runner

def add(uow, number):
    uow.houses.add_many([("sunshine", "1", "1", str(number))])

async def main():
    runner = create_runner(sys.argv[1], Keyring.load(Path(sys.argv[2])))
    await runner.start()
    async def worker(numbers):
        for number in numbers:
            await runner.run(add, number)
            sys.stdout.write(f"{number}\\n")
            sys.stdout.flush()
    numbers = iter(range(1_000_000))
    await asyncio.gather(*(worker(numbers) for _ in range(4)))

asyncio.run(main())
"""


async def test_what_was_acknowledged_survives_kill_9(empty_address: str, tmp_path: Path) -> None:
    key_file = tmp_path / "keys.json"
    keyring = Keyring.load_or_create(key_file)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        ACKNOWLEDGING,
        empty_address,
        str(key_file),
        stdout=asyncio.subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    acknowledged = {(await process.stdout.readline()).decode().strip() for _ in range(50)}
    os.kill(process.pid, signal.SIGKILL)
    rest = (await process.stdout.read()).decode().splitlines(keepends=True)
    acknowledged |= {line.strip() for line in rest if line.endswith("\n")}
    assert await process.wait() == -signal.SIGKILL
    assert "" not in acknowledged

    runner = create_runner(empty_address, keyring)
    await runner.start()
    rooms = await runner.read(lambda uow, _: uow.houses.rooms("sunshine", "1", "1"), None)
    await runner.close()
    assert acknowledged <= {home.room for home in rooms}
