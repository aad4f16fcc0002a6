"""Opens the desk's database by its address."""

from storage.crypto import Keyring
from storage.engine import database_url
from storage.group_commit import GroupCommitRunner
from storage.pooled import PooledRunner
from storage.runner import LEASE_SECONDS, DatabaseRunner


def create_runner(
    address: str, keyring: Keyring, *, lease_seconds: float = LEASE_SECONDS
) -> DatabaseRunner:
    """Return the runner for a database address; it must be started before use.

    Raises:
        DatabaseUnusable: Not an address of a SQLite file or a PostgreSQL server.
    """
    url = database_url(address)
    if url.get_backend_name() == "sqlite":
        return GroupCommitRunner(url, keyring, lease_seconds)
    return PooledRunner(url, keyring, lease_seconds)
