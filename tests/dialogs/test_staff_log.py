"""A colleague takes down a report for an owner who called, came by or stopped them."""

import pytest

from domain.lifecycle import Status
from domain.ticket import Channel, Ticket
from services.rows import TicketQuery
from tests.dialogs.desk import DeskOnTrial, Somebody
from tests.dialogs.work_done import scene


async def newest(desk: DeskOnTrial) -> Ticket:
    found = await desk.ask(lambda uow: uow.tickets.by_number(desk.community, 1001))
    assert found is not None
    return found


async def to_the_read_back(worker: Somebody) -> None:
    await worker.says("/log")
    await worker.taps("电话")
    await worker.says("3-2-501")
    await worker.says("赵小姐")
    await worker.says("１３９ 1234 5678")
    await worker.taps("报修")
    await worker.taps("漏水")
    await worker.says("厨房 <b>漏水</b> & 急")


async def test_a_worker_logs_a_call(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await desk.house("3-2-501")
    await to_the_read_back(play.worker)
    text = play.worker.last.text
    for said in (
        "报修 · 漏水",
        "3栋2单元501",
        "赵小姐 +8613912345678",
        "电话",
        "厨房 <b>漏水</b>",
    ):
        assert said in text
    await play.worker.taps("登记")
    ticket = await newest(desk)
    assert (ticket.channel, ticket.status) == (Channel.PHONE, Status.DISPATCHED)
    assert ticket.logged_by == play.worker.staff_id
    done = play.worker.sees("已登记")
    assert "R-1001" in done.text
    assert "t.me/" in done.text
    card = play.repair.last_card
    assert "电话" in card.text
    assert "张师傅代报" in card.text
    assert "未核实" in card.text or ticket.verified
    assert "赵**" in card.text
    assert "39123" not in card.text
    await desk.assert_nothing_lost()


async def test_a_resident_is_taken_by_one_tap_and_told(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await play.worker.says("/log")
    await play.worker.taps("前台")
    await play.worker.says("3-2-501")
    assert "点名字" in play.worker.last.text
    label = play.worker.last.labels[0]
    assert label.startswith("王** ")
    assert "****" in label
    await play.worker.taps("王**")
    await play.worker.taps("投诉")
    await play.worker.taps("噪音")
    await play.worker.says("楼上半夜装修")
    await play.worker.taps("登记")
    ticket = await newest(desk)
    assert ticket.reporter == play.owner.person_id
    assert ticket.channel is Channel.COUNTER
    assert ticket.verified
    assert "已替您登记" in play.owner.last.text
    assert "收到通知" in play.worker.sees("已登记").text
    await desk.assert_nothing_lost()


async def test_a_clerk_recognises_who_is_on_the_phone(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await play.clerk.says("/log")
    await play.clerk.taps("电话")
    await play.clerk.says("3-2-501")
    asked = play.clerk.last
    assert asked.labels[0] == f"王女士 {play.owner.user.phone}"
    assert asked.wire.get("has_protected_content")
    await play.clerk.taps("王女士")
    await play.clerk.taps("投诉")
    await play.clerk.taps("噪音")
    await play.clerk.says("楼上半夜装修")
    assert "王女士" in play.clerk.last.text
    assert play.clerk.last.wire.get("has_protected_content")
    await play.clerk.taps("登记")
    assert (await newest(desk)).reporter == play.owner.person_id
    assert "王女士" not in play.centre.last_card.text
    await desk.assert_nothing_lost()


async def test_a_public_place_and_a_kind_with_one_category(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await play.clerk.says("/log")
    await play.clerk.taps("当面")
    await play.clerk.taps("公共区域")
    await play.clerk.says("南门岗亭")
    await play.clerk.says("钱先生")
    await play.clerk.says("+852 5123 4567")
    await play.clerk.taps("建议")
    assert "什么事" in play.clerk.last.text
    await play.clerk.says("多放一个快递架")
    await play.clerk.taps("登记")
    ticket = await newest(desk)
    assert (ticket.place.spot, ticket.category) == ("南门岗亭", "general")
    assert ticket.team == "centre"


async def test_everything_can_be_changed_before_it_is_sent(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await desk.house("3-2-502")
    await to_the_read_back(play.worker)
    await play.worker.taps("改渠道")
    await play.worker.taps("前台")
    await play.worker.taps("改地点")
    await play.worker.says("3-2-502")
    await play.worker.taps("改业主")
    await play.worker.says("孙先生")
    await play.worker.says("13700000001")
    await play.worker.taps("改类别")
    await play.worker.taps("投诉")
    await play.worker.taps("停车")
    await play.worker.taps("改内容")
    await play.worker.says("占道")
    text = play.worker.last.text
    for said in ("投诉 · 停车", "3栋2单元502", "孙先生 +8613700000001", "前台", "占道"):
        assert said in text
    await play.worker.taps("登记")
    assert (await newest(desk)).description == "占道"


async def test_back_goes_one_question_back_and_cancel_leaves_nothing(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await desk.house("3-2-501")
    await to_the_read_back(play.worker)
    asked = ["什么事", "哪一类", "要办什么", "怎么称呼", "哪一家", "业主是怎么来的"]
    for question in asked:
        await play.worker.taps("返回")
        assert question in play.worker.last.text or "点名字" in play.worker.last.text
    await play.worker.taps("取消")
    assert "没有登记" in play.worker.last.text
    assert await count(desk) == 0


async def count(desk: DeskOnTrial) -> int:
    query = TicketQuery(community=desk.community)
    _, total = await desk.ask(lambda uow: uow.tickets.find(query))
    return total


async def test_sending_twice_makes_one_ticket(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await desk.house("3-2-501")
    await to_the_read_back(play.worker)
    message = play.worker.last
    taps = [play.worker.phone.tap(message, "登记") for _ in range(2)]
    await desk.settle()
    for tap in taps:
        await tap.answered()
    assert await count(desk) == 1
    await play.worker.forges("lg:send:", on=message)
    assert await count(desk) == 1
    await desk.assert_nothing_lost()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("12345", "号码不对"), ("138123456789012", "号码不对"), ("不告诉你", "号码不对"),
        ("8" * 4000, "号码不对"), ("☎️", "号码不对"), ("021-62345678", "要办什么"),
        ("8613812345678", "要办什么"), ("138-1234-5678", "要办什么"),
    ],
)  # fmt: skip
async def test_a_wrong_phone_has_a_clear_answer(desk: DeskOnTrial, typed: str, said: str) -> None:
    play = await scene(desk)
    await desk.house("3-2-501")
    await play.worker.says("/log")
    await play.worker.taps("电话")
    await play.worker.says("3-2-501")
    await play.worker.says("赵小姐")
    await play.worker.says(typed)
    assert said in play.worker.last.text
    await desk.assert_nothing_lost()


async def test_wrong_answers_are_explained_at_every_question(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await desk.house("3-2-501")
    worker = play.worker
    await worker.says("/log")
    await worker.says("电话吧")
    assert "点下面的按钮" in worker.texts[-2]
    await worker.taps("电话")
    await worker.says("99-9-999")
    assert "没有 99栋9单元999" in worker.last.text
    await worker.says("就是那个 <b>拐角</b>")
    assert "「就是那个 <b>拐角</b>」不像房号" in worker.last.text
    await worker.taps("重打房号")
    await worker.sends_sticker()
    assert "打字" in worker.texts[-2]
    await worker.says("3-2-501")
    await worker.says("。。。")
    assert "名字请写" in worker.last.text
    await worker.says("长" * 61)
    assert "名字请写" in worker.last.text
    await worker.says("赵小姐")
    await worker.says("13912345678")
    await worker.says("修水管")
    assert "点下面的按钮" in worker.texts[-2]
    await worker.taps("报修")
    await worker.forges("lg:category:noise")  # no category of repairs
    assert "哪一类" in worker.last.text
    await worker.taps("漏水")
    await worker.sends_photo()
    assert "请用文字" in worker.texts[-2]
    await worker.says("长" * 2001)
    assert "太长了" in worker.last.text
    await worker.says("水管漏水")
    assert "请核对" in worker.last.text
    await desk.assert_nothing_lost()


async def test_words_that_are_no_home_can_be_a_public_place(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await play.worker.says("/log")
    await play.worker.taps("电话")
    await play.worker.says("儿童乐园滑梯旁边")
    await play.worker.taps("公共区域")
    assert "怎么称呼" in play.worker.last.text
    await play.worker.says("赵小姐")
    await play.worker.says("13912345678")
    await play.worker.taps("报修")
    await play.worker.taps("公共设施")
    await play.worker.says("滑梯裂了")
    assert "儿童乐园滑梯旁边" in play.worker.last.text


async def test_in_a_group_it_leads_to_the_private_chat(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await play.worker.says("/log", in_=play.repair)
    assert "私聊" in play.repair.last.text
    assert play.repair.last.labels == ["私聊登记"]
    await play.worker.opens("log")
    assert "业主是怎么来的" in play.worker.last.text


async def test_only_staff_may_log(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await play.owner.says("/log")
    assert "业主是怎么来的" not in "".join(play.owner.texts)
    await play.owner.forges("lg:pick:1")
    await play.owner.forges("lg:send:")
    assert await count(desk) == 0


async def test_who_was_picked_must_live_there(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    stranger = await desk.owner("李先生", home="3-2-502")
    await play.worker.says("/log")
    await play.worker.taps("电话")
    await play.worker.says("3-2-501")
    await play.worker.forges(f"lg:pick:{stranger.person_id}")
    assert "点名字" in play.worker.last.text


async def test_an_idle_draft_goes_on_where_it_was(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await desk.house("3-2-501")
    await to_the_read_back(play.worker)
    await desk.forward(hours=3)
    await play.worker.says("在吗")
    await play.worker.taps("继续")
    assert "请核对" in play.worker.last.text
    await play.worker.taps("登记")
    assert await count(desk) == 1


async def test_an_emergency_can_be_logged(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await play.clerk.says("/log")
    await play.clerk.taps("电话")
    await play.clerk.taps("公共区域")
    await play.clerk.says("3栋电梯")
    await play.clerk.says("赵小姐")
    await play.clerk.says("13912345678")
    await play.clerk.taps("紧急")
    await play.clerk.taps("电梯困人")
    await play.clerk.says("两个人困在里面")
    await play.clerk.taps("登记")
    assert "🔴 紧急" in "".join(play.repair.texts)
