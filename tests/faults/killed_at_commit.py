"""`colonnade` that ends itself by SIGKILL at a commit, once a file says so.

`python killed_at_commit.py ARM WORDS...`: the words are colonnade's. ARM is a file that is not there at
first; when it holds "before" or "after", the next batch is the last: killed before its commit, or between
its commit and the answer.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

from colonnade.__main__ import main
from colonnade.store import database


def die() -> None:
    """As a power cut does: nothing is flushed, nothing is said."""
    os.kill(os.getpid(), signal.SIGKILL)


def armed(arm: Path) -> str:
    """When to die, or an empty string."""
    return arm.read_text() if arm.exists() else ""


def batch(connection: sqlite3.Connection, jobs: list[Any]) -> list[Any]:
    """The agent's own batch, and the end when armed."""
    when = armed(ARM)
    if when == "before":
        # The whole batch is written inside the open transaction, as far as it ever gets without COMMIT.
        connection.execute("BEGIN IMMEDIATE")
        for job in jobs:
            job.work(connection)
        die()
    results = whole_batch(connection, jobs)
    if when == "after":
        die()
    return results


ARM = Path(sys.argv.pop(1))
whole_batch = database._batch
database._batch = batch
main()
