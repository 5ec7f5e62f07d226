"""How much of what was done on each day: kept beside the activities, so that no question counts ten years."""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import date
from typing import Final

from colonnade.store.changes import EVERY_DAY, note_changes
from colonnade.store.tick import sequence_in
from colonnade.store.times import day_at

_ADD: Final = "INSERT INTO day_counts VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count"
_CLEAR: Final = "DELETE FROM day_counts WHERE day = ? AND kind = ? AND qualifiers = ? AND count = 0"


class DayCounts:
    """What is added to the counts of days, gathered and written at once."""

    def __init__(self) -> None:
        self._sums: Counter[tuple[str, str, str]] = Counter()

    @property
    def days(self) -> set[str]:
        """The ISO dates of the days that anything was added to or taken from."""
        return {day for day, _, _ in self._sums}

    def add(self, day: date, kind: str, qualifiers: str, change: int) -> None:
        """Add `change` to a day's count of one kind and set of qualifiers."""
        self._sums[day.isoformat(), kind, qualifiers] += change

    def keep(self, connection: sqlite3.Connection) -> None:
        """Write it down; a count of nothing is no row."""
        connection.executemany(_ADD, [(*key, change) for key, change in self._sums.items() if change != 0])
        if taken := [key for key, change in self._sums.items() if change < 0]:
            connection.executemany(_CLEAR, taken)


def recount(connection: sqlite3.Connection, day_start: str) -> None:
    """Count every day anew, because days now begin at `day_start`; to be called after the `tick` of that change."""
    rows = connection.execute("SELECT at + offset * 60000000, kind, qualifiers, count FROM activities").fetchall()
    connection.execute("DELETE FROM day_counts")
    counts = DayCounts()
    for local, kind, qualifiers, count in rows:
        counts.add(day_at(local, day_start), kind, qualifiers, count)
    counts.keep(connection)
    note_changes(connection, [EVERY_DAY], sequence_in(connection))
