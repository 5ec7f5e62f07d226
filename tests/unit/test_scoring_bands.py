"""Ranges: from a mean and a deviation to what a person is shown."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colonnade.scoring.bands import Level, believed, reach, total

EVER = 10**9
"""So many readings that the t distribution is the normal one."""


@pytest.mark.parametrize(
    ("level", "readings", "expected"),
    [
        ("50", 0, 0.7267),
        ("80", 0, 1.4759),
        ("95", 0, 2.5706),
        ("80", 5, 1.3722),
        ("95", 5, 2.2281),
        ("95", 25, 2.0423),
        ("50", EVER, 0.6745),
        ("80", EVER, 1.2816),
        ("95", EVER, 1.96),
    ],
)
def test_the_reach_of_a_band_is_the_textbook_one(level: Level, readings: int, expected: float) -> None:
    """Quantiles of the t distribution with five degrees of freedom and one more for each reading."""
    assert reach(level, readings) == pytest.approx(expected, abs=3e-3)


@settings(deadline=None)
@given(
    point=st.floats(-100, 200),
    mean=st.floats(-1e6, 1e6),
    sd=st.floats(0, 1e6),
    readings=st.integers(0, 500),
    limit=st.sampled_from([25.0, 100.0]),
)
def test_every_band_holds_the_number_shown_and_the_narrower_bands(
    point: float, mean: float, sd: float, readings: int, limit: float
) -> None:
    """However far off the belief: 0 ≤ 95 ≤ 80 ≤ 50 ≤ the number ≤ 50 ≤ 80 ≤ 95 ≤ limit."""
    shown = believed(point, mean, sd, readings, limit)
    lows = [shown.bands[level][0] for level in ("95", "80", "50")]
    highs = [shown.bands[level][1] for level in ("50", "80", "95")]
    row = [0.0, *lows, shown.mean, *highs, limit]
    assert row == sorted(row)


def test_numbers_carry_three_decimals() -> None:
    """The same log gives the same bytes, and noise behind the third decimal is not shown."""
    shown = believed(1 / 3, 1 / 3, 1 / 7, EVER)
    assert (shown.mean, shown.bands["50"]) == (0.333, (0.237, 0.43))


def test_a_band_around_a_mean_elsewhere_reaches_to_the_number() -> None:
    """The number shown may stay at the last reading while the members expect more."""
    shown = believed(9.0, 12.0, 1.0, EVER)
    assert shown.bands == {"50": (9.0, 12.674), "80": (9.0, 13.282), "95": (9.0, 13.96)}


def test_the_total_is_the_sum_of_the_numbers_that_are_shown() -> None:
    """A pillar believed below zero counts as the zero it shows, or the page would not add up."""
    means = [-3.0, 5.0, 6.0, 30.0]
    pillars = [believed(mean, mean, 1.0, 3) for mean in means]
    assert total(pillars, means, [1.0] * 4, 3).mean == 0.0 + 5.0 + 6.0 + 25.0


@pytest.mark.parametrize(
    ("sds", "expected"),
    [
        ((0.0, 0.0, 0.0, 0.0), 0.0),
        ((2.0, 0.0, 0.0, 0.0), 2.0),
        ((1.0, 1.0, 1.0, 1.0), math.sqrt(4 + 0.3 * 12)),
    ],
)
def test_the_total_is_wider_than_independent_pillars(sds: tuple[float, ...], expected: float) -> None:
    """The pillars err together: of four deviations of 1, the total's is √7.6 and not 2."""
    low, high = total([believed(12.0, 12.0, sd, EVER) for sd in sds], [12.0] * 4, sds, EVER).bands["80"]
    assert (low, high) == pytest.approx((48 - 1.2816 * expected, 48 + 1.2816 * expected), abs=1e-3)
