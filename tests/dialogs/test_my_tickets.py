"""The owner's own tickets: seen, added to, urged, taken back, moved up, reopened."""

import pytest

from domain.language import Language
from domain.lifecycle import Action, Outcome, Status
from domain.ticket import Ticket, TicketKind
from services.acts import Say, TicketCommand
from services.notes import Notes
from services.ports import UnitOfWork
from services.reactions import Reactions
from services.work import Finish, Work
from tests.dialogs.desk import DeskOnTrial, Group, Somebody
from tests.dialogs.tickets import events_of, filed_a_leak, files_of, tickets, told_a_leak


async def worker_and_group(desk: DeskOnTrial) -> tuple[Somebody, Group]:
    zhang = await desk.staff("张师傅", "repair")
    return zhang, await desk.team("repair", zhang)


async def finished(desk: DeskOnTrial, worker: Somebody, ticket: Ticket) -> None:
    """The worker takes it and ends it."""
    by = worker.person_id
    assert by is not None
    work = work_of(desk)
    take = TicketCommand(key=f"take:{ticket.id}", by=by, ticket_id=ticket.id)
    await desk.app.runner.run(work.accept, take)
    end = Finish(
        key=f"end:{ticket.id}",
        by=by,
        ticket_id=ticket.id,
        outcome=Outcome.FIXED,
        note="换了角阀",
    )
    await desk.app.runner.run(work.finish, end)
    await desk.settle()


def work_of(desk: DeskOnTrial) -> Work:
    return Work(desk.app.desk, desk.clock, Reactions(desk.app.desk))


# ---- the list -----------------------------------------------------------------------------


async def test_nothing_reported_yet(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("我的工单")
    assert "还没有报过事" in wang.last.text


async def test_open_ones_first_and_in_pages(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    for number in range(8):
        await filed_a_leak(desk, wang, f"漏水 {number}")
    await wang.says("/tickets")
    assert "没办完的有 8 件" in wang.last.text
    assert wang.buttons[0] == "R-1008 漏水 · 等客服派单"
    await wang.taps("下一页")
    assert wang.buttons[:2] == ["R-1002 漏水 · 等客服派单", "R-1001 漏水 · 等客服派单"]
    await wang.taps("上一页")
    await wang.taps("R-1008")
    assert "情况：漏水 7" in wang.last.text
    await wang.taps("取消")
    await wang.taps("确定取消")
    await wang.taps("返回列表")
    assert "没办完的有 7 件" in wang.last.text
    await wang.taps("全部记录")
    assert "一共 8 件" in wang.last.text
    assert wang.buttons[0] == "R-1008 漏水 · 已取消"


async def test_somebody_else_sees_nothing(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    eve = await desk.owner("Eve", home="3-2-502")
    ticket = await filed_a_leak(desk, wang)
    await eve.says("我的工单")
    assert "还没有报过事" in eve.last.text
    for action in ("show", "add", "urge", "cancel", "cancel-yes", "escalate", "reopen", "again"):
        answer = await eve.forges(f"t:{action}:{ticket.id}:")
        assert "没有找到" in (answer.text or ""), action
    assert [event.kind for event in await events_of(desk, ticket)] == [Action.FILE]


async def test_a_ticket_that_never_was(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("我的工单")
    answer = await wang.forges("t:show:999999:")
    assert "没有找到" in (answer.text or "")
    await desk.assert_nothing_lost()


# ---- the story ----------------------------------------------------------------------------


async def test_the_story_has_no_internal_notes_and_no_revealed_numbers(
    desk: DeskOnTrial,
) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    zhang, group = await worker_and_group(desk)
    ticket = await filed_a_leak(desk, wang)
    await zhang.taps("接单", in_=group)
    by = zhang.person_id
    assert by is not None
    notes: Notes = desk.app.services["notes"]

    def note(uow: UnitOfWork, _: None) -> None:
        notes.note(uow, Say(key="n", by=by, ticket_id=ticket.id, text="业主很难缠"))
        notes.relay(uow, Say(key="r", by=by, ticket_id=ticket.id, text="下午三点到"))

    await desk.app.runner.run(note, None)
    await wang.says("我的工单")
    await wang.taps(ticket.code)
    story = wang.last.text
    assert "张师傅已接单" in story
    assert "张师傅接单" in story
    assert "下午三点到" in story
    assert "难缠" not in story
    await desk.assert_nothing_lost()


async def test_progress_stands_beside_the_receipt(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await filed_a_leak(desk, wang)
    receipt = wang.last
    await wang.taps("查看进度")
    assert wang.last.id != receipt.id
    assert "客服中心正在安排，最晚今天 10:30前有人接单" in wang.last.text
    assert "今天 10:00 登记" in wang.last.text


# ---- adding -------------------------------------------------------------------------------


async def test_several_additions_in_a_row_until_done(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    _, group = await worker_and_group(desk)
    ticket = await filed_a_leak(desk, wang)
    await wang.taps("补充")
    await wang.says("水已经流到客厅")
    assert f"已转给维修组（{ticket.code}）" in wang.last.text
    before = len(wang.messages)
    await wang.sends_album(2, "看这里")
    assert len(wang.messages) == before + 1
    await wang.sends_sticker()
    assert "转不过去" in wang.last.text
    await wang.taps("完成")
    assert "补充到这里" in wang.last.text
    assert any("水已经流到客厅" in text for text in group.texts)
    assert any("看这里" in text for text in group.texts)
    assert len(await files_of(desk, ticket)) == 2
    await wang.says("你好")
    assert "我在" in wang.last.text


async def test_a_ticket_takes_ten_files(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    ticket = await filed_a_leak(desk, wang)
    await wang.taps("补充")
    await wang.sends_album(6)
    await wang.sends_album(6)
    assert "已经满 10 个" in "".join(wang.texts[-3:])
    assert len(await files_of(desk, ticket)) == 10
    await desk.assert_nothing_lost()


async def test_adding_leaves_a_report_under_way_alone(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    ticket = await filed_a_leak(desk, wang)
    receipt = wang.last
    await told_a_leak(wang, "卫生间也漏")
    await wang.taps("补充", on=receipt)
    await wang.says("厨房的更大了")
    await wang.taps("完成")
    assert "卫生间也漏" in wang.last.text
    assert "厨房的更大了" not in wang.last.text
    await wang.taps("提交")
    first, second = await tickets(desk)
    assert first.id == ticket.id
    assert second.description == "卫生间也漏"
    assert "厨房的更大了" in [event.text for event in await events_of(desk, first)]


async def test_a_reply_to_our_message_goes_to_its_ticket(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    zhang, group = await worker_and_group(desk)
    first = await filed_a_leak(desk, wang, "厨房")
    receipt = wang.last
    second = await filed_a_leak(desk, wang, "卫生间")
    await zhang.taps("接单", in_=group)
    notice = wang.sees("张师傅接单了")
    await wang.says("报修")
    await wang.says("带梯子来", reply_to=notice)
    assert f"已转给维修组（{second.code}）" in wang.last.text
    await wang.says("厨房先不急", reply_to=receipt)
    assert f"（{first.code}）" in wang.last.text
    assert "带梯子来" in [event.text for event in await events_of(desk, second)]
    assert "厨房先不急" in [event.text for event in await events_of(desk, first)]
    await wang.taps("漏水")
    await wang.says("阳台也漏")
    assert "情况：阳台也漏" in wang.last.text


async def test_a_reply_to_another_message_is_an_ordinary_word(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.taps("漏水")
    await wang.says("滴水", reply_to=wang.last)
    assert "请核对" in wang.last.text


# ---- a finished one -----------------------------------------------------------------------


async def test_words_for_a_finished_ticket_reopen_it(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    zhang, group = await worker_and_group(desk)
    ticket = await filed_a_leak(desk, wang)
    receipt = wang.last
    await finished(desk, zhang, ticket)
    await wang.says("又漏了，比原来还大", reply_to=receipt)
    assert f"{ticket.code} 已经结束" in wang.last.text
    await wang.sends_photo()
    await wang.taps("重新打开")
    assert "已重新打开" in wang.last.text
    (same,) = await tickets(desk)
    assert (same.cycle, same.status) == (2, Status.DISPATCHED)
    assert len(await files_of(desk, ticket)) == 1
    assert any("又漏了，比原来还大" in text for text in group.texts)
    await desk.assert_nothing_lost()


async def test_words_for_a_finished_ticket_can_be_a_new_report(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    zhang, _ = await worker_and_group(desk)
    ticket = await filed_a_leak(desk, wang)
    receipt = wang.last
    await finished(desk, zhang, ticket)
    await wang.taps("补充", on=receipt)
    await wang.says("这次是卫生间")
    await wang.taps("新报一件")
    assert "请核对：报修 · 漏水" in wang.last.text
    assert "情况：这次是卫生间" in wang.last.text
    await wang.taps("提交")
    first, second = await tickets(desk)
    assert (first.cycle, second.description) == (1, "这次是卫生间")


async def test_a_cancelled_ticket_is_not_reopened(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    ticket = await filed_a_leak(desk, wang)
    receipt = wang.last
    await wang.taps("取消")
    await wang.taps("确定取消")
    await wang.says("还是来一下", reply_to=wang.last)
    assert f"{ticket.code} 已经取消" in wang.last.text
    assert "重新打开" not in wang.buttons
    answer = await wang.forges(f"t:reopen:{ticket.id}:", on=receipt)
    assert answer.show_alert


# ---- urging, taking back, moving up -------------------------------------------------------


async def test_urging_is_possible_once_an_hour(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    _, group = await worker_and_group(desk)
    ticket = await filed_a_leak(desk, wang)
    await wang.taps("查看进度")
    await wang.taps("催单")
    assert "已经替您催了维修组" in wang.last.text
    assert any(f"在催 {ticket.code}" in text for text in group.texts)
    answer = await wang.taps("催单")
    assert "60 分钟后可以再催" in (answer.text or "")
    await desk.forward(minutes=61)
    await wang.taps("催单", on=wang.sees("已经替您催了"))
    kinds = [event.kind for event in await events_of(desk, ticket)]
    assert kinds.count(Action.URGE) == 2


async def test_cancelling_asks_once(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    _, group = await worker_and_group(desk)
    ticket = await filed_a_leak(desk, wang)
    await wang.taps("取消")
    assert f"确定取消 {ticket.code}" in wang.last.text
    await wang.taps("不取消")
    assert (await tickets(desk))[0].status is Status.DISPATCHED
    await wang.taps("取消")
    await wang.taps("确定取消")
    assert (await tickets(desk))[0].status is Status.CANCELLED
    assert any(f"取消了 {ticket.code}" in text for text in group.texts)


async def test_cancelling_finished_work_is_refused(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    zhang, _ = await worker_and_group(desk)
    ticket = await filed_a_leak(desk, wang)
    receipt = wang.last
    await finished(desk, zhang, ticket)
    await wang.taps("取消", on=receipt)
    answer = await wang.taps("确定取消")
    assert answer.show_alert
    assert (await tickets(desk))[0].status is Status.DONE


@pytest.mark.parametrize("reason", ["", "三天没人来"])
async def test_moving_up_reaches_the_managers(desk: DeskOnTrial, reason: str) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    centre = await desk.team("centre")
    ticket = await filed_a_leak(desk, wang)
    await wang.taps("查看进度")
    await wang.taps("升级")
    if reason:
        await wang.says(reason)
    else:
        await wang.taps("直接升级")
    assert f"{ticket.code} 已升级" in wang.last.text
    assert (await tickets(desk))[0].tier == 2
    assert any("要求升级" in text and reason in text for text in centre.texts)
    await wang.taps("升级", on=wang.sees("情况："))
    await wang.taps("直接升级")
    assert "刚升级过" in wang.last.text
    await wang.says("你好")
    assert "我在" in wang.last.text


async def test_not_moving_up_after_all(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await filed_a_leak(desk, wang)
    await wang.taps("查看进度")
    await wang.taps("升级")
    await wang.says("算了")
    assert (await tickets(desk))[0].tier == 1


async def test_the_same_again_takes_place_and_category_over(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    zhang, _ = await worker_and_group(desk)
    ticket = await filed_a_leak(desk, wang)
    await finished(desk, zhang, ticket)
    await wang.says("我的工单")
    await wang.taps(ticket.code)
    await wang.taps("新报一件")
    assert "说说怎么回事" in wang.last.text
    await wang.says("又漏了")
    await wang.taps("提交")
    assert [t.kind for t in await tickets(desk)] == [TicketKind.REPAIR] * 2


async def test_in_english(desk: DeskOnTrial) -> None:
    anna = await desk.owner("Anna", home="3-2-501", language=Language.EN)
    await anna.says("Repair")
    await anna.taps("Leak")
    await anna.says("drips")
    await anna.taps("Send")
    await anna.says("/tickets")
    await anna.taps("R-1001")
    assert "registered" in anna.last.text
    await anna.taps("Urge")
    assert "I have urged" in anna.last.text


@pytest.mark.parametrize("form", ["R-{}", "r{}", " R {}"])
async def test_a_typed_number_shows_the_ticket(desk: DeskOnTrial, form: str) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    ticket = await filed_a_leak(desk, wang)
    await wang.says(form.format(ticket.number))
    assert f"{ticket.code} 报修 · 漏水" in wang.last.text
    assert "催单" in wang.buttons


async def test_the_number_of_somebody_else_shows_nothing(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    ticket = await filed_a_leak(desk, wang)
    other = await desk.owner("路人")
    await other.says(ticket.code)
    assert "漏水" not in other.last.text
