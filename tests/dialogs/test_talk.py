"""A question that was handed to a person: a colleague answers by replying, and both talk on."""

from datetime import UTC, datetime

import pytest

from domain.lifecycle import Action, Outcome, Status
from domain.people import StaffRole
from domain.ticket import Ticket
from playground.chats import Message
from tests.dialogs.desk import DeskOnTrial, Group, Somebody, picture
from tests.dialogs.tickets import events_of, files_of, tickets

QUESTION = "我家门牌掉了，能补吗"


class Talk:
    """An owner with a question at the service centre, where Chen works."""

    def __init__(self, desk: DeskOnTrial, owner: Somebody, clerk: Somebody, centre: Group) -> None:
        self.desk, self.owner, self.clerk, self.centre = desk, owner, clerk, centre

    @property
    def card(self) -> Message:
        found = [m for m in self.centre.messages if "人工答复" in m.text.partition("\n")[0]]
        return found[-1]

    async def ticket(self) -> Ticket:
        (ticket,) = await tickets(self.desk)
        return ticket

    async def replies(self, text: str) -> None:
        await self.clerk.says(text, in_=self.centre, reply_to=self.card)

    async def kinds(self) -> list[Action]:
        return [event.kind for event in await events_of(self.desk, await self.ticket())]


async def asked(desk: DeskOnTrial, text: str = QUESTION) -> Talk:
    """A question at the service centre that nobody has taken."""
    clerk = await desk.staff("小陈", "centre", StaffRole.CLERK)
    centre = await desk.team("centre", clerk)
    owner = await desk.owner("王女士", home="3-2-501")
    await owner.says("人工")
    await owner.says(text)
    return Talk(desk, owner, clerk, centre)


async def answered(desk: DeskOnTrial) -> Talk:
    talk = await asked(desk)
    await talk.replies("可以补，带房产证来前台")
    return talk


# ---- the colleague answers ----------------------------------------------------------------


async def test_a_reply_to_the_card_takes_the_question_and_reaches_the_owner(
    desk: DeskOnTrial,
) -> None:
    talk = await asked(desk)
    assert "回复这张卡片，业主马上收到；开头写「内部」的只留在群里" in talk.card.text
    said = len(talk.owner.messages)
    await talk.replies("可以补，带房产证来前台")
    assert talk.owner.last.text == "客服小陈：\n可以补，带房产证来前台"
    assert len(talk.owner.messages) == said + 1
    ticket = await talk.ticket()
    assert (ticket.status, ticket.assignee) == (Status.ACCEPTED, talk.clerk.staff_id)
    assert talk.centre.last.text == f"✓ {ticket.code} 已发给业主"
    assert talk.centre.last.labels == ["撤回"]
    assert "小陈 今天 10:00 接单" in talk.card.text
    assert talk.clerk.messages == []
    await desk.assert_nothing_lost()


async def test_who_has_not_taken_it_may_answer_as_well(desk: DeskOnTrial) -> None:
    talk = await answered(desk)
    other = await desk.staff("小李", "centre", StaffRole.CLERK)
    other.phone.join(talk.centre.chat)
    await other.says("周末也开", in_=talk.centre, reply_to=talk.card)
    assert talk.owner.last.text == "客服小李：\n周末也开"
    assert (await talk.ticket()).assignee == talk.clerk.staff_id


async def test_nobody_else_can_speak_to_the_owner(desk: DeskOnTrial) -> None:
    talk = await asked(desk)
    said = len(talk.owner.messages)
    stranger = desk.stranger("路人")
    cleaner = await desk.staff("周阿姨", "cleaning")
    for somebody in (stranger, cleaner):
        somebody.phone.join(talk.centre.chat)
        await somebody.says("我来答", in_=talk.centre, reply_to=talk.card)
    assert len(talk.owner.messages) == said
    assert (await talk.ticket()).status is Status.DISPATCHED


async def test_what_begins_as_a_remark_stays_inside(desk: DeskOnTrial) -> None:
    talk = await asked(desk)
    said = len(talk.owner.messages)
    for remark in (
        "内部：这户欠费",
        "备注 上次也问过",
        "note call him",
        "// 先别回",
        "（内部）小心",
    ):
        await talk.replies(remark)
        assert "业主看不到" in talk.centre.last.text
        assert talk.centre.last.labels == ["发给业主"]
    assert len(talk.owner.messages) == said
    assert (await talk.ticket()).status is Status.DISPATCHED


async def test_a_photo_reaches_the_owner_with_its_words(desk: DeskOnTrial) -> None:
    talk = await asked(desk)
    talk.clerk.phone.send_photo(
        picture(), talk.centre.chat, caption="填这张表", reply_to=talk.card
    )
    await desk.settle()
    ticket = await talk.ticket()
    assert talk.owner.last.kind == "photo"
    assert talk.owner.last.text == f"{ticket.code} 客服小陈：填这张表"
    (file,) = await files_of(desk, ticket)
    assert file.by_staff


async def test_an_answer_to_an_owner_who_is_gone_is_told_to_the_team(desk: DeskOnTrial) -> None:
    talk = await asked(desk)
    await talk.owner.blocks()
    await talk.replies("可以补")
    assert any("没有送到" in text for text in talk.centre.texts)


async def test_a_reply_to_another_kind_of_card_stays_inside(desk: DeskOnTrial) -> None:
    talk = await asked(desk)
    await talk.owner.says("投诉")
    await talk.owner.taps("收费")
    await talk.owner.says("保洁两天没来")
    await talk.owner.taps("提交")
    said = len(talk.owner.messages)
    await talk.clerk.says("马上去", in_=talk.centre, reply_to=talk.centre.last_card)
    assert "业主看不到" in talk.centre.last.text
    assert len(talk.owner.messages) == said


# ---- taking back --------------------------------------------------------------------------


async def test_an_answer_can_be_taken_back_for_three_minutes(desk: DeskOnTrial) -> None:
    talk = await answered(desk)
    sent = talk.owner.last
    said = talk.centre.last
    await talk.clerk.taps("撤回", in_=talk.centre, on=said)
    assert sent.deleted
    assert "已撤回" in said.text
    assert (await talk.kinds())[-1] is Action.TAKE_BACK
    await talk.owner.says("我的工单")
    await talk.owner.taps((await talk.ticket()).code)
    assert "带房产证来前台" not in talk.owner.last.text
    await desk.assert_nothing_lost()


async def test_an_album_is_taken_back_as_a_whole(desk: DeskOnTrial) -> None:
    talk = await asked(desk)
    for _ in range(2):
        talk.clerk.phone.send_photo(picture(), talk.centre.chat, reply_to=talk.card, album="5")
    await desk.settle()
    sent = talk.owner.messages[-2:]
    assert [message.kind for message in sent] == ["photo", "photo"]
    assert sum("已发给业主" in text for text in talk.centre.texts) == 1
    await talk.clerk.taps("撤回", in_=talk.centre, on=talk.centre.last)
    assert all(message.deleted for message in sent)


async def test_after_three_minutes_it_stays(desk: DeskOnTrial) -> None:
    talk = await answered(desk)
    sent, said = talk.owner.last, talk.centre.last
    await desk.forward(minutes=4)
    alert = await talk.clerk.taps("撤回", in_=talk.centre, on=said)
    assert "超过 3 分钟" in (alert.text or "")
    assert not sent.deleted
    assert Action.TAKE_BACK not in await talk.kinds()


# ---- the owner goes on --------------------------------------------------------------------


async def test_plain_words_and_photos_go_to_the_colleague(desk: DeskOnTrial) -> None:
    talk = await answered(desk)
    code = (await talk.ticket()).code
    await talk.owner.says("那周末开门吗")
    assert talk.owner.last.text == "已转给客服小陈"
    assert talk.owner.last.labels == ["问机器人"]
    assert talk.centre.last.text == f"业主补充（{code}）：\n那周末开门吗"
    await talk.owner.sends_photo()
    assert talk.owner.last.text == "已转给客服小陈"
    assert talk.centre.last.kind == "photo"
    await talk.clerk.says("开的", in_=talk.centre, reply_to=talk.centre.messages[-2])
    assert talk.owner.last.text == "客服小陈：\n开的"
    await desk.assert_nothing_lost()


async def test_the_bot_can_be_asked_the_same_instead(desk: DeskOnTrial) -> None:
    talk = await answered(desk)
    await talk.owner.says("物业费多少钱")
    assert talk.owner.last.text == "已转给客服小陈"
    await talk.owner.taps("问机器人")
    assert "2.8 元" in talk.owner.last.text


async def test_danger_commands_and_the_menu_go_their_usual_way(desk: DeskOnTrial) -> None:
    talk = await answered(desk)
    events = len(await talk.kinds())
    await talk.owner.says("我的工单")
    assert "人工答复" in talk.owner.buttons[0]
    await talk.owner.says("/help")
    await talk.owner.says("如果着火了怎么办")
    assert "现在" in talk.owner.last.text
    await talk.owner.says("着火了，快来人")
    assert "119" in "".join(talk.owner.texts)
    assert len(await talk.kinds()) == events


async def test_after_half_an_hour_the_bot_listens_again(desk: DeskOnTrial) -> None:
    talk = await answered(desk)
    last = talk.owner.last
    await desk.forward(minutes=31)
    await talk.owner.says("物业费多少钱")
    assert "2.8 元" in talk.owner.last.text
    await talk.owner.says("那周末开门吗", reply_to=last)
    assert "那周末开门吗" in talk.centre.last.text


async def test_whoever_was_never_answered_talks_to_the_bot(desk: DeskOnTrial) -> None:
    talk = await asked(desk)
    await talk.owner.says("物业费多少钱")
    assert "2.8 元" in talk.owner.last.text


# ---- the end ------------------------------------------------------------------------------


async def test_answered_is_one_tap_and_the_owner_is_asked_at_once(desk: DeskOnTrial) -> None:
    talk = await answered(desk)
    assert talk.card.labels == ["答完了", "挂起", "留言", "电话", "更多"]
    await talk.clerk.taps("答完了", in_=talk.centre, on=talk.card)
    assert "问题解决了吗" in talk.owner.last.text
    assert talk.owner.last.labels == ["解决了", "还没有"]
    assert "完成：已答复" in talk.card.text
    assert talk.card.labels == []
    await talk.owner.taps("解决了")
    await talk.owner.taps("5")
    ticket = await talk.ticket()
    assert (ticket.status, ticket.score) == (Status.CLOSED, 5)
    await desk.assert_nothing_lost()


async def test_not_yet_goes_back_to_the_same_colleague(desk: DeskOnTrial) -> None:
    talk = await answered(desk)
    await talk.clerk.taps("答完了", in_=talk.centre, on=talk.card)
    await talk.owner.taps("还没有")
    assert "已请小陈接着答" in talk.owner.last.text
    assert any("请小陈接着处理" in text for text in talk.centre.texts)
    await talk.owner.says("房产证在银行呢")
    assert talk.owner.last.text == "已转给客服小陈"
    await talk.replies("复印件也行")
    assert talk.owner.last.text == "客服小陈：\n复印件也行"
    ticket = await talk.ticket()
    assert (ticket.status, ticket.assignee) == (Status.ACCEPTED, talk.clerk.staff_id)


async def test_the_owner_says_that_it_is_answered(desk: DeskOnTrial) -> None:
    talk = await answered(desk)
    await talk.owner.says("解决了，谢谢")
    assert "打几分" in talk.owner.last.text
    assert any("解决了，谢谢" in text for text in talk.centre.texts)
    await talk.owner.taps("4")
    ticket = await talk.ticket()
    assert (ticket.status, ticket.outcome, ticket.score) == (Status.CLOSED, Outcome.FIXED, 4)
    await desk.forward(hours=30)
    assert not any("问题解决了吗" in text for text in talk.owner.texts)


@pytest.mark.parametrize("said", ["谢谢", "算了", "取消", "不用了"])
async def test_a_last_word_may_be_the_end(desk: DeskOnTrial, said: str) -> None:
    talk = await answered(desk)
    await talk.owner.says(said)
    assert talk.owner.last.labels == ["解决了"]
    await talk.owner.taps("解决了")
    assert "打几分" in talk.owner.last.text
    assert (await talk.ticket()).status is Status.CONFIRMED


async def test_an_old_button_of_a_question_speaks_of_the_answer(desk: DeskOnTrial) -> None:
    talk = await answered(desk)
    await talk.owner.says("谢谢")
    old = talk.owner.last
    await talk.clerk.taps("答完了", in_=talk.centre, on=talk.card)
    await talk.owner.taps("还没有")
    said = await talk.owner.forges(f"fu:yes:{(await talk.ticket()).id}:1:", on=old)
    assert "答完后再请您说说" in said.text


async def test_a_low_score_is_asked_for_a_reason_that_fits(desk: DeskOnTrial) -> None:
    talk = await answered(desk)
    await talk.owner.says("解决了")
    await talk.owner.taps("1")
    assert talk.owner.last.labels == ["来得慢", "没说清", "态度", "其他"]


async def test_at_night_only_who_has_just_written_is_asked(desk: DeskOnTrial) -> None:
    desk.clock.forward(datetime(2026, 3, 2, 15, 0, tzinfo=UTC) - desk.clock.now())
    talk = await answered(desk)
    await talk.clerk.taps("答完了", in_=talk.centre, on=talk.card)
    assert "问题解决了吗" in talk.owner.last.text
    await talk.owner.taps("还没有")
    await talk.replies("明天前台再看")
    await desk.forward(minutes=11)
    said = len(talk.owner.messages)
    await talk.clerk.taps("答完了", in_=talk.centre, on=talk.card)
    assert len(talk.owner.messages) == said
    await desk.forward(hours=10)
    assert "问题解决了吗" in talk.owner.last.text


async def test_silence_is_reminded_of_and_then_called(desk: DeskOnTrial) -> None:
    talk = await answered(desk)
    await talk.clerk.taps("答完了", in_=talk.centre, on=talk.card)
    await desk.forward(hours=25)
    assert talk.owner.last.text.startswith("还想问一下")
    assert "问题解决了吗" in talk.owner.last.text
    await desk.forward(hours=25)
    assert any("请给业主打电话" in text for text in talk.centre.texts)


async def test_who_has_an_answer_hears_no_apology_that_it_is_late(desk: DeskOnTrial) -> None:
    talk = await answered(desk)
    said = len(talk.owner.messages)
    await desk.forward(days=3)
    assert len(talk.owner.messages) == said
    assert any("超时" in text for text in talk.centre.texts)


async def test_solved_before_anybody_has_taken_it_again_is_passed_on(desk: DeskOnTrial) -> None:
    talk = await answered(desk)
    await talk.clerk.taps("答完了", in_=talk.centre, on=talk.card)
    await talk.owner.taps("还没有")
    await talk.owner.says("解决了")
    assert talk.owner.last.text == "已转给客服小陈"
    await talk.replies("好的")
    await talk.clerk.taps("答完了", in_=talk.centre, on=talk.card)
    assert "问题解决了吗" in talk.owner.last.text
    await desk.assert_nothing_lost()


async def at_the_repair_team(desk: DeskOnTrial) -> tuple[Talk, Somebody, Group]:
    talk = await asked(desk)
    worker = await desk.staff("张师傅", "repair")
    repair = await desk.team("repair", worker)
    await talk.clerk.taps("转派", in_=talk.centre, on=talk.card)
    await talk.clerk.taps("维修组", in_=talk.centre, on=talk.card)
    return talk, worker, repair


async def test_another_team_answers_what_was_passed_on_to_it(desk: DeskOnTrial) -> None:
    talk, worker, repair = await at_the_repair_team(desk)
    await worker.says("门牌可以换新的", in_=repair, reply_to=repair.last_card)
    assert talk.owner.last.text == "张师傅：\n门牌可以换新的"
    await talk.replies("费用我来问")
    assert talk.owner.last.text == "客服小陈：\n费用我来问"
    ticket = await talk.ticket()
    assert (ticket.team, ticket.assignee) == ("repair", worker.staff_id)


async def test_the_centre_takes_over_what_another_team_has_not_taken(desk: DeskOnTrial) -> None:
    talk, _, repair = await at_the_repair_team(desk)
    card = repair.last_card
    await talk.replies("我来办")
    ticket = await talk.ticket()
    assert (ticket.team, ticket.assignee) == ("centre", talk.clerk.staff_id)
    assert card.labels == []
    await desk.assert_nothing_lost()
