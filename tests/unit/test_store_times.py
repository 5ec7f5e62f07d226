"""Times as the store keeps them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colonnade.habits.days import day_of
from colonnade.store.times import DAY, day_at, micros, moment, offset_of, start_of

ZONES = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(2003, 1, 1), datetime(2100, 1, 1), timezones=ZONES)  # noqa: DTZ001 - zones beside


@given(at=MOMENTS)
def test_a_moment_comes_back_with_its_microsecond_and_its_offset(at: datetime) -> None:
    """A float would round it."""
    back = moment(micros(at), offset_of(at))
    assert (back, back.utcoffset()) == (at, at.utcoffset())


@given(at=MOMENTS, day_start=st.sampled_from(["00:00", "02:30", "04:00", "11:59"]))
def test_store_and_habits_agree_on_the_day(at: datetime, day_start: str) -> None:
    """The day a count is kept under is the day the person sees; and it begins where a filter looks for it."""
    local = micros(at) + offset_of(at) * 60_000_000
    day = day_at(local, day_start)
    assert day == day_of(at, day_start)
    assert start_of(day, day_start) <= local < start_of(day, day_start) + DAY


@pytest.mark.parametrize(("day", "start"), [("1970-01-01", 0), ("1970-01-02", 86_400_000_000), ("9999-12-31", None)])
def test_days_begin_at_whole_microseconds(day: str, start: int | None) -> None:
    """Up to the last day there is, whose end no date can name."""
    found = start_of(date.fromisoformat(day), "00:00")
    assert found == (start if start is not None else micros(datetime(9999, 12, 31, tzinfo=UTC)))
