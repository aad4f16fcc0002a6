"""Updates on bad days: the database refuses, a commit's answer is lost, one cannot be read."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeVar

import pytest
from aiogram import F, Router
from aiogram.types import Message

from bot.telegram.letters import Raw, read_letter
from bot.telegram.turn import Turn
from domain.language import Language
from handlers import order
from playground.updates import QueuedUpdate
from services import updates
from services.ports import Runner, UnitOfWork
from services.rows import InboxUpdate
from services.updates import Arrival, ReceiveUpdates
from storage.statements import Statement
from tests.dialogs.desk import DeskOnTrial, Somebody

CommandT = TypeVar("CommandT")
ResultT = TypeVar("ResultT")

router = Router(name="bad_days")


@router.message(F.text == "cannot be stored")
async def say_what_cannot_be_stored(message: Message, turn: Turn) -> None:
    turn.send("sendMessage", text=b"no JSON")  # type: ignore[arg-type]  # that is the point


@router.message(F.text.startswith("echo"))
async def echo(message: Message, turn: Turn) -> None:
    turn.say(message.text or "")


@pytest.fixture(autouse=True)
def _bad_days_router(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order, "CONVERSATIONS", (router, *order.CONVERSATIONS))


class DatabaseDown(Exception):
    """What a database that is away raises."""


class Fragile:
    """A runner whose database is away for so many transactions."""

    def __init__(self, runner: Runner, failures: int) -> None:
        self._runner, self.failures = runner, failures

    def run(
        self, use_case: Callable[[UnitOfWork, CommandT], ResultT], command: CommandT
    ) -> Awaitable[ResultT]:
        if self.failures <= 0:
            return self._runner.run(use_case, command)
        self.failures -= 1
        failed: asyncio.Future[ResultT] = asyncio.get_running_loop().create_future()
        failed.set_exception(DatabaseDown())
        return failed

    def read(
        self, query: Callable[[UnitOfWork, CommandT], ResultT], command: CommandT
    ) -> Awaitable[ResultT]:
        return self._runner.read(query, command)


def queue_up(desk: DeskOnTrial, change: Callable[[Raw], None] | None = None) -> QueuedUpdate:
    """Return the update that was queued last, changed as Telegram would never do."""
    queue = desk.world.bot.updates
    queued = queue.waiting[-1]
    raw = json.loads(queued.body)
    if change is not None:
        change(raw)
    queued.body = json.dumps(raw).encode()
    return queued


def logged(desk: DeskOnTrial, event: str) -> list[Any]:
    """Return the update ids of errors of this name, and take them off the list."""
    found = [error["update_id"] for error in desk.errors if error["event"] == event]
    desk.errors[:] = [error for error in desk.errors if error["event"] != event]
    return found


async def unreadable(desk: DeskOnTrial) -> list[int]:
    statement = Statement("SELECT update_id FROM inbox WHERE unreadable ORDER BY update_id")

    def look(uow: UnitOfWork) -> list[int]:
        rows = uow.outbox._transaction.rows(statement, {})  # type: ignore[attr-defined]  # inside
        return [row[0] for row in rows]

    return await desk.ask(look)


# ---- the database refuses -------------------------------------------------------------------


async def test_an_outage_longer_than_twelve_tries_needs_no_restart(desk: DeskOnTrial) -> None:
    wang, li = desk.stranger("王女士"), desk.stranger("李先生")
    handling = desk.app.reception._handling
    fragile = Fragile(desk.app.runner, failures=20)
    handling._runner = fragile
    wang.phone.send_text("echo 1")
    number = desk.world.bot.updates.waiting[-1].id
    wang.phone.send_text("echo 2")
    await li.says("echo 3")
    assert fragile.failures == 0
    assert wang.texts == ["echo 1", "echo 2"]
    assert li.texts == ["echo 3"]
    tries = logged(desk, "update not finished")
    assert len(tries) == 20
    assert number in tries
    await desk.assert_nothing_lost()


async def test_what_the_database_never_takes_ends_in_an_apology(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    wang.phone.send_text("cannot be stored")
    await wang.says("echo after it")
    apology, after = wang.texts
    (error,) = [error for error in desk.errors if error["event"] == "handler failed"]
    assert error["error_id"] in apology
    assert after == "echo after it"
    desk.errors.remove(error)
    assert len(logged(desk, "update not finished")) == 3
    await desk.assert_nothing_lost()


async def test_an_outage_while_updates_come_in_sets_nothing_aside(desk: DeskOnTrial) -> None:
    people = [desk.stranger(f"业主{number}") for number in range(5)]
    await desk.app.poller.stop()
    for each in people:
        each.phone.send_text("echo")
    desk.app.reception._runner = Fragile(desk.app.runner, failures=60)
    desk.app.poller.start()
    await desk.settle()
    assert [each.texts for each in people] == [["echo"]] * 5
    assert await unreadable(desk) == []
    assert {error["event"] for error in desk.errors} == {"updates could not be stored"}
    desk.errors.clear()
    await desk.assert_nothing_lost()


# ---- stored, and in no lane -----------------------------------------------------------------


async def store_unnoticed(desk: DeskOnTrial, *texts: tuple[Somebody, str]) -> list[int]:
    """Let updates be stored by a commit whose answer is lost."""
    await desk.app.poller.stop()
    for somebody, text in texts:
        somebody.phone.send_text(text)
    waiting = list(desk.world.bot.updates.waiting)[-len(texts) :]
    letters = [read_letter(desk.app.bot.id, json.loads(each.body)) for each in waiting]
    arrivals = tuple(Arrival(update=each.update, sender=each.sender) for each in letters if each)
    command = ReceiveUpdates(arrivals=arrivals, migrations=(), now=desk.clock.now())
    await desk.app.runner.run(updates.receive, command)
    desk.app.poller.start()
    return [each.id for each in waiting]


async def test_an_update_in_no_lane_is_taken_up_without_a_restart(desk: DeskOnTrial) -> None:
    wang, li = desk.stranger("王女士"), desk.stranger("李先生")
    await wang.says("echo 0")
    numbers = await store_unnoticed(
        desk, (wang, "echo 1"), (li, "echo first"), (wang, "echo 2"), (wang, "echo 3")
    )
    await desk.settle()
    assert (wang.texts, li.texts) == (["echo 0"], [])
    pending = await desk.ask(lambda uow: uow.inbox.pending())
    assert [update.update_id for update in pending] == numbers

    for _ in range(2):
        await desk.app.reception.take_up()
        await desk.settle()
    assert wang.texts == ["echo 0", "echo 1", "echo 2", "echo 3"]
    assert li.texts == ["echo first"]
    await desk.app.reception.take_up()
    await desk.settle()
    assert len(wang.texts) == 4
    await desk.assert_nothing_lost()


async def test_what_is_taken_up_comes_before_what_was_written_after_it(
    desk: DeskOnTrial,
) -> None:
    wang = desk.stranger("王女士")
    await store_unnoticed(desk, (wang, "echo 1"))
    await desk.settle()
    await desk.app.reception.take_up()
    # It is tried again and again while the person goes on writing.
    fragile = desk.app.reception._handling._runner = Fragile(desk.app.runner, failures=10**9)
    wang.phone.send_text("echo 2")
    await desk.app.poller.wait_stored(desk.world.bot.updates.waiting[-1].id)
    await desk.app.reception.take_up()
    fragile.failures = 0
    await desk.settle()
    assert wang.texts == ["echo 1", "echo 2"]
    assert logged(desk, "update not finished")


async def test_what_is_being_handled_is_not_taken_up_a_second_time(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    fragile = desk.app.reception._handling._runner = Fragile(desk.app.runner, failures=10**9)
    wang.phone.send_text("echo 1")
    await desk.app.poller.wait_stored(desk.world.bot.updates.waiting[-1].id)
    for _ in range(3):
        await desk.app.reception.take_up()
    assert len(desk.app.reception._lanes) == 1
    fragile.failures = 0
    await desk.settle()
    assert wang.texts == ["echo 1"]
    desk.errors.clear()


# ---- one cannot be read ---------------------------------------------------------------------


async def test_one_unreadable_update_keeps_nobody_out(desk: DeskOnTrial) -> None:
    good = [desk.stranger(f"业主{number}") for number in range(7)]
    torn, huge = desk.stranger("李先生", language="en"), desk.stranger("赵女士")
    await huge.says("/start")
    await desk.ask(lambda uow: _speak(uow, huge, Language.ZH_HANT))
    await desk.app.poller.stop()
    broken = []
    for number, somebody in enumerate(good):
        somebody.phone.send_text("echo")
        if number == 2:
            torn.phone.send_text("13812345678 is nobody's business")
            broken.append(queue_up(desk, lambda raw: raw["message"]["chat"].pop("type")))
        if number == 4:
            huge.phone.send_text("echo")
            broken.append(queue_up(desk, lambda raw: raw["message"]["from"].update(id=2**70)))
    desk.app.poller.start()
    await desk.settle()

    assert [somebody.texts for somebody in good] == [["echo"]] * 7
    numbers = [each.id for each in broken]
    assert await unreadable(desk) == numbers
    told = {e["update_id"]: e for e in desk.errors if e["event"] == "update set aside"}
    assert sorted(told) == numbers
    assert told[numbers[0]]["error_id"] in torn.last.text
    assert "sorry" in torn.last.text.lower()
    assert told[numbers[1]]["error_id"] in huge.last.text
    assert "對不起" in huge.last.text
    assert "13812345678" not in str({k: v for e in desk.errors for k, v in e.items()})
    desk.errors.clear()
    await good[0].says("echo again")  # the offset has moved on
    assert list(desk.world.bot.updates.waiting)[:-1] == []
    await desk.assert_nothing_lost()


def _speak(uow: UnitOfWork, somebody: Somebody, language: Language) -> None:
    person = uow.people.by_telegram(somebody.user.id)
    assert person is not None
    uow.people.save(replace(person, language=language))


async def test_a_broken_update_of_a_group_is_set_aside_in_silence(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    group = desk.group("维修组", wang)
    await desk.app.poller.stop()
    wang.phone.send_text("hello", group.chat)
    queued = queue_up(desk, lambda raw: raw["message"]["chat"].pop("type"))
    desk.app.poller.start()
    await desk.settle()
    assert await unreadable(desk) == [queued.id]
    assert group.messages == []
    assert logged(desk, "update set aside") == [queued.id]


async def test_what_aiogram_cannot_read_is_answered(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    await desk.app.poller.stop()
    wang.phone.send_text("echo")
    queue_up(desk, lambda raw: raw["message"].update(entities="none"))
    desk.app.poller.start()
    await desk.settle()
    assert "看不懂" in wang.last.text
    desk.errors.clear()
    await desk.assert_nothing_lost()


async def test_a_stored_update_that_can_no_longer_be_read_keeps_no_desk_from_starting(
    desk: DeskOnTrial,
) -> None:
    wang = desk.stranger("王女士")
    old = [
        InboxUpdate(bot_id=desk.app.bot.id, update_id=number, lane_key="5:5", payload=payload)
        for number, payload in ((1, b'{"update_id":1,"message":{}}'), (2, b'{"update_id":2}'))
    ]
    await desk.ask(lambda uow: uow.inbox.store(old, desk.clock.now()))
    await desk.app.reception.stop()
    await desk.app.reception.start()
    await wang.says("echo")
    assert wang.texts == ["echo"]
    assert await unreadable(desk) == [1, 2]
    assert logged(desk, "update set aside") == [1, 2]
    await desk.assert_nothing_lost()
