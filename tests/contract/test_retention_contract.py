"""What is forgotten when it is over, and what never is; calendar jobs are one process's."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

from services.intents import Doubt, Outgoing
from services.ports import UnitOfWork
from services.rows import DialogueState, InboxUpdate, OutboxRow
from storage.runner import DatabaseRunner
from storage.statements import Statement
from tests.storage.backends import doing
from tests.storage.samples import NOW, message

LATER = NOW + timedelta(days=30)


def update(number: int) -> InboxUpdate:
    return InboxUpdate(bot_id=1, update_id=number, lane_key="5:6", payload=b"{}")


def count(table: str) -> Callable[[UnitOfWork], int]:
    def work(uow: UnitOfWork) -> int:
        transaction = uow.outbox._transaction  # type: ignore[attr-defined]  # looks inside
        return int(transaction.row(Statement(f"SELECT count(*) FROM {table}"), {})[0])  # noqa: S608

    return work


async def test_handled_updates_are_forgotten_and_no_others(runner: DatabaseRunner) -> None:
    do = doing(runner)

    def seed(uow: UnitOfWork) -> None:
        uow.inbox.store([update(number) for number in range(6)], NOW)
        for number in (0, 1, 2):
            uow.inbox.finish(1, number, NOW)
        uow.inbox.finish(1, 3, LATER)
        uow.inbox.set_aside(update(4), NOW)

    await do(seed)
    assert await do(lambda uow: uow.inbox.forget(NOW, 10)) == 0
    assert await do(lambda uow: uow.inbox.forget(LATER, 2)) == 2
    assert await do(lambda uow: uow.inbox.forget(LATER, 2)) == 1
    assert await do(lambda uow: uow.inbox.forget(LATER, 2)) == 0
    everything = [update(number) for number in range(6)]
    assert await do(lambda uow: uow.inbox.store(everything, NOW)) == everything[:3]


async def test_what_cannot_be_read_is_kept_and_waits_for_nothing(runner: DatabaseRunner) -> None:
    do = doing(runner)
    await do(lambda uow: uow.inbox.store([update(1)], NOW))
    assert await do(lambda uow: uow.inbox.set_aside(update(1), NOW))  # stored before
    assert await do(lambda uow: uow.inbox.set_aside(update(2), NOW))  # never stored
    assert not await do(lambda uow: uow.inbox.set_aside(update(2), NOW))
    assert await do(lambda uow: uow.inbox.pending()) == []
    assert await do(lambda uow: uow.inbox.store([update(1), update(2)], NOW)) == []
    kept = Statement("SELECT update_id FROM inbox WHERE unreadable AND payload IS NOT NULL")
    rows = await do(lambda uow: uow.outbox._transaction.rows(kept, {}))  # type: ignore[attr-defined]
    assert sorted(rows) == [(1,), (2,)]


async def test_sent_messages_are_forgotten_and_no_others(runner: DatabaseRunner) -> None:
    do = doing(runner)
    born: list[OutboxRow] = []
    runner.listen(on_outbox=born.extend)
    keys = ["sent", "sent late", "dead", "in hand"]
    written: list[Outgoing] = [message(key) for key in keys]
    written.append(message("kept back", not_before=LATER))
    written.append(message("poll", doubt=Doubt.PARK))

    def seed(uow: UnitOfWork) -> None:
        for each in written:
            uow.outbox.put(each)

    def go_on(uow: UnitOfWork) -> None:
        ids = {row.message.key: row.id for row in born}
        uow.outbox.sent(ids["sent"], 1, 9, NOW)
        uow.outbox.sent(ids["sent late"], 1, 9, LATER)
        uow.outbox.dead(ids["dead"], 1, "blocked", NOW)
        uow.outbox.claim(NOW, 10)
        uow.outbox.release()  # the poll is now in doubt

    await do(seed)
    await do(go_on)
    assert await do(lambda uow: uow.outbox.forget(LATER, 10)) == 1
    assert await do(count("outbox")) == 5
    assert len(await do(lambda uow: uow.outbox.dead_letters(10))) == 2


async def test_fired_and_cancelled_timers_are_forgotten_and_no_others(
    runner: DatabaseRunner,
) -> None:
    do = doing(runner)

    def seed(uow: UnitOfWork) -> None:
        for key in ("fired", "fired late", "cancelled", "pending", "firing"):
            uow.due.put(key, "kind", NOW, {})
        uow.due.put("cancelled for later", "kind", LATER, {})
        uow.due.cancel("cancelled", "cancelled for later")
        rows = {row.key: row for row in uow.due.claim(NOW, 10)}
        uow.due.done(rows["fired"].id, 1, NOW)
        uow.due.done(rows["fired late"].id, 1, LATER)

    await do(seed)
    assert await do(lambda uow: uow.due.forget(NOW, 10)) == 0
    assert await do(lambda uow: uow.due.forget(LATER, 1)) == 1
    assert await do(lambda uow: uow.due.forget(LATER, 10)) == 1
    assert await do(count("due")) == 4


async def test_dialogues_left_alone_are_forgotten(runner: DatabaseRunner) -> None:
    do = doing(runner)

    def seed(uow: UnitOfWork) -> None:
        for key, at in (("old", NOW), ("older", NOW), ("young", LATER)):
            uow.dialogues.save(DialogueState(key=key, state="a", data={}, changed_at=at))

    await do(seed)
    assert await do(lambda uow: uow.dialogues.forget(LATER, 1)) == 1
    assert await do(lambda uow: uow.dialogues.forget(LATER, 9)) == 1
    assert await do(lambda uow: uow.dialogues.get("young")) is not None


async def test_one_of_many_processes_runs_a_calendar_job(
    runner: DatabaseRunner, other_runner: DatabaseRunner
) -> None:
    def begin(slot: str) -> Callable[[UnitOfWork], bool]:
        return lambda uow: uow.cron_runs.begin("retention", slot, NOW)

    tries = [doing(each)(begin("2026-11-22")) for each in [runner, other_runner] * 4]
    assert sorted(await asyncio.gather(*tries)) == [False] * 7 + [True]
    assert await doing(other_runner)(begin("2026-11-23"))
    assert await doing(runner)(lambda uow: uow.cron_runs.begin("other", "2026-11-22", NOW))
    assert await doing(runner)(lambda uow: uow.cron_runs.forget(LATER)) == 3
