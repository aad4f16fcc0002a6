"""First contact: language, consent, home, phone, and everything that can come instead."""

from dataclasses import replace

import pytest
from aiogram.filters import Command

from bot.telegram.links import INVITE
from domain.people import Relation, ResidenceStatus
from handlers import command_menu, order
from playground.bot_profile import commands_for
from services.ports import UnitOfWork
from tests.dialogs.desk import DeskOnTrial
from tests.dialogs.homes import (
    MAIN_MENU,
    actor_of,
    agreed,
    build,
    build_tower,
    import_owner,
)
from tests.dialogs.tickets import tickets, told_a_leak


async def test_a_known_owner_is_verified_in_six_taps(desk: DeskOnTrial) -> None:
    wang = desk.stranger("小王")
    await import_owner(desk, "王小明", wang.user.phone or "", "3-2-501")
    await build(desk, "3-1-101", "3-2-502")
    await wang.opens()
    assert "阳光花园" in wang.last.text
    assert wang.buttons == ["简体中文", "繁體中文", "English"]
    await wang.taps("简体中文")
    assert wang.buttons == ["同意并继续", "先随便问问"]
    await wang.taps("同意并继续")
    assert wang.keyboard == MAIN_MENU
    assert "几栋" in wang.last.text or "哪一栋" in wang.last.text
    await wang.taps("3栋")
    await wang.taps("2单元")
    assert wang.buttons[:2] == ["501", "502"]
    await wang.taps("501")
    assert wang.last.text.startswith("3栋2单元501")
    await wang.taps("业主")
    assert wang.keyboard == [["发送手机号"], ["以后再说"]]
    await wang.taps("发送手机号")
    assert "已核实，王小明：3栋2单元501" in wang.last.text
    assert wang.keyboard == MAIN_MENU
    actor = await actor_of(desk, wang)
    assert [(tie.house.code, tie.verified) for tie in actor.residences] == [("3-2-501", True)]
    assert actor.person.name == "王小明"
    await desk.assert_nothing_lost()


@pytest.mark.parametrize(
    "typed", ["3-2-501", "3栋2单元501", "三号楼二单元501室", "３－２－５０１"]
)
async def test_a_home_can_be_typed_at_once(desk: DeskOnTrial, typed: str) -> None:
    await build(desk, "3-2-501")
    wang = await agreed(desk)
    await wang.says(typed)
    assert wang.last.text.startswith("3栋2单元501")
    assert wang.buttons[:4] == ["业主", "租户", "家属", "访客"]


async def test_each_part_can_be_typed(desk: DeskOnTrial) -> None:
    await build(desk, "3-1-101", "3-2-501", "2-1-501")
    wang = await agreed(desk)
    await wang.says("三号楼")
    assert "几单元" in wang.last.text
    await wang.says("2单元")
    assert "哪一户" in wang.last.text
    await wang.says("501")
    assert wang.last.text.startswith("3栋2单元501")
    await wang.says("家属")
    assert (await actor_of(desk, wang)).residences[0].relation is Relation.FAMILY


async def test_a_unit_and_room_typed_together_stay_in_the_chosen_building(
    desk: DeskOnTrial,
) -> None:
    await build(desk, "3-1-501", "3-2-501", "2-1-501")
    wang = await agreed(desk)
    await wang.taps("3栋")
    await wang.says("2-501")
    assert wang.last.text.startswith("3栋2单元501")


async def test_a_tower_is_asked_by_floor(desk: DeskOnTrial) -> None:
    await build_tower(desk, "7", "1", floors=25, each=2)
    wang = await agreed(desk)
    await wang.taps("7栋")
    assert "几层" in wang.last.text
    rows = [len(row) for row in wang.last.buttons]
    assert max(rows) <= 4
    assert sum(rows) < 30
    await wang.taps("后面")
    await wang.taps("25 层")
    assert wang.buttons[:2] == ["2501", "2502"]
    await wang.taps("返回")
    assert "几层" in wang.last.text
    await wang.taps("12 层")
    await wang.taps("1202")
    assert "7栋1单元1202" in wang.last.text


async def test_a_long_list_without_floors_is_paged(desk: DeskOnTrial) -> None:
    await build(desk, *(f"8-1-{letter}{number}" for letter in "ABC" for number in range(10, 20)))
    wang = await agreed(desk)
    await wang.taps("8栋")
    assert "后面 ›" in wang.buttons
    await wang.taps("后面")
    assert "C19" in wang.buttons
    await wang.taps("‹ 前面")
    assert "A10" in wang.buttons


async def test_a_home_that_does_not_exist_is_answered_with_the_nearest(desk: DeskOnTrial) -> None:
    await build(desk, "3-2-501", "3-2-502", "3-2-101", "3-2-1203")
    wang = await agreed(desk)
    await wang.says("3-2-505")
    assert "没有找到 3栋2单元505" in wang.last.text
    assert wang.buttons[0] == "3栋2单元502"
    await wang.taps("3栋2单元501")
    assert "您是这里的" in wang.last.text


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("3-2-5011", ["3栋2单元501"]),
        ("3栋9单元501", ["3栋1单元501", "3栋2单元501"]),
        ("33-2-502", ["3栋2单元502"]),
        ("3-2-508", ["3栋2单元507", "3栋2单元506", "3栋2单元505", "3栋2单元504"]),
    ],
)
async def test_slips_of_a_digit_lead_to_at_most_four_homes(
    desk: DeskOnTrial, typed: str, near: list[str]
) -> None:
    await build(desk, "3-1-501", "3-2-1203", *(f"3-2-50{room}" for room in range(1, 8)))
    wang = await agreed(desk)
    await wang.says(typed)
    assert wang.buttons[: len(near)] == near
    assert sum("单元" in label for label in wang.buttons) == len(near)


async def test_a_home_far_from_all_others_is_looked_for_in_its_building(
    desk: DeskOnTrial,
) -> None:
    await build(desk, "3-1-501", "3-2-501")
    wang = await agreed(desk)
    await wang.says("3-2-9988")
    assert "没有找到 3栋2单元9988" in wang.last.text
    assert wang.buttons[:2] == ["1单元", "2单元"]


async def test_a_room_that_several_units_have_is_asked_back(desk: DeskOnTrial) -> None:
    await build(desk, "3-1-501", "3-2-501")
    wang = await agreed(desk)
    await wang.says("3-501")
    assert wang.buttons[:2] == ["3栋1单元501", "3栋2单元501"]


async def test_a_building_that_does_not_exist_is_no_dead_end(desk: DeskOnTrial) -> None:
    wang = await agreed(desk)
    await wang.says("99-2-505")
    assert "没有找到 99栋2单元505" in wang.last.text
    assert "1栋" in wang.buttons
    await wang.taps("5栋")
    assert "没有房屋名单" in wang.last.text
    assert "没有我家" in wang.buttons


@pytest.mark.parametrize("said", ["🏠5️⃣0️⃣1️⃣", "<b>3-2-501", "我家", "x" * 4096, "-", "3-2-501-9-9"])
async def test_what_is_no_home_is_said_to_be_none(desk: DeskOnTrial, said: str) -> None:
    await build(desk, "3-2-501")
    wang = await agreed(desk)
    await wang.taps("3栋")
    await wang.says(said)
    assert "看不出是哪一户" in wang.texts[-2]
    assert "501" in wang.buttons
    await desk.assert_nothing_lost()


async def test_a_sticker_gets_the_question_again(desk: DeskOnTrial) -> None:
    wang = await agreed(desk)
    await wang.sends_sticker()
    assert "哪一栋" in wang.last.text
    await wang.sends_photo()
    assert "哪一栋" in wang.last.text
    await desk.assert_nothing_lost()


async def test_somebody_elses_contact_is_refused(desk: DeskOnTrial) -> None:
    wang, li = await agreed(desk), desk.stranger("李先生")
    await import_owner(desk, "李四", li.user.phone or "", "3-2-501")
    await wang.says("3-2-501")
    await wang.taps("业主")
    await wang.sends_contact(of=li)
    assert "不是您自己的号码" in wang.last.text
    assert (await actor_of(desk, wang)).person.phone is None
    await wang.says("13800138000")
    assert "打字的号码没法核实" in wang.last.text
    assert wang.keyboard == [["发送手机号"], ["以后再说"]]


async def test_the_phone_can_wait(desk: DeskOnTrial) -> None:
    await build(desk, "3-2-501")
    wang = await agreed(desk)
    await wang.says("3-2-501")
    await wang.taps("业主")
    await wang.taps("以后再说")
    assert wang.keyboard == MAIN_MENU
    [tie] = (await actor_of(desk, wang)).residences
    assert tie.status is ResidenceStatus.PENDING
    await wang.says("我的家")
    assert "等您发手机号" in wang.last.text
    await wang.taps("发送手机号")
    await wang.taps("发送手机号")
    assert "服务中心核实" in wang.last.text


async def test_a_visitor_is_asked_for_nothing_more(desk: DeskOnTrial) -> None:
    manager = await desk.staff("陈经理")
    group = await desk.team("centre", manager)
    await build(desk, "3-2-501")
    guest = await agreed(desk, "客人")
    await guest.says("3-2-501")
    await guest.taps("访客")
    assert "记下您是访客" in guest.last.text
    assert guest.keyboard == MAIN_MENU
    assert group.messages == []


async def test_refusing_leaves_the_menu(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    await wang.opens()
    await wang.taps("简体中文")
    await wang.taps("先随便问问")
    assert wang.keyboard == MAIN_MENU
    assert (await actor_of(desk, wang)).person.consent_at is None
    await wang.says("我的家")
    assert wang.buttons == ["同意并继续", "先随便问问"]
    await wang.sends_contact()
    assert (await actor_of(desk, wang)).person.phone is None
    assert wang.buttons == ["同意并继续", "先随便问问"]
    await wang.taps("同意并继续")
    assert (await actor_of(desk, wang)).person.consent_at is not None


async def test_a_newer_notice_is_asked_again(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")

    def outdate(uow: UnitOfWork) -> None:
        person = uow.people.by_telegram(wang.user.id)
        assert person is not None
        uow.people.save(replace(person, consent_version="old"))

    await desk.ask(outdate)
    await wang.opens()
    assert "隐私说明更新了" in wang.last.text
    await wang.taps("同意并继续")
    person = (await actor_of(desk, wang)).person
    assert person.consent_version == desk.app.desk.consent_version


@pytest.mark.parametrize(
    ("tag", "greeting"),
    [("zh-hans", "您好"), ("zh-TW", "您好，我是陽光花園"), ("en-GB", "Hello"), (None, "您好")],
)
async def test_the_guessed_language_greets_first(
    desk: DeskOnTrial, tag: str | None, greeting: str
) -> None:
    somebody = desk.stranger("Sam", language=tag)
    await somebody.opens()
    assert somebody.last.text.startswith(greeting)


async def test_a_reader_of_traditional_characters_gets_their_own_command_list(
    desk: DeskOnTrial,
) -> None:
    chan = desk.stranger("陳先生", language="zh-hant")
    await chan.opens()
    await chan.taps("繁體中文")
    await chan.taps("同意並繼續")
    assert chan.keyboard[0] == ["報修", "投訴", "諮詢"]
    bot = desk.world.bot
    listed = commands_for(bot, desk.world.private_chat(chan.user), chan.user)
    assert {c["command"]: c["description"] for c in listed}["repair"] == "報修"
    other = desk.stranger("王女士")
    listed = commands_for(bot, desk.world.private_chat(other.user), other.user)
    assert {c["command"]: c["description"] for c in listed}["repair"] == "报修"


async def test_english_throughout(desk: DeskOnTrial) -> None:
    await build(desk, "3-2-501")
    sam = desk.stranger("Sam", language="en")
    await sam.opens()
    await sam.taps("English")
    await sam.taps("Agree and go on")
    await sam.taps("Building 3")
    await sam.taps("501")
    await sam.taps("Tenant")
    await sam.taps("Send my number")
    assert "does not match our list" in sam.last.text
    await desk.assert_nothing_lost()


async def test_start_again_begins_the_search_for_the_home_anew(desk: DeskOnTrial) -> None:
    await build(desk, "3-2-501")
    wang = await agreed(desk)
    await wang.taps("3栋")
    await wang.opens()
    assert "哪一栋" in wang.last.text


@pytest.mark.parametrize("payload", ["", "home-3", "log"])
async def test_start_keeps_a_report_that_is_half_filled(desk: DeskOnTrial, payload: str) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    await wang.opens(payload)
    if payload == "log":
        assert "您不能做这一步" in wang.last.text
        await wang.opens()
    assert "您好" in wang.texts[-2]
    assert wang.keyboard == MAIN_MENU
    assert "说过的都留着" in wang.last.text
    assert wang.buttons == ["继续", "重新来"]
    await wang.taps("继续")
    assert "请核对：报修 · 漏水" in wang.last.text
    assert "厨房水槽下面一直滴水" in wang.last.text
    await wang.taps("提交")
    assert len(await tickets(desk)) == 1


async def test_after_start_a_half_filled_report_can_be_left(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    await wang.opens()
    await wang.taps("重新来")
    assert "什么都没留下" in wang.last.text
    await wang.says("报修")
    assert "哪方面坏了" in wang.last.text


async def test_an_invite_keeps_a_report_that_is_half_filled(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    await wang.opens(f"{INVITE}nobody-knows-this-token")
    assert "邀请链接" in wang.texts[-2]
    await wang.taps("继续")
    assert "厨房水槽下面一直滴水" in wang.last.text


async def test_the_search_for_a_home_within_a_report_gives_the_report_back(
    desk: DeskOnTrial,
) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    await wang.says("我的家")
    await wang.taps("添加")
    await wang.opens()
    assert wang.buttons == ["继续", "重新来"]
    await wang.taps("继续")
    assert "厨房水槽下面一直滴水" in wang.last.text
    await wang.says("我的家")
    await wang.taps("添加")
    await wang.says("/cancel")
    assert "厨房水槽下面一直滴水" in wang.last.text


async def test_a_colleague_logs_and_finds_while_their_own_report_waits(desk: DeskOnTrial) -> None:
    chen = await desk.staff("小陈")
    await told_a_leak(chen, "大堂")
    await chen.says("滴水")
    assert "请核对：报修 · 漏水" in chen.last.text
    await chen.opens("log")
    await chen.opens("log")
    await chen.taps("取消", on=chen.last)
    assert "没有登记" in chen.texts[-2]
    assert "请核对：报修 · 漏水" in chen.last.text
    await chen.says("/find")
    await chen.says("R-9999")
    assert "请核对：报修 · 漏水" in chen.last.text


async def test_buttons_pressed_twice_and_late(desk: DeskOnTrial) -> None:
    await build(desk, "3-2-501", "3-1-101")
    wang = await agreed(desk)
    question = wang.last
    await wang.taps("3栋", on=question)
    await wang.taps("2单元")
    await wang.forges("hm:rom:::0:999999:")
    await wang.taps("501", on=question)
    await wang.taps("业主", on=question)
    await wang.forges(f"hm:rel:::0:{(await desk.house('3-2-501')).id}:owner", on=question)
    assert len((await actor_of(desk, wang)).residences) == 1
    for junk in ("hm:bld:nowhere:3::0:0:", "hm:rel:::0:1:king", "la:choose:xx", "hm:xyz"):
        assert (await wang.forges(junk)).text is not None or wang.last.text
    await desk.assert_nothing_lost()


async def test_an_unlisted_home_becomes_a_ticket_of_the_centre(desk: DeskOnTrial) -> None:
    clerk = await desk.staff("客服小陈")
    group = await desk.team("centre", clerk)
    await build(desk, "3-2-501")
    wang = await agreed(desk, "<b>王</b> & Co 😀")
    await wang.taps("没有我家")
    await wang.sends_sticker()
    assert "打字写清楚" in wang.last.text
    await wang.says("<i>阳光花园</i> 13 栋 1 单元 101 😀")
    assert any("编号 R-" in text for text in wang.texts)
    assert "13 栋 1 单元 101" in group.last_card.text
    assert wang.keyboard == [["发送手机号"], ["以后再说"]]
    await wang.taps("发送手机号")
    assert (await actor_of(desk, wang)).person.phone == wang.user.phone
    await desk.assert_nothing_lost()


async def test_unlisted_home_with_an_album(desk: DeskOnTrial) -> None:
    group = await desk.team("centre", await desk.staff("客服小陈"))
    wang = await agreed(desk)
    await wang.taps("没有我家")
    await wang.sends_album(3, caption="13栋")
    assert sum("编号 R-" in text for text in wang.texts) == 1
    assert "13栋" in group.last_card.text
    await desk.assert_nothing_lost()


async def test_two_idle_hours_later_the_question_is_taken_up(desk: DeskOnTrial) -> None:
    await build(desk, "3-1-101", "3-2-501")
    wang = await agreed(desk)
    await wang.taps("3栋")
    await desk.forward(hours=3)
    await wang.says("2单元")
    assert wang.buttons == ["继续", "重新来"]
    await wang.taps("继续")
    assert "几单元" in wang.last.text


async def test_menu_and_cancel(desk: DeskOnTrial) -> None:
    wang = await agreed(desk)
    await wang.says("/menu")
    assert wang.keyboard == MAIN_MENU
    await wang.says("/cancel")
    assert "没有提交" in wang.last.text
    await wang.says("/cancel")
    assert "没有要取消" in wang.last.text


async def test_an_unknown_payload_is_an_ordinary_start(desk: DeskOnTrial) -> None:
    wang = desk.stranger("王女士")
    await wang.opens("home-3")
    assert "阳光花园" in wang.last.text


def test_every_listed_command_is_answered() -> None:
    listed = {
        *command_menu.OWNERS,
        *command_menu.EVERYBODY,
        *command_menu.STAFF,
        *command_menu.LEADERS,
        *command_menu.MANAGERS,
        *command_menu.GROUPS,
    }
    answered = {
        word
        for router in (*order.URGENT, *order.CONVERSATIONS)
        for handler in router.message.handlers
        for found in handler.filters or ()
        if isinstance(found.callback, Command)
        for word in found.callback.commands
    }
    assert listed - answered == set()
