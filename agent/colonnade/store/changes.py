"""What changed since when, so that nothing unchanged has to be read again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final

READINGS: Final = "readings"
PERIODS: Final = "periods"
EVERY_DAY: Final = "days"
"""Days begin at another time now, so that each count, and each reading's day, may be another."""


def changed(connection: sqlite3.Connection, name: str) -> None:
    """Note that a day's counts (by its ISO date), or what one of the names above stands for, changed just now.

    To be called after the `tick` of the change.
    """
    connection.execute(
        "INSERT INTO changes SELECT ?, seq FROM tick WHERE true ON CONFLICT DO UPDATE SET seq = excluded.seq", (name,)
    )


def note_changes(connection: sqlite3.Connection, names: Iterable[str], seq: int) -> None:
    """The same for several at once, whose newest change has this sequence."""
    connection.executemany(
        "INSERT INTO changes VALUES (?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq",
        [(name, seq) for name in names],
    )


def changed_since(connection: sqlite3.Connection, seq: int) -> set[str]:
    """The names of everything that changed after that sequence."""
    return {name for (name,) in connection.execute("SELECT name FROM changes WHERE seq > ?", (seq,))}
