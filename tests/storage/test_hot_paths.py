"""What keeps the hot paths quick: partial indexes are used, and commits are shared."""

import asyncio
import threading

import pytest
from sqlalchemy import event

from services.ports import UnitOfWork
from storage import consultations, due, inbox, outbox
from storage.group_commit import GroupCommitRunner
from storage.runner import DatabaseRunner
from storage.statements import DIALECTS, Statement
from tests.storage.backends import doing
from tests.storage.samples import COMMUNITY, count_homes

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (outbox._CLAIM, "ix_outbox_pending"),
        (outbox._PARK, "ix_outbox_pending"),
        (outbox._WAITING, "ix_outbox_pending"),
        (outbox._DEAD_LETTERS, "ix_outbox_undeliverable"),
        (due._CLAIM, "ix_due_pending"),
        (due._NEXT_AT, "ix_due_pending"),
        (inbox._PENDING, "ix_inbox_unfinished"),
        (inbox._FORGET, "ix_inbox_finished"),
        (outbox._FORGET, "ix_outbox_sent"),
        (due._FORGET, "ix_due_over"),
        (consultations._PART, "ix_consultation_person_id"),
    ],
)
async def test_rows_are_found_by_their_partial_indexes(
    runner: DatabaseRunner, statement: Statement, index: str
) -> None:
    def plan(uow: UnitOfWork) -> str:
        sql, literals = statement.compiled("sqlite")
        names = ("moment", "most", "lease", "claimant", "now", "before", "person_id")
        params = {**dict.fromkeys(names, 1), **literals}
        transaction = uow.outbox._transaction  # type: ignore[attr-defined]  # looks inside
        rows = transaction.cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params).fetchall()
        return "\n".join(str(row[-1]) for row in rows)

    assert index in await doing(runner)(plan)


async def test_waiting_units_share_a_commit(runner: DatabaseRunner) -> None:
    assert isinstance(runner, GroupCommitRunner)
    assert runner._writer is not None
    commits: list[object] = []
    event.listen(runner._writer, "commit", commits.append)
    gate = threading.Event()

    def unit(uow: UnitOfWork, number: int) -> None:
        gate.wait(10)
        uow.houses.add_many([(COMMUNITY, "1", "1", str(number))])

    pending = [runner.run(unit, number) for number in range(100)]
    gate.set()
    await asyncio.gather(*pending)
    assert len(commits) <= 3


async def test_a_failed_commit_fails_all_and_keeps_nothing(runner: DatabaseRunner) -> None:
    assert isinstance(runner, GroupCommitRunner)
    assert runner._writer is not None
    gate = threading.Event()
    told: list[object] = []
    runner.listen(on_due=lambda: told.append(1))

    def unit(uow: UnitOfWork, number: int) -> int:
        gate.wait(10)
        uow.houses.add_many([(COMMUNITY, "1", "1", str(number))])
        if number == 1:
            raise KeyError(number)
        return number

    def fail(connection: object) -> None:
        raise OSError("the disk is full")

    event.listen(runner._writer, "commit", fail)
    pending = [runner.run(unit, number) for number in range(4)]
    gate.set()
    results = await asyncio.gather(*pending, return_exceptions=True)
    event.remove(runner._writer, "commit", fail)
    assert [type(result) for result in results] == [OSError, KeyError, OSError, OSError]
    assert told == []
    assert await doing(runner)(count_homes) == 0
    assert await runner.run(unit, 7) == 7


async def test_a_transaction_that_sqlite_gave_up_fails_all(runner: DatabaseRunner) -> None:
    gate = threading.Event()

    def unit(uow: UnitOfWork, number: int) -> int:
        gate.wait(10)
        uow.houses.add_many([(COMMUNITY, "1", "1", str(number))])
        if number == 2:
            # What SQLite does by itself on an I/O error or a full disk.
            transaction = uow.outbox._transaction  # type: ignore[attr-defined]  # looks inside
            transaction.cursor.execute("ROLLBACK")
            raise KeyError(number)
        return number

    runner.run(unit, 0)
    pending = [runner.run(unit, number) for number in range(1, 4)]
    gate.set()
    results = await asyncio.gather(*pending, return_exceptions=True)
    assert all(isinstance(result, Exception) for result in results)
    assert await runner.run(unit, 9) == 9
    rooms = await doing(runner)(lambda uow: uow.houses.rooms(COMMUNITY, "1", "1"))
    assert [home.room for home in rooms] in (["0", "9"], ["9"])


def test_statements_are_compiled_once(backend: str) -> None:
    statement = Statement("SELECT :a, 'it''s 100%'")
    for dialect in DIALECTS:
        assert statement.compiled(dialect) is statement.compiled(dialect)
    assert statement.compiled("sqlite")[0] == "SELECT :a, 'it''s 100%'"
    assert statement.compiled("postgresql")[0] == "SELECT %(a)s, 'it''s 100%%'"
