"""Times to come: concrete days and hours, right around midnight, weekends and the year's end."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.desk_file import load_desk
from bot.telegram.texts import Texts
from bot.telegram.words import Words
from domain.language import Language
from handlers.visit_times import visit_times

SHANGHAI = ZoneInfo("Asia/Shanghai")
DESK = load_desk(Path(__file__).parents[2] / "deploy" / "desk.example.yaml")
TEXTS = Texts.load(strict=True)


def at(local: datetime, language: Language = Language.ZH_HANS) -> dict[str, str]:
    now = local.astimezone(UTC)
    words = Words(TEXTS, DESK, language, now)
    return {found.code: found.wish for found in visit_times(words, SHANGHAI)}


def test_a_weekday_morning() -> None:
    assert at(datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)) == {
        "today": "11月23日 20:00 前",
        "morning": "11月24日 8:00–12:00",
        "afternoon": "11月24日 14:00–18:00",
        "weekend": "11月28日–11月29日",
        "any": "",
    }


@pytest.mark.parametrize(("hour", "offered"), [(0, True), (18, True), (19, False), (23, False)])
def test_today_ends_in_the_evening(hour: int, offered: bool) -> None:
    assert ("today" in at(datetime(2026, 11, 23, hour, 30, tzinfo=SHANGHAI))) is offered


def test_the_last_day_of_the_year() -> None:
    assert at(datetime(2026, 12, 31, 22, 0, tzinfo=SHANGHAI))["morning"] == "1月1日 8:00–12:00"


@pytest.mark.parametrize(
    ("day", "weekend"),
    [(27, "11月28日–11月29日"), (28, "11月28日–11月29日"), (29, "12月5日–12月6日")],
    ids=["Friday", "Saturday", "Sunday"],
)
def test_the_weekend_that_is_meant(day: int, weekend: str) -> None:
    assert at(datetime(2026, 11, day, 9, 0, tzinfo=SHANGHAI))["weekend"] == weekend


def test_in_english() -> None:
    wishes = at(datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI), Language.EN)
    assert wishes["today"] == "23 Nov before 20:00"
    assert wishes["afternoon"] == "24 Nov 14:00–18:00"
