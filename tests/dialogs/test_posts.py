"""Posts begin with an invite and end with a tap: neither outlives what it rests on."""

import re

from bot.processes import first_admin_link
from domain.lifecycle import Status
from domain.people import CENTRE, StaffRole
from services.import_rows import StaffRow
from services.importing import Importing, ImportStaff
from tests.dialogs.desk import DeskOnTrial, Group, Somebody
from tests.dialogs.homes import actor_of
from tests.dialogs.numbers import number_of
from tests.dialogs.tickets import cards
from tests.dialogs.work_done import scene


async def invited(manager: Somebody, *choices: str) -> str:
    """Let a manager make an invite; returns what its link opens."""
    await manager.says("/invite")
    for choice in choices:
        await manager.taps(choice)
    found = re.search(r"\?start=(\S+)", manager.last.text)
    assert found is not None
    return found[1]


async def first_link(desk: DeskOnTrial) -> str:
    link = await first_admin_link(desk.app)
    assert link is not None
    return link.partition("?start=")[2]


async def dismiss(boss: Somebody, team: str, name: str) -> None:
    await boss.says("/staff")
    for label in (team, f"移除 {name}", "移除"):
        await boss.taps(label)


async def refused(desk: DeskOnTrial, who: Somebody, link: str) -> bool:
    """Open a link; whether it made nothing of them, and said so."""
    before = (await actor_of(desk, who)).posts if who.messages else ()
    await who.opens(link)
    said = "用过了" in who.last.text and "过期" in who.last.text
    return said and (await actor_of(desk, who)).posts == before


# ---- invites ------------------------------------------------------------------------------


async def test_a_link_whose_maker_has_left_is_refused(desk: DeskOnTrial) -> None:
    chen = await desk.staff("陈工", role=StaffRole.ADMIN)
    boss, zhang = await desk.staff("陈经理", role=StaffRole.MANAGER), desk.stranger("张师傅")
    link = await invited(boss, "维修组", "组员")
    await dismiss(chen, "客服中心", "陈经理")
    assert await refused(desk, zhang, link)
    # It is not used up by that: whoever is a manager again has a link again.
    await boss.opens(await invited(chen, "客服中心", "经理"))
    await zhang.opens(link)
    assert "您现在是" in zhang.sees("您现在是").text
    await desk.assert_nothing_lost()


async def test_a_link_is_as_good_as_its_makers_present_post(desk: DeskOnTrial) -> None:
    chen = await desk.staff("陈工", role=StaffRole.ADMIN)
    other = await desk.staff("何经理", role=StaffRole.ADMIN)
    he = desk.stranger("新经理")
    link = await invited(other, "客服中心", "管理员")
    await dismiss(chen, "客服中心", "何经理")
    await other.opens(await invited(chen, "客服中心", "经理"))
    assert await refused(desk, he, link)


async def test_the_consoles_links_end_with_the_first_administrator(desk: DeskOnTrial) -> None:
    first, second = await first_link(desk), await first_link(desk)
    chen, li = desk.stranger("陈工"), desk.stranger("李先生")
    await chen.opens(second)
    assert (await actor_of(desk, chen)).manages == (desk.community,)
    assert await refused(desk, li, first)
    assert await refused(desk, li, second)
    await desk.assert_nothing_lost()


async def test_a_link_opened_twice_is_answered_twice_and_used_once(desk: DeskOnTrial) -> None:
    chen = await desk.staff("陈工", role=StaffRole.ADMIN)
    zhang = desk.stranger("张师傅")
    link = await invited(chen, "维修组", "组长")
    for _ in range(2):
        await zhang.opens(link)
        assert "维修组的组长" in zhang.sees("您现在是").text
    assert len((await actor_of(desk, zhang)).posts) == 1
    # Nor does it bring back, long after, what has ended.
    await dismiss(chen, "维修组", "张师傅")
    assert await refused(desk, zhang, link)
    await zhang.opens(await invited(chen, "维修组", "组员"))
    assert "维修组的组员" in zhang.sees("您现在是").text
    await zhang.opens(link)
    assert (await actor_of(desk, zhang)).posts[0].role is StaffRole.WORKER
    await desk.assert_nothing_lost()


async def test_a_lower_link_takes_nothing_and_a_higher_one_gives(desk: DeskOnTrial) -> None:
    chen = await desk.staff("陈工", role=StaffRole.ADMIN)
    zhang = await desk.staff("张师傅", "repair", StaffRole.LEADER)
    await zhang.opens(await invited(chen, "维修组", "组员"))
    assert "维修组的组长" in zhang.sees("您现在是").text
    await zhang.opens(await invited(chen, "客服中心", "客服"))
    await zhang.opens(await invited(chen, "客服中心", "管理员"))
    posts = (await actor_of(desk, zhang)).posts
    assert {(post.team, post.role) for post in posts} == {
        ("repair", StaffRole.LEADER),
        (CENTRE, StaffRole.ADMIN),
    }
    await desk.assert_nothing_lost()


# ---- the end of a post --------------------------------------------------------------------


async def test_a_leaving_colleagues_tickets_go_back_to_the_team(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    boss = await desk.staff("何经理", role=StaffRole.ADMIN)
    rival = await desk.staff("李师傅", "repair")
    rival.phone.join(play.repair.chat)
    views = [await play.file(f"第{number}处漏水", f"d{number}") for number in range(3)]
    for view in views:
        await play.accept(view.id, f"accept:{view.id}")
    await play.hold(views[2].id, days=2)
    heard = len(play.owner.messages)
    await dismiss(boss, "维修组", "张师傅")
    assert "张师傅已移除" in boss.last.text
    for view in views:
        ticket = await desk.ask(lambda uow, found=view: uow.tickets.get_required(found.id))  # type: ignore[misc]  # bound early
        assert (ticket.status, ticket.assignee) == (Status.DISPATCHED, None)
        card = cards(play.repair, view.code)[-1]
        assert card.labels == ["接单", "退回", "转派", "更多"]
    calm = [m.text for m in play.owner.messages[heard:]]
    assert len(calm) == 3
    assert all("换人处理" in text and "张师傅" not in text for text in calm)
    await rival.taps("接单", in_=play.repair, on=cards(play.repair, views[0].code)[-1])
    assert "李师傅" in play.owner.last.text
    await desk.assert_nothing_lost()


async def test_a_colleague_who_has_left_can_do_and_find_nothing(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    boss = await desk.staff("何经理", role=StaffRole.ADMIN)
    view = await play.file()
    await play.worker.taps("接单", in_=play.repair)
    contact = play.worker.last
    assert number_of(play.owner) in contact.text
    await play.worker.says(f"/find {view.code}")
    listed = play.worker.last
    await dismiss(boss, "维修组", "张师傅")
    said = len(play.worker.messages)
    for label in ("到场", "挂起", "完成", "留言"):
        answer = await play.worker.taps(label, on=contact)
        assert answer.show_alert, label
        assert "维修组" in answer.text or "不能" in answer.text, label
    assert (await play.worker.taps(view.code, on=listed)).text
    await taps_everything(play.worker, play.repair, view.id)
    await play.worker.says("/find 3-2-501")
    await play.worker.says("/find 漏水")
    told = "".join(play.worker.texts[said:])
    assert number_of(play.owner) not in told
    assert "漏水" not in told
    ticket = await desk.ask(lambda uow: uow.tickets.get_required(view.id))
    assert ticket.status is Status.DISPATCHED
    await desk.assert_nothing_lost()


async def taps_everything(who: Somebody, group: Group, ticket_id: int) -> None:
    """Press what the card ever had."""
    card = cards(group, "R-1001")[-1]
    for data in ("accept", "call", "arrive", "finish:fixed", "relay:0", "open", "message"):
        action, _, arg = data.partition(":")
        answer = await who.forges(f"t:{action}:{ticket_id}:{arg}", on=card)
        assert answer.show_alert, data


async def test_a_reopened_ticket_does_not_call_who_has_left(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    boss = await desk.staff("何经理", role=StaffRole.ADMIN)
    await play.finished()
    await desk.forward(hours=1)
    await dismiss(boss, "维修组", "张师傅")
    said = len(play.worker.messages)
    await play.owner.taps("还没好")
    assert play.worker.messages[said:] == []
    assert "张师傅再去一次" not in "".join(play.repair.texts)
    assert any("业主说还没好，请一位同事再去一次" in text for text in play.repair.texts)
    await desk.assert_nothing_lost()


async def test_ending_a_post_twice_is_said_to_be_done(desk: DeskOnTrial) -> None:
    boss = await desk.staff("何经理", role=StaffRole.ADMIN)
    zhang = await desk.staff("张师傅", "repair")
    await dismiss(boss, "维修组", "张师傅")
    data = f"co:end:{desk.community}:repair:{zhang.staff_id}"
    assert not (await boss.forges(data)).show_alert
    assert "张师傅已移除" in boss.last.text
    await desk.assert_nothing_lost()


async def test_a_list_that_is_imported_again_brings_nobody_back(desk: DeskOnTrial) -> None:
    boss = await desk.staff("何经理", role=StaffRole.ADMIN)
    zhang = await desk.staff("张师傅", "repair")
    await dismiss(boss, "维修组", "张师傅")
    row = StaffRow(
        row=2,
        community=desk.community,
        team="repair",
        role=StaffRole.WORKER,
        name="张师傅",
        phone=number_of(zhang),
    )
    command = ImportStaff(rows=(row,), progress=lambda done: None)
    imported = await desk.app.runner.run(Importing(desk.app.desk).staff, command)
    assert imported.ended == 1
    await zhang.says("/find 漏水")
    assert "没有找到" not in zhang.last.text
    assert not (await actor_of(desk, zhang)).is_staff
    await zhang.opens(await invited(boss, "维修组", "组员"))
    assert (await actor_of(desk, zhang)).is_staff
    await desk.assert_nothing_lost()
