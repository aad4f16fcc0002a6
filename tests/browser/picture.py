"""Takes the README's picture: python -m tests.browser.picture docs/images/playground.png."""

import asyncio
import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.async_api import Locator, ViewportSize, async_playwright, expect

from bot.desk_file import load_desk
from bot.playground_desk import open_playground
from bot.settings import Settings
from tests.browser.conftest import ARGUMENTS, NAMES, ROOT
from tests.browser.phone_page import DeskPage, PhonePage

SIZE: ViewportSize = {"width": 1190, "height": 900}
SHARPNESS = 2
COLORS = 256
"""Flat surfaces need no more, and a README should load at once."""
ROUNDS = 3
"""Of choosing those colours; without them rare ones, such as a card's yellow, turn brown."""
STORY = {
    "王女士": ("业主拍张照片就报修了", "An owner reports a leak with a photo"),
    "张师傅": ("维修组接单，业主马上知道", "The team takes it, the owner is told"),
    "何经理": ("经理一句话看到数字", "The manager asks for the figures"),
}
CAPTION = """
(phone, [number, chinese, english]) => {
  const plate = phone.querySelector(".plate");
  const made = (tag, text, style) => {
    const node = document.createElement(tag);
    node.textContent = text;
    node.style.cssText = style;
    return node;
  };
  const words = made("div", "", "display: grid; line-height: 1.3; white-space: nowrap");
  words.append(
    made("b", chinese, "font-size: 20px; letter-spacing: 0.01em"),
    made("span", english, "font-size: 15px; color: var(--soft)"),
  );
  const sign = made(
    "span", number,
    "flex: none; width: 38px; height: 38px; border-radius: 50%; background: var(--accent-fill);"
      + "color: #fff; font: 700 20px/38px var(--sans); text-align: center",
  );
  plate.replaceChildren(sign, words);
  plate.style.cssText = "gap: 12px; padding: 2px 6px 12px";
}
"""


async def take(target: Path) -> None:
    """Play half of the walk on the real desk and photograph the three who are in it."""
    desk = load_desk(ROOT / "deploy" / "desk.example.yaml")
    chromium = next(filter(None, map(shutil.which, NAMES)))
    async with (
        open_playground(Settings(playground_port=0, knowledge_mode="light"), desk) as server,
        async_playwright() as playwright,
    ):
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        tab = await browser.new_page(
            viewport=SIZE, device_scale_factor=SHARPNESS, reduced_motion="reduce"
        )
        page = DeskPage(tab)
        await page.open(server.base_url)
        for phone in await tab.get_by_test_id("phone").all():
            await _tell(phone)
        await tab.add_style_tag(content=f"#phones {{ --count: {len(STORY)} !important }}")
        await tab.add_style_tag(content=".strip, .connection { display: none !important }")
        await _play(page.phone("王女士"), page.phone("张师傅"), page.phone("何经理"))
        await tab.mouse.move(0, 0)
        picture = Image.open(io.BytesIO(await tab.screenshot()))
        await browser.close()
    target.parent.mkdir(parents=True, exist_ok=True)
    flat = picture.convert("RGB").quantize(COLORS, kmeans=ROUNDS)
    flat.save(target, optimize=True)


async def _tell(phone: Locator) -> None:
    """Write above a phone what happens on it, or leave it out of the picture."""
    name = (await phone.locator(".plate h2").inner_text()).strip()
    if name not in STORY:
        await phone.evaluate("phone => { phone.style.display = 'none' }")
        return
    await phone.evaluate(CAPTION, [str(list(STORY).index(name) + 1), *STORY[name]])


async def _play(owner: PhonePage, worker: PhonePage, manager: PhonePage) -> None:
    await owner.press("报修")
    await owner.tap("漏水")
    await owner.send_sample("leak", "厨房水槽下面一直滴水，地板都泡了")
    await owner.tap("提交")
    await worker.tap("接单", under="地板都泡了")
    await owner.sees("张师傅接单了")
    await owner.node.get_by_test_id("keyboard-toggle").click()
    await worker.sees_photo()
    await manager.write("/stats 本月")
    await manager.sees("本月")
    for phone in (owner, worker, manager):
        await expect(phone.node.locator(".waiting")).to_have_count(0)
        await phone.node.get_by_test_id("toast").evaluate_all(
            "all => all.forEach(n => n.remove())"
        )


if __name__ == "__main__":
    asyncio.run(take(Path(sys.argv[1])))
