"""One checkpoint of the estimator: what it knew of the log as of a sequence."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes that one version of the estimator wrote, as of a sequence of the log."""

    seq: int
    version: str
    body: bytes


def keep_checkpoint(connection: sqlite3.Connection, one: Kept) -> None:
    """Keep it in the place of the one before."""
    connection.execute("INSERT OR REPLACE INTO checkpoint VALUES (1, ?, ?, ?)", (one.seq, one.version, one.body))


def kept_checkpoint(connection: sqlite3.Connection, version: str) -> Kept | None:
    """The one that is kept; None where there is none, or that of another version."""
    row = connection.execute(
        "SELECT seq, version, body FROM checkpoint WHERE version = ? AND seq <= (SELECT seq FROM tick)", (version,)
    ).fetchone()
    return None if row is None else Kept(*row)
