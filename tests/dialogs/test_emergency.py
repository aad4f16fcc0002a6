"""Emergencies: numbers first, one tap calls the team, details follow, drafts stay untouched."""

import pytest

from domain.language import Language
from domain.lifecycle import Status
from domain.people import HouseId, Relation, ResidenceStatus
from domain.ticket import Severity, TicketKind
from tests.dialogs.desk import DeskOnTrial
from tests.dialogs.tickets import events_of, files_of, tickets, told_a_leak


@pytest.mark.parametrize("words", ["紧急求助", "/sos", "/emergency"])
async def test_the_first_answer_has_the_numbers_and_the_kinds(
    desk: DeskOnTrial, words: str
) -> None:
    somebody = desk.stranger("路人")
    await somebody.says(words)
    first = somebody.last
    assert "021-5555-0110" in first.text
    assert "火警 119" in first.text
    assert {"着火冒烟", "电梯困人", "燃气泄漏"} <= set(first.labels)


async def test_one_tap_says_what_to_do_and_calls_the_team(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    guard = await desk.staff("刘队", "security")
    group = await desk.team("security", guard)
    await wang.says("紧急求助")
    await wang.taps("着火冒烟")
    (ticket,) = await tickets(desk)
    assert (ticket.kind, ticket.severity) == (TicketKind.EMERGENCY, Severity.RED)
    text = wang.last.text
    assert text.startswith("先离开，随手关门")
    assert text.index("021-5555-0110") < text.index("已经呼叫安管组")
    assert f"编号 {ticket.code}。最晚今天 10:10前有人联系您。" in text
    assert "地点：3栋2单元501" in text
    assert any(ticket.code in told for told in group.texts)
    assert "🔴" in guard.last.text
    await desk.assert_nothing_lost()


async def test_no_consent_and_no_home_are_needed(desk: DeskOnTrial) -> None:
    somebody = desk.stranger("路人")
    await somebody.says("/sos")
    await somebody.taps("电梯困人")
    (ticket,) = await tickets(desk)
    assert (ticket.place.house_id, ticket.place.spot) == (None, "")
    assert "地点待确认" in somebody.last.text
    await somebody.says("7栋1单元的电梯，里面两个人")
    (ticket,) = await tickets(desk)
    assert ticket.place.spot == "7栋1单元的电梯，里面两个人"
    await somebody.says("有个孩子在哭")
    (ticket,) = await tickets(desk)
    assert ticket.place.spot == "7栋1单元的电梯，里面两个人"
    said = [event.text for event in await events_of(desk, ticket)]
    assert {"7栋1单元的电梯，里面两个人", "有个孩子在哭"} <= set(said)


async def test_who_is_on_the_way_is_said_and_a_broken_promise_too(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    guard = await desk.staff("刘队", "security")
    group = await desk.team("security", guard)
    await wang.says("/sos")
    await wang.taps("着火冒烟")
    await desk.forward(minutes=11)
    await wang.says("算了")
    assert "还没有人接，已经再催，请直接打值班电话" in wang.last.text
    assert any("已超时" in text for text in group.texts)
    await guard.taps("我来", in_=group)
    await wang.says("/sos")
    await wang.taps("着火冒烟")
    second = (await tickets(desk))[-1]
    await guard.taps("我来", in_=group)
    await wang.says("算了")
    assert f"{second.code} 还在处理。刘队正在赶过来。" in wang.last.text


async def test_two_taps_are_one_call(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("/sos")
    message = wang.last
    wang.phone.tap(message, "触电")
    wang.phone.tap(message, "触电")
    await desk.settle()
    assert len(await tickets(desk)) == 1
    await desk.assert_nothing_lost()


async def test_details_go_to_those_who_come(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    group = await desk.team("security")
    await wang.says("/sos")
    await wang.taps("着火冒烟")
    await wang.says("厨房起火了，烟很大")
    assert "已经转给赶来的同事" in wang.last.text
    await wang.sends_photo("就是这里")
    await wang.sends_album(2)
    wang.phone.send_location(31.2, 121.5)
    await desk.settle()
    (ticket,) = await tickets(desk)
    assert len(await files_of(desk, ticket)) == 3
    said = [event.text for event in await events_of(desk, ticket)]
    assert "厨房起火了，烟很大" in said
    assert "就是这里" in said
    assert any("31.200000" in text for text in said)
    assert any("厨房起火了，烟很大" in text for text in group.texts)
    await wang.sends_sticker()
    assert "转不过去" in wang.last.text
    await wang.taps("说完了")
    await wang.says("你好")
    assert "我在" in wang.last.text
    assert len(await tickets(desk)) == 1


async def test_a_draft_under_way_is_not_lost(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    card = wang.last
    await wang.says("紧急求助")
    await wang.taps("触电")
    await wang.says("有人倒在配电箱旁边")
    await wang.taps("说完了")
    assert "请核对：报修 · 漏水" in wang.last.text
    assert "厨房水槽下面一直滴水" in wang.last.text
    assert "倒在配电箱" not in wang.last.text
    await wang.taps("提交", on=card)
    kinds = [ticket.kind for ticket in await tickets(desk)]
    assert kinds == [TicketKind.EMERGENCY, TicketKind.REPAIR]


async def test_the_card_of_a_draft_that_waits_still_works(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    card = wang.last
    await wang.says("紧急求助")
    await wang.taps("触电")
    await wang.taps("提交", on=card)
    kinds = [ticket.kind for ticket in await tickets(desk)]
    assert kinds == [TicketKind.EMERGENCY, TicketKind.REPAIR]


async def test_looking_at_the_numbers_leaves_the_draft_where_it_was(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.taps("漏水")
    await wang.says("/sos")
    await wang.says("滴水")
    assert "请核对" in wang.last.text


async def test_a_false_alarm_is_taken_back_and_can_be_undone(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    group = await desk.team("security")
    await wang.says("/sos")
    await wang.taps("着火冒烟")
    await wang.taps("误报")
    (ticket,) = await tickets(desk)
    assert ticket.status is Status.CANCELLED
    assert "不用来了" in wang.last.text
    assert any("误报" in text for text in group.texts)
    await wang.taps("还是要帮")
    first, second = await tickets(desk)
    assert second.kind is TicketKind.EMERGENCY
    assert second.place == first.place
    assert second.status is Status.DISPATCHED
    await wang.says("又冒烟了")
    said = [event.text for event in await events_of(desk, second)]
    assert "又冒烟了" in said


async def test_somebody_with_two_homes_can_send_them_to_the_other(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    group = await desk.team("repair")
    other = await desk.house("7-1-101")
    person = wang.person_id
    assert person is not None
    await desk.ask(
        lambda uow: uow.people.add_residence(
            person, HouseId(other.id), Relation.OWNER, ResidenceStatus.VERIFIED
        )
    )
    await wang.says("/sos")
    await wang.taps("水管爆裂")
    assert "3栋2单元501" in wang.last.text
    await wang.taps("换到 7栋1单元101")
    (ticket,) = await tickets(desk)
    assert ticket.place.house_id == other.id
    assert "地点：7栋1单元101" in wang.last.text
    assert any("7栋1单元101" in text for text in group.texts)


async def test_nobody_can_move_or_cancel_the_call_of_another(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    eve = await desk.owner("Eve", home="7-1-101")
    await wang.says("/sos")
    await wang.taps("着火冒烟")
    (ticket,) = await tickets(desk)
    await eve.says("你好")
    for data in (f"sx:false:{ticket.id}:", f"sx:undo:{ticket.id}:", f"sx:home:{ticket.id}:2"):
        answer = await eve.forges(data)
        assert answer.show_alert
    (same,) = await tickets(desk)
    assert (same.status, same.place) == (ticket.status, ticket.place)


# ---- plain words --------------------------------------------------------------------------


async def test_what_to_do_about_gas_stands_above_the_numbers(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("燃气报警器一直叫怎么办")
    assert wang.last.text.startswith("别开灯、别关灯")
    assert wang.last.text.index("出去") < wang.last.text.index("021-5555-0110")
    await wang.says("There is a gas smell in my flat")
    assert wang.last.text.startswith("Do not touch light switches")
    await wang.taps("Gas smell")
    assert wang.last.text.startswith("Do not touch light switches")


async def test_danger_is_heard_while_a_colleague_answers_a_question(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    chen = await desk.staff("小陈", "centre")
    centre = await desk.team("centre", chen)
    await wang.says("人工")
    await wang.says("车位想换个位置")
    await chen.says("明天来前台", in_=centre, reply_to=centre.last_card)
    await wang.says("厨房一股臭鸡蛋味，是不是漏气了")
    assert wang.last.labels[0] == "燃气泄漏"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("救命 3栋电梯停了我妈困在里面", "电梯困人"),
        ("着火了", "着火冒烟"),
        ("廚房有煤氣味", "燃氣泄漏"),
        ("楼下有人触电了", "触电"),
        ("There is a fire in the kitchen", "Fire or smoke"),
    ],
)
async def test_words_of_danger_bring_the_numbers_at_once(
    desk: DeskOnTrial, words: str, first: str
) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says(words)
    assert "119" in wang.last.text
    assert wang.last.labels[0] == first
    assert await tickets(desk) == []
    await wang.taps(first)
    (ticket,) = await tickets(desk)
    assert ticket.description == words


@pytest.mark.parametrize(
    ("words", "asked", "yes"),
    [
        ("家里没有着火，就是想问问", "您现在需要紧急帮助吗", "需要"),
        ("昨天着火后楼道没人打扫", "您现在需要紧急帮助吗", "需要"),
        ("no fire here", "Do you need urgent help now", "Yes"),
    ],
)
async def test_doubtful_words_are_asked_about_in_their_language(
    desk: DeskOnTrial, words: str, asked: str, yes: str
) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says(words)
    assert asked in wang.last.text
    await wang.taps(yes)
    assert "119" in wang.last.text


async def test_doubtful_words_that_are_none_go_on(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("昨天着火后楼道没人打扫")
    await wang.taps("不用")
    assert "要我登记下来" in wang.last.text
    await wang.taps("投诉")
    await wang.taps("楼道")
    assert "请核对：投诉 · 环境卫生" in wang.last.text
    assert "昨天着火后楼道没人打扫" in wang.last.text


async def test_danger_in_the_middle_of_a_report_is_heard(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.taps("家中用电")
    await wang.says("插座冒烟了")
    assert "119" in wang.last.text
    await wang.taps("不是紧急")
    assert "说说怎么回事" in wang.last.text
    await wang.says("插座昨天冒烟，现在没电")
    assert "请核对" in wang.last.text


async def test_danger_with_a_picture_keeps_the_picture(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.sends_album(3, "厨房着火了")
    assert "119" in wang.last.text
    await wang.taps("着火冒烟")
    (ticket,) = await tickets(desk)
    assert len(await files_of(desk, ticket)) == 3


async def test_in_english(desk: DeskOnTrial) -> None:
    anna = await desk.owner("Anna", home="3-2-501", language=Language.EN)
    await anna.says("I am trapped in the lift")
    assert anna.last.labels[0] == "Trapped in a lift"
    await anna.taps("Trapped in a lift")
    assert anna.last.text.startswith("Do not force the doors")
    await anna.taps("False alarm")
    assert "is cancelled" in anna.last.text


@pytest.mark.parametrize("word", ["/cancel", "算了", "取消"])
async def test_leaving_the_details_keeps_the_call_and_the_draft(
    desk: DeskOnTrial, word: str
) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    await wang.says("/sos")
    await wang.taps("触电")
    await wang.says(word)
    assert "还在处理。最晚今天 10:10前有人联系您。" in wang.texts[-2]
    assert "请核对：报修 · 漏水" in wang.last.text
    (ticket,) = await tickets(desk)
    assert ticket.is_open


async def test_a_slip_of_the_thumb_is_taken_back(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("紧急求助")
    await wang.taps("点错了")
    assert "有事随时说" in wang.last.text
    assert await tickets(desk) == []


async def test_a_slip_in_a_report_goes_on_with_its_question(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.taps("漏水")
    await wang.says("紧急求助")
    await wang.taps("点错了")
    assert "说说怎么回事" in wang.last.text
    await wang.says("着火了救命")
    assert "先打电话" in wang.last.text
