"""Whether a database is damaged, which is not the same as one that cannot be opened just now."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

BUSY: Final = 5.0
"""Seconds to wait for another program that holds the database."""
_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def is_damage(error: BaseException) -> bool:
    """Whether SQLite found something that it never writes; a held, full or read-only database is no damage."""
    return isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE


def is_damaged(path: Path) -> bool:
    """Whether a database that is read from its first page to its last is damaged; False where it cannot be opened."""
    try:
        return not _reads_through(path)
    except sqlite3.Error as error:
        return is_damage(error)


def is_good(path: Path) -> bool:
    """Whether a database can be read from its first page to its last."""
    try:
        return _reads_through(path)
    except sqlite3.Error:
        return False


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that cannot change the database at `path`. Raises sqlite3.Error."""
    with closing(sqlite3.connect(_read_only(path), BUSY, uri=True, isolation_level=None)) as connection:
        yield connection


def _read_only(path: Path) -> str:
    return f"{path.resolve().as_uri()}?mode=ro"


def _reads_through(path: Path) -> bool:
    with reading(path) as connection:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
