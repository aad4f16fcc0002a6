"""After the work: asked at the right moment, answered in a tap, silence handled by people."""

from domain.lifecycle import Status
from domain.ticket import TicketId
from playground.chats import Message
from tests.dialogs.desk import DeskOnTrial, Somebody, picture
from tests.dialogs.work_done import scene


def buttons(message: Message) -> list[str]:
    """What the buttons of a message send."""
    rows = message.wire["reply_markup"]["inline_keyboard"]
    return [button["callback_data"] for row in rows for button in row]


def phone_of(somebody: Somebody) -> str:
    assert somebody.user.phone is not None
    return somebody.user.phone


async def status_of(desk: DeskOnTrial, ticket_id: TicketId) -> Status:
    ticket = await desk.ask(lambda uow: uow.tickets.get_required(ticket_id))
    return ticket.status


async def test_solved_and_five_points_close_the_ticket(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.finished()
    await desk.forward(minutes=5)
    asked = play.owner.sees("真的好了吗")
    assert "换了角阀和软管" in asked.text
    await play.owner.taps("好了")
    await play.owner.taps("5")
    assert "5 分" in play.owner.last.text
    assert await status_of(desk, view.id) is Status.CLOSED
    await desk.forward(days=4)
    assert [text for text in play.owner.texts if "好了吗" in text] == []
    await desk.assert_nothing_lost()


async def test_the_photo_of_the_finished_work_comes_with_the_question(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    await play.worker.taps("接单", in_=play.repair)
    card = play.repair.last_card
    play.worker.phone.send_photo(picture(), play.repair.chat, reply_to=card)
    await desk.settle()
    assert "业主看不到" in play.repair.last.text
    await play.worker.taps("完成", in_=play.repair, on=card)
    await play.worker.taps("先发照片", in_=play.repair, on=card)
    question = play.repair.last
    play.worker.phone.send_photo(
        picture(), play.repair.chat, caption="换了角阀", reply_to=question
    )
    await desk.settle()
    assert await status_of(desk, view.id) is Status.DONE
    await desk.forward(minutes=5)
    photo, asked = play.owner.messages[-2:]
    assert (photo.kind, photo.text) == ("photo", f"{view.code} 处理后的样子")
    assert "换了角阀" in asked.text
    assert asked.labels == ["好了", "还没好"]
    assert [message.kind for message in play.owner.messages].count("photo") == 1
    await desk.forward(hours=25)
    assert [message.kind for message in play.owner.messages].count("photo") == 1
    await play.owner.says("好了", reply_to=photo)
    assert "打几分" in play.owner.last.text
    await desk.assert_nothing_lost()


async def test_several_photos_of_the_finished_work_come_as_one_album(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    await play.accept(view.id)
    play.worker.screen().find(view.code)
    await play.worker.taps("完成")
    await play.worker.taps("先发照片")
    await play.worker.sends_album(3, "换了角阀和软管")
    assert await status_of(desk, view.id) is Status.DONE
    await desk.forward(minutes=5)
    *pictures, asked = play.owner.messages[-4:]
    assert [one.kind for one in pictures] == ["photo"] * 3
    assert len({one.wire["media_group_id"] for one in pictures}) == 1
    assert [one.text for one in pictures] == [f"{view.code} 处理后的样子", "", ""]
    assert "换了角阀和软管" in asked.text
    await desk.assert_nothing_lost()


async def test_after_reopening_only_the_new_photos_come(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    await play.accept(view.id)
    await play.worker.taps("完成")
    await play.worker.taps("先发照片")
    await play.worker.sends_photo("换了角阀")
    await desk.forward(minutes=5)
    await play.owner.taps("还没好")
    await play.accept(view.id, "again")
    await play.finish(view.id, "finish-again")
    await desk.forward(minutes=5)
    assert "真的好了吗" in play.owner.last.text
    assert [message.kind for message in play.owner.messages].count("photo") == 1


async def test_not_solved_reopens_to_the_same_worker(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.finished()
    await desk.forward(minutes=5)
    await play.owner.taps("还没好")
    ticket = await desk.ask(lambda uow: uow.tickets.get_required(view.id))
    assert (ticket.status, ticket.reopened, ticket.assignee) == (
        Status.DISPATCHED,
        1,
        play.worker.staff_id,
    )
    assert any("张师傅" in text and "再去一次" in text for text in play.repair.texts)
    assert any("再去一次" in text for text in play.worker.texts)
    await desk.assert_nothing_lost()


async def test_after_reopening_the_old_card_says_so_and_has_no_buttons(
    desk: DeskOnTrial,
) -> None:
    play = await scene(desk)
    view = await play.finished()
    old = next(m for m in play.repair.messages if "等业主确认" in m.text)
    at_centre = next(m for m in play.centre.messages if view.code in m.text)
    await desk.forward(minutes=5)
    await play.owner.taps("还没好")
    assert "张师傅 今天 10:00 完成：已修好" in old.text
    assert "已重新打开（第 2 次），这是以前的卡片" in old.text
    assert "等业主确认" not in old.text
    assert old.labels == []
    new = next(m for m in reversed(play.repair.messages) if "接单" in m.labels)
    assert "第 2 次" in new.text
    assert new.id > old.id
    assert "第 2 次" in at_centre.text
    assert "等业主确认" not in at_centre.text
    live = [m for m in play.repair.messages if view.code in m.text and "接单" in m.labels]
    assert all(message.id > old.id for message in live)
    await desk.assert_nothing_lost()


async def test_two_points_reopen_and_ask_why(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.finished()
    await desk.forward(minutes=5)
    await play.owner.taps("好了")
    await play.owner.taps("2")
    assert "2 分" in play.owner.last.text
    assert "重新打开" in play.owner.last.text
    await play.owner.taps("来得慢")
    assert any("来得慢" in text for text in play.repair.texts)
    ticket = await desk.ask(lambda uow: uow.tickets.get_required(view.id))
    assert (ticket.status, ticket.score, ticket.reopened) == (Status.DISPATCHED, 2, 1)
    await desk.assert_nothing_lost()


async def test_nobody_is_asked_at_night(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    await play.accept(view.id)
    await desk.forward(hours=12)
    await play.finish(view.id)
    await desk.forward(hours=9)
    assert not any("真的好了吗" in text for text in play.owner.texts)
    await desk.forward(hours=2)
    assert any("真的好了吗" in text for text in play.owner.texts)


async def test_silence_becomes_a_call_and_never_a_score(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.finished()
    await desk.forward(minutes=5)
    await desk.forward(hours=25)
    assert sum("真的好了吗" in text for text in play.owner.texts) == 2
    await desk.forward(hours=25)
    assert any("请给业主打电话" in text for text in play.centre.texts)
    ticket = await desk.ask(lambda uow: uow.tickets.get_required(view.id))
    assert (ticket.status, ticket.score) == (Status.DONE, None)
    assert not any(phone_of(play.owner)[3:] in text for text in play.centre.texts)

    await play.clerk.taps("我来打", in_=play.centre)
    assert phone_of(play.owner) in play.clerk.last.text
    for day in range(2):
        await play.clerk.taps("没人接")
        assert "明天再提醒" in play.clerk.last.text
        assert await status_of(desk, view.id) is Status.DONE
        await desk.forward(hours=25)
        assert sum("请给业主打电话" in text for text in play.centre.texts) == day + 2
        await play.clerk.taps("我来打", in_=play.centre)
    await play.clerk.taps("没人接")
    ticket = await desk.ask(lambda uow: uow.tickets.get_required(view.id))
    assert (ticket.status, ticket.score, ticket.confirmed_at) == (Status.CLOSED, None, None)
    await desk.forward(days=3)
    assert sum("请给业主打电话" in text for text in play.centre.texts) == 3
    await desk.assert_nothing_lost()


async def test_a_clerk_without_a_private_chat_loses_no_call_task(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.finished()
    await desk.forward(minutes=5)
    await desk.forward(hours=50)
    desk.world.private_chat(play.clerk.user).started = False
    await play.clerk.taps("我来打", in_=play.centre)
    assert any("请先私聊我" in text for text in play.centre.texts)
    assert not any(phone_of(play.owner)[3:] in text for text in play.centre.texts)
    await play.clerk.says("/start")
    await play.clerk.taps("我来打", in_=play.centre)
    await play.clerk.taps("好了")
    assert await status_of(desk, view.id) is Status.CLOSED
    answer = await play.clerk.taps("我来打", in_=play.centre)
    assert answer.text


async def test_a_second_tap_is_not_told_that_all_is_lost(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await play.finished()
    await desk.forward(minutes=5)
    asked = play.owner.sees("真的好了吗")
    no = next(data for data in buttons(asked) if data.startswith("fu:no"))
    await play.owner.taps("还没好", on=asked)
    await play.owner.forges(no, on=asked)
    assert "已重新打开" in play.owner.last.text
    assert not any("没有找到" in text for text in play.owner.texts)


async def test_a_broken_promise_is_not_apologised_for_once_it_is_kept(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await desk.forward(hours=11)  # nine in the evening: the night has begun
    view = await play.file()
    await desk.forward(minutes=45)
    assert any("已超时" in text for text in play.repair.texts)
    await play.accept(view.id)
    await desk.forward(hours=12)
    assert not any("对不起" in text for text in play.owner.texts)


async def test_a_broken_promise_is_apologised_for_in_the_morning(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await desk.forward(hours=11)
    await play.file()
    await desk.forward(minutes=45)
    assert not any("对不起" in text for text in play.owner.texts)
    await desk.forward(hours=12)
    assert any("对不起" in text for text in play.owner.texts)


async def test_a_rest_moves_the_promised_end_and_nothing_is_forgotten(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    await play.accept(view.id)
    rest = await play.hold(view.id, days=10)
    assert rest.finish_by == view.finish_by
    await desk.forward(days=10, minutes=1)
    ticket = await desk.ask(lambda uow: uow.tickets.get_required(view.id))
    assert ticket.finish_by > view.finish_by
    assert not any("还没完成" in text for text in play.repair.texts)
    await desk.forward(days=2)
    assert any("还没完成" in text for text in play.repair.texts)


async def test_a_message_that_did_not_reach_the_owner_is_told_to_the_team(
    desk: DeskOnTrial,
) -> None:
    play = await scene(desk)
    view = await play.file()
    await play.accept(view.id)
    desk.world.faults.add("forbidden", method="sendMessage", chat_id=play.owner.user.id)
    await play.relay(view.id, "明天上午来")
    assert any("没有送到" in text for text in play.repair.texts)


async def test_an_owner_who_blocked_the_bot_is_called(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.finished()
    await play.owner.blocks()
    await desk.forward(minutes=5)
    assert any("请给业主打电话" in text for text in play.centre.texts)
    await play.clerk.taps("我来打", in_=play.centre)
    await play.clerk.taps("还没好")
    assert await status_of(desk, view.id) is Status.DISPATCHED


async def test_buttons_pressed_twice_and_by_others_change_nothing(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.finished()
    await desk.forward(minutes=5)
    asked = play.owner.sees("真的好了吗")
    await play.owner.taps("还没好", on=asked)
    stranger = await desk.owner("李先生", home="12-1-302")
    await stranger.says("/start")
    answer = await stranger.forges(f"fu:rate:{view.id}:1:1")
    assert answer.text
    await play.owner.forges(f"fu:yes:{view.id}:1:", on=asked)
    await play.owner.forges(f"fu:rate:{view.id}:2:9", on=asked)
    await play.owner.forges("fu:rate:999999:1:5", on=asked)
    ticket = await desk.ask(lambda uow: uow.tickets.get_required(view.id))
    assert (ticket.status, ticket.reopened, ticket.score) == (Status.DISPATCHED, 1, None)


async def test_only_the_centre_takes_a_call_task(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await play.finished()
    await desk.forward(minutes=5)
    await desk.forward(hours=50)
    task = next(m for m in reversed(play.centre.messages) if "我来打" in m.labels)
    outsider = await desk.staff("赵队员", "security")
    play.centre.chat.members |= desk.group("x", outsider).chat.members
    answer = await outsider.taps("我来打", in_=play.centre, on=task)
    assert answer.text
    assert not any(phone_of(play.owner) in text for text in outsider.texts)
