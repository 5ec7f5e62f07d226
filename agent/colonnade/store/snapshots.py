"""What was believed at the end of each day: written once, and never changed by what is learnt later."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from colonnade.store.times import micros


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
    """Keep these; a day that has one already keeps that one."""
    connection.executemany(
        "INSERT OR IGNORE INTO snapshots VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (one.day.isoformat(), one.brand, one.find, one.engage, one.build, one.total, one.replayed, micros(now))
            for one in snapshots
        ],
    )


def snapshots_between(connection: sqlite3.Connection, first: date, last: date) -> list[Snapshot]:
    """The snapshots of a span of days, both included, the earliest first."""
    rows = connection.execute(
        "SELECT day, brand, find, engage, build, total, replayed FROM snapshots WHERE day BETWEEN ? AND ? ORDER BY day",
        (first.isoformat(), last.isoformat()),
    )
    return [
        Snapshot(date.fromisoformat(day), brand, find, engage, build, total, replayed=bool(replayed))
        for day, brand, find, engage, build, total, replayed in rows
    ]


def snapshot_days(connection: sqlite3.Connection) -> set[date]:
    """The days that have one."""
    return {date.fromisoformat(day) for (day,) in connection.execute("SELECT day FROM snapshots")}
