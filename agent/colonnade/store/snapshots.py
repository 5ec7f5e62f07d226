"""What was believed at the end of each day: written once, and never changed by what is learnt later."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from colonnade.store.times import micros, moment

_VALUES: Final = "brand, find, engage, build, total"
_OTHER: Final = ", ".join(f"excluded.{name}" for name in ("replayed", "kept_at", *_VALUES.split(", ")))
_KEEP: Final = f"""
    INSERT INTO snapshots (day, {_VALUES}, replayed, kept_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET (replayed, kept_at, {_VALUES}) = ({_OTHER})
    WHERE ({_OTHER}) < (snapshots.replayed, snapshots.kept_at, {_VALUES})
"""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The means of a day's estimate, in points; `replayed` where they were worked out later."""

    day: date
    brand: float
    find: float
    engage: float
    build: float
    total: float
    replayed: bool


def keep_snapshots(connection: sqlite3.Connection, snapshots: Iterable[Snapshot], now: datetime) -> None:
    """Keep these; a day that has one already keeps that one, unless it was worked out later and this one was not."""
    merge_snapshots(connection, [(one, now) for one in snapshots])


def merge_snapshots(connection: sqlite3.Connection, nights: Iterable[tuple[Snapshot, datetime]]) -> int:
    """Take these, each with when it was kept; how many are new here, or took the place of one.

    What somebody watched goes before what was worked out later, then the earlier one, then the lower
    numbers: two logs that take each other's nights have the same ones afterwards.
    """
    return sum(connection.execute(_KEEP, _row(one, kept_at)).rowcount for one, kept_at in nights)


def snapshots_between(connection: sqlite3.Connection, first: date, last: date) -> list[Snapshot]:
    """The snapshots of a span of days, both included, the earliest first."""
    return [night for night, _ in nights_between(connection, first, last)]


def nights_between(connection: sqlite3.Connection, first: date, last: date) -> list[tuple[Snapshot, datetime]]:
    """The same, each with when it was kept."""
    rows = connection.execute(
        f"SELECT day, {_VALUES}, replayed, kept_at FROM snapshots WHERE day BETWEEN ? AND ? ORDER BY day",
        (first.isoformat(), last.isoformat()),
    )
    return [_night(row) for row in rows]


def snapshot_days(connection: sqlite3.Connection) -> set[date]:
    """The days that have one."""
    return {date.fromisoformat(day) for (day,) in connection.execute("SELECT day FROM snapshots")}


def _row(one: Snapshot, kept_at: datetime) -> tuple[Any, ...]:
    values = (one.brand, one.find, one.engage, one.build, one.total)
    return one.day.isoformat(), *values, one.replayed, micros(kept_at)


def _night(row: Sequence[Any]) -> tuple[Snapshot, datetime]:
    day, brand, find, engage, build, total, replayed, kept_at = row
    night = Snapshot(date.fromisoformat(day), brand, find, engage, build, total, replayed=bool(replayed))
    return night, moment(kept_at)
