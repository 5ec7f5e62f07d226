"""How much of what was done on each day: kept beside the activities, so that no question counts ten years."""

from __future__ import annotations

import sqlite3
from datetime import date

from colonnade.store.changes import EVERY_DAY, changed
from colonnade.store.times import day_at


def count_day(connection: sqlite3.Connection, day: date, kind: str, qualifiers: str, change: int) -> None:
    """Add `change` to a day's count of one kind and set of qualifiers; a count of nothing is no row."""
    _add(connection, day.isoformat(), kind, qualifiers, change)
    changed(connection, day.isoformat())


def _add(connection: sqlite3.Connection, day: str, kind: str, qualifiers: str, change: int) -> None:
    key = (day, kind, qualifiers)
    connection.execute(
        "INSERT INTO day_counts VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
        (*key, change),
    )
    if change < 0:
        connection.execute("DELETE FROM day_counts WHERE day = ? AND kind = ? AND qualifiers = ? AND count = 0", key)


def recount(connection: sqlite3.Connection, day_start: str) -> None:
    """Count every day anew, because days now begin at `day_start`."""
    rows = connection.execute("SELECT at + offset * 60000000, kind, qualifiers, count FROM activities").fetchall()
    connection.execute("DELETE FROM day_counts")
    for local, kind, qualifiers, count in rows:
        _add(connection, day_at(local, day_start).isoformat(), kind, qualifiers, count)
    changed(connection, EVERY_DAY)
