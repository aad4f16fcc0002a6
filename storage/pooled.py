"""The runner for PostgreSQL: a few threads, each unit of work in a transaction of its own.

Units that run side by side can get in each other's way. The one that lost is rolled back and run
again from its beginning, which is safe: a use case reads everything afresh and does nothing but
through its unit of work. So a person is told what the rules say now, not that somebody was faster.
"""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import URL, Engine
from sqlalchemy.exc import DBAPIError

from domain.errors import Conflict
from storage.crypto import Keyring
from storage.engine import create_postgresql_engine, read_only_view
from storage.runner import DatabaseRunner, Job

_WRITE_THREADS = 6
_READ_THREADS = 2
_MOST_RUNS = 5
"""How often a unit of work is run in all that loses to others each time."""

_LOST = frozenset({"40001", "40P01", "23505"})
"""SQLSTATE: a serialization failure, a deadlock, a unique key that another has just taken."""


class PooledRunner(DatabaseRunner):
    """Runs units of work side by side; the database decides what happened first."""

    def __init__(self, url: URL, keyring: Keyring, lease_seconds: float) -> None:
        super().__init__(keyring, lease_seconds)
        self._url = url
        self._engine: Engine | None = None
        self._reader: Engine | None = None
        self._write_threads: ThreadPoolExecutor | None = None
        self._read_threads: ThreadPoolExecutor | None = None

    async def release_leases(self) -> None:
        """Do nothing: other processes may hold leases, and those of dead ones run out."""

    def _open(self) -> None:
        self._engine = create_postgresql_engine(
            self._url, pool_size=_WRITE_THREADS + _READ_THREADS
        )
        self._prepare(self._engine)
        self._reader = read_only_view(self._engine)

    def _begin(self) -> None:
        self._write_threads = ThreadPoolExecutor(_WRITE_THREADS, thread_name_prefix="desk-write")
        self._read_threads = ThreadPoolExecutor(_READ_THREADS, thread_name_prefix="desk-read")

    def _finish(self) -> None:
        for threads in (self._write_threads, self._read_threads):
            if threads is not None:
                threads.shutdown(wait=True)
        if self._engine is not None:
            self._engine.dispose()

    def _submit(self, job: Job) -> None:
        assert self._write_threads is not None  # noqa: S101 - made by _begin, before any job
        self._write_threads.submit(self._perform, job, self._engine)

    def _submit_read(self, job: Job) -> None:
        assert self._read_threads is not None  # noqa: S101 - made by _begin, before any job
        self._read_threads.submit(self._perform, job, self._reader)

    def _perform(self, job: Job, engine: Engine | None) -> None:
        assert engine is not None  # noqa: S101 - made by _open, before any job
        for runs_left in reversed(range(_MOST_RUNS)):
            try:
                with engine.connect() as connection, connection.begin():
                    job.perform(self._transaction(connection))
            except Exception as error:
                # Whoever lost has waited for the winner's commit: there is nothing to wait for.
                if runs_left and _lost_to_another(error):
                    continue
                job.fail(error)
            break
        self._answer_soon([job])


def _lost_to_another(error: Exception) -> bool:
    """Whether a unit failed only because another one ran beside it."""
    if isinstance(error, Conflict):
        return True
    cause = error.orig if isinstance(error, DBAPIError) else error
    return getattr(cause, "sqlstate", None) in _LOST
