"""What the person sees now: today, the estimate, and both as one state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Self

from colonnade.habits.days import day_in_zone, ended_week, iso_week, week_of
from colonnade.habits.dots import dots
from colonnade.habits.guard import guard
from colonnade.habits.lagging import lagging
from colonnade.habits.next_step import next_step
from colonnade.habits.progress import counted, counts_of, left, progress
from colonnade.habits.reading_habit import reading_next, reading_progress
from colonnade.habits.replies import owed_by_person, replies_of
from colonnade.habits.routine import SOLO
from colonnade.habits.standing import standing
from colonnade.habits.tiles import tiles
from colonnade.model import Estimate, State, Today, TodayCounts
from colonnade.scoring import PeriodSpan, last_days, period_on, weekly_rates
from colonnade.services.doubting import doubt_of
from colonnade.services.sight import Seen, Sight
from colonnade.store import views
from colonnade.store.database import Connection, Database
from colonnade.store.preferences import preferences_in

OWED: Final = 5
"""So many people who wait for an answer are shown at most."""


async def state_of(sight: Sight, boot: str, now: datetime) -> State:
    """The newest whole state."""
    return await sight.see(now, lambda seen, _: _state(seen, boot))


async def today_of(sight: Sight, now: datetime) -> Today:
    """Everything the popup and the Today page show besides the estimate."""
    return await sight.see(now, lambda seen, _: _today(seen))


async def estimate_of(sight: Sight, day: date | None, now: datetime) -> Estimate:
    """The estimate of a day, from today's log and the readings up to that day; None is today."""
    return await sight.see(now, lambda seen, _: seen.known.believed(day or seen.day)[0])


async def day_now(db: Database, now: datetime) -> date:
    """The person's day it is."""
    preferred = await db.read(preferences_in)
    return day_in_zone(now, preferred.zone, preferred.day_start)


@dataclass(frozen=True, slots=True)
class CountsAt:
    """Today's counts, small enough for every answer: one look for all who ask within a minute.

    A day begins on a whole minute, so that it is the same day for all of them.
    """

    minute: datetime

    @classmethod
    def the_minute_of(cls, now: datetime) -> Self:
        """The look for that moment."""
        return cls(now.replace(second=0, microsecond=0))

    def __call__(self, connection: Connection) -> TodayCounts:
        return _counts_on(connection, self.minute)


def _counts_on(connection: Connection, now: datetime) -> TodayCounts:
    preferred = preferences_in(connection)
    day = day_in_zone(now, preferred.zone, preferred.day_start)
    first, last = week_of(day, preferred.week_start)
    counts = views.day_counts_between(connection, first, last)
    period = period_on(_spans(connection), day)
    rows = counted(SOLO, counts, day, preferred.week_start, period)
    read = views.reading_page(connection, views.Filter(first, last), 1, None)
    reading = reading_progress([one.day for one in read.items], day, preferred.week_start, period)
    return counts_of([*rows, reading], day)


def _state(seen: Seen, boot: str) -> State:
    known = seen.known
    estimate = known.believed(seen.day)[0]
    return State(seq=known.seq, boot=boot, today=_today(seen), estimate=estimate, doubt=doubt_of(known))


def _today(seen: Seen) -> Today:
    day, week_start, known = seen.day, seen.preferences.week_start, seen.known
    period = period_on(known.periods, day)
    rows = progress(SOLO, seen.recent, day, week_start, period)
    reading = reading_progress((one.day for one in known.readings), day, week_start, period)
    history = seen.history
    rates = weekly_rates(history, day, known.periods)
    done_last = last_days(history)
    stands = standing(known.readings)
    owed = replies_of(seen.messages, seen.now).owed
    return Today(
        **dict(stands),
        day=day,
        week=iso_week(day, week_start),
        period=period,
        left=left(rows),
        habits=[*rows, reading],
        tiles=tiles(SOLO, done_last, rates, sales_navigator=seen.preferences.sales_navigator),
        next=next_step(SOLO, rows, rates, day, done_last) or reading_next(reading),
        owed=owed_by_person(owed)[:OWED],
        owed_replies=sum(message.count for message in owed),
        post=seen.post,
        audience=seen.audience,
        last=seen.last,
        days=dots(seen.recent, known.periods, day, week_start),
        lagging=lagging(stands.below, SOLO, rates) if seen.last or known.readings else None,
        guard=guard(*seen.fortnights),
        ready=_ready(seen),
        empty=not seen.last,
        confirmed_at=seen.kept_at,
        demo=seen.demo,
    )


def _ready(seen: Seen) -> str | None:
    """The week that ended last, if it holds anything to look back at."""
    first, last = ended_week(seen.day, seen.preferences.week_start)
    done = any(first <= count.day <= last for count in seen.recent)
    read = any(first <= reading.day <= last for reading in seen.known.readings)
    return iso_week(first, seen.preferences.week_start) if done or read else None


def _spans(connection: Connection) -> list[PeriodSpan]:
    return [PeriodSpan(one.period, one.start, one.end) for one in views.all_periods(connection)]
