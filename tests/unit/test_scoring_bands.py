"""Ranges: from a mean and a deviation to what a person is shown."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colonnade.scoring.bands import believed, total


def test_the_bands_of_a_normal_distribution_are_the_textbook_ones() -> None:
    """50, 80 and 95 % of a normal distribution lie within .6745, 1.2816 and 1.96 deviations."""
    shown = believed(10.0, 2.0)
    assert shown.mean == 10.0
    assert shown.bands == {"50": (8.651, 11.349), "80": (7.437, 12.563), "95": (6.08, 13.92)}


@settings(deadline=None)
@given(mean=st.floats(-1e6, 1e6), sd=st.floats(0, 1e6), limit=st.sampled_from([25.0, 100.0]))
def test_every_band_holds_the_mean_and_the_narrower_bands(mean: float, sd: float, limit: float) -> None:
    """However far off the belief: 0 ≤ 95 ≤ 80 ≤ 50 ≤ mean ≤ 50 ≤ 80 ≤ 95 ≤ limit."""
    shown = believed(mean, sd, limit)
    lows = [shown.bands[level][0] for level in ("95", "80", "50")]
    highs = [shown.bands[level][1] for level in ("50", "80", "95")]
    row = [0.0, *lows, shown.mean, *highs, limit]
    assert row == sorted(row)


def test_numbers_carry_three_decimals() -> None:
    """The same log gives the same bytes, and noise behind the third decimal is not shown."""
    shown = believed(1 / 3, 1 / 7)
    assert (shown.mean, shown.bands["50"]) == (0.333, (0.237, 0.43))


def test_the_total_is_the_sum_of_the_means_that_are_shown() -> None:
    """A pillar believed below zero counts as the zero it shows, or the page would not add up."""
    pillars = [believed(mean, 1.0) for mean in (-3.0, 5.0, 6.0, 30.0)]
    assert total(pillars, [1.0] * 4).mean == 0.0 + 5.0 + 6.0 + 25.0


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
    low, high = total([believed(12.0, sd) for sd in sds], sds).bands["80"]
    assert (low, high) == pytest.approx((48 - 1.2816 * expected, 48 + 1.2816 * expected), abs=1e-3)
