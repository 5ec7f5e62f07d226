"""What follows from a log as of a sequence: the history the estimator sees, and what its readings taught."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from colonnade.catalogue import PILLARS, Pillar
from colonnade.model import Estimate, Reading, Standing, WhatMoved
from colonnade.scoring import (
    Effect,
    History,
    Learnt,
    PeriodSpan,
    ReadingPoint,
    answers,
    learnt_by,
    lessons,
    usual_week,
    worth,
)
from colonnade.scoring.contributions import WINDOW, contributions
from colonnade.scoring.moved import what_moved

Part = tuple[str, float]
"""A channel, and how often a week it is done."""
KEPT: Final = 1000
"""So many estimates are kept at most, besides those just asked for."""
STOPS: Final = 4
"""So many days asked for last are remembered with what was learnt by then: a page asks for one day several times."""


@dataclass(slots=True)
class Lesson:
    """What the readings taught and what is believed of some days, once somebody has asked."""

    kept: Sequence[Learnt] = ()
    whole: bool = False
    found: dict[date, Estimate] = field(default_factory=dict)
    stops: Sequence[Learnt] = ()
    worths: dict[tuple[date, tuple[Part, ...]], list[Effect]] = field(default_factory=dict)

    def before(self, day: date) -> Lesson:
        """What of it stands when something of that day, or of later ones, has changed."""
        kept, stops = (
            [one for one in learnt if one.last is not None and one.last.day < day] for learnt in (self.kept, self.stops)
        )
        found = {asked: one for asked, one in self.found.items() if asked < day}
        worths = {asked: one for asked, one in self.worths.items() if asked[0] < day}
        return Lesson(kept, whole=False, found=found, stops=stops, worths=worths)

    @property
    def last(self) -> Learnt | None:
        """What the last of the readings that were told taught; None before the first."""
        return self.kept[-1] if self.kept else None

    def known_by(self) -> list[Learnt]:
        """Everything that can be begun from, by the number of readings."""
        return sorted([*self.kept, *self.stops], key=lambda one: one.readings)


@dataclass(frozen=True, slots=True)
class Known:
    """What follows from the log as of a sequence, whatever day it is."""

    seq: int
    history: History
    periods: Sequence[PeriodSpan]
    readings: Sequence[Reading]
    points: Sequence[ReadingPoint]
    stands: Standing
    lesson: Lesson = field(default_factory=Lesson)

    def believed(self, *days: date) -> list[Estimate]:
        """The estimate of each of these days, which rise; each is worked out once while nothing up to it changes."""
        found = self.lesson.found
        asked = [day for day in days if day not in found]
        if asked:
            questions = [(self.read_by(day), day) for day in asked]
            fresh = answers(self.history, self.periods, self.points, questions, self._lessons_by(asked))
            if len(found) + len(fresh) > KEPT:
                found = self.lesson.found = {day: found[day] for day in days if day in found}
            found.update(zip(asked, fresh, strict=True))
        return [found[day] for day in days]

    def read_by(self, day: date) -> int:
        """How many readings there were at the end of a day."""
        return bisect_right(self.points, day, key=lambda point: point.day)

    def moved(self, day: date, window: int = WINDOW) -> WhatMoved:
        """What the so many days up to `day` contribute to the pillars of that day."""
        known = self._lessons_by([day])
        found = contributions(self.history, self.periods, self.points, day, window, known)
        return what_moved(found, self.read_by(day))

    def worth(self, day: date, parts: tuple[Part, ...]) -> list[Effect]:
        """What each part of a week like the last four is worth from `day` on; asked for again it is there."""
        found = self.lesson.worths
        if (day, parts) not in found:
            week = usual_week(self.history, day)
            wanted: dict[str, float] = {}
            for channel, often in parts:
                wanted[channel] = wanted.get(channel, 0.0) + often
            week |= {channel: max(often, week.get(channel, 0.0)) for channel, often in wanted.items()}
            each = [{channel: often} for channel, often in parts]
            effects = worth(self.history, self.periods, self.points, day, week, each, self.lessons)
            # Of the days before nobody asks again.
            self.lesson.worths = {(day, parts): effects}
        return self.lesson.worths[day, parts]

    def _lessons_by(self, days: Sequence[date]) -> Sequence[Learnt]:
        """The lessons, and for a few days what was learnt by each of them, so that no reading is told twice."""
        begun = self.lessons
        if len(days) > STOPS // 2:
            return begun
        for day in days:
            count = self.read_by(day)
            reached = learnt_by(self.history, self.periods, self.points, count, day, self.lesson.known_by())
            if reached.readings and not any(reached is one for one in (*self.lesson.kept, *self.lesson.stops)):
                self.lesson.stops = [*self.lesson.stops, reached][-STOPS:]
        return self.lesson.known_by()

    @property
    def doubted(self) -> Sequence[Pillar]:
        """The pillars of the last reading that look like a slip of the hand."""
        taught = self.lessons
        return [pillar for pillar, odd in zip(PILLARS, taught[-1].asked, strict=True) if odd] if taught else []

    @property
    def lessons(self) -> Sequence[Learnt]:
        """What the readings taught: worked out when first asked for, and kept as far as it stands."""
        if not self.lesson.whole:
            self.lesson.kept = lessons(self.history, self.periods, self.points, self.lesson.kept)
            self.lesson.whole = True
        return self.lesson.kept
