"""Four weeks at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from colonnade.catalogue import KINDS, Pillar
from colonnade.habits.days import WEEK_DAYS, WeekStart, week_of
from colonnade.model import DayCount, DayDots
from colonnade.scoring import PeriodSpan, period_on

DAYS: Final = 4 * WEEK_DAYS


def dots(counts: Iterable[DayCount], periods: Sequence[PeriodSpan], day: date, week_start: WeekStart) -> list[DayDots]:
    """Four whole weeks of days, oldest first, the week that holds `day` last.

    Each has the number of activities for each pillar, by the pillar of their kind; outcomes belong to none.
    """
    _, last = week_of(day, week_start)
    return dots_between(counts, periods, last - timedelta(days=DAYS - 1), last)


def dots_between(counts: Iterable[DayCount], periods: Sequence[PeriodSpan], first: date, last: date) -> list[DayDots]:
    """The same from `first` to `last`, both included."""
    days = [first + timedelta(days=on) for on in range((last - first).days + 1)]
    done: Counter[tuple[date, Pillar]] = Counter()
    for count in counts:
        pillar = KINDS[count.kind].pillar if first <= count.day <= last else None
        if pillar is not None:
            done[count.day, pillar] += count.count
    return [
        DayDots(
            day=each,
            brand=done[each, "brand"],
            find=done[each, "find"],
            engage=done[each, "engage"],
            build=done[each, "build"],
            period=period_on(periods, each),
        )
        for each in days
    ]
