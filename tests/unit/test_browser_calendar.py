"""The days that the browser tests live on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from browser.calendar import ahead_at


@pytest.mark.parametrize(
    ("moment", "lives_at"),
    [
        ("2026-11-20T10:00", "2026-11-20T10:00"),
        ("2026-11-20T22:59", "2026-11-20T22:59"),
        ("2026-11-19T23:00", "2026-11-20T00:00"),
        ("2026-11-20T23:30", "2026-11-23T00:30"),
        ("2026-11-21T10:00", "2026-11-23T10:00"),
        ("2026-11-22T10:00", "2026-11-23T10:00"),
        ("2026-11-22T23:30", "2026-11-23T00:30"),
    ],
)
def test_the_browser_tests_live_on_a_weekday_that_is_far_from_its_end(moment: str, lives_at: str) -> None:
    """On a weekend, on Monday; in the last hour of a day, in the first of the next working day."""
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    there = now + ahead_at(now)
    assert there == datetime.fromisoformat(lives_at).replace(tzinfo=UTC)
    assert timedelta() <= there - now <= timedelta(days=3)
