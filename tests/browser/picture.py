"""Takes the README's picture: python -m tests.browser.picture docs/images/playground.png."""

import asyncio
import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.async_api import ViewportSize, async_playwright

from bot.desk_file import load_desk
from bot.playground_desk import open_playground
from bot.settings import Settings
from tests.browser.conftest import ARGUMENTS, NAMES
from tests.browser.phone_page import DeskPage

ROOT = Path(__file__).parents[2]
SIZE: ViewportSize = {"width": 2000, "height": 1060}


async def take(target: Path) -> None:
    """Play half of the walk on the real desk and photograph the phones."""
    desk = load_desk(ROOT / "deploy" / "desk.example.yaml")
    chromium = next(filter(None, map(shutil.which, NAMES)))
    async with (
        open_playground(Settings(playground_port=0), desk) as server,
        async_playwright() as playwright,
    ):
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        tab = await browser.new_page(viewport=SIZE)
        page = DeskPage(tab)
        await page.open(server.base_url)
        owner, worker, manager = page.phone("王女士"), page.phone("张师傅"), page.phone("何经理")
        newcomer = page.phone("李先生")
        await newcomer.start()
        await newcomer.tap("简体中文")
        await newcomer.tap("同意并继续")
        await newcomer.sees("您住哪一栋")
        await owner.press("报修")
        await owner.tap("漏水")
        await owner.send_sample("leak", "厨房水槽下面一直滴水，地板都泡了")
        await owner.tap("提交")
        await worker.tap("接单", under="地板都泡了")
        await owner.sees("张师傅接单了")
        await manager.write("/stats 本月")
        await manager.sees("本月")
        await tab.wait_for_timeout(4000)
        picture = Image.open(io.BytesIO(await tab.screenshot()))
        await browser.close()
    target.parent.mkdir(parents=True, exist_ok=True)
    picture.convert("RGB").save(target, optimize=True)


if __name__ == "__main__":
    asyncio.run(take(Path(sys.argv[1])))
