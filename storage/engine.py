"""Connections: a durable SQLite file with one writer, or a PostgreSQL server."""

import fcntl
import os
import sqlite3
from pathlib import Path
from typing import IO

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

_OLDEST_SQLITE = (3, 35, 0)
_BUSY_SECONDS = 30.0
_CACHED_STATEMENTS = 256


class DatabaseUnusable(Exception):
    """The database's address or its software cannot be used; the message says what to do."""


def database_url(address: str) -> URL:
    """Return the URL of a database address, with the drivers that the desk uses.

    Raises:
        DatabaseUnusable: Not an address of a SQLite file or a PostgreSQL server.
    """
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise DatabaseUnusable(
            "the database address is not like sqlite:///desk.db or postgresql://user@host/name"
        ) from error
    backend = url.get_backend_name()
    if backend == "sqlite":
        if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
            raise DatabaseUnusable("SQLite needs a file, such as sqlite:////var/lib/desk/desk.db")
        return url.set(drivername="sqlite+pysqlite")
    if backend in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    raise DatabaseUnusable(f"the desk knows SQLite and PostgreSQL, not {backend}")


def create_sqlite_engine(url: URL, *, read_only: bool) -> Engine:
    """Return an engine for a SQLite file; its writing transactions begin IMMEDIATE.

    Raises:
        DatabaseUnusable: Python's SQLite is too old.
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        wanted = ".".join(map(str, _OLDEST_SQLITE))
        raise DatabaseUnusable(f"SQLite {wanted} is needed, this is {sqlite3.sqlite_version}")
    path = Path(str(url.database))
    path.parent.mkdir(parents=True, exist_ok=True)
    # SQLite gives the -wal and -shm files the mode of the database file.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    engine = create_engine(
        url,
        hide_parameters=True,
        connect_args={"timeout": _BUSY_SECONDS, "cached_statements": _CACHED_STATEMENTS},
    )

    def prepare(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        assert isinstance(connection, sqlite3.Connection)  # noqa: S101 - narrows the type
        # Python's own transaction handling begins too late and never for reads: we say BEGIN.
        connection.isolation_level = None
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "temp_store = MEMORY",
            f"query_only = {'ON' if read_only else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()

    # A read transaction that is upgraded to a write ignores the busy timeout, hence IMMEDIATE.
    beginning = "BEGIN" if read_only else "BEGIN IMMEDIATE"

    def begin(connection: Connection) -> None:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - narrows the type
        driver.execute(beginning)

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


def create_postgresql_engine(url: URL, *, pool_size: int) -> Engine:
    """Return an engine for a PostgreSQL server; a connection is tested before it is used."""
    return create_engine(
        url,
        hide_parameters=True,
        pool_size=pool_size,
        max_overflow=0,
        pool_pre_ping=True,
        pool_timeout=_BUSY_SECONDS,
    )


def read_only_view(engine: Engine) -> Engine:
    """Return the same PostgreSQL engine with transactions that see one moment and only read."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def take_possession(url: URL) -> IO[bytes]:
    """Lock a SQLite file for one desk; the lock ends when the returned file is closed.

    Two desks on one file would each take the other's messages for those of a crash.

    Raises:
        DatabaseUnusable: Another desk holds it.
    """
    lock = Path(f"{url.database}.lock").open("ab")  # noqa: SIM115 - held as long as the desk
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise DatabaseUnusable(
            f"another desk runs on {url.database} (在同一个数据库上已经运行着一个服务台)"
        ) from error
    return lock
