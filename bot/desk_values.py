"""Reads the small values of a desk file: durations, spans of the day, ranges, time zones."""

import re
from datetime import time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from pydantic_core import PydanticCustomError

from bot.mistakes import nearest
from domain.desk import DailySpan
from domain.house_text import is_house_part, tidy_part

MISTAKE = "desk_file"
"""The type of an error of ours, whose context holds the problem and the mend in two languages."""

LONGEST_DURATION = timedelta(days=90)
LONGEST_KEPT = timedelta(days=1000)
LONGEST_RANGE = 200
"""More buildings or units in one range are a slip of the finger."""


def mistake(problem: tuple[str, str], mend: tuple[str, str]) -> PydanticCustomError:
    """Return an error that carries the problem and the mend, each as (Chinese, English)."""
    return PydanticCustomError(MISTAKE, "mistake", {"problem": problem, "mend": mend})


def expect_text(value: object) -> str:
    """Return ``value`` when it is a text with something in it.

    Raises:
        PydanticCustomError: It is a list or a section, or it is empty.
    """
    if not isinstance(value, str):
        raise mistake(
            ("这里应该是一个值，不是一组。", "this should be one value, not a group."),
            ("写在同一行：名字: 内容。", "write it on one line: name: value."),
        )
    if not value:
        raise mistake(
            ("这里是空的。", "this is empty."),
            ("填上内容，不需要就删掉这一行。", "fill it in, or delete the line if not needed."),
        )
    return value


_DURATION = re.compile(r"(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m)?")


def read_duration(value: object) -> timedelta:
    """Read ``30m``, ``2h``, ``1h30m``, ``72h`` or ``1d``."""
    return _duration(value, LONGEST_DURATION)


def read_long_duration(value: object) -> timedelta:
    """Read a duration of years, perhaps: that after which something old is dealt with."""
    return _duration(value, LONGEST_KEPT)


def _duration(value: object, longest: timedelta) -> timedelta:
    text = expect_text(value).lower().replace(" ", "")
    found = _DURATION.fullmatch(text)
    length = timedelta()
    if found:
        days, hours, minutes = (int(part or 0) for part in found.groups())
        length = timedelta(days=days, hours=hours, minutes=minutes)
    if not timedelta() < length <= longest:
        raise mistake(
            (f"“{value}” 不是时长。", f"“{value}” is not a length of time."),
            (
                f"写成 30m（分钟）、2h（小时）、1d（天），最长 {longest.days} 天。",
                f"write 30m (minutes), 2h (hours) or 1d (days), {longest.days} days at most.",
            ),
        )
    return length


_SPAN = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-–—~～至到]\s*(\d{1,2})[:：](\d{2})")


def read_span(value: object) -> DailySpan:
    """Read a daily span such as ``21:00-08:00``; it may pass midnight."""
    found = _SPAN.fullmatch(expect_text(value))
    if found:
        hour, minute, end_hour, end_minute = (int(part) for part in found.groups())
        if max(hour, end_hour) < 24 and max(minute, end_minute) < 60:
            start, end = time(hour, minute), time(end_hour, end_minute)
            if start != end:
                return DailySpan(start=start, end=end)
    raise mistake(
        (f"“{value}” 不是一段时间。", f"“{value}” is not a span of the day."),
        (
            "写成 08:30-18:00，过夜写成 21:00-08:00；全天写成 00:00-23:59。",
            "write 08:30-18:00, over night 21:00-08:00, the whole day 00:00-23:59.",
        ),
    )


def read_timezone(value: object) -> ZoneInfo:
    """Read the name of a time zone, such as ``Asia/Shanghai``."""
    name = expect_text(value)
    known = available_timezones()
    if name in known:
        return ZoneInfo(name)
    close = nearest(name, known) or "Asia/Shanghai"
    raise mistake(
        (f"没有叫 “{name}” 的时区。", f"there is no time zone “{name}”."),
        (
            f"是不是想写 {close}？中国内地用 Asia/Shanghai，香港用 Asia/Hong_Kong。",
            f"did you mean {close}? Mainland China uses Asia/Shanghai, Hong Kong Asia/Hong_Kong.",
        ),
    )


_NUMBER = re.compile(r"\+?[0-9](?:[0-9 -]{0,18}[0-9])?")


def read_telephone(value: object) -> str:
    """Read a telephone number as it is to be shown: 119, 021-5555-0110, +852 5555 0110."""
    text = expect_text(value)
    if not _NUMBER.fullmatch(text):
        raise mistake(
            (f"“{value}” 不是电话号码。", f"“{value}” is not a telephone number."),
            (
                "只用数字、空格和 -，例如 021-5555-0110 或 119。",
                "use digits, spaces and - only, such as 021-5555-0110 or 119.",
            ),
        )
    return text


def read_codes(value: object) -> tuple[str, ...]:
    """Read the codes of buildings or units: ``1-12``, ``1-3, 5, A-C``, ``[1, 2]``, or nothing."""
    parts = value if isinstance(value, list) else re.split(r"[,，、]", str(value or ""))
    if isinstance(value, dict) or not all(isinstance(part, str) for part in parts):
        raise _no_codes("{…}")
    codes: list[str] = []
    for part in parts:
        text = str(part).strip()
        if text:
            codes.extend(_range(text))
    repeated = sorted({code for code in codes if codes.count(code) > 1})
    if repeated:
        listed = "、".join(repeated)
        raise mistake(
            (f"{listed} 写了两次。", f"{', '.join(repeated)} is given twice."),
            ("每个只写一次。", "give each one once."),
        )
    return tuple(codes)


_RANGE = re.compile(r"(?:([0-9]{1,3})\s*-\s*([0-9]{1,3}))|(?:([A-Za-z])\s*-\s*([A-Za-z]))")


def _range(text: str) -> list[str]:
    found = _RANGE.fullmatch(text)
    if found is None:
        code = tidy_part(text)
        if not is_house_part(code):
            raise _no_codes(text)
        return [code]
    low, high, first, last = found.groups()
    if low:
        numbers = range(int(low), int(high) + 1)
        codes = [str(number) for number in numbers]
    else:
        numbers = range(ord(first.upper()), ord(last.upper()) + 1)
        codes = [chr(number) for number in numbers]
    if not 0 < len(codes) <= LONGEST_RANGE or codes[0] == "0":
        raise _no_codes(text)
    return codes


def _no_codes(text: str) -> PydanticCustomError:
    return mistake(
        (f"“{text}” 不是楼栋或单元的编号。", f"“{text}” is no code of a building or unit."),
        (
            "编号是数字或一个字母，例如 3、12A、B；连续的写成 1-12，小的在前。"
            "楼栋有别的名字时，编号写短的，名字写在 name。",
            "a code is a number or a letter such as 3, 12A, B; a range is 1-12, the smaller "
            "first. Where a building has a name of its own, put that under name.",
        ),
    )
