"""How far each habit is, and what is left of today."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from colonnade.habits.days import WEEK_DAYS, WeekStart, week_of
from colonnade.habits.document import EVERY_DAY, Per
from colonnade.habits.routine import Habit
from colonnade.model import DayCount, HabitCount, HabitProgress, Left, PeriodKind, TodayCounts

_BACK: Final = timedelta(days=WEEK_DAYS - 1)


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
    def per(self) -> Per:
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
    """Each habit's clicks of `day`, of the week that holds it, or of the seven days up to it, in their order.

    `counts` may hold more days than that. `period` is what `day` lies in: away days ask nothing.
    """
    rows = counted(habits, counts, day, week_start, period)
    return [_row(one, _last_days(one.habit, counts, day) if one.per == "seven_days" else []) for one in rows]


def counted(
    habits: Sequence[Habit],
    counts: Sequence[DayCount],
    day: date,
    week_start: WeekStart,
    period: PeriodKind | None,
) -> list[Counted]:
    """The same as bare numbers, which is all that the answer to a click needs."""
    spans, kinds = _spans(day, week_start), defaultdict[str, list[DayCount]](list)
    for count in counts:
        kinds[count.kind].append(count)
    rows = []
    for habit in habits:
        (first, last), done = spans[habit.per], 0
        for count in kinds.get(habit.kind, ()):
            if first <= count.day <= last and habit.counts(count.kind, count.qualifiers):
                done += count.count
        rows.append(Counted(habit, done, due=habit.expected_on(day) and period != "away"))
    return rows


def left(rows: Sequence[Row]) -> Left:
    """Clicks missing to the targets of today's daily habits, and their minutes; weekly habits do not count."""
    clicks, minutes = 0, 0.0
    for row in rows:
        if row.per == "day" and row.due and (missing := row.target - row.done) > 0:
            clicks, minutes = clicks + missing, minutes + missing * row.minutes
    return Left(clicks=clicks, minutes=minutes)


def counts_of(rows: Sequence[Row], readings: Sequence[HabitCount], day: date) -> TodayCounts:
    """Today's counts in the small form every answer carries, those of readings last."""
    counts = (HabitCount(id=row.id, done=row.done, target=row.target) for row in rows)
    return TodayCounts(day=day, left=left(rows), habits=[*counts, *readings])


def _spans(day: date, week_start: WeekStart) -> dict[Per, tuple[date, date]]:
    """The first and the last day that count towards a target on `day`."""
    return {"day": (day, day), "week": week_of(day, week_start), "seven_days": (day - _BACK, day)}


def _last_days(habit: Habit, counts: Sequence[DayCount], day: date) -> list[int]:
    """What each of the seven days up to `day` held of a habit."""
    done: Counter[date] = Counter()
    for count in counts:
        if habit.counts(count.kind, count.qualifiers):
            done[count.day] += count.count
    return [done[day - _BACK + timedelta(days=on)] for on in range(WEEK_DAYS)]


def _row(one: Counted, days: list[int]) -> HabitProgress:
    habit = one.habit
    return HabitProgress(
        id=habit.id,
        name=habit.name,
        cadence=habit.cadence,
        pillar=habit.pillar,
        kind=habit.kind,
        any_of=[dict(option) for option in habit.any_of],
        per=habit.per,
        weekdays="".join(str(n) for n, name in enumerate(EVERY_DAY, 1) if name in habit.weekdays),
        due=one.due,
        target=habit.target,
        better=habit.better,
        done=one.done,
        days=days,
        minutes=habit.minutes,
    )
