"""Answers to the question after the work that are written instead of tapped."""

import pytest

from domain.lifecycle import Status
from handlers.follow_up_words import says_solved
from tests.dialogs.desk import DeskOnTrial
from tests.dialogs.tickets import events_of, tickets
from tests.dialogs.work_done import scene


@pytest.mark.parametrize(
    ("text", "solved"),
    [
        ("好了", True),
        ("已经好了，谢谢", True),
        ("修好了！", True),
        ("是的", True),
        ("Fixed, thanks", True),
        ("It's fixed", True),
        ("没好", False),
        ("还没好，还在滴", False),
        ("還在漏", False),
        ("没修好", False),
        ("still leaking", False),
        ("好", None),
        ("好了没有？", None),
        ("没有人来", None),
        ("没电了", None),
        ("no water since noon", None),
        ("还没到家", None),
    ],
)
def test_only_a_plain_answer_is_one(text: str, solved: bool | None) -> None:
    assert says_solved(text) is solved


async def test_a_written_yes_asks_for_the_score(desk: DeskOnTrial) -> None:
    here = await scene(desk)
    await here.finished()
    await desk.forward(hours=2)
    await here.owner.says("好了")
    assert "打几分" in here.owner.last.text
    await here.owner.taps("5")
    (ticket,) = await tickets(desk)
    assert ticket.status is Status.CLOSED
    await desk.assert_nothing_lost()


async def test_a_written_no_reopens_with_its_words(desk: DeskOnTrial) -> None:
    here = await scene(desk)
    await here.finished()
    await desk.forward(hours=2)
    await here.owner.says("还没好，还在滴")
    assert "已重新打开" in here.owner.last.text
    (ticket,) = await tickets(desk)
    assert ticket.status is Status.DISPATCHED
    assert any(event.text == "还没好，还在滴" for event in await events_of(desk, ticket))


async def test_with_two_finished_ones_nobody_guesses(desk: DeskOnTrial) -> None:
    here = await scene(desk)
    await here.finished("d1")
    await here.finished("d2")
    await desk.forward(hours=2)
    await here.owner.says("还没好")
    assert all(ticket.status is Status.DONE for ticket in await tickets(desk))
