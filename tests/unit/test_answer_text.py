"""What owners write after the work: solved or not, and a score."""

import pytest

from domain.lifecycle import Outcome
from handlers.answer_text import read_score, says_answered, says_solved


@pytest.mark.parametrize(
    ("text", "solved"),
    [
        ("好了", True),
        ("已经好了，谢谢", True),
        ("修好了！", True),
        ("是的", True),
        ("解决了", True),
        ("问题已解决", True),
        ("問題解決了", True),
        ("Fixed, thanks", True),
        ("It's fixed", True),
        ("resolved", True),
        ("没好", False),
        ("还没好，还在滴", False),
        ("還在漏", False),
        ("没修好", False),
        ("没有解决", False),
        ("沒有解決", False),
        ("没有", False),
        ("not solved", False),
        ("still leaking", False),
        ("好", None),
        ("好了没有？", None),
        ("没有人来", None),
        ("没电了", None),
        ("no water since noon", None),
        ("还没到家", None),
        ("不用了", None),
    ],
)
def test_only_a_plain_answer_is_one(text: str, solved: bool | None) -> None:
    assert says_solved(text) is solved


@pytest.mark.parametrize(
    ("text", "solved"),
    [
        ("是的", False),
        ("yes", False),
        ("需要", False),
        ("再来吧", False),
        ("不用了，谢谢", True),
        ("不需要", True),
        ("no", True),
        ("已经好了", True),
        ("明天再说", None),
    ],
)
def test_after_nobody_at_home_a_yes_means_come_again(text: str, solved: bool | None) -> None:
    assert says_solved(text, Outcome.NOT_HOME) is solved


@pytest.mark.parametrize(("text", "agreed"), [("可以", True), ("行", True), ("不行", False)])
def test_what_could_not_be_mended_is_agreed_to_or_not(text: str, agreed: bool) -> None:
    assert says_solved(text, Outcome.CANNOT_FIX) is agreed
    assert says_solved("可以") is None


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("5", 5),
        ("５", 5),
        ("5!", 5),
        ("五", 5),
        ("五星", 5),
        ("3分", 3),
        ("3 分", 3),
        ("给4星吧", 4),
        ("给5", 5),
        ("給4星吧", 4),
        ("打五分", 5),
        ("我给5分", 5),
        ("五颗星", 5),
        ("五顆星", 5),
        ("五星好评", 5),
        ("满分！", 5),
        ("滿分", 5),
        ("两分", 2),
        ("⭐⭐⭐⭐⭐", 5),
        ("★★★", 3),
        ("5 stars", 5),
        ("Five stars!", 5),
        ("4/5", 4),
        ("4 out of 5", 4),
        ("I'd give it 3 stars", 3),
        ("one star", 1),
    ],
)
def test_a_score_is_read(text: str, score: int) -> None:
    assert read_score(text) == (score, "")


@pytest.mark.parametrize(
    ("text", "score"), [("2分，来得太慢", 2), ("5星 师傅很好", 5), ("4 stars, quick and clean", 4)]
)
def test_words_beside_a_score_are_kept(text: str, score: int) -> None:
    assert read_score(text) == (score, text.replace("，", ","))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "6",
        "10分",
        "12",
        "3分钟",
        "3 分钟后到",
        "5号楼",
        "3-2-501",
        "一直漏",
        "5 people are trapped",
        "五楼",
        "⭐" * 6,
        "two days later",
        "3.5",
        "2单元",
        "5 stars hotel",
    ],
)
def test_what_is_no_score_is_none(text: str) -> None:
    assert read_score(text) is None


@pytest.mark.parametrize(
    "text",
    ["解决了", "问题解决了，谢谢", "已經解決了", "没问题了", "Solved, thanks!", "it's resolved"],
)
def test_an_answer_that_was_enough(text: str) -> None:
    assert says_answered(text)


@pytest.mark.parametrize("text", ["好了", "是", "yes", "解决了吗", "还没解决", "谢谢", ""])
def test_words_that_end_no_talk(text: str) -> None:
    assert not says_answered(text)
