"""Reads until when, as staff type it: 明天下午3点, 25日 14:00, 3天, 2小时, tomorrow 9:00."""

import re
import unicodedata
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAYS = {
    **dict.fromkeys(("今天", "今日", "今晚", "today", "tonight"), 0),
    **dict.fromkeys(("明天", "明日", "明早", "明晚", "tomorrow"), 1),
    **dict.fromkeys(("后天", "後天"), 2),
    **dict.fromkeys(("大后天", "大後天"), 3),
}
_WEEKDAYS = {sign: number for number, sign in enumerate("一二三四五六日")} | {"天": 6}
_DIGITS = {sign: str(number) for number, sign in enumerate("零一二三四五六七八九")} | {
    "两": "2",
    "兩": "2",
}

_SPAN = re.compile(
    r"(?P<count>\d{1,3})\s*(?:个|個)?\s*"
    r"(?:(?P<minutes>分钟|分鐘|minutes?|mins?)|(?P<hours>小时|小時|钟头|鐘頭|hours?|h)|(?P<days>天|日后|days?|d)"
    r"|(?P<weeks>周|週|星期|weeks?))\s*(?:后|後|以后|以後|later)?"
)
_WEEKDAY = re.compile(
    r"(?P<next>下)?(?:个|個)?(?:周|週|星期|礼拜|禮拜)(?P<day>[一二三四五六日天])"
)
_DATE = re.compile(
    r"(?:(?P<year>20\d\d)[-/.年])?(?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})[日号號]?"
    r"|(?P<only>\d{1,2})[日号號]"
)
_HALF = re.compile(
    r"早上|上午|凌晨|中午|下午|傍晚|晚上|今晚|明晚|明早|早|晚"
    r"|morning|noon|afternoon|evening|tonight|am|pm"
)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2})|[点點时時](?:(?P<part>半|[一1]刻|\d{1,2})分?)?)"
    r"|(?P<bare>\d{1,2})\s*(?=am|pm)"
)
_FILLING = re.compile(r"\b(?:at|by|until|till|before|on|the)\b|[\s,.。到至前再]")

_MORNING, _NOON, _AFTERNOON, _EVENING = time(9), time(12), time(15), time(20)
_HALVES = {
    **dict.fromkeys(("早上", "上午", "明早", "早", "凌晨", "morning", "am"), _MORNING),
    **dict.fromkeys(("中午", "noon"), _NOON),
    **dict.fromkeys(("下午", "afternoon", "pm"), _AFTERNOON),
    **dict.fromkeys(("傍晚", "晚上", "今晚", "明晚", "晚", "evening", "tonight"), _EVENING),
}
_LATER_HALVES = frozenset({_AFTERNOON, _EVENING})


def read_until(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the moment a text names, aware and in the zone of ``now``; ``None`` for any other.

    A day without a time means nine in the morning, a time without a day the next such time.
    The moment may lie in the past, where the text says so.
    """
    plain = _narrow(text)
    span = _SPAN.fullmatch(plain)
    if span is not None:
        return _after(span, now, zone)
    local = now.astimezone(zone)
    day, rest = _read_day(plain, local)
    clock, rest = _read_clock(rest)
    if _FILLING.sub("", rest) or (day is None and clock is None):
        return None
    moment = clock or _MORNING
    until = (day or local).replace(
        hour=moment.hour, minute=moment.minute, second=0, microsecond=0, fold=0
    )
    if day is None and until <= local:
        until += timedelta(days=1)
    return until.astimezone(now.tzinfo)


def _narrow(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    # 三点, 两天, 十点半: what is counted is turned into figures; a weekday keeps its sign.
    plain = re.sub(
        r"([一二两兩三四五六七八九]?)十([一二三四五六七八九]?)(?=[点點时時天小个個分日号號月])",
        lambda found: f"{_DIGITS.get(found[1], '1')}{_DIGITS.get(found[2], '0')}",
        plain,
    )
    return re.sub(
        r"(?<![周週期拜])([一二两兩三四五六七八九])(?=[点點时時天小个個分周週星])",
        lambda found: _DIGITS[found[1]],
        plain,
    )


def _after(span: re.Match[str], now: datetime, zone: ZoneInfo) -> datetime:
    count = int(span["count"])
    if span["minutes"]:
        return now + timedelta(minutes=count)
    if span["hours"]:
        return now + timedelta(hours=count)
    days = timedelta(weeks=count) if span["weeks"] else timedelta(days=count)
    # The same time of day there, whatever the clocks of the zone do in between.
    return (now.astimezone(zone) + days).astimezone(now.tzinfo)


def _read_day(text: str, local: datetime) -> tuple[datetime | None, str]:
    """Return the day a text begins with or holds, and what is left of the text."""
    for word in sorted(_DAYS, key=len, reverse=True):
        if word in text:
            # 今晚 and 明早 say a half of the day too: that word is still to be read.
            half = word if word in _HALVES else ""
            return local + timedelta(days=_DAYS[word]), text.replace(word, half, 1)
    if (found := _WEEKDAY.search(text)) is not None:
        ahead = (_WEEKDAYS[found["day"]] - local.weekday()) % 7
        if found["next"]:
            ahead = 7 - local.weekday() + _WEEKDAYS[found["day"]]
        return local + timedelta(days=ahead), _without(text, found)
    if (found := _DATE.search(text)) is not None and (day := _date(found, local)) is not None:
        return day, _without(text, found)
    return None, text


def _date(found: re.Match[str], local: datetime) -> datetime | None:
    """Return the date that is named; without a year the next one of that name."""
    year = int(found["year"] or local.year)
    try:
        if found["only"]:
            day = local.replace(day=int(found["only"]))
            if day.date() >= local.date():
                return day
            return (local.replace(day=1) + timedelta(days=32)).replace(day=int(found["only"]))
        day = local.replace(year=year, month=int(found["month"]), day=int(found["day"]))
        if day.date() < local.date() and not found["year"]:
            day = day.replace(year=year + 1)
    except ValueError:
        return None
    return day


def _read_clock(text: str) -> tuple[time | None, str]:
    half = _HALF.search(text)
    clock = _CLOCK.search(text)
    rest = text
    for found in sorted(filter(None, (half, clock)), key=lambda match: -match.start()):
        rest = _without(rest, found)
    meant = _HALVES[half[0]] if half is not None else None
    if clock is None:
        return meant, rest
    hour = int(clock["hour"] or clock["bare"])
    if meant in _LATER_HALVES and hour < 12:
        hour += 12
    minute = _minute(clock)
    if hour > 23 or minute > 59:
        return None, text
    return time(hour, minute), rest


def _minute(clock: re.Match[str]) -> int:
    if clock["minute"]:
        return int(clock["minute"])
    part = clock["part"]
    if not part:
        return 0
    return {"半": 30, "一刻": 15, "1刻": 15}.get(part) or int(part)


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"
