"""Headless Chromium, a world with a scripted bot, and the page that shows its phones."""

import os
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from bot.desk_file import load_desk
from bot.playground_desk import open_playground
from bot.settings import Settings
from playground.chats import Chat
from playground.server import Server, serve
from playground.world import World
from tests.browser.phone_page import DeskPage, PhonePage
from tests.browser.scripted_bot import running_bot

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ROOT = Path(__file__).parents[2]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
]


class MovableClock:
    """A clock that stands still until it is moved; one thing is due at 09:40."""

    def __init__(self) -> None:
        self._time = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
        self._due: list[datetime] = [datetime(2026, 3, 2, 9, 40, tzinfo=UTC)]

    def now(self) -> datetime:
        return self._time

    async def forward(self, seconds: int) -> None:
        self._time += timedelta(seconds=seconds)
        self._due = [due for due in self._due if due > self._time]

    async def to_next_due(self) -> datetime | None:
        if not self._due:
            return None
        self._time = self._due.pop(0)
        return self._time


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; without one the tests are skipped, or fail where all is demanded."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        reason = "the browser tests need Chromium: install the package chromium"
        if os.environ.get("OWNERDESK_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """One browser for all tests."""
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield running
        await running.close()


@pytest_asyncio.fixture(loop_scope="session")
async def desk_page(browser: Browser) -> AsyncIterator[DeskPage]:
    """An empty tab; open it on a playground. A script error on the page fails the test."""
    context = await browser.new_context(viewport={"width": 1600, "height": 1000})
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield DeskPage(page)
    await context.close()
    assert errors == []


@pytest.fixture
def world() -> World:
    """Two owners, a worker who is also in 维修组, and a bot."""
    made = World(time_zone="Asia/Shanghai")
    made.add_bot(username="desk_bot", first_name="服务台")
    anna = made.add_user(first_name="王女士", phone="+8613800005678")
    boris = made.add_user(first_name="李先生", phone="+8613900001234")
    worker = made.add_user(first_name="张师傅")
    team = made.add_group(title="维修组", members=[worker])
    made.show_phone(anna, label="业主 · 王女士")
    made.show_phone(boris, label="业主 · 李先生")
    made.show_phone(worker, label="维修 · 张师傅", chats=[team, made.private_chat(worker)])
    return made


@pytest.fixture
def team(world: World) -> Chat:
    (group,) = world.groups.values()
    return group


@pytest_asyncio.fixture(loop_scope="session")
async def server(world: World) -> AsyncIterator[Server]:
    """The playground with the scripted bot at work."""
    async with serve(world, clock=MovableClock()) as running, running_bot(running):
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def page(desk_page: DeskPage, server: Server) -> DeskPage:
    """The page, opened and connected."""
    await desk_page.open(server.base_url)
    return desk_page


@pytest_asyncio.fixture(loop_scope="session")
async def demo(desk_page: DeskPage) -> AsyncIterator[DeskPage]:
    """The page of `make demo`, on the real desk."""
    desk = load_desk(ROOT / "deploy" / "desk.example.yaml")
    async with open_playground(
        Settings(playground_port=0, knowledge_mode="light"), desk
    ) as server:
        await desk_page.open(server.base_url)
        yield desk_page


@pytest.fixture
def anna(page: DeskPage) -> PhonePage:
    return page.phone("王女士")


@pytest.fixture
def worker(page: DeskPage) -> PhonePage:
    return page.phone("张师傅")
