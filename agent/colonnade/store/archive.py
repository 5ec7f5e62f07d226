"""What an archive holds of each table, and why it holds nothing of the others."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

ARCHIVED: Final = frozenset({"documents", "entries", "preferences", "snapshots"})
"""The tables that hold what the person made, and what cannot be worked out again from it."""
LEFT_OUT: Final[Mapping[str, str]] = {
    "activities": "follows from the entries",
    "changes": "says what this agent has to read anew, and no other agent's sequence is this one's",
    "checkpoint": "follows from the entries, for one version of the estimator",
    "clients": "holds keys: a browser is paired with one agent, and a key in a file would be one more to lose",
    "day_counts": "follows from the entries",
    "periods": "follows from the entries",
    "readings": "follows from the entries",
    "tick": "is this agent's own sequence and time",
}
"""Every other table, with the reason."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The lines of entries that follow one another: how many there are, and the sequence of the last."""

    lines: bytes
    entries: int
    last: int


def entries_joined(
    connection: sqlite3.Connection, pieces: tuple[str, str, str, str], after: int, until: int, most: int
) -> Joined:
    """The entries after a sequence and up to another, in order, at most so many.

    `pieces` stand before the client, before whether words were taken back, before the content (canonical JSON),
    and after it. SQLite joins them, because it lets other threads work meanwhile: made row by row in Python, each
    part kept the clicks that came with it waiting.
    """
    row = connection.execute(
        "SELECT CAST(coalesce(group_concat(line, ''), '') AS BLOB), count(*), coalesce(max(seq), ?) FROM"
        " (SELECT seq, ? || client || ? || iif(blanked, 'true', 'false') || ? || content || ? AS line"
        " FROM entries WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?)",
        (after, *pieces, after, until, most),
    ).fetchone()
    return Joined(*row)
