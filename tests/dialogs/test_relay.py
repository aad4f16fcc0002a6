"""Replies to a card stay inside; only an explicit button lets the owner read them (S-068)."""

import pytest

from domain.lifecycle import Action
from domain.ticket import TicketId
from services.acts import Say
from services.owners import Owners
from services.reactions import Reactions
from tests.dialogs.desk import DeskOnTrial, picture
from tests.dialogs.work_done import Scene, scene


async def kinds(desk: DeskOnTrial, ticket_id: TicketId) -> list[str]:
    events = await desk.ask(lambda uow: uow.tickets.events(ticket_id))
    return [event.kind.value for event in events]


async def test_a_reply_to_the_card_is_kept_inside(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    card = play.repair.last_card
    seen = len(play.owner.messages)
    await play.worker.says("这户难缠 <b>小心</b>", in_=play.repair, reply_to=card)
    assert "内部备注" in play.repair.last.text
    assert play.repair.last.labels == ["发给业主"]
    events = await desk.ask(lambda uow: uow.tickets.events(view.id))
    assert events[-1].kind is Action.NOTE
    assert events[-1].text == "这户难缠 <b>小心</b>"
    assert len(play.owner.messages) == seen
    await desk.assert_nothing_lost()


async def test_the_button_sends_a_note_to_the_owner_once(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    await play.worker.says("明天上午带配件来", in_=play.repair, reply_to=play.repair.last_card)
    noted = play.repair.last
    await play.worker.says("第二条", in_=play.repair, reply_to=play.repair.last_card)
    line = await note_line(desk, view.id)
    first = play.worker.phone.tap(noted, "发给业主")
    second = play.clerk.phone.forge_callback(noted, f"t:relay:{view.id}:{line}")
    await desk.settle()
    await first.answered()
    await second.answered()
    assert "已发给业主（今天 10:00）" in noted.text
    assert noted.labels == []
    got = [text for text in play.owner.texts if "明天上午带配件来" in text]
    assert len(got) == 1
    assert "第二条" not in "".join(play.owner.texts)
    assert (await kinds(desk, view.id)).count("staff_message") == 1
    await desk.assert_nothing_lost()


async def note_line(desk: DeskOnTrial, ticket_id: TicketId) -> int:
    return (await kinds(desk, ticket_id)).index("note")


async def test_an_outsider_cannot_send_a_note_on(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    await play.worker.says("内部", in_=play.repair, reply_to=play.repair.last_card)
    noted = play.repair.last
    cleaner = await desk.staff("周阿姨", "cleaning")
    line = await note_line(desk, view.id)
    answer = await cleaner.forges(f"t:relay:{view.id}:{line}", on=noted)
    assert answer.show_alert
    # Other lines of the timeline, such as the report itself, are no notes.
    await play.worker.forges(f"t:relay:{view.id}:0", on=noted)
    assert "staff_message" not in await kinds(desk, view.id)


async def test_a_message_for_the_owner_is_asked_for_and_answered(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    other = desk.stranger("李师傅")
    other.phone.join(play.repair.chat)
    await play.worker.taps("接单", in_=play.repair)
    await play.worker.taps("留言", in_=play.repair)
    question = play.repair.last
    assert question.text.startswith("张师傅")
    assert play.repair.chat.keyboards[play.worker.user.id]["force_reply"] is True
    assert other.user.id not in play.repair.chat.keyboards
    await play.worker.says("大家吃饭没", in_=play.repair)  # chatter goes nowhere
    assert "staff_message" not in await kinds(desk, view.id)
    await play.worker.says("我 & 小李 14:00 到", in_=play.repair, reply_to=question)
    assert "已发给业主" in play.repair.last.text
    assert "我 & 小李 14:00 到" in play.owner.last.text
    await desk.assert_nothing_lost()


async def test_somebody_else_cannot_answer_the_question(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    await play.worker.taps("接单", in_=play.repair)
    await play.worker.taps("留言", in_=play.repair)
    question = play.repair.last
    play.clerk.phone.join(play.repair.chat)
    await play.clerk.says("我来说", in_=play.repair, reply_to=question)
    assert "staff_message" not in await kinds(desk, view.id)


async def test_an_answer_to_an_older_question_never_reaches_the_other_owner(
    desk: DeskOnTrial,
) -> None:
    play = await scene(desk)
    first, second = await play.file(draft="d1"), await play.file("门坏了", draft="d2")
    third = await play.file("灯不亮", draft="d3")
    questions = []
    for view in (first, second, third):
        card = next(m for m in play.repair.messages if view.code in m.text and "接单" in m.labels)
        await play.worker.taps("接单", in_=play.repair, on=card)
        await play.worker.taps("留言", in_=play.repair, on=card)
        questions.append(play.repair.last)
    await play.worker.says("给第二家", in_=play.repair, reply_to=questions[1])
    assert "没有发出" in play.repair.last.text
    assert second.code in play.repair.last.text
    await play.worker.says("给第三家", in_=play.repair, reply_to=questions[2])
    assert "staff_message" not in await kinds(desk, first.id)
    assert "staff_message" not in await kinds(desk, second.id)
    assert "staff_message" in await kinds(desk, third.id)


async def test_ordinary_chatter_is_left_alone(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await play.file()
    count = len(play.repair.messages)
    own = await play.worker.says("今天好热", in_=play.repair)
    await play.worker.says("是啊", in_=play.repair, reply_to=own)
    await desk.forward(hours=3)
    count = len(play.repair.messages)
    await play.worker.says("下班了", in_=play.repair)
    assert len(play.repair.messages) == count


async def test_a_picture_under_the_card_is_kept_with_the_ticket(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    card = play.repair.last_card
    play.worker.phone.send_photo(picture(), play.repair.chat, reply_to=card)
    await desk.settle()
    assert "已存进工单" in play.repair.last.text
    play.worker.phone.send_photo(picture(), play.repair.chat, caption="换下来的阀", reply_to=card)
    await desk.settle()
    assert "内部备注" in play.repair.last.text
    files = await desk.ask(lambda uow: uow.tickets.attachments(view.id))
    assert [file.by_staff for file in files] == [True, True]
    await desk.assert_nothing_lost()


async def test_pictures_that_were_kept_go_to_the_owner_by_the_button_alone(
    desk: DeskOnTrial,
) -> None:
    play = await scene(desk)
    view = await play.finished()
    card = next(m for m in play.repair.messages if "完成：已修好" in m.text)
    for _ in range(2):
        play.worker.phone.send_photo(picture(), play.repair.chat, reply_to=card, album="7")
    await desk.settle()
    kept = play.repair.last
    assert "已存进工单，业主看不到" in kept.text
    assert [m.kind for m in play.owner.messages].count("photo") == 0
    await play.worker.taps("发给业主", in_=play.repair, on=kept)
    assert f"{view.code} 已发给业主" in kept.text
    photos = [m for m in play.owner.messages if m.kind == "photo"]
    assert [one.text for one in photos] == [f"{view.code} 现场情况", ""]
    await play.worker.forges(f"t:show-owner:{view.id}:0", on=kept)
    await play.owner.forges(f"t:show-owner:{view.id}:9")
    assert [m.kind for m in play.owner.messages].count("photo") == 2
    await desk.assert_nothing_lost()


async def test_pictures_that_do_not_reach_the_owner_are_told_to_the_team(
    desk: DeskOnTrial,
) -> None:
    play = await scene(desk)
    await play.file()
    play.worker.phone.send_photo(picture(), play.repair.chat, reply_to=play.repair.last_card)
    await desk.settle()
    desk.world.faults.add("forbidden", method="sendPhoto", chat_id=play.owner.user.id)
    await play.worker.taps("发给业主", in_=play.repair, on=play.repair.last)
    assert any("没有送到" in text for text in play.repair.texts)


async def test_that_nobody_can_be_reached_is_said_once(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await play.file()
    await play.owner.blocks()
    await play.worker.says("明天来", in_=play.repair, reply_to=play.repair.last_card)
    await play.worker.taps("发给业主", in_=play.repair, on=play.repair.last)
    said = sum("没有送到" in text for text in play.repair.texts)
    await play.worker.says("后天来", in_=play.repair, reply_to=play.repair.last_card)
    await play.worker.taps("发给业主", in_=play.repair, on=play.repair.last)
    assert sum("没有送到" in text for text in play.repair.texts) == said + 1


async def test_after_the_work_a_note_can_become_part_of_the_closing_note(
    desk: DeskOnTrial,
) -> None:
    play = await scene(desk)
    view = await play.finished()
    card = next(m for m in play.repair.messages if "完成：已修好" in m.text)
    await play.worker.says("角阀三年质保", in_=play.repair, reply_to=card)
    noted = play.repair.last
    assert noted.labels == ["发给业主", "完工说明"]
    await play.worker.taps("完工说明", in_=play.repair, on=noted)
    assert "业主能看到" in noted.text
    assert "说明：换了角阀和软管\n角阀三年质保" in card.text
    assert view.code in noted.text
    await desk.forward(minutes=40)
    assert any("角阀三年质保" in text for text in play.owner.texts)
    await desk.assert_nothing_lost()


async def test_a_reply_under_what_the_owner_wrote_belongs_to_the_ticket(
    desk: DeskOnTrial,
) -> None:
    play = await scene(desk)
    view = await play.file()
    await owner_writes(play, view.id)
    notice = play.repair.last
    assert "水越来越大" in notice.text
    await play.worker.says("知道了", in_=play.repair, reply_to=notice)
    assert "内部备注" in play.repair.last.text
    await play.worker.taps("回复业主", in_=play.repair, on=notice)
    await play.worker.says("十分钟到", in_=play.repair, reply_to=play.repair.last)
    assert "十分钟到" in play.owner.last.text


async def owner_writes(play: Scene, ticket_id: TicketId) -> None:
    assert play.owner.person_id is not None
    owners = Owners(play.desk.app.desk, play.desk.clock, Reactions(play.desk.app.desk))
    say = Say(key="w1", by=play.owner.person_id, ticket_id=ticket_id, text="水越来越大")
    await play.desk.app.runner.run(owners.write, say)
    await play.desk.settle()


async def test_who_is_not_on_the_desk_is_told_that_it_was_not_delivered(
    desk: DeskOnTrial,
) -> None:
    play = await scene(desk)
    await play.file()
    await play.owner.blocks()
    await play.worker.taps("接单", in_=play.repair)
    await play.worker.taps("留言", in_=play.repair)
    await play.worker.says("我到了", in_=play.repair, reply_to=play.repair.last)
    assert any("没有送到" in text for text in play.repair.texts[-2:])


@pytest.mark.parametrize("text", ["长" * 1001, "x" * 4096])
async def test_a_note_that_cannot_be_kept_whole_is_not_kept_by_halves(
    desk: DeskOnTrial, text: str
) -> None:
    play = await scene(desk)
    view = await play.file()
    await play.worker.says(text, in_=play.repair, reply_to=play.repair.last_card)
    assert "没有记下" in play.repair.last.text
    assert "note" not in await kinds(desk, view.id)


async def test_a_sticker_under_the_card_is_chatter(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    before = len(play.repair.messages)
    play.worker.phone.send_file(
        "sticker", b"RIFF....WEBP", play.repair.chat, reply_to=play.repair.last_card
    )
    await desk.settle()
    assert len(play.repair.messages) == before
    assert "note" not in await kinds(desk, view.id)


async def test_who_is_no_colleague_is_told_that_nothing_was_noted(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    stranger = desk.stranger("路人")
    stranger.phone.join(play.repair.chat)
    await stranger.says("我也要说", in_=play.repair, reply_to=play.repair.last_card)
    assert "维修组" in play.repair.last.text
    assert "note" not in await kinds(desk, view.id)
    await desk.assert_nothing_lost()


@pytest.mark.parametrize(
    "word", ["报修", "我的工单", "紧急求助", "咨询", "着火了", "人工", "取消"]
)
async def test_words_of_the_owners_menu_are_ordinary_words_in_a_group(
    desk: DeskOnTrial, word: str
) -> None:
    play = await scene(desk)
    view = await play.file()
    card = play.repair.last_card
    count = len(play.repair.messages)
    await play.worker.says(word, in_=play.repair)
    assert len(play.repair.messages) == count
    await play.worker.says(word, in_=play.repair, reply_to=card)
    assert "内部备注" in play.repair.last.text
    assert "note" in await kinds(desk, view.id)
