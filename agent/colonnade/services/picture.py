"""What the person sees now: today, the estimate, and both as one state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from colonnade.habits.days import day_in_zone, ended_week, iso_week, week_of
from colonnade.habits.dots import dots
from colonnade.habits.lagging import lagging
from colonnade.habits.next_step import next_step
from colonnade.habits.progress import counts_of, left, progress
from colonnade.habits.reading_habit import reading_next, reading_progress
from colonnade.habits.routine import SOLO
from colonnade.habits.standing import standing
from colonnade.habits.tiles import tiles
from colonnade.model import Activity, DayCount, Estimate, Preferences, Reading, State, Today, TodayCounts
from colonnade.scoring import (
    History,
    PeriodSpan,
    ReadingPoint,
    estimate,
    history_of,
    last_days,
    period_on,
    weekly_rates,
)
from colonnade.store import views
from colonnade.store.database import Connection, Database
from colonnade.store.preferences import preferences_in
from colonnade.store.tick import sequence_in

LAST: Final = 3
"""So many entries can be taken back at a glance."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything a picture is computed from, read in one snapshot."""

    seq: int
    preferences: Preferences
    counts: Sequence[DayCount]
    periods: Sequence[PeriodSpan]
    readings: Sequence[Reading]
    last: list[Activity]
    kept_at: datetime | None

    def day(self, now: datetime) -> date:
        """The person's day it is now."""
        return day_in_zone(now, self.preferences.zone, self.preferences.day_start)

    @property
    def points(self) -> list[ReadingPoint]:
        """The readings as the estimator sees them."""
        return [ReadingPoint(one.day, one.brand, one.find, one.engage, one.build) for one in self.readings]


async def state_of(db: Database, boot: str, now: datetime) -> State:
    """The newest whole state."""
    seen = await db.read(see)
    day = seen.day(now)
    history = history_of(seen.counts, day)
    return State(seq=seen.seq, boot=boot, today=_today(seen, history, day), estimate=_estimate(seen, history, day))


async def today_of(db: Database, now: datetime) -> Today:
    """Everything the popup and the Today page show besides the estimate."""
    seen = await db.read(see)
    day = seen.day(now)
    return _today(seen, history_of(seen.counts, day), day)


async def estimate_of(db: Database, day: date | None, now: datetime) -> Estimate:
    """The estimate of a day, from today's log and the readings up to that day; None is today."""
    seen = await db.read(see)
    day = day or seen.day(now)
    return _estimate(seen, history_of(seen.counts, day), day)


async def day_now(db: Database, now: datetime) -> date:
    """The person's day it is."""
    preferred = await db.read(preferences_in)
    return day_in_zone(now, preferred.zone, preferred.day_start)


async def counts_now(db: Database, now: datetime) -> TodayCounts:
    """Today's counts, small enough for every answer."""
    return await db.read(lambda connection: _counts(connection, now))


def _counts(connection: Connection, now: datetime) -> TodayCounts:
    preferred = preferences_in(connection)
    day = day_in_zone(now, preferred.zone, preferred.day_start)
    first, last = week_of(day, preferred.week_start)
    counts = views.day_counts_between(connection, first, last)
    period = period_on(_spans(connection), day)
    rows = progress(SOLO, counts, day, preferred.week_start, period)
    read = views.reading_page(connection, views.Filter(first, last), 1, None)
    reading = reading_progress([one.day for one in read.items], day, preferred.week_start, period)
    return counts_of([*rows, reading], day)


def see(connection: Connection) -> Seen:
    """Everything a picture is computed from."""
    return Seen(
        seq=sequence_in(connection),
        preferences=preferences_in(connection),
        counts=views.day_counts(connection),
        periods=_spans(connection),
        readings=views.readings(connection),
        last=views.last_kept(connection, LAST),
        kept_at=views.newest_kept_at(connection),
    )


def _spans(connection: Connection) -> list[PeriodSpan]:
    return [PeriodSpan(one.period, one.start, one.end) for one in views.all_periods(connection)]


def _today(seen: Seen, history: History, day: date) -> Today:
    week_start = seen.preferences.week_start
    period = period_on(seen.periods, day)
    rows = progress(SOLO, seen.counts, day, week_start, period)
    reading = reading_progress((one.day for one in seen.readings), day, week_start, period)
    rates = weekly_rates(history, day, seen.periods)
    done_last = last_days(history)
    stands = standing(seen.readings)
    return Today(
        **dict(stands),
        day=day,
        week=iso_week(day, week_start),
        period=period,
        left=left(rows),
        habits=[*rows, reading],
        tiles=tiles(SOLO, done_last, rates, sales_navigator=seen.preferences.sales_navigator),
        next=next_step(SOLO, rows, rates, day, done_last) or reading_next(reading),
        last=seen.last,
        days=dots(seen.counts, seen.periods, day, week_start),
        lagging=lagging(stands.below, SOLO, rates) if seen.last or seen.readings else None,
        ready=_ready(seen, day),
        empty=not seen.last,
        confirmed_at=seen.kept_at,
    )


def _ready(seen: Seen, day: date) -> str | None:
    """The week that ended last, if it holds anything to look back at."""
    first, last = ended_week(day, seen.preferences.week_start)
    done = any(first <= count.day <= last for count in seen.counts)
    read = any(first <= reading.day <= last for reading in seen.readings)
    return iso_week(first, seen.preferences.week_start) if done or read else None


def _estimate(seen: Seen, history: History, day: date) -> Estimate:
    return estimate(history, seen.periods, seen.points, day)
