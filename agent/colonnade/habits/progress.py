"""How far each habit is, and what is left of today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from colonnade.habits.days import WeekStart, week_of
from colonnade.habits.routine import Habit
from colonnade.model import DayCount, HabitCount, HabitProgress, Left, PeriodKind, TodayCounts


@dataclass(frozen=True, slots=True)
class Counted:
    """A habit and how far it is, before anything is made of it for the outside."""

    habit: Habit
    done: int
    due: bool

    @property
    def id(self) -> str:
        """The habit's."""
        return self.habit.id

    @property
    def per(self) -> Literal["day", "week"]:
        """The habit's."""
        return self.habit.per

    @property
    def target(self) -> int:
        """The habit's."""
        return self.habit.target

    @property
    def minutes(self) -> float:
        """The habit's, for one click."""
        return self.habit.minutes


Row = HabitProgress | Counted


def progress(
    habits: Sequence[Habit],
    counts: Sequence[DayCount],
    day: date,
    week_start: WeekStart,
    period: PeriodKind | None,
) -> list[HabitProgress]:
    """Each habit's clicks of `day`, or of the week that holds it, in the order of the routine.

    `counts` may hold more days than that. `period` is what `day` lies in: away days ask nothing.
    """
    return [_row(one.habit, one.done, due=one.due) for one in counted(habits, counts, day, week_start, period)]


def counted(
    habits: Sequence[Habit],
    counts: Sequence[DayCount],
    day: date,
    week_start: WeekStart,
    period: PeriodKind | None,
) -> list[Counted]:
    """The same as bare numbers, which is all that the answer to a click needs."""
    week = week_of(day, week_start)
    of_week = [count for count in counts if week[0] <= count.day <= week[1]]
    rows = []
    for habit in habits:
        first, last = week if habit.per == "week" else (day, day)
        done = sum(
            count.count
            for count in of_week
            if first <= count.day <= last and habit.counts(count.kind, count.qualifiers)
        )
        rows.append(Counted(habit, done, due=habit.expected_on(day) and period != "away"))
    return rows


def left(rows: Sequence[Row]) -> Left:
    """Clicks missing to the targets of today's daily habits, and their minutes; weekly habits do not count."""
    open_rows = [row for row in rows if row.per == "day" and row.due and row.done < row.target]
    return Left(
        clicks=sum(row.target - row.done for row in open_rows),
        minutes=sum((row.target - row.done) * row.minutes for row in open_rows),
    )


def counts_of(rows: Sequence[Row], day: date) -> TodayCounts:
    """Today's counts in the small form every answer carries."""
    return TodayCounts(
        day=day,
        left=left(rows),
        habits=[HabitCount(id=row.id, done=row.done, target=row.target) for row in rows],
    )


def _row(habit: Habit, done: int, *, due: bool) -> HabitProgress:
    return HabitProgress(
        id=habit.id,
        name=habit.name,
        cadence=habit.cadence,
        pillar=habit.pillar,
        kind=habit.kind,
        any_of=[dict(option) for option in habit.any_of],
        per=habit.per,
        due=due,
        target=habit.target,
        done=done,
        minutes=habit.minutes,
    )
