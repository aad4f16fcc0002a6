"""The figures against a count in Python, over tickets that Hypothesis makes."""

from collections import Counter
from datetime import datetime, timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.lifecycle import Status
from domain.people import PersonId
from domain.statistics import Figures, Period
from domain.ticket import Severity, Ticket, TicketKind
from services.ports import UnitOfWork
from storage.runner import DatabaseRunner
from tests.storage.backends import doing
from tests.storage.samples import NOW, new_ticket, seed_person

_communities = (f"community-{number}" for number in count())

PERIOD = Period(since=NOW - timedelta(hours=10), until=NOW + timedelta(hours=10))

near = st.integers(-12, 12).map(lambda hours: NOW + timedelta(hours=hours))
perhaps = st.none() | near


@st.composite
def tickets(draw: st.DrawFn) -> Ticket:
    """A ticket with any milestones, also ones that no sequence of acts would give."""
    ticket = new_ticket(PersonId(0), filed_at=draw(near), category=draw(st.sampled_from("abc")))
    ticket.kind = draw(st.sampled_from(TicketKind))
    ticket.severity = draw(st.sampled_from(Severity))
    ticket.team = draw(st.sampled_from([None, "repair", "security"]))
    ticket.status = draw(st.sampled_from(Status))
    ticket.accept_by, ticket.finish_by = draw(near), draw(near)
    ticket.first_accept_by, ticket.first_finish_by = draw(perhaps), draw(near)
    ticket.accepted_at = draw(perhaps)
    ticket.first_accepted_at, ticket.first_done_at = draw(perhaps), draw(perhaps)
    ticket.reopened = draw(st.integers(0, 2))
    ticket.score = draw(st.none() | st.integers(1, 5))
    return ticket


def counted(tickets: list[Ticket], team: str | None, now: datetime) -> Figures:
    """Count by the words of `domain.statistics`."""
    here = [ticket for ticket in tickets if team is None or ticket.team == team]
    filed = [ticket for ticket in here if PERIOD.since <= ticket.filed_at < PERIOD.until]
    open_now = [ticket for ticket in here if ticket.is_open]

    def groups(names: list[str]) -> tuple[tuple[str, int], ...]:
        return tuple(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))

    def overdue(ticket: Ticket) -> bool:
        waits = ticket.status in {Status.FILED, Status.DISPATCHED}
        rests = ticket.status is Status.HELD
        return (waits and ticket.accept_by < now) or (not rests and ticket.finish_by < now)

    accept = [(t.first_accepted_at, t.first_accept_by or t.accept_by, t.status) for t in filed]
    finish = [(t.first_done_at, t.first_finish_by or t.finish_by, t.status) for t in filed]
    figures: dict[str, int] = {}
    for name, verb, rows in (("accept", "accepted", accept), ("finish", "finished", finish)):
        in_time = [at for at, promised, _ in rows if at is not None and at <= promised]
        judged = [
            at
            for at, promised, status in rows
            if at is not None or (promised < now and status is not Status.CANCELLED)
        ]
        figures |= {f"{verb}_in_time": len(in_time), f"{name}_judged": len(judged)}
    return Figures(
        filed=len(filed),
        by_kind=groups([ticket.kind.value for ticket in filed]),
        by_team=groups([ticket.team or "" for ticket in filed]),
        by_category=groups([ticket.category for ticket in filed]),
        open_now=len(open_now),
        overdue_now=sum(map(overdue, open_now)),
        reopened=sum(ticket.reopened > 0 for ticket in filed),
        cancelled=sum(ticket.status is Status.CANCELLED for ticket in filed),
        scores=tuple(sorted(Counter(t.score for t in filed if t.score is not None).items())),
        **figures,
    )


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(made=st.lists(tickets(), max_size=12), team=st.sampled_from([None, "repair"]), now=near)
async def test_figures_are_those_of_a_count(
    runner: DatabaseRunner, made: list[Ticket], team: str | None, now: datetime
) -> None:
    community = next(_communities)

    def store(uow: UnitOfWork) -> list[Ticket]:
        reporter = seed_person(uow, telegram_id=None)
        stored = []
        for ticket in made:
            mine = new_ticket(reporter, community=community)
            place, draft = mine.place, mine.draft_key
            for name in Ticket.__dataclass_fields__:
                setattr(mine, name, getattr(ticket, name))
            mine.place, mine.draft_key, mine.reporter = place, draft, reporter
            uow.tickets.add(mine, draft)
            stored.append(mine)
        return stored

    stored = await doing(runner)(store)
    figures = await runner.read(
        lambda uow, _: uow.figuring.figures(community, PERIOD, team, now), None
    )
    assert figures == counted(stored, team, now)


async def test_a_community_without_tickets_has_empty_figures(runner: DatabaseRunner) -> None:
    figures = await doing(runner)(lambda uow: uow.figuring.figures("none", PERIOD, None, NOW))
    assert figures == Figures()
    assert figures.mean_score is None
