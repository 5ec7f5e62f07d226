"""The days of the invented weeks: what was done on each, what was mistaken, and what was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from typing import Final

from colonnade.demo import habits
from colonnade.demo.chance import Chance
from colonnade.demo.circle import Circle
from colonnade.demo.habits import Custom, Qualifiers

DAYS: Final = 84
MORNING: Final = time(10)
"""Up to here the last day has come, so that something of it is left to do."""
READ_AT: Final = time(8, 15)
_DAY: Final = timedelta(days=1)
_POST: Final = "post_published"
_FOLLOWING: Final = frozenset({"engagement_received", "reply_written", "profile_viewed", "connection_request"})
_SLIP: Final = 0.02
_SPEED: Final = 0.3
_REACH: Final = {
    "brand": (10.2, 4.6, {"post_published": 3, "engagement_received": 20}),
    "find": (3.6, 5.4, {"profile_viewed": 18, "people_search": 4}),
    "engage": (5.9, 6.8, {"comment_written": 10, "reply_written": 3}),
    "build": (11.4, 4.2, {"connection_request": 4, "message_sent": 1}),
}
"""For each pillar: where it begins, how far it can rise, and how many a week of what take it there."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One activity at that time of its day; `slip` is a second thought that followed within a minute.

    `follows` is the post it followed from: its day, and which activity of that day it is.
    """

    clock: time
    kind: str
    qualifiers: Qualifiers
    count: int = 1
    note: str = ""
    slip: str | None = None
    contact: str = ""
    follows: tuple[date, int] | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """What the official page showed, in points; ranks as "top x %"."""

    brand: float
    find: float
    engage: float
    build: float
    industry_rank: int
    network_rank: int


@dataclass(frozen=True, slots=True)
class Told:
    """A day of the story."""

    day: date
    deeds: Sequence[Deed]
    read: Scores | None = None
    away_from_tomorrow: int = 0


@dataclass(slots=True)
class _Course:
    """How the four pillars go: they follow what the weeks held, slowly. Shares of what can be reached."""

    shares: dict[str, float] = field(default_factory=lambda: dict.fromkeys(_REACH, 0.2))

    def pass_week(self, done: Counter[str]) -> None:
        """A week ended that held so many of each kind."""
        for pillar, (_, _, wanted) in _REACH.items():
            met = sum(min(done[kind] / number, 1.0) for kind, number in wanted.items()) / len(wanted)
            self.shares[pillar] += _SPEED * (met - self.shares[pillar])

    def read(self, chance: Chance, day: date) -> Scores:
        """What the page shows that day."""
        points = {
            pillar: round(floor + span * self.shares[pillar] + 0.3 * (chance.share("wobble", pillar, day) - 0.5), 2)
            for pillar, (floor, span, _) in _REACH.items()
        }
        mean = sum(self.shares.values()) / len(self.shares)
        return Scores(**points, industry_rank=round(38 - 26 * mean), network_rank=round(47 - 24 * mean))


@dataclass(slots=True)
class _Ties:
    """Whom each activity was with, and which post it followed from: the newest of that day or the one before."""

    circle: Circle = field(default_factory=Circle)
    post: tuple[date, int] | None = None

    def tied(self, day: date, place: int, deed: Deed) -> Deed:
        """The activity with its ties. Several at once were with several people, so with nobody in particular."""
        if deed.kind == _POST:
            self.post = (day, place)
            return deed
        with_whom = self.circle.with_whom(deed.kind) if deed.count == 1 else ""
        near = self.post is not None and day - self.post[0] <= _DAY
        return replace(deed, contact=with_whom, follows=self.post if near and deed.kind in _FOLLOWING else None)


def story(last: date, chance: Chance) -> list[Told]:
    """Twelve weeks of days up to `last`, which is under way."""
    told, done, course, ties = [], Counter[str](), _Course(), _Ties()
    for day in (last - number * _DAY for number in reversed(range(DAYS))):
        read = None
        if day.weekday() == habits.MON and day != last - (DAYS - 1) * _DAY:
            course.pass_week(done)
            done.clear()
        if day.weekday() == habits.MON and not _is_away(_weeks_ago(day, last), day):
            read = course.read(chance, day)
        deeds = [ties.tied(day, place, deed) for place, deed in enumerate(_deeds(day, last, chance))]
        done.update({kind: sum(deed.count for deed in deeds if deed.kind == kind) for kind in {d.kind for d in deeds}})
        starts = _weeks_ago(day, last) == habits.AWAY_WEEK and day.weekday() == habits.AWAY_FROM - 1
        told.append(Told(day, deeds, read, habits.SUN - habits.AWAY_FROM + 1 if starts else 0))
    return told


def _weeks_ago(day: date, last: date) -> int:
    monday, this_monday = (one - one.weekday() * _DAY for one in (day, last))
    return (this_monday - monday).days // 7


def _is_away(weeks_ago: int, day: date) -> bool:
    return weeks_ago == habits.AWAY_WEEK and day.weekday() >= habits.AWAY_FROM


def _deeds(day: date, last: date, chance: Chance) -> Iterator[Deed]:
    ago = _weeks_ago(day, last)
    if _is_away(ago, day):
        return
    done: set[str] = set()
    found: list[Deed] = []
    for place, custom in enumerate(habits.CUSTOMS):
        if _happens(custom, day, ago, done, chance.share("happens", day, place)):
            done.add(custom.kind)
            found.append(_deed(custom, day, place, chance))
    once = habits.ONCE.get((ago, day.weekday()))
    if once is not None:
        kind, qualifiers, clock = once
        found.append(Deed(clock, kind, qualifiers, note=_note(kind, day, chance)))
    for deed in sorted(found, key=lambda deed: deed.clock):
        if day != last:
            yield deed
        elif deed.clock < MORNING:
            yield replace(deed, slip=None)


def _happens(custom: Custom, day: date, ago: int, done: set[str], share: float) -> bool:
    return (
        day.weekday() in custom.days
        and ago >= custom.until
        and (custom.after is None or custom.after in done)
        and share < custom.often * habits.LEVELS[min(ago, len(habits.LEVELS) - 1)]
    )


def _deed(custom: Custom, day: date, place: int, chance: Chance) -> Deed:
    clock = custom.clock.replace(
        minute=min(59, custom.clock.minute + chance.number(0, 5, "minute", day, place)),
        second=chance.number(0, 59, "second", day, place),
    )
    noted = custom.kind in habits.NOTES and chance.share("noted", day, place) < habits.NOTED
    slip = chance.share("slip", day, place)
    return Deed(
        clock=clock,
        kind=custom.kind,
        qualifiers=custom.qualifiers,
        count=chance.number(custom.least, custom.most, "count", day, place),
        note=_note(custom.kind, day, chance) if noted else "",
        slip="amend" if slip < _SLIP else "retract" if slip < 2 * _SLIP else None,
    )


def _note(kind: str, day: date, chance: Chance) -> str:
    notes = habits.NOTES.get(kind, ("",))
    return notes[chance.number(0, len(notes) - 1, "note", kind, day)]
