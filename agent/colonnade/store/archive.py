"""What an archive holds of each table, and why it holds nothing of the others."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
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


def entries_between(connection: sqlite3.Connection, after: int, until: int) -> Iterator[tuple[int, str, bool, str]]:
    """Sequence, client, whether its words were taken back, and content (canonical JSON) of each entry, in order."""
    rows = connection.execute(
        "SELECT seq, client, blanked, content FROM entries WHERE seq > ? AND seq <= ? ORDER BY seq", (after, until)
    )
    return ((seq, client, bool(blanked), content) for seq, client, blanked, content in rows)
