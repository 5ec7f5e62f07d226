"""Changing what the person prefers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from colonnade.errors import Fault, Invalid
from colonnade.model import Preferences
from colonnade.services.documents import time_faults
from colonnade.store import preferences as kept
from colonnade.store.database import Database


async def prefer(db: Database, wanted: Preferences, now: datetime) -> Preferences:
    """Keep preferences whole; what is kept now.

    Raises Invalid for a zone that does not exist or a time far ahead, Conflict `superseded`
    when later ones are kept.
    """
    faults = tuple(faults_of(wanted, now))
    if faults:
        raise Invalid("These preferences cannot be kept.", faults=faults)
    return await kept.prefer(db, wanted, now)


def faults_of(wanted: Preferences, now: datetime) -> Iterator[Fault]:
    """What is wrong with preferences of the right form."""
    if not is_zone(wanted.zone):
        yield Fault("/zone", "one_of", "Give an IANA time zone, such as Europe/Berlin.")
    yield from time_faults(wanted.changed_at, now)


def is_zone(name: str) -> bool:
    """Whether there is a time zone of that name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # OSError: a name such as "Europe" is a folder of the zone database.
        return False
    return True
