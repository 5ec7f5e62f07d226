"""Putting a backup in the place of the database, without losing what the database holds now."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from colonnade.errors import Unavailable
from colonnade.store.backups import back_up, copy, mark_of
from colonnade.store.damage import is_good, reading
from colonnade.store.demo import holds_demo
from colonnade.store.migrate import newest
from colonnade.store.times import moment

NEW: Final = ".new"
"""Ends the name of a database that is being made beside the present one."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What the present database holds that a backup does not: entries, how many of them removals, since when."""

    entries: int
    retracts: int
    since: datetime | None


def refuse_unfit(backup: Path) -> None:
    """Raise Unavailable for a file that is no whole database of this product, or one of a newer version."""
    try:
        with reading(backup) as connection:
            (schema,) = connection.execute("PRAGMA user_version").fetchone()
            connection.execute("SELECT count(*) FROM entries").fetchone()
    except sqlite3.Error as error:
        raise Unavailable(f"{backup} is no backup of Colonnade. Nothing was changed.", code="database") from error
    if schema > newest():
        raise Unavailable(
            f"{backup} was made by a newer version of Colonnade; install that version first. Nothing was changed.",
            code="newer_database",
        )
    if not is_good(backup):
        raise Unavailable(f"{backup} is damaged; take an earlier one. Nothing was changed.", code="database")


def refuse_other_sort(backup: Path, present: Path) -> None:
    """Raise Unavailable for a backup of a demo where one's own log is, and the other way round."""
    if present.exists() and present.stat().st_size > 0 and holds_demo(backup) != holds_demo(present):
        what, there = ("a demo", "your own log") if holds_demo(backup) else ("your own log", "a demo")
        raise Unavailable(f"{backup} is of {what}, and what is there is {there}. Nothing was changed.")


def loss_of(present: Path, backup: Path) -> Loss | None:
    """What would be lost; None where the present database cannot be read, so that nobody can say."""
    try:
        with reading(present) as connection:
            connection.execute("ATTACH ? AS backup", (f"{backup.resolve().as_uri()}?mode=ro",))
            count, retracts, since = connection.execute(
                "SELECT count(*), count(*) FILTER (WHERE type = 'retract'), min(kept_at) FROM entries"
                " WHERE id NOT IN (SELECT id FROM backup.entries)"
            ).fetchone()
    except sqlite3.Error:
        return None
    return Loss(count, retracts, None if since is None else moment(since))


def put_in_place(backup: Path, present: Path, now: datetime) -> Path | None:
    """Put a backup in the present database's place; where the present one is kept, None where there is none.

    Clients stay those of now: a backup knows nobody who was paired since, and does not know who was
    revoked. The agent's own time and sequence go on.
    """
    stamp = f"{now:%Y-%m-%dT%H%M%S}"
    new = present.with_name(f"{present.name}{NEW}")
    try:
        copy(backup, new)
        if not present.exists() or present.stat().st_size == 0:
            aside = None
        elif mark_of(present) is not None and is_good(present):
            _carry_over(present, new)
            aside = back_up(present, f"before-restore-{stamp}")
            _settle(present)
        else:
            aside = set_aside(present, stamp)
        new.replace(present)
    except (sqlite3.Error, OSError) as error:
        raise Unavailable(f"The backup could not be put in place: {error}.", code="database") from error
    finally:
        new.unlink(missing_ok=True)
    return aside


def set_aside(present: Path, stamp: str) -> Path:
    """Give a database that cannot be read another name, with its write-ahead log; nothing is ever deleted."""
    aside, number = present.with_name(f"damaged-{stamp}.db"), 1
    while aside.exists():
        number += 1
        aside = present.with_name(f"damaged-{stamp}-{number}.db")
    for end in ("-shm", "-wal", ""):
        beside = present.with_name(f"{present.name}{end}")
        if beside.exists():
            beside.rename(aside.with_name(f"{aside.name}{end}"))
    return aside


def _carry_over(present: Path, new: Path) -> None:
    connection = sqlite3.connect(new, isolation_level=None, uri=True)
    try:
        connection.execute("ATTACH ? AS present", (f"{present.resolve().as_uri()}?mode=ro",))
        have = {name for _, name, *_ in connection.execute("PRAGMA present.table_info(clients)")}
        both = [name for _, name, *_ in connection.execute("PRAGMA main.table_info(clients)") if name in have]
        columns = ", ".join(both)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM main.clients")
        connection.execute(f"INSERT INTO main.clients ({columns}) SELECT {columns} FROM present.clients")
        connection.execute(
            "UPDATE main.tick SET seq = max(seq, (SELECT seq FROM present.tick)),"
            " kept_at = max(kept_at, (SELECT kept_at FROM present.tick))"
        )
        connection.execute("COMMIT")
    finally:
        connection.close()


def _settle(present: Path) -> None:
    """Bring the write-ahead log into the database, so that it is one file and can be replaced in one step."""
    connection = sqlite3.connect(present, isolation_level=None)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
    for end in ("-wal", "-shm"):
        present.with_name(f"{present.name}{end}").unlink(missing_ok=True)
