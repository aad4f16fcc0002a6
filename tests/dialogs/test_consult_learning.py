"""From a wrong answer to a right one: the owner, the service centre, and the next who asks."""

from domain.lifecycle import Status
from services.knowledge_rows import Verdict
from tests.dialogs.centre import centre_of
from tests.dialogs.desk import DeskOnTrial
from tests.dialogs.tickets import tickets

QUESTION = "健身房押金什么时候退"
"""The shipped base knows a deposit, but not this one."""

ANSWER = "退卡当天原路退回，带会员卡和押金收据到健身房前台。"


async def test_asked_wrong_handed_over_answered_taught_and_asked_again(desk: DeskOnTrial) -> None:
    centre = await centre_of(desk)
    wang = centre.owner

    await wang.says(QUESTION)
    assert "装修押金" in wang.last.text
    for _ in range(2):
        await wang.taps("没用")
        assert wang.last.text.startswith("那是不是问这个：")
    await wang.taps("找人工")
    (ticket,) = await tickets(desk)
    assert ticket.description.startswith(f"{QUESTION}\n\n之前的对话：\n机器人：")
    assert ticket.description.count("业主：没用") == 2

    await centre.chen.says(ANSWER, in_=centre.group, reply_to=centre.group.last_card)
    assert wang.last.text == f"客服陈小姐：\n{ANSWER}"
    await wang.says("要本人去吗")
    assert wang.last.text == "已转给客服陈小姐"
    await centre.chen.says("家人也行", in_=centre.group, reply_to=centre.last)
    await centre.chen.taps("答完了", in_=centre.group)
    assert "问题解决了吗" in wang.last.text
    await wang.taps("解决了")
    await wang.taps("5")
    (ticket,) = await tickets(desk)
    assert (ticket.status, ticket.score) == (Status.CLOSED, 5)
    kept = await desk.ask(lambda uow: uow.consultations.get(1))
    assert kept is not None
    assert (kept.verdict, kept.ticket_id) == (Verdict.PERSON, ticket.id)

    await centre.lin.says("/faq", in_=centre.group)
    await centre.lin.taps("1", in_=centre.group)
    assert f"• {QUESTION}（答了「" in centre.last.text
    assert f"陈小姐答复过：{ANSWER}" in centre.last.text
    await centre.lin.taps("写新答案", in_=centre.group)
    await centre.lin.taps("用这个", in_=centre.group)
    await centre.lin.says(ANSWER, in_=centre.group, reply_to=centre.last)
    await centre.lin.taps("发布", in_=centre.group)
    assert f"林先生写了新答案「{QUESTION}」" in centre.last.text

    neighbour = await desk.owner("李先生", home="3-2-502")
    await neighbour.says(f"请问{QUESTION}？")
    assert ANSWER in neighbour.last.text
    assert "有用" in neighbour.last.labels
    await neighbour.taps("有用")
    await desk.assert_nothing_lost()
