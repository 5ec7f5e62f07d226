"""How often each habit was done on each day, kept between looks: a click changes one day of the year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from colonnade.habits.days import WEEK_DAYS
from colonnade.habits.routine import Habit, Timeline
from colonnade.habits.streaks import LOOK_BACK
from colonnade.model import DayCount
from colonnade.store import views
from colonnade.store.changes import EVERY_DAY, PERIODS, READINGS, changed_since
from colonnade.store.database import Connection

_WEEK: Final = timedelta(days=WEEK_DAYS)
_BACK: Final = timedelta(days=LOOK_BACK + WEEK_DAYS)


@dataclass(frozen=True, slots=True)
class Tallies:
    """`done` has the counts of each run of `timeline`, in its order; `logged` the days that hold any activity.

    `settled` is the sequence as of which a day before the last one changed.
    """

    timeline: Timeline
    first: date
    seq: int
    done: tuple[dict[date, int], ...]
    logged: set[date]
    settled: int


def tallies_at(connection: Connection, known: Tallies | None, timeline: Timeline, day: date, seq: int) -> Tallies:
    """The tallies of the year up to `day`; `known` are those of an earlier look, changed in place where they hold."""
    first = day - _BACK
    changes = set() if known is None else changed_since(connection, known.seq)
    if known is None or known.timeline is not timeline or known.first != first or EVERY_DAY in changes:
        known = Tallies(timeline, first, seq, tuple({} for _ in timeline.runs), set(), seq)
        counts = views.day_counts_between(connection, first, date.max)
        _count(known, _by_day(counts))
        return known
    days = [date.fromisoformat(name) for name in changes - {READINGS, PERIODS}]
    fresh = {each: views.day_counts_between(connection, each, each) for each in days if each >= first}
    _count(known, fresh)
    settled = seq if any(each < day for each in fresh) else known.settled
    return Tallies(timeline, first, seq, known.done, known.logged, settled)


def _by_day(counts: Iterable[DayCount]) -> dict[date, list[DayCount]]:
    days: dict[date, list[DayCount]] = {}
    for count in counts:
        days.setdefault(count.day, []).append(count)
    return days


def _count(tallies: Tallies, days: Mapping[date, Iterable[DayCount]]) -> None:
    """Take each of these days as it is now."""
    for day, counts in days.items():
        held = list(counts)
        (tallies.logged.add if held else tallies.logged.discard)(day)
        for run, done in zip(tallies.timeline.runs, tallies.done, strict=True):
            goal = run.goal
            # The week in which a habit begins or ends counts whole.
            near = run.start - _WEEK < day and (run.end is None or day < run.end + _WEEK)
            if isinstance(goal, Habit) and near:
                done[day] = sum(count.count for count in held if goal.counts(count.kind, count.qualifiers))
