"""Staff find tickets and owners by whatever people remember, within what they may see."""

import pytest

from domain.people import StaffRole
from playground.chats import Message
from tests.dialogs.desk import DeskOnTrial, Group
from tests.dialogs.numbers import number_of
from tests.dialogs.work_done import scene


@pytest.mark.parametrize(
    "asked",
    ["3-2-501", "3栋2单元501", "王女士", "R-1001", "1001", "r1001", "一直滴水", "漏水", "{tail}"],
)
async def test_the_centre_finds_a_ticket_by_anything(desk: DeskOnTrial, asked: str) -> None:
    play = await scene(desk)
    view = await play.file()
    assert view.code == "R-1001"
    asked = asked.format(tail=number_of(play.owner)[-4:])
    await play.clerk.says(f"/find {asked}")
    assert f"「{asked}」" in play.clerk.last.text
    assert any(label.startswith("R-1001 漏水") for label in play.clerk.last.labels)
    await desk.assert_nothing_lost()


async def test_owners_are_named_in_private_and_masked_in_a_group(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await play.file()
    phone = number_of(play.owner)
    await play.clerk.says("/find 王女士")
    assert "王女士" in play.clerk.last.text
    assert phone in play.clerk.last.text
    assert "3栋2单元501 业主" in play.clerk.last.text
    await play.clerk.says(f"/find {phone[-4:]}", in_=play.centre)
    found = play.centre.last
    assert "王**" in found.text
    assert "王女士" not in found.text
    assert phone[3:] not in found.text


async def test_a_row_opens_the_whole_ticket_in_private(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.finished()
    await play.worker.says("客户 <b>急</b>", in_=play.repair, reply_to=_card(play.repair, "完成"))
    await play.clerk.says("/find 漏水")
    await play.clerk.taps(view.code)
    text = play.clerk.last.text
    for said in ("登记", "接单", "完成（已修好）", "内部备注", "客户 <b>急</b>", "王女士"):
        assert said in text
    assert number_of(play.owner) in text
    assert play.clerk.last.wire.get("has_protected_content")
    await desk.assert_nothing_lost()


def _card(group: Group, text: str) -> Message:
    return next(message for message in group.messages if text in message.text)


async def test_a_row_brings_the_card_in_a_group_and_one_stays_one(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    old = play.repair.last_card
    await play.worker.says("/find 滴水", in_=play.repair)
    await play.worker.taps(view.code, in_=play.repair)
    new = play.repair.last
    assert new is not old
    assert old.labels == []
    assert new.labels == ["接单", "退回", "转派", "更多"]
    assert "王**" in new.text
    await play.worker.taps("接单", in_=play.repair, on=new)
    assert "张师傅" in new.text
    await desk.assert_nothing_lost()


async def test_workers_find_only_what_is_their_teams(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    cleaner = await desk.staff("周阿姨", "cleaning")
    view = await play.file()
    await cleaner.says("/find 漏水")
    assert "没有找到" in cleaner.last.text
    assert "「漏水」" in cleaner.last.text
    answer = await cleaner.forges(f"t:open:{view.id}:")
    assert answer.show_alert
    await cleaner.says("/find 王女士")
    assert number_of(play.owner) not in "".join(cleaner.texts)


async def test_a_worker_who_has_not_taken_it_reads_it_masked(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    await play.worker.says("/find 漏水")
    await play.worker.taps(view.code)
    assert "王**" in play.worker.last.text
    assert number_of(play.owner) not in "".join(play.worker.texts)
    # From here it can be worked on too.
    assert play.worker.last.labels == ["接单", "退回", "转派", "更多"]
    await play.worker.taps("更多")
    assert play.worker.last.labels == ["退回", "转派", "指派", "留言", "返回"]
    await play.worker.taps("返回")
    opened = play.worker.last
    await play.worker.taps("接单", on=opened)
    assert opened.labels == []
    assert number_of(play.owner) in play.worker.last.text


async def test_many_are_turned_page_by_page(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    for number in range(11):
        await play.file(draft=f"d{number}")
    await play.clerk.says("/find 滴水")
    assert "工单 11 张，第 1–8 张" in play.clerk.last.text
    assert len(play.clerk.last.labels) == 9
    await play.clerk.taps("下一页")
    assert "第 9–11 张" in play.clerk.last.text
    assert [label.split()[0] for label in play.clerk.last.labels] == [
        "R-1003", "R-1002", "R-1001", "上一页",
    ]  # fmt: skip
    await play.clerk.taps("上一页")
    assert "第 1–8 张" in play.clerk.last.text
    await play.clerk.forges("fd:page:999999999999999999999999")
    await play.clerk.forges("fd:page:-7")
    await desk.assert_nothing_lost()


async def test_without_a_word_it_asks(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await play.file()
    await play.clerk.says("/find")
    assert "12-302" in play.clerk.last.text
    await play.clerk.sends_sticker()
    await play.clerk.says("3-2-501")
    assert "R-1001" in play.clerk.last.labels[0]
    await play.worker.says("/find", in_=play.repair)
    assert "/find 12-302" in play.repair.last.text


@pytest.mark.parametrize(
    "asked", ["<b>&amp;", "」「", "%", "_" * 300, "'; DROP TABLE ticket", "火星"]
)
async def test_what_is_not_there_is_said_with_how_to_search(desk: DeskOnTrial, asked: str) -> None:
    play = await scene(desk)
    await play.file("水龙头坏")
    await play.clerk.says(f"/find {asked}")
    assert asked[:20] in play.clerk.last.text
    assert "换个写法" in play.clerk.last.text
    await desk.assert_nothing_lost()


async def test_owners_and_foreign_groups_find_nothing(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await play.file()
    await play.owner.says("/find 漏水")
    assert "R-1001" not in "".join(play.owner.last.labels)
    elsewhere = desk.group("同学群", play.clerk)
    await play.clerk.says("/find 漏水", in_=elsewhere)
    assert "没有绑定" in elsewhere.last.text
    assert elsewhere.last.labels == []
    answer = await play.clerk.forges("t:open:1:", on=elsewhere.last)
    assert answer.show_alert
    assert all("R-1001" not in text for text in elsewhere.texts)


async def test_a_leader_reads_and_acts_from_private(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    leader = await desk.staff("陈工", "repair", StaffRole.LEADER)
    view = await play.file()
    await leader.says(f"/find {view.code}")
    await leader.taps(view.code)
    opened = leader.last
    await leader.taps("更多", on=opened)
    await leader.taps("指派", on=opened)
    await leader.taps("张师傅", on=opened)
    taken = await desk.ask(lambda uow: uow.tickets.get_required(view.id))
    assert taken.assignee == play.worker.staff_id
    assert "指派给张师傅" in opened.text
    assert opened.labels[:3] == ["到场", "挂起", "完成"]
