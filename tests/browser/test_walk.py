"""The walk that shows what the desk is for, in the browser: report, take, finish, rate, reopen."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.desk_file import load_desk
from bot.playground_desk import open_playground
from bot.settings import Settings
from tests.browser.phone_page import DeskPage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ROOT = Path(__file__).parents[2]


@pytest_asyncio.fixture(loop_scope="session")
async def demo(desk_page: DeskPage) -> AsyncIterator[DeskPage]:
    """The page of `make demo`, on the real desk."""
    desk = load_desk(ROOT / "deploy" / "desk.example.yaml")
    async with open_playground(Settings(playground_port=0), desk) as server:
        await desk_page.open(server.base_url)
        yield desk_page


async def test_a_leak_is_reported_mended_rated_and_reopened(demo: DeskPage) -> None:
    owner, worker = demo.phone("王女士"), demo.phone("张师傅")
    clerk, manager = demo.phone("小陈"), demo.phone("何经理")

    await owner.press("报修")
    await owner.tap("漏水")
    await owner.send_sample("leak", "厨房水槽下面一直滴水，地板都泡了")
    await owner.sees_photo()
    await owner.sees("请核对：报修")
    await owner.tap("提交")
    await owner.sees("已登记 R-")

    await worker.sees("地板都泡了")
    await clerk.sees("地板都泡了")
    await worker.tap("接单", under="地板都泡了")
    await owner.sees("张师傅接单了")
    await worker.tap("完成", under="地板都泡了")
    await worker.tap("已修好")
    await worker.sees("完成：已修好")

    await demo.move_clock("next")
    await owner.sees("真的好了吗")
    await owner.tap("好了")
    await owner.tap("2")
    await owner.sees("2 分，抱歉让您不满意")
    await worker.sees("请张师傅再去一次")

    await manager.write("/stats 今天")
    answer = await manager.sees("阳光花园 · 全部 · 今天")
    text = await answer.inner_text()
    assert "返修 1" in text
    assert "满意 2.0 分 / 打分 1 份" in text
