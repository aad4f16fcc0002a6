"""Plain words: what is surely heard, what is asked about, what is left alone."""

import pytest

from domain.ticket import TicketKind
from handlers.cues import (
    Danger,
    Small,
    Way,
    asks,
    danger,
    kinds,
    small_talk,
    wants_another_language,
    way,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("着火了", "fire"),
        ("4栋樓道冒濃煙", "fire"),
        ("厨房有煤气味", "gas_leak"),
        ("smells of gas in the kitchen", "gas_leak"),
        ("厨房一股臭鸡蛋味，是不是漏气了", "gas_leak"),
        ("煤气好像漏了", "gas_leak"),
        ("燃气灶漏气", "gas_leak"),
        ("燃气报警器一直叫怎么办", "gas_leak"),
        ("there is a gas smell in my flat", "gas_leak"),
        ("It smells like gas", "gas_leak"),
        ("电梯困人", "trapped"),
        ("我妈妈被困在电梯里了", "trapped"),
        ("有人触电", "shock"),
        ("水管爆了", "burst_pipe"),
        ("我爸晕倒了", "medical"),
        ("我妈在电梯口摔倒了怎么办", "medical"),
        ("我不想活了", "medical"),
        ("救命", ""),
        ("HELP ME", ""),
        ("不知道哪里着火了", "fire"),
    ],
)
def test_danger_now(text: str, code: str) -> None:
    assert danger(text) == Danger(code, sure=True)


@pytest.mark.parametrize(
    "text",
    [
        "没有着火",
        "这里沒有煤氣味了",
        "昨天着火后楼道没人打扫",
        "如果着火怎么办",
        "消防演习着火点在哪",
        "no fire here",
        "It is not a fire",
        "When is the fire drill?",
    ],
)
def test_danger_that_is_denied_past_or_imagined_is_unsure(text: str) -> None:
    found = danger(text)
    assert found is not None
    assert not found.sure


@pytest.mark.parametrize(
    "text",
    [
        "停火",
        "灭火器过期了",
        "烟感没电",
        "电费多少",
        "fireworks",
        "天然气灶打不着火了",
        "燃气热水器漏水",
        "燃气报警器在哪买",
        "燃气费去哪交",
        "",
    ],
)
def test_no_danger(text: str) -> None:
    assert danger(text) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("返回", Way.BACK),
        (" 取消！", Way.OUT),
        ("算了 重新来", Way.OUT),
        ("Start over", Way.OUT),
        ("人工", Way.PERSON),
        ("我要转人工服务，谢谢", Way.PERSON),
        ("找真人吧你不懂", Way.PERSON),
        ("找人工多少钱", None),
        ("I want a human please", Way.PERSON),
        ("人工湖水太脏", None),
        ("客服态度太差", None),
        ("取消停车月卡怎么办", None),
        ("", None),
    ],
)
def test_ways(text: str, wanted: Way | None) -> None:
    assert way(text) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("您好！", Small.GREETING),
        ("OK", Small.THANKS),
        ("你个机器人懂个啥", Small.ABUSE),
        ("他妈的楼上漏水了", None),
        ("你好，物业费多少", None),
    ],
)
def test_small_talk(text: str, wanted: Small | None) -> None:
    assert small_talk(text) is wanted


@pytest.mark.parametrize(
    ("text", "first", "question"),
    [
        ("路灯不亮", TicketKind.REPAIR, False),
        ("the lift is broken", TicketKind.REPAIR, False),
        ("楼上太吵", TicketKind.COMPLAINT, False),
        ("建议装充电桩", TicketKind.SUGGESTION, False),
        ("要表扬张师傅", TicketKind.PRAISE, False),
        ("漏水了归谁修？", TicketKind.REPAIR, True),
        ("物业费多少钱", None, True),
    ],
)
def test_kinds(text: str, first: TicketKind | None, question: bool) -> None:
    found = kinds(text)
    assert (found[0] if found else None) is first
    assert asks(text) is question


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("English please", True),
        ("切换英文", True),
        ("Can you speak English?", True),
        ("請說繁體中文", True),
        ("语言", True),
        ("中文路几号", False),
        ("可以用英文写合同吗", False),
        ("English class for children", False),
        ("", False),
    ],
)
def test_another_language(text: str, wanted: bool) -> None:
    assert wants_another_language(text) is wanted
