"""Until when: as people type it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.until_text import read_until

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
"""Monday, ten o'clock in Shanghai."""


def local(text: str) -> str | None:
    until = read_until(text, NOW, SHANGHAI)
    return f"{until.astimezone(SHANGHAI):%m-%d %H:%M}" if until is not None else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("明天 14:00", "03-03 14:00"), ("明天14：00", "03-03 14:00"),
        ("明天下午3点", "03-03 15:00"),
        ("明天下午三点半", "03-03 15:30"), ("明早", "03-03 09:00"), ("明早8点", "03-03 08:00"),
        ("今晚八点", "03-02 20:00"), ("今晚", "03-02 20:00"), ("后天上午", "03-04 09:00"),
        ("大后天", "03-05 09:00"), ("3天", "03-05 10:00"), ("两天后", "03-04 10:00"),
        ("2小时", "03-02 12:00"), ("30分钟", "03-02 10:30"), ("一周", "03-09 10:00"),
        ("周三", "03-04 09:00"), ("下周一 10点", "03-09 10:00"), ("星期日晚上7点", "03-08 19:00"),
        ("3月5日", "03-05 09:00"), ("3-5 9:30", "03-05 09:30"), ("5号下午2点", "03-05 14:00"),
        ("1号", "04-01 09:00"), ("2026-03-05 18:00", "03-05 18:00"), ("18:00", "03-02 18:00"),
        ("9:00", "03-03 09:00"), ("十二点", "03-02 12:00"), ("到明天中午", "03-03 12:00"),
        ("tomorrow 9:00", "03-03 09:00"), ("until tomorrow at 3pm", "03-03 15:00"),
        ("3 days", "03-05 10:00"), ("2 hours", "03-02 12:00"), ("tonight", "03-02 20:00"),
        ("後天下午3點", "03-04 15:00"), ("３天", "03-05 10:00"),
    ],
)  # fmt: skip
def test_it_is_read(text: str, expected: str) -> None:
    assert local(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "改天", "等通知", "尽快", "25:00", "明天 9:75", "2月30日", "13月1日", "明天可能",
        "R-1027",
        "13812345678", "<b>明天</b>", "3", "下雨以后", "🙂", "9" * 500, "明天" * 300,
    ],
)  # fmt: skip
def test_what_names_no_moment_is_not_guessed(text: str) -> None:
    assert local(text) is None


def test_what_is_past_is_said_so_and_not_moved() -> None:
    until = read_until("2020-01-01 9:00", NOW, SHANGHAI)
    assert until is not None
    assert until < NOW
