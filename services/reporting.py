"""Figures by command, for those who manage."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from domain.clock import Clock
from domain.desk import Desk
from domain.errors import NotAllowed
from domain.people import PersonId, StaffRole
from domain.statistics import Figures, Period
from services.ports import UnitOfWork


class Span(StrEnum):
    """The periods that figures can be asked for, in the community's own days."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFigures:
    """Asks for figures; ``community`` ``None`` means the first one the asker manages."""

    by: PersonId
    span: Span
    community: str | None = None
    team: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Figures with what they are about."""

    community: str
    span: Span
    period: Period
    team: str | None
    figures: Figures


class Reporting:
    """Reads only."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    def figures(self, uow: UnitOfWork, command: AskFigures) -> Report:
        """Return the figures of a period.

        Managers get any team of their community, a leader their own team's.

        Raises:
            NotAllowed: The asker is neither.
        """
        actor = uow.people.actor(command.by)
        community, team = command.community, command.team
        if community is None:
            led = sorted(post.community for post in actor.posts if post.active)
            community = (actor.manages or tuple(led) or ("",))[0]
        if community not in actor.manages:
            leader = actor.post_with(community, StaffRole.LEADER) if community else None
            if leader is None or team not in {None, leader.team}:
                raise NotAllowed("figures")
            team = leader.team
        now = self._clock.now()
        period = self.period(community, command.span, now)
        figures = uow.figuring.figures(community, period, team, now)
        return Report(
            community=community, span=command.span, period=period, team=team, figures=figures
        )

    def period(self, community: str, span: Span, now: datetime) -> Period:
        """Return the span that ``now`` lies in, from its local beginning to ``now`` itself."""
        zone = self._desk.community(community).timezone
        day = now.astimezone(zone).date()
        if span is Span.WEEK:
            day -= timedelta(days=day.weekday())
        elif span is Span.MONTH:
            day = day.replace(day=1)
        since = datetime.combine(day, time(), zone).astimezone(now.tzinfo)
        return Period(since=since, until=now + timedelta(microseconds=1))
