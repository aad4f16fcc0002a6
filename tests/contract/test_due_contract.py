"""Timers: set once, cancelled, claimed with a lease and a fence."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta

from services.ports import UnitOfWork
from services.rows import DueRow
from storage.runner import DatabaseRunner
from tests.storage.backends import doing
from tests.storage.samples import NOW


def claim(runner: DatabaseRunner, after: float = 0, limit: int = 100) -> Awaitable[list[DueRow]]:
    moment = NOW + timedelta(seconds=after)
    return doing(runner)(lambda uow: uow.due.claim(moment, limit))


def put(runner: DatabaseRunner, **seconds: float) -> Awaitable[None]:
    def work(uow: UnitOfWork) -> None:
        for key, after in seconds.items():
            uow.due.put(key, "sla", NOW + timedelta(seconds=after), {"ticket": 3, "level": key})

    return doing(runner)(work)


async def test_what_is_due_is_claimed_oldest_first(runner: DatabaseRunner) -> None:
    await put(runner, late=3, early=1, middle=2, future=10)
    rows = await claim(runner, after=3)
    assert [row.key for row in rows] == ["early", "middle", "late"]
    first = rows[0]
    assert (first.kind, first.at, first.fence) == ("sla", NOW + timedelta(seconds=1), 1)
    assert first.payload == {"ticket": 3, "level": "early"}
    assert await claim(runner, after=3) == []
    assert len(await claim(runner, after=10, limit=1)) == 1


async def test_a_key_is_set_once_also_after_it_fired(runner: DatabaseRunner) -> None:
    await put(runner, fired=1, kept=1)
    rows = await claim(runner, after=1)
    assert await doing(runner)(lambda uow: uow.due.done(rows[0].id, rows[0].fence, NOW))
    await put(runner, fired=2, kept=2)
    assert await claim(runner, after=9) == []


async def test_a_cancelled_timer_can_be_set_anew(runner: DatabaseRunner) -> None:
    await put(runner, a=1)
    (cancelled,) = await claim(runner, after=1)
    await doing(runner)(lambda uow: uow.due.cancel("a", "unknown"))
    assert await claim(runner, after=9) == []
    await put(runner, a=5)
    # Whoever was firing it when it was cancelled has lost it all the same.
    assert not await doing(runner)(lambda uow: uow.due.done(cancelled.id, cancelled.fence, NOW))
    assert await claim(runner, after=4) == []
    (row,) = await claim(runner, after=5)
    assert row.at == NOW + timedelta(seconds=5)
    assert await doing(runner)(lambda uow: uow.due.done(row.id, row.fence, NOW))


async def test_done_is_refused_when_the_fence_was_lost(
    hasty_runner: DatabaseRunner, runner: DatabaseRunner
) -> None:
    await put(runner, a=0)
    (first,) = await claim(hasty_runner)
    rows: list[DueRow] = []
    for _ in range(200):
        rows = await claim(runner)
        if rows:
            break
        await asyncio.sleep(0.01)
    (second,) = rows
    assert second.fence == first.fence + 1

    def done(row: DueRow) -> Awaitable[bool]:
        return doing(runner)(lambda uow: uow.due.done(row.id, row.fence, NOW))

    assert not await done(first)
    assert await done(second)
    assert not await done(second)


async def test_cancelling_takes_the_fence_from_one_that_is_firing(runner: DatabaseRunner) -> None:
    await put(runner, a=0)
    (row,) = await claim(runner)
    await doing(runner)(lambda uow: uow.due.cancel("a"))
    assert not await doing(runner)(lambda uow: uow.due.done(row.id, row.fence, NOW))


async def test_next_at_is_of_the_first_that_waits(runner: DatabaseRunner) -> None:
    def next_at() -> Awaitable[object]:
        return doing(runner)(lambda uow: uow.due.next_at())

    assert await next_at() is None
    await put(runner, a=60, b=30, c=90)
    assert await next_at() == NOW + timedelta(seconds=30)
    await claim(runner, after=30)
    assert await next_at() == NOW + timedelta(seconds=60)
    await doing(runner)(lambda uow: uow.due.cancel("a", "c"))
    assert await next_at() is None


async def test_two_processes_never_claim_the_same(
    runner: DatabaseRunner, other_runner: DatabaseRunner
) -> None:
    await put(runner, **{f"k{n}": 0 for n in range(40)})
    claims = await asyncio.gather(*(claim(each, limit=7) for each in [runner, other_runner] * 4))
    keys = [row.key for rows in claims for row in rows]
    assert len(keys) == len(set(keys)) == 40


async def test_the_listener_hears_of_changed_timers_only(runner: DatabaseRunner) -> None:
    calls: list[str] = []
    runner.listen(on_due=lambda: calls.append("due"))
    await put(runner, a=5)
    assert calls == ["due"]
    await put(runner, a=5)
    await claim(runner)
    assert calls == ["due"]
    await doing(runner)(lambda uow: uow.due.cancel("a"))
    assert calls == ["due", "due"]
