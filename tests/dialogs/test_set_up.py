"""The desk is set up in the chat: the first administrator, groups, colleagues."""

import re

from bot.processes import first_admin_link
from domain.people import CENTRE, StaffRole
from domain.ticket import Severity, TicketKind
from playground.bot_profile import commands_for
from services.filing import Draft, FileTicket
from services.rows import TeamChat
from tests.dialogs.desk import DeskOnTrial, Group, Somebody
from tests.dialogs.homes import MAIN_MENU, actor_of


async def administrator(desk: DeskOnTrial) -> Somebody:
    return await desk.staff("陈工", role=StaffRole.ADMIN)


async def chat_of(desk: DeskOnTrial, team: str) -> TeamChat | None:
    return await desk.ask(lambda uow: uow.chats.of_team(desk.community, team))


def payload(link: str) -> str:
    found = re.search(r"\?start=(\S+)", link)
    assert found is not None, link
    return found[1]


async def test_the_printed_link_makes_the_first_administrator(desk: DeskOnTrial) -> None:
    chen, li = desk.stranger("陈工"), desk.stranger("李先生")
    await li.opens()
    await li.says("/setup")
    assert "还没有管理员" in li.last.text
    link = await first_admin_link(desk.app)
    assert link is not None
    assert payload(link).startswith("join-")
    await chen.opens(payload(link))
    # One message, with what comes first; whatever owners are asked can wait.
    assert len(chen.texts) == 1
    assert "陈工。您现在是阳光花园 · 客服中心的管理员了" in chen.last.text
    assert chen.buttons == ["开始设置"]
    await chen.taps("开始设置")
    assert "管理员了" in chen.messages[0].text
    assert chen.messages[0].labels == []
    assert "阳光花园的设置：" in chen.last.text
    assert "维修组" in chen.buttons
    assert len(chen.texts) == 2
    listed = commands_for(desk.world.bot, desk.world.private_chat(chen.user), chen.user)
    assert {"setup", "invite", "staff", "stats", "find"} <= {c["command"] for c in listed}
    await li.opens(payload(link))
    assert "用过了" in li.last.text
    assert not (await actor_of(desk, li)).is_staff
    await li.says("/setup")
    assert "归管理员办" in li.last.text
    assert await first_admin_link(desk.app) is None
    await desk.assert_nothing_lost()


async def test_a_walk_binds_a_group(desk: DeskOnTrial) -> None:
    chen = await administrator(desk)
    group = desk.group("维修群 <b>", chen)
    group.chat.members[chen.user.id].status = "administrator"
    await chen.says("/setup")
    assert "– 维修组 · 还没有群" in chen.last.text
    await chen.taps("维修组")
    assert chen.keyboard == [["选择群"], ["返回设置"]]
    await chen.says("什么？")
    assert chen.keyboard == [["选择群"], ["返回设置"]]
    chen.phone.press("选择群", share=group.chat)
    await desk.settle()
    assert chen.keyboard == MAIN_MENU
    assert any("✓ 维修组绑到「维修群 <b>」了" in text for text in chen.texts)
    assert "✓ 维修组 · 维修群 <b>" in chen.last.text
    assert "测试卡" in group.last.text
    bound = await chat_of(desk, "repair")
    assert bound is not None
    assert bound.chat_id == group.chat.id
    await chen.taps("完成")
    assert "还差" in chen.last.text
    assert "维修组还没有群" not in chen.last.text
    assert "保洁组还没有群" in chen.last.text
    await desk.assert_nothing_lost()


async def test_going_back_binds_nothing(desk: DeskOnTrial) -> None:
    chen = await administrator(desk)
    group = desk.group("维修群", chen)
    await chen.says("/setup")
    await chen.taps("维修组")
    await chen.taps("返回设置")
    assert chen.keyboard == MAIN_MENU
    assert "– 维修组" in chen.last.text
    chen.phone.share_chat(group.chat, 1)
    await desk.settle()
    assert "没有用上" in chen.last.text
    assert await chat_of(desk, "repair") is None


async def test_an_older_pick_is_not_taken_for_another_team(desk: DeskOnTrial) -> None:
    chen = await administrator(desk)
    group = desk.group("维修群", chen)
    await chen.says("/setup")
    await chen.taps("维修组")
    chen.phone.share_chat(group.chat, 999_999)
    await desk.settle()
    assert chen.keyboard == [["选择群"], ["返回设置"]]
    assert await chat_of(desk, "repair") is None


async def test_a_group_without_the_bot_is_said_to_be_so(desk: DeskOnTrial) -> None:
    chen = await administrator(desk)
    group = desk.group("维修群", chen)
    chen.phone.remove_bot(group.chat)
    await chen.says("/setup")
    await chen.taps("维修组")
    request = desk.world.private_chat(chen.user).keyboards[chen.user.id]["keyboard"][0][0]
    chen.phone.share_chat(group.chat, request["request_chat"]["request_id"])
    await desk.settle()
    assert "还没进那个群" in chen.last.text
    assert await chat_of(desk, "repair") is None
    await desk.assert_nothing_lost()


async def test_bind_inside_a_topic(desk: DeskOnTrial) -> None:
    chen, zhang = await administrator(desk), await desk.staff("张师傅", team="repair")
    group = desk.group("物业总群", chen, zhang, forum=True)
    topic = chen.phone.create_topic(group.chat, "维修")
    chen.phone.send_text("/bind", group.chat, topic=topic)
    await desk.settle()
    assert "哪个组" in group.last.text
    said = await zhang.taps("维修组", in_=group)
    assert "您不能做这一步" in (said.text or "")
    assert await chat_of(desk, "repair") is None
    await chen.taps("维修组", in_=group)
    bound = await chat_of(desk, "repair")
    assert bound is not None
    assert (bound.chat_id, bound.thread_id) == (group.chat.id, topic.id)
    assert any("测试卡" in text for text in group.texts)
    await zhang.says("/bind", in_=group)
    assert "归管理员办" in group.last.text
    await chen.says("/bind")
    assert "在要绑定的群里" in chen.last.text


async def test_what_waited_goes_out_once_the_team_is_bound(desk: DeskOnTrial) -> None:
    chen = await administrator(desk)
    wang = await desk.owner("王女士", home="3-2-501")
    assert wang.person_id is not None
    draft = Draft(
        draft_key="d1",
        kind=TicketKind.REPAIR,
        community=desk.community,
        category="leak",
        description="水槽滴水",
    )
    filing = desk.app.services["filing"]
    view = await desk.app.runner.run(
        filing.file, FileTicket(key="k1", by=wang.person_id, draft=draft)
    )
    assert view.severity is Severity.YELLOW
    group = desk.group("维修群", chen)
    await chen.says("/bind", in_=group)
    await chen.taps("维修组", in_=group)
    assert any("水槽滴水" in text for text in group.texts)


async def test_an_invite_works_once(desk: DeskOnTrial) -> None:
    chen, zhang, li = await administrator(desk), desk.stranger("张师傅 <i>"), desk.stranger("李")
    await chen.says("/invite")
    await chen.taps("维修组")
    await chen.taps("组员")
    link = payload(chen.last.text)
    await zhang.opens(link)
    assert len(zhang.texts) == 1
    assert "阳光花园 · 维修组的组员" in zhang.last.text
    assert "接单" in zhang.last.text
    assert "组里还没有群" in zhang.last.text
    assert zhang.keyboard == MAIN_MENU
    await li.opens(link)
    assert "用过了" in li.last.text
    await chen.says("/staff")
    assert "张师傅 <i>（组员）" in chen.last.text
    await desk.assert_nothing_lost()


async def test_a_new_colleague_has_one_button_into_the_group(desk: DeskOnTrial) -> None:
    chen, zhang = await administrator(desk), desk.stranger("张师傅")
    group = await desk.team("repair", chen)
    await chen.says("/invite")
    for label in ("维修组", "组员"):
        await chen.taps(label)
    await zhang.opens(payload(chen.last.text))
    assert len(zhang.texts) == 1
    assert "先进组里的群「repair」" in zhang.last.text
    [link] = group.chat.invite_links
    assert link["member_limit"] == 1
    [[button]] = zhang.last.wire["reply_markup"]["inline_keyboard"]
    assert (button["text"], button["url"]) == ("进群", link["invite_link"])
    await desk.assert_nothing_lost()


async def test_without_the_right_to_invite_the_leader_is_named(desk: DeskOnTrial) -> None:
    chen, zhang = await administrator(desk), desk.stranger("张师傅")
    group = await desk.team("repair", chen)
    group.chat.members[desk.world.bot.user.id].status = "member"
    await chen.says("/invite")
    for label in ("维修组", "组员"):
        await chen.taps(label)
    await zhang.opens(payload(chen.last.text))
    assert "组里的群是「repair」，还没进的话请组长拉您进去" in zhang.last.text
    assert zhang.keyboard == MAIN_MENU
    await desk.assert_nothing_lost()


async def test_an_invite_expires(desk: DeskOnTrial) -> None:
    chen, zhang = await administrator(desk), desk.stranger("张师傅")
    await chen.says("/invite")
    await chen.taps("客服中心")
    assert "管理员" in chen.buttons
    await chen.taps("客服")
    link = payload(chen.last.text)
    await desk.forward(hours=73)
    await zhang.opens(link)
    assert "已经过期" in zhang.last.text
    assert not (await actor_of(desk, zhang)).is_staff


async def test_a_manager_appoints_no_manager(desk: DeskOnTrial) -> None:
    boss = await desk.staff("陈经理", role=StaffRole.MANAGER)
    await boss.says("/invite")
    await boss.taps("客服中心")
    assert "管理员" not in boss.buttons
    said = await boss.forges(f"iv:role:{desk.community}:{CENTRE}:admin")
    assert "您不能做这一步" in (said.text or "")


async def test_workers_and_owners_are_refused(desk: DeskOnTrial) -> None:
    await administrator(desk)
    zhang = await desk.staff("张师傅", team="repair")
    wang = await desk.owner("王女士", home="3-2-501")
    for who in (zhang, wang):
        for command in ("/setup", "/invite", "/staff"):
            await who.says(command)
            assert "归管理员办" in who.last.text
        for data in (
            f"su:team:{desk.community}:repair",
            f"su:done:{desk.community}:",
            f"iv:role:{desk.community}:repair:worker",
            f"co:team:{desk.community}:repair:0",
            f"co:end:{desk.community}:repair:{zhang.staff_id}",
        ):
            said = await who.forges(data)
            assert said.text, data
    assert (await actor_of(desk, zhang)).is_staff


async def test_a_post_ends_after_a_question(desk: DeskOnTrial) -> None:
    chen = await administrator(desk)
    zhang = await desk.staff("张师傅", team="repair")
    await chen.says("/staff")
    await chen.taps("维修组")
    await chen.taps("移除 张师傅")
    await chen.taps("返回")
    await chen.taps("移除 张师傅")
    await chen.taps("移除")
    assert "张师傅已移除" in chen.last.text
    assert not (await actor_of(desk, zhang)).is_staff
    listed = commands_for(desk.world.bot, desk.world.private_chat(zhang.user), zhang.user)
    assert "find" not in {c["command"] for c in listed}
    await zhang.says("/staff")
    assert "归管理员办" in zhang.last.text


async def test_the_last_administrator_stays(desk: DeskOnTrial) -> None:
    chen = await administrator(desk)
    said = await chen_ends_own_post(desk, chen)
    assert "最后一位管理员" in said
    assert (await actor_of(desk, chen)).is_staff


async def chen_ends_own_post(desk: DeskOnTrial, chen: Somebody) -> str:
    await chen.says("/staff")
    await chen.taps("客服中心")
    await chen.taps("移除 陈工")
    return (await chen.taps("移除")).text or ""


async def test_an_administrator_who_opens_a_lower_invite_stays_one(desk: DeskOnTrial) -> None:
    chen = await administrator(desk)
    await chen.says("/invite")
    await chen.taps("客服中心")
    await chen.taps("客服")
    await chen.opens(payload(chen.last.text))
    assert (await actor_of(desk, chen)).posts[0].role is StaffRole.ADMIN


async def test_being_thrown_out_is_told_and_unbinds(desk: DeskOnTrial) -> None:
    chen = await administrator(desk)
    zhang = await desk.staff("张师傅", team="repair")
    group = await desk.team("repair", chen, zhang)
    chen.phone.remove_bot(group.chat)
    await desk.settle()
    assert "我被移出了" in chen.last.text
    assert "维修组" in chen.last.text
    assert await chat_of(desk, "repair") is None
    await desk.assert_nothing_lost()


async def test_a_group_that_becomes_a_supergroup_is_followed(desk: DeskOnTrial) -> None:
    chen = await administrator(desk)
    small = desk.world.add_group(title="维修群", members=[chen.user], supergroup=False)
    group = Group(desk.world, small)
    await chen.says("/bind", in_=group)
    await chen.taps("维修组", in_=group)
    new = chen.phone.migrate(small)
    await desk.settle()
    bound = await chat_of(desk, "repair")
    assert bound is not None
    assert bound.chat_id == new.id
    assert chen.messages == []
    await desk.assert_nothing_lost()
