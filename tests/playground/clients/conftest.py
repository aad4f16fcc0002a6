"""The two bots that every conversation is held with: aiogram and python-telegram-bot."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta

import aiogram
import pytest
import telegram
import telegram.error
import telegram.ext
from aiogram import F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramRetryAfter,
)
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    ChatMemberUpdated,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    InputPollOption,
    KeyboardButton,
    KeyboardButtonRequestChat,
    Message,
    PollAnswer,
    ReplyKeyboardMarkup,
)

from playground.server import Server
from playground.world import World

Context = telegram.ext.ContextTypes.DEFAULT_TYPE
GREETING = "<b>您好</b>，&lt;{}&gt; 😀"


@dataclass
class Notes:
    """What a bot noticed."""

    errors: list[str] = field(default_factory=list)
    standings: list[str] = field(default_factory=list)
    migrations: list[tuple[int, int]] = field(default_factory=list)


def _seconds(wait: int | timedelta) -> float:
    return wait.total_seconds() if isinstance(wait, timedelta) else wait


@contextlib.asynccontextmanager
async def aiogram_bot(server: Server, token: str, picture: bytes) -> AsyncIterator[Notes]:
    notes = Notes()
    dispatcher = aiogram.Dispatcher()
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.base_url))
    bot = aiogram.Bot(token, session=session)

    @dispatcher.message(CommandStart())
    async def start(message: Message, command: CommandObject) -> None:
        buttons = [
            [InlineKeyboardButton(text="报修", callback_data="repair", style="primary")],
            [InlineKeyboardButton(text="再来", callback_data="again")],
        ]
        await message.answer(
            GREETING.format(command.args or ""),
            parse_mode="HTML",
            reply_markup=InlineKeyboardMarkup(inline_keyboard=buttons),
        )

    @dispatcher.callback_query(F.data == "repair")
    async def repair(query: CallbackQuery) -> None:
        await query.answer("已接单", show_alert=True)
        assert isinstance(query.message, Message)
        await query.message.edit_text("已登记", reply_markup=query.message.reply_markup)

    @dispatcher.callback_query(F.data == "again")
    async def again(query: CallbackQuery) -> None:
        await query.answer()
        assert isinstance(query.message, Message)
        try:
            await query.message.edit_reply_markup(reply_markup=query.message.reply_markup)
        except TelegramBadRequest as error:
            notes.errors.append(error.message)

    @dispatcher.message(F.photo)
    async def photo(message: Message) -> None:
        assert message.photo is not None
        loaded = await bot.download(message.photo[-1])
        assert loaded is not None
        size = len(loaded.read())
        await message.answer_photo(BufferedInputFile(picture, "back.jpg"), caption=f"{size} 字节")

    @dispatcher.message(F.text == "album")
    async def album(message: Message) -> None:
        known = await message.answer_photo(BufferedInputFile(picture, "one.jpg"))
        assert known.photo is not None
        await message.answer_media_group(
            [
                InputMediaPhoto(media=BufferedInputFile(picture, "two.jpg"), caption="两张"),
                InputMediaPhoto(media=known.photo[-1].file_id),
            ]
        )

    @dispatcher.message(F.text == "poll")
    async def poll(message: Message) -> None:
        options: list[InputPollOption | str] = [
            InputPollOption(text="上午"),
            InputPollOption(text="下午"),
        ]
        await message.answer_poll("几点？", options, is_anonymous=False)

    @dispatcher.poll_answer()
    async def voted(answer: PollAnswer) -> None:
        assert answer.user is not None
        await bot.send_message(answer.user.id, f"选了 {answer.option_ids}")

    @dispatcher.message(F.text == "keyboard")
    async def keyboard(message: Message) -> None:
        ask = KeyboardButtonRequestChat(
            request_id=7, chat_is_channel=False, bot_is_member=True, request_title=True
        )
        rows = [
            [KeyboardButton(text="发送手机号", request_contact=True)],
            [KeyboardButton(text="选群", request_chat=ask)],
        ]
        await message.answer("请选", reply_markup=ReplyKeyboardMarkup(keyboard=rows))

    @dispatcher.message(F.contact)
    async def contact(message: Message) -> None:
        assert message.contact is not None
        assert message.from_user is not None
        own = message.contact.user_id == message.from_user.id
        await message.answer(f"{message.contact.phone_number} {'本人' if own else '他人'}")

    @dispatcher.message(F.chat_shared)
    async def shared(message: Message) -> None:
        assert message.chat_shared is not None
        title = message.chat_shared.title
        await bot.send_message(message.chat_shared.chat_id, f"绑定 {title}")

    @dispatcher.message(F.text == "topic")
    async def topic(message: Message) -> None:
        made = await bot.create_forum_topic(message.chat.id, "R-1")
        await bot.send_message(message.chat.id, "卡片", message_thread_id=made.message_thread_id)

    @dispatcher.message(F.migrate_to_chat_id)
    async def migrated(message: Message) -> None:
        assert message.migrate_to_chat_id is not None
        notes.migrations.append((message.chat.id, message.migrate_to_chat_id))

    @dispatcher.message(F.text.startswith("tell "))
    async def tell(message: Message) -> None:
        assert message.text is not None
        target = int(message.text.split()[1])
        try:
            await bot.send_message(target, "通知")
        except TelegramMigrateToChat as error:
            await bot.send_message(error.migrate_to_chat_id, "通知")
        except TelegramForbiddenError as error:
            notes.errors.append(error.message)
        except TelegramRetryAfter as error:
            notes.errors.append(f"wait {error.retry_after}")

    @dispatcher.my_chat_member()
    async def standing(change: ChatMemberUpdated) -> None:
        notes.standings.append(change.new_chat_member.status)

    @dispatcher.edited_message()
    async def edited(message: Message) -> None:
        await message.answer(f"改成 {message.text}")

    async with asyncio.TaskGroup() as group:
        polling = group.create_task(
            dispatcher.start_polling(bot, handle_signals=False, polling_timeout=5)
        )
        try:
            yield notes
        finally:
            with contextlib.suppress(RuntimeError):
                await dispatcher.stop_polling()
            polling.cancel()
    await bot.session.close()


@contextlib.asynccontextmanager
async def ptb_bot(server: Server, token: str, picture: bytes) -> AsyncIterator[Notes]:
    notes = Notes()
    builder = telegram.ext.Application.builder().token(token)
    builder = builder.base_url(f"{server.base_url}/bot")
    app = builder.base_file_url(f"{server.base_url}/file/bot").build()

    async def start(update: telegram.Update, context: Context) -> None:
        buttons = [
            [telegram.InlineKeyboardButton("报修", callback_data="repair")],
            [telegram.InlineKeyboardButton("再来", callback_data="again")],
        ]
        assert update.message is not None
        await update.message.reply_html(
            GREETING.format(" ".join(context.args or [])),
            reply_markup=telegram.InlineKeyboardMarkup(buttons),
        )

    async def tapped(update: telegram.Update, context: Context) -> None:
        query = update.callback_query
        assert query is not None
        assert isinstance(query.message, telegram.Message)
        if query.data == "repair":
            await query.answer("已接单", show_alert=True)
            await query.edit_message_text("已登记", reply_markup=query.message.reply_markup)
            return
        await query.answer()
        try:
            await query.edit_message_reply_markup(query.message.reply_markup)
        except telegram.error.BadRequest as error:
            notes.errors.append(f"Bad Request: {error.message}")

    async def photo(update: telegram.Update, context: Context) -> None:
        assert update.message is not None
        file = await update.message.photo[-1].get_file()
        size = len(await file.download_as_bytearray())
        await update.message.reply_photo(picture, caption=f"{size} 字节")

    async def text(update: telegram.Update, context: Context) -> None:
        message = update.message
        assert message is not None
        assert message.text is not None
        words = message.text.split()
        match words[0]:
            case "album":
                known = await message.reply_photo(picture)
                await message.reply_media_group(
                    [
                        telegram.InputMediaPhoto(picture, caption="两张"),
                        telegram.InputMediaPhoto(known.photo[-1].file_id),
                    ]
                )
            case "poll":
                await message.reply_poll("几点？", ["上午", "下午"], is_anonymous=False)
            case "keyboard":
                ask = telegram.KeyboardButtonRequestChat(
                    7, chat_is_channel=False, bot_is_member=True, request_title=True
                )
                rows = [
                    [telegram.KeyboardButton("发送手机号", request_contact=True)],
                    [telegram.KeyboardButton("选群", request_chat=ask)],
                ]
                await message.reply_text("请选", reply_markup=telegram.ReplyKeyboardMarkup(rows))
            case "topic":
                made = await context.bot.create_forum_topic(message.chat.id, "R-1")
                await context.bot.send_message(
                    message.chat.id, "卡片", message_thread_id=made.message_thread_id
                )
            case "tell":
                await tell(context.bot, int(words[1]))

    async def tell(bot: telegram.Bot, target: int) -> None:
        try:
            await bot.send_message(target, "通知")
        except telegram.error.ChatMigrated as error:
            await bot.send_message(error.new_chat_id, "通知")
        except telegram.error.Forbidden as error:
            notes.errors.append(str(error))
        except telegram.error.RetryAfter as error:
            notes.errors.append(f"wait {int(_seconds(error.retry_after))}")

    async def voted(update: telegram.Update, context: Context) -> None:
        answer = update.poll_answer
        assert answer is not None
        assert answer.user is not None
        await context.bot.send_message(answer.user.id, f"选了 {list(answer.option_ids)}")

    async def contact(update: telegram.Update, context: Context) -> None:
        message = update.message
        assert message is not None
        assert message.contact is not None
        assert message.from_user is not None
        own = message.contact.user_id == message.from_user.id
        await message.reply_text(f"{message.contact.phone_number} {'本人' if own else '他人'}")

    async def noticed(update: telegram.Update, context: Context) -> None:
        message = update.message
        if message is not None and message.chat_shared is not None:
            title = message.chat_shared.title
            await context.bot.send_message(message.chat_shared.chat_id, f"绑定 {title}")
        if message is not None and message.migrate_to_chat_id is not None:
            notes.migrations.append((message.chat.id, message.migrate_to_chat_id))

    async def standing(update: telegram.Update, context: Context) -> None:
        assert update.my_chat_member is not None
        notes.standings.append(update.my_chat_member.new_chat_member.status)

    async def edited(update: telegram.Update, context: Context) -> None:
        assert update.edited_message is not None
        await update.edited_message.reply_text(f"改成 {update.edited_message.text}")

    ext, filters = telegram.ext, telegram.ext.filters
    app.add_handler(ext.CommandHandler("start", start))
    app.add_handler(ext.CallbackQueryHandler(tapped))
    app.add_handler(ext.PollAnswerHandler(voted))
    app.add_handler(ext.ChatMemberHandler(standing))
    app.add_handler(ext.MessageHandler(filters.UpdateType.EDITED_MESSAGE, edited))
    app.add_handler(ext.MessageHandler(filters.PHOTO, photo))
    app.add_handler(ext.MessageHandler(filters.CONTACT, contact))
    app.add_handler(ext.MessageHandler(filters.TEXT, text))
    app.add_handler(ext.MessageHandler(filters.StatusUpdate.ALL, noticed))
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling(timeout=5, allowed_updates=telegram.Update.ALL_TYPES)
        try:
            yield notes
        finally:
            await app.updater.stop()
            await app.stop()


@pytest.fixture(params=["aiogram", "python-telegram-bot"])
async def notes(
    request: pytest.FixtureRequest,
    server: Server,
    world: World,
    picture: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Notes]:
    """A running bot; the world afterwards holds what it did."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    run = aiogram_bot if request.param == "aiogram" else ptb_bot
    async with run(server, world.bot.token, picture) as noted:
        yield noted
