"""Copies of the database beside it, each read through before it counts."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, Literal, cast, get_args

from colonnade.errors import Unavailable
from colonnade.store.damage import is_good, reading
from colonnade.store.files import create_private, prepare_part

FOLDER: Final = "backups"
DAILY: Final = 14
WEEKLY: Final = 8
PATIENCE: Final = 30.0
"""Seconds to wait for another program that holds the database."""

Sort = Literal["nightly", "manual", "before-restore", "before-schema"]


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup: why it was made, when, and how large it is."""

    path: Path
    sort: Sort
    made_at: datetime
    size: int

    @property
    def day(self) -> date:
        """The day a nightly one is of, by its name: clocks and copies change a file's own time."""
        return date.fromisoformat(self.path.stem.removeprefix("nightly-"))


def back_up(source: Path, name: str) -> Path:
    """Copy a database into the folder of backups beside it, read the copy through, and only then give it its name.

    Writing goes on meanwhile. Raises Unavailable where the copy cannot be made or is not good.
    """
    folder = source.parent / FOLDER
    prepare_part(folder)
    made, final = folder / f"{name}.part", folder / f"{name}.db"
    try:
        copy(source, made)
        if not is_good(made):
            raise Unavailable(f"The backup {final} could not be read back; nothing was changed.", code="database")
        made.replace(final)
    finally:
        made.unlink(missing_ok=True)
    return final


def copy(source: Path, target: Path) -> None:
    """Make `target` a private copy of a database, with everything committed. Raises Unavailable."""
    try:
        _copy(source, target)
    except (sqlite3.Error, OSError) as error:
        raise Unavailable(f"The database {source} cannot be copied: {_reason(error)}.", code="database") from error


def _copy(source: Path, target: Path) -> None:
    # What an interrupted try left may be incomplete.
    target.unlink(missing_ok=True)
    create_private(target)
    with reading(source) as there, closing(sqlite3.connect(target, isolation_level=None)) as here:
        deadline = time.monotonic() + PATIENCE

        def go_on(_: int, remaining: int, total: int) -> None:
            # SQLite would wait for ever for a program that holds the database.
            if remaining == total and time.monotonic() > deadline:
                raise sqlite3.OperationalError("another program holds it")

        there.backup(here, progress=go_on)
        # A file by itself: the write-ahead log of a copy would be one more file to lose.
        here.execute("PRAGMA journal_mode = DELETE")


def backups_in(folder: Path) -> list[BackupFile]:
    """The backups of a data folder, the newest first."""
    try:
        found = [_file(path) for path in (folder / FOLDER).glob("*.db")]
    except OSError as error:
        raise Unavailable(f"The backups in {folder / FOLDER} cannot be listed: {error.strerror}.") from error
    return sorted(filter(None, found), key=lambda one: (one.made_at, one.path.name), reverse=True)


def mark_of(path: Path) -> tuple[int, int] | None:
    """What rises when a log changes: its sequence and its nights; None for what cannot be read."""
    try:
        with reading(path) as connection:
            row = connection.execute("SELECT seq, (SELECT count(*) FROM snapshots) FROM tick").fetchone()
            return int(row[0]), int(row[1])
    except (sqlite3.Error, TypeError):
        return None


def expire(folder: Path) -> None:
    """Delete what is no longer kept: all nightly ones but 14 of days and 8 of weeks, and others older than all those.

    By the days that have a backup and not by the clock, which may be wrong for a while.
    """
    found = backups_in(folder)
    kept = kept_nights(one.day for one in found if one.sort == "nightly")
    nights = [one for one in found if one.sort == "nightly" and one.day in kept]
    # Before eight weeks have a backup there is no age beyond which anything is old.
    has_weeks = len({day.isocalendar()[:2] for day in kept}) >= WEEKLY
    oldest = min(one.made_at for one in nights) if has_weeks else datetime.min.replace(tzinfo=UTC)
    for one in found:
        if one.day not in kept if one.sort == "nightly" else one.made_at < oldest:
            one.path.unlink(missing_ok=True)


def kept_nights(days: Iterable[date]) -> set[date]:
    """The newest 14 of these days, and the newest day of each of the newest 8 weeks that have one."""
    newest_first = sorted(days, reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    for day in newest_first:
        weeks.setdefault(day.isocalendar()[:2], day)
    return {*newest_first[:DAILY], *list(weeks.values())[:WEEKLY]}


def _file(path: Path) -> BackupFile | None:
    sort = next((sort for sort in get_args(Sort) if path.name.startswith(f"{sort}-")), None)
    if sort is None:
        return None  # not ours: the person may keep something here
    if sort == "nightly":
        try:
            date.fromisoformat(path.stem.removeprefix("nightly-"))
        except ValueError:
            return None
    status = path.stat()
    return BackupFile(path, cast("Sort", sort), datetime.fromtimestamp(status.st_mtime, UTC), status.st_size)


def _reason(error: Exception) -> str:
    return str(error) if not isinstance(error, OSError) or error.errno is None else os.strerror(error.errno)
