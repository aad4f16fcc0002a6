"""Polls, topics, leaving and long histories on the page."""

import pytest
from playwright.async_api import expect

from playground.chats import Chat, User
from playground.phones import Phone
from playground.server import Server
from playground.world import World
from tests.browser.phone_page import DeskPage, PhonePage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.fixture
def master(world: World) -> User:
    """The person of the worker's phone."""
    return next(user for user in world.users.values() if user.first_name == "张师傅")


@pytest.fixture
def colleague(world: World, team: Chat) -> Phone:
    """Somebody else of the team, without a phone on the page."""
    phone = Phone(world, world.add_user(first_name="陈工"))
    phone.join(team)
    return phone


async def test_a_poll_is_voted_in_and_shows_how_all_voted(
    worker: PhonePage, colleague: Phone, team: Chat
) -> None:
    await worker.write("/poll@desk_bot")
    await worker.sees("哪天方便？")
    await worker.vote("周一", under="哪天方便？")
    options = worker.message("哪天方便？").get_by_test_id("poll-option")
    await expect(options).to_have_text(["100%周一（我选的）", "0%周二"])
    colleague.vote(team.shown[-1], 1)
    await expect(options).to_have_text(["50%周一（我选的）", "50%周二"])
    await worker.message("哪天方便？").get_by_role("button", name="收回我的票").click()
    await expect(options).to_have_text(["周一", "周二"])


async def test_ticks_outlive_the_votes_of_others(
    worker: PhonePage, colleague: Phone, team: Chat
) -> None:
    await worker.write("/survey@desk_bot")
    survey = await worker.sees("哪些要改进？")
    await survey.get_by_role("checkbox", name="电梯").click()
    colleague.vote(team.shown[-1], 1)
    await expect(survey).to_contain_text("1 人投票")
    await expect(survey.get_by_role("checkbox", name="电梯")).to_be_checked()
    await survey.get_by_role("checkbox", name="停车").click()
    await survey.get_by_test_id("vote").click()
    await expect(survey.locator(".mine")).to_have_text(["50%电梯（我选的）", "50%停车（我选的）"])


async def test_a_quiz_shows_what_was_right_and_takes_no_vote_back(worker: PhonePage) -> None:
    await worker.write("/quiz@desk_bot")
    await worker.sees("火警电话？")
    await worker.vote("110", under="火警电话？")
    quiz = await worker.sees("火警打 119。")
    await expect(quiz.locator(".wrong")).to_contain_text("110")
    await expect(quiz.locator(".right")).to_contain_text("119")
    await expect(quiz.get_by_role("button", name="收回我的票")).to_have_count(0)


async def test_topics_are_opened_written_in_and_closed(
    page: DeskPage, world: World, server: Server
) -> None:
    clerk = world.add_user(first_name="小陈")
    forum = world.add_group(title="客服中心", members=[clerk], forum=True)
    world.show_phone(clerk, label="客服 · 小陈", chats=[forum])
    phone = page.phone("小陈")
    await phone.write("/topic@desk_bot")
    await phone.sees("卡片 R-1027")
    await phone.open_topic("R-1027")
    await phone.sees_no("/topic")
    await phone.write("我来跟进")
    await phone.sees("收到：我来跟进")
    (topic,) = forum.topics.values()
    assert [m.topic_id for m in forum.shown if "我来跟进" in m.text] == [topic.id, topic.id]
    await phone.open_topic("综合")
    await phone.sees_no("我来跟进")
    await phone.open_topic("R-1027")
    await phone.write("/close@desk_bot")
    await expect(phone.node.get_by_test_id("topic-closed")).to_have_text("这个话题已经关闭")
    await expect(phone.node.get_by_test_id("input")).to_be_hidden()
    await phone.open_topic("全部")
    await expect(phone.node.get_by_test_id("input")).to_be_visible()


async def test_leaving_a_group_and_coming_back(
    worker: PhonePage, master: User, colleague: Phone, team: Chat
) -> None:
    await worker.write("我先走了")
    await worker.sees("收到：我先走了")
    await worker.leave()
    join = worker.node.get_by_test_id("join")
    await expect(join).to_be_visible()
    assert not team.has(master.id)
    colleague.send_text("他走了", team)
    await expect(worker.node.get_by_test_id("chat-status")).to_have_text("2 位成员")
    await worker.sees_no("他走了")
    await join.click()
    await worker.sees("他走了")
    await worker.write("我回来了")
    await worker.sees("收到：我回来了")


async def test_hundreds_of_messages_leave_few_on_the_page_and_none_behind(
    worker: PhonePage, world: World, team: Chat
) -> None:
    notice = world.post(team, world.bot.user, "text", {"text": "公告：停水"})
    team.pinned.append(notice.id)
    for number in range(400):
        world.post(team, world.bot.user, "text", {"text": f"第 {number} 条"})
    await worker.sees("第 399 条")
    assert await worker.messages.count() <= 150
    await worker.node.get_by_role("button", name="更早的消息").click()
    await worker.sees("第 200 条")
    await worker.node.get_by_test_id("pinned").click()
    await expect(await worker.sees("公告：停水")).to_be_in_viewport()


async def test_a_recorded_voice_is_sent_with_its_length(
    page: DeskPage, anna: PhonePage, world: World, server: Server
) -> None:
    await anna.start()
    await anna.node.get_by_test_id("record").click()
    await anna.sees_toast("用不了麦克风")  # nobody has allowed it yet
    await page.page.context.grant_permissions(["microphone"], origin=server.base_url)
    await anna.send_voice()
    await expect(anna.node.locator('[data-kind="voice"]')).to_be_visible()
    owner = next(user for user in world.users.values() if user.first_name == "王女士")
    voice = next(m for m in world.private_chat(owner).shown if m.kind == "voice").wire["voice"]
    assert voice["duration"] >= 1
    assert voice["file_size"] > 0


async def test_tab_goes_past_the_cards_and_into_the_one_that_is_chosen(
    worker: PhonePage, master: User
) -> None:
    keyboard = worker.node.page.keyboard
    for _ in range(3):
        await worker.write("/card@desk_bot")
    await expect(worker.messages.filter(has_text="R-1027")).to_have_count(3)
    await worker.node.get_by_test_id("messages").focus()
    await keyboard.press("Tab")
    await expect(worker.node.get_by_test_id("commands")).to_be_focused()
    await keyboard.press("Shift+Tab")
    await keyboard.press("ArrowUp")
    await keyboard.press("Tab")
    await expect(worker.messages.last.get_by_role("button", name="接单")).to_be_focused()
    await keyboard.press("Enter")
    await worker.sees(f"{master.first_name} 已接单")


async def test_the_arrow_keys_go_from_chat_to_chat(worker: PhonePage) -> None:
    await worker.node.get_by_role("tab", name="维修组").focus()
    await worker.node.page.keyboard.press("ArrowRight")
    await expect(worker.node.get_by_role("tab", name="服务台")).to_be_focused()
    await expect(worker.node.get_by_test_id("start")).to_be_visible()
