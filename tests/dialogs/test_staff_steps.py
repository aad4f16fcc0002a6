"""The next step is at hand for staff, and what was not meant for the owner does not reach them."""

from domain.lifecycle import Action, Status
from domain.people import StaffRole
from tests.dialogs.desk import DeskOnTrial
from tests.dialogs.tickets import events_of, tickets
from tests.dialogs.work_done import scene


async def test_a_word_of_leaving_is_not_sent_to_the_owner(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    await play.worker.taps("接单", in_=play.repair)
    card, heard = play.repair.last_card, len(play.owner.messages)
    for label in ("留言", "完成"):
        await play.worker.taps(label, in_=play.repair, on=card)
        if label == "完成":
            await play.worker.taps("修不了", in_=play.repair, on=card)
            await play.worker.taps("先写说明", in_=play.repair, on=card)
        await play.worker.says("算了", in_=play.repair, reply_to=play.repair.last)
        assert f"好，{view.code} 没有动" in play.repair.last.text
    assert len(play.owner.messages) == heard
    [ticket] = await tickets(desk)
    assert ticket.status is Status.ACCEPTED
    await desk.assert_nothing_lost()


async def test_a_colleague_is_told_in_whose_hands_a_ticket_is(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await play.file()
    other = await desk.staff("李师傅", "repair")
    group = await desk.team("repair", play.worker, other)
    await play.file("又漏了", draft="d2")
    await play.worker.taps("接单", in_=group)
    for label in ("到场", "挂起", "完成", "电话"):
        said = await other.taps(label, in_=group)
        assert said.show_alert
        assert "在张师傅手上" in (said.text or ""), label
    await other.taps("更多", in_=group)
    said = await other.taps("指派", in_=group)
    assert said.show_alert
    await desk.assert_nothing_lost()


async def test_an_overdue_notice_carries_the_buttons_of_its_chat(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await play.file()
    await desk.forward(minutes=31)
    for group, labels in (
        (play.repair, ["接单", "退回", "转派", "更多"]),
        (play.centre, ["转派", "指派", "留言"]),
    ):
        assert "已超时" in group.last.text
        assert group.last.labels == labels
    notice = play.centre.last
    await play.clerk.taps("指派", in_=play.centre, on=notice)
    await play.clerk.taps("张师傅", in_=play.centre, on=notice)
    assert notice.labels == []
    [ticket] = await tickets(desk)
    assert ticket.status is Status.ACCEPTED
    await desk.assert_nothing_lost()


async def test_what_comes_back_can_be_dispatched_where_it_is_said(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await play.file()
    await play.worker.taps("退回", in_=play.repair)
    await play.worker.taps("缺材料", in_=play.repair)
    assert "张师傅退回：缺材料" in play.centre.messages[0].text
    assert play.centre.last.labels == ["派单", "指派"]
    await play.clerk.taps("派单", in_=play.centre, on=play.centre.last)
    await play.clerk.taps("维修组", in_=play.centre, on=play.centre.last)
    [ticket] = await tickets(desk)
    assert ticket.status is Status.DISPATCHED
    assert "退回：" not in play.centre.messages[0].text
    await desk.assert_nothing_lost()


async def test_without_a_group_of_the_centre_a_manager_gets_the_way_to_the_ticket(
    desk: DeskOnTrial,
) -> None:
    boss = await desk.staff("何经理", "centre", StaffRole.MANAGER)
    owner = await desk.owner("王女士", home="3-2-501")
    for step in ("报修", "漏水", "厨房滴水", "提交"):
        await (owner.says(step) if step in {"报修", "厨房滴水"} else owner.taps(step))
    assert "没有派出去" in boss.last.text
    await boss.taps("打开卡片")
    assert boss.buttons == ["派单", "指派"]
    await desk.assert_nothing_lost()


async def test_the_whole_job_can_be_done_in_private(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await play.file()
    await play.worker.taps("接单", in_=play.repair)
    contact = play.worker.last
    assert contact.labels == ["到场", "挂起", "完成", "复制电话", "留言"]
    await play.worker.taps("到场", on=contact)
    assert "到场" in contact.text
    assert str(play.owner.user.phone) in contact.text
    assert contact.wire.get("has_protected_content")
    assert contact.labels[:2] == ["挂起", "完成"]
    await play.worker.taps("完成", on=contact)
    await play.worker.taps("已修好", on=contact)
    assert contact.labels == ["撤销"]
    [ticket] = await tickets(desk)
    assert ticket.status is Status.DONE
    await desk.assert_nothing_lost()


async def test_in_private_a_colleagues_ticket_has_no_buttons_of_the_work(
    desk: DeskOnTrial,
) -> None:
    play = await scene(desk)
    view = await play.file()
    other = await desk.staff("李师傅", "repair")
    await play.worker.taps("接单", in_=play.repair)
    await other.says(f"/find {view.code}")
    await other.taps(view.code)
    assert other.buttons == ["留言"]
    await desk.assert_nothing_lost()


async def test_what_could_not_be_mended_is_not_asked_about_as_if_it_were(
    desk: DeskOnTrial,
) -> None:
    play = await scene(desk)
    for draft, ending, asked, labels in (
        ("d1", "修不了", "这样可以吗？", ["可以", "还要处理"]),
        ("d2", "业主不在家", "还需要我们再来吗？", ["不用了", "再来一次"]),
    ):
        await play.file(draft=draft)
        card = play.repair.last_card
        for label in ("接单", "完成", ending, "直接完成"):
            await play.worker.taps(label, in_=play.repair, on=card)
        await desk.forward(minutes=5)
        question = play.owner.sees(asked)
        assert question.labels == labels
        assert "真的好了" not in question.text
        await play.owner.taps(labels[0], on=question)
        assert "业主同意这样处理" in card.text
    await desk.assert_nothing_lost()


async def test_a_reply_to_the_desks_answer_is_kept_as_well(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await play.file()
    other = await desk.staff("李师傅", "repair")
    group = await desk.team("repair", play.worker, other)
    await play.file("又漏了", draft="d2")
    await play.worker.taps("接单", in_=group)
    await play.worker.taps("留言", in_=group)
    question = group.last
    await other.says("配件在仓库", in_=group, reply_to=question)
    assert "已记为内部备注" in group.last.text
    await play.worker.says("一会儿到", in_=group, reply_to=question)
    assert "已发给业主" in group.last.text
    await play.worker.says("钥匙在门卫", in_=group, reply_to=group.last)
    assert "已记为内部备注" in group.last.text
    last = (await tickets(desk))[-1]
    notes = [e.text for e in await events_of(desk, last) if e.kind is Action.NOTE]
    assert notes == ["配件在仓库", "钥匙在门卫"]
    assert "钥匙" not in "".join(play.owner.texts)
    await desk.assert_nothing_lost()


async def test_a_timeline_in_a_group_names_no_owner(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    await play.clerk.says(f"/ticket {view.code}", in_=play.centre)
    told = play.centre.last.text
    assert "登记（机器人） · 王**" in told
    assert "王女士" not in told
    await play.clerk.says(f"/ticket {view.code}")
    assert "登记（机器人） · 王女士" in play.clerk.last.text


async def test_figures_lead_to_what_is_open_and_by_whom(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    manager = await desk.staff("何经理", "centre", StaffRole.MANAGER)
    await manager.says("/stats")
    assert "登记 0\n" in manager.last.text
    first = await play.file()
    await play.accept(first.id)
    await play.file("又漏了", draft="d2")
    await desk.forward(hours=2)
    await manager.says("/stats")
    figures = manager.last
    await manager.taps("看未完成")
    listed = manager.last.text
    assert "R-1001 漏水 · 3-2-501 · 已接单 · 张师傅 · 2 小时前" in listed
    assert "⚠ 超时 1 小时 30 分 R-1002 漏水 · 3-2-501 · 等人接单 · 维修组 · 2 小时前" in listed
    assert "登记 2（报修 2）" in figures.text
    await play.clerk.says("/stats")
    assert "数字给组长和经理看" in play.clerk.last.text
    await desk.assert_nothing_lost()
