"""Backups: one a night, and one whenever the person asks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Final

from colonnade.errors import Unavailable
from colonnade.model import Backup, BackupList
from colonnade.services.picture import day_now
from colonnade.store.backups import BackupFile, back_up, backups_in, expire, mark_of
from colonnade.store.damage import is_damaged, is_good
from colonnade.store.database import Database
from colonnade.store.files import DATABASE

SETTLE: Final = 5.0
"""Seconds after a start before anything is copied: who starts the agent waits for something else."""
CHECK: Final = 30.0
"""Seconds after which a day may have turned."""


async def look_after(db: Database, clock: Callable[[], datetime]) -> None:
    """Read the database through and back it up when the person's day turns, for ever; to be run as a task.

    The first time is soon after the start. A damaged database is not copied but told, by its `damaged`.
    Raises Unavailable when a backup cannot be made.
    """
    await asyncio.sleep(SETTLE)
    done: date | None = None
    while True:
        day = await day_now(db, clock())
        if day != done:
            if await asyncio.to_thread(is_damaged, db.path):
                db.damaged.set()
            else:
                await asyncio.to_thread(back_up_day, db.path, day)
            done = day
        await asyncio.sleep(CHECK)


def back_up_day(database: Path, day: date) -> bool:
    """Make the backup of a day, unless it has one or nothing changed since the newest; whether one was made."""
    found = backups_in(database.parent)
    nights = [one for one in found if one.sort == "nightly"]
    mark = mark_of(database)
    if any(one.day == day for one in nights) or mark == (0, 0):
        return False
    if nights and mark_of(max(nights, key=lambda one: one.day).path) == mark:
        return False
    back_up(database, f"nightly-{day}")
    expire(database.parent)
    return True


def back_up_now(folder: Path, now: datetime) -> Backup:
    """Make a backup of the log as it is. Raises Unavailable where there is none, or it cannot be made."""
    database = folder / DATABASE
    if mark_of(database) is None:
        raise Unavailable(f"There is no database in {folder} that could be backed up.")
    path = back_up(database, f"manual-{now:%Y-%m-%dT%H%M%S}")
    return next(_shown(one) for one in backups_in(folder) if one.path == path)


def backups_of(folder: Path) -> BackupList:
    """The backups there are, newest first."""
    return BackupList(items=[_shown(one) for one in backups_in(folder)])


def newest_good(folder: Path) -> Path:
    """The newest backup that can be read through. Raises Unavailable where there is none."""
    found = next((one.path for one in backups_in(folder) if is_good(one.path)), None)
    if found is None:
        raise Unavailable("There is no backup that can be read.")
    return found


def _shown(one: BackupFile) -> Backup:
    return Backup(name=one.path.name, sort=one.sort, made_at=one.made_at, size=one.size)
