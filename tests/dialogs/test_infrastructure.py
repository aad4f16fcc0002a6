"""What every conversation stands on: updates in, replies out, errors answered, nothing lost."""

import pytest
from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.callbacks import Press
from bot.telegram.turn import Turn
from domain.errors import NotAllowed, TooSoon
from handlers import order
from handlers.expiry import asks_again
from tests.dialogs.desk import DeskOnTrial


class Trial(StatesGroup):
    name = State()


class TrialPress(Press, prefix="trial"):
    pass


router = Router(name="trial")


@router.message(F.text == "crash")
async def crash(message: Message, turn: Turn) -> None:
    turn.say("never seen")
    turn.dialogue.go(Trial.name)
    raise RuntimeError("13812345678 must not be logged")


@router.message(F.text == "refuse")
async def refuse(message: Message, turn: Turn) -> None:
    raise TooSoon(7)


@router.message(F.text == "buttons")
async def show_buttons(message: Message, turn: Turn) -> None:
    turn.say(
        "<b>pick</b>",
        keyboards.inline(
            [
                keyboards.button("edit", TrialPress(action="edit")),
                keyboards.button("alert", TrialPress(action="alert")),
                keyboards.button("no", TrialPress(action="no")),
            ]
        ),
    )


@router.callback_query(TrialPress.of("edit"))
async def edit(query: CallbackQuery, turn: Turn) -> None:
    turn.edit("edited")


@router.callback_query(TrialPress.of("alert"))
async def alert(query: CallbackQuery, turn: Turn) -> None:
    turn.answer("&lt;seen&gt;", alert=True)


@router.callback_query(TrialPress.of("no"))
async def no(query: CallbackQuery, turn: Turn) -> None:
    turn.edit("never seen")
    raise NotAllowed


@router.message(F.text == "begin")
async def begin(message: Message, turn: Turn) -> None:
    turn.dialogue.go(Trial.name, tries=1)
    turn.say("your name?")


@router.message(Trial.name, F.text)
async def name(message: Message, turn: Turn, state: FSMContext) -> None:
    data = await state.get_data()
    turn.dialogue.end()
    turn.say(f"{message.text} after {data['tries']}")


@router.message(F.photo)
async def photo(message: Message, turn: Turn) -> None:
    kept = [*turn.dialogue.texts("photos"), message.photo[-1].file_id if message.photo else ""]
    turn.dialogue.put(photos=list(kept))
    if turn.album_last:
        turn.say(f"{len(kept)} photos")


@router.message(F.text == "long")
async def long(message: Message, turn: Turn) -> None:
    turn.say("<b>" + "水" * 5000 + "</b>", keyboards.inline([keyboards.link("a", "https://a.cn")]))


@asks_again(Trial)
async def ask_again(turn: Turn) -> None:
    turn.say("your name, once more?")


@pytest.fixture(autouse=True)
def _trial_router(monkeypatch: pytest.MonkeyPatch) -> None:
    conversations = order.CONVERSATIONS
    monkeypatch.setattr(order, "CONVERSATIONS", (router, *conversations))


async def test_an_update_is_answered_and_forgotten(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    await wang.says("buttons")
    assert wang.last.text == "pick"
    assert wang.buttons == ["edit", "alert", "no"]
    await desk.assert_nothing_lost()


async def test_first_contact_makes_a_person_without_consent(desk: DeskOnTrial) -> None:
    lee = desk.stranger("Lee", language="en-GB")
    await lee.says("buttons")
    person = await desk.ask(lambda uow: uow.people.by_telegram(lee.user.id))
    assert person is not None
    assert (person.name, person.language.value, person.consent_at) == ("Lee", "en", None)


async def test_a_button_edits_its_message_and_stops_spinning(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    await wang.says("buttons")
    answer = await wang.taps("edit")
    assert answer.text in {None, ""}
    assert wang.last.text == "edited"
    assert wang.last.labels == []


async def test_an_alert_is_plain_text_for_the_presser_alone(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    await wang.says("buttons")
    answer = await wang.taps("alert")
    assert (answer.text, answer.show_alert) == ("<seen>", True)
    assert len(wang.messages) == 1


async def test_a_refusal_is_an_alert_and_drops_what_was_said(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    await wang.says("buttons")
    answer = await wang.taps("no")
    assert answer.show_alert
    assert "您不能做这一步" in (answer.text or "")
    assert wang.last.text == "pick"


async def test_a_refusal_without_a_button_is_a_message(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    await wang.says("refuse")
    assert "7 分钟后" in wang.last.text


async def test_a_crash_is_answered_with_a_number_and_a_phone(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    await wang.says("crash")
    assert len(wang.messages) == 1
    (error,) = desk.errors
    assert str(error["error_id"]) in wang.last.text
    assert desk.app.desk.communities[0].centre_phone in wang.last.text
    desk.errors.clear()
    await wang.says("buttons")
    assert wang.last.text == "pick"
    await desk.assert_nothing_lost()


async def test_unknown_and_malformed_buttons_are_answered_kindly(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    await wang.says("buttons")
    for data in ("gone:1", "trial", "trial:edit:too:much", "::::", "💥"):
        answer = await wang.forges(data)
        assert answer.show_alert
        assert "已失效" in (answer.text or "")
    await desk.assert_nothing_lost()


async def test_stickers_and_unknown_commands_are_answered_in_private_only(
    desk: DeskOnTrial,
) -> None:
    wang = desk.stranger("王女士")
    await wang.sends_sticker()
    assert "看不懂" in wang.last.text
    await wang.says("/nonsense")
    assert "/help" in wang.last.text
    group = desk.group("维修组", wang)
    await wang.says("/nonsense", in_=group)
    assert group.messages == []


async def test_a_dialogue_goes_on_where_it_was(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    await wang.says("begin")
    await wang.says("小王")
    assert wang.last.text == "小王 after 1"
    assert await desk.ask(lambda uow: uow.dialogues.get(f"{wang.user.id}:{wang.user.id}")) is None


async def test_an_idle_dialogue_asks_before_it_goes_on(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    await wang.says("begin")
    await desk.forward(hours=3)
    await wang.says("小王")
    assert "要继续吗" in wang.last.text
    await wang.taps("继续")
    assert wang.last.text == "your name, once more?"
    await wang.says("小王")
    assert wang.last.text == "小王 after 1"


async def test_an_idle_dialogue_can_be_dropped(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    await wang.says("begin")
    await desk.forward(hours=3)
    await wang.says("小王")
    await wang.taps("重新来")
    assert "什么都没留下" in wang.last.text
    await wang.says("小王")
    assert "after" not in wang.last.text


async def test_an_album_is_answered_once(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    await wang.sends_album(4)
    assert wang.texts == ["4 photos"]


async def test_a_long_text_comes_in_parts_with_the_buttons_last(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    await wang.says("long")
    first, second = wang.messages
    assert "".join(wang.texts) == "水" * 5000
    assert (first.labels, second.labels) == ([], ["a"])
    assert second.entities[0]["type"] == "bold"


async def test_duplicated_updates_change_nothing(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    desk.world.faults.add("duplicate_updates", times=1)
    await wang.says("buttons")
    assert len(wang.messages) == 1


async def test_what_one_person_writes_quickly_is_answered_in_order(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    for _ in range(5):
        wang.phone.send_text("begin")
        wang.phone.send_text("小王")
    await desk.settle()
    assert wang.texts == ["your name?", "小王 after 1"] * 5


async def test_a_flood_is_waited_for_and_the_order_is_kept(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    desk.world.faults.add("flood", method="sendMessage", times=1, retry_after=1)
    wang.phone.send_text("begin")
    wang.phone.send_text("小王")
    await desk.settle()
    assert wang.texts == ["your name?", "小王 after 1"]


async def test_a_chat_that_must_rest_keeps_its_order_and_holds_up_nobody(
    desk: DeskOnTrial,
) -> None:
    wang, li = desk.stranger("王女士"), desk.stranger("李先生")
    flood = desk.world.faults.add("flood", chat_id=wang.user.id, times=1, retry_after=60)
    await wang.says("begin")
    await wang.says("小王")
    await li.says("begin")
    assert (wang.texts, li.texts) == ([], ["your name?"])
    await desk.forward(seconds=59)
    assert wang.texts == []
    await desk.forward(seconds=2)
    assert wang.texts == ["your name?", "小王 after 1"]
    assert flood.hits == 1
    await wang.says("begin")
    assert wang.last.text == "your name?"
    await desk.assert_nothing_lost()


async def test_a_server_error_is_tried_again_later(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    desk.world.faults.add("server_error", method="sendMessage", times=1)
    await wang.says("begin")
    assert wang.messages == []
    await desk.forward(minutes=1)
    assert wang.texts == ["your name?"]


async def test_somebody_who_blocks_the_bot_is_remembered_until_they_return(
    desk: DeskOnTrial,
) -> None:
    wang = desk.stranger("王女士")
    await wang.says("begin")
    await wang.blocks()
    person = await desk.ask(lambda uow: uow.people.by_telegram(wang.user.id))
    assert person is not None
    assert not person.reachable
    await wang.unblocks()
    await wang.says("小王")
    person = await desk.ask(lambda uow: uow.people.by_telegram(wang.user.id))
    assert person is not None
    assert person.reachable
