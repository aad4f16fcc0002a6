"""One thumb, wet hands: few taps to the end, a way past every question, and slips taken back."""

import pytest

from domain.lifecycle import Action, Outcome, Status
from services.rows import FollowUp
from tests.dialogs.desk import DeskOnTrial
from tests.dialogs.tickets import events_of, tickets
from tests.dialogs.work_done import Scene, scene

FINISHED = ("接单", "完成", "已修好")


async def after(desk: DeskOnTrial, *labels: str) -> Scene:
    """A leak on whose card the worker has tapped these."""
    play = await scene(desk)
    await play.file()
    for label in labels:
        await play.worker.taps(label, in_=play.repair)
    return play


async def test_from_taking_it_to_the_end_is_four_taps(desk: DeskOnTrial) -> None:
    await after(desk, "接单", "到场", "完成", "已修好")
    [ticket] = await tickets(desk)
    assert (ticket.status, ticket.outcome) == (Status.DONE, Outcome.FIXED)


# ---- past the question --------------------------------------------------------------------


@pytest.mark.parametrize("way", [("先发照片",), ("修不了", "先写说明")])
async def test_whoever_has_nothing_to_add_skips_it(desk: DeskOnTrial, way: tuple[str]) -> None:
    play = await after(desk, "接单", "完成", *way)
    card = play.repair.last_card
    assert card.labels == ["跳过", "返回"]
    question = play.repair.last
    await play.worker.taps("跳过", in_=play.repair)
    [ticket] = await tickets(desk)
    assert ticket.status is Status.DONE
    # The question is closed with it.
    await play.worker.says("垫圈在车上", in_=play.repair, reply_to=question)
    assert "这一问已经过期，没有发出" in play.repair.last.text
    await desk.assert_nothing_lost()


async def test_a_typed_skip_is_no_note(desk: DeskOnTrial) -> None:
    play = await after(desk, "接单", "完成", "先发照片")
    await play.worker.says("跳过", in_=play.repair, reply_to=play.repair.last)
    [ticket] = await tickets(desk)
    [end] = [e for e in await events_of(desk, ticket) if e.kind is Action.FINISH]
    assert (ticket.status, end.text) == (Status.DONE, "")


async def test_thinking_better_of_it_gives_the_card_its_buttons_back(desk: DeskOnTrial) -> None:
    play = await after(desk, "接单", "完成", "先发照片")
    card, question = play.repair.last_card, play.repair.last
    await play.worker.taps("返回", in_=play.repair)
    assert card.labels[:3] == ["到场", "挂起", "完成"]
    await play.worker.says("算了", in_=play.repair, reply_to=question)
    for label in ("完成", "先发照片"):
        await play.worker.taps(label, in_=play.repair)
    await play.worker.says("算了", in_=play.repair, reply_to=play.repair.last)
    assert card.labels[:3] == ["到场", "挂起", "完成"]
    [ticket] = await tickets(desk)
    assert ticket.status is Status.ACCEPTED
    await desk.assert_nothing_lost()


async def test_in_private_the_message_is_the_card_again_after_a_note(desk: DeskOnTrial) -> None:
    play = await after(desk, "接单")
    contact = play.worker.last
    await play.worker.taps("完成", on=contact)
    await play.worker.taps("先发照片", on=contact)
    assert contact.labels == ["跳过", "返回"]
    await play.worker.says("换了角阀")
    assert contact.labels == ["撤销"]
    await desk.assert_nothing_lost()


# ---- taking the end back ------------------------------------------------------------------


async def test_an_end_that_was_a_slip_is_taken_back(desk: DeskOnTrial) -> None:
    play = await after(desk, *FINISHED)
    card, heard = play.repair.last_card, len(play.owner.messages)
    assert card.labels == ["撤销"]
    said = await play.worker.taps("撤销", in_=play.repair)
    assert "已撤销完成" in (said.text or "")
    assert card.labels[:2] == ["挂起", "完成"]
    await desk.forward(minutes=30)
    # The owner hears nothing of it, and is not asked whether it is solved.
    assert len(play.owner.messages) == heard
    await desk.forward(hours=25)
    assert any("还没完成" in text for text in play.repair.texts)
    await play.worker.taps("完成", in_=play.repair, on=card)
    await play.worker.taps("已修好", in_=play.repair, on=card)
    await desk.forward(hours=12)
    assert sum("真的好了吗" in text for text in play.owner.texts) == 1
    await desk.assert_nothing_lost()


async def test_later_it_is_too_late_and_the_button_goes(desk: DeskOnTrial) -> None:
    play = await after(desk, *FINISHED)
    card = play.repair.last_card
    await desk.forward(minutes=4)
    said = await play.worker.taps("撤销", in_=play.repair)
    assert said.show_alert
    assert "完成：已修好" in (said.text or "")
    assert card.labels == []
    [ticket] = await tickets(desk)
    assert ticket.status is Status.DONE


async def test_once_the_owner_was_asked_the_end_stands(desk: DeskOnTrial) -> None:
    play = await after(desk, *FINISHED)
    [ticket] = await tickets(desk)
    asked = FollowUp(ticket_id=ticket.id, cycle=1, asked_at=desk.clock.now())
    await desk.ask(lambda uow: uow.follow_ups.save(asked))
    said = await play.worker.taps("撤销", in_=play.repair)
    assert said.show_alert
    [ticket] = await tickets(desk)
    assert ticket.status is Status.DONE


async def test_only_who_has_it_in_hand_takes_the_end_back(desk: DeskOnTrial) -> None:
    play = await after(desk, *FINISHED)
    other = await desk.staff("李师傅", "repair")
    other.phone.join(play.repair.chat)
    said = await other.taps("撤销", in_=play.repair)
    assert said.show_alert
    [ticket] = await tickets(desk)
    assert ticket.status is Status.DONE
    await desk.assert_nothing_lost()
