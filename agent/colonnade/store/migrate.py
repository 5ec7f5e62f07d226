"""Bringing a database to this version's schema, one numbered file at a time."""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from colonnade.errors import Unavailable
from colonnade.store.backups import back_up

MIGRATIONS: Final = files("colonnade.store") / "migrations"


def newest(folder: Traversable = MIGRATIONS) -> int:
    """The schema version this code knows."""
    return max(_number(file) for file in _scripts(folder))


def migrate(connection: sqlite3.Connection, path: Path, folder: Traversable = MIGRATIONS) -> None:
    """Run every migration the database has not seen, after a backup of it.

    Each file carries its own transaction and ends by setting `user_version`, so a failure
    leaves the database as the last whole migration left it.
    """
    have = _version(connection)
    due = [file for file in _scripts(folder) if _number(file) > have]
    if have > 0 and due:
        back_up(path, f"before-schema-{_number(due[-1])}")
    for file in due:
        connection.executescript(file.read_text(encoding="utf-8"))
        if _version(connection) != _number(file):
            raise Unavailable(f"Migration {file.name} did not finish.", code="database")


def refuse_newer(connection: sqlite3.Connection, path: Path, folder: Traversable = MIGRATIONS) -> None:
    """Raise Unavailable for a database of a newer version: writing to it could lose what that version keeps."""
    have = _version(connection)
    if have > newest(folder):
        raise Unavailable(
            f"The database {path} was written by a newer version of Colonnade (schema {have}, this one knows "
            f"{newest(folder)}). Install that version again; nothing was changed.",
            code="newer_database",
        )


def _version(connection: sqlite3.Connection) -> int:
    row = connection.execute("PRAGMA user_version").fetchone()
    return int(row[0])


def _scripts(folder: Traversable) -> list[Traversable]:
    return sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)


def _number(file: Traversable) -> int:
    return int(file.name.partition("_")[0])
