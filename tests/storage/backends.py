"""The databases that the contract suites run on: a fresh SQLite file and a fresh PostgreSQL one.

Each test gets a database that was migrated once: a copy of the file on SQLite, and on PostgreSQL,
where copies are slow, the same one with its rows deleted. PostgreSQL is looked for at
``OWNERDESK_TEST_POSTGRES``; where no server answers, its tests are skipped with the reason, and
with ``OWNERDESK_REQUIRE_ALL=1`` they fail.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from services.ports import UnitOfWork
from storage.crypto import Keyring
from storage.desk_database import create_runner
from storage.runner import DatabaseRunner
from storage.schema import all_tables

ResultT = TypeVar("ResultT")

DEFAULT_POSTGRES = "postgresql://postgres@127.0.0.1:5432/test"
SHORT_LEASE = 0.2
"""Seconds that a claim holds in tests which wait for its end."""

BACKENDS = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgres),
]


def without(reason: str) -> None:
    """Skip a test, or fail it where nothing may be skipped."""
    if os.environ.get("OWNERDESK_REQUIRE_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def connect_as_admin() -> psycopg.Connection:
    """Return a connection to the test server; the test is skipped when there is none."""
    address = os.environ.get("OWNERDESK_TEST_POSTGRES", DEFAULT_POSTGRES)
    try:
        return psycopg.connect(address, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        without(f"no PostgreSQL server at {address}: {error}")
        raise


def address_on_server(name: str) -> str:
    """Return the address of a database beside the test database."""
    address = os.environ.get("OWNERDESK_TEST_POSTGRES", DEFAULT_POSTGRES)
    return f"{address.rpartition('/')[0]}/{name}"


def create_database(name: str) -> None:
    """Make a database on the test server."""
    with connect_as_admin() as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def delete_rows(address: str) -> None:
    """Empty a migrated database; only the mark of its keys stays."""
    tables = [table.name for table in all_tables.sorted_tables if table.name != "keyring_check"]
    deletes = sql.SQL(";").join(
        sql.SQL("DELETE FROM {}").format(sql.Identifier(name)) for name in tables
    )
    with psycopg.connect(address) as connection:
        # As a replica no trigger fires, not even the one that guards the timeline.
        connection.execute("SET session_replication_role = replica")
        connection.execute(deletes)


def drop_database(name: str) -> None:
    """Delete a database of the test server with whoever is still connected to it."""
    with connect_as_admin() as admin:
        admin.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


def migrate(address: str, keyring: Keyring) -> None:
    """Bring a database to the newest shape and tie it to a key ring."""

    async def once() -> None:
        runner = create_runner(address, keyring)
        await runner.start()
        await runner.close()

    asyncio.run(once())


@pytest.fixture(scope="session")
def keyring() -> Keyring:
    return Keyring.generate()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, keyring: Keyring) -> Path:
    path = tmp_path_factory.mktemp("template") / "desk.db"
    migrate(f"sqlite:///{path}", keyring)
    return path


@pytest.fixture(scope="session")
def postgresql_address(keyring: Keyring) -> Iterator[str]:
    name = f"ownerdesk_test_{uuid4().hex[:12]}"
    create_database(name)
    try:
        migrate(address_on_server(name), keyring)
        yield address_on_server(name)
    finally:
        drop_database(name)


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """The name of the SQL dialect."""
    return str(request.param)


@pytest.fixture
def address(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a migrated, empty database of its own."""
    if backend == "sqlite":
        path = tmp_path / "desk.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite:///{path}"
    shared = str(request.getfixturevalue("postgresql_address"))
    delete_rows(shared)
    return shared


@pytest.fixture
def empty_address(backend: str, tmp_path: Path) -> Iterator[str]:
    """The address of a database that the desk has not met yet."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path / 'new' / 'desk.db'}"
        return
    name = f"ownerdesk_empty_{uuid4().hex[:12]}"
    create_database(name)
    try:
        yield address_on_server(name)
    finally:
        drop_database(name)


@pytest.fixture
async def runner(address: str, keyring: Keyring) -> AsyncIterator[DatabaseRunner]:
    started = create_runner(address, keyring)
    await started.start()
    yield started
    await started.close()


@pytest.fixture
async def other_runner(
    address: str, keyring: Keyring, runner: DatabaseRunner
) -> AsyncIterator[DatabaseRunner]:
    """A second process, as far as the database can tell."""
    started = create_runner(address, keyring)
    await started.start()
    yield started
    await started.close()


@pytest.fixture
async def hasty_runner(address: str, keyring: Keyring) -> AsyncIterator[DatabaseRunner]:
    """A runner whose leases run out within a moment."""
    started = create_runner(address, keyring, lease_seconds=SHORT_LEASE)
    await started.start()
    yield started
    await started.close()


@dataclass(frozen=True, slots=True)
class Doing:
    """Runs functions over a unit of work, each in a transaction of its own."""

    runner: DatabaseRunner

    def __call__(self, work: Callable[[UnitOfWork], ResultT]) -> Awaitable[ResultT]:
        return self.runner.run(lambda unit_of_work, _: work(unit_of_work), None)


def doing(runner: DatabaseRunner) -> Doing:
    """Return what runs functions with a runner."""
    return Doing(runner)
