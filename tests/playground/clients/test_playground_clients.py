"""The same conversations with an aiogram bot and a python-telegram-bot bot, over real HTTP."""

from typing import Protocol

from playground.chats import User
from playground.phones import Phone
from playground.world import World


class Notes(Protocol):
    """What the bot under test noticed."""

    errors: list[str]
    standings: list[str]
    migrations: list[tuple[int, int]]


async def test_start_carries_the_payload_and_html_becomes_entities(
    notes: Notes, phone: Phone
) -> None:
    phone.start("home-12")
    message = await phone.sees("您好")
    assert message.text == "您好，<home-12> 😀"
    assert message.entities == [{"offset": 0, "length": 2, "type": "bold"}]
    assert message.labels == ["报修", "再来"]


async def test_a_tap_is_answered_and_the_message_edited_in_place(
    notes: Notes, phone: Phone
) -> None:
    phone.start()
    message = await phone.sees_button("报修")
    answer = await phone.tap(message, "报修")
    assert (answer.text, answer.show_alert) == ("已接单", True)
    await phone.wait_for(lambda: message.text == "已登记")
    assert phone.chat().last is message


async def test_an_edit_that_changes_nothing_is_refused(
    notes: Notes, phone: Phone, world: World
) -> None:
    phone.start()
    answer = await phone.tap(await phone.sees_button("再来"), "再来")
    assert answer.text == ""
    await world.wait_for(lambda: notes.errors)
    assert "is not modified" in notes.errors[0]


async def test_a_photo_is_downloaded_and_one_comes_back(
    notes: Notes, phone: Phone, picture: bytes
) -> None:
    phone.send_photo(picture, caption="漏水")
    message = await phone.sees("字节")
    assert message.text == f"{len(picture)} 字节"
    assert message.kind == "photo"


async def test_an_album_arrives_as_several_messages_with_one_group_id(
    notes: Notes, phone: Phone
) -> None:
    phone.send_text("album")
    await phone.sees("两张")
    await phone.wait_for(lambda: len(phone.chat().from_bot) == 3)
    groups = {m.wire.get("media_group_id") for m in phone.chat().from_bot[1:]}
    assert len(groups) == 1
    assert None not in groups


async def test_a_vote_reaches_the_bot_with_the_voter(notes: Notes, phone: Phone) -> None:
    phone.send_text("poll")
    message = await phone.wait_for(lambda: phone.chat().from_bot[0])
    phone.vote(message, 1)
    assert (await phone.sees("选了")).text == "选了 [1]"
    assert message.wire["poll"]["total_voter_count"] == 1


async def test_the_contact_button_sends_ones_own_number(
    notes: Notes, phone: Phone, world: World
) -> None:
    phone.send_text("keyboard")
    await phone.sees("请选")
    assert phone.chat().keyboard == [["发送手机号"], ["选群"]]
    phone.press("发送手机号")
    assert (await phone.sees("本人")).text == "+8613800000001 本人"
    phone.send_contact(world.add_user(first_name="Boris", phone="+8613800000002"))
    await phone.sees("+8613800000002 他人")


async def test_a_group_is_picked_without_its_id_and_the_bot_is_brought_in(
    notes: Notes, phone: Phone, world: World, anna: User
) -> None:
    group = world.add_group(title="维修组", members=[anna], bot_status=None)
    phone.send_text("keyboard")
    await phone.sees("请选")
    phone.press("选群", share=group)
    await phone.sees("绑定 维修组", group)
    await world.wait_for(lambda: notes.standings)
    assert notes.standings == ["member"]


async def test_a_topic_is_opened_and_written_into(
    notes: Notes, phone: Phone, world: World, anna: User
) -> None:
    forum = world.add_group(title="服务中心", members=[anna], forum=True)
    phone.send_text("topic", forum)
    card = await phone.sees("卡片", forum)
    (topic,) = forum.topics.values()
    assert (topic.name, card.topic_id) == ("R-1", topic.id)
    assert card.wire["is_topic_message"] is True
    phone.send_text("collected", forum, reply_to=card)
    assert phone.chat(forum).last.topic_id == topic.id


async def test_a_group_becomes_a_supergroup_and_the_old_id_says_where(
    notes: Notes, phone: Phone, world: World, anna: User
) -> None:
    old = world.add_group(title="安管组", members=[anna], supergroup=False)
    new = phone.migrate(old)
    await world.wait_for(lambda: notes.migrations)
    assert notes.migrations == [(old.id, new.id)]
    phone.send_text(f"tell {old.id}")
    await phone.sees("通知", new)


async def test_a_blocked_bot_may_not_write_until_it_is_unblocked(
    notes: Notes, phone: Phone, world: World, anna: User
) -> None:
    boris = Phone(world, world.add_user(first_name="Boris"))
    phone.start()
    await phone.sees("您好")
    phone.block()
    boris.send_text(f"tell {anna.id}")
    await world.wait_for(lambda: notes.errors)
    assert "bot was blocked by the user" in notes.errors[0]
    phone.unblock()
    boris.send_text(f"tell {anna.id}")
    await phone.sees("通知")
    assert notes.standings == ["kicked", "member"]


async def test_too_many_requests_names_the_seconds_to_wait(
    notes: Notes, phone: Phone, world: World, anna: User
) -> None:
    world.faults.add("flood", method="sendMessage", retry_after=3)
    phone.send_text(f"tell {anna.id}")
    await world.wait_for(lambda: notes.errors)
    assert notes.errors == ["wait 3"]


async def test_an_edited_message_is_told(notes: Notes, phone: Phone) -> None:
    sent = phone.send_text("alt")
    phone.edit(sent, "neu")
    await phone.sees("改成 neu")


async def test_a_repeated_and_shuffled_delivery_still_brings_everything(
    notes: Notes, phone: Phone, world: World
) -> None:
    world.faults.add("duplicate_updates", times=2)
    world.faults.add("shuffle_updates", times=None)
    for number in range(5):
        phone.start(f"n{number}")
    await phone.wait_for(
        lambda: all(any(f"<n{n}>" in t for t in phone.chat().texts) for n in range(5))
    )
