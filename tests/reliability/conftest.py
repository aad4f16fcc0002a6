"""Gives the reliability tests the desk on trial."""

from tests.dialogs.conftest import desk, desk_file, logged_errors

__all__ = ["desk", "desk_file", "logged_errors"]
