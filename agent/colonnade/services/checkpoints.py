"""The checkpoint: what the readings taught, kept so that the next start need not work it out again."""

from __future__ import annotations

import asyncio
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

import numpy as np

from colonnade.errors import Unavailable
from colonnade.habits.standing import standing
from colonnade.scoring.checkpoint import Checkpoint, read, written
from colonnade.services.known import Known, Lesson
from colonnade.store import views
from colonnade.store.checkpoint import Kept, keep_checkpoint, kept_checkpoint
from colonnade.store.database import Connection, Database

STALE: Final = 30
"""After so many more days it is kept anew, though nothing was learnt: each that changed since has to be read."""


@cache
def version() -> str:
    """Of the estimator: its own words and those of what it stands on. Another one reads no checkpoint of this one."""
    scoring = sorted((files("colonnade") / "scoring").iterdir(), key=lambda file: file.name)
    sources = [file for file in (*scoring, files("colonnade") / "catalogue.py") if file.name.endswith(".py")]
    digest = sha256(np.__version__.encode())
    for source in sources:
        digest.update(source.read_bytes())
    return digest.hexdigest()


def known_from(connection: Connection) -> Known | None:
    """What was known when the checkpoint was kept, without what changed since; None where there is none that fits."""
    kept = kept_checkpoint(connection, version())
    if kept is None:
        return None
    try:
        one = read(kept.body)
    except ValueError:
        return None
    lesson = Lesson(kept=[] if one.learnt is None else [one.learnt])
    readings = views.readings(connection)
    return Known(kept.seq, one.history, one.periods, readings, one.points, standing(readings), lesson)


def is_news(known: Known, kept: Known | None) -> bool:
    """Whether something was worked out that is not in the checkpoint kept last."""
    days = len(known.history.counts)
    if not known.lesson.whole or not (days or known.points):
        return False
    return kept is None or kept.lesson.last is not known.lesson.last or abs(days - len(kept.history.counts)) >= STALE


async def keep(db: Database, known: Known) -> bool:
    """Write down what is known; False where it could not be written, which the next start pays for and nobody else."""
    # Some hundredths of a second that neither a click nor a look has to wait for.
    one = Checkpoint(known.history, known.periods, known.points, known.lesson.last)
    body = await asyncio.to_thread(written, one)
    try:
        await db.write(lambda connection: keep_checkpoint(connection, Kept(known.seq, version(), body)))
    except Unavailable:
        return False
    return True
