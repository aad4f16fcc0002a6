"""Whatever is typed or sent: a calm answer, no error, and nothing of it is lost."""

import pytest

from domain.lifecycle import Action
from tests.dialogs.desk import DeskOnTrial
from tests.dialogs.tickets import events_of, tickets

NO_WORDS = "没看出来是什么事"


@pytest.mark.parametrize("consent", [True, False])
async def test_five_thousand_characters_reach_a_person_whole(
    desk: DeskOnTrial, consent: bool
) -> None:
    wang = await desk.owner("王女士", home="3-2-501", consent=consent)
    centre = await desk.team("centre")
    story = "".join(f"第{number}件事想请教一下。" for number in range(500))[:5000]
    wang.phone.send_text(story[:4096])
    wang.phone.send_text(story[4096:])
    await desk.settle()
    await wang.says("人工")
    if not consent:
        await wang.taps("同意")
        await wang.taps("提交")
    (ticket,) = await tickets(desk)
    events = await events_of(desk, ticket)
    added = [event.text for event in events if event.kind is Action.OWNER_MESSAGE]
    assert ticket.description + "".join(added) == story
    assert story[-100:] in centre.last.text
    await desk.assert_nothing_lost()


@pytest.mark.parametrize(
    "signs", ["😀😀😀", "？？？", "。。。", "👨‍👩‍👧", "!!!???...", "\u200b\u2060", "1", "１", "a"]
)
async def test_signs_without_a_word_are_asked_about(desk: DeskOnTrial, signs: str) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says(signs)
    assert NO_WORDS in wang.last.text
    assert wang.buttons == ["找人工"]
    await desk.assert_nothing_lost()


async def test_signs_after_an_answer_keep_the_question(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("恐龙怎么灭绝的")
    await wang.says("？？？")
    await wang.taps("找人工")
    (ticket,) = await tickets(desk)
    assert ticket.description == "恐龙怎么灭绝的"


@pytest.mark.parametrize(
    "question",
    [
        "物\u200b业\u200b费\u2060多少\ufeff钱",
        "物業费多少錢",
        "ＯＫ，物业费多少钱",
        "物业费 how much 多少钱",
        "  物业费\n\n多少钱  ",
    ],
)
async def test_odd_writing_is_understood(desk: DeskOnTrial, question: str) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says(question)
    assert "2.8 元" in wang.last.text
    await desk.assert_nothing_lost()


async def test_what_nobody_sees_does_not_reach_a_ticket(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("恐龙\u200b怎么灭\u202e绝的")
    await wang.taps("找人工")
    (ticket,) = await tickets(desk)
    assert ticket.description == "恐龙怎么灭绝的"


async def test_a_question_that_was_forwarded_is_a_question(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    friend = desk.stranger("邻居")
    group = desk.group("业主群", wang, friend)
    asked = friend.phone.send_text("物业费多少钱", group.chat)
    wang.phone.forward(asked)
    await desk.settle()
    assert "2.8 元" in wang.last.text
    await desk.assert_nothing_lost()


async def test_a_message_that_is_edited_afterwards_is_left_as_it_was(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    asked = await wang.says("物业费多少钱")
    said = len(wang.messages)
    wang.phone.edit(asked, "停车怎么收费")
    await desk.settle()
    assert len(wang.messages) == said
    await wang.taps("找人工")
    (ticket,) = await tickets(desk)
    assert ticket.description.startswith("物业费多少钱")
    await desk.assert_nothing_lost()


async def test_a_sticker_is_answered_kindly_and_the_question_stays(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("恐龙怎么灭绝的")
    said = len(wang.messages)
    await wang.sends_sticker()
    assert len(wang.messages) == said + 1
    await wang.says("人工")
    (ticket,) = await tickets(desk)
    assert ticket.description == "恐龙怎么灭绝的"
    await desk.assert_nothing_lost()
