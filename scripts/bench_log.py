"""An invented log, the same every time, for scripts/bench."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Self

from colonnade.catalogue import QualifierValue
from colonnade.model import Entry, RecordActivity, RecordPeriod, RecordReading
from colonnade.store import log
from colonnade.store.database import Database
from colonnade.store.files import database_file, prepare_folder

CLIENT = "b" * 32
LAST = date(2026, 11, 20)
"""The day it ends on: a Friday, so that a week is under way."""
NOW = datetime.combine(LAST, time(20), UTC)
AT_ONCE = 5000
DONE: tuple[tuple[int, str, dict[str, QualifierValue]], ...] = (
    (20, "comment_written", {"depth": "substantive"}),
    (8, "comment_written", {"depth": "shallow"}),
    (20, "reaction_given", {}),
    (12, "profile_viewed", {}),
    (8, "people_search", {}),
    (8, "connection_request", {"note": True}),
    (4, "connection_request", {}),
    (10, "message_sent", {}),
    (2, "message_received", {}),
    (2, "message_replied", {"within_24h": True}),
    (2, "connection_accepted", {"role": "peer"}),
    (1, "conversation_started", {}),
    (1, "profile_improved", {"section": "about"}),
    (4, "post_published", {}),
    (4, "reshare", {"perspective": True}),
)
"""How often, what kind, with which qualifiers."""
NAMED = 0.1
"""So many of all activities name somebody."""
NAMES = 2000


@dataclass(frozen=True)
class Size:
    """How much the log holds."""

    days: int
    activities: int
    readings: int
    periods: int

    @classmethod
    def of(cls, days: int) -> Self:
        """A log so many days long, as dense as the one of ten years."""
        part = days / TEN_YEARS.days
        return cls(days, *(max(1, round(all_of * part)) for all_of in (180_000, 500, 20)))

    def __str__(self) -> str:
        return (
            f"{self.activities:,} activities over {self.days:,} days, {self.readings} readings, {self.periods} periods"
        )


TEN_YEARS = Size(3650, 180_000, 500, 20)


async def build(folder: Path, size: Size) -> Path:
    """A database in this folder with a log of that size, made through the store's own door; its path."""
    prepare_folder(folder / "data")
    path = database_file(folder / "data")
    db = await Database.open(path)
    try:
        chunk: list[Entry] = []
        for entry in entries(size):
            chunk.append(entry)
            if len(chunk) == AT_ONCE:
                await log.append(db, chunk, CLIENT, NOW)
                chunk = []
        await log.append(db, chunk, CLIENT, NOW)
    finally:
        await db.close()
    return path


def entries(size: Size) -> Iterator[Entry]:
    """Every record, day by day."""
    chance = random.Random(8425)  # noqa: S311 - the same log every time, and no secret
    first = LAST - timedelta(days=size.days - 1)
    for at in _moments(chance, first, size.days, size.activities):
        yield activity(chance, at)
    scores = [12.0, 8.0, 6.0, 15.0]
    for at in _moments(chance, first, size.days, size.readings):
        # In steps of a sixteenth, and often none, as official numbers move.
        scores = [min(25.0, max(0.0, score + chance.choice((-1, 0, 0, 1)) / 16)) for score in scores]
        yield _reading(_id(chance), at, scores)
    for at in _moments(chance, first, size.days, size.periods):
        id, start = _id(chance), at.date()
        yield RecordPeriod(
            entry=id,
            subject=id,
            made_at=at,
            type="record",
            of="period",
            period=chance.choice(("away", "unlogged")),
            start=start,
            end=start + timedelta(days=6),
        )


def activity(chance: random.Random, at: datetime) -> RecordActivity:
    """One activity at that time."""
    _, kind, qualifiers = chance.choices(DONE, weights=[often for often, _, _ in DONE])[0]
    id = _id(chance)
    return RecordActivity(
        entry=id,
        subject=id,
        made_at=at,
        type="record",
        of="activity",
        at=at,
        kind=kind,
        qualifiers=qualifiers,
        contact=f"Name {chance.randint(1, NAMES)}" if chance.random() < NAMED else "",
    )


def _reading(id: str, at: datetime, scores: list[float]) -> RecordReading:
    brand, find, engage, build = scores
    return RecordReading(
        entry=id,
        subject=id,
        made_at=at,
        type="record",
        of="reading",
        at=at,
        brand=brand,
        find=find,
        engage=engage,
        build=build,
    )


def _moments(chance: random.Random, first: date, days: int, number: int) -> Iterator[datetime]:
    """So many times, in order, evenly over the days and by day."""
    for one in range(number):
        day = first + timedelta(days=one * days // number)
        yield datetime.combine(day, time(chance.randint(8, 18), chance.randint(0, 59)), UTC)


def _id(chance: random.Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))
