"""What changed since when, so that nothing unchanged has to be read again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final

READINGS: Final = "readings"
PERIODS: Final = "periods"
EVERY_DAY: Final = "days"
"""Days begin at another time now, so that each count, and each reading's day, may be another."""


def note_changes(connection: sqlite3.Connection, names: Iterable[str], seq: int) -> None:
    """Note that days' counts (by their ISO dates), or what names above stand for, changed with this sequence."""
    connection.executemany(
        "INSERT INTO changes VALUES (?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq",
        [(name, seq) for name in names],
    )


def changed_since(connection: sqlite3.Connection, seq: int) -> set[str]:
    """The names of everything that changed after that sequence."""
    return {name for (name,) in connection.execute("SELECT name FROM changes WHERE seq > ?", (seq,))}
