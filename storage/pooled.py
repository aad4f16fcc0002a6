"""The runner for PostgreSQL: a few threads, each unit of work in a transaction of its own."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import URL, Engine

from storage.crypto import Keyring
from storage.engine import create_postgresql_engine, read_only_view
from storage.runner import DatabaseRunner, Job

_WRITE_THREADS = 6
_READ_THREADS = 2


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
        try:
            with engine.connect() as connection, connection.begin():
                job.perform(self._transaction(connection))
        except Exception as error:
            job.fail(error)
        self._answer_soon([job])
