"""Every simulated method once, through aiogram's own client, so that answers fit its models."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    ChatPermissions,
    ForceReply,
    InputMediaDocument,
    InputMediaPhoto,
    InputPollOption,
    MenuButtonCommands,
    ReactionTypeEmoji,
    ReplyKeyboardRemove,
)

from playground.__main__ import main
from playground.chats import User
from playground.phones import Phone
from playground.server import Server
from playground.world import World


@pytest.fixture
async def bot(server: Server, world: World) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.base_url))
    made = Bot(world.bot.token, session=session)
    yield made
    await session.close()


def upload(name: str) -> BufferedInputFile:
    return BufferedInputFile(b"bytes of a file", name)


async def test_files_of_every_kind(bot: Bot, phone: Phone, anna: User, picture: bytes) -> None:
    phone.start()
    sent = [
        await bot.send_voice(anna.id, upload("a.ogg"), duration=4),
        await bot.send_video(anna.id, upload("a.mp4"), width=320, height=240, caption="v"),
        await bot.send_document(anna.id, upload("报表.xlsx"), caption="d"),
        await bot.send_audio(anna.id, upload("a.mp3"), title="t"),
        await bot.send_animation(anna.id, upload("a.gif.mp4")),
        await bot.send_video_note(anna.id, upload("n.mp4")),
        await bot.send_sticker(anna.id, upload("s.webp")),
        await bot.send_location(anna.id, 31.2, 121.4),
        await bot.send_venue(anna.id, 31.2, 121.4, "服务中心", "1栋"),
        await bot.send_contact(anna.id, "+8621", "值班"),
    ]
    kinds = ["voice", "video", "document", "audio", "animation", "video_note", "sticker"]
    assert [m.kind for m in phone.chat().from_bot] == [*kinds, "location", "venue", "contact"]
    assert sent[2].document is not None
    assert sent[2].document.file_name == "报表.xlsx"
    again = await bot.send_document(anna.id, sent[2].document.file_id)
    assert again.document == sent[2].document
    with pytest.raises(TelegramBadRequest, match="can't use file of type"):
        await bot.send_photo(anna.id, sent[2].document.file_id)
    with pytest.raises(TelegramBadRequest, match="IMAGE_PROCESS_FAILED"):
        await bot.send_photo(anna.id, upload("no picture.jpg"))
    changed = await bot.edit_message_media(
        chat_id=anna.id,
        message_id=sent[2].message_id,
        media=InputMediaPhoto(media=BufferedInputFile(picture, "p.jpg"), caption="neu"),
    )
    assert not isinstance(changed, bool)
    assert (changed.caption, changed.document) == ("neu", None)
    captioned = await bot.edit_message_caption(
        chat_id=anna.id, message_id=sent[2].message_id, caption="<i>neuer</i>", parse_mode="HTML"
    )
    assert not isinstance(captioned, bool)
    assert captioned.caption == "neuer"
    album = await bot.send_media_group(
        anna.id, [InputMediaDocument(media=upload("1")), InputMediaDocument(media=upload("2"))]
    )
    copies = await bot.copy_messages(anna.id, anna.id, [m.message_id for m in album])
    forwards = await bot.forward_messages(anna.id, anna.id, [m.message_id for m in album])
    assert len(copies) == len(forwards) == 2
    assert await bot.delete_messages(anna.id, [m.message_id for m in copies])


async def test_keyboards_that_go_and_ask(bot: Bot, phone: Phone, anna: User) -> None:
    phone.start()
    asked = await bot.send_message(anna.id, "?", reply_markup=ForceReply())
    assert phone.chat().keyboard_wire == {"force_reply": True, "message_id": asked.message_id}
    await bot.send_message(anna.id, "weg", reply_markup=ReplyKeyboardRemove())
    assert phone.chat().keyboard == []
    assert phone.chat().keyboard_wire is None
    assert await bot.set_message_reaction(
        anna.id, asked.message_id, reaction=[ReactionTypeEmoji(emoji="👍")]
    )
    assert await bot.unpin_all_chat_messages(anna.id)


async def test_a_quiz_and_its_end(bot: Bot, phone: Phone, anna: User) -> None:
    phone.start()
    options: list[InputPollOption | str] = [InputPollOption(text="a"), InputPollOption(text="b")]
    quiz = await bot.send_poll(
        anna.id, "?", options, type="quiz", correct_option_ids=[1], explanation="<b>b</b>"
    )
    phone.vote(phone.chat().last, 1)
    closed = await bot.stop_poll(anna.id, quiz.message_id)
    assert (closed.is_closed, closed.total_voter_count) == (True, 1)


async def test_what_a_bot_says_of_itself(bot: Bot, phone: Phone, anna: User) -> None:
    phone.start()
    scope = BotCommandScopeChat(chat_id=anna.id)
    commands = [BotCommand(command="help", description="帮助")]
    await bot.set_my_commands(commands, scope=scope, language_code="zh")
    (kept,) = await bot.get_my_commands(scope=scope, language_code="zh")
    assert (kept.command, kept.description) == ("help", "帮助")
    await bot.delete_my_commands(scope=scope, language_code="zh")
    assert await bot.get_my_commands(scope=scope, language_code="zh") == []
    await bot.set_my_name("阳光管家")
    await bot.set_my_description("说明", language_code="zh")
    await bot.set_my_short_description("短")
    assert (await bot.get_my_name()).name == "阳光管家"
    assert (await bot.get_my_description(language_code="zh")).description == "说明"
    assert (await bot.get_my_short_description()).short_description == "短"
    await bot.set_chat_menu_button(anna.id, MenuButtonCommands())
    assert (await bot.get_chat_menu_button(anna.id)).type == "commands"
    assert (await bot.get_my_default_administrator_rights()).can_manage_chat is False


async def test_ruling_a_group(bot: Bot, world: World, phone: Phone, anna: User) -> None:
    boris = world.add_user(first_name="Boris")
    group = world.add_group(title="Gruppe", members=[anna, boris])
    await bot.restrict_chat_member(group.id, boris.id, ChatPermissions(can_send_messages=True))
    assert (await bot.get_chat_member(group.id, boris.id)).status == "restricted"
    await bot.promote_chat_member(group.id, boris.id, can_pin_messages=True)
    assert (await bot.get_chat_member(group.id, boris.id)).status == "administrator"
    await bot.promote_chat_member(group.id, boris.id)
    await bot.ban_chat_member(group.id, boris.id)
    await bot.unban_chat_member(group.id, boris.id)
    assert (await bot.get_chat_member(group.id, boris.id)).status == "left"
    await bot.set_chat_title(group.id, "Neu")
    await bot.set_chat_description(group.id, "Text")
    await bot.set_chat_permissions(group.id, ChatPermissions(can_send_messages=True))
    link = await bot.export_chat_invite_link(group.id)
    full = await bot.get_chat(group.id)
    assert (full.title, full.description, full.invite_link) == ("Neu", "Text", link)
    assert (await bot.revoke_chat_invite_link(group.id, link)).is_revoked is True
    assert phone.chat(group).last.wire["new_chat_title"] == "Neu"


async def test_ruling_a_forum(bot: Bot, world: World, anna: User) -> None:
    forum = world.add_group(title="Forum", members=[anna], forum=True)
    topic = await bot.create_forum_topic(forum.id, "R-1")
    number = topic.message_thread_id
    await bot.edit_forum_topic(forum.id, number, name="✓ R-1")
    await bot.close_forum_topic(forum.id, number)
    with pytest.raises(TelegramBadRequest, match="TOPIC_NOT_MODIFIED"):
        await bot.close_forum_topic(forum.id, number)
    await bot.reopen_forum_topic(forum.id, number)
    await bot.unpin_all_forum_topic_messages(forum.id, number)
    await bot.edit_general_forum_topic(forum.id, "Alles")
    await bot.close_general_forum_topic(forum.id)
    await bot.reopen_general_forum_topic(forum.id)
    await bot.hide_general_forum_topic(forum.id)
    await bot.unhide_general_forum_topic(forum.id)
    assert (forum.topics[number].name, forum.general.name) == ("✓ R-1", "Alles")


driven: list[str] = []


async def drive(world: World, server: Server) -> None:
    """Run inside the process that `python -m playground --driver` starts."""
    Phone(world, world.add_user(first_name="Anna")).start()
    driven.append(server.base_url)


def test_the_process_of_its_own_ends_with_its_driver(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--fast", "--driver", f"{__name__}:drive"]) == 0
    assert capsys.readouterr().out.strip() == driven[0]
