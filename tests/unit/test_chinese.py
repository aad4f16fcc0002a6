"""Traditional characters, where the dictionary alone would get a word of the trade wrong."""

from collections.abc import Callable

import pytest

from bot import chinese
from knowledge_base import normalize


@pytest.mark.parametrize("to_traditional", [chinese.to_traditional, normalize.to_traditional])
@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("签合同", "簽合同"),
        ("带身份证，签钥匙登记表", "帶身份證，簽鑰匙登記表"),
        ("贴标签、抽签", "貼標籤、抽籤"),
        ("验收合格 30 天后退", "驗收合格 30 天後退"),
        ("电梯里的户主", "電梯裏的戶主"),
    ],
)
def test_it_reads_as_people_write(
    to_traditional: Callable[[str], str], simplified: str, traditional: str
) -> None:
    assert to_traditional(simplified) == traditional
