"""Guides: from a question to the steps, and from the steps to a request that somebody takes up."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from structlog.typing import EventDict

from bot.clock import MovableClock
from domain.desk import Desk
from domain.language import Language
from domain.people import StaffRole
from domain.ticket import Severity, TicketKind
from playground.server import serve
from playground.world import World
from tests.dialogs.conftest import MORNING, build_app
from tests.dialogs.desk import DeskOnTrial, Somebody
from tests.dialogs.tickets import tickets
from tests.dialogs.two_communities import MOON, SUN, two_communities
from tests.official import Spec, objections

GUIDE = ["上一步", "下一步", "要带什么", "开始办理", "返回"]


async def read_renovation(somebody: Somebody) -> None:
    """Go from a question to the first page of its guide."""
    await somebody.says("装修要办什么手续")
    await somebody.taps("办理步骤")


# ---- the guide ----------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["/guide", "办事指南", "辦事指南", "Guides"])
async def test_the_guides_are_listed_by_their_name(desk: DeskOnTrial, words: str) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says(words)
    assert {"入住办理", "装修办理", "访客登记"} <= set(wang.last.labels)


async def test_from_a_question_to_a_request_that_is_taken_up(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    chen = await desk.staff("小陈", "centre")
    centre = await desk.team("centre", chen)
    await wang.says("装修要办什么手续")
    assert wang.buttons == ["有用", "没用", "找人工", "办理步骤"]
    await wang.taps("办理步骤")
    assert "装修办理（共 8 步）" in wang.last.text
    assert "费用：押金 2,000 元" in wang.last.text
    assert "要多久：资料齐全后 2 个工作日" in wang.last.text
    await wang.taps("看第一步")
    await wang.taps("下一步")
    assert "装修办理 第 2/8 步" in wang.last.text
    await wang.taps("开始办理")
    assert "想什么时候办？" in wang.last.text
    assert "地点：3栋2单元501（您家）" in wang.last.text
    await wang.taps("明天上午")
    assert "还有什么要告诉我们的" in wang.last.text
    await wang.says("全屋翻新，施工方是老李装饰")
    assert "身份证不用发" in wang.last.text
    await wang.sends_photo()
    await wang.taps("完成")
    card = wang.last.text
    assert "请核对：办理 · 装修" in card
    assert "希望时间：3月3日 8:00–12:00" in card
    assert "附件：1 个" in card
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    assert (ticket.kind, ticket.category) == (TicketKind.REQUEST, "renovation")
    assert (ticket.severity, ticket.team) == (Severity.GREEN, "centre")
    assert f"已登记 {ticket.code} 办理 · 装修" in wang.last.text
    assert "最晚今天 12:00前有人受理并联系您" in wang.last.text
    shown = centre.last_card
    assert f"🟢 普通 {ticket.code} 装修 · 办理" in shown.text
    assert "希望时间：3月3日 8:00–12:00" in shown.text
    assert shown.labels[0] == "受理"
    await chen.taps("受理", in_=centre)
    assert "小陈接单了" in wang.last.text
    await chen.taps("完成", in_=centre, on=centre.last_card)
    assert centre.last_card.labels[0] == "已办好"
    await chen.taps("已办好", in_=centre, on=centre.last_card)
    await desk.forward(minutes=2)
    assert "已办好" in wang.sees("真的好了吗").text
    await desk.assert_nothing_lost()


async def test_steps_go_on_and_back_in_one_message(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士")
    await wang.says("/guide")
    assert wang.buttons == ["入住办理", "退租搬出", "车位办理", "装修办理", "访客登记", "常见问题"]
    message = wang.last
    await wang.taps("退租搬出")
    assert wang.buttons == ["看第一步", *GUIDE[2:]]
    await wang.taps("看第一步")
    assert wang.buttons == GUIDE
    for at in range(2, 7):
        await wang.taps("下一步")
        assert f"退租搬出 第 {at}/6 步" in wang.last.text
    assert wang.buttons == ["上一步", *GUIDE[2:]]
    await wang.taps("上一步")
    assert "第 5/6 步" in wang.last.text
    await wang.taps("要带什么")
    assert "· 本人身份证" in wang.last.text
    assert wang.buttons == ["开始办理", "返回"]
    await wang.taps("返回")
    assert "第 5/6 步" in wang.last.text
    await wang.taps("返回")
    await wang.taps("常见问题")
    assert "办事指南" in wang.buttons
    assert wang.last.id == message.id
    await wang.taps("办事指南")
    assert "办事指南" in wang.last.text
    await desk.assert_nothing_lost()


async def test_the_answer_stays_beside_its_guide(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("怎么申请车位")
    answer = wang.last
    await wang.taps("办理步骤")
    assert wang.last.id != answer.id
    assert "有用" in answer.labels
    await wang.taps("有用", on=answer)
    await wang.says("物业费多少钱")
    assert "办理步骤" not in wang.buttons


async def test_a_guide_needs_no_consent_until_a_request_begins(desk: DeskOnTrial) -> None:
    guest = await desk.owner("路人", consent=False)
    await guest.says("/guide")
    await guest.taps("访客登记")
    await guest.taps("要带什么")
    await guest.taps("开始办理")
    assert "同意并继续" in guest.buttons
    assert await tickets(desk) == []
    await guest.taps("同意并继续")
    assert "是哪一户" in guest.last.text
    await guest.says("3-2-501")
    await guest.taps("照此登记")
    await guest.says("今晚七点，两个人，沪A12345")
    await guest.taps("跳过")
    await guest.taps("跳过")
    assert "希望时间：今晚七点，两个人，沪A12345" in guest.last.text
    await guest.taps("提交")
    (ticket,) = await tickets(desk)
    assert (ticket.category, ticket.description) == ("visitor", "")
    assert "最晚今天 10:30前给您办理结果" in guest.last.text


async def test_buttons_of_an_old_guide_still_work(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await read_renovation(wang)
    old = wang.last
    await desk.forward(hours=72)
    await wang.says("物业费多少钱")
    await wang.taps("看第一步", on=old)
    await wang.taps("下一步", on=old)
    assert "第 2/8 步" in old.text
    await wang.taps("开始办理", on=old)
    assert "想什么时候办" in wang.last.text
    await wang.forges("gd:step:renovation:99:")
    assert "第 8/8 步" in wang.sees("第 8/8 步").text
    answer = await wang.forges("gd:open:no-such-guide:0:")
    assert "/guide" in (answer.text or "")
    await desk.assert_nothing_lost()


# ---- the request --------------------------------------------------------------------------


async def test_a_request_is_filed_once_and_found_everywhere(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    chen = await desk.staff("小陈", "centre")
    await desk.team("centre", chen)
    await read_renovation(wang)
    await wang.taps("开始办理")
    await wang.taps("都行")
    await wang.says("没有")
    await wang.says("没有")
    card = wang.last
    assert "希望时间：都行" in card.text
    assert "情况" not in card.text
    wang.phone.tap(card, "提交")
    wang.phone.tap(card, "提交")
    await desk.settle()
    (ticket,) = await tickets(desk)
    await wang.says("我的工单")
    assert wang.buttons[0] == f"{ticket.code} 装修 · 等人接单"
    await chen.says("/open")
    assert f"{ticket.code} 装修" in chen.last.text
    await chen.says(f"/find {ticket.code}")
    assert any("装修" in label for label in chen.buttons)
    manager = await desk.staff("赵经理", "centre", StaffRole.MANAGER)
    await manager.says("/stats")
    assert "登记 1（办理 1）" in manager.last.text
    assert "最多：装修 1" in manager.last.text
    await desk.assert_nothing_lost()


async def test_the_questions_can_be_gone_back_through(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await read_renovation(wang)
    await wang.taps("开始办理")
    await wang.taps("明天上午")
    await wang.taps("跳过")
    await wang.taps("跳过")
    assert "请核对" in wang.last.text
    await wang.taps("改时间")
    await wang.taps("周末")
    assert "希望时间：3月7日–3月8日" in wang.last.text
    await wang.says("返回")
    assert "身份证不用发" in wang.last.text
    await wang.says("返回")
    assert "还有什么要告诉我们的" in wang.last.text
    await wang.says("返回")
    assert "想什么时候办" in wang.last.text
    await wang.taps("换个地方")
    assert wang.buttons[0] == "3栋2单元501"
    await wang.taps("3栋2单元501")
    assert "想什么时候办" in wang.last.text


async def test_a_report_under_way_is_not_lost_to_a_request(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.taps("漏水")
    await wang.says("/guide")
    await wang.taps("车位办理")
    await wang.taps("开始办理")
    assert "报修没有提交" in wang.last.text
    await wang.taps("另报一件")
    assert "想什么时候办" in wang.last.text


async def test_a_clerk_logs_a_request_for_somebody_at_the_counter(desk: DeskOnTrial) -> None:
    chen = await desk.staff("小陈", "centre")
    await desk.team("centre", chen)
    await desk.owner("王女士", home="3-2-501")
    await chen.says("/log")
    await chen.taps("前台")
    await chen.says("3-2-501")
    await chen.taps("王女士")
    await chen.taps("办理")
    await chen.taps("装修")
    await chen.says("下月动工")
    await chen.taps("登记")
    (ticket,) = await tickets(desk)
    assert ticket.kind is TicketKind.REQUEST


# ---- languages, facts, communities --------------------------------------------------------


async def test_in_english(desk: DeskOnTrial) -> None:
    anna = await desk.owner("Anna", home="3-2-501", language=Language.EN)
    await anna.says("How do I get permission to renovate?")
    await anna.taps("Steps")
    await anna.taps("First step")
    assert "Renovation, step 1/8" in anna.last.text
    await anna.taps("Start")
    await anna.taps("Any time")
    await anna.taps("Skip")
    await anna.taps("Skip")
    await anna.taps("Send")
    (ticket,) = await tickets(desk)
    assert f"{ticket.code} is registered: Request · Renovation" in anna.last.text


async def test_a_guide_is_read_in_the_language_of_the_question(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("How do I get permission to renovate?")
    await wang.taps("Steps")
    await wang.taps("First step")
    await wang.taps("Next step")
    assert "Renovation, step 2/8" in wang.last.text
    await wang.taps("Start")
    assert "想什么时候办" in wang.last.text  # the chosen language stays


async def test_in_traditional_characters(desk: DeskOnTrial) -> None:
    lau = await desk.owner("劉太", home="3-2-501", language=Language.ZH_HANT)
    await lau.says("裝修要辦什麼手續")
    await lau.taps("辦理步驟")
    assert "裝修辦理（共 8 步）" in lau.last.text
    await lau.taps("要帶什麼")
    assert "業主身份證" in lau.last.text
    await lau.taps("開始辦理")
    assert "想什麼時候辦" in lau.last.text


def _without_a_price(desk: Desk) -> Desk:
    (only,) = desk.communities
    return replace(desk, communities=(replace(only, facts={"renovation_deposit": ""}),))


def _without_requests(desk: Desk) -> Desk:
    left = tuple(one for one in desk.categories if TicketKind.REQUEST not in one.kinds)
    return replace(desk, categories=left)


@pytest.fixture
async def other_desk(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    logged_errors: list[EventDict],
    official_spec: Spec | None,
    desk_file: Desk,
) -> AsyncIterator[DeskOnTrial]:
    """A desk whose file is not the example's: the parameter says what becomes of that."""
    clock = MovableClock(MORNING)
    world = World(now=clock.now)
    bot = world.add_bot()
    async with serve(world) as server:
        changed = request.param(desk_file)
        app = build_app(server.base_url, bot.token, tmp_path, changed, clock)
        await app.start()
        try:
            yield DeskOnTrial(app, world, clock, logged_errors)
        finally:
            await app.stop()
    assert objections(world, official_spec) == []


@pytest.mark.parametrize("other_desk", [_without_a_price], indirect=True)
async def test_a_step_whose_fact_is_not_set_is_left_out(other_desk: DeskOnTrial) -> None:
    wang = await other_desk.owner("王女士", home="3-2-501")
    await wang.says("/guide")
    await wang.taps("装修办理")
    assert "共 7 步" in wang.last.text
    assert "费用" not in wang.last.text
    await wang.taps("看第一步")
    await wang.taps("下一步")
    await wang.taps("下一步")
    assert "装修办理 第 3/7 步\n办施工证和出入证" in wang.last.text


@pytest.mark.parametrize("other_desk", [_without_requests], indirect=True)
async def test_where_no_requests_are_taken_a_person_is_offered(other_desk: DeskOnTrial) -> None:
    wang = await other_desk.owner("王女士", home="3-2-501")
    await read_renovation(wang)
    assert wang.buttons == ["看第一步", "要带什么", "找人工", "返回"]
    await wang.forges("gd:start:renovation:0:")
    assert await tickets(other_desk) == []
    await wang.taps("找人工")
    (ticket,) = await tickets(other_desk)
    assert ticket.description.startswith("装修要办什么手续")


def _two_that_differ(_: Desk) -> Desk:
    desk = two_communities()
    sun, moon = desk.communities
    own = {"renovation_deposit": "押金 300 英镑", "worker_pass_fee": ""}
    return replace(desk, communities=(sun, replace(moon, facts={**moon.facts, **own})))


@pytest.mark.parametrize("other_desk", [_two_that_differ], indirect=True)
async def test_two_communities_each_say_their_own(other_desk: DeskOnTrial) -> None:
    wang = await other_desk.owner("王女士", home="3-2-501", community=SUN)
    await other_desk.moves_in(wang, "1-1-101", MOON)
    await wang.says("/guide")
    await wang.taps("装修办理")
    assert "共 7 步" in wang.last.text  # what passes cost is not known in both
    assert "费用：\n▪ 阳光花园\n押金 2,000 元" in wang.last.text
    assert "▪ 月亮湾\n押金 300 英镑" in wang.last.text
    await wang.taps("看第一步")
    assert "▪" not in wang.last.text
    await wang.taps("开始办理")
    assert "在哪个小区" in wang.last.text
    await wang.taps("月亮湾")
    assert "月亮湾 1栋1单元101" in wang.last.text
    await wang.taps("都行")
    await wang.taps("跳过")
    await wang.taps("跳过")
    await wang.taps("提交")
    other_desk.community = MOON
    assert [one.category for one in await tickets(other_desk)] == ["renovation"]
