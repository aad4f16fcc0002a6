"""Runs use cases off the event loop, each in a transaction, and tells what they have set going."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import Connection, Engine

from services.ports import UnitOfWork
from services.rows import OutboxRow
from storage.crypto import Keyring
from storage.schema import check_keyring, upgrade
from storage.transaction import Context, Transaction
from storage.unit_of_work import SqlUnitOfWork

CommandT = TypeVar("CommandT")
ResultT = TypeVar("ResultT")

LEASE_SECONDS = 30.0
"""How long a claim holds by default."""

OutboxListener = Callable[[list[OutboxRow]], None]
DueListener = Callable[[], None]


class RunnerStopped(RuntimeError):
    """The runner has not been started, or is closed or closing."""


@dataclass(slots=True, eq=False)
class Job:
    """A use case on its way through a database thread, and then what came of it."""

    future: asyncio.Future[Any]
    use_case: Callable[[UnitOfWork, Any], Any]
    command: object
    result: object = None
    error: BaseException | None = None
    born: list[OutboxRow] | None = None
    sends: bool = False
    times: bool = False

    def perform(self, transaction: Transaction) -> None:
        """Run the use case; its error is raised after the job has forgotten what it collected."""
        unit_of_work = SqlUnitOfWork(transaction)
        self.result = self.use_case(unit_of_work, self.command)
        self.born = unit_of_work.outbox.born
        self.sends = unit_of_work.outbox.touched
        self.times = unit_of_work.due.touched

    def fail(self, error: BaseException) -> None:
        """Let the job answer with an error, and with nothing that was set going."""
        if isinstance(error, StopIteration):  # a future refuses to carry one
            error = RuntimeError("a use case raised StopIteration")
        self.error, self.result = error, None
        self.born, self.sends, self.times = None, False, False


class DatabaseRunner(ABC):
    """Implements `services.ports.Runner`; subclasses say in which thread a job runs.

    A unit of work that was handed over is carried out, also when whoever waits for it gives up.
    """

    def __init__(self, keyring: Keyring, lease_seconds: float) -> None:
        self.context = Context(
            keyring=keyring, owner=uuid4().hex, lease_micros=int(lease_seconds * 1_000_000)
        )
        self._loop: asyncio.AbstractEventLoop | None = None
        self._on_outbox: OutboxListener | None = None
        self._on_due: DueListener | None = None

    def listen(
        self, *, on_outbox: OutboxListener | None = None, on_due: DueListener | None = None
    ) -> None:
        """Set who is called on the event loop after each commit, before the results are given.

        ``on_outbox`` gets the new messages that this process has claimed at their birth; an empty
        list says that there are new ones to `claim`. ``on_due`` says that timers have changed.
        """
        self._on_outbox, self._on_due = on_outbox, on_due

    async def start(self) -> None:
        """Bring the database up to date, check the keys, and begin to take jobs.

        Raises:
            WrongKeyring: The keys are not those that the database was written with.
            DatabaseUnusable: The database was made by a newer version of the desk.
        """
        try:
            await asyncio.to_thread(self._open)
        except BaseException:
            await asyncio.to_thread(self._finish)
            raise
        self._loop = asyncio.get_running_loop()
        self._begin()

    async def close(self) -> None:
        """Finish what was handed over, answer it, and let the database go. May be repeated."""
        if self._loop is None:
            return
        self._loop = None
        await asyncio.to_thread(self._finish)
        # The last answers were posted to the loop before the thread ended: let them be given.
        await asyncio.sleep(0)

    def run(
        self, use_case: Callable[[UnitOfWork, CommandT], ResultT], command: CommandT
    ) -> asyncio.Future[ResultT]:
        """Run a use case and return its result after the commit; its error after the rollback.

        Raises:
            RunnerStopped: The runner does not run.
        """
        job = self._job(use_case, command)
        self._submit(job)
        return job.future

    def read(
        self, query: Callable[[UnitOfWork, CommandT], ResultT], command: CommandT
    ) -> asyncio.Future[ResultT]:
        """Run what only reads, on a connection of its own; it sees all that was committed before.

        Raises:
            RunnerStopped: The runner does not run.
        """
        job = self._job(query, command)
        self._submit_read(job)
        return job.future

    @abstractmethod
    async def release_leases(self) -> None:
        """Void the leases of earlier processes, where no other process can hold one."""

    @abstractmethod
    def _open(self) -> None:
        """Make the engines; runs in a thread."""

    @abstractmethod
    def _begin(self) -> None:
        """Begin to take jobs."""

    @abstractmethod
    def _finish(self) -> None:
        """Work off what was submitted and end; runs in a thread."""

    @abstractmethod
    def _submit(self, job: Job) -> None: ...

    @abstractmethod
    def _submit_read(self, job: Job) -> None: ...

    def _prepare(self, engine: Engine) -> None:
        upgrade(engine)
        check_keyring(engine, self.context.keyring)

    def _job(self, use_case: Callable[[UnitOfWork, Any], Any], command: object) -> Job:
        if self._loop is None:
            raise RunnerStopped("the database runner is not running")
        return Job(self._loop.create_future(), use_case, command)

    def _transaction(self, connection: Connection) -> Transaction:
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - the connection has been opened
        return Transaction(connection, driver.cursor(), self.context)

    def _answer_soon(self, jobs: list[Job]) -> None:
        """Give the results, from a database thread; listeners are told first."""
        jobs[0].future.get_loop().call_soon_threadsafe(self._answer, jobs)

    def _answer(self, jobs: list[Job]) -> None:
        try:
            if self._on_outbox is not None and any(job.sends for job in jobs):
                self._on_outbox([row for job in jobs for row in job.born or ()])
            if self._on_due is not None and any(job.times for job in jobs):
                self._on_due()
        finally:
            for job in jobs:
                if job.future.done():  # whoever waited was cancelled
                    continue
                if job.error is not None:
                    job.future.set_exception(job.error)
                else:
                    job.future.set_result(job.result)
