"""Ranks, averages, what lies below them, and which pillar lags."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from colonnade.catalogue import PILLARS
from colonnade.habits.lagging import lagging
from colonnade.habits.reading_habit import reading_next, reading_progress
from colonnade.habits.routine import SOLO, Goal
from colonnade.habits.standing import standing
from colonnade.model import GroupAverage, Reading

MONDAY = date(2026, 11, 16)
GAINS = [0.1, 0.2, 0.4, 0.3, 0.4]
SCORES = {"brand": 10.0, "find": 9.0, "engage": 2.0, "build": 14.0}


def reading(day: int, **fields: Any) -> Reading:
    """A reading so many days after a Monday."""
    at = datetime(2026, 11, 16, 9, tzinfo=UTC) + timedelta(days=day)
    said = SCORES | fields
    return Reading(id=f"00000000-0000-4000-8000-{day:012d}", at=at, day=at.date(), **said)


def test_without_a_reading_nothing_is_claimed() -> None:
    """Not a rank, not an average, nothing below anything."""
    stands = standing([])
    assert (stands.reading, stands.industry_rank, stands.industry, stands.below) == (None, None, None, [])


def test_a_rank_is_the_newest_known_and_carries_the_one_before() -> None:
    """A reading without ranks does not make the older rank unknown."""
    stands = standing([reading(0, industry_rank=12), reading(7, industry_rank=9), reading(14)])
    assert stands.reading is not None
    assert stands.reading.day == MONDAY + timedelta(days=14)
    rank = stands.industry_rank
    assert rank is not None
    assert (rank.value, rank.day, rank.before, rank.before_day) == (9, MONDAY + timedelta(days=7), 12, MONDAY)
    assert stands.network_rank is None


def test_below_is_told_against_the_industry_and_elsewhere_against_the_network() -> None:
    """Furthest below first; a pillar above its average is not in it."""
    industry = GroupAverage(brand=11.5, find=5)
    network = GroupAverage(brand=20, build=17)
    stands = standing([reading(0, industry=industry, network=network), reading(7)])
    assert [(one.pillar, one.group, one.by) for one in stands.below] == [
        ("build", "network", 3.0),
        ("brand", "industry", 1.5),
    ]


def test_a_pillar_that_the_last_reading_misses_stands_where_it_was_read_last() -> None:
    """Its newest number is what there is to compare; a reading of the total alone hides nothing."""
    nothing = dict.fromkeys(PILLARS)
    known = [reading(0, industry=GroupAverage(brand=11.5, engage=4)), reading(7, **nothing | {"brand": 11.0})]
    stands = standing([*known, reading(14, **nothing, total=36)])
    assert [(one.pillar, one.by) for one in stands.below] == [("engage", 2.0), ("brand", 0.5)]
    assert stands.reading is not None
    assert (stands.reading.brand, stands.reading.total) == (None, 36)


def test_lagging_is_furthest_below_its_group_and_says_so() -> None:
    """Engage is the smallest number here and is not named, since it stands above its average."""
    stands = standing([reading(0, industry=GroupAverage(brand=11.5, find=9.1, engage=1.9))])
    found = lagging(stands.below, SOLO, GAINS)
    assert (found.pillar, found.rule) == ("brand", "below_average")
    assert found.reason == "Brand is 1.5 below your industry's average, further than any other pillar."


def test_without_averages_lagging_is_what_has_most_to_gain() -> None:
    """By what the routine's habits bring for a minute; the reason names the rule, and where that is from."""
    found = lagging([], SOLO, GAINS)
    assert found.rule == "most_to_gain"
    assert (found.pillar, SOLO[2].pillar) == ("brand", "brand")
    assert found.reason == "Brand has the most to gain for a minute of work, by the catalogue's assumptions."
    assert lagging([], [], []) is None


READING = Goal(id="reading", name="Reading", per="week", target=1)


def test_a_second_reading_of_a_week_is_asked_for_as_such() -> None:
    """Who wants two and has one is not told that there is none."""
    two = Goal(id="reading", name="Reading", per="week", target=2)
    missing = reading_next(reading_progress(two, [MONDAY], MONDAY, "monday", None))
    assert missing is not None
    assert missing.reason.startswith("1 of 2 readings this week")


def test_one_reading_a_week_is_the_habit() -> None:
    """Readings of another week do not count; away asks nothing; what is missing is the last thing offered."""
    before, inside = MONDAY - timedelta(days=1), MONDAY + timedelta(days=6)
    row = reading_progress(READING, [before, inside], MONDAY, "monday", None)
    assert (row.done, row.target, row.due, row.pillar, row.kind) == (1, 1, True, None, None)
    assert reading_next(row) is None
    assert reading_progress(READING, [before, inside], MONDAY, "sunday", None).done == 1
    missing = reading_next(reading_progress(READING, [before], MONDAY, "monday", None))
    assert missing is not None
    assert (missing.opens, missing.clicks) == ("reading", [])
    away = reading_progress(READING, [], MONDAY, "monday", "away")
    assert not away.due
    assert reading_next(away) is None
