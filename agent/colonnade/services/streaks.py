"""The streaks of the habits that run today. What the days before today come to is kept: a click seldom changes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from colonnade.habits.days import WeekStart, week_of
from colonnade.habits.routine import Goal, Habit, Run, ShareHabit, Timeline
from colonnade.habits.share_habit import Replied
from colonnade.habits.streaks import Done, Frozen, Judged, Record, chain_of, frozen_days, judged, record_of, streak_of
from colonnade.model import HabitStreak
from colonnade.scoring import PeriodSpan
from colonnade.services.tallies import Tallies


class Past(NamedTuple):
    """What the days from the first of the log to today are judged by."""

    timeline: Timeline
    periods: Sequence[PeriodSpan]
    logged: set[date]
    idle: set[date]
    first: date
    today: date


@dataclass(frozen=True, slots=True)
class Ground:
    """What the kept records rest on: while all of it stands, so do they."""

    timeline: Timeline
    periods: Sequence[PeriodSpan]
    read: Mapping[date, int]
    idle: set[date]
    today: date
    week_start: WeekStart
    settled: int


class Streaks:
    """Looks at the habits of one log, again and again."""

    def __init__(self) -> None:
        self._ground: Ground | None = None
        self._frozen: Mapping[date, Frozen] = {}
        self._records: dict[str, Record] = {}

    def of(
        self,
        past: Past,
        tallies: Tallies,
        read: Mapping[date, int],
        week_start: WeekStart,
        shares: Mapping[int, Replied],
    ) -> dict[str, HabitStreak]:
        """The streak of each habit that runs today, by its id.

        `read` are the readings of each day, and `shares` the replies by the hours of a share.
        """
        ground = Ground(past.timeline, past.periods, read, past.idle, past.today, week_start, tallies.settled)
        if ground != self._ground:
            self._ground, self._frozen, self._records = ground, frozen_days(*past), {}
        found = {}
        for goal in past.timeline.on(past.today):
            places = chain_of(past.timeline, goal.id, past.today)
            runs = [past.timeline.runs[place] for place in places]
            done = [_done(past.timeline.runs[place].goal, tallies.done[place], read, shares) for place in places]
            chain = list(zip(runs, done, strict=True))
            # A share costs little, and what runs out is no change of the log.
            if goal.id not in self._records or isinstance(goal, ShareHabit):
                before = [one for one in self._judged(chain, past.first, ground) if one.last < past.today]
                self._records[goal.id] = record_of(runs[-1], before, past.today)
            start = week_of(past.today, week_start)[0] if goal.per == "week" else past.today
            now = [one for one in self._judged(chain, max(start, past.first), ground) if one.last >= past.today]
            found[goal.id] = streak_of(runs[-1], record_of(runs[-1], now, past.today, self._records[goal.id]))
        return found

    def _judged(self, chain: Sequence[tuple[Run, Done]], first: date, ground: Ground) -> list[Judged]:
        return judged(chain, self._frozen, first, ground.today, ground.week_start)


def _done(goal: Goal, done: Done, read: Done, shares: Mapping[int, Replied]) -> Done:
    if isinstance(goal, ShareHabit):
        return shares[goal.hours]
    return done if isinstance(goal, Habit) else read
