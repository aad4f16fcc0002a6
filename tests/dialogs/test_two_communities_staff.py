"""Colleagues of one community see nothing of the other; those of both say which one they mean."""

import re
from dataclasses import replace

import pytest

from domain.desk import Desk
from domain.people import CENTRE, StaffRole
from domain.ticket import TicketKind
from playground.chats import Message
from services.acts import Say
from services.filing import Draft, FileTicket
from services.rows import TicketQuery
from services.views import TicketView
from tests.dialogs.desk import DeskOnTrial, Somebody
from tests.dialogs.numbers import number_of
from tests.dialogs.two_communities import MOON, SUN, two_communities

BOTH = (SUN, MOON)


@pytest.fixture(scope="module")
def desk_file() -> Desk:
    return two_communities()


async def file(
    desk: DeskOnTrial,
    owner: Somebody,
    community: str,
    words: str = "厨房漏水",
    home: str = "3-2-501",
    category: str = "leak",
) -> TicketView:
    assert owner.person_id is not None
    house = await desk.house(home, community)
    draft = Draft(
        draft_key=f"{community}:{words}",
        kind=TicketKind.REPAIR,
        community=community,
        category=category,
        description=words,
        house_id=house.id,
    )
    command = FileTicket(key=f"file:{community}:{words}", by=owner.person_id, draft=draft)
    view = await desk.app.runner.run(desk.app.services["filing"].file, command)
    await desk.settle()
    return view  # type: ignore[no-any-return]  # services are kept by name


async def one_of_each(desk: DeskOnTrial) -> tuple[TicketView, TicketView]:
    """A ticket with the same number in each community."""
    wang = await desk.owner("王女士", home="3-2-501")
    li = await desk.owner("李先生", home="3-2-501", community=MOON)
    sun = await file(desk, wang, SUN, "厨房漏水")
    await desk.forward(minutes=1)
    moon = await file(desk, li, MOON, "卧室漏水")
    assert sun.code == moon.code == "R-1001"
    return sun, moon


async def manager(desk: DeskOnTrial, *communities: str) -> Somebody:
    return await desk.staff("何经理", CENTRE, StaffRole.MANAGER, communities=communities)


# ---- whose figures, whose tickets ---------------------------------------------------------


async def test_a_manager_of_both_says_which_and_is_not_asked_again(desk: DeskOnTrial) -> None:
    await one_of_each(desk)
    he = await manager(desk, *BOTH)
    await he.says("/stats 本月")
    assert he.last.text == "哪个小区？"
    assert he.buttons == ["阳光花园", "月亮湾"]
    count = len(he.messages)
    await he.taps("月亮湾")
    assert len(he.messages) == count
    assert "月亮湾 · 全部 · 本月" in he.last.text
    await he.says("/open")
    assert "月亮湾 · 未完成 1" in he.last.text
    # Another dialogue between does not make them say it again.
    await he.says("/find")
    await he.says("漏水")
    await he.says("/log")
    await he.taps("取消")
    await he.says("/stats")
    assert "月亮湾 · 全部 · 今天" in he.last.text
    # A name that is typed changes it, and so does a button below the figures.
    await he.says("/stats 本周 阳光花园 维修组")
    assert "阳光花园 · 维修组 · 本周" in he.last.text
    await he.says("/open")
    assert "阳光花园 · 未完成 1" in he.last.text
    await he.taps("月亮湾")
    assert "月亮湾 · 未完成 1" in he.last.text
    await he.says("/stats Moon Bay week")
    await he.taps("• 月亮湾")
    await he.taps("阳光花园")
    assert "阳光花园 · 全部 · 本周" in he.last.text
    await desk.assert_nothing_lost()


async def test_a_manager_of_one_is_not_asked_and_learns_nothing_of_the_other(
    desk: DeskOnTrial,
) -> None:
    _, moon = await one_of_each(desk)
    li = await desk.owner("孙先生", home="1-1-101", community=MOON)
    he = await manager(desk, SUN)
    await he.says("/stats")
    assert "阳光花园 · 全部 · 今天" in he.last.text
    assert "登记 1" in he.last.text
    assert "月亮湾" not in str(he.buttons)
    for asked in ("/stats 月亮湾", "/open 月亮湾", "/open moon"):
        await he.says(asked)
        assert he.last.text == "月亮湾的工单和数字不归您看。", asked
    await he.says("/ticket R-1001")
    assert "厨房漏水" in he.last.text
    assert "卧室漏水" not in he.last.text
    await he.says("/ticket 月亮湾 R-1001")
    assert "没有找到" in he.last.text
    for asked in ("/find 卧室", "/find 孙先生", "/find 月亮湾 漏水"):
        await he.says(asked)
        assert "没有找到" in he.last.text, asked
    await he.says("/find R-1001")
    assert len(he.last.labels) == 1
    for data in (
        f"st:today:{MOON}:",
        f"op:page:{MOON}::0:0",
        f"op:list:{MOON}:repair:1:0",
        f"t:open:{moon.id}:",
        f"t:accept:{moon.id}:",
        f"su:show:{MOON}:",
        f"iv:role:{MOON}:repair:worker",
        f"co:show:{MOON}::0",
    ):
        said = await he.forges(data)
        assert said.show_alert, data
    assert all("卧室漏水" not in text for text in he.texts)
    assert number_of(li) not in "".join(he.texts)
    await desk.assert_nothing_lost()


async def test_a_person_who_is_found_shows_only_the_homes_of_the_askers_community(
    desk: DeskOnTrial,
) -> None:
    zhao = await desk.owner("赵女士", home="3-2-501")
    await desk.moves_in(zhao, "1-1-101", MOON)
    he, she = await manager(desk, SUN), await manager(desk, *BOTH)
    await he.says("/find 赵女士")
    assert "阳光花园 3栋2单元501 业主" in he.last.text
    assert "月亮湾" not in he.last.text
    await she.says("/find 赵女士")
    assert "阳光花园 3栋2单元501 业主、月亮湾 1栋1单元101 业主" in she.last.text


async def test_a_leader_of_the_second_sees_their_team_and_nothing_else(desk: DeskOnTrial) -> None:
    await one_of_each(desk)
    tom = await desk.staff("Tom", "repair", StaffRole.LEADER, communities=(MOON,))
    await desk.team("repair", tom, community=MOON)
    li = await desk.owner("孙先生", home="1-1-101", community=MOON)
    await file(desk, li, MOON, "灯坏了", "1-1-101", "lighting")
    await tom.says("/stats")
    assert "月亮湾 · 维修组 · 今天" in tom.last.text
    assert "登记 1（报修 1）" in tom.last.text  # the one before had no group to go to
    assert [label for label in tom.buttons if "组" in label or "全部" in label] == []
    await tom.says("/stats 安管组")
    assert "数字给组长和经理看" in tom.last.text
    await tom.says("/stats 阳光花园")
    assert "不归您看" in tom.last.text
    await tom.says("/open")
    assert "月亮湾 · 维修组 · 未完成 1" in tom.last.text
    await tom.says("/ticket 1001")
    assert "漏水" not in tom.last.text
    await desk.assert_nothing_lost()


async def test_who_leads_in_one_and_manages_the_other_gets_what_is_theirs(
    desk: DeskOnTrial,
) -> None:
    he = await manager(desk, SUN)
    assert he.person_id is not None
    await desk.ask(
        lambda uow: uow.staff.add(
            community=MOON,
            team="repair",
            role=StaffRole.LEADER,
            name="何经理",
            phone=None,
            person_id=he.person_id,
        )
    )
    await he.says("/stats")
    await he.taps("月亮湾")
    assert "月亮湾 · 维修组 · 今天" in he.last.text
    await he.taps("阳光花园")
    # The team stays; as a manager there he may ask for all of them.
    assert "阳光花园 · 维修组 · 今天" in he.last.text
    await he.taps("全部")
    assert "阳光花园 · 全部 · 今天" in he.last.text
    await he.taps("月亮湾")
    assert "月亮湾 · 维修组 · 今天" in he.last.text


# ---- by number ----------------------------------------------------------------------------


async def test_two_tickets_of_one_number_are_both_offered(desk: DeskOnTrial) -> None:
    await one_of_each(desk)
    he = await manager(desk, *BOTH)
    await he.says("/ticket R-1001")
    assert "R-1001 有 2 张" in he.last.text
    assert he.buttons == ["阳光花园 3栋2单元501 · 漏水", "月亮湾 3栋2单元501 · 漏水"]
    await he.taps("月亮湾")
    assert "卧室漏水" in he.last.text
    assert "月亮湾 3栋2单元501" in he.last.text
    assert "今天 02:01 登记" in he.last.text
    await he.says("/ticket 阳光花园 1001")
    assert "厨房漏水" in he.last.text
    assert "今天 10:00 登记" in he.last.text


async def test_what_is_found_names_its_community_and_can_be_narrowed(desk: DeskOnTrial) -> None:
    await one_of_each(desk)
    he = await manager(desk, *BOTH)
    await he.says("/find 3-2-501")
    assert "房屋：阳光花园 3栋2单元501" in he.last.text
    assert "房屋：月亮湾 3栋2单元501" in he.last.text
    assert he.buttons[0].startswith("R-1001 漏水 · 月亮湾 3-2-501")
    assert he.buttons[1].startswith("R-1001 漏水 · 阳光花园 3-2-501")
    assert he.buttons[2:] == ["阳光花园", "月亮湾"]
    await he.taps("月亮湾")
    assert [label.split(" · ")[1] for label in he.buttons[:-1]] == ["月亮湾 3-2-501"]
    assert "阳光花园" not in he.last.text
    await he.taps("全部小区")
    assert len(he.buttons) == 4
    await he.says("/find 阳光花园 漏水")
    assert [label.split(" · ")[1] for label in he.buttons] == ["阳光花园 3-2-501"]


async def test_pages_count_what_both_communities_have(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    li = await desk.owner("李先生", home="3-2-501", community=MOON)
    for number in range(5):
        await file(desk, wang, SUN, f"漏水 {number}")
        await file(desk, li, MOON, f"漏水 {number}")
    he = await manager(desk, *BOTH)
    await he.says("/find 漏水")
    assert "工单 10 张，第 1–8 张" in he.last.text
    await he.taps("月亮湾")
    assert "工单 5 张" in he.last.text
    await desk.assert_nothing_lost()


# ---- in groups ----------------------------------------------------------------------------


async def test_in_a_group_its_own_community_is_meant(desk: DeskOnTrial) -> None:
    await one_of_each(desk)
    he = await manager(desk, *BOTH)
    group = await desk.team(CENTRE, he, community=MOON)
    await he.says("/stats", in_=group)
    assert "月亮湾 · 全部 · 今天" in group.last.text
    assert "阳光花园" not in str(group.last.labels)
    await he.says("/open", in_=group)
    assert "月亮湾 · 未完成 1" in group.last.text
    await he.says("/ticket 1001", in_=group)
    assert "卧室漏水" in group.last.text
    await he.says("/find 漏水", in_=group)
    assert [label.split(" · ")[1] for label in group.last.labels] == ["月亮湾 3-2-501"]
    await he.says("/open 阳光花园", in_=group)
    assert "不归您看" in group.last.text
    assert "厨房漏水" not in "".join(group.texts)


async def test_a_colleague_of_the_other_community_reads_nothing_out_in_a_group(
    desk: DeskOnTrial,
) -> None:
    await one_of_each(desk)
    she = await manager(desk, SUN)
    group = await desk.team(CENTRE, she, community=MOON)
    for asked in ("/open", "/ticket 1001", "/find 漏水"):
        await she.says(asked, in_=group)
        assert "没有绑定您的班组" in group.last.text, asked
    await she.says("/stats", in_=group)
    assert "登记" not in group.last.text
    for asked in ("/open", "/ticket 1001"):
        nowhere = desk.group("同学群", she)
        await she.says(asked, in_=nowhere)
        assert "没有绑定您的班组" in nowhere.last.text, asked


async def test_a_group_of_both_communities_asks_and_its_cards_say_where(desk: DeskOnTrial) -> None:
    he = await manager(desk, *BOTH)
    tom = await desk.staff("Tom", "repair", communities=BOTH)
    group = await desk.team("repair", he, tom)
    await desk.ask(
        lambda uow: uow.chats.bind(replace(uow.chats.at(group.chat.id)[0], community=MOON))
    )
    await one_of_each(desk)
    assert [text.splitlines()[1].split(" · ")[0] for text in group.texts] == [
        "阳光花园 3栋2单元501",
        "月亮湾 3栋2单元501",
    ]
    await tom.says("/open", in_=group)
    assert group.last.labels == ["阳光花园", "月亮湾"]
    await tom.taps("月亮湾", in_=group)
    assert "月亮湾 · 维修组 · 未完成 1" in group.last.text


# ---- what is late -------------------------------------------------------------------------


def codes(message: Message) -> list[str]:
    return re.findall(r"R-\d+", message.text)


async def test_what_is_overdue_is_listed_by_the_oldest_promise(desk: DeskOnTrial) -> None:
    li = await desk.owner("李先生", home="3-2-501", community=MOON)
    wang = await desk.owner("王女士", home="3-2-501")
    he = await manager(desk, MOON)
    await file(desk, wang, SUN, "别处漏水")
    await file(desk, li, MOON, "灯坏了", category="lighting")  # 1001: taken within 2 h
    await file(desk, li, MOON, "漏水")  # 1002: within 30 min
    await he.says("/open 超时")
    assert he.last.text == "月亮湾 · 没有超时的工单。"
    await desk.forward(hours=3)
    await file(desk, li, MOON, "又漏水")  # 1003: not late yet
    await he.says("/open 超时")
    assert "月亮湾 · 超时 2" in he.last.text
    assert codes(he.last) == ["R-1002", "R-1001"]
    lines = he.last.text.splitlines()
    assert lines[1].startswith("⚠ 超时 2 小时 30 分 R-1002")
    assert lines[2].startswith("⚠ 超时 1 小时 R-1001")
    await he.says("/stats")
    assert "其中超时 2" in he.last.text
    await he.taps("看超时")
    assert codes(he.last) == ["R-1002", "R-1001"]
    await he.taps("看全部")
    assert codes(he.last) == ["R-1001", "R-1002", "R-1003"]
    await he.taps("只看超时")
    assert codes(he.last) == ["R-1002", "R-1001"]
    for asked in ("/open overdue", "/open 超時", "/open 逾期 moon"):
        await he.says(asked)
        assert codes(he.last) == ["R-1002", "R-1001"], asked
    await he.says("/open 火星")
    assert "没看懂「火星」" in he.last.text
    await desk.assert_nothing_lost()


async def test_a_worker_sees_what_is_overdue_of_their_team(desk: DeskOnTrial) -> None:
    li = await desk.owner("李先生", home="3-2-501", community=MOON)
    tom = await desk.staff("Tom", "repair", communities=(MOON,))
    ann = await desk.staff("Ann", "cleaning", communities=(MOON,))
    await desk.team("repair", tom, community=MOON)
    await file(desk, li, MOON)
    await desk.forward(hours=1)
    await tom.says("/open 超时")
    assert "月亮湾 · 维修组 · 超时 1" in tom.last.text
    await ann.says("/open 超时 维修组")
    assert ann.last.text == "月亮湾 · 保洁组 · 没有超时的工单。"


async def test_help_tells_of_what_is_late_and_of_naming_a_community(desk: DeskOnTrial) -> None:
    he, she = await manager(desk, SUN), await manager(desk, *BOTH)
    for somebody in (he, she):
        await somebody.says("/help")
        assert "/open 超时" in somebody.last.text
    assert "小区名" not in he.last.text
    assert "/open 月亮湾" in she.last.text


# ---- logging, setting up, news ------------------------------------------------------------


async def test_a_call_is_logged_in_the_community_of_the_group(desk: DeskOnTrial) -> None:
    he = await manager(desk, *BOTH)
    group = await desk.team(CENTRE, he, community=MOON)
    await desk.house("3-2-501", MOON)
    await he.says("/log", in_=group)
    await he.opens(str(group.last.buttons[0][0]["url"]).partition("?start=")[2])
    assert "怎么来的" in he.last.text
    await _tell_a_leak(he)
    assert "月亮湾 3栋2单元501" in he.last.text
    await he.taps("登记")
    (row,), _ = await desk.ask(lambda uow: uow.tickets.find(TicketQuery(community=MOON)))
    assert row.number == 1001


async def test_in_private_it_is_asked_where_a_call_came_from(desk: DeskOnTrial) -> None:
    he = await manager(desk, *BOTH)
    await desk.house("3-2-501", MOON)
    await he.says("/log")
    assert he.buttons[:2] == ["阳光花园", "月亮湾"]
    await he.taps("月亮湾")
    await _tell_a_leak(he)
    assert "月亮湾 3栋2单元501" in he.last.text
    await he.says("/log 月亮湾")
    assert "怎么来的" in he.last.text


async def _tell_a_leak(somebody: Somebody) -> None:
    await somebody.taps("电话")
    await somebody.says("3-2-501")
    await somebody.says("赵小姐")
    await somebody.says("139 1234 5678")
    await somebody.taps("报修")
    await somebody.taps("漏水")
    await somebody.says("水槽滴水")


async def test_the_second_community_is_set_up_and_bound_and_invited_to(desk: DeskOnTrial) -> None:
    chen = await desk.staff("陈工", CENTRE, StaffRole.ADMIN, communities=BOTH)
    group, other = desk.group("月亮湾维修", chen), desk.group("月亮湾客服", chen)
    await chen.says("/setup")
    await chen.taps("月亮湾")
    assert "月亮湾的设置" in chen.last.text
    await chen.taps("维修组")
    assert "选月亮湾 维修组的群" in chen.last.text
    chen.phone.press("选择群", share=group.chat)
    await desk.settle()
    assert any("✓ 月亮湾 维修组绑到「月亮湾维修」了" in text for text in chen.texts)
    assert "已绑定：月亮湾 维修组" in group.last.text
    assert "✓ 维修组 · 月亮湾维修" in chen.last.text

    await chen.says("/bind", in_=other)
    await chen.taps("月亮湾", in_=other)
    await chen.taps("客服中心", in_=other)
    assert any("月亮湾 客服中心的群" in text for text in other.texts)
    bound = {
        (community, chat.community, chat.team)
        for community in BOTH
        for place in (group, other)
        for chat in await desk.ask(lambda uow, at=place.chat.id: uow.chats.at(at))  # type: ignore[misc]  # bound early
    }
    assert {(community, team) for _, community, team in bound} == {
        (MOON, "repair"),
        (MOON, CENTRE),
    }

    await chen.says("/invite")
    await chen.taps("月亮湾")
    await chen.taps("维修组")
    await chen.taps("组员")
    assert "月亮湾 · 维修组 · 组员" in chen.last.text
    tom = desk.stranger("Tom")
    found = re.search(r"\?start=(\S+)", chen.last.text)
    assert found is not None
    await tom.opens(found[1])
    assert "月亮湾 · 维修组的组员" in tom.sees("您现在是").text
    li = await desk.owner("李先生", home="3-2-501", community=MOON)
    await file(desk, li, MOON)
    await tom.says("/open")
    assert "月亮湾 · 维修组 · 未完成 1" in tom.last.text

    chen.phone.remove_bot(group.chat)
    await desk.settle()
    assert "那里是月亮湾 维修组的群" in chen.last.text
    await desk.assert_nothing_lost()


async def test_news_that_reach_a_manager_of_both_name_the_community(desk: DeskOnTrial) -> None:
    he = await manager(desk, *BOTH)
    _, moon = await one_of_each(desk)
    assert any("月亮湾 R-1001 没有派出去" in text for text in he.texts)
    owners = desk.app.services["owners"]
    ticket = await desk.ask(lambda uow: uow.tickets.get_required(moon.id))
    command = Say(key="more", by=ticket.reporter, ticket_id=moon.id, text="太慢")
    await desk.app.runner.run(owners.escalate, command)
    await desk.settle()
    assert "月亮湾 R-1001 漏水 业主要求升级" in he.last.text
