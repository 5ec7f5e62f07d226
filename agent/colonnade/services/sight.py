"""What is seen of a log, kept between looks: only what changed since the last look is read anew.

Ten years of a log are some ten thousand days, and one click changes one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import zip_longest
from typing import Final, TypeVar

from colonnade.habits.days import day_in_zone, week_of
from colonnade.habits.dots import DAYS
from colonnade.habits.guard import FORTNIGHT
from colonnade.habits.replies import Message
from colonnade.habits.routine import Timeline
from colonnade.habits.share_habit import Replied
from colonnade.habits.standing import standing
from colonnade.model import Activity, DayCount, NewestPost, Preferences, Reading
from colonnade.scoring import History, PeriodSpan, ReadingPoint, history_of, in_order
from colonnade.services.checkpoints import is_news, keep, known_from
from colonnade.services.known import Known
from colonnade.services.messages import Messages
from colonnade.services.replied import REACH, RepliedYear
from colonnade.services.routines import timeline_in
from colonnade.services.streaks import Streaks
from colonnade.services.tallies import Tallies, tallies_at
from colonnade.services.writing import audience_in
from colonnade.store import threads, views
from colonnade.store.changes import EVERY_DAY, PERIODS, READINGS, changed_since
from colonnade.store.database import Connection, Database
from colonnade.store.demo import is_demo
from colonnade.store.preferences import preferences_in
from colonnade.store.tick import sequence_in

T = TypeVar("T")

LAST: Final = 3
"""So many entries can be taken back at a glance."""
_DAY: Final = timedelta(days=1)
FRESH: Final = timedelta(days=14)
"""For so long what is done may well follow from a post."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything a picture is computed from, in one snapshot.

    `recent` is four weeks and no more; `fortnights` are the sums of the last one and of the one before.
    """

    known: Known
    now: datetime
    day: date
    preferences: Preferences
    recent: Sequence[DayCount]
    last: list[Activity]
    messages: Sequence[Message]
    post: NewestPost | None
    audience: str
    fortnights: tuple[Sequence[DayCount], Sequence[DayCount]]
    kept_at: datetime | None
    demo: bool
    timeline: Timeline

    @property
    def history(self) -> History:
        """What the estimator sees of the log up to the day it is."""
        return self.known.history.until(self.day)


class Sight:
    """Looks at one database, again and again."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._known: Known | None = None
        self._kept: Known | None = None
        self._messages = Messages()
        self._recent: tuple[tuple[int, date], list[DayCount]] | None = None
        self._tallies: Tallies | None = None
        self._replied = RepliedYear()
        self.streaks = Streaks()

    async def see(self, now: datetime, work: Callable[[Seen, Connection], T]) -> T:
        """What `work` makes of what is seen at that moment.

        It runs in the thread that reads, one look at a time, so that a long sum holds up no answer.
        """
        return await self.db.read(lambda connection: work(self._look(connection, now), connection))

    async def keep(self) -> bool:
        """Keep what the readings taught for the next start, where it was worked out and is news; whether it was."""
        known = self._known
        if known is None or not is_news(known, self._kept) or not await keep(self.db, known):
            return False
        self._kept = known
        return True

    def tallies(self, seen: Seen, connection: Connection) -> Tallies:
        """What was done of each habit on each day, as far back as a streak is followed."""
        self._tallies = tallies_at(connection, self._tallies, seen.timeline, seen.day, seen.known.seq)
        return self._tallies

    def replied(self, seen: Seen, connection: Connection) -> Mapping[int, Replied]:
        """What became of the messages of the same time, by the hours of each share of replies that is asked for."""
        return self._replied.of(connection, seen.timeline, seen.preferences.day_start, seen.now, seen.known.seq)

    def _look(self, connection: Connection, now: datetime) -> Seen:
        if self._known is None:
            self._known = self._kept = known_from(connection)
        known = self._known = _refreshed(connection, self._known)
        preferences = preferences_in(connection)
        day = day_in_zone(now, preferences.zone, preferences.day_start)
        _, last = week_of(day, preferences.week_start)
        return Seen(
            known=known,
            now=now,
            day=day,
            preferences=preferences,
            recent=self._four_weeks(connection, known.seq, last),
            last=views.last_kept(connection, LAST),
            messages=self._messages.since(connection, now - REACH, known.seq),
            fortnights=(
                views.day_sums(connection, day - FORTNIGHT + _DAY, day),
                views.day_sums(connection, day - 2 * FORTNIGHT + _DAY, day - FORTNIGHT),
            ),
            post=threads.newest_post(connection, now - FRESH, now + FRESH),
            audience=audience_in(connection).text,
            kept_at=views.newest_kept_at(connection),
            demo=is_demo(connection),
            timeline=timeline_in(connection),
        )

    def _four_weeks(self, connection: Connection, seq: int, last: date) -> list[DayCount]:
        first = last - timedelta(days=DAYS - 1)
        kept = self._recent
        changes = set() if kept is None else changed_since(connection, kept[0][0])
        if kept is None or kept[0][1] != last or EVERY_DAY in changes:
            counts = views.day_counts_between(connection, first, last)
        else:
            days = {date.fromisoformat(name) for name in changes - {READINGS, PERIODS}}
            counts = [count for count in kept[1] if count.day not in days]
            for day in days:
                counts += views.day_counts_between(connection, day, day) if first <= day <= last else ()
            counts.sort(key=lambda count: count.day)
        self._recent = (seq, last), counts
        return counts


def _refreshed(connection: Connection, known: Known | None) -> Known:
    """The same as reading everything anew, for the price of what changed."""
    seq = sequence_in(connection)
    changes = set() if known is None else changed_since(connection, known.seq)
    if known is None or EVERY_DAY in changes:
        counts = views.day_counts(connection)
        read = views.readings(connection)
        return Known(seq, history_of(counts, date.max), _spans(connection), read, _points(read), standing(read))
    if seq == known.seq:
        return known
    days = [date.fromisoformat(name) for name in changes - {READINGS, PERIODS}]
    fresh = {day: views.day_counts_between(connection, day, day) for day in days}
    periods = _spans(connection) if PERIODS in changes else known.periods
    readings, points, stands = known.readings, known.points, known.stands
    if READINGS in changes:
        readings = views.readings(connection)
        points, stands = _points(readings), standing(readings)
        days += [one.day for pair in zip_longest(points, known.points) if pair[0] != pair[1] for one in pair if one]
    days += [one.start for one in {*periods} ^ {*known.periods}]
    return Known(
        seq=seq,
        history=known.history.with_days(fresh),
        periods=periods,
        readings=readings,
        points=points,
        stands=stands,
        lesson=known.lesson.before(min(days)) if days else known.lesson,
    )


def _points(readings: Sequence[Reading]) -> list[ReadingPoint]:
    """The readings as the estimator sees them."""
    return in_order(_point(one) for one in readings)


def _point(one: Reading) -> ReadingPoint:
    return ReadingPoint(one.day, one.brand, one.find, one.engage, one.build, one.total, confirmed=one.confirmed)


def _spans(connection: Connection) -> list[PeriodSpan]:
    return [PeriodSpan(one.period, one.start, one.end) for one in views.all_periods(connection)]
