"""What goes overdue together is one message in each chat, however many tickets it is."""

from dataclasses import replace
from datetime import timedelta

from domain.lifecycle import Action
from domain.people import StaffRole
from services.overdue import TELL_OVERDUE, Overdue
from services.rows import DueRow
from tests.dialogs.desk import DeskOnTrial, Group
from tests.dialogs.tickets import events_of, tickets
from tests.dialogs.work_done import Scene, scene

MANY = 8


async def after_an_outage(desk: DeskOnTrial, leaks: int = MANY) -> Scene:
    """Leaks, one reported each minute, that all went overdue while the desk stood still."""
    play = await scene(desk)
    for number in range(leaks):
        await play.file(f"水管漏水 {number}", draft=f"d{number}")
        desk.clock.forward(timedelta(minutes=1))
    desk.clock.forward(timedelta(hours=1))
    await desk.forward(minutes=2)
    return play


def told(group: Group) -> list[str]:
    return [text for text in group.texts if "已超时，" in text or "工单超时" in text]


async def test_many_at_once_are_one_message_with_the_oldest_at_hand(desk: DeskOnTrial) -> None:
    play = await after_an_outage(desk)
    for group in (play.repair, play.centre):
        assert len(told(group)) == 1
        assert f"⚠ {MANY} 张工单超时，最久的：" in group.last.text
        assert "🟡 较急 R-1001 漏水 · 3栋2单元501 · 今天 10:30前该有人接单" in group.last.text
        assert "R-1006" not in group.last.text
        assert group.last.labels == [
            "R-1001", "R-1002", "R-1003", "R-1004", "R-1005", "看超时",
        ]  # fmt: skip
    await play.worker.taps("R-1002", in_=play.repair)
    assert "R-1002 漏水 · 报修" in play.repair.last_card.text
    await play.clerk.taps("看超时", in_=play.centre)
    assert f"超时 {MANY}" in play.centre.last.text
    await desk.assert_nothing_lost()


async def test_each_of_many_has_its_line_and_each_owner_their_word(desk: DeskOnTrial) -> None:
    play = await after_an_outage(desk)
    for ticket in await tickets(desk):
        kinds = [event.kind for event in await events_of(desk, ticket)]
        assert kinds.count(Action.OVERDUE) == 1
    assert sum("现在还没有，对不起" in text for text in play.owner.texts) == MANY


async def test_three_at_once_have_a_message_each(desk: DeskOnTrial) -> None:
    play = await after_an_outage(desk, leaks=3)
    for group in (play.repair, play.centre):
        assert len(told(group)) == 3
        assert "R-1003 已超时，还没人接单" in group.last.text


async def test_told_a_second_time_nothing_is_said_twice(desk: DeskOnTrial) -> None:
    play = await after_an_outage(desk)
    before = len(play.repair.messages), len(play.centre.messages)
    at = next(
        event.at
        for event in await events_of(desk, (await tickets(desk))[0])
        if event.kind is Action.OVERDUE
    )
    since = at.replace(second=0, microsecond=0)
    number = int(since.timestamp() // 30)
    row = DueRow(
        id=0,
        fence=0,
        key=f"overdue:{desk.community}:{number}",
        kind=TELL_OVERDUE,
        at=at,
        payload={"community": desk.community, "since": since.isoformat()},
    )
    await desk.app.runner.run(Overdue(desk.clock).tell, row)
    await desk.settle()
    assert (len(play.repair.messages), len(play.centre.messages)) == before
    # Under another key the very same row would be news.
    await desk.app.runner.run(Overdue(desk.clock).tell, replace(row, key="overdue:other"))
    await desk.settle()
    assert len(told(play.repair)) == 2


async def test_what_was_taken_meanwhile_is_not_complained_of(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    await desk.forward(minutes=30)
    await play.accept(view.id)
    await desk.forward(minutes=2)
    assert told(play.repair) == told(play.centre) == []


async def test_an_emergency_waits_for_no_other(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.emergency()
    within = desk.app.desk.emergency_accept_within
    await desk.forward(seconds=within.total_seconds())
    assert any(f"{view.code} 已超时，还没人接单" in text for text in play.centre.texts)


async def test_without_a_group_of_the_centre_the_managers_hear_of_many(
    desk: DeskOnTrial,
) -> None:
    boss = await desk.staff("何经理", "centre", StaffRole.MANAGER)
    play = await scene(desk)
    await desk.app.runner.run(lambda uow, chat: uow.chats.unbind(chat), play.centre.chat.id)
    for number in range(4):
        await play.file(f"水管漏水 {number}", draft=f"d{number}")
    await desk.forward(minutes=32)
    assert "4 张工单超时" in boss.last.text
    await boss.taps("R-1001")
    assert "R-1001 漏水 · 报修" in boss.last.text
    await desk.assert_nothing_lost()
