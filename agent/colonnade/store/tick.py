"""The sequence of changes and the agent's own time."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from colonnade.store.database import Database
from colonnade.store.times import micros


def tick(connection: sqlite3.Connection, now: int) -> tuple[int, int]:
    """The next sequence number and the moment it is kept at, in UTC microseconds.

    The time never runs back: at least one microsecond after the one before, whatever the clock says.
    """
    row = connection.execute(
        "UPDATE tick SET seq = seq + 1, kept_at = max(kept_at + 1, ?) RETURNING seq, kept_at", (now,)
    ).fetchone()
    return int(row[0]), int(row[1])


async def advance(db: Database, now: datetime) -> None:
    """Let the sequence rise by one, though nothing was kept."""
    await db.write(lambda connection: tick(connection, micros(now)))


def sequence_in(connection: sqlite3.Connection) -> int:
    """The number of the newest change kept."""
    (seq,) = connection.execute("SELECT seq FROM tick").fetchone()
    return int(seq)
