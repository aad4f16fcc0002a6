"""Migrations: they make what the tables say, protect the timeline, and know their limits."""

import asyncio
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, Inspector, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError

from domain.people import StaffId
from services.knowledge_rows import EditKind, KnowledgeEdit
from services.ports import UnitOfWork
from storage.crypto import Keyring, WrongKeyring
from storage.desk_database import create_runner
from storage.engine import DatabaseUnusable, create_sqlite_engine, database_url
from storage.runner import DatabaseRunner
from storage.schema import HEAD, MIGRATIONS, all_tables, check_keyring, current_revision, upgrade
from tests.storage.backends import doing
from tests.storage.samples import COMMUNITY, NOW, seed_ticket, seed_worker


def open_engine(address: str) -> Engine:
    url = database_url(address)
    if url.get_backend_name() == "sqlite":
        return create_sqlite_engine(url, read_only=False)
    return create_engine(url)


@pytest.fixture
def engine(address: str) -> Iterator[Engine]:
    opened = open_engine(address)
    yield opened
    opened.dispose()


@pytest.fixture
def empty_engine(empty_address: str) -> Iterator[Engine]:
    opened = open_engine(empty_address)
    yield opened
    opened.dispose()


def test_migrations_make_what_the_tables_say(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, all_tables) == []


def test_partial_indexes_are_those_of_the_tables(engine: Engine) -> None:
    """Alembic does not compare conditions, so this does."""
    made = inspect(engine)
    for table in all_tables.sorted_tables:
        wanted = {
            str(index.name): str(condition)
            for index in table.indexes
            if (condition := index.dialect_options[engine.dialect.name]["where"]) is not None
        }
        found = {name: condition for name, condition in conditions(made, table.name).items()}
        assert set(found) == set(wanted)
        for name, condition in wanted.items():
            for word in condition.replace("(", " ").replace(")", " ").replace(",", " ").split():
                if word.startswith("'") or word in {"status", "kind", "finished_at", "NULL"}:
                    assert word in found[name]


def conditions(made: Inspector, table: str) -> dict[str, str]:
    dialect = made.engine.dialect.name
    found = {}
    for index in made.get_indexes(table):
        condition = index.get("dialect_options", {}).get(f"{dialect}_where")
        if condition is not None:
            found[str(index["name"])] = str(condition)
    return found


def test_the_known_head_is_the_newest_script() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_an_empty_database_is_brought_up_and_again_changes_nothing(empty_engine: Engine) -> None:
    with empty_engine.connect() as connection:
        assert current_revision(connection) is None
    for _ in range(2):
        upgrade(empty_engine)
        with empty_engine.connect() as connection:
            assert current_revision(connection) == HEAD
    tables = set(inspect(empty_engine).get_table_names())
    assert tables == set(all_tables.tables) | {"alembic_version"}


async def test_processes_that_start_together_migrate_once(
    empty_address: str, keyring: Keyring
) -> None:
    runners = [create_runner(empty_address, keyring) for _ in range(3)]
    await asyncio.gather(*(runner.start() for runner in runners))
    await asyncio.gather(*(doing(runner)(seed_ticket) for runner in runners))
    await asyncio.gather(*(runner.close() for runner in runners))


def test_a_step_can_be_taken_back(empty_engine: Engine) -> None:
    upgrade(empty_engine)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with empty_engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert inspect(empty_engine).get_table_names() == ["alembic_version"]
    upgrade(empty_engine)
    assert set(all_tables.tables) <= set(inspect(empty_engine).get_table_names())


def test_a_migration_that_fails_leaves_nothing_behind(empty_engine: Engine) -> None:
    def fail(connection: object, cursor: object, statement: str, *_: object) -> None:
        if statement.lstrip().startswith("CREATE TABLE ticket_event"):
            raise RuntimeError("the power is out")

    event.listen(empty_engine, "before_cursor_execute", fail)
    with pytest.raises(RuntimeError, match="power"):
        upgrade(empty_engine)
    event.remove(empty_engine, "before_cursor_execute", fail)
    assert inspect(empty_engine).get_table_names() == []
    upgrade(empty_engine)


def test_a_database_of_a_newer_desk_is_refused(empty_engine: Engine) -> None:
    upgrade(empty_engine)
    with empty_engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseUnusable, match="newer"):
        upgrade(empty_engine)


@pytest.mark.parametrize(
    "change",
    ["UPDATE ticket_event SET text = 'nicer'", "DELETE FROM ticket_event"],
    ids=["update", "delete"],
)
async def test_the_timeline_is_append_only(
    runner: DatabaseRunner, engine: Engine, change: str
) -> None:
    ticket = await doing(runner)(seed_ticket)
    before = await doing(runner)(lambda uow: uow.tickets.events(ticket.id))
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text(change))
    assert await doing(runner)(lambda uow: uow.tickets.events(ticket.id)) == before


@pytest.mark.parametrize(
    "change",
    ["UPDATE knowledge_edit SET settles = 9", "DELETE FROM knowledge_edit"],
    ids=["update", "delete"],
)
async def test_the_log_of_edits_is_append_only(
    runner: DatabaseRunner, engine: Engine, change: str
) -> None:
    def seed(uow: UnitOfWork) -> KnowledgeEdit:
        author = StaffId(seed_worker(uow))
        kind = EditKind.DISMISSAL
        edit = KnowledgeEdit(id=1, key="a", at=NOW, author=author, community=COMMUNITY, kind=kind)
        uow.knowledge_edits.add(edit)
        return edit

    stored = await doing(runner)(seed)
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text(change))
    assert await doing(runner)(lambda uow: uow.knowledge_edits.all()) == [stored]


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
@pytest.mark.postgres
def test_the_timeline_cannot_be_truncated(engine: Engine) -> None:
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text("TRUNCATE ticket_event"))


def test_a_new_active_key_joins_the_ring_and_a_missing_one_is_missed(
    empty_engine: Engine,
) -> None:
    old, new, index = b"o" * 32, b"n" * 32, b"i" * 32
    upgrade(empty_engine)
    check_keyring(empty_engine, Keyring({1: old}, 1, index))
    check_keyring(empty_engine, Keyring({1: old, 2: new}, 2, index))
    for wrong in (
        Keyring({2: new}, 2, index),
        Keyring({1: old}, 1, index),
        Keyring({1: old, 2: new}, 2, b"x" * 32),
        Keyring({1: new, 2: new}, 2, index),
    ):
        with pytest.raises(WrongKeyring):
            check_keyring(empty_engine, wrong)
    check_keyring(empty_engine, Keyring({1: old, 2: new}, 2, index))


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
async def test_sqlite_is_durable_and_private(empty_address: str, keyring: Keyring) -> None:
    runner = create_runner(empty_address, keyring)
    await runner.start()

    def pragmas(uow: UnitOfWork) -> list[object]:
        connection = uow.outbox._transaction.connection  # type: ignore[attr-defined]  # looks inside
        return [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "query_only")
        ]

    assert await doing(runner)(pragmas) == ["wal", 2, 1, 0]
    assert await runner.read(lambda uow, _: pragmas(uow), None) == ["wal", 2, 1, 1]
    await doing(runner)(seed_ticket)
    folder = Path(str(database_url(empty_address).database)).parent
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()}
    assert modes == {"desk.db": 0o600, "desk.db-wal": 0o600, "desk.db-shm": 0o600}
    await runner.close()
    assert [each.name for each in folder.iterdir()] == ["desk.db"]


@pytest.mark.parametrize(
    "wrong",
    ["", "desk.db", "sqlite://", "sqlite:///:memory:", "mysql://u@h/d", "sqlite:///file:x"],
)
def test_an_address_that_cannot_be_used_is_refused(wrong: str) -> None:
    with pytest.raises(DatabaseUnusable):
        database_url(wrong)


@pytest.mark.parametrize("address", ["postgres://u@h/d", "postgresql://u@h/d"])
def test_both_spellings_of_postgresql_are_taken(address: str) -> None:
    assert database_url(address).drivername == "postgresql+psycopg"
