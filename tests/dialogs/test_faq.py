"""Teaching in the service centre's group: what was not answered, one tap, answered at once."""

import pytest

from services.knowledge_rows import Verdict
from tests.dialogs.centre import SPHERE, Centre, centre_of
from tests.dialogs.conftest import MORNING
from tests.dialogs.desk import DeskOnTrial


@pytest.fixture
async def centre(desk: DeskOnTrial) -> Centre:
    return await centre_of(desk)


# ---- one tap ------------------------------------------------------------------------------


async def test_one_tap_teaches_and_the_next_asker_is_answered(centre: Centre) -> None:
    await centre.owner.says(SPHERE[0])
    assert "确定" in centre.owner.last.text
    await centre.chen.says("/faq", in_=centre.group)
    assert centre.last.text.splitlines() == [
        "近 30 天有 1 个问题没答好，共问了 1 次。点一个看看：",
        f"1. {SPHERE[0]} · 1 次",
    ]
    assert centre.last.labels == ["1", "改动记录"]
    await centre.chen.taps("1", in_=centre.group)
    assert f"• {SPHERE[0]}（没答上）" in centre.last.text
    chosen = centre.choice()
    await centre.chen.taps(chosen, in_=centre.group)
    question = chosen.removeprefix("是这个：")
    assert centre.last.text.splitlines() == [
        f"✓ 陈小姐教我多认了 1 种问法：都答「{question}」。处理了 1 次提问。",
        "版本 1",
    ]
    assert centre.last.labels == ["撤销", "返回列表"]
    await centre.owner.says(SPHERE[0])
    assert centre.owner.last.text.startswith(question)
    assert "有用" in centre.owner.buttons
    await centre.desk.assert_nothing_lost()


async def test_what_was_taken_back_is_as_if_it_had_never_been(centre: Centre) -> None:
    await centre.opened(SPHERE[0])
    await centre.chen.taps(centre.choice(), in_=centre.group)
    taught = centre.last
    await centre.lin.taps("撤销", in_=centre.group)
    assert "林先生撤销了版本 1" in taught.text
    assert taught.labels == ["返回列表"]
    await centre.owner.says(SPHERE[0])
    assert "确定" in centre.owner.last.text
    await centre.chen.taps("返回列表", in_=centre.group)
    assert SPHERE[0] in centre.last.text


async def test_questions_that_ask_the_same_are_one(centre: Centre) -> None:
    await centre.opened("楼下那个铁皮柜咋个弄开", *SPHERE)
    assert "3 次" in centre.last.text.splitlines()[0]
    assert all(text in centre.last.text for text in SPHERE)
    await centre.chen.taps(centre.choice(), in_=centre.group)
    assert "处理了 3 次提问" in centre.last.text
    await centre.chen.taps("返回列表", in_=centre.group)
    assert "有 1 个问题没答好" in centre.last.text


async def test_badly_received_answers_come_up_too(centre: Centre) -> None:
    await centre.asked("门口那个灯", "answer", verdict=Verdict.USEFUL, entry_id="x")
    await centre.asked(SPHERE[0], "answer", verdict=Verdict.USELESS, entry_id="property-fee-rate")
    await centre.asked("1栋王女士电话多少", "refused")
    await centre.opened()
    assert "1 次" in centre.last.text
    assert "，说没用" in centre.last.text
    assert "答了「" in centre.last.text


async def test_a_question_that_became_a_report_waits_for_no_answer(centre: Centre) -> None:
    await centre.owner.says(SPHERE[0])
    await centre.chen.says("/faq", in_=centre.group)
    assert "有 1 个问题没答好" in centre.last.text
    await centre.owner.taps("报修")
    asked = await centre.desk.ask(lambda uow: uow.consultations.get(1))
    assert asked is not None
    assert (asked.decision, asked.verdict) == ("abstain", Verdict.REPORT)
    await centre.chen.says("/faq", in_=centre.group)
    assert "都答上了" in centre.last.text


async def test_a_group_sees_no_phone_and_no_home(centre: Centre) -> None:
    await centre.opened("我是3-2-501的，会转的球咋个用，电话 13812345678")
    assert "我是***的，会转的球咋个用，电话 ***" in centre.last.text
    await centre.chen.taps("写新答案", in_=centre.group)
    assert "「我是的，会转的球咋个用，电话」" in centre.last.text
    assert "501" not in "".join(centre.group.texts)


async def test_what_needs_no_answer_is_left_alone(centre: Centre) -> None:
    await centre.opened(SPHERE[0])
    await centre.chen.taps("不用管", in_=centre.group)
    assert f"陈小姐说「{SPHERE[0]}」不用管。处理了 1 次提问。" in centre.last.text
    await centre.chen.taps("返回列表", in_=centre.group)
    assert "都答上了" in centre.last.text
    await centre.chen.says("/faq 记录", in_=centre.group)
    assert f"陈小姐说「{SPHERE[0]}」不用管" in centre.last.text
    await centre.chen.taps("撤销 1", in_=centre.group)
    assert f"陈小姐撤销了版本 1「{SPHERE[0]}」" in centre.last.text
    await centre.chen.says("/faq", in_=centre.group)
    assert SPHERE[0] in centre.last.text


async def test_the_log_names_what_was_left_alone_without_what_is_private(centre: Centre) -> None:
    await centre.opened("会转的球咋个用，电话 13812345678")
    await centre.chen.taps("不用管", in_=centre.group)
    await centre.chen.says("/faq 记录", in_=centre.group)
    assert "陈小姐说「会转的球咋个用，电话 ***」不用管" in centre.last.text


async def test_long_lists_are_paged(centre: Centre) -> None:
    odd = ("铁皮柜咋个弄开", "热气球坐不坐人", "蹦床有洞", "木偶戏演到几时", "独木舟", "彗星来了")
    for text in odd:
        await centre.asked(text)
    await centre.chen.says("/faq", in_=centre.group)
    first = centre.last
    assert first.labels == ["1", "2", "3", "4", "5", "下一页", "改动记录"]
    await centre.chen.taps("下一页", in_=centre.group)
    assert first.text.splitlines()[1] == f"6. {odd[0]} · 1 次"
    assert first.labels == ["6", "上一页", "改动记录"]
    await centre.chen.taps("上一页", in_=centre.group)
    assert first.text.splitlines()[1] == f"1. {odd[-1]} · 1 次"


# ---- who, and when ------------------------------------------------------------------------


async def test_a_double_tap_is_one_edit(centre: Centre) -> None:
    await centre.opened(SPHERE[0])
    message, chosen = centre.last, centre.choice()
    taps = [clerk.phone.tap(message, chosen) for clerk in (centre.chen, centre.lin)]
    await centre.desk.settle()
    said = sorted([(await tap.answered()).text or "" for tap in taps])
    assert said[0] == ""
    assert "已经处理过了" in said[1]
    await centre.chen.says("/faq 记录", in_=centre.group)
    assert centre.last.text.count("种问法") == 1


async def test_what_a_colleague_settled_meanwhile_is_said(centre: Centre) -> None:
    await centre.asked(SPHERE[0])
    await centre.chen.says("/faq", in_=centre.group)
    first = centre.last
    await centre.lin.says("/faq", in_=centre.group)
    second = centre.last
    await centre.lin.taps("1", in_=centre.group, on=second)
    await centre.lin.taps("不用管", in_=centre.group, on=second)
    answer = await centre.chen.taps("1", in_=centre.group, on=first)
    assert "已经处理过了" in (answer.text or "")
    assert "都答上了" in first.text


async def test_more_questions_of_the_kind_are_shown_before_they_are_taught(
    centre: Centre,
) -> None:
    await centre.opened(SPHERE[0])
    shown = centre.last
    await centre.asked(SPHERE[1])
    await centre.chen.taps(centre.choice(), in_=centre.group)
    assert "处理了 1 次提问" in shown.text  # what came later was not seen, and waits
    await centre.chen.taps("返回列表", in_=centre.group)
    assert SPHERE[1] in shown.text


async def test_outsiders_teach_nothing(centre: Centre) -> None:
    worker = await centre.desk.staff("张师傅", "repair")
    guest = await centre.desk.owner("李先生")
    group = centre.group
    await centre.opened(SPHERE[0])
    message, shown = centre.last, centre.last.text
    labels = (centre.choice(), "写新答案", "不用管", "返回")
    for somebody in (worker, guest):
        somebody.phone.join(group.chat)
        for label in labels:
            answer = await somebody.taps(label, in_=group, on=message)
            assert "您不能做这一步" in (answer.text or "")
        count = len(group.messages)
        await somebody.says("/faq", in_=group)
        assert SPHERE[0] not in "".join(group.texts[count:])
    assert message.text == shown


async def test_elsewhere_it_says_where(centre: Centre) -> None:
    repair = await centre.desk.team("repair", centre.chen)
    await centre.chen.says("/faq", in_=repair)
    assert "客服中心的群" in repair.last.text
    await centre.chen.says("/faq")
    assert "客服中心的群" in centre.chen.last.text


async def test_to_an_owner_it_shows_the_topics(centre: Centre) -> None:
    await centre.owner.says("/faq")
    assert "按主题看" in centre.owner.last.text


# ---- review -------------------------------------------------------------------------------


async def test_answers_are_looked_at_again_once_a_month(centre: Centre) -> None:
    desk = centre.desk
    await desk.forward(days=(MORNING.replace(year=2027, month=8, day=1) - MORNING).days)
    await desk.app.reminding.remind()
    await desk.settle()
    assert "个答案很久没人核对了" in centre.last.text
    count = len(centre.group.messages)
    await desk.app.reminding.remind()
    await desk.settle()
    assert len(centre.group.messages) == count
    await centre.chen.taps("看看", in_=centre.group)
    listed = centre.last.text.splitlines()
    before = int("".join(filter(str.isdigit, listed[0])))
    assert "1. " in listed[1]
    await centre.chen.taps("1 看内容", in_=centre.group)
    await centre.chen.taps("还对", in_=centre.group)
    assert f"{before - 1} 个答案" in centre.last.text
    await centre.chen.taps("下一页", in_=centre.group)
    assert "6. " in centre.last.text
    await centre.chen.taps("6 还对", in_=centre.group)
    await centre.chen.says("/faq 核对", in_=centre.group)
    assert f"{before - 2} 个答案" in centre.last.text
    guest = await desk.owner("李先生")
    guest.phone.join(centre.group.chat)
    answer = await guest.taps("1 还对", in_=centre.group)
    assert "您不能做这一步" in (answer.text or "")


async def test_nobody_is_told_of_what_was_looked_at_lately(centre: Centre) -> None:
    await centre.desk.app.reminding.remind()
    await centre.desk.forward(days=30)  # the first of April
    await centre.desk.app.reminding.remind()
    await centre.desk.settle()
    assert not any("核对" in text for text in centre.group.texts)
    await centre.chen.says("/faq 核对", in_=centre.group)
    assert "都在期限内核对过了" in centre.last.text
