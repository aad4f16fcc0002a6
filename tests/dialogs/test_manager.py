"""Figures and lists by command."""

from domain.people import StaffRole
from tests.dialogs.desk import DeskOnTrial
from tests.dialogs.work_done import scene


async def test_the_figures_of_today_are_those_of_what_happened(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    manager = await desk.staff("何经理", "centre", StaffRole.MANAGER)
    await play.finished("d1")
    await desk.forward(minutes=5)
    await play.owner.taps("好了")
    await play.owner.taps("2")
    await play.file("楼道灯坏了", draft="d2")
    await manager.says("/stats 今天")
    text = manager.last.text
    assert "登记 2（报修 2）" in text
    assert "未完成 2，其中超时 0" in text
    assert "按时接单 100%（1/1）" in text
    assert "返修 1" in text
    assert "满意 2.0 分 / 打分 1 份" in text
    await desk.assert_nothing_lost()


async def test_figures_understand_words_in_three_languages(desk: DeskOnTrial) -> None:
    manager = await desk.staff("何经理", "centre", StaffRole.MANAGER)
    for asked, said in (
        ("/stats", "今天"),
        ("/stats 本月 维修组", "维修组 · 本月"),
        ("/stats week security", "安管组 · 本周"),
        ("/stats 本週", "本周"),
        ("/stats 维修", "维修组 · 今天"),
    ):
        await manager.says(asked)
        assert said in manager.last.text, asked
    await manager.says("/stats 火星")
    assert "没看懂「火星」" in manager.last.text


async def test_buttons_change_period_and_team_in_place(desk: DeskOnTrial) -> None:
    manager = await desk.staff("何经理", "centre", StaffRole.MANAGER)
    await manager.says("/stats")
    count = len(manager.messages)
    await manager.taps("本月")
    await manager.taps("保洁组")
    assert "保洁组 · 本月" in manager.last.text
    assert len(manager.messages) == count


async def test_owners_and_workers_get_no_figures_and_leaders_only_their_teams(
    desk: DeskOnTrial,
) -> None:
    owner = await desk.owner("王女士", home="3-2-501")
    worker = await desk.staff("张师傅", "repair")
    leader = await desk.staff("陈工", "repair", StaffRole.LEADER)
    for person in (owner, worker):
        await person.says("/stats 今天")
        assert "登记" not in person.last.text
    await leader.says("/stats 本月")
    assert "维修组 · 本月" in leader.last.text
    await leader.says("/stats 本月 安管组")
    assert "安管组" not in leader.last.text


async def test_open_tickets_are_listed_oldest_first_and_paged(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    for number in range(10):
        await play.file(f"第 {number} 处漏水", draft=f"d{number}")
        await desk.forward(minutes=1)
    await desk.forward(hours=1)
    await play.clerk.says("/open")
    lines = play.clerk.last.text.splitlines()
    assert "未完成 10" in lines[0]
    assert lines[1].startswith("⚠ 超时 40 分 R-1001")
    await play.clerk.taps("下一页")
    assert "R-1009" in play.clerk.last.text
    await play.clerk.taps("上一页")
    assert "R-1001" in play.clerk.last.text


async def test_an_owner_does_not_read_internal_notes(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.finished()
    await play.owner.says(f"/ticket {view.code}")
    assert "换了角阀" not in play.owner.last.text


async def test_a_whole_ticket_by_its_number(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.finished()
    await play.clerk.says(f"/ticket {view.code}")
    text = play.clerk.last.text
    assert view.code in text
    assert "张师傅" in text
    assert "换了角阀和软管" in text
    await play.clerk.says("/ticket")
    assert "R-1027" in play.clerk.last.text
    outsider = await desk.owner("李先生", home="12-1-302")
    await outsider.says(f"/ticket {view.number}")
    assert "换了角阀" not in outsider.last.text
    await play.clerk.says("/ticket 424242")
    assert "换了角阀" not in play.clerk.last.text
