"""Says moments and spans as people say them: 今天 21:40, tomorrow 14:00, 1 小时 5 分."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.language import Language

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAYS = {
    Language.ZH_HANS: {-1: "昨天", 0: "今天", 1: "明天", 2: "后天"},
    Language.ZH_HANT: {-1: "昨天", 0: "今天", 1: "明天", 2: "後天"},
    Language.EN: {-1: "yesterday", 0: "today", 1: "tomorrow"},
}
_UNITS = {
    Language.ZH_HANS: ("{} 天", "{} 小时", "{} 分", "不到 1 分"),
    Language.ZH_HANT: ("{} 天", "{} 小時", "{} 分", "不到 1 分"),
    Language.EN: ("{} d", "{} h", "{} min", "less than 1 min"),
}


def day(when: date, today: date, language: Language) -> str:
    """Return a day in words: 今天, 11月24日, 2027年1月3日."""
    word = _DAYS[language].get((when - today).days)
    if word is not None:
        return word
    if language is Language.EN:
        text = f"{when.day} {_MONTHS[when.month - 1]}"
        return text if when.year == today.year else f"{text} {when.year}"
    text = f"{when.month}月{when.day}日"
    return text if when.year == today.year else f"{when.year}年{text}"


def clock_time(moment: datetime, now: datetime, zone: ZoneInfo, language: Language) -> str:
    """Return a moment as local clock time with its day: 今天 21:40."""
    local = moment.astimezone(zone)
    return f"{day(local.date(), now.astimezone(zone).date(), language)} {local:%H:%M}"


def span(length: timedelta, language: Language) -> str:
    """Return a length of time, the two largest units of it: 1 小时 5 分, 3 天 2 小时."""
    minutes = int(abs(length).total_seconds()) // 60
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [
        form.format(amount)
        for form, amount in zip(_UNITS[language], (days, hours, rest), strict=False)
        if amount
    ]
    return " ".join(parts[:2]) or _UNITS[language][3]
