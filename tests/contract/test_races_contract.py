"""Units of work that run side by side: the loser reads afresh and acts again, nothing is lost."""

import asyncio
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errors import Conflict
from domain.lifecycle import Action
from domain.ticket import TicketId
from domain.timeline import DESK
from services.ports import UnitOfWork
from services.rows import FollowUp
from storage.runner import DatabaseRunner
from tests.storage.backends import doing
from tests.storage.samples import NOW, new_ticket, seed_person, seed_ticket

Work = Callable[[UnitOfWork], None]


class Meeting:
    """Lets two units wait for each other between reading and writing, the first time they run.

    SQLite's units run one after another and never meet; there the first soon goes on alone.
    """

    def __init__(self) -> None:
        self._barrier = threading.Barrier(2, timeout=0.3)
        self.runs: Counter[str] = Counter()

    def wait(self, who: str) -> None:
        self.runs[who] += 1
        if self.runs[who] == 1:
            with suppress(threading.BrokenBarrierError):
                self._barrier.wait()


async def both(runner: DatabaseRunner, other: DatabaseRunner, first: Work, second: Work) -> None:
    await asyncio.gather(doing(runner)(first), doing(other)(second))


async def test_two_acts_on_one_ticket_are_both_done(
    runner: DatabaseRunner, other_runner: DatabaseRunner, backend: str
) -> None:
    ticket = await doing(runner)(seed_ticket)
    meeting = Meeting()

    def note(who: str) -> Work:
        def work(uow: UnitOfWork) -> None:
            mine = uow.tickets.get_required(ticket.id)
            meeting.wait(who)
            mine.record(Action.NOTE, DESK, NOW, who)
            uow.tickets.save(mine, f"note:{who}")

        return work

    await both(runner, other_runner, note("a"), note("b"))
    timeline = await doing(runner)(lambda uow: uow.tickets.events(ticket.id))
    assert sorted(event.text for event in timeline[1:]) == ["a", "b"]
    assert meeting.runs.total() == (3 if backend == "postgresql" else 2)


async def test_an_answer_is_not_lost_to_a_reminder_at_the_same_moment(
    runner: DatabaseRunner, other_runner: DatabaseRunner
) -> None:
    def seed(uow: UnitOfWork) -> FollowUp:
        ticket = seed_ticket(uow)
        uow.follow_ups.save(FollowUp(ticket_id=ticket.id, cycle=1, asked_at=NOW))
        asked = uow.follow_ups.get(ticket.id, 1)
        assert asked is not None
        return asked

    asked = await doing(runner)(seed)
    later = NOW + timedelta(days=1)
    meeting = Meeting()

    def change(who: str, **fields: object) -> Work:
        def work(uow: UnitOfWork) -> None:
            found = uow.follow_ups.get(asked.ticket_id, 1)
            assert found is not None
            meeting.wait(who)
            uow.follow_ups.save(replace(found, **fields))  # type: ignore[arg-type]  # by name

        return work

    answer = change("owner", solved=True, answered_at=later)
    await both(runner, other_runner, answer, change("timer", reminded_at=later))
    found = await doing(runner)(lambda uow: uow.follow_ups.get(asked.ticket_id, 1))
    expected = replace(asked, solved=True, answered_at=later, reminded_at=later, version=3)
    assert found == expected


async def test_the_slower_of_two_follow_ups_is_refused(runner: DatabaseRunner) -> None:
    ticket = await doing(runner)(seed_ticket)
    new = FollowUp(ticket_id=ticket.id, cycle=1)
    await doing(runner)(lambda uow: uow.follow_ups.save(new))
    with pytest.raises(Conflict):  # made twice
        await doing(runner)(lambda uow: uow.follow_ups.save(new))
    first = replace(new, version=1)
    await doing(runner)(lambda uow: uow.follow_ups.save(replace(first, solved=True)))
    with pytest.raises(Conflict):  # changed from what is no longer there
        await doing(runner)(lambda uow: uow.follow_ups.save(replace(first, solved=False)))
    found = await doing(runner)(lambda uow: uow.follow_ups.get(ticket.id, 1))
    assert found == replace(first, solved=True, version=2)


async def test_a_draft_sent_twice_at_once_is_one_ticket(
    runner: DatabaseRunner, other_runner: DatabaseRunner
) -> None:
    reporter = await doing(runner)(seed_person)
    draft = new_ticket(reporter)
    meeting = Meeting()
    found: dict[str, int] = {}

    def send(who: str) -> Work:
        def work(uow: UnitOfWork) -> None:
            known = uow.tickets.by_draft(draft.draft_key)
            meeting.wait(who)
            if known is None:
                known = new_ticket(reporter)
                known.draft_key = draft.draft_key
                uow.tickets.add(known, f"file:{draft.draft_key}")
            found[who] = known.number

        return work

    await both(runner, other_runner, send("a"), send("b"))
    assert found["a"] == found["b"]


async def test_whoever_loses_every_time_is_told_in_the_end(
    runner: DatabaseRunner, backend: str
) -> None:
    runs: list[int] = []

    def lose(uow: UnitOfWork) -> None:
        runs.append(1)
        seed_ticket(uow)
        raise Conflict

    with pytest.raises(Conflict):
        await doing(runner)(lose)
    assert len(runs) == (5 if backend == "postgresql" else 1)


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
@pytest.mark.postgres
async def test_a_deadlock_costs_nobody_their_act(
    runner: DatabaseRunner, other_runner: DatabaseRunner
) -> None:
    a, b = [await doing(runner)(seed_ticket) for _ in range(2)]
    meeting = Meeting()

    def note_both(who: str, *tickets: TicketId) -> Work:
        def work(uow: UnitOfWork) -> None:
            for number, ticket_id in enumerate(tickets):
                mine = uow.tickets.get_required(ticket_id)
                mine.record(Action.NOTE, DESK, NOW, who)
                uow.tickets.save(mine, f"note:{who}:{ticket_id}")
                if number == 0:
                    meeting.wait(who)

        return work

    await both(runner, other_runner, note_both("x", a.id, b.id), note_both("y", b.id, a.id))
    for ticket in (a, b):
        timeline = await runner.run(lambda uow, of: uow.tickets.events(of), ticket.id)
        assert sorted(event.text for event in timeline[1:]) == ["x", "y"]
