"""Four weeks at a glance."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from colonnade.catalogue import QualifierValue
from colonnade.habits.days import WeekStart
from colonnade.habits.dots import dots
from colonnade.model import DayCount, DayDots
from colonnade.scoring import PeriodSpan

FRIDAY = date(2026, 11, 20)


def did(day: date, kind: str, number: int = 1, **qualifiers: QualifierValue) -> DayCount:
    return DayCount(day=day, kind=kind, qualifiers=qualifiers, count=number)


def empty(day: date) -> DayDots:
    return DayDots(day=day, brand=0, find=0, engage=0, build=0, period=None)


@pytest.mark.parametrize(
    ("day", "week_start", "first", "last"),
    [
        ("2026-11-20", "monday", "2026-10-26", "2026-11-22"),
        ("2026-11-22", "monday", "2026-10-26", "2026-11-22"),
        ("2026-11-22", "sunday", "2026-11-01", "2026-11-28"),
        ("2027-01-01", "monday", "2026-12-07", "2027-01-03"),
        ("2024-02-29", "sunday", "2024-02-04", "2024-03-02"),
    ],
)
def test_four_whole_weeks_end_with_the_week_of_the_day(day: str, week_start: WeekStart, first: str, last: str) -> None:
    """28 days in a row, oldest first, by the person's own start of the week."""
    days = [dot.day for dot in dots([], [], date.fromisoformat(day), week_start)]
    assert (days[0], days[-1]) == (date.fromisoformat(first), date.fromisoformat(last))
    assert days == [days[0] + timedelta(days=number) for number in range(28)]


def test_a_dot_counts_the_activities_of_its_day_by_the_pillar_of_their_kind() -> None:
    """Kinds without prior effect have a pillar too; outcomes belong to none."""
    counts = [
        did(FRIDAY, "comment_written", 2, depth="substantive"),
        did(FRIDAY, "comment_written", 1),
        did(FRIDAY, "post_published"),
        did(FRIDAY, "company_followed", 4),
        did(FRIDAY, "message_received", 1000),
        did(FRIDAY, "deal_won", 7),
        did(FRIDAY - timedelta(days=60), "post_published"),
    ]
    found = {dot.day: dot for dot in dots(counts, [], FRIDAY, "monday")}
    assert found.pop(FRIDAY) == DayDots(day=FRIDAY, brand=1, find=4, engage=3, build=1000, period=None)
    assert list(found.values()) == [empty(day) for day in found]


def test_days_of_a_period_say_so_and_keep_their_counts() -> None:
    """What was logged on an away day is still shown."""
    periods = [
        PeriodSpan("away", date(2026, 11, 2), date(2026, 11, 3)),
        PeriodSpan("unlogged", date(2026, 11, 10), date(2026, 11, 10)),
    ]
    found = {dot.day: dot for dot in dots([did(date(2026, 11, 2), "post_published")], periods, FRIDAY, "monday")}
    assert {day: dot.period for day, dot in found.items() if dot.period} == {
        date(2026, 11, 2): "away",
        date(2026, 11, 3): "away",
        date(2026, 11, 10): "unlogged",
    }
    assert found[date(2026, 11, 2)].brand == 1
