"""What the routine asks for on a day, how far it is, and what to do next, weighed by what the estimator knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from colonnade.habits.days import WeekStart
from colonnade.habits.lagging import ESTIMATED, lagging
from colonnade.habits.next_step import Now, Weighed, ranked, suggested
from colonnade.habits.progress import progress
from colonnade.habits.reading_habit import reading_next, reading_progress
from colonnade.habits.routine import Habit, Timeline
from colonnade.model import Gain, HabitProgress, Lagging, Next, NextStep, PeriodKind
from colonnade.scoring import last_days, period_on
from colonnade.services.known import Known
from colonnade.services.sight import Seen, Sight


@dataclass(frozen=True, slots=True)
class Asked:
    """How far the habits of a day are, the reading apart, and every step that is still to do, the best first."""

    habits: tuple[Habit, ...]
    rows: list[HabitProgress]
    readings: list[HabitProgress]
    last_days: Mapping[str, date]
    lagging: Lagging | None
    steps: list[Next]


async def next_of(sight: Sight, declined: Sequence[str], now: datetime) -> NextStep:
    """The best step when these kinds were declined, the newest last."""
    return await sight.see(now, lambda seen, _: NextStep(next=suggested(asked_on(seen).steps, declined)))


def asked_on(seen: Seen) -> Asked:
    """What is asked for on the day that it is."""
    day, week_start, known = seen.day, seen.preferences.week_start, seen.known
    period = period_on(known.periods, day)
    habits = seen.timeline.habits_on(day)
    rows = progress(habits, seen.recent, day, week_start, period)
    readings = readings_on(seen.timeline, [one.day for one in known.readings], day, week_start, period)
    weighed = weighed_on(known, habits, day)
    done_last = last_days(seen.history)
    behind = lagging(known.stands.below, habits, [one.per_minute for one in weighed], ESTIMATED)
    steps = ranked(habits, rows, weighed, Now(day, week_start, done_last, behind))
    last = [step for row in readings if (step := reading_next(row)) is not None]
    shown = behind if seen.last or known.readings else None
    return Asked(habits, rows, readings, done_last, shown, [*steps, *last])


def weighed_on(known: Known, habits: Sequence[Habit], day: date) -> list[Weighed]:
    """What each habit may bring, as of the evening before: so the order does not change with every click of a day."""
    parts = [(habit.channel.id, float(habit.times_a_week)) for habit in habits if habit.channel is not None]
    effects = iter(known.worth(day - timedelta(days=1), tuple(parts)))
    found = []
    for habit in habits:
        if habit.channel is None:
            found.append(Weighed(None, 0.0))
            continue
        effect = next(effects)
        minutes = habit.minutes * habit.times_a_week
        gain = Gain(mean=effect.mean, low=effect.low, high=effect.high)
        # What others do takes no minutes, and cannot be offered as something to do.
        found.append(Weighed(gain, effect.mean / minutes if minutes else 0.0))
    return found


def readings_on(
    timeline: Timeline, read: Sequence[date], day: date, week_start: WeekStart, period: PeriodKind | None
) -> list[HabitProgress]:
    """The reading, where one is asked for on that day; `read` are the days of readings."""
    goal = timeline.reading_on(day)
    return [] if goal is None else [reading_progress(goal, read, day, week_start, period)]
