"""Messages to be sent: born claimed, leased, fenced, forgotten once sent."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest

from domain.language import Language
from domain.ticket import TicketId
from services.intents import (
    Doubt,
    Intent,
    Lane,
    Notice,
    Outgoing,
    Prepared,
    ShowCard,
    ShowMedia,
    ShowOverdue,
    TakeBack,
)
from services.ports import UnitOfWork
from services.rows import Fate, OutboxRow
from storage.runner import DatabaseRunner
from storage.statements import Statement
from tests.storage.backends import doing
from tests.storage.samples import NOW, message


def put(runner: DatabaseRunner, *messages: Outgoing) -> Awaitable[None]:
    def work(uow: UnitOfWork) -> None:
        for each in messages:
            uow.outbox.put(each)

    return doing(runner)(work)


def claim(
    runner: DatabaseRunner, limit: int = 100, after: float = 0
) -> Awaitable[list[OutboxRow]]:
    moment = NOW + timedelta(seconds=after)
    return doing(runner)(lambda uow: uow.outbox.claim(moment, limit))


def sent(runner: DatabaseRunner, row: OutboxRow) -> Awaitable[bool]:
    return doing(runner)(lambda uow: uow.outbox.sent(row.id, row.fence, 99, NOW))


def give_up(runner: DatabaseRunner, row: OutboxRow, at: datetime) -> Awaitable[None]:
    return doing(runner)(lambda uow: uow.outbox.dead(row.id, row.fence, "blocked", at))


async def until(
    runner: DatabaseRunner, seen: Callable[[UnitOfWork], object], *, tries: int = 200
) -> object:
    """Ask again and again, while time passes, until something is seen."""
    for _ in range(tries):
        if found := await doing(runner)(seen):
            return found
        await asyncio.sleep(0.01)
    raise AssertionError("never seen")


def catch(runner: DatabaseRunner) -> list[OutboxRow]:
    born: list[OutboxRow] = []
    runner.listen(on_outbox=born.extend)
    return born


async def test_a_message_is_handed_over_claimed_after_the_commit(runner: DatabaseRunner) -> None:
    born = catch(runner)
    hello = message("hello")
    await put(runner, hello)
    assert [(row.fence, row.attempts, row.message) for row in born] == [(1, 0, hello)]
    assert await claim(runner) == []
    assert await sent(runner, born[0])
    assert not await sent(runner, born[0])
    assert await doing(runner)(lambda uow: uow.outbox.waiting()) == 0


async def test_a_key_is_put_once_even_after_it_was_sent(runner: DatabaseRunner) -> None:
    born = catch(runner)
    await put(runner, message("a"), message("a", chat_id=9))
    await put(runner, message("a"))
    assert [row.message.chat_id for row in born] == [5]
    await sent(runner, born[0])
    await put(runner, message("a"))
    assert len(born) == 1


@pytest.mark.parametrize(
    "content",
    [
        ShowCard(ticket_id=TicketId(3), fresh=True),
        ShowMedia(ticket_id=TicketId(3), attachment_ids=(1, 2)),
        ShowMedia(ticket_id=TicketId(3), attachment_ids=(1,), caption="c", args={"name": "陈"}),
        TakeBack(said="u:1:2"),
        ShowOverdue(
            count=9, oldest=(TicketId(3), TicketId(1)), community="sunshine", team="repair"
        ),
        Notice(
            name="filed",
            ticket_id=TicketId(3),
            args={"n": 1, "w": "水\0\ud83d😀"},
            reply_to_card=True,
        ),
        Notice(name="plain"),
        Prepared(
            call="sendMessage", params={"text": "你" * 4096, "reply_markup": {"a": [[None]]}}
        ),
    ],
    ids=lambda content: type(content).__name__,
)
async def test_a_claimed_message_is_the_one_that_was_put(
    runner: DatabaseRunner, content: Intent
) -> None:
    whole = Outgoing(
        key="k",
        chat_id=-1_001_234_567_890,
        content=content,
        language=Language.ZH_HANT,
        thread_id=7,
        lane=Lane.FOLLOW_UP,
        doubt=Doubt.PARK,
        not_before=NOW,
        silent=True,
    )
    await put(runner, whole)
    (row,) = await claim(runner)
    assert (row.fence, row.attempts, row.message) == (1, 0, whole)


async def test_most_urgent_first_and_no_more_than_asked_for(runner: DatabaseRunner) -> None:
    lanes = [Lane.BROADCAST, Lane.REPLY, Lane.EMERGENCY, Lane.REPLY, Lane.DISPATCH]
    await put(
        runner, *(message(f"{n}", lane=lane, not_before=NOW) for n, lane in enumerate(lanes))
    )
    first = await claim(runner, limit=3)
    assert [row.message.key for row in first] == ["2", "1", "3"]
    assert [row.message.key for row in await claim(runner)] == ["4", "0"]


async def test_what_has_waited_long_enough_goes_before_younger_replies(
    runner: DatabaseRunner,
) -> None:
    await put(
        runner,
        message("card", lane=Lane.DISPATCH, not_before=NOW),
        message("question", lane=Lane.FOLLOW_UP, not_before=NOW),
    )
    await age(runner, 4)  # more than a card's patience, less than a question's
    await put(
        runner,
        message("reply", not_before=NOW),
        message("alarm", lane=Lane.EMERGENCY, not_before=NOW),
    )
    keys = [row.message.key for row in await claim(runner)]
    assert keys == ["alarm", "card", "reply", "question"]


async def age(runner: DatabaseRunner, seconds: int) -> None:
    """Let all messages be older; the database's own clock cannot be moved."""

    def work(uow: UnitOfWork) -> None:
        transaction = uow.outbox._transaction  # type: ignore[attr-defined]  # looks inside
        older = Statement("UPDATE outbox SET rank = rank - :age")
        transaction.change(older, {"age": seconds * 1_000_000})

    await doing(runner)(work)


async def test_a_message_kept_back_waits(runner: DatabaseRunner) -> None:
    born = catch(runner)
    kept = message("night", not_before=NOW + timedelta(hours=8))
    await put(runner, kept)
    assert born == []
    assert await claim(runner, after=8 * 3600 - 1) == []
    assert await doing(runner)(lambda uow: uow.outbox.waiting()) == 1
    (row,) = await claim(runner, after=8 * 3600)
    assert row.message == kept


async def test_the_listener_is_woken_for_a_message_that_is_not_born_claimed(
    runner: DatabaseRunner,
) -> None:
    calls: list[int] = []
    runner.listen(on_outbox=lambda rows: calls.append(len(rows)))
    await put(runner, message("poll", doubt=Doubt.PARK))
    await put(runner, message("poll", doubt=Doubt.PARK))
    assert calls == [0]


async def test_given_back_it_is_tried_again_and_counted(runner: DatabaseRunner) -> None:
    born = catch(runner)
    await put(runner, message("a"))
    later = NOW + timedelta(seconds=5)

    async def give_back(row: OutboxRow, *, counts: bool) -> None:
        await doing(runner)(
            lambda uow: uow.outbox.later(row.id, row.fence, later, "429", counts=counts)
        )

    await give_back(born[0], counts=True)
    assert await claim(runner, after=4) == []
    (again,) = await claim(runner, after=5)
    assert (again.fence, again.attempts) == (2, 1)
    await give_back(born[0], counts=True)  # the fence was lost: nothing changes
    assert await claim(runner, after=5) == []
    await give_back(again, counts=False)
    (third,) = await claim(runner, after=5)
    assert (third.fence, third.attempts) == (3, 1)
    assert not await sent(runner, again)
    assert await sent(runner, third)


async def test_given_up_it_waits_for_a_person(runner: DatabaseRunner) -> None:
    born = catch(runner)
    await put(runner, message("a"), message("b", chat_id=6))
    for index, row in enumerate(born):
        await give_up(runner, row, NOW + timedelta(seconds=index))
    letters = await doing(runner)(lambda uow: uow.outbox.dead_letters(10))
    assert [(letter.chat_id, letter.error) for letter in letters] == [
        (6, "blocked"),
        (5, "blocked"),
    ]
    assert letters[0].at == NOW + timedelta(seconds=1)
    assert len(await doing(runner)(lambda uow: uow.outbox.dead_letters(1))) == 1
    assert await doing(runner)(lambda uow: uow.outbox.waiting()) == 0
    assert await claim(runner, after=9) == []


async def test_two_processes_never_claim_the_same(
    runner: DatabaseRunner, other_runner: DatabaseRunner
) -> None:
    await put(runner, *(message(f"{n}", not_before=NOW) for n in range(60)))
    claims = await asyncio.gather(*(claim(each, limit=10) for each in [runner, other_runner] * 4))
    keys = [row.message.key for rows in claims for row in rows]
    assert len(keys) == len(set(keys)) == 60


async def test_a_lease_that_ran_out_is_claimed_by_another_and_the_fence_is_lost(
    hasty_runner: DatabaseRunner, runner: DatabaseRunner
) -> None:
    born = catch(hasty_runner)
    await put(hasty_runner, message("a"))
    rows = await until(runner, lambda uow: uow.outbox.claim(NOW, 9))
    assert isinstance(rows, list)
    (row,) = rows
    assert (row.fence, row.attempts) == (2, 1)
    assert not await sent(hasty_runner, born[0])
    assert await sent(runner, row)


async def test_renewing_ones_own_lease_is_no_try(hasty_runner: DatabaseRunner) -> None:
    born = catch(hasty_runner)
    await put(hasty_runner, message("a"))
    for fence in (2, 3):
        rows = await until(hasty_runner, lambda uow: uow.outbox.claim(NOW, 9))
        assert isinstance(rows, list)
        [row] = rows
        assert (row.fence, row.attempts) == (fence, 0)
    assert not await sent(hasty_runner, born[0])
    assert await sent(hasty_runner, row)


async def test_a_moved_clock_ends_no_lease(runner: DatabaseRunner) -> None:
    await put(runner, message("a"))
    assert await claim(runner, after=30 * 24 * 3600) == []


async def test_a_message_in_doubt_is_parked_and_never_sent_again(
    hasty_runner: DatabaseRunner,
) -> None:
    await put(hasty_runner, message("poll", doubt=Doubt.PARK))
    (row,) = await claim(hasty_runner)

    def parked(uow: UnitOfWork) -> object:
        assert uow.outbox.claim(NOW, 9) == []
        return uow.outbox.dead_letters(9)

    letters = await until(hasty_runner, parked)
    assert isinstance(letters, list)
    assert [(letter.id, letter.at) for letter in letters] == [(row.id, NOW)]
    assert "in doubt" in letters[0].error
    assert await doing(hasty_runner)(lambda uow: uow.outbox.waiting()) == 0
    # The send came through after all: then it is in doubt no longer.
    assert await sent(hasty_runner, row)
    assert await doing(hasty_runner)(lambda uow: uow.outbox.dead_letters(9)) == []


async def test_release_frees_what_may_be_repeated_and_parks_the_rest(
    runner: DatabaseRunner,
) -> None:
    await put(
        runner,
        message("reply"),
        message("poll", doubt=Doubt.PARK),
        message("untouched", doubt=Doubt.PARK, not_before=NOW + timedelta(hours=1)),
    )
    await claim(runner)
    await doing(runner)(lambda uow: uow.outbox.release())
    claimed = await claim(runner, after=3600)
    assert [(row.message.key, row.attempts) for row in claimed] == [("reply", 1), ("untouched", 0)]
    letters = await doing(runner)(lambda uow: uow.outbox.dead_letters(9))
    assert len(letters) == 1


async def test_release_leases_is_for_the_embedded_desk(
    backend: str, runner: DatabaseRunner, other_runner: DatabaseRunner
) -> None:
    await put(runner, message("a"))
    await doing(runner)(lambda uow: uow.due.put("d", "kind", NOW, {}))
    await doing(runner)(lambda uow: uow.due.claim(NOW, 9))
    await other_runner.release_leases()
    messages = await claim(other_runner)
    timers = await doing(other_runner)(lambda uow: uow.due.claim(NOW, 9))
    assert (len(messages), len(timers)) == ((1, 1) if backend == "sqlite" else (0, 0))


async def test_what_became_of_a_message_is_known_by_its_key(runner: DatabaseRunner) -> None:
    born = catch(runner)
    await put(runner, message("first"), message("second"))
    first, second = born

    def fate(key: str) -> Awaitable[Fate]:
        return doing(runner)(lambda uow: uow.outbox.fate(key))

    assert await fate(first.message.key) == Fate(waits=True)
    await sent(runner, first)
    await give_up(runner, second, NOW)
    assert await fate(first.message.key) == Fate(message_id=99)
    assert await fate(second.message.key) == Fate()
    assert await fate("unknown") == Fate()
