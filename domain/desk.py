"""The property company as the desk file describes it: communities, teams, categories, promises."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.errors import UnknownCommunity
from domain.language import Localized
from domain.people import CENTRE
from domain.ticket import Severity, TicketKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Building:
    """A building with the units (单元) it has; a building without units has an empty tuple."""

    code: str
    name: Localized
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyNumber:
    """A number to call first, such as the duty desk or 119, in the order it is shown."""

    label: Localized
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DailySpan:
    """A span of local time that returns every day and may pass midnight (21:00 to 08:00)."""

    start: time
    end: time

    def holds(self, moment: time) -> bool:
        """Whether a local time of day lies in the span; its end does not."""
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end

    def next_outside(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """Return ``moment`` itself, or, when it lies in the span, the span's end after it."""
        local = moment.astimezone(zone)
        if self.start == self.end or not self.holds(local.time()):
            return moment
        end = local.replace(
            hour=self.end.hour, minute=self.end.minute, second=0, microsecond=0, fold=0
        )
        if end <= local:
            end += timedelta(days=1)
        return end.astimezone(moment.tzinfo)


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """One of the teams that do the work (S-064), or the service centre."""

    code: str
    name: Localized


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """What a report is about, who deals with it and what is promised for it.

    ``accept_within`` and ``finish_within`` are the promises; a red ticket is promised
    ``Desk.emergency_accept_within`` instead. ``advice`` is what the owner can do meanwhile.
    ``public`` is what is never at anybody's home, such as the lights of the stairs. ``words`` are
    what people call it beside its name, of all languages.
    """

    code: str
    name: Localized
    kinds: frozenset[TicketKind]
    team: str
    severity: Severity
    accept_within: timedelta
    finish_within: timedelta
    advice: Localized | None = None
    public: bool = False
    words: tuple[str, ...] = ()

    def named_in(self, text: str) -> tuple[int, bool]:
        """Return how long the longest name or word is that a text holds, and whether it is a name.

        Nothing is (0, False). In English whole words count, in Chinese characters.
        """
        names = [(name, True) for name in self.name.texts.values()]
        words = [(word, False) for word in self.words]
        said = text.casefold()
        found = [(_length(one), name) for one, name in names + words if _holds(said, one)]
        return max(found, default=(0, False))


def _holds(said: str, word: str) -> bool:
    word = word.casefold()
    if not word.isascii():
        return word in said
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", said) is not None


def _length(word: str) -> int:
    return len(word.split()) if word.isascii() else len(word)


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """A kind of emergency: what the owner is told first and who is called (S-088)."""

    code: str
    name: Localized
    team: str
    safety: Localized


Fact = str | Mapping[str, str]
"""One text for all languages, or one for each language tag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """One residential community (小区). ``facts`` are those that differ from the company's."""

    code: str
    name: Localized
    timezone: ZoneInfo
    buildings: tuple[Building, ...]
    emergency_numbers: tuple[EmergencyNumber, ...]
    quiet_hours: DailySpan
    office_hours: DailySpan
    centre_phone: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def building(self, code: str) -> Building | None:
        """Return a building by its code."""
        return next((found for found in self.buildings if found.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRules:
    """When the owner is asked after the work, and how silence is handled (S-098).

    The three spans follow each other: the end of the work, the question, the reminder, the call
    by a colleague. A score at or below ``reopen_at_or_below`` reopens the ticket; 0 never does.
    """

    ask_after: timedelta
    remind_after: timedelta
    call_after: timedelta
    reopen_at_or_below: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepRules:
    """For how long the desk keeps what is over; tickets and people are no matter of these.

    ``records`` are those of updates that were handled, messages that arrived and timers that
    fired; they keep anything from being done twice, so they must outlive the day for which the
    messenger may deliver an update again. ``drafts`` are dialogues that nobody has gone on with.
    Of ``consultations`` only words and asker are forgotten; what they count for stays.
    """

    records: timedelta = timedelta(days=30)
    drafts: timedelta = timedelta(days=7)
    consultations: timedelta = timedelta(days=180)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeRules:
    """How the knowledge base is kept: after how long somebody looks at an answer again."""

    review_after: timedelta = timedelta(days=180)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The whole company, read once from the desk file."""

    company: Localized
    communities: tuple[Community, ...]
    teams: tuple[Team, ...]
    categories: tuple[Category, ...]
    emergencies: tuple[Emergency, ...]
    facts: Mapping[str, Fact]
    follow_up: FollowUpRules
    emergency_accept_within: timedelta
    consent_version: str
    keep: KeepRules = KeepRules()
    knowledge: KnowledgeRules = KnowledgeRules()

    def community(self, code: str) -> Community:
        """Return a community.

        Raises:
            UnknownCommunity: The desk file has none of that code.
        """
        for found in self.communities:
            if found.code == code:
                return found
        raise UnknownCommunity(code)

    def facts_in(self, code: str) -> Mapping[str, Fact]:
        """Return what answers may state in a community: its own facts before the company's.

        Raises:
            UnknownCommunity: The desk file has none of that code.
        """
        return {**self.facts, **self.community(code).facts}

    def team(self, code: str) -> Team | None:
        """Return a team by its code."""
        return next((found for found in self.teams if found.code == code), None)

    def category(self, code: str) -> Category | None:
        """Return a category by its code."""
        return next((found for found in self.categories if found.code == code), None)

    def emergency(self, code: str) -> Emergency | None:
        """Return an emergency kind by its code."""
        return next((found for found in self.emergencies if found.code == code), None)

    def team_for(self, kind: TicketKind, category: str) -> str:
        """Return the team that a report goes to; the service centre where nothing says."""
        emergency = self.emergency(category) if kind is TicketKind.EMERGENCY else None
        found = emergency or self.category(category)
        return found.team if found else CENTRE

    def categories_for(self, kind: TicketKind) -> tuple[Category, ...]:
        """Return the categories that a kind of report can have, in the desk file's order."""
        return tuple(found for found in self.categories if kind in found.kinds)

    def category_named(self, kind: TicketKind, text: str) -> Category | None:
        """Return the category that a text names; ``None`` where none is, or two are equally."""
        ranked = sorted(
            ((found.named_in(text), found) for found in self.categories_for(kind)),
            key=lambda one: one[0],
            reverse=True,
        )
        if not ranked or not ranked[0][0][0]:
            return None
        tied = len(ranked) > 1 and ranked[1][0] == ranked[0][0]
        return None if tied else ranked[0][1]

    def promise(
        self, category: Category | None, severity: Severity, now: datetime
    ) -> tuple[datetime, datetime]:
        """Return until when a new ticket is promised to be (accepted, finished)."""
        accept = category.accept_within if category else DEFAULT_ACCEPT_WITHIN
        finish = category.finish_within if category else DEFAULT_FINISH_WITHIN
        if severity is Severity.RED:
            accept = min(accept, self.emergency_accept_within)
            finish = min(finish, EMERGENCY_FINISH_WITHIN)
        return now + accept, now + finish


DEFAULT_ACCEPT_WITHIN = timedelta(hours=2)
"""First reply where a category sets none: two hours (S-080)."""

EMERGENCY_FINISH_WITHIN = timedelta(hours=24)
"""End of the work in an emergency: a day at the outside (S-079)."""

DEFAULT_FINISH_WITHIN = timedelta(hours=72)
"""End of the work where a category sets none: 72 hours (S-078)."""
