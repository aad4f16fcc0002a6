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


class Sending:
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
async def sending(tmp_path: Path) -> AsyncIterator[Sending]:
    runner = create_runner(f"sqlite:///{tmp_path / 'desk.db'}", Keyring.generate())
    await runner.start()
    sending = Sending(runner)
    sending.mailroom.start()
    yield sending
    await sending.mailroom.stop()
    await runner.close()


async def test_what_is_written_when_a_rest_has_ended_follows_what_waited_for_its_end(
    sending: Sending,
) -> None:
    sending.messenger.refusals = [60.0]
    await sending.write("1", "2")
    sending.forward(60)
    await sending.write("3")  # before anybody has looked into the outbox again
    assert sending.messenger.arrived == []
    await sending.tick()
    await sending.tick()
    assert sending.messenger.arrived == ["1", "2", "3"]
    await sending.write("4")
    assert sending.messenger.arrived[3:] == ["4"]


async def test_a_rest_that_is_made_longer_keeps_the_order(sending: Sending) -> None:
    sending.messenger.refusals = [60.0, 300.0]
    await sending.write("1", "2", "3")
    sending.forward(60)
    await sending.tick()
    sending.forward(299)
    await sending.tick()
    assert sending.messenger.arrived == []
    sending.forward(1)
    await sending.tick()
    assert sending.messenger.arrived == ["1", "2", "3"]


async def test_more_than_one_look_can_bring_still_comes_in_order(sending: Sending) -> None:
    keys = [f"{number:03}" for number in range(250)]
    sending.messenger.refusals = [60.0]
    await sending.write(*keys)
    sending.forward(60)
    await sending.tick()
    assert len(sending.messenger.arrived) == 100
    await sending.write("last")
    for _ in range(3):
        await sending.tick()
    assert sending.messenger.arrived == [*keys, "last"]
