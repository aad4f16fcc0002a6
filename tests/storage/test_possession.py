"""One desk for one SQLite file."""

from pathlib import Path

import pytest

from storage.crypto import Keyring
from storage.desk_database import create_runner
from storage.engine import DatabaseUnusable


async def test_a_second_desk_on_the_same_file_is_refused(tmp_path: Path) -> None:
    keyring = Keyring.load_or_create(tmp_path / "keys")
    address = f"sqlite:///{tmp_path / 'desk.db'}"
    first, second = create_runner(address, keyring), create_runner(address, keyring)
    await first.start()
    await first.release_leases()
    await second.start()
    with pytest.raises(DatabaseUnusable):
        await second.release_leases()
    await first.close()
    await second.release_leases()
    await second.close()
