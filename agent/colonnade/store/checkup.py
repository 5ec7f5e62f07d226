"""A look at the data from outside, beside a running agent or without one: it changes nothing and waits for nobody."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from colonnade.diagnosis import Looked, Place, Seen
from colonnade.store.files import AGENT_FILE, DATABASE, LOCK_FILE, POSIX
from colonnade.store.times import moment

SQLITE: Final = sqlite3.sqlite_version
BACKUPS: Final = "backups"
BUSY_LIMIT: Final = 2.0
FINDINGS: Final = 5
"""Faults after which a check stops counting them."""


def look(folder: Path) -> Looked | None:
    """What the database of a folder says of itself, read by a connection of its own; None where there is none."""
    path = folder / DATABASE
    if not os.path.lexists(path):
        return None
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_LIMIT)) as db:
            return _looked(db)
    except sqlite3.Error as error:
        return Looked(error=str(error))


def _looked(db: sqlite3.Connection) -> Looked:
    said = [str(row[0]) for row in db.execute(f"PRAGMA quick_check({FINDINGS})")]
    (schema,) = db.execute("PRAGMA user_version").fetchone()
    if schema == 0:
        return Looked()  # made and never opened
    newest, clients = db.execute("SELECT max(kept_at) FROM entries").fetchone()[0], tuple(_clients(db))
    damage = tuple(line for line in said if line != "ok")
    return Looked(None, damage, schema, None if newest is None else moment(newest), clients)


def _clients(db: sqlite3.Connection) -> Iterator[Seen]:
    kept = dict(db.execute("SELECT client, max(kept_at) FROM entries GROUP BY client"))
    rows = db.execute(
        "SELECT id, label, role, seen_at FROM clients WHERE revoked_at IS NULL AND role <> 'machine'"
        " ORDER BY created_at DESC, id"
    )
    for id, label, role, seen_at in rows:
        yield Seen(label, role, moment(seen_at), moment(kept[id]) if id in kept else None)


def places(folder: Path) -> tuple[Place, ...]:
    """The folder and what lies in it, each with its owner and mode; nothing where the system keeps no modes."""
    if not POSIX or not os.path.lexists(folder):
        return ()
    names = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", AGENT_FILE, LOCK_FILE)
    inside = [_place(folder / name, stat.S_IFREG, 0o600) for name in names]
    found = [_place(folder, stat.S_IFDIR, 0o700), *inside, _place(folder / BACKUPS, stat.S_IFDIR, 0o700)]
    return tuple(place for place in found if place is not None)


def _place(path: Path, sort: int, wanted: int) -> Place | None:
    try:
        found = path.lstat()
    except OSError:
        return None
    plain, ours = stat.S_IFMT(found.st_mode) == sort, found.st_uid == os.getuid()
    return Place(str(path), plain, ours, stat.S_IMODE(found.st_mode), wanted)


def backups(folder: Path) -> tuple[datetime, ...]:
    """When each backup in a folder was made."""
    try:
        files = [file.stat() for file in (folder / BACKUPS).iterdir()]
    except OSError:
        return ()
    return tuple(datetime.fromtimestamp(file.st_mtime, UTC) for file in files if stat.S_ISREG(file.st_mode))


def size(folder: Path) -> int:
    """The bytes that the log takes."""
    try:
        return (folder / DATABASE).stat().st_size
    except OSError:
        return 0
