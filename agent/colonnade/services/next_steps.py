"""What the routine asks for on a day, how far it is, and what to do next, weighed by what the estimator knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from colonnade.habits.days import WeekStart, day_of
from colonnade.habits.lagging import ESTIMATED, lagging
from colonnade.habits.next_step import Now, Weighed, ranked, suggested
from colonnade.habits.progress import progress
from colonnade.habits.reading_habit import reading_next, reading_progress
from colonnade.habits.routine import Habit, Timeline
from colonnade.habits.share_habit import (
    days_of_week,
    replied,
    settled,
    share_asked,
    share_next,
    share_progress,
    waiting,
)
from colonnade.model import Gain, HabitProgress, Lagging, Next, NextStep, PeriodKind, ReplyShare
from colonnade.scoring import last_days, period_on
from colonnade.services.known import Known
from colonnade.services.sight import Seen, Sight

_NEAR: Final = timedelta(days=9)
"""What was settled earlier is of no week that runs, on whatever clock."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How far the habits of a day are, and every step that is still to do, the best first.

    `rows` are those of `habits`; a share of replies and a reading have their own.
    """

    habits: tuple[Habit, ...]
    rows: list[HabitProgress]
    shares: list[HabitProgress]
    share: ReplyShare | None
    readings: list[HabitProgress]
    last_days: Mapping[str, date]
    lagging: Lagging | None
    steps: list[Next]

    @property
    def all(self) -> list[HabitProgress]:
        """Every row as it is shown."""
        return [*self.rows, *self.shares, *self.readings]


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
    answers = _answers_on(seen, period)
    last = [step for row in readings if (step := reading_next(row)) is not None]
    shown = behind if seen.last or known.readings else None
    ordered = [*answers.pressing, *steps, *answers.patient, *last]
    return Asked(habits, rows, answers.rows, answers.share, readings, done_last, shown, ordered)


class _Answers(NamedTuple):
    """The share of replies that is asked for, and answering as a step: for today, or with time left."""

    rows: list[HabitProgress]
    share: ReplyShare | None
    pressing: list[Next]
    patient: list[Next]


def _answers_on(seen: Seen, period: PeriodKind | None) -> _Answers:
    goal, zone, day_start = seen.timeline.share_on(seen.day), seen.preferences.zone, seen.preferences.day_start
    if goal is None:
        return _Answers([], None, [], [])
    those = settled(seen.messages, goal.hours, seen.now)
    open_ = waiting(those, seen.now)
    near = [one for one in those if one.at > seen.now - _NEAR]
    week = replied(near, day_start, seen.now).over(days_of_week(seen.day, seen.preferences.week_start))
    row, share = share_progress(goal, week, period), share_asked(goal, open_)
    until = open_[0].at.astimezone(ZoneInfo(zone)) if open_ else None
    presses = until is not None and day_of(until, day_start) <= seen.day
    step = share_next(row, share, until if presses else None)
    steps = [] if step is None else [step]
    return _Answers([row], share, steps if presses else [], [] if presses else steps)


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
