"""The mark of a demo: in the database's own header, so that every copy of it bears it too."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

MARK: Final = int.from_bytes(b"Demo", "big")
"""The application id of a demo; one's own log has 0, as SQLite makes it."""
_FORMAT: Final = b"SQLite format 3\0"
_HEADER: Final = 100
_APPLICATION_ID: Final = slice(68, 72)
"""Where it stands in the first bytes of the file, by the file format SQLite has promised."""


def mark_demo(connection: sqlite3.Connection) -> None:
    """Mark the database as a demo, for good: everything in it is invented."""
    connection.execute(f"PRAGMA application_id = {MARK}")


def is_demo(connection: sqlite3.Connection) -> bool:
    """Whether the database is a demo."""
    (found,) = connection.execute("PRAGMA application_id").fetchone()
    return bool(found == MARK)


def holds_demo(path: Path) -> bool:
    """Whether the file is a database of a demo; what cannot be read as a database is none."""
    # The header is read as bytes, because opening somebody's own log here would already write beside it.
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except OSError:
        return False
    return header.startswith(_FORMAT) and header[_APPLICATION_ID] == MARK.to_bytes(4, "big")
