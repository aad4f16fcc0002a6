"""Spans of the day, promises, languages and masks."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk_file import load_desk
from domain.desk import DailySpan
from domain.language import Language, guess_language
from domain.people import mask_name, mask_phone, mask_phones_in
from domain.statistics import Figures, share
from domain.ticket import TicketKind

NIGHT = DailySpan(start=time(21, 0), end=time(8, 0))
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [("20:59", False), ("21:00", True), ("23:30", True), ("07:59", True), ("08:00", False)],
)
def test_a_span_may_pass_midnight(moment: str, quiet: bool) -> None:
    assert NIGHT.holds(time.fromisoformat(moment)) is quiet


def test_what_falls_into_the_night_waits_until_the_morning() -> None:
    evening = datetime(2026, 3, 2, 22, 30, tzinfo=SHANGHAI).astimezone(UTC)
    morning = datetime(2026, 3, 3, 8, 0, tzinfo=SHANGHAI)
    assert NIGHT.next_outside(evening, SHANGHAI) == morning
    after_midnight = datetime(2026, 3, 3, 1, 0, tzinfo=SHANGHAI).astimezone(UTC)
    assert NIGHT.next_outside(after_midnight, SHANGHAI) == morning
    noon = datetime(2026, 3, 2, 12, 0, tzinfo=SHANGHAI).astimezone(UTC)
    assert NIGHT.next_outside(noon, SHANGHAI) == noon


@given(
    st.integers(0, 3 * 365 * 24 * 60).map(
        lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ),
    st.sampled_from([SHANGHAI, ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")]),
)
def test_the_next_moment_outside_is_outside_and_soon(moment: datetime, zone: ZoneInfo) -> None:
    found = NIGHT.next_outside(moment, zone)
    assert not NIGHT.holds(found.astimezone(zone).time())
    # The longest night is the eleven hours themselves and the hour that autumn gives back.
    assert timedelta() <= found - moment <= timedelta(hours=12)


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        (None, Language.ZH_HANS),
        ("", Language.ZH_HANS),
        ("zh", Language.ZH_HANS),
        ("zh-hans", Language.ZH_HANS),
        ("zh_CN", Language.ZH_HANS),
        ("zh-hant", Language.ZH_HANT),
        ("zh-TW", Language.ZH_HANT),
        ("zh-HK", Language.ZH_HANT),
        ("classic-zh-cn", Language.ZH_HANS),
        ("en", Language.EN),
        ("en-GB", Language.EN),
        ("ru", Language.EN),
    ],
)
def test_a_messengers_language_tag_is_read_in_any_spelling(
    tag: str | None, language: Language
) -> None:
    assert guess_language(tag) is language


def test_groups_see_masks() -> None:
    assert mask_name("王小明") == "王**"
    assert mask_name("  ") == "**"
    assert mask_phone("+8613812345678") == "138****5678"
    assert mask_phone("+85298765432") == "852****5432"
    assert mask_phone("110") == "****"


def test_figures_say_when_there_is_nothing_to_divide() -> None:
    assert share(0, 0) is None
    assert share(1, 3) == 33
    assert Figures().mean_score is None
    assert Figures(scores=((2, 1), (5, 2))).mean_score == pytest.approx(4.0)


def test_numbers_in_peoples_words_are_masked() -> None:
    assert (
        mask_phones_in("打13812345678找我，或 139 1234 5678")
        == "打138****5678找我，或 139****5678"
    )
    assert mask_phones_in("电表号 2213812345678901") == "电表号 2213812345678901"


DESK = load_desk(Path(__file__).parents[2] / "deploy" / "desk.example.yaml")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("马桶堵了", "drain"),
        ("馬桶堵了", "drain"),
        ("楼上在往下滴", "leak"),
        ("厨房插座漏电", "power"),
        ("楼道的灯不亮", "lighting"),
        ("电梯门打不开", "lift"),
        ("The TOILET is blocked", "drain"),
        ("my sink is leaking", "leak"),
        ("no hot water", "water"),
        ("灯不亮", None),
        ("电梯漏水", None),
        ("the clock stopped", None),
        ("坏了", None),
        ("", None),
    ],
)
def test_the_longest_word_that_a_text_holds_names_the_category(
    text: str, code: str | None
) -> None:
    found = DESK.category_named(TicketKind.REPAIR, text)
    assert (found.code if found else None) == code


def test_a_category_is_named_among_those_of_its_kind() -> None:
    found = DESK.category_named(TicketKind.COMPLAINT, "电梯老是坏")
    assert found is not None
    assert found.code == "equipment"
