"""The console as people start it: `ownerdesk run` and `ownerdesk playground`."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from playground.phones import Phone
from playground.server import serve
from playground.world import World

ROOT = Path(__file__).parents[2]
CONSOLE = Path(sys.executable).parent / "ownerdesk"


@asynccontextmanager
async def started(command: str, folder: Path, **settings: str) -> AsyncIterator[Process]:
    """Start the console; a process that is still there at the end is killed."""
    environment = {
        **{name: value for name, value in os.environ.items() if name in {"PATH", "HOME"}},
        "DATA_DIR": str(folder / "data"),
        "DESK_FILE": str(ROOT / "deploy" / "desk.example.yaml"),
        "SENDS_PER_SECOND": "0",
        "KNOWLEDGE_MODE": "light",
        **settings,
    }
    process = await asyncio.create_subprocess_exec(
        CONSOLE, command, cwd=folder, env=environment, stdout=PIPE, stderr=PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def end(process: Process, how: signal.Signals = signal.SIGTERM) -> str:
    """Stop a process and return what it had to complain of."""
    process.send_signal(how)
    _, errors = await process.communicate()
    return errors.decode()


@pytest.mark.timeout(180)
async def test_a_dialogue_goes_on_after_kill_minus_9(tmp_path: Path) -> None:
    world = World()
    bot = world.add_bot()
    user = world.add_user(first_name="李先生")
    phone = Phone(world, user)
    async with serve(world) as server:
        settings = {
            "BOT_TOKEN": bot.token,
            "TELEGRAM_API_BASE": server.base_url,
        }
        async with started("run", tmp_path, **settings) as desk:
            phone.start()
            await sees(phone, "服务台")
            phone.tap(phone.chat().with_button("简体中文"), "简体中文")
            await sees(phone, "只给处理")
            phone.tap(phone.chat().with_button("同意并继续"), "同意并继续")
            await sees(phone, "哪一栋")
            phone.send_text("报修")
            await sees(phone, "哪方面坏了")
            phone.tap(phone.chat().with_button("漏水"), "漏水")
            await sees(phone, "在哪里")
            await end(desk, signal.SIGKILL)

        phone.send_text("3栋大堂")
        async with started("run", tmp_path, **settings) as desk:
            await sees(phone, "请说说怎么回事")
            phone.send_text("天花板往下滴水")
            await sees(phone, "请核对")
            phone.tap(phone.chat().with_button("提交"), "提交")
            await sees(phone, "已登记 R-1001")
            assert "Traceback" not in await end(desk)
            assert desk.returncode == 0


@pytest.mark.timeout(120)
async def test_the_playground_opens_with_its_community(tmp_path: Path) -> None:
    async with started("playground", tmp_path, PLAYGROUND_PORT="0") as process:
        assert process.stdout is not None
        address = (await process.stdout.readline()).decode().strip()
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{address}/phones/world") as response,
        ):
            world = await response.json()
        complaints = await end(process)
    assert len(world["phones"]) == 5
    titles = {chat["title"] for phone in world["phones"] for chat in phone["chats"]}
    assert {"维修组", "客服中心"} <= titles
    worker = next(phone for phone in world["phones"] if "张师傅" in phone["label"])
    assert any(chat["last"] for chat in worker["chats"] if chat["title"] == "维修组")
    assert complaints == ""


async def sees(phone: Phone, text: str) -> None:
    await phone.wait_for(lambda: phone.chat().find(text), timeout_seconds=40)
