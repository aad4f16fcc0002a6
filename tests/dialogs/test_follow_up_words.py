"""Answers to the question after the work that are written instead of tapped."""

import pytest

from domain.language import Language
from domain.lifecycle import Outcome, Status
from domain.ticket import Ticket
from services.work import Finish
from tests.dialogs.desk import DeskOnTrial
from tests.dialogs.tickets import events_of, tickets
from tests.dialogs.work_done import Scene, scene


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


async def asked_for_a_score(desk: DeskOnTrial) -> Scene:
    here = await scene(desk)
    await here.finished()
    await desk.forward(hours=2)
    await here.owner.says("解决了")
    assert "打几分" in here.owner.last.text
    return here


async def only_ticket(desk: DeskOnTrial) -> Ticket:
    (ticket,) = await tickets(desk)
    return ticket


@pytest.mark.parametrize(
    ("words", "score"), [("5", 5), ("五星", 5), ("3分", 3), ("给4星吧", 4), ("4 stars", 4)]
)
async def test_a_written_score_counts_as_a_tapped_one(
    desk: DeskOnTrial, words: str, score: int
) -> None:
    here = await asked_for_a_score(desk)
    await here.owner.says(words)
    assert f"记下了 {score} 分" in here.owner.last.text
    ticket = await only_ticket(desk)
    assert (ticket.status, ticket.score) == (Status.CLOSED, score)
    await desk.assert_nothing_lost()


@pytest.mark.parametrize(
    ("language", "words", "thanks"),
    [(Language.ZH_HANT, "給五顆星", "5 分"), (Language.EN, "five stars!", "5")],
)
async def test_a_score_is_read_in_every_language(
    desk: DeskOnTrial, language: Language, words: str, thanks: str
) -> None:
    here = await asked_for_a_score(desk)
    person = here.owner.person_id
    assert person is not None
    await here.owner.says("/language")
    await here.owner.taps({Language.ZH_HANT: "繁體中文", Language.EN: "English"}[language])
    await here.owner.says(words)
    assert thanks in here.owner.last.text
    assert (await only_ticket(desk)).score == 5


async def test_a_low_written_score_reopens_and_its_words_reach_the_team(
    desk: DeskOnTrial,
) -> None:
    here = await asked_for_a_score(desk)
    await here.owner.says("2分，来得太慢")
    assert "已重新打开" in here.owner.last.text
    ticket = await only_ticket(desk)
    assert (ticket.status, ticket.score) == (Status.DISPATCHED, 2)
    assert any("来得太慢" in text for text in here.repair.texts)


async def test_a_low_score_without_words_is_asked_for_its_reason(desk: DeskOnTrial) -> None:
    here = await asked_for_a_score(desk)
    await here.owner.says("1")
    await here.owner.taps("来得慢")
    assert any("来得慢" in text for text in here.repair.texts)


async def test_a_figure_is_a_score_only_while_it_is_asked_for(desk: DeskOnTrial) -> None:
    here = await scene(desk)
    await here.finished()
    await desk.forward(hours=2)
    await here.owner.says("5")
    assert (await only_ticket(desk)).score is None
    await here.owner.says("解决了")
    await here.owner.says("报修")
    await here.owner.taps("漏水")
    await here.owner.says("5")
    assert "情况：5" in here.owner.last.text
    assert (await only_ticket(desk)).score is None
    await here.owner.taps("取消")
    await here.owner.says("5")
    await here.owner.says("3分")
    assert (await only_ticket(desk)).score == 5


async def test_a_reply_answers_the_question_that_it_replies_to(desk: DeskOnTrial) -> None:
    here = await scene(desk)
    await here.finished("d1")
    await here.finished("d2")
    await desk.forward(hours=2)
    first, second = await tickets(desk)
    await here.owner.says("没有解决", reply_to=here.owner.sees(f"{second.code} 漏水"))
    await here.owner.says("好了", reply_to=here.owner.sees(f"{first.code} 漏水"))
    await here.owner.says("4", reply_to=here.owner.sees(f"{first.code} 这次服务打几分"))
    first, second = await tickets(desk)
    assert (first.status, first.score) == (Status.CLOSED, 4)
    assert (second.status, second.score) == (Status.DISPATCHED, None)
    await desk.assert_nothing_lost()


async def test_after_nobody_at_home_a_written_yes_means_come_again(desk: DeskOnTrial) -> None:
    here = await scene(desk)
    view = await here.file()
    await here.accept(view.id)
    assert here.worker.person_id is not None
    end = Finish(key="end", by=here.worker.person_id, ticket_id=view.id, outcome=Outcome.NOT_HOME)
    await desk.app.runner.run(here.work.finish, end)
    await desk.forward(hours=2)
    assert "还需要我们再来吗" in here.owner.last.text
    await here.owner.says("是的")
    assert (await only_ticket(desk)).status is Status.DISPATCHED
