"""The runner for SQLite: one thread that commits many units of work with one fsync."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

from sqlalchemy import URL, Connection, Engine

from services.ports import UnitOfWork
from storage.crypto import Keyring
from storage.engine import create_sqlite_engine, take_possession
from storage.runner import DatabaseRunner, Job
from storage.transaction import Transaction

_ENOUGH_FOR_A_COMMIT = 256
_READ_THREADS = 2


class GroupCommitRunner(DatabaseRunner):
    """Takes all waiting units of work into one transaction, each in a savepoint of its own.

    A unit that fails is rolled back to its savepoint and gets its error; the others are not
    touched. All are answered after the one commit; when that fails, all get its error.
    """

    def __init__(self, url: URL, keyring: Keyring, lease_seconds: float) -> None:
        super().__init__(keyring, lease_seconds)
        self._url = url
        self._gathered: list[Job] = []
        self._waiting: SimpleQueue[list[Job] | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._writer: Engine | None = None
        self._reader: Engine | None = None
        self._read_threads: ThreadPoolExecutor | None = None
        self._possession: IO[bytes] | None = None

    async def release_leases(self) -> None:
        """Void the leases of earlier processes: call it when the embedded desk starts.

        A tool that works on the same file beside the running desk must not call it.

        Raises:
            DatabaseUnusable: Another desk runs on the same file.
        """
        self._possession = take_possession(self._url)
        await self.run(_release_leases, None)

    async def close(self) -> None:
        """Finish what was handed over, answer it, and let the database go. May be repeated."""
        self._hand_over()
        await super().close()

    def _open(self) -> None:
        self._writer = create_sqlite_engine(self._url, read_only=False)
        self._prepare(self._writer)
        self._reader = create_sqlite_engine(self._url, read_only=True)

    def _begin(self) -> None:
        self._read_threads = ThreadPoolExecutor(_READ_THREADS, thread_name_prefix="desk-read")
        self._thread = Thread(target=self._work, name="desk-database", daemon=True)
        self._thread.start()

    def _finish(self) -> None:
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()
        if self._read_threads is not None:
            self._read_threads.shutdown(wait=True)
        for engine in (self._reader, self._writer):
            if engine is not None:
                engine.dispose()
        if self._possession is not None:
            self._possession.close()

    def _submit(self, job: Job) -> None:
        """Gather what one turn of the event loop brings: to wake a thread costs 20 to 50 µs."""
        if not self._gathered:
            job.future.get_loop().call_soon(self._hand_over)
        self._gathered.append(job)

    def _hand_over(self) -> None:
        if self._gathered:
            self._waiting.put(self._gathered)
            self._gathered = []

    def _submit_read(self, job: Job) -> None:
        assert self._read_threads is not None  # noqa: S101 - made by _begin, before any job
        self._read_threads.submit(self._read_one, job)

    def _read_one(self, job: Job) -> None:
        assert self._reader is not None  # noqa: S101 - made by _open, before any job
        try:
            with self._reader.connect() as connection, connection.begin():
                job.perform(self._transaction(connection))
        except Exception as error:
            job.fail(error)
        self._answer_soon([job])

    def _take(self) -> list[Job]:
        """Wait for jobs and return those that wait, about a commit's worth; none at the end."""
        jobs = self._waiting.get()
        if jobs is None:
            return []
        with suppress(Empty):
            while len(jobs) < _ENOUGH_FOR_A_COMMIT:
                more = self._waiting.get_nowait()
                if more is None:
                    self._waiting.put(None)  # these first, then the end
                    break
                jobs += more
        return jobs

    def _work(self) -> None:
        assert self._writer is not None  # noqa: S101 - made by _open, before the thread
        connection: Connection | None = None
        while jobs := self._take():
            try:
                connection = connection or self._writer.connect()
                self._commit_together(jobs, connection)
            except Exception as error:
                for job in jobs:
                    if job.error is None:
                        job.fail(error)
                if connection is not None:
                    # Whatever state it is in: its end rolls back, and the next jobs get another.
                    connection.invalidate(error)
                    connection.close()
                    connection = None
            self._answer_soon(jobs)
        if connection is not None:
            connection.close()

    def _commit_together(self, jobs: list[Job], connection: Connection) -> None:
        with connection.begin():
            transaction = self._transaction(connection)
            for job in jobs:
                _perform_in_savepoint(job, transaction)


def _perform_in_savepoint(job: Job, transaction: Transaction) -> None:
    execute = transaction.cursor.execute
    execute("SAVEPOINT unit", ())
    try:
        job.perform(transaction)
    except Exception as error:
        # Raises in its turn when SQLite has given up the whole transaction, as on a full disk.
        execute("ROLLBACK TO unit", ())
        job.fail(error)
    execute("RELEASE unit", ())


def _release_leases(unit_of_work: UnitOfWork, _: None) -> None:
    unit_of_work.outbox.release()
    unit_of_work.due.release()
