"""The mark of a demo: in the database's own header, so that every copy of it bears it too."""

from __future__ import annotations

import sqlite3
from typing import Final

MARK: Final = int.from_bytes(b"Demo", "big")
"""The application id of a demo; one's own log has 0, as SQLite makes it."""


def mark_demo(connection: sqlite3.Connection) -> None:
    """Mark the database as a demo, for good: everything in it is invented."""
    connection.execute(f"PRAGMA application_id = {MARK}")


def is_demo(connection: sqlite3.Connection) -> bool:
    """Whether the database is a demo."""
    (found,) = connection.execute("PRAGMA application_id").fetchone()
    return bool(found == MARK)
