"""The yardstick: the smallest aiogram bot there is, with nothing stored and nothing clever.

``python -m benchmarks.echo_bot ADDRESS`` until it is asked to stop.
"""

import asyncio
import json
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

from benchmarks.people import TOKEN
from benchmarks.spent import Spent

dispatcher = Dispatcher()


@dispatcher.message()
async def echo(message: Message) -> None:
    await message.answer(message.text or "")


async def main(address: str) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(address))
    spent = Spent()
    await dispatcher.start_polling(Bot(TOKEN, session=session))
    print(json.dumps(spent.so_far()), flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
