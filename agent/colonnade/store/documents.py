"""Documents: what the person prefers, each replaced whole, the later winning."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Final, Literal

from colonnade.errors import Conflict
from colonnade.store.database import Database
from colonnade.store.tick import tick
from colonnade.store.times import DAY, micros

Name = Literal["routine", "answers", "reviews", "audience", "templates"]
NAMES: Final[tuple[Name, ...]] = ("routine", "answers", "reviews", "audience", "templates")


def content_in(connection: sqlite3.Connection, name: Name) -> str | None:
    """The JSON text of a document, inside a read that is under way; None while there is none."""
    row = connection.execute("SELECT content FROM documents WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


async def replace(db: Database, name: Name, content: str, changed_at: datetime, now: datetime) -> None:
    """Keep a document whole. Raises Conflict `superseded` when a later one is kept already."""
    await db.write(lambda connection: _replace(connection, name, content, micros(changed_at), micros(now)))


async def merge(db: Database, name: Name, content: str, changed_at: datetime, now: datetime) -> bool:
    """Take a document of another log where it wins over the one kept here; whether it did.

    The later one wins, then the text: both logs decide alike.
    """
    return await db.write(lambda connection: _merge(connection, name, content, micros(changed_at), micros(now)))


def _merge(connection: sqlite3.Connection, name: Name, content: str, changed_at: int, now: int) -> bool:
    kept = connection.execute("SELECT changed_at, content FROM documents WHERE name = ?", (name,)).fetchone()
    if kept is not None and (changed_at, content) <= kept:
        return False
    _keep(connection, name, content, changed_at, now)
    return True


def _replace(connection: sqlite3.Connection, name: Name, content: str, changed_at: int, now: int) -> None:
    kept = connection.execute("SELECT changed_at, content FROM documents WHERE name = ?", (name,)).fetchone()
    if kept == (changed_at, content):
        return
    # Changed under a clock that was far ahead, it would otherwise win until that day comes.
    possible = kept is not None and kept[0] <= now + DAY
    # Equal times are decided by the text, so that two logs that merge decide alike.
    if possible and (changed_at, content) < kept:
        raise Conflict("Something later is kept already; load it again and change that.", code="superseded")
    _keep(connection, name, content, changed_at, now)


def _keep(connection: sqlite3.Connection, name: Name, content: str, changed_at: int, now: int) -> None:
    tick(connection, now)
    connection.execute("INSERT OR REPLACE INTO documents VALUES (?, ?, ?)", (name, content, changed_at))
