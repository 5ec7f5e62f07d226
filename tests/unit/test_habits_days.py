"""Days and weeks as a person counts them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colonnade.habits.days import WeekStart, day_in_zone, day_of, day_words, iso_week, week_of


@pytest.mark.parametrize(
    ("at", "day_start", "expected"),
    [
        ("2026-11-20T00:00:00+01:00", "00:00", "2026-11-20"),
        ("2026-11-20T23:59:59+01:00", "00:00", "2026-11-20"),
        ("2026-11-20T03:59:59+01:00", "04:00", "2026-11-19"),
        ("2026-11-20T04:00:00+01:00", "04:00", "2026-11-20"),
        ("2026-11-20T04:29:00+05:45", "04:30", "2026-11-19"),
        ("2027-01-01T01:00:00-08:00", "02:00", "2026-12-31"),
        ("2024-03-01T01:00:00+00:00", "02:00", "2024-02-29"),
        ("2026-11-20T11:58:00+14:00", "11:59", "2026-11-19"),
    ],
)
def test_a_day_ends_at_the_persons_day_start_in_the_offset_the_moment_carries(
    at: str, day_start: str, expected: str
) -> None:
    """What was done at one in the night belongs to the evening before, wherever the person was."""
    assert day_of(datetime.fromisoformat(at), day_start) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("now", "zone", "day_start", "expected"),
    [
        ("2026-11-20T23:30:00", "Europe/Berlin", "00:00", "2026-11-21"),
        ("2026-11-20T23:30:00", "America/Los_Angeles", "00:00", "2026-11-20"),
        # 29 March 2026: 02:00 becomes 03:00 in Berlin, and 02:30 is never on the clock.
        ("2026-03-29T00:59:59", "Europe/Berlin", "02:30", "2026-03-28"),
        ("2026-03-29T01:00:00", "Europe/Berlin", "02:30", "2026-03-29"),
        # 25 October 2026: 03:00 becomes 02:00 in Berlin, and 02:15 is on the clock twice.
        ("2026-10-25T00:14:59", "Europe/Berlin", "02:15", "2026-10-24"),
        ("2026-10-25T00:15:00", "Europe/Berlin", "02:15", "2026-10-25"),
        ("2026-10-25T01:14:59", "Europe/Berlin", "02:15", "2026-10-24"),
        ("2026-10-25T01:15:00", "Europe/Berlin", "02:15", "2026-10-25"),
        # Samoa skipped 30 December 2011.
        ("2011-12-30T09:59:59", "Pacific/Apia", "00:00", "2011-12-29"),
        ("2011-12-30T10:00:00", "Pacific/Apia", "00:00", "2011-12-31"),
        ("2026-12-31T23:00:00", "Europe/Berlin", "00:00", "2027-01-01"),
    ],
)
def test_today_is_what_the_clock_on_the_wall_says(now: str, zone: str, day_start: str, expected: str) -> None:
    """On the nights of a clock change too, where the wall clock skips an hour or shows it twice."""
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert day_in_zone(moment, zone, day_start) == date.fromisoformat(expected)


@settings(deadline=None)
@given(
    now=st.datetimes(datetime(2003, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - the zone is given beside
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]),
    day_start=st.sampled_from(["00:00", "02:30", "04:00", "11:59"]),
)
def test_a_click_made_now_counts_today(now: datetime, zone: str, day_start: str) -> None:
    """The day of an activity, from its offset alone, is the day it was in the zone when it was clicked."""
    clicked = datetime.fromisoformat(now.astimezone(ZoneInfo(zone)).isoformat())
    assert day_of(clicked, day_start) == day_in_zone(now, zone, day_start)


@pytest.mark.parametrize(
    ("day", "week_start", "first", "last", "name"),
    [
        ("2026-11-20", "monday", "2026-11-16", "2026-11-22", "2026-W47"),
        ("2026-11-20", "sunday", "2026-11-15", "2026-11-21", "2026-W47"),
        ("2026-11-16", "monday", "2026-11-16", "2026-11-22", "2026-W47"),
        ("2026-11-22", "monday", "2026-11-16", "2026-11-22", "2026-W47"),
        ("2026-11-22", "sunday", "2026-11-22", "2026-11-28", "2026-W48"),
        ("2026-11-21", "sunday", "2026-11-15", "2026-11-21", "2026-W47"),
        ("2027-01-01", "monday", "2026-12-28", "2027-01-03", "2026-W53"),
        ("2027-01-03", "sunday", "2027-01-03", "2027-01-09", "2027-W01"),
        ("2024-12-30", "monday", "2024-12-30", "2025-01-05", "2025-W01"),
        ("2024-12-29", "sunday", "2024-12-29", "2025-01-04", "2025-W01"),
        ("2024-02-29", "monday", "2024-02-26", "2024-03-03", "2024-W09"),
        ("2023-01-01", "monday", "2022-12-26", "2023-01-01", "2022-W52"),
    ],
)
def test_a_week_has_seven_days_and_the_name_of_its_monday(
    day: str, week_start: WeekStart, first: str, last: str, name: str
) -> None:
    """A Sunday week bears the ISO week of its Monday; the turn of the year belongs to one week."""
    asked = date.fromisoformat(day)
    assert week_of(asked, week_start) == (date.fromisoformat(first), date.fromisoformat(last))
    assert iso_week(asked, week_start) == name


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2027-01-02", "Saturday"),
        ("2026-12-27", "Sunday"),
        ("2026-12-26", "26 December 2026"),
        ("2027-01-03", "3 January"),
    ],
)
def test_a_past_day_is_named_by_the_least_words_that_are_clear(day: str, words: str) -> None:
    """The weekday within a week, the date before that, and the year when it is another."""
    assert day_words(date.fromisoformat(day), date(2027, 1, 2)) == words
