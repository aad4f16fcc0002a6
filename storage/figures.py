"""Aggregates that figures are made of, by their definitions in `domain.statistics`."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, literal_column, or_, select

from domain.lifecycle import Status
from domain.statistics import Figures, Period
from storage.moments import to_micros
from storage.promises import is_overdue
from storage.tables import TICKET_IS_OPEN, ticket
from storage.transaction import AnyRow, Transaction

_SCORES = range(1, 6)


class SqlFiguring:
    """Implements `services.repositories.Figuring` with three statements, however many tickets."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def figures(self, community: str, period: Period, team: str | None, now: datetime) -> Figures:
        """Return the figures of a period, by their definitions in `domain.statistics`.

        Overdue now is an open ticket whose current promise has passed: it waits although it
        should have been accepted, or should have been finished and is not at rest.
        """
        here = [ticket.c.community == community]
        if team is not None:
            here.append(ticket.c.team == team)
        filed = and_(
            *here,
            ticket.c.filed_at >= to_micros(period.since),
            ticket.c.filed_at < to_micros(period.until),
        )
        moment = to_micros(now)
        totals = self._transaction.select(select(*_totals(moment)).where(filed))[0]
        groups = self._transaction.select(
            select(ticket.c.kind, ticket.c.team, ticket.c.category, func.count())
            .where(filed)
            .group_by(ticket.c.kind, ticket.c.team, ticket.c.category)
        )
        present = self._transaction.select(
            select(func.count(), _count(is_overdue(now))).where(
                *here, literal_column(TICKET_IS_OPEN)
            )
        )[0]
        scores = ((score, int(getattr(totals, f"score_{score}"))) for score in _SCORES)
        return Figures(
            filed=int(totals.filed),
            by_kind=_grouped(groups, 0),
            by_team=_grouped(groups, 1),
            by_category=_grouped(groups, 2),
            open_now=int(present[0]),
            overdue_now=int(present[1]),
            accepted_in_time=int(totals.accepted_in_time),
            accept_judged=int(totals.accept_judged),
            finished_in_time=int(totals.finished_in_time),
            finish_judged=int(totals.finish_judged),
            reopened=int(totals.reopened),
            cancelled=int(totals.cancelled),
            scores=tuple((score, count) for score, count in scores if count),
        )


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _totals(moment: int) -> list[ColumnElement[int]]:
    cancelled = ticket.c.status == Status.CANCELLED.value
    accept_by = func.coalesce(ticket.c.first_accept_by, ticket.c.accept_by)
    finish_by = func.coalesce(ticket.c.first_finish_by, ticket.c.finish_by)
    accepted, finished = ticket.c.first_accepted_at, ticket.c.first_done_at
    return [
        func.count().label("filed"),
        _count(accepted <= accept_by).label("accepted_in_time"),
        _count(_judged(accepted, accept_by, cancelled, moment)).label("accept_judged"),
        _count(finished <= finish_by).label("finished_in_time"),
        _count(_judged(finished, finish_by, cancelled, moment)).label("finish_judged"),
        _count(ticket.c.reopened > 0).label("reopened"),
        _count(cancelled).label("cancelled"),
        *(_count(ticket.c.score == score).label(f"score_{score}") for score in _SCORES),
    ]


def _judged(
    happened: ColumnElement[int],
    promised: ColumnElement[int],
    cancelled: ColumnElement[bool],
    moment: int,
) -> ColumnElement[bool]:
    return or_(happened.is_not(None), and_(promised < moment, ~cancelled))


def _grouped(rows: Sequence[AnyRow], column: int) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row[column] or ""] += row[3]
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
