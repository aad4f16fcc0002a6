"""Brings the database to the shape that this version of the desk needs, and checks its keys."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from storage import knowledge_tables, queue_tables  # noqa: F401 - their tables join the others
from storage.crypto import Keyring, WrongKeyring
from storage.engine import DatabaseUnusable
from storage.tables import metadata

MIGRATIONS = Path(__file__).parent / "migrations"

HEAD = "0002"
"""The newest migration. A database that has it already starts without loading Alembic."""

_START_LOCK = 7_204_118
_CHECK_COLUMN = "keyring_check.sealed"
_CHECK_TEXT = "OwnerDesk"

all_tables = metadata
"""The metadata, with the tables of all modules in it."""


def current_revision(connection: Connection) -> str | None:
    """Return the migration that a database stands at, ``None`` when it is new."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(engine: Engine) -> None:
    """Bring the database to `HEAD` in one transaction; processes that start together queue up.

    Raises:
        DatabaseUnusable: The database was made by a newer version of the desk.
    """
    with engine.begin() as connection:
        _queue_up(connection)
        revision = current_revision(connection)
        if revision == HEAD:
            return
        _migrate(connection, revision)


def _queue_up(connection: Connection) -> None:
    """Wait until no other process starts on this database; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _START_LOCK})


def _migrate(connection: Connection, revision: str | None) -> None:
    # Alembic is slow to import, and a desk that restarts does not need it.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise DatabaseUnusable(
            f"the database is at revision {revision}, which this version does not know:"
            " it was made by a newer version of the desk"
        )
    command.upgrade(config, HEAD)


def check_keyring(engine: Engine, keyring: Keyring) -> None:
    """Make sure that the keys are those that the database was written with.

    Raises:
        WrongKeyring: They are not.
    """
    blind = keyring.blind("check", _CHECK_TEXT)
    with engine.begin() as connection:
        _queue_up(connection)
        known = connection.execute(text("SELECT key_id, sealed, blind FROM keyring_check")).all()
        for key_id, sealed, stored_blind in known:
            try:
                opened = keyring.open_text(_CHECK_COLUMN, bytes(sealed))
            except WrongKeyring:
                opened = None
            if opened != _CHECK_TEXT or bytes(stored_blind) != blind:
                raise WrongKeyring(
                    f"the key file is not the one that the database was written with"
                    f" (key {key_id}). Put the right key file back; nothing was changed"
                )
        if keyring.active not in {row.key_id for row in known}:
            connection.execute(
                text(
                    "INSERT INTO keyring_check (key_id, sealed, blind) VALUES (:id, :sealed, :b)"
                ),
                {
                    "id": keyring.active,
                    "sealed": keyring.seal_text(_CHECK_COLUMN, _CHECK_TEXT),
                    "b": blind,
                },
            )
