"""What is seen of a log, kept between looks: only what changed since the last look is read anew.

Ten years of a log are some ten thousand days, and one click changes one of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import zip_longest
from typing import Final, TypeVar

from colonnade.catalogue import PILLARS, Pillar
from colonnade.habits.days import day_in_zone, week_of
from colonnade.habits.dots import DAYS
from colonnade.model import Activity, DayCount, Estimate, Preferences, Reading, WhatMoved
from colonnade.scoring import (
    History,
    Learnt,
    PeriodSpan,
    ReadingPoint,
    answers,
    history_of,
    in_order,
    learnt_by,
    lessons,
)
from colonnade.scoring.contributions import WINDOW, contributions
from colonnade.scoring.moved import what_moved
from colonnade.store import views
from colonnade.store.changes import EVERY_DAY, PERIODS, READINGS, changed_since
from colonnade.store.database import Connection, Database
from colonnade.store.demo import is_demo
from colonnade.store.preferences import preferences_in
from colonnade.store.tick import sequence_in

T = TypeVar("T")

LAST: Final = 3
"""So many entries can be taken back at a glance."""
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

    def before(self, day: date) -> Lesson:
        """What of it stands when something of that day, or of later ones, has changed."""
        kept, stops = (
            [one for one in learnt if one.last is not None and one.last.day < day] for learnt in (self.kept, self.stops)
        )
        found = {asked: one for asked, one in self.found.items() if asked < day}
        return Lesson(kept, whole=False, found=found, stops=stops)

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


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything a picture is computed from, in one snapshot; `recent` is four weeks and no more."""

    known: Known
    day: date
    preferences: Preferences
    recent: Sequence[DayCount]
    last: list[Activity]
    kept_at: datetime | None
    demo: bool

    @property
    def history(self) -> History:
        """What the estimator sees of the log up to the day it is."""
        return self.known.history.until(self.day)


class Sight:
    """Looks at one database, again and again."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._known: Known | None = None
        self._recent: tuple[tuple[int, date], list[DayCount]] | None = None

    async def see(self, now: datetime, work: Callable[[Seen, Connection], T]) -> T:
        """What `work` makes of what is seen at that moment.

        It runs in the thread that reads, one look at a time, so that a long sum holds up no answer.
        """
        return await self.db.read(lambda connection: work(self._look(connection, now), connection))

    def _look(self, connection: Connection, now: datetime) -> Seen:
        known = self._known = _refreshed(connection, self._known)
        preferences = preferences_in(connection)
        day = day_in_zone(now, preferences.zone, preferences.day_start)
        _, last = week_of(day, preferences.week_start)
        return Seen(
            known=known,
            day=day,
            preferences=preferences,
            recent=self._four_weeks(connection, known.seq, last),
            last=views.last_kept(connection, LAST),
            kept_at=views.newest_kept_at(connection),
            demo=is_demo(connection),
        )

    def _four_weeks(self, connection: Connection, seq: int, last: date) -> list[DayCount]:
        if self._recent is None or self._recent[0] != (seq, last):
            counts = views.day_counts_between(connection, last - timedelta(days=DAYS - 1), last)
            self._recent = (seq, last), counts
        return self._recent[1]


def _refreshed(connection: Connection, known: Known | None) -> Known:
    """The same as reading everything anew, for the price of what changed."""
    seq = sequence_in(connection)
    changes = set() if known is None else changed_since(connection, known.seq)
    if known is None or EVERY_DAY in changes:
        counts = views.day_counts(connection)
        read = views.readings(connection)
        return Known(seq, history_of(counts, date.max), _spans(connection), read, _points(read))
    if seq == known.seq:
        return known
    days = [date.fromisoformat(name) for name in changes - {READINGS, PERIODS}]
    fresh = {day: views.day_counts_between(connection, day, day) for day in days}
    periods = _spans(connection) if PERIODS in changes else known.periods
    readings, points = known.readings, known.points
    if READINGS in changes:
        readings = views.readings(connection)
        points = _points(readings)
        days += [one.day for pair in zip_longest(points, known.points) if pair[0] != pair[1] for one in pair if one]
    days += [one.start for one in {*periods} ^ {*known.periods}]
    return Known(
        seq=seq,
        history=known.history.with_days(fresh),
        periods=periods,
        readings=readings,
        points=points,
        lesson=known.lesson.before(min(days)) if days else known.lesson,
    )


def _points(readings: Sequence[Reading]) -> list[ReadingPoint]:
    """The readings as the estimator sees them."""
    return in_order(_point(one) for one in readings)


def _point(one: Reading) -> ReadingPoint:
    return ReadingPoint(one.day, one.brand, one.find, one.engage, one.build, confirmed=one.confirmed)


def _spans(connection: Connection) -> list[PeriodSpan]:
    return [PeriodSpan(one.period, one.start, one.end) for one in views.all_periods(connection)]
