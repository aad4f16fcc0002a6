"""What the mailroom does with more than it may send."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.mailroom import Mailroom
from services.delivery import Delivery
from services.intents import Outgoing
from services.ports import UnitOfWork
from services.rows import Delivered, DeliveryResult, RetryLater
from storage.crypto import Keyring
from storage.desk_database import create_runner
from storage.runner import DatabaseRunner
from tests.storage.samples import NOW, message


class Messenger:
    """A courier that is asked to leave a chat alone as often as it is told to say so."""

    def __init__(self) -> None:
        self.refusals: list[float] = []
        self.arrived: list[str] = []

    async def deliver(self, message: Outgoing) -> DeliveryResult:
        await asyncio.sleep(0)
        if self.refusals:
            return RetryLater(seconds=self.refusals.pop(0), error="429", counts=False)
        self.arrived.append(message.key)
        return Delivered()


class Desk:
    """A mailroom on a database of its own."""

    def __init__(self, runner: DatabaseRunner) -> None:
        self.runner, self.messenger, self.clock = runner, Messenger(), MovableClock(NOW)
        self.mailroom = Mailroom(
            courier=self.messenger, runner=runner, delivery=Delivery(), clock=self.clock
        )
        runner.listen(on_outbox=self.mailroom.put)

    async def write(self, *keys: str) -> None:
        def work(uow: UnitOfWork, keys: tuple[str, ...]) -> None:
            for key in keys:
                uow.outbox.put(message(key))

        await self.runner.run(work, keys)
        await self.mailroom.wait_idle()

    async def tick(self) -> None:
        await self.mailroom.fetch()
        await self.mailroom.wait_idle()

    def forward(self, seconds: float) -> None:
        self.clock.forward(timedelta(seconds=seconds))


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    runner = create_runner(f"sqlite:///{tmp_path / 'desk.db'}", Keyring.generate())
    await runner.start()
    desk = Desk(runner)
    desk.mailroom.start()
    yield desk
    await desk.mailroom.stop()
    await runner.close()


async def test_what_is_written_when_a_rest_has_ended_follows_what_waited_for_its_end(
    desk: Desk,
) -> None:
    desk.messenger.refusals = [60.0]
    await desk.write("1", "2")
    desk.forward(60)
    await desk.write("3")  # before anybody has looked into the outbox again
    assert desk.messenger.arrived == []
    await desk.tick()
    await desk.tick()
    assert desk.messenger.arrived == ["1", "2", "3"]
    await desk.write("4")
    assert desk.messenger.arrived[3:] == ["4"]


async def test_a_rest_that_is_made_longer_keeps_the_order(desk: Desk) -> None:
    desk.messenger.refusals = [60.0, 300.0]
    await desk.write("1", "2", "3")
    desk.forward(60)
    await desk.tick()
    desk.forward(299)
    await desk.tick()
    assert desk.messenger.arrived == []
    desk.forward(1)
    await desk.tick()
    assert desk.messenger.arrived == ["1", "2", "3"]


async def test_more_than_one_look_can_bring_still_comes_in_order(desk: Desk) -> None:
    keys = [f"{number:03}" for number in range(250)]
    desk.messenger.refusals = [60.0]
    await desk.write(*keys)
    desk.forward(60)
    await desk.tick()
    assert len(desk.messenger.arrived) == 100
    await desk.write("last")
    for _ in range(3):
        await desk.tick()
    assert desk.messenger.arrived == [*keys, "last"]
