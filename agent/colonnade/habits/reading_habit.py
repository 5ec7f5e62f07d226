"""The one habit that is no activity: readings of the official page each week."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from colonnade.habits.days import WeekStart, week_of
from colonnade.habits.routine import Goal
from colonnade.model import HabitCount, HabitProgress, Next, PeriodKind

MINUTES: Final = 2.0


def reading_progress(
    goal: Goal, days: Iterable[date], day: date, week_start: WeekStart, period: PeriodKind | None
) -> HabitProgress:
    """How many of these reading days lie in the week that holds `day`."""
    return HabitProgress(
        id=goal.id,
        name=goal.name,
        cadence=goal.cadence,
        of="reading",
        pillar=None,
        kind=None,
        any_of=[],
        per="week",
        weekdays="",
        due=period != "away",
        target=goal.target,
        better=goal.better,
        days=[],
        done=_done(days, day, week_start),
        minutes=MINUTES,
    )


def reading_count(goal: Goal, days: Iterable[date], day: date, week_start: WeekStart) -> HabitCount:
    """The two numbers of it alone."""
    return HabitCount(id=goal.id, done=_done(days, day, week_start), target=goal.target)


def reading_next(row: HabitProgress) -> Next | None:
    """The reading as the next step, where it is missing this week: after everything that moves a pillar."""
    if not row.due or row.done >= row.target:
        return None
    done = f"{row.done} of {row.target} readings" if row.done else "No reading yet"
    return Next(
        habit=row.id,
        pillar=None,
        title="Read the official page once",
        reason=f"{done} this week: one makes every estimate surer.",
        minutes=row.minutes,
        button="Enter a reading",
        clicks=[],
        opens="reading",
    )


def _done(days: Iterable[date], day: date, week_start: WeekStart) -> int:
    first, last = week_of(day, week_start)
    return sum(first <= each <= last for each in days)
