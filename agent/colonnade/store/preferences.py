"""What the person prefers: one document, replaced whole."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from colonnade.errors import Conflict
from colonnade.model import Preferences
from colonnade.store.counts import recount
from colonnade.store.database import Database
from colonnade.store.tick import tick
from colonnade.store.times import DAY, micros

NEVER: Final = datetime(2003, 1, 1, tzinfo=UTC)
"""`changed_at` of preferences nobody has chosen."""
DEFAULT: Final = Preferences(zone="UTC", day_start="00:00", week_start="monday", sales_navigator=True, changed_at=NEVER)

_SINCE: Final = {"sales_navigator": DEFAULT.sales_navigator}
"""Fields that came after the first version."""


async def preferences(db: Database) -> Preferences:
    """The preferences kept, or the default ones."""
    return await db.read(preferences_in)


def preferences_in(connection: sqlite3.Connection) -> Preferences:
    """The same, inside a read that is under way."""
    row = connection.execute("SELECT content FROM preferences").fetchone()
    return DEFAULT if row is None else _read(row[0])


def day_start_of(connection: sqlite3.Connection) -> str:
    """When the person's day begins, HH:MM."""
    return preferences_in(connection).day_start


@lru_cache(maxsize=4)
def _read(content: str) -> Preferences:
    # They change a few times a year and are asked for with every click.
    # What an older version kept lacks what it did not know of.
    return Preferences.model_validate_json(json.dumps(_SINCE | json.loads(content)))


async def prefer(db: Database, wanted: Preferences, now: datetime) -> Preferences:
    """Keep preferences the person chose. Raises Conflict `superseded` when later ones are kept already."""
    return await db.write(lambda connection: _prefer(connection, wanted, micros(now)))


async def merge_preferences(db: Database, wanted: Preferences, now: datetime, *, chosen: bool) -> bool:
    """Take the preferences of another log where they win over those kept here; whether they did.

    What was chosen wins over what was not, then the later one, then the text: both logs decide alike.
    """
    return await db.write(lambda connection: _merge(connection, wanted, micros(now), chosen=chosen))


def was_chosen(connection: sqlite3.Connection) -> bool | None:
    """Whether the person chose the preferences kept; None where none are kept."""
    row = connection.execute("SELECT chosen FROM preferences").fetchone()
    return None if row is None else row[0] == 1


async def suggest_zone(db: Database, zone: str, now: datetime) -> None:
    """Take a browser's zone as the person's, unless one is kept already."""
    await db.write(lambda connection: _suggest_zone(connection, zone, micros(now)))


def _prefer(connection: sqlite3.Connection, wanted: Preferences, now: int) -> Preferences:
    kept = preferences_in(connection)
    if kept == wanted:
        return kept
    # Chosen under a clock that was far ahead, it would otherwise win until that day comes.
    possible = micros(kept.changed_at) <= now + DAY
    if was_chosen(connection) and possible and _rank(wanted, chosen=True) < _rank(kept, chosen=True):
        raise Conflict("Later preferences are kept already; load them again and change those.", code="superseded")
    _replace(connection, kept, wanted, chosen=True, now=now)
    return wanted


def _merge(connection: sqlite3.Connection, wanted: Preferences, now: int, *, chosen: bool) -> bool:
    kept, before = preferences_in(connection), was_chosen(connection)
    if before is not None and _rank(wanted, chosen=chosen) <= _rank(kept, chosen=before):
        return False
    _replace(connection, kept, wanted, chosen=chosen, now=now)
    return True


def _rank(wanted: Preferences, *, chosen: bool) -> tuple[bool, datetime, str]:
    # Equal times are decided by the text, so that two logs that merge decide alike.
    return chosen, wanted.changed_at, wanted.model_dump_json()


def _replace(connection: sqlite3.Connection, kept: Preferences, wanted: Preferences, *, chosen: bool, now: int) -> None:
    _keep(connection, wanted, chosen=chosen, now=now)
    if wanted.day_start != kept.day_start:
        recount(connection, wanted.day_start)


def _suggest_zone(connection: sqlite3.Connection, zone: str, now: int) -> None:
    if connection.execute("SELECT 1 FROM preferences").fetchone() is None:
        _keep(connection, DEFAULT.model_copy(update={"zone": zone}), chosen=False, now=now)


def _keep(connection: sqlite3.Connection, wanted: Preferences, *, chosen: bool, now: int) -> None:
    tick(connection, now)
    connection.execute(
        "INSERT OR REPLACE INTO preferences VALUES (1, ?, ?, ?)",
        (wanted.model_dump_json(), micros(wanted.changed_at), chosen),
    )
