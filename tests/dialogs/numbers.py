"""The phone number of somebody in a dialogue test."""

from tests.dialogs.desk import Somebody


def number_of(somebody: Somebody) -> str:
    """Return the number; fails where the person has none."""
    if somebody.user.phone is None:
        raise AssertionError(f"{somebody.user.name} has no phone number")
    return somebody.user.phone
