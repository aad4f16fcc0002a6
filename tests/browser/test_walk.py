"""The walk that shows what the desk is for, in the browser: report, take, finish, rate, reopen."""

import pytest
from playwright.async_api import expect

from tests.browser.phone_page import DeskPage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


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

    await demo.move_clock_until(owner.message("真的好了吗"))
    await owner.tap("好了")
    await owner.tap("2")
    await owner.sees("2 分，抱歉让您不满意")
    await worker.sees("请张师傅再去一次")

    await manager.write("/stats 今天")
    answer = await manager.sees("阳光花园 · 全部 · 今天")
    text = await answer.inner_text()
    assert "返修 1" in text
    assert "满意 2.0 分 / 打分 1 份" in text


async def test_a_manager_picks_a_teams_group_and_binds_another_in_place(demo: DeskPage) -> None:
    manager = demo.phone("何经理")
    await manager.write("/setup")
    await manager.tap("保洁组")
    await manager.press("选择群")
    await manager.pick_group("绿化组")
    await manager.sees("何经理 选了群“绿化组”")
    await manager.sees("保洁组绑到「绿化组」了")
    await manager.open_chat("绿化组")
    await manager.sees("测试")

    await manager.open_chat("保洁组")
    await manager.choose_command("bind")
    await manager.tap("保洁组")
    await manager.sees("这里现在是保洁组的群")


async def test_an_invitation_is_opened_on_another_phone(demo: DeskPage) -> None:
    manager, newcomer = demo.phone("何经理"), demo.phone("李先生")
    await manager.write("/invite")
    await manager.tap("保洁组")
    await manager.tap("组员")
    message = await manager.sees("把这个链接发给新同事")
    link = await message.locator(".link").inner_text()
    await newcomer.start()
    await newcomer.tap("简体中文")
    await newcomer.tap("同意并继续")
    await newcomer.follow(link)
    await newcomer.sees("保洁组")


async def test_every_press_for_the_next_reminder_is_heard_of(demo: DeskPage) -> None:
    clerk = demo.phone("小陈")
    await clerk.sees("R-1064")
    for _ in range(3):
        newest = await clerk.messages.last.get_attribute("data-message-id") or ""
        await demo.move_clock("next")
        await expect(clerk.messages.last).not_to_have_attribute("data-message-id", newest)
