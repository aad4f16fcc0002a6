"""A reason that was picked from buttons is read by everybody in their own language."""

from dataclasses import replace

from domain.language import Language
from domain.people import StaffRole
from domain.ticket import TicketId
from services.staffing import EndPost
from tests.dialogs.desk import DeskOnTrial
from tests.dialogs.work_done import Scene, scene


async def with_an_english_owner(desk: DeskOnTrial) -> tuple[Scene, TicketId]:
    """A Chinese team with the leak of an owner who reads English."""
    play = await scene(desk)
    owner = await desk.owner("Ann", home="3-2-501", language=Language.EN)
    view = await replace(play, owner=owner).file()
    return replace(play, owner=owner), view.id


async def test_why_it_rests_is_said_in_the_owners_language(desk: DeskOnTrial) -> None:
    play, ticket_id = await with_an_english_owner(desk)
    card = play.repair.last_card
    for label in ("接单", "挂起", "等材料", "明早"):
        await play.worker.taps(label, in_=play.repair, on=card)
    assert "挂起：等材料" in card.text
    assert "on hold: waiting for parts." in play.owner.last.text
    await play.owner.says("/tickets")
    await play.owner.taps("R-1001")
    assert "waiting for parts" in play.owner.last.text
    assert "“waiting for parts”" in play.owner.last.text
    assert not any("等材料" in text for text in play.owner.texts)
    await play.clerk.says("/ticket R-1001")
    assert "挂起（等材料） · 张师傅" in play.clerk.last.text
    await desk.assert_nothing_lost()


async def test_why_it_was_given_back_is_said_in_each_chats_language(desk: DeskOnTrial) -> None:
    play, _ = await with_an_english_owner(desk)
    chats = await desk.ask(lambda uow: uow.chats.at(play.centre.chat.id))
    await desk.app.runner.run(
        lambda uow, chat: uow.chats.bind(replace(chat, language=Language.EN)), chats[0]
    )
    await play.worker.taps("退回", in_=play.repair)
    await play.worker.taps("人手不够", in_=play.repair)
    assert "张师傅退回：人手不够" in play.repair.messages[0].text
    assert "short of hands" in play.centre.last.text
    await desk.assert_nothing_lost()


async def test_what_a_leaving_colleague_had_is_given_back_with_the_reason(
    desk: DeskOnTrial,
) -> None:
    play, ticket_id = await with_an_english_owner(desk)
    boss = await desk.staff("何经理", "centre", StaffRole.ADMIN)
    await play.accept(ticket_id)
    assert boss.person_id is not None
    assert play.worker.staff_id is not None
    end = EndPost(by=boss.person_id, staff_id=play.worker.staff_id)
    await desk.app.runner.run(desk.app.services["staffing"].end_post, end)
    await desk.settle()
    assert any("张师傅退回了这一单：已离岗。" in text for text in play.repair.texts)
    await desk.assert_nothing_lost()
