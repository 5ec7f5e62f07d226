"""The one habit that is a share: so many of a week's owed replies, each within some hours.

A message is settled by an answer in time, at once, or else by the end of its hours. It counts in the week in which
that happens: an answer moves the week it is written in, and of a week that is over nothing is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from colonnade.catalogue import Pillar, minutes_of
from colonnade.habits.days import WEEK_DAYS, WeekStart, day_of, week_of
from colonnade.habits.replies import Message, replies_of
from colonnade.habits.routine import ShareHabit
from colonnade.habits.wording import words_for
from colonnade.model import HabitProgress, Next, PeriodKind, ReplyShare

KIND: Final = "message_replied"
PILLAR: Final[Pillar] = "build"
MINUTES: Final = minutes_of(KIND, {})


@dataclass(frozen=True, slots=True)
class Settled:
    """So many messages, and whether they were answered in time, which is known from `at` on."""

    at: datetime
    count: int
    met: bool


class InTime(NamedTuple):
    """How many messages were answered in time, of how many that were settled."""

    met: int
    due: int

    def reaches(self, percent: int) -> bool:
        """Whether that is so many of a hundred; of nothing it is."""
        return 100 * self.met >= percent * self.due


@dataclass(frozen=True, slots=True)
class Replied:
    """The messages that were settled on each day; a day without any may be absent."""

    days: Mapping[date, InTime]

    def over(self, days: Iterable[date]) -> InTime:
        """Those of several days together."""
        found = [self.days[day] for day in days if day in self.days]
        return InTime(sum(one.met for one in found), sum(one.due for one in found))


def settled(messages: Iterable[Message], hours: int, now: datetime) -> list[Settled]:
    """What became of each message; of one that can still be answered in time `at` lies after `now`."""
    limit = timedelta(hours=hours)
    found = replies_of(messages, now)
    return [
        *(
            Settled(one.at, 1, met=True) if one.at - one.came <= limit else Settled(one.came + limit, 1, met=False)
            for one in found.answered
        ),
        *(Settled(one.at + limit, one.count, met=False) for one in (*found.gone, *found.owed)),
    ]


def replied(those: Iterable[Settled], day_start: str, now: datetime) -> Replied:
    """What was settled by then, by the day it was settled on, in the offset of its own clock."""
    days: dict[date, InTime] = {}
    for one in those:
        if one.at <= now:
            day = day_of(one.at, day_start)
            met, due = days.get(day, (0, 0))
            days[day] = InTime(met + one.count * one.met, due + one.count)
    return Replied(days)


def waiting(those: Iterable[Settled], now: datetime) -> list[Settled]:
    """The owed replies that are still in time, the first to run out first."""
    return sorted((one for one in those if one.at > now and not one.met), key=lambda one: one.at)


def share_progress(goal: ShareHabit, week: InTime, period: PeriodKind | None) -> HabitProgress:
    """How many of the replies that were due in a week were written in time."""
    return HabitProgress(
        id=goal.id,
        name=goal.name,
        cadence=goal.cadence,
        of="replies",
        pillar=PILLAR,
        kind=None,
        any_of=[],
        per="week",
        weekdays="",
        due=period != "away",
        target=week.due,
        better=None,
        done=week.met,
        days=[],
        minutes=MINUTES,
    )


def share_asked(goal: ShareHabit, open_: Sequence[Settled]) -> ReplyShare:
    """What the habit asks for, and how many of the owed replies can still be in time."""
    return ReplyShare(percent=goal.target, hours=goal.hours, open=sum(one.count for one in open_))


def days_of_week(day: date, week_start: WeekStart) -> list[date]:
    """The seven days of the week that holds `day`."""
    first, _ = week_of(day, week_start)
    return [first + timedelta(days=on) for on in range(WEEK_DAYS)]


def share_next(row: HabitProgress, share: ReplyShare, until: datetime | None) -> Next | None:
    """Answering as the next step, where the habit asks for it and a reply is still in time.

    `until` is when the first runs out, where that is today.
    """
    if not row.due or share.open == 0:
        return None
    far = f"{row.done} of {row.target} answered within {share.hours} h" if row.target else "No message was due yet"
    if until is not None:
        time = f"the first is in time until {until:%H:%M}"
    else:
        time = "one is still in time" if share.open == 1 else f"{share.open} are still in time"
    return Next(
        habit=row.id,
        pillar=row.pillar,
        title=words_for(KIND, {}).to_do(share.open),
        reason=f"{far} this week, {share.percent} % asked: {time}.",
        minutes=share.open * row.minutes,
        button="See who waits",
        clicks=[],
        opens="owed",
    )
