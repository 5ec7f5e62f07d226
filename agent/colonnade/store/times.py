"""Times as the store keeps them: integer UTC microseconds, and an offset in minutes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
MINUTE: Final = 60_000_000
"""Microseconds in a minute."""
DAY: Final = 24 * 60 * MINUTE
"""Microseconds in a day."""


def micros(at: datetime) -> int:
    """UTC microseconds of an aware moment, exactly (a float would round)."""
    return (at - _EPOCH) // _MICROSECOND


def moment(at: int, offset: int = 0) -> datetime:
    """The moment of UTC microseconds, shown with an offset in minutes."""
    # A sum of dates would be three times as slow, and a page asks for thousands of moments.
    seconds, rest = divmod(at, 1_000_000)
    return datetime.fromtimestamp(seconds, _zone(offset)).replace(microsecond=rest)


@cache
def _zone(offset: int) -> timezone:
    return timezone(timedelta(minutes=offset))


def offset_of(at: datetime) -> int:
    """Minutes east of UTC that the moment carries."""
    offset = at.utcoffset()
    return 0 if offset is None else offset // timedelta(minutes=1)


def start_of(day: date, day_start: str) -> int:
    """Local microseconds at which the person's day begins (local: as if the wall clock were UTC)."""
    hours, minutes = day_start.split(":")
    return micros(datetime(day.year, day.month, day.day, tzinfo=UTC)) + (int(hours) * 60 + int(minutes)) * MINUTE


def day_at(local: int, day_start: str) -> date:
    """The person's day that local microseconds lie in."""
    hours, minutes = day_start.split(":")
    shifted = local - (int(hours) * 60 + int(minutes)) * MINUTE
    return (_EPOCH + timedelta(microseconds=shifted)).date()
