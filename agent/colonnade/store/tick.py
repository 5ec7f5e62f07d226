"""The sequence of changes and the agent's own time."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from colonnade.store.database import Database
from colonnade.store.times import micros


class Ticks:
    """The sequence and the agent's time while changes are kept; written down once for all of them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.seq, self._kept_at = connection.execute("SELECT seq, kept_at FROM tick").fetchone()

    def next(self, now: int) -> tuple[int, int]:
        """The next sequence number and the moment it is kept at, in UTC microseconds.

        The time never runs back: at least one microsecond after the one before, whatever the clock says.
        """
        self.seq, self._kept_at = self.seq + 1, max(self._kept_at + 1, now)
        return self.seq, self._kept_at

    def keep(self, connection: sqlite3.Connection) -> None:
        """Write down how far they went."""
        connection.execute("UPDATE tick SET seq = ?, kept_at = ?", (self.seq, self._kept_at))


def tick(connection: sqlite3.Connection, now: int) -> None:
    """Let the sequence and the time go on by one, for a single change."""
    ticks = Ticks(connection)
    ticks.next(now)
    ticks.keep(connection)


async def advance(db: Database, now: datetime) -> None:
    """Let the sequence rise by one, though nothing was kept."""
    await db.write(lambda connection: tick(connection, micros(now)))


def sequence_in(connection: sqlite3.Connection) -> int:
    """The number of the newest change kept."""
    (seq,) = connection.execute("SELECT seq FROM tick").fetchone()
    return int(seq)
