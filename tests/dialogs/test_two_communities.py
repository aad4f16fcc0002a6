"""An owner of the second community gets its phones, its time, its teams and its facts."""

from typing import Any

import pytest

from domain.desk import Desk
from domain.people import Relation, ResidenceStatus, StaffRole
from domain.ticket import Ticket, TicketKind
from services.lookup import AskCommunities
from services.owners import MyTickets
from services.rows import TicketQuery
from tests.dialogs.desk import DeskOnTrial, Somebody
from tests.dialogs.two_communities import (
    MOON,
    MOON_DUTY,
    MOON_PHONE,
    SUN,
    SUN_DUTY,
    SUN_PHONE,
    two_communities,
)


@pytest.fixture(scope="module")
def desk_file() -> Desk:
    return two_communities()


async def tickets_in(desk: DeskOnTrial, community: str) -> list[Ticket]:
    query = TicketQuery(community=community, oldest_first=True)
    found, _ = await desk.ask(lambda uow: uow.tickets.find(query))
    return [
        await desk.ask(lambda uow, known=row.id: uow.tickets.get_required(known))  # type: ignore[misc]  # bound early
        for row in found
    ]


async def reports_a_leak(owner: Somebody) -> None:
    await owner.says("报修")
    await owner.taps("漏水")
    await owner.says("厨房水槽下面一直滴水")
    await owner.taps("提交")


async def owner_of_both(desk: DeskOnTrial) -> Somebody:
    zhao = await desk.owner("赵女士", home="3-2-501")
    await desk.moves_in(zhao, "1-1-101", MOON)
    return zhao


# ---- a whole job --------------------------------------------------------------------------


async def test_a_job_is_done_in_the_second_community_beside_the_same_number_in_the_first(
    desk: DeskOnTrial,
) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    li = await desk.owner("李先生", home="3-2-501", community=MOON)
    zhang = await desk.staff("张师傅", "repair")
    tom = await desk.staff("Tom", "repair", communities=(MOON,))
    first = await desk.team("repair", zhang)
    second = await desk.team("repair", tom, zhang, community=MOON)
    managers = [
        await desk.staff("何经理", "centre", StaffRole.MANAGER),
        await desk.staff("May", "centre", StaffRole.MANAGER, communities=(MOON,)),
    ]

    await reports_a_leak(wang)
    await reports_a_leak(li)
    assert "R-1001" in wang.last.text
    assert "今天 10:30" in wang.last.text  # Shanghai
    assert "R-1001" in li.last.text
    assert "今天 02:30" in li.last.text  # London
    assert "阳光花园 3栋2单元501" in first.last_card.text
    assert "月亮湾 3栋2单元501" in second.last_card.text
    assert "最晚接单 今天 02:30" in second.last_card.text
    assert len(first.messages) == len(second.messages) == 1

    refused = await zhang.taps("接单", in_=second)
    assert refused.show_alert
    await tom.taps("接单", in_=second)
    await tom.taps("完成", in_=second)
    await tom.taps("已修好", in_=second)
    assert "Tom 今天 02:00 完成：已修好" in second.messages[0].text
    assert "待接单" in first.last_card.text

    # It is two at night in London: the question waits for that community's morning.
    await desk.forward(hours=1)
    assert all("真的好了吗" not in text for text in li.texts)
    await desk.forward(hours=4, minutes=5)
    await li.taps("好了")
    await li.taps("5")

    for manager in managers:
        await manager.says("/stats 今天")
    him, her = (manager.last.text for manager in managers)
    assert "阳光花园" in him
    assert "还没有人打分" in him
    assert "月亮湾" in her
    assert "登记 1（报修 1）" in her
    assert "满意 5.0 分" in her
    await desk.assert_nothing_lost()


# ---- phones, hours, moments ---------------------------------------------------------------


async def test_each_owner_gets_the_phone_of_their_own_community(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    li = await desk.owner("李先生", home="3-2-501", community=MOON)
    zhao, nobody = await owner_of_both(desk), await desk.owner("过客")
    for asked in ("/help", "/privacy"):
        for somebody in (wang, li, zhao, nobody):
            await somebody.says(asked)
        assert SUN_PHONE in wang.last.text
        assert MOON_PHONE not in wang.last.text
        assert MOON_PHONE in li.last.text
        assert SUN_PHONE not in li.last.text
        for both in (zhao, nobody):
            assert f"阳光花园 {SUN_PHONE} / 月亮湾 {MOON_PHONE}" in both.last.text


async def test_a_moment_is_said_in_the_owners_time_or_says_whose_time_it_is(
    desk: DeskOnTrial,
) -> None:
    li = await desk.owner("李先生", home="3-2-501", community=MOON)
    nobody = await desk.owner("过客")
    await li.says("/privacy")
    assert "今天 02:00 同意" in li.last.text
    await nobody.says("/privacy")
    assert "今天 10:00（阳光花园时间） 同意" in nobody.last.text


async def test_quiet_hours_are_those_of_the_owners_community(desk: DeskOnTrial) -> None:
    li = await desk.owner("李先生", home="3-2-501", community=MOON)
    await li.says("/settings")
    assert "不打扰：22:00–07:00" in li.last.text
    zhao = await owner_of_both(desk)
    await zhao.says("/settings")
    assert "阳光花园 21:00–08:00 / 月亮湾 22:00–07:00" in zhao.last.text


async def test_the_apology_gives_the_phone_of_whoever_is_asked(
    desk: DeskOnTrial, monkeypatch: pytest.MonkeyPatch
) -> None:
    li = await desk.owner("李先生", home="3-2-501", community=MOON)
    nobody = await desk.owner("过客")
    tom = await desk.staff("Tom", "repair", communities=(MOON,))
    group = await desk.team("repair", tom, community=MOON)

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(desk.app.services["owners"], "mine", fail)
    monkeypatch.setattr(desk.app.services["lookup"], "open", fail)
    await li.says("我的工单")
    assert MOON_PHONE in li.last.text
    assert SUN_PHONE not in li.last.text
    await nobody.says("我的工单")
    assert f"阳光花园 {SUN_PHONE} / 月亮湾 {MOON_PHONE}" in nobody.last.text
    await tom.says("/open", in_=group)
    assert MOON_PHONE in group.last.text
    assert SUN_PHONE not in group.last.text
    assert len(desk.errors) == 3
    desk.errors.clear()


async def test_the_apology_gives_every_phone_when_even_the_database_fails(
    desk: DeskOnTrial, monkeypatch: pytest.MonkeyPatch
) -> None:
    li = await desk.owner("李先生", home="3-2-501", community=MOON)
    read = desk.app.runner.read

    async def fail(query: Any, command: Any) -> Any:  # noqa: ANN401 - any query
        if isinstance(command, MyTickets | AskCommunities):
            raise OSError("the disk is full")
        return await read(query, command)

    monkeypatch.setattr(desk.app.runner, "read", fail)
    await li.says("我的工单")
    assert f"阳光花园 {SUN_PHONE} / 月亮湾 {MOON_PHONE}" in li.last.text
    assert len(desk.errors) == 1
    desk.errors.clear()


# ---- emergencies --------------------------------------------------------------------------


async def test_an_emergency_gives_the_numbers_of_ones_own_community(desk: DeskOnTrial) -> None:
    li = await desk.owner("李先生", home="3-2-501", community=MOON)
    await li.says("紧急求助")
    assert MOON_DUTY in li.last.text
    assert SUN_DUTY not in li.last.text
    assert "月亮湾" not in li.last.text.replace("月亮湾值班", "")
    await li.taps("着火冒烟")
    (ticket,) = await tickets_in(desk, MOON)
    assert ticket.place.house_id is not None
    assert MOON_DUTY in li.last.text
    assert SUN_DUTY not in li.last.text
    await desk.assert_nothing_lost()


async def test_who_has_no_home_yet_sees_both_numbers_and_says_where(desk: DeskOnTrial) -> None:
    somebody = desk.stranger("路人")
    await somebody.says("/sos")
    assert SUN_DUTY in somebody.last.text
    assert MOON_DUTY in somebody.last.text
    await somebody.taps("着火冒烟")
    assert somebody.buttons == ["阳光花园", "月亮湾"]
    await somebody.taps("月亮湾")
    (ticket,) = await tickets_in(desk, MOON)
    assert ticket.kind is TicketKind.EMERGENCY
    assert await tickets_in(desk, SUN) == []
    assert MOON_DUTY in somebody.last.text
    assert SUN_DUTY not in somebody.last.text


async def test_who_has_homes_in_both_is_asked_and_help_comes_to_the_home_there(
    desk: DeskOnTrial,
) -> None:
    zhao = await owner_of_both(desk)
    await zhao.says("/sos")
    assert SUN_DUTY in zhao.last.text
    assert MOON_DUTY in zhao.last.text
    await zhao.taps("水管爆裂")
    await zhao.taps("月亮湾")
    (ticket,) = await tickets_in(desk, MOON)
    home = await desk.house("1-1-101", MOON)
    assert ticket.place.house_id == home.id
    assert "月亮湾 1栋1单元101" in zhao.last.text
    await desk.assert_nothing_lost()


# ---- reports ------------------------------------------------------------------------------


async def test_who_has_homes_in_both_is_asked_which_and_it_is_read_back(desk: DeskOnTrial) -> None:
    zhao = await owner_of_both(desk)
    await zhao.says("报修")
    await zhao.taps("漏水")
    assert zhao.buttons[:2] == ["阳光花园", "月亮湾"]
    await zhao.taps("月亮湾")
    assert "月亮湾 1栋1单元101" in zhao.last.text
    # Back, and the other one: nothing of the first choice is left.
    await zhao.taps("返回")
    await zhao.says("阳光花园")
    await zhao.says("滴水")
    assert "阳光花园 3栋2单元501" in zhao.last.text
    await zhao.taps("提交")
    (ticket,) = await tickets_in(desk, SUN)
    assert ticket.place.house_id == (await desk.house("3-2-501")).id
    assert await tickets_in(desk, MOON) == []
    await desk.assert_nothing_lost()


async def test_a_public_place_goes_to_the_community_that_was_said(desk: DeskOnTrial) -> None:
    somebody = await desk.owner("过客")
    await somebody.says("投诉")
    await somebody.taps("噪音")
    await somebody.says("moon bay")
    await somebody.taps("大门")
    await somebody.says("半夜施工")
    assert "月亮湾 大门" in somebody.last.text
    await somebody.taps("提交")
    (ticket,) = await tickets_in(desk, MOON)
    assert ticket.place.spot == "大门"


async def test_a_place_that_names_the_other_community_goes_there(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.taps("公共照明")
    await wang.says("月亮湾南门")
    await wang.says("灯不亮")
    assert "月亮湾 南门" in wang.last.text
    await wang.taps("提交")
    (ticket,) = await tickets_in(desk, MOON)
    assert (ticket.place.spot, ticket.place.house_id) == ("南门", None)


async def test_two_own_tickets_of_one_number_are_told_apart(desk: DeskOnTrial) -> None:
    zhao = await owner_of_both(desk)
    for community, words in (("阳光花园", "厨房漏水"), ("月亮湾", "卧室漏水")):
        await zhao.says("报修")
        await zhao.taps("漏水")
        await zhao.taps(community)
        await zhao.says(words)
        await zhao.taps("提交")
    await zhao.says("我的工单")
    assert [label for label in zhao.buttons if label.startswith("R-1001")] == [
        "R-1001 漏水 · 等客服派单 · 月亮湾",
        "R-1001 漏水 · 等客服派单 · 阳光花园",
    ]
    await zhao.says("R-1001")
    assert zhao.buttons == ["阳光花园 3栋2单元501", "月亮湾 1栋1单元101"]
    await zhao.taps("月亮湾")
    story = zhao.last
    assert "卧室漏水" in story.text
    await zhao.says("水更大了", reply_to=story)
    moon, sun = (await tickets_in(desk, MOON))[0], (await tickets_in(desk, SUN))[0]
    said = {
        ticket.place.community: [
            event.text
            for event in await desk.ask(lambda uow, t=ticket: uow.tickets.events(t.id))  # type: ignore[misc]  # bound early
        ]
        for ticket in (moon, sun)
    }
    assert "水更大了" in said[MOON]
    assert "水更大了" not in said[SUN]
    await desk.assert_nothing_lost()


# ---- questions ----------------------------------------------------------------------------


async def test_answers_state_the_facts_of_ones_own_community(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    li = await desk.owner("李先生", home="3-2-501", community=MOON)
    for somebody in (wang, li):
        await somebody.says("物业费多少钱")
    assert "2.8 元" in wang.last.text
    assert "英镑" not in wang.last.text
    assert "3 英镑" in li.last.text
    assert "2.8 元" not in li.last.text
    # What the community says nothing of its own about is the company's.
    await li.says("停车怎么收费")
    assert "5 元" in li.last.text
    await li.says("咨询")
    await li.taps("物业费与账单")
    await li.taps("物业费怎么算")
    assert "3 英镑" in li.last.text


async def test_who_may_mean_either_gets_both_answers_with_their_names(desk: DeskOnTrial) -> None:
    nobody = await desk.owner("过客")
    await nobody.says("物业费多少钱")
    text = nobody.last.text
    assert text.index("阳光花园") < text.index("2.8 元") < text.index("月亮湾")
    assert text.index("月亮湾") < text.index("3 英镑")
    await nobody.says("停车怎么收费")
    assert "阳光花园" not in nobody.last.text  # the same in both, said once


async def test_a_question_for_a_person_goes_to_the_community_that_was_chosen(
    desk: DeskOnTrial,
) -> None:
    somebody = await desk.owner("过客")
    await somebody.says("人工")
    await somebody.says("我家门牌掉了，能补吗")
    assert somebody.buttons == ["阳光花园", "月亮湾"]
    await somebody.says("还有门铃也坏了")
    await somebody.says("月亮湾")
    (ticket,) = await tickets_in(desk, MOON)
    assert ticket.description == "我家门牌掉了，能补吗\n还有门铃也坏了"
    assert await tickets_in(desk, SUN) == []
    assert "09:00–17:00" in somebody.last.text
    assert MOON_PHONE in somebody.last.text
    await somebody.says("你好")
    assert "您好，我在" in somebody.last.text
    await desk.assert_nothing_lost()


async def test_a_question_under_an_answer_is_handed_over_by_button(desk: DeskOnTrial) -> None:
    somebody = await desk.owner("过客")
    await somebody.says("物业费多少钱")
    await somebody.taps("找人工")
    await somebody.taps("月亮湾")
    (ticket,) = await tickets_in(desk, MOON)
    assert "物业费多少钱" in ticket.description
    # Of what was answered the card has the beginning.
    assert "2.8 元" in ticket.description


async def test_an_owners_question_goes_home_without_being_asked(desk: DeskOnTrial) -> None:
    li = await desk.owner("李先生", home="3-2-501", community=MOON)
    await li.says("人工")
    await li.says("我家门牌掉了，能补吗")
    (ticket,) = await tickets_in(desk, MOON)
    assert ticket.place.house_id == (await desk.house("3-2-501", MOON)).id


# ---- homes --------------------------------------------------------------------------------


async def test_a_home_that_is_not_listed_goes_to_the_service_centre_of_its_community(
    desk: DeskOnTrial,
) -> None:
    await desk.house("3-2-501")
    await desk.house("1-1-101", MOON)
    somebody = await desk.owner("新住户")
    await somebody.says("我的家")
    await somebody.taps("没有我家")
    assert somebody.buttons == ["阳光花园", "月亮湾"]
    await somebody.taps("月亮湾")
    await somebody.says("月亮湾 9 栋 1 单元 101")
    (ticket,) = await tickets_in(desk, MOON)
    assert "9 栋 1 单元 101" in ticket.description
    assert await tickets_in(desk, SUN) == []
    await desk.assert_nothing_lost()


async def test_the_same_door_in_both_communities_is_asked_for(desk: DeskOnTrial) -> None:
    await desk.house("3-2-501")
    moon = await desk.house("3-2-501", MOON)
    somebody = await desk.owner("新住户")
    await somebody.says("我的家")
    await somebody.says("3-2-501")
    assert somebody.buttons[:2] == ["阳光花园 3栋2单元501", "月亮湾 3栋2单元501"]
    await somebody.taps("月亮湾")
    await somebody.taps("业主")
    ties = await desk.ask(lambda uow: uow.people.actor(somebody.person_id or 0).residences)  # type: ignore[arg-type]  # known
    assert [tie.house for tie in ties] == [moon]


async def test_a_visitor_of_the_second_community_belongs_there(desk: DeskOnTrial) -> None:
    guest = await desk.owner(
        "访客",
        home="3-2-501",
        community=MOON,
        relation=Relation.VISITOR,
        status=ResidenceStatus.PENDING,
    )
    await guest.says("/help")
    assert MOON_PHONE in guest.last.text
    assert SUN_PHONE not in guest.last.text


async def test_a_suggestion_is_read_back_with_its_community(desk: DeskOnTrial) -> None:
    zhao = await owner_of_both(desk)
    await zhao.says("建议表扬")
    await zhao.taps("建议")
    await zhao.taps("月亮湾")
    await zhao.says("多种几棵树")
    assert "地点：月亮湾" in zhao.last.text
