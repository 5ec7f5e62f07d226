"""Habits, and which of them are asked for on which days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from colonnade.catalogue import KINDS, PILLARS, Channel, Pillar, QualifierValue, channel_of, minutes_of
from colonnade.habits.document import EVERY_DAY, SINCE, WEEKDAYS, Per, Routine, RoutineHabit, Weekday
from colonnade.habits.presets import UNCHOSEN
from colonnade.habits.wording import Words, words_for
from colonnade.scoring import Rates, gain_per_minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """How many of something a day, a week, or any seven days in a row are wanted.

    A daily one asks nothing of other weekdays than its own. `better` is a target for a good day,
    None where there is no such thing. `skips` misses a month break no streak.
    """

    id: str
    name: str
    per: Per
    target: int
    better: int | None = None
    weekdays: tuple[Weekday, ...] = ()
    time: str | None = None
    skips: int = 0

    @property
    def cadence(self) -> str:
        """What a target reads like: "2 on weekdays", "3 a week"."""
        words = {"day": _days_words(self.weekdays), "week": "a week", "seven_days": "in any 7 days"}[self.per]
        return f"{self.target} {words}{f', {self.time}' if self.time else ''}"

    @property
    def times_a_week(self) -> int:
        """How many a week meet the target, whole."""
        return self.target * (len(self.weekdays) if self.per == "day" else 1)

    def expected_on(self, day: date) -> bool:
        """Whether the habit asks anything of that day of the week."""
        return self.per != "day" or EVERY_DAY[day.weekday()] in self.weekdays


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit(Goal):
    """A goal that activities of a kind move.

    An activity counts when it has all qualifiers of one entry of `any_of`; a button for the
    habit logs the first.
    """

    pillar: Pillar
    kind: str
    any_of: tuple[Mapping[str, QualifierValue], ...]

    @property
    def click(self) -> Mapping[str, QualifierValue]:
        """The qualifiers one click on the habit's button logs."""
        return self.any_of[0]

    @property
    def words(self) -> Words:
        """How "Next" speaks of it."""
        return words_for(self.kind, self.click)

    @property
    def channel(self) -> Channel | None:
        """The channel such a click counts in, or None for a kind without prior effect."""
        return channel_of(self.kind, self.click)

    @property
    def minutes(self) -> float:
        """Effort assumed for one click."""
        return minutes_of(self.kind, self.click)

    def counts(self, kind: str, qualifiers: Mapping[str, QualifierValue]) -> bool:
        """Whether an activity of that kind with those qualifiers moves this habit."""
        return kind == self.kind and any(
            all(qualifiers.get(name) == value for name, value in option.items()) for option in self.any_of
        )

    def gain(self, rates: Rates) -> float:
        """Prior points of the habit's own pillar to gain for each minute at the present weekly rates."""
        channel = self.channel
        return gain_per_minute(rates, channel)[PILLARS.index(self.pillar)] if channel else 0.0

    def last_day(self, last_days: Mapping[str, date]) -> date | None:
        """The last day a channel of the habit was logged, from the last day of every channel."""
        channels = (channel for channel in KINDS[self.kind].channels if self.counts(self.kind, channel.qualifiers))
        return max((last_days[channel.id] for channel in channels if channel.id in last_days), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareHabit(Goal):
    """A goal for a week's owed replies: `target` of a hundred are written within `hours` of the message.

    A click for it logs an answer; which message that closes, and whether in time, the log says.
    """

    hours: int

    @property
    def cadence(self) -> str:
        """What a target reads like: "90 % within 24 h"."""
        return f"{self.target} % within {self.hours} h{f', {self.time}' if self.time else ''}"


@dataclass(frozen=True, slots=True)
class Run:
    """A goal and the days it was asked for, both included; None is until further notice."""

    goal: Goal
    start: date
    end: date | None

    def holds(self, day: date) -> bool:
        """Whether the goal was asked for on that day."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The routine with its history. At most one run of an id holds a day, and at most one reading."""

    runs: tuple[Run, ...]

    def on(self, day: date) -> list[Goal]:
        """What was asked for on that day, in the person's order."""
        return [run.goal for run in self.runs if run.holds(day)]

    def habits_on(self, day: date) -> tuple[Habit, ...]:
        """Those of them that activities of a kind move."""
        return tuple(goal for goal in self.on(day) if isinstance(goal, Habit))

    def share_on(self, day: date) -> ShareHabit | None:
        """The share of replies that was asked for on that day."""
        return next((goal for goal in self.on(day) if isinstance(goal, ShareHabit)), None)

    def reading_on(self, day: date) -> Goal | None:
        """The reading that was asked for on that day."""
        return next((goal for goal in self.on(day) if not isinstance(goal, Habit | ShareHabit)), None)

    def hours(self) -> set[int]:
        """Within how many hours any share there is or was asks for an answer."""
        return {run.goal.hours for run in self.runs if isinstance(run.goal, ShareHabit)}


def timeline_of(routine: Routine) -> Timeline:
    """The routine as the habits see it; it was judged at the door."""
    return Timeline(tuple(Run(_goal(habit), habit.start, habit.end) for habit in routine.habits))


def _goal(said: RoutineHabit) -> Goal:
    if said.of == "replies" and said.hours is not None:
        return ShareHabit(**_shared(said), hours=said.hours)
    if said.kind is None:
        return Goal(**_shared(said))
    pillar = KINDS[said.kind].pillar
    if pillar is None:
        raise ValueError(said.kind)  # an outcome: the door takes none
    any_of = tuple(MappingProxyType(option) for option in said.any_of)
    return Habit(**_shared(said), pillar=pillar, kind=said.kind, any_of=any_of)


def _shared(said: RoutineHabit) -> dict[str, Any]:
    names = ("id", "name", "per", "target", "better", "time", "skips")
    return {name: getattr(said, name) for name in names} | {"weekdays": tuple(said.weekdays)}


def _days_words(weekdays: Sequence[Weekday]) -> str:
    if set(weekdays) == set(WEEKDAYS):
        return "on weekdays"
    if len(weekdays) == len(EVERY_DAY):
        return "a day"
    return f"on {', '.join(day.capitalize() for day in EVERY_DAY if day in weekdays)}"


SOLO: Final = timeline_of(UNCHOSEN).habits_on(SINCE)
"""The habits of who has chosen none: about 14 minutes a weekday, and 75 minutes of posting a week."""
