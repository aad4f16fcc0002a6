"""Figures by command, for those who manage."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from domain.clock import Clock
from domain.desk import Desk
from domain.errors import NotAllowed
from domain.people import PersonId, StaffRole
from domain.statistics import Figures, Period
from services.lookup import AskCommunities, bound_communities, in_order
from services.ports import UnitOfWork


class Span(StrEnum):
    """The periods that figures can be asked for, in the community's own days."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFigures:
    """Asks for the figures of a community, or of one team of it."""

    by: PersonId
    span: Span
    community: str
    team: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Figures with what they are about; ``teams`` are those the asker may narrow them to."""

    community: str
    span: Span
    period: Period
    team: str | None
    teams: tuple[str, ...]
    figures: Figures


class Reporting:
    """Reads only."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    def communities(self, uow: UnitOfWork, command: AskCommunities) -> tuple[str, ...]:
        """Return the communities whose figures the asker may read, in the desk's order.

        In the group of a team only that team's community is meant.

        Raises:
            NotAllowed: There is none.
        """
        may = uow.people.actor(command.by).reads_figures_of
        bound = bound_communities(uow, command.chat_id)
        found = in_order(self._desk, may & bound if bound else may)
        if not found:
            raise NotAllowed("figures")
        return found

    def figures(self, uow: UnitOfWork, command: AskFigures) -> Report:
        """Return the figures of a period.

        Managers get any team of their community, a leader their own team's.

        Raises:
            NotAllowed: The asker is neither.
        """
        actor = uow.people.actor(command.by)
        community, team = command.community, command.team
        teams = tuple(known.code for known in self._desk.teams)
        if community not in actor.manages:
            led = {
                post.team
                for post in actor.posts
                if post.active and post.community == community and post.role is StaffRole.LEADER
            }
            teams = tuple(code for code in teams if code in led)
            team = team or next(iter(teams), None)
            if team is None or team not in teams:
                raise NotAllowed("figures")
        now = self._clock.now()
        period = self.period(community, command.span, now)
        return Report(
            community=community,
            span=command.span,
            period=period,
            team=team,
            teams=teams,
            figures=uow.figuring.figures(community, period, team, now),
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
