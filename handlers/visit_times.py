"""When somebody may come: the choices of this moment, each as concrete days and hours."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.telegram.words import Words

LAST_VISIT = 20
"""Nobody is promised for today after eight in the evening, local time."""

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class VisitTime:
    """A choice: what stands on its button, and what the team will read."""

    code: str
    label: str
    wish: str


def visit_times(words: Words, zone: ZoneInfo) -> list[VisitTime]:
    """Return the choices, soonest first; "any time" is last and wishes nothing."""
    now = words.now.astimezone(zone)
    today, tomorrow = now.date(), now.date() + timedelta(days=1)
    found = []
    if now.hour < LAST_VISIT - 1:
        found.append(_choice(words, "today", f"{_named(words, today)} {_until(words)}"))
    found.append(_choice(words, "morning", f"{_named(words, tomorrow)} 8:00–12:00"))
    found.append(_choice(words, "afternoon", f"{_named(words, tomorrow)} 14:00–18:00"))
    found.append(_choice(words, "weekend", _weekend(words, now)))
    found.append(VisitTime("any", words.t("report-visit-any"), ""))
    return found


def _choice(words: Words, code: str, wish: str) -> VisitTime:
    return VisitTime(code, words.t(f"report-visit-{code}"), wish)


def _until(words: Words) -> str:
    return words.t("report-visit-before", hour=LAST_VISIT)


def _weekend(words: Words, now: datetime) -> str:
    """Return this weekend, or the next one where this one is over or nearly so."""
    today = now.date()
    days = (_SATURDAY - today.weekday()) % 7
    first = today + timedelta(days=days)
    last = first + timedelta(days=1)
    return words.t("report-visit-days", first=_named(words, first), last=_named(words, last))


def _named(words: Words, day: date) -> str:
    """Return a day by its date: 今天 would be wrong when the team reads it tomorrow."""
    return words.t("report-visit-date", month=day.month, day=day.day)
