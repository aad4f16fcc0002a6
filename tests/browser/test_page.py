"""The playground's page in headless Chromium, with a scripted bot on the other side."""

import io
from contextlib import AsyncExitStack

import pytest
from PIL import Image
from playwright.async_api import FilePayload, expect

from playground.chats import Chat, User
from playground.phones import Phone
from playground.server import Server, serve
from playground.world import World
from tests.browser.phone_page import DeskPage, PhonePage
from tests.browser.scripted_bot import HOSTILE, running_bot

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def picture(name: str, color: str = "#2f6fed") -> FilePayload:
    out = io.BytesIO()
    Image.new("RGB", (1280, 960), color).save(out, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": out.getvalue()}


async def test_start_text_and_formatted_answer(anna: PhonePage) -> None:
    await anna.start()
    answer = await anna.sees("您好 业主")
    await expect(answer.locator("strong")).to_have_text("业主")
    await anna.write("厨房漏水")
    await anna.sees("收到：厨房漏水")
    mine = anna.node.locator('[data-out="true"]').get_by_test_id("message-text")
    await expect(mine).to_have_text(["/start", "厨房漏水"])


async def test_a_tap_edits_in_place_and_others_see_it(
    page: DeskPage, anna: PhonePage, worker: PhonePage, team: Chat
) -> None:
    await worker.write("/card@desk_bot")
    await worker.sees("R-1027 漏水")
    before = await worker.messages.count()
    await worker.tap("接单")
    edited = await worker.sees("R-1027 张师傅 已接单")
    await expect(edited.get_by_test_id("edited")).to_be_visible()
    assert await worker.messages.count() == before
    await worker.sees_no("漏水")


async def test_answers_to_taps_are_toasts_and_alerts_on_that_phone_only(
    page: DeskPage, anna: PhonePage, worker: PhonePage
) -> None:
    await anna.start()
    await anna.write("/card")
    await anna.tap("编号")
    await anna.sees_toast("R-1027")
    await anna.tap("退回")
    await anna.sees_alert("您不是这个班组的")
    await expect(worker.node.get_by_test_id("alert")).to_have_count(0)
    await expect(worker.node.get_by_test_id("toast")).to_have_count(0)


async def test_a_photo_is_sent_shown_and_enlarged(page: DeskPage, anna: PhonePage) -> None:
    await anna.start()
    await anna.send_photo(picture("leak.png"), caption="水槽下面")
    await anna.sees("水槽下面")
    await anna.sees("照片 1280x960")
    shown = await anna.sees_photo()
    await shown.click()
    large = page.page.get_by_test_id("lightbox")
    await expect(large.locator("img")).to_be_visible()
    await page.page.keyboard.press("Escape")
    await expect(large).to_have_count(0)


async def test_several_photos_make_one_album(anna: PhonePage, world: World) -> None:
    await anna.start()
    await anna.send_photo([picture("a.png"), picture("b.png", "#b3302a")], caption="两张")
    await anna.sees("照片 1280x960")
    album = anna.node.locator('[data-kind="photo"]')
    await expect(album).to_have_count(1)
    await expect(album.get_by_test_id("photo")).to_have_count(2)
    sent = [m for m in world.private_chat(_user(world, "王女士")).shown if m.kind == "photo"]
    assert [m.text for m in sent] == ["两张", ""]
    assert len({m.wire["media_group_id"] for m in sent}) == 1


async def test_a_sample_photo_needs_no_file(anna: PhonePage, world: World) -> None:
    await anna.start()
    await anna.node.get_by_test_id("input").fill("一直滴水")
    await anna.send_sample("leak")  # what was typed becomes the caption
    await anna.sees("照片 1280x960")
    await expect(anna.node.get_by_test_id("input")).to_have_value("")
    chat = Phone(world, _user(world, "王女士")).chat()
    assert chat.find("一直滴水").kind == "photo"


async def test_own_contact_by_keyboard_and_by_menu(anna: PhonePage) -> None:
    await anna.start()
    await anna.sees_keyboard("发送我的手机号", "报修", "投诉")
    await expect(anna.node.get_by_test_id("input")).to_have_attribute(
        "placeholder", "直接说事就行"
    )
    await anna.press("发送我的手机号")
    await anna.sees("号码 +8613800005678")
    await anna.sees_keyboard()
    await anna.send_contact()
    await expect(anna.messages.filter(has_text="号码")).to_have_count(2)


async def test_the_keyboard_can_be_put_away(anna: PhonePage) -> None:
    await anna.start()
    await anna.sees_keyboard("发送我的手机号", "报修", "投诉")
    toggle = anna.node.get_by_test_id("keyboard-toggle")
    await toggle.click()
    await anna.sees_keyboard()
    await toggle.click()
    await anna.press("报修")
    await anna.sees("收到：报修")


async def test_commands_come_from_the_bot(anna: PhonePage, worker: PhonePage) -> None:
    await anna.start()
    await anna.choose_command("card")
    await anna.sees("R-1027 漏水")
    await anna.node.get_by_test_id("input").fill("/li")
    await anna.node.get_by_test_id("suggestion").click()
    await anna.sees("链接")
    await worker.choose_command("card")
    await worker.sees("/card@desk_bot")


async def test_a_deep_link_starts_the_bot_on_that_phone(page: DeskPage, anna: PhonePage) -> None:
    await anna.start()
    await anna.write("/links")
    await anna.tap("绑定")
    await anna.sees("您好 house-42")
    boris = page.phone("李先生")
    await boris.start()
    await boris.follow("https://t.me/desk_bot?start=staff-7")
    await boris.sees("您好 staff-7")
    await anna.sees_no("staff-7")


async def test_a_copy_button_copies(page: DeskPage, anna: PhonePage, server: Server) -> None:
    wanted = ["clipboard-read", "clipboard-write"]
    await page.page.context.grant_permissions(wanted, origin=server.base_url)
    await anna.start()
    await anna.write("/links")
    await anna.tap("复制单号")
    await anna.sees_toast("已复制")
    assert await page.page.evaluate("navigator.clipboard.readText()") == "R-1027"


async def test_a_forced_reply_and_a_chosen_one(anna: PhonePage) -> None:
    await anna.start()
    await anna.write("/ask")
    await anna.sees("为什么？")
    await expect(anna.node.get_by_test_id("about")).to_contain_text("为什么？")
    await anna.write("地板泡了")
    await anna.sees("收到：地板泡了（回复 为什么？）")
    await anna.reply("您好", "谢谢")
    answer = await anna.sees("收到：谢谢（回复 您好 业主）")
    await expect(answer).to_be_visible()
    await expect(anna.message("谢谢").get_by_test_id("quote")).to_have_count(0)
    await expect(anna.node.get_by_test_id("quote").last).to_contain_text("您好 业主")


async def test_own_messages_can_be_edited(anna: PhonePage) -> None:
    await anna.start()
    await anna.write("三栋")
    await anna.sees("收到：三栋")
    own = anna.messages.and_(anna.node.locator('[data-out="true"]')).last
    await own.hover()
    await own.get_by_test_id("message-menu").click()
    await anna.node.get_by_test_id("menu-edit").click()
    await anna.write("四栋")
    await expect(own).to_contain_text("四栋")
    await expect(own.get_by_test_id("edited")).to_be_visible()


async def test_hostile_markup_is_shown_as_it_was_written(
    page: DeskPage, anna: PhonePage, world: World
) -> None:
    world.add_user(first_name=HOSTILE)
    attacker = next(user for user in world.users.values() if user.first_name == HOSTILE)
    world.show_phone(attacker, label=HOSTILE)
    await anna.start()
    await anna.write("/hostile")
    shown = await anna.sees("onerror")
    await expect(shown.get_by_test_id("message-text")).to_have_text(HOSTILE)
    await anna.write(HOSTILE)
    await anna.sees(f"收到：{HOSTILE}")
    assert await page.page.locator("img[onerror]").count() == 0
    assert "owned" not in await page.page.title()


async def test_texts_of_full_length_keep_to_the_screen(page: DeskPage, anna: PhonePage) -> None:
    await anna.start()
    await anna.write("漏" * 2000 + "W" * 2000 + "👨‍👩‍👧🟡" * 8)
    await anna.sees("收到：漏漏")
    scroller = anna.node.get_by_test_id("messages")
    assert await scroller.evaluate("n => n.scrollWidth <= n.clientWidth")
    assert await page.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    # Somebody who reads further up is not torn away by what comes, and finds the way back.
    await scroller.evaluate("n => { n.scrollTop = 0 }")
    await expect(anna.node.get_by_role("button", name="回到最新")).to_be_visible()


async def test_unread_messages_are_counted_on_tabs(
    worker: PhonePage, world: World, team: Chat
) -> None:
    master = Phone(world, _user(world, "张师傅"))
    master.start()
    await worker.sees_unread("服务台", 1)
    await worker.open_chat("服务台")
    await worker.sees_unread("服务台", 0)
    await worker.sees("您好 业主")
    await worker.open_chat("维修组")
    await worker.sees_no("您好")


async def test_typing_and_the_lock_of_protected_content(anna: PhonePage) -> None:
    await anna.start()
    await anna.sees("您好")
    await anna.write("/think")
    await expect(anna.node.get_by_test_id("chat-status")).to_contain_text("正在输入")
    await anna.write("/secret")
    locked = await anna.sees("只给您看")
    await expect(locked.get_by_role("img", name="不能转发和保存")).to_be_visible()
    await expect(anna.node.get_by_test_id("chat-status")).to_have_text("机器人")


async def test_the_clock_moves_the_desks_time(page: DeskPage, anna: PhonePage) -> None:
    await page.sees_time("16:30")  # 08:30 UTC in Shanghai
    await page.move_clock("next")
    await page.sees_time("17:40")
    await page.move_clock("next")
    await page.sees_note("没有在等的提醒")
    await page.move_clock("hour")
    await page.sees_time("18:40")
    await page.move_clock("day")
    await page.sees_note("3月3日")
    await anna.start()
    await expect(anna.message("您好").locator("time")).to_have_text("18:40")


async def test_the_page_speaks_three_languages(page: DeskPage, anna: PhonePage) -> None:
    await anna.start()
    await anna.node.get_by_test_id("input").fill("还没发")
    await page.page.get_by_test_id("language-en").click()
    await expect(page.page.get_by_test_id("clock-hour")).to_have_text("+1 hour")
    await anna.sees("您好 业主")
    await expect(anna.node.get_by_test_id("input")).to_have_value("还没发")
    await page.page.get_by_test_id("language-zh-Hant").click()
    await expect(page.page.get_by_test_id("clock-hour")).to_have_text("+1 小時")


async def test_blocking_and_unblocking(anna: PhonePage, world: World) -> None:
    await anna.start()
    await anna.sees("您好")
    await anna.block()
    await expect(anna.node.get_by_test_id("unblock")).to_be_visible()
    assert world.private_chat(_user(world, "王女士")).blocked
    await anna.node.get_by_test_id("unblock").click()
    await anna.write("我回来了")
    await anna.sees("收到：我回来了")


async def test_after_a_restart_the_page_comes_back_by_itself(
    desk_page: DeskPage, world: World
) -> None:
    anna = desk_page.phone("王女士")
    async with AsyncExitStack() as first:
        server = await first.enter_async_context(serve(world))
        await first.enter_async_context(running_bot(server))
        await desk_page.open(server.base_url)
        await anna.start()
        await anna.sees("您好")
        port = int(server.base_url.rpartition(":")[2])
    await desk_page.sees_connection("lost")
    Phone(world, _user(world, "王女士")).send_text("在断线的时候写的")
    await anna.write("发不出去")
    await anna.sees_toast("现在连不上服务台")
    await expect(anna.node.get_by_test_id("input")).to_have_value("发不出去")
    async with serve(world, port=port) as server, running_bot(server):
        await desk_page.sees_connection("live")
        await anna.sees("收到：在断线的时候写的")
        await anna.node.get_by_test_id("send").click()
        await anna.sees("收到：发不出去")


def _user(world: World, name: str) -> User:
    return next(user for user in world.users.values() if user.name == name)
