"""Gives the storage tests their databases."""

from tests.storage.backends import (
    address,
    backend,
    empty_address,
    hasty_runner,
    keyring,
    other_runner,
    postgresql_address,
    runner,
    sqlite_template,
)

__all__ = [
    "address",
    "backend",
    "empty_address",
    "hasty_runner",
    "keyring",
    "other_runner",
    "postgresql_address",
    "runner",
    "sqlite_template",
]
