"""Outcomes by week, beside the score and never in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from colonnade.habits.days import WEEK_DAYS, WeekStart, iso_week, week_of
from colonnade.habits.record import OutcomeWeek
from colonnade.model import DayCount, Estimate

WEEKS: Final = 26
_DAY: Final = timedelta(days=1)


def week_spans(today: date, week_start: WeekStart) -> list[tuple[date, date]]:
    """The running week and those before it, oldest first, the running one up to today."""
    first, _ = week_of(today, week_start)
    firsts = [first - timedelta(days=WEEK_DAYS * back) for back in range(WEEKS - 1, -1, -1)]
    return [(one, min(one + timedelta(days=WEEK_DAYS) - _DAY, today)) for one in firsts]


def outcome_weeks(
    spans: Sequence[tuple[date, date]], ends: Sequence[Estimate], counts: Iterable[DayCount], week_start: WeekStart
) -> list[OutcomeWeek]:
    """Each week with its outcomes and the estimate of its end; `ends` are in the order of the weeks."""
    done: dict[tuple[date, str], int] = {}
    for count in counts:
        first, _ = week_of(count.day, week_start)
        done[first, count.kind] = done.get((first, count.kind), 0) + count.count
    return [
        OutcomeWeek(
            week=iso_week(first, week_start),
            first=first,
            last=last,
            total=end.total,
            meetings=done.get((first, "meeting_booked"), 0),
            opportunities=done.get((first, "opportunity_created"), 0),
            deals=done.get((first, "deal_won"), 0),
        )
        for (first, last), end in zip(spans, ends, strict=True)
    ]
