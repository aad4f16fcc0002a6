"""A small aiogram bot that sends each kind of thing the page has to draw."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import (
    BotCommand,
    CallbackQuery,
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputPollOption,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from playground.server import Server

HOSTILE = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"


def _inline(*rows: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=list(rows))


def _button(text: str, data: str, style: str | None = None) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data, style=style)


CARD = _inline(
    [_button("接单", "take", "success"), _button("退回", "decline", "danger")],
    [_button("编号", "toast")],
)
LINKS = _inline(
    [InlineKeyboardButton(text="绑定", url="https://t.me/desk_bot?start=house-42")],
    [InlineKeyboardButton(text="复制单号", copy_text=CopyTextButton(text="R-1027"))],
)
PHONE_KEYBOARD = ReplyKeyboardMarkup(
    keyboard=[
        [KeyboardButton(text="发送我的手机号", request_contact=True)],
        [KeyboardButton(text="报修"), KeyboardButton(text="投诉")],
    ],
    resize_keyboard=True,
    one_time_keyboard=True,
    input_field_placeholder="直接说事就行",
)


async def start(message: Message, command: CommandObject) -> None:
    await message.answer(f"您好 <b>{command.args or '业主'}</b>", reply_markup=PHONE_KEYBOARD)


async def card(message: Message) -> None:
    await message.answer("R-1027 漏水", reply_markup=CARD)


async def links(message: Message) -> None:
    await message.answer("链接", reply_markup=LINKS)


async def ask(message: Message) -> None:
    force = ForceReply(input_field_placeholder="写原因")
    await message.answer("为什么？", reply_markup=force)


async def think(message: Message, bot: Bot) -> None:
    await bot.send_chat_action(message.chat.id, "typing")


async def hostile(message: Message) -> None:
    button = [_button(HOSTILE[:64], "toast")]
    await message.answer(HOSTILE, parse_mode=None, reply_markup=_inline(button))


async def secret(message: Message) -> None:
    await message.answer("只给您看", protect_content=True)


async def poll(message: Message) -> None:
    await message.answer_poll("哪天方便？", ["周一", "周二"], is_anonymous=False)


async def survey(message: Message) -> None:
    options: list[InputPollOption | str] = ["电梯", "绿化", "停车"]
    await message.answer_poll("哪些要改进？", options, allows_multiple_answers=True)


async def quiz(message: Message) -> None:
    options: list[InputPollOption | str] = ["110", "119"]
    await message.answer_poll(
        "火警电话？", options, type="quiz", correct_option_ids=[1], explanation="火警打 119。"
    )


async def topic(message: Message, bot: Bot) -> None:
    made = await bot.create_forum_topic(message.chat.id, "R-1027")
    await bot.send_message(
        message.chat.id, "卡片 R-1027", message_thread_id=made.message_thread_id
    )


async def close(message: Message, bot: Bot) -> None:
    if message.message_thread_id is not None:
        await bot.close_forum_topic(message.chat.id, message.message_thread_id)


async def contact(message: Message) -> None:
    number = message.contact.phone_number if message.contact else ""
    await message.answer(f"号码 {number}", reply_markup=ReplyKeyboardRemove())


async def photo(message: Message) -> None:
    sizes = message.photo or []
    await message.reply(f"照片 {sizes[-1].width}x{sizes[-1].height}")


async def echo(message: Message) -> None:
    replied = message.reply_to_message
    about = f"（回复 {replied.text}）" if replied is not None else ""
    # A text of full length comes back whole, without the words before it.
    await message.answer(f"收到：{message.text}{about}"[:4096], parse_mode=None)


async def take(query: CallbackQuery) -> None:
    if isinstance(query.message, Message):
        name = query.from_user.first_name
        await query.message.edit_text(f"R-1027 {name} 已接单", reply_markup=CARD)
    await query.answer()


async def decline(query: CallbackQuery) -> None:
    await query.answer("您不是这个班组的", show_alert=True)


async def toast(query: CallbackQuery) -> None:
    await query.answer("R-1027")


def dispatcher() -> Dispatcher:
    router = Router()
    router.message.register(start, CommandStart())
    commands: dict[str, Callable[..., Awaitable[None]]] = {
        "card": card,
        "links": links,
        "ask": ask,
        "think": think,
        "hostile": hostile,
        "secret": secret,
        "poll": poll,
        "survey": survey,
        "quiz": quiz,
        "topic": topic,
        "close": close,
    }
    for name, handler in commands.items():
        router.message.register(handler, Command(name))
    router.message.register(contact, F.contact)
    router.message.register(photo, F.photo)
    router.message.register(echo, F.text)
    router.callback_query.register(take, F.data == "take")
    router.callback_query.register(decline, F.data == "decline")
    router.callback_query.register(toast, F.data == "toast")
    made = Dispatcher()
    made.include_router(router)
    return made


@asynccontextmanager
async def running_bot(server: Server) -> AsyncIterator[Bot]:
    """Let the bot poll the playground until the block ends."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.base_url))
    defaults = DefaultBotProperties(parse_mode="HTML")
    bot = Bot(server.world.bot.token, session=session, default=defaults)
    await bot.set_my_commands(
        [
            BotCommand(command="card", description="一张卡片"),
            BotCommand(command="links", description="链接"),
        ]
    )
    polling = dispatcher()
    begun = asyncio.Event()
    polling.startup.register(begun.set)
    async with asyncio.TaskGroup() as group:
        group.create_task(polling.start_polling(bot, handle_signals=False))
        await begun.wait()
        try:
            yield bot
        finally:
            await polling.stop_polling()
