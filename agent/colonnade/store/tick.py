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


class Ticks:
    """The ticks of several changes, written down at once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.seq, self._kept_at = connection.execute("SELECT seq, kept_at FROM tick").fetchone()

    def next(self, now: int) -> tuple[int, int]:
        """What `tick` gives."""
        self.seq, self._kept_at = self.seq + 1, max(self._kept_at + 1, now)
        return self.seq, self._kept_at

    def keep(self, connection: sqlite3.Connection) -> None:
        """Write down how far they went."""
        connection.execute("UPDATE tick SET seq = ?, kept_at = ?", (self.seq, self._kept_at))


async def advance(db: Database, now: datetime) -> None:
    """Let the sequence rise by one, though nothing was kept."""
    await db.write(lambda connection: tick(connection, micros(now)))


def sequence_in(connection: sqlite3.Connection) -> int:
    """The number of the newest change kept."""
    (seq,) = connection.execute("SELECT seq FROM tick").fetchone()
    return int(seq)
