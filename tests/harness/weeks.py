"""Invented weeks whose summaries are kept as goldens: each is a log, what the person prefers, and when one looks."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from colonnade.catalogue import KINDS
from colonnade.model import Entry
from colonnade.services.sight import Sight
from colonnade.store import log, preferences
from colonnade.store.database import Database
from colonnade.store.files import database_file
from harness.entries import CLIENT, period, reading, record

NAME = "Zephyrine"
"""A name that no coach copy may hold; it stands in notes and as a contact."""


@dataclass(frozen=True)
class Week:
    """A log and the week of it that is asked for, at a moment."""

    week: str
    now: str
    said: Sequence[Entry] = field(default_factory=tuple)
    zone: str = "Europe/Berlin"
    week_start: Literal["monday", "sunday"] = "monday"

    @property
    def at(self) -> datetime:
        """The moment somebody looks."""
        return datetime.fromisoformat(self.now)


def did(
    number: int, at: str, kind: str = "comment_written", count: int = 1, said: str = "", **qualifiers: object
) -> Entry:
    """An activity of that moment."""
    with_whom = NAME if kind == "connection_request" else ""
    return record(number, kind, at=at, made_at=at, count=count, note=said, contact=with_whom, qualifiers=qualifiers)


def read(number: int, at: str, **fields: object) -> Entry:
    """A reading of that moment."""
    return reading(number, at=at, made_at=at, **fields)


NORMAL = (
    # The week before, Monday 9 to Sunday 15 November 2026.
    did(1, "2026-11-09T09:00:00+01:00", depth="substantive", audience="target"),
    did(2, "2026-11-09T09:30:00+01:00", depth="shallow"),
    did(3, "2026-11-11T10:00:00+01:00", "connection_request", note=True, role="peer"),
    did(4, "2026-11-12T10:00:00+01:00", "post_published", form="short"),
    did(5, "2026-11-13T10:00:00+01:00", "profile_viewed", count=2, via="search"),
    read(6, "2026-11-08T18:00:00+01:00", brand=11, find=6.5, engage=8, build=14, industry_rank=14, network_rank=20),
    # The week, Monday 16 to Sunday 22 November 2026.
    did(11, "2026-11-16T09:00:00+01:00", count=2, depth="substantive", audience="target", said=f"with {NAME} & co"),
    did(12, "2026-11-16T10:00:00+01:00", "profile_viewed", count=3, via="search", fit="target"),
    did(13, "2026-11-17T09:00:00+01:00", depth="substantive"),
    did(14, "2026-11-17T09:10:00+01:00", depth="shallow", audience="other"),
    did(15, "2026-11-17T11:00:00+01:00", "profile_viewed", count=4, via="suggestion"),
    did(16, "2026-11-18T09:00:00+01:00", count=3, depth="substantive"),
    did(17, "2026-11-18T12:00:00+01:00", "post_published", form="long", said=f"<b>{NAME}</b> [said](https://x) =1+1"),
    did(18, "2026-11-19T09:00:00+01:00", "connection_request", count=2, note=True, role="decision_maker"),
    did(19, "2026-11-19T09:30:00+01:00", "connection_request", note=False, role="peer"),
    did(20, "2026-11-20T15:00:00+01:00", "meeting_booked", said=f"{NAME}, at last"),
    did(21, "2026-11-21T20:00:00+01:00", "reaction_given", count=5),
    read(
        22,
        "2026-11-22T18:00:00+01:00",
        brand=11.5,
        find=6.75,
        engage=8.4,
        build=14.25,
        total=40.9,
        industry_rank=12,
        network_rank=20,
        industry={"brand": 10, "find": 7.5, "engage": 9, "build": 14},
    ),
    # After it: nothing of this may be in it.
    did(31, "2026-11-23T09:00:00+01:00", count=7, depth="substantive", said=f"{NAME} later"),
)
CASES = {
    "empty": Week("2026-W47", "2026-11-24T08:00:00+01:00"),
    "normal": Week("2026-W47", "2026-11-24T08:00:00+01:00", NORMAL),
    "clock-change": Week(
        "2026-W43",
        "2026-10-27T08:00:00+01:00",
        (
            did(1, "2026-10-19T23:59:59+02:00", depth="substantive"),
            did(2, "2026-10-25T00:00:00+02:00", "post_published"),
            # Half past two comes twice that night.
            did(3, "2026-10-25T02:30:00+02:00", "people_search", filters=True),
            did(4, "2026-10-25T02:30:00+01:00", "people_search", filters=True),
            did(5, "2026-10-25T23:59:59+01:00", "reaction_given"),
            did(6, "2026-10-26T00:00:00+01:00", "reaction_given", count=9),
        ),
    ),
    "year-end": Week(
        "2026-W53",
        "2027-01-05T08:00:00+01:00",
        (
            did(1, "2026-12-21T10:00:00+01:00", "post_published"),
            did(2, "2026-12-28T10:00:00+01:00", count=2, depth="substantive"),
            did(3, "2026-12-31T23:00:00+01:00", "message_sent", purpose="follow_up"),
            did(4, "2027-01-01T00:30:00+01:00", "message_sent", purpose="follow_up"),
            did(5, "2027-01-03T10:00:00+01:00", "deal_won"),
            read(6, "2027-01-02T10:00:00+01:00", brand=10, find=5, engage=4, build=12),
        ),
    ),
    "sunday": Week(
        "2026-W47",
        "2026-11-24T08:00:00+01:00",
        (
            did(1, "2026-11-14T12:00:00+01:00", "post_published"),
            did(2, "2026-11-15T12:00:00+01:00", "post_published", count=2),
            did(3, "2026-11-21T12:00:00+01:00", "reshare", perspective=True),
            did(4, "2026-11-22T12:00:00+01:00", "reshare", count=8, perspective=True),
        ),
        week_start="sunday",
    ),
    "away": Week(
        "2026-W47",
        "2026-11-24T08:00:00+01:00",
        (
            did(1, "2026-11-16T09:00:00+01:00", count=2, depth="substantive"),
            did(2, "2026-11-18T09:00:00+01:00", count=2, depth="substantive"),
            period(3, "2026-11-17", "2026-11-18"),
            period(4, "2026-11-20", "2026-12-01", period="unlogged"),
            read(5, "2026-11-01T18:00:00+01:00"),
        ),
    ),
}


def _fullest() -> list[Entry]:
    """Every kind on every day of both weeks, seven readings, periods, and forty notes as long as they can be."""
    said: list[Entry] = [period(5001, "2026-11-16", "2026-11-16"), period(5002, "2026-11-18", "2026-11-18")]
    for day in range(9, 23):
        at = f"2026-11-{day:02}T12:00:00+01:00"
        said += [did(day * 40 + number, at, kind, count=987) for number, kind in enumerate(KINDS)]
        averages = {"total": 30.25, "brand": 20.5, "find": 20.5, "engage": 20.5, "build": 20.5}
        said.append(read(6000 + day, at, industry_rank=99.5, network_rank=88.5, industry=averages, network=averages))
    said += [did(7000 + number, "2026-11-20T08:00:00+01:00", said="Wide " * 56) for number in range(20)]
    return said + [did(8000 + number, "2026-11-19T08:00:00+01:00", said="W" * 280) for number in range(20)]


FULLEST = Week("2026-W47", "2026-11-24T08:00:00+01:00", _fullest())
"""The most that two sheets have to hold."""


@asynccontextmanager
async def sight_of(case: Week, folder: Path) -> AsyncIterator[Sight]:
    """A look at a database in that folder that holds this log and nothing else."""
    db = await Database.open(database_file(folder))
    try:
        wanted = {"zone": case.zone, "week_start": case.week_start, "changed_at": case.at}
        await preferences.prefer(db, preferences.DEFAULT.model_copy(update=wanted), case.at)
        if case.said:
            await log.append(db, case.said, CLIENT, case.at)
        yield Sight(db)
    finally:
        await db.close()
