"""In which language a question was asked: only where it is clear."""

import pytest

from domain.language import Language
from handlers.question_language import question_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How much is the property fee?", Language.EN),
        ("parking fee", Language.EN),
        ("the lift's broken", Language.EN),
        ("物业费多少钱", Language.ZH_HANS),
        ("電梯壞咗點算", Language.ZH_HANT),
        ("請問停車費幾多", Language.ZH_HANT),
        ("怎么连 WiFi", Language.ZH_HANS),
        ("ETC APP 怎麼綁定", Language.ZH_HANT),
        ("我想问 how to pay", Language.ZH_HANS),
    ],
)
def test_clear(text: str, language: Language) -> None:
    assert question_language(text) is language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "？？？",
        "WiFi",
        "ETC APP",
        "wu ye fei duo shao qian",
        "水管",
        "着火",
        "请問电費",
        "fee?",
        "когда fee is paid",
        "😀",
    ],
)
def test_not_clear(text: str) -> None:
    assert question_language(text) is None
