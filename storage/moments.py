"""Moments as the database holds them: whole microseconds since 1970 in UTC, in a BIGINT.

An integer compares and sorts alike on both dialects, needs no parsing, and cannot be naive.
"""

from datetime import UTC, datetime, timedelta
from typing import overload

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@overload
def to_micros(moment: datetime) -> int: ...
@overload
def to_micros(moment: None) -> None: ...
def to_micros(moment: datetime | None) -> int | None:
    """Return a moment as microseconds since 1970.

    Raises:
        ValueError: The moment is naive.
    """
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be stored")
    return (moment - _EPOCH) // _MICROSECOND


@overload
def from_micros(micros: int) -> datetime: ...
@overload
def from_micros(micros: None) -> None: ...
def from_micros(micros: int | None) -> datetime | None:
    """Return stored microseconds as an aware moment in UTC."""
    return None if micros is None else _EPOCH + timedelta(microseconds=micros)
