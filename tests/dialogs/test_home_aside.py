"""Words during the search for a home that are no home."""

import pytest

from domain.ticket import TicketKind
from tests.dialogs.desk import DeskOnTrial, Somebody
from tests.dialogs.homes import MAIN_MENU, agreed, build, import_owner
from tests.dialogs.tickets import tickets


async def asked_for_the_phone(desk: DeskOnTrial) -> Somebody:
    await build(desk, "3-2-501")
    lee = await agreed(desk, "李先生")
    await lee.says("3-2-501")
    await lee.taps("业主")
    assert "发送手机号" in lee.last.text
    return lee


async def test_a_newcomer_with_a_leak_is_heard_before_their_home(desk: DeskOnTrial) -> None:
    await build(desk, "3-2-501")
    lee = await agreed(desk, "李先生")
    await lee.says("厨房漏水了")
    assert lee.keyboard == MAIN_MENU
    await lee.taps("报修")
    assert "在哪里" in lee.last.text
    await lee.says("3-2-501")
    assert "情况：厨房漏水了" in lee.last.text
    await lee.taps("提交")
    (ticket,) = await tickets(desk)
    assert (ticket.kind, ticket.verified) == (TicketKind.REPAIR, False)
    await desk.assert_nothing_lost()


async def test_a_leak_in_the_middle_of_the_phone_question(desk: DeskOnTrial) -> None:
    lee = await asked_for_the_phone(desk)
    await lee.says("厨房漏水了")
    assert lee.keyboard == MAIN_MENU
    await lee.taps("报修")
    assert "请核对：报修 · 漏水" in lee.last.text
    assert "3栋2单元501（您家）" in lee.last.text


async def test_a_question_is_answered_before_the_home(desk: DeskOnTrial) -> None:
    lee = await agreed(desk, "李先生")
    await lee.says("物业费多少钱")
    assert "2.8 元" in lee.last.text


@pytest.mark.parametrize("word", ["取消", "算了"])
async def test_the_way_out_of_the_phone_question(desk: DeskOnTrial, word: str) -> None:
    lee = await asked_for_the_phone(desk)
    await lee.says(word)
    assert "以后点「我的家」就能绑定" in lee.last.text
    assert lee.keyboard == MAIN_MENU


async def test_the_way_back_begins_the_search_again(desk: DeskOnTrial) -> None:
    lee = await asked_for_the_phone(desk)
    await lee.says("返回")
    assert "哪一栋" in lee.last.text


async def test_a_person_is_a_word_away_and_the_search_waits(desk: DeskOnTrial) -> None:
    lee = await asked_for_the_phone(desk)
    await lee.says("我要找人")
    assert "想问什么" in lee.last.text
    await lee.says("我不会弄这个")
    (ticket,) = await tickets(desk)
    assert ticket.kind is TicketKind.QUESTION
    assert "发送手机号" in lee.last.text


async def test_words_are_no_phone_number(desk: DeskOnTrial) -> None:
    lee = await asked_for_the_phone(desk)
    await lee.says("不知道")
    assert "还差手机号" in lee.last.text
    await lee.says("138 0000 1111")
    assert "打字的号码没法核实" in lee.last.text


async def test_the_home_that_waits_is_named_beside_the_one_that_is_known(
    desk: DeskOnTrial,
) -> None:
    lee = await asked_for_the_phone(desk)
    await import_owner(desk, "李先生", str(lee.user.phone), "5-1-302")
    await lee.sends_contact()
    assert "已核实，李先生：5栋1单元302" in lee.last.text
    assert "3栋2单元501 和登记的名单没对上" in lee.last.text
