"""The nights in which the desk forgets what is over."""

import pytest

from services.ports import UnitOfWork
from storage.statements import Statement
from tests.dialogs.desk import DeskOnTrial


async def rows(desk: DeskOnTrial, table: str) -> int:
    statement = Statement(f"SELECT count(*) FROM {table}")  # noqa: S608 - a name of ours

    def count(uow: UnitOfWork) -> int:
        transaction = uow.outbox._transaction  # type: ignore[attr-defined]  # looks inside
        return int(transaction.row(statement, {})[0])

    return await desk.ask(count)


async def test_what_was_done_a_month_ago_is_forgotten_and_the_ticket_is_not(
    desk: DeskOnTrial,
) -> None:
    zhang = await desk.staff("张师傅", "repair")
    group = await desk.team("repair", zhang)
    wang = await desk.owner("王女士", home="3-2-501")
    for word in ("报修", "漏水", "厨房水槽下面一直滴水", "提交"):
        await (wang.taps(word) if word in {"漏水", "提交"} else wang.says(word))
    await zhang.taps("接单", in_=group)
    li = desk.stranger("李先生")
    desk.world.faults.add("bad_request", chat_id=li.user.id, description="no reason given")
    await li.says("/help")
    timers, messages = await rows(desk, "due"), await rows(desk, "outbox")
    assert await rows(desk, "inbox") > 4
    assert messages > 4

    await desk.app.jobs.forget()
    assert (await rows(desk, "due"), await rows(desk, "outbox")) == (timers, messages)

    await desk.forward(days=32)
    await wang.says("/tickets")
    waiting = await desk.ask(lambda uow: uow.outbox.waiting())
    given_up = await desk.ask(lambda uow: uow.outbox.dead_letters(100))
    await desk.app.jobs.forget()
    assert await rows(desk, "inbox") == 1
    assert await rows(desk, "cron_run") == 1
    assert await desk.ask(lambda uow: uow.outbox.waiting()) == waiting
    assert await desk.ask(lambda uow: uow.outbox.dead_letters(100)) == given_up
    assert len(given_up) > 0
    await wang.says("/tickets")
    wang.sees("R-1001")


async def test_a_night_is_worked_off_once_by_whoever_is_first(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    await wang.says("/help")
    retention = desk.app.jobs._retention
    await desk.forward(days=40)
    assert await desk.app.runner.run(retention.begin, desk.clock.now())  # another process
    await desk.app.jobs.forget()
    assert await rows(desk, "inbox") == 1
    await desk.forward(days=1)
    await desk.app.jobs.forget()
    assert await rows(desk, "inbox") == 0


async def test_more_than_one_bite_is_taken_in_one_night(
    desk: DeskOnTrial, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.retention.BITE", 2)
    wang = desk.stranger("王女士")
    for _ in range(5):
        await wang.says("/help")
    await desk.forward(days=40)
    await desk.app.jobs.forget()
    assert await rows(desk, "inbox") == await rows(desk, "outbox") == 0


async def test_a_draft_nobody_goes_on_with_has_an_end(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    li = await desk.owner("李先生", home="3-2-502")
    await wang.says("报修")
    await wang.taps("漏水")
    await desk.forward(days=5)
    await li.says("报修")
    await desk.forward(days=3)
    await desk.app.jobs.forget()
    assert await rows(desk, "dialogue") == 1
    await wang.says("厨房水槽下面一直滴水")
    assert "要继续吗" not in wang.last.text
    await li.says("漏水")
    assert "要继续吗" in li.last.text
    await desk.assert_nothing_lost()
