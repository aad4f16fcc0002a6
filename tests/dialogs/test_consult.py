"""Consultation: answered, suggested, or honestly not known; a person is always one tap away."""

import pytest

from domain.language import Language
from domain.ticket import TicketKind
from services.intents import Json
from services.knowledge_rows import Verdict
from tests.dialogs.desk import DeskOnTrial, Somebody
from tests.dialogs.tickets import events_of, filed_a_leak, files_of, tickets, told_a_leak

NONSENSE = "恐龙怎么灭绝的"
"""Nothing that a property desk knows, nor sounds like a report."""


async def memory(desk: DeskOnTrial, somebody: Somebody) -> dict[str, Json]:
    key = f"{somebody.user.id}:{somebody.user.id}"
    state = await desk.ask(lambda uow: uow.dialogues.get(key))
    return dict(state.data) if state is not None else {}


# ---- answers ------------------------------------------------------------------------------


async def test_a_plain_question_is_answered(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("物业费多少钱")
    assert "2.8 元" in wang.last.text
    assert wang.buttons == ["有用", "没用", "找人工"]
    answer = await wang.taps("有用")
    assert "有事随时说" in (answer.text or "")
    assert wang.last.labels == []
    await desk.assert_nothing_lost()


async def test_no_consent_is_needed_to_ask(desk: DeskOnTrial) -> None:
    somebody = await desk.owner("路人", consent=False)
    await somebody.says("停车怎么收费")
    assert "元" in somebody.last.text


async def test_unsure_means_suggestions(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("那我亲戚来住一个月呢")
    assert "不太确定" in wang.last.text
    assert 2 <= len(wang.buttons) <= 4
    assert wang.buttons[-1] == "都不是，找人工"
    await wang.taps(wang.buttons[0])
    assert wang.buttons[:3] == ["有用", "没用", "找人工"]


async def test_not_knowing_is_said_and_the_second_time_a_person_comes_first(
    desk: DeskOnTrial,
) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says(NONSENSE)
    assert "不确定" in wang.last.text
    assert wang.buttons == ["报修", "投诉", "找人工"]
    await wang.says("木星上呢")
    assert "还是不确定" in wang.last.text
    assert wang.buttons[0] == "找人工"
    await wang.says("物业费多少钱")
    await wang.says(NONSENSE)
    assert "还是不确定" not in wang.last.text


async def test_useless_answers_lead_to_a_person(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("物业费多少钱")
    heading = wang.last.text.partition("\n")[0]
    for _ in range(3):
        await wang.taps("没用")
    assert "抱歉" in wang.last.text
    await wang.taps("找人工")
    (ticket,) = await tickets(desk)
    assert ticket.description.startswith("物业费多少钱\n")
    assert f"机器人：{heading}\n业主：没用" in ticket.description


async def test_topics_can_be_browsed(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("咨询")
    assert "直接打字" in wang.last.text
    message = wang.last
    await wang.taps("停车与充电")
    assert wang.last.id == message.id
    await wang.taps("返回")
    await wang.taps("停车与充电")
    await wang.taps("固定车位、月卡多少钱")
    assert "300 元" in wang.last.text


async def test_in_english(desk: DeskOnTrial) -> None:
    anna = await desk.owner("Anna", language=Language.EN)
    await anna.says("How much is the property fee?")
    assert "2.8" in anna.sees("2.8").text
    await anna.says("Is there life on Mars")
    assert "I am not sure" in anna.last.text


# ---- a person -----------------------------------------------------------------------------


async def test_a_person_gets_the_question_and_says_when(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    centre = await desk.team("centre")
    await wang.says(NONSENSE)
    await wang.taps("找人工")
    (ticket,) = await tickets(desk)
    assert ticket.kind is TicketKind.QUESTION
    assert ticket.description == NONSENSE
    assert ticket.team == "centre"
    assert "最晚今天 10:20前有人回复" in wang.last.text
    assert "现在是上班时间（08:30–18:00）" in wang.last.text
    assert any(NONSENSE in text for text in centre.texts)
    assert f"已登记 {ticket.code} 咨询 · 人工答复" in wang.last.text
    assert f"{ticket.code} 人工答复 · 咨询" in centre.last_card.text
    await wang.says("我的工单")
    assert wang.buttons[0] == f"{ticket.code} 人工答复 · 等人接单"
    await desk.assert_nothing_lost()


async def test_out_of_hours_it_is_said(desk: DeskOnTrial) -> None:
    await desk.forward(hours=10)
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("人工")
    assert "想问什么" in wang.last.text
    await wang.says("我家门牌掉了，能补吗")
    assert "现在不是上班时间" in wang.last.text
    (ticket,) = await tickets(desk)
    assert ticket.description == "我家门牌掉了，能补吗"


async def test_two_taps_are_one_question(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says(NONSENSE)
    message = wang.last
    wang.phone.tap(message, "找人工")
    wang.phone.tap(message, "找人工")
    await desk.settle()
    assert len(await tickets(desk)) == 1


async def test_the_word_for_a_person_hands_the_last_question_over(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says(NONSENSE)
    await wang.says("转人工")
    (ticket,) = await tickets(desk)
    assert ticket.description == NONSENSE


async def test_a_person_needs_consent_and_the_question_is_kept(desk: DeskOnTrial) -> None:
    somebody = await desk.owner("路人", consent=False)
    await somebody.says(NONSENSE)
    await somebody.taps("找人工")
    assert await tickets(desk) == []
    asked = await desk.ask(lambda uow: uow.consultations.get(1))
    assert asked is not None
    assert (asked.verdict, asked.ticket_id) == (Verdict.PERSON, None)
    await somebody.taps("同意")
    assert NONSENSE in somebody.last.text
    await somebody.taps("提交")
    (ticket,) = await tickets(desk)
    assert (ticket.kind, ticket.description) == (TicketKind.QUESTION, NONSENSE)
    asked = await desk.ask(lambda uow: uow.consultations.get(1))
    assert asked is not None
    assert asked.ticket_id == ticket.id


async def test_leaving_the_sentence_for_a_person(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("人工")
    await wang.says("算了")
    assert await tickets(desk) == []
    await wang.says("你好")
    assert "我在" in wang.last.text


# ---- a report in plain words --------------------------------------------------------------


async def test_words_that_sound_like_a_report_are_offered_as_one(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("楼道的灯不亮")
    assert wang.buttons == ["报修", "投诉", "只是问问"]
    await wang.taps("报修")
    assert "刚才说的记下了：「楼道的灯不亮」" in wang.last.text
    await wang.taps("楼道")
    assert "请核对：报修 · 公共照明" in wang.last.text
    assert "情况：楼道的灯不亮" in wang.last.text
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    assert ticket.description == "楼道的灯不亮"


async def test_only_asking_is_answered(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("停电了")
    await wang.taps("只是问问")
    assert "停电" in wang.last.text
    assert await tickets(desk) == []


async def test_a_complaint_in_plain_words_comes_first(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("楼上太吵了")
    assert wang.buttons[0] == "投诉"
    await wang.taps("投诉")
    assert "请核对：投诉 · 噪音" in wang.last.text
    assert "情况：楼上太吵了" in wang.last.text


async def test_an_old_offer_does_not_bring_new_words(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("楼道的灯不亮")
    old = wang.last
    await wang.says("楼上太吵了")
    await wang.taps("报修", on=old)
    await wang.taps("家中用电")
    assert "说说怎么回事" in wang.last.text


async def test_a_question_with_such_words_is_looked_up(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("停电了怎么办？")
    assert "停电" in wang.last.text
    assert "报修" in wang.buttons


# ---- files out of nowhere -----------------------------------------------------------------


async def test_an_album_out_of_nowhere_is_kept_and_asked_about_once(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.sends_album(3, "水管裂了")
    assert len(wang.messages) == 1
    assert "收到 3 个附件" in wang.last.text
    await wang.taps("报修")
    await wang.taps("漏水")
    assert "情况：水管裂了" in wang.last.text
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    assert len(await files_of(desk, ticket)) == 3


async def test_a_voice_message_out_of_nowhere(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.sends_voice()
    assert "听不懂语音" in wang.last.text
    await wang.taps("投诉")
    await wang.taps("噪音")
    assert "请核对" in wang.last.text


async def test_a_photo_can_go_to_an_open_ticket(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    ticket = await filed_a_leak(desk, wang)
    await wang.sends_photo("更大了")
    await wang.taps(f"补充到 {ticket.code}")
    assert f"（{ticket.code}）" in wang.last.text
    assert len(await files_of(desk, ticket)) == 1
    assert "更大了" in [event.text for event in await events_of(desk, ticket)]


async def test_photos_one_after_the_other_are_one_matter(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.sends_photo("一")
    await wang.sends_photo("二")
    assert "2 个附件" in wang.last.text
    await wang.taps("报修")
    await wang.taps("漏水")
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    assert ticket.description == "一\n二"
    assert len(await files_of(desk, ticket)) == 2


async def test_photos_with_a_long_pause_are_two_matters(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.sends_photo("一")
    await desk.forward(minutes=30)
    await wang.sends_photo("二")
    assert "1 个附件" in wang.last.text


async def test_words_after_a_photo_keep_the_photo(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.sends_photo()
    await wang.says("厨房漏水")
    await wang.taps("报修")
    assert "情况：厨房漏水" in wang.last.text
    assert "附件：1 个" in wang.last.text


async def test_the_big_button_takes_what_was_just_said_and_shown(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("水龙头坏了")
    await wang.sends_photo()
    await wang.says("快来人")
    await wang.says("报修")
    assert "刚才说的记下了：「水龙头坏了\n快来人」" in wang.last.text
    assert "附件 1 个" in wang.last.text
    await wang.taps("房屋维修")
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    assert ticket.description == "水龙头坏了\n快来人"
    assert len(await files_of(desk, ticket)) == 1


async def test_the_big_button_takes_nothing_old(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("天花板一直滴水")
    await desk.forward(minutes=30)
    await wang.says("报修")
    await wang.taps("漏水")
    assert "说说怎么回事" in wang.last.text


async def test_a_sentence_that_names_the_category_is_not_asked_for_it(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("厨房漏水，地板都泡了")
    await wang.taps("报修")
    assert "请核对：报修 · 漏水" in wang.last.text
    await wang.taps("改一改")
    await wang.taps("类别")
    await wang.taps("下水道")
    assert "请核对：报修 · 下水道" in wang.last.text


async def test_how_to_help_oneself_stands_beside_the_report(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("客厅天花板漏水了，水滴在灯上，怎么办")
    assert "报修" in wang.buttons
    await wang.taps("报修")
    assert "客厅天花板漏水了" in wang.last.text


async def test_an_open_ticket_is_offered_for_what_is_not_understood(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    ticket = await filed_a_leak(desk, wang)
    await wang.says("现在更大了，快来")
    await wang.taps(f"补充到 {ticket.code}")
    assert f"已转给客服中心（{ticket.code}）" in wang.last.text
    events = await events_of(desk, ticket)
    assert events[-1].text == "现在更大了，快来"


# ---- small talk and the way out -----------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("你好", "我在"),
        ("谢谢！", "不客气"),
        ("你个机器人懂个啥", "我确实只会物业的事"),
        ("算了", "没有没办完的事"),
        ("/cancel", "没有要取消的事"),
    ],
)
async def test_small_talk_is_answered_calmly(desk: DeskOnTrial, words: str, answer: str) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says(words)
    assert answer in wang.last.text


async def test_a_question_in_the_middle_of_a_report(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    await wang.says("咨询")
    await wang.says("物业费多少钱")
    assert "2.8 元" in wang.last.text
    await wang.taps("继续刚才")
    assert "请核对：报修 · 漏水" in wang.last.text
    assert "物业费" not in wang.last.text


# ---- hostile ------------------------------------------------------------------------------


async def test_markup_and_length_do_no_harm(desk: DeskOnTrial) -> None:
    wang = await desk.owner("<b>王</b>", home="3-2-501")
    await wang.says("<b>灯</b>坏了 <a href='https://x.y'>x</a> & {name}")
    await wang.taps("报修")
    await wang.taps("家中用电")
    assert "<b>灯</b>坏了 <a href='https://x.y'>x</a> & {name}" in wang.last.text
    await wang.says("取消")
    await wang.says("啊" * 4096)
    await wang.taps("找人工")
    (ticket,) = await tickets(desk)
    assert ticket.description == "啊" * 2000
    await desk.assert_nothing_lost()


@pytest.mark.parametrize(
    "data",
    [
        "q:entry::nothing",
        "q:topic::nothing",
        "q:only:x:",
        "q:report:x:repair",
        "q:to:x:1",
        "q:to::9",
    ],
)
async def test_forged_buttons_gain_nothing(desk: DeskOnTrial, data: str) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await filed_a_leak(desk, wang)
    eve = await desk.owner("Eve")
    await eve.says("你好")
    await eve.forges(data)
    (ticket,) = await tickets(desk)
    assert len(await events_of(desk, ticket)) == 1
    await desk.assert_nothing_lost()


@pytest.mark.parametrize(
    "data", ["q:report:x:nonsense", "rb:nonsense:", "r:send::", "sk:kind:x:nonsense:"]
)
async def test_forged_values_are_answered_kindly(desk: DeskOnTrial, data: str) -> None:
    eve = await desk.owner("Eve")
    await eve.says("你好")
    await eve.forges(data)
    assert await tickets(desk) == []
    await desk.assert_nothing_lost()


async def test_nothing_is_remembered_once_it_is_over(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says(NONSENSE)
    assert "ask_text" in await memory(desk, wang)
    await wang.taps("找人工")
    assert await memory(desk, wang) == {}


async def test_a_group_is_not_answered(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    group = desk.group("业主群", wang)
    for words in ("物业费多少钱", "报修", "着火了", "/repair", "/tickets", "/sos"):
        await wang.says(words, in_=group)
    assert group.messages == []


@pytest.mark.parametrize("word", ["/cancel", "算了", "返回"])
async def test_leaving_a_question_takes_up_what_waited(desk: DeskOnTrial, word: str) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    await wang.says("咨询")
    await wang.says(word)
    assert "请核对：报修 · 漏水" in wang.last.text
