"""What an owner was promised stands, through however many hands the ticket goes."""

from domain.people import StaffRole
from tests.dialogs.desk import DeskOnTrial
from tests.dialogs.work_done import scene

OVERDUE = "已超时，还没人接单"


async def test_an_overdue_ticket_that_is_given_back_stays_overdue(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await play.file()
    await desk.forward(minutes=40)
    await play.worker.taps("退回", in_=play.repair)
    await play.worker.taps("人手不够", in_=play.repair)
    assert "（已超时）" in play.centre.messages[0].text
    manager = await desk.staff("何经理", "centre", StaffRole.MANAGER)
    await manager.says("/open")
    assert "⚠ 超时 10 分 R-1001" in manager.last.text
    await manager.says("/stats")
    assert "未完成 1，其中超时 1" in manager.last.text
    await desk.assert_nothing_lost()


async def test_the_owner_hears_kindly_that_it_changes_hands_too_late(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    security = await desk.team("security", await desk.staff("赵队员", "security"))
    await play.file()
    await play.worker.taps("接单", in_=play.repair)
    await desk.forward(minutes=40)
    await play.worker.taps("更多", in_=play.repair)
    await play.worker.taps("退回", in_=play.repair)
    await play.worker.taps("人手不够", in_=play.repair)
    for told in ("换人处理", "转给安管组"):
        if told == "转给安管组":
            await play.worker.taps("转派", in_=play.repair)
            await play.worker.taps("安管组", in_=play.repair)
        notice = play.owner.last
        assert told in notice.text
        assert "答应您今天 10:30前有人接单，现在已经过了，对不起" in notice.text
        assert "升级" in notice.labels
    assert "最晚接单 今天 10:30（已超时）" in security.last_card.text
    await desk.assert_nothing_lost()


async def test_the_next_team_is_warned_too_and_the_owner_hears_one_apology(
    desk: DeskOnTrial,
) -> None:
    play = await scene(desk)
    security = await desk.team("security", await desk.staff("赵队员", "security"))
    await play.file()
    await desk.forward(minutes=40)
    await play.worker.taps("转派", in_=play.repair)
    await play.worker.taps("安管组", in_=play.repair)
    assert not any(OVERDUE in text for text in security.texts)
    # A leak waits half an hour for a team: so does this one, from now.
    await desk.forward(minutes=29)
    assert not any(OVERDUE in text for text in security.texts)
    await desk.forward(minutes=2)
    assert any(OVERDUE in text for text in security.texts)
    assert sum("现在还没有，对不起" in text for text in play.owner.texts) == 1
    await desk.assert_nothing_lost()


async def test_before_the_promised_moment_it_changes_hands_without_another_promise(
    desk: DeskOnTrial,
) -> None:
    play = await scene(desk)
    view = await play.file()
    await play.worker.taps("接单", in_=play.repair)
    await desk.forward(minutes=10)
    await play.worker.taps("更多", in_=play.repair)
    await play.worker.taps("退回", in_=play.repair)
    await play.worker.taps("人手不够", in_=play.repair)
    assert f"{view.code} 换人处理，最晚今天 10:30前重新有人接单" in play.owner.last.text
    await desk.forward(minutes=21)
    assert any(OVERDUE in text for text in play.repair.texts)
    assert any("今天 10:30前有人接单，现在还没有" in text for text in play.owner.texts)
    await desk.assert_nothing_lost()
