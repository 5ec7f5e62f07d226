"""What the person sees now: today, the estimate, and both as one state."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Self

from colonnade.habits.days import WEEK_DAYS, day_in_zone, ended_week, iso_week, week_of
from colonnade.habits.document import Answers
from colonnade.habits.dots import dots
from colonnade.habits.guard import guard
from colonnade.habits.next_step import suggested
from colonnade.habits.progress import counted, counts_of, left
from colonnade.habits.reading_habit import reading_count
from colonnade.habits.replies import owed_by_person, replies_of
from colonnade.habits.streaks import unanswered
from colonnade.habits.tiles import tiles
from colonnade.model import (
    Estimate,
    State,
    Today,
    TodayCounts,
)
from colonnade.scoring import PeriodSpan, period_on, weekly_rates
from colonnade.services.answers import answers_in, idle_days
from colonnade.services.doubting import doubt_of
from colonnade.services.next_steps import asked_on
from colonnade.services.routines import timeline_in
from colonnade.services.sight import Seen, Sight
from colonnade.services.streaks import Past
from colonnade.services.tallies import Tallies
from colonnade.store import views
from colonnade.store.database import Connection, Database
from colonnade.store.preferences import preferences_in

_SEVEN_DAYS: Final = timedelta(days=WEEK_DAYS - 1)
OWED: Final = 5
"""So many people who wait for an answer are shown at most."""


async def state_of(sight: Sight, boot: str, now: datetime) -> State:
    """The newest whole state."""
    return await sight.see(now, lambda seen, read: _state(sight, seen, read, boot))


async def today_of(sight: Sight, now: datetime) -> Today:
    """Everything the popup and the Today page show besides the estimate."""
    return await sight.see(now, lambda seen, read: _today(sight, seen, read))


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
    counts = views.day_counts_between(connection, min(first, day - _SEVEN_DAYS), last)
    read = views.reading_days_between(connection, first, last)
    spans = [PeriodSpan(one.period, one.start, one.end) for one in views.periods_on(connection, day)]
    period, timeline = period_on(spans, day), timeline_in(connection)
    rows = counted(timeline.habits_on(day), counts, day, preferred.week_start, period)
    goal = timeline.reading_on(day)
    readings = [] if goal is None else [reading_count(goal, read, day, preferred.week_start)]
    return counts_of(rows, readings, day)


def _state(sight: Sight, seen: Seen, connection: Connection, boot: str) -> State:
    known = seen.known
    estimate, today = known.believed(seen.day)[0], _today(sight, seen, connection)
    return State(seq=known.seq, boot=boot, today=today, estimate=estimate, doubt=doubt_of(known))


def _today(sight: Sight, seen: Seen, connection: Connection) -> Today:
    day, week_start, known = seen.day, seen.preferences.week_start, seen.known
    asked = asked_on(seen)
    read = [one.day for one in known.readings]
    tallies, answers = sight.tallies(seen, connection), answers_in(connection)
    past = _past(seen, tallies, answers)
    streaks = sight.streaks.of(past, tallies, Counter(read), week_start, sight.replied(seen, connection))
    rates = weekly_rates(seen.history, day, known.periods)
    owed = replies_of(seen.messages, seen.now).owed
    return Today(
        **dict(known.stands),
        day=day,
        week=iso_week(day, week_start),
        period=period_on(known.periods, day),
        left=left(asked.rows),
        habits=[row.model_copy(update={"streak": streaks.get(row.id)}) for row in asked.all],
        tiles=tiles(
            asked.habits,
            asked.last_days,
            rates,
            share=seen.timeline.share_on(day),
            sales_navigator=seen.preferences.sales_navigator,
        ),
        next=suggested(asked.steps, []),
        owed=owed_by_person(owed)[:OWED],
        owed_replies=sum(message.count for message in owed),
        share=asked.share,
        post=seen.post,
        audience=seen.audience,
        last=seen.last,
        days=dots(seen.recent, known.periods, day, week_start),
        lagging=asked.lagging,
        guard=guard(*seen.fortnights),
        ready=_ready(seen),
        unanswered=unanswered(*past) if answers.ask else None,
        empty=not seen.last,
        confirmed_at=seen.kept_at,
        demo=seen.demo,
    )


def _past(seen: Seen, tallies: Tallies, answers: Answers) -> Past:
    logged = tallies.logged | {one.day for one in seen.known.readings if one.day >= tallies.first}
    first = min(logged, default=seen.day)
    return Past(seen.timeline, seen.known.periods, logged, idle_days(answers, first, seen.day), first, seen.day)


def _ready(seen: Seen) -> str | None:
    """The week that ended last, if it holds anything to look back at."""
    first, last = ended_week(seen.day, seen.preferences.week_start)
    done = any(first <= count.day <= last for count in seen.recent)
    read = any(first <= reading.day <= last for reading in seen.known.readings)
    return iso_week(first, seen.preferences.week_start) if done or read else None
