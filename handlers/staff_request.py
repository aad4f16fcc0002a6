"""What a colleague types after a command: a period, a community, a team, and only what is late."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from domain.desk import Community, Desk
from handlers.communities import take_name
from services.reporting import Span

SPANS: Mapping[Span, frozenset[str]] = {
    Span.TODAY: frozenset({"今天", "今日", "today", "day"}),
    Span.WEEK: frozenset({"本周", "本週", "这周", "這週", "week", "this week"}),
    Span.MONTH: frozenset({"本月", "这个月", "這個月", "month", "this month"}),
}
OVERDUE = frozenset({"超时", "超時", "逾期", "overdue"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRequest:
    """What was understood: ``overdue`` is the word typed for it, ``rest`` what means nothing."""

    span: Span | None
    community: Community | None
    team: str | None
    overdue: str
    rest: str


def read_request(text: str, desk: Desk) -> StaffRequest:
    """Read what was typed, in any order and in any of the three languages."""
    community, rest = take_name(text.strip(), desk)
    span: Span | None = None
    for candidate, words in SPANS.items():
        word, rest = (None, rest) if span else _take(words, rest)
        span = candidate if word else span
    overdue, rest = _take(OVERDUE, rest)
    team: str | None = None
    for known in desk.teams:
        names = {known.code, *known.name.texts.values()}
        names |= {name.removesuffix("组").removesuffix("組") for name in names}
        word, rest = (None, rest) if team else _take(frozenset(filter(None, names)), rest)
        team = known.code if word else team
    return StaffRequest(
        span=span, community=community, team=team, overdue=overdue or "", rest=rest.strip(" 组組")
    )


def _take(words: frozenset[str], text: str) -> tuple[str | None, str]:
    """Take the longest of the words that a text holds out of it."""
    for word in sorted(words, key=len, reverse=True):
        found = re.search(re.escape(word), text, re.IGNORECASE)
        if found is not None:
            return word, f"{text[: found.start()]} {text[found.end() :]}".strip()
    return None, text
