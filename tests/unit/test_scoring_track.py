"""How estimates did is counted by hand, and who is no better than the last reading says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from colonnade.catalogue import PILLARS
from colonnade.model import Believed, Estimate, Pillars, Tried
from colonnade.scoring import ReadingPoint
from colonnade.scoring.track import LATEST, days_before, track_record, track_words

DAY = date(2026, 11, 2)


def point(day: int, brand: float | None = 12.0, engage: float = 6.0) -> ReadingPoint:
    return ReadingPoint(DAY + timedelta(days=day), brand, 9.0, engage, 15.0)


def believed(day: int, brand: float = 12.0) -> Estimate:
    """Brand as given, the others where they were read; half a point to either side."""
    means = dict(zip(PILLARS, (brand, 9.0, 6.0, 15.0), strict=True))
    found = {name: Believed(mean=mean, bands={"80": (mean - 0.5, mean + 0.5)}) for name, mean in means.items()}
    total = Believed(mean=sum(means.values()), bands={"80": (0.0, 100.0)})
    return Estimate(day=DAY + timedelta(days=day), basis="ledger", pillars=Pillars(**found), total=total)


def test_each_reading_stands_beside_what_was_believed_the_day_before() -> None:
    """Brand: 12, then 12.4 of 12.2 believed, then 13.4 of 12.5 believed: one of two in the band."""
    points = [point(0), point(7, 12.4), point(14, 13.4)]
    assert days_before(points) == [DAY + timedelta(days=6), DAY + timedelta(days=13)]
    found = track_record(points, {one.day: one for one in (believed(6, 12.2), believed(13, 12.5))})
    brand = found.pillars[0]
    assert [(one.day, one.believed, one.low, one.read, one.before) for one in brand.items] == [
        (DAY + timedelta(days=7), 12.2, 11.7, 12.4, 12.0),
        (DAY + timedelta(days=14), 12.5, 12.0, 13.4, 12.4),
    ]
    assert (brand.track.numbers, brand.track.hits, brand.track.error, brand.track.last_error) == (2, 1, 0.55, 0.7)
    assert (found.readings, found.track.numbers, found.track.hits) == (2, 8, 7)
    assert (found.track.error, found.track.last_error) == (0.138, 0.175)


def test_with_one_reading_there_is_nothing_to_compare() -> None:
    """Neither with none, nor with two on the first day."""
    for points in ([], [point(0)], [point(0), point(0, 13.0)]):
        assert days_before(points) == []
        found = track_record(points, {})
        assert (found.readings, found.track.numbers) == (0, 0)
        assert found.track.words == "Not known yet: the second reading will be the first to compare with."


def test_a_pillar_that_was_not_read_is_compared_with_its_own_last_reading() -> None:
    """Two readings ago, where the one before left it out."""
    points = [point(0, 11.0), point(7, None), point(14, 12.0)]
    found = track_record(points, {one.day: one for one in (believed(6), believed(13))})
    assert [(one.day, one.before) for one in found.pillars[0].items] == [(DAY + timedelta(days=14), 11.0)]
    assert found.pillars[1].track.numbers == 2


def test_a_year_of_weeks_is_looked_back_at() -> None:
    """Ten years of readings would keep a page waiting."""
    points = [point(7 * week) for week in range(80)]
    days = days_before(points)
    assert (len(days), days[-1]) == (LATEST, DAY + timedelta(days=7 * 79 - 1))
    assert track_record(points, {day: believed((day - DAY).days) for day in days}).readings == LATEST


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (12.0, "Off by 0.00 points on average; saying the last reading again would have been off by 1.00."),
        (11.0, "No better than saying the last reading again so far: off by 1.00 points on average, it by 1.00."),
        (10.0, "No better than saying the last reading again so far: off by 2.00 points on average, it by 1.00."),
    ],
)
def test_whoever_is_no_better_than_the_last_reading_says_so(number: float, said: str) -> None:
    """Equal is no better."""
    tried = Tried(day=DAY, believed=number, low=number, high=number, read=12.0, before=11.0)
    hits = int(number == 12.0)
    assert track_words([tried]) == f"{hits} of 1 numbers lay in their range; eight in ten were to. {said}"
