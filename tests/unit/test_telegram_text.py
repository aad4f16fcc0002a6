"""Text on its way to Telegram: within the limits, with the right clock times."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram import limits, moments
from domain.language import Language

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)  # 21:00 in Shanghai


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["{}", "<b>{}</b>", "<i><b>{}</b></i>"]),
            st.text(st.sampled_from("a水 \n。😀&"), max_size=40),
        ),
        max_size=8,
    ),
    st.integers(min_value=8, max_value=60),
)
def test_split_keeps_every_word_and_every_limit(pieces: list[tuple[str, str]], limit: int) -> None:
    html = "".join(form.format(text.replace("&", "&amp;")) for form, text in pieces)
    parts = limits.split(html, limit)
    assert all(limits.units(limits.plain(part)) <= limit for part in parts)
    for part in parts:
        assert part.count("<b>") == part.count("</b>")
        assert part.count("<i>") == part.count("</i>")
    squeezed = "".join("".join(map(limits.plain, parts)).split())
    assert squeezed == "".join(limits.plain(html).split())


def test_split_counts_what_a_reader_sees() -> None:
    html = "<b>" + "&lt;" * 4096 + "</b>"
    assert limits.split(html, 4096) == [html]
    assert len(limits.split(html + "x", 4096)) == 2


def test_cut_says_that_something_is_missing() -> None:
    assert limits.cut("<b>" + "水" * 20 + "</b>", 10) == "<b>" + "水" * 9 + "</b>…"
    assert limits.cut("<b>水</b>", 10) == "<b>水</b>"


@pytest.mark.parametrize(
    ("moment", "chinese", "english"),
    [
        (datetime(2026, 11, 22, 13, 40, tzinfo=UTC), "今天 21:40", "today 21:40"),
        (datetime(2026, 11, 22, 16, 5, tzinfo=UTC), "明天 00:05", "tomorrow 00:05"),
        (datetime(2026, 11, 24, 1, 0, tzinfo=UTC), "后天 09:00", "24 Nov 09:00"),
        (datetime(2026, 11, 26, 1, 0, tzinfo=UTC), "11月26日 09:00", "26 Nov 09:00"),
        (datetime(2027, 1, 3, 1, 0, tzinfo=UTC), "2027年1月3日 09:00", "3 Jan 2027 09:00"),
    ],
)
def test_moments_are_local_clock_times(moment: datetime, chinese: str, english: str) -> None:
    assert moments.clock_time(moment, NOW, SHANGHAI, Language.ZH_HANS) == chinese
    assert moments.clock_time(moment, NOW, SHANGHAI, Language.EN) == english


def test_spans_have_two_units_at_most() -> None:
    length = timedelta(days=3, hours=2, minutes=1)
    assert moments.span(length, Language.ZH_HANS) == "3 天 2 小时"
    assert moments.span(timedelta(minutes=65), Language.ZH_HANT) == "1 小時 5 分"
    assert moments.span(timedelta(seconds=30), Language.EN) == "less than 1 min"
