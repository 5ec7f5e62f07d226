"""How a reading changes a belief, against the same done in one piece."""

from __future__ import annotations

import numpy as np
import pytest

from colonnade.catalogue import PILLARS
from colonnade.scoring.belief import _DRIFT, LEVEL, MOOD, MOOD_DAYS, MOOD_SD, PARTS, Belief, prior
from colonnade.scoring.memory import COLUMN

NOISE = 0.01


def features(chance: np.random.Generator, rows: int) -> np.ndarray:
    table = chance.random((rows, PARTS)) * (chance.random((rows, PARTS)) < 0.3)
    table[:, [LEVEL, MOOD]] = 1.0
    return table


def filtered(days: list[int], rows: np.ndarray, scores: np.ndarray) -> Belief:
    belief, last = prior(), days[0]
    for day, row, score in zip(days, rows, scores, strict=True):
        belief, last = belief.later(day - last).told(row, score, NOISE), day
    return belief


def conditioned(days: list[int], rows: np.ndarray, scores: np.ndarray, pillar: int) -> tuple[float, float]:
    """The last row's score given all earlier ones, by the dense formula of Gaussian conditioning."""
    start = prior()
    times = np.array(days) - days[0]
    together = np.minimum.outer(times, times)
    apart = np.abs(np.subtract.outer(times, times))
    fixed = start.covariance[pillar].copy()
    fixed[MOOD, MOOD] = 0.0
    kernel = rows @ fixed @ rows.T + together * (rows * _DRIFT @ rows.T) + MOOD_SD**2 * np.exp(-apart / MOOD_DAYS)
    mean = rows @ start.mean[pillar]
    gain = np.linalg.solve(kernel[:-1, :-1] + NOISE * np.eye(len(days) - 1), kernel[:-1, -1])
    return mean[-1] + gain @ (scores[:, pillar] - mean[:-1]), kernel[-1, -1] - gain @ kernel[:-1, -1]


def test_the_filter_is_exact() -> None:
    """Step by step or all at once: the same mean and variance, with two readings on one day too."""
    chance = np.random.default_rng(7)
    days = [0, 0, 5, 12, 12, 40, 400, 430]
    rows = features(chance, len(days))
    scores = chance.uniform(2, 20, (len(days) - 1, 4))
    belief = filtered(days[:-1], rows[:-1], scores).later(days[-1] - days[-2])
    means, variances = belief.scores(rows[-1])
    for pillar in range(4):
        mean, variance = conditioned(days, rows, scores, pillar)
        np.testing.assert_allclose((means[pillar], variances[pillar]), (mean, variance), rtol=1e-6)


def test_the_prior_believes_most_of_the_catalogue_and_doubts_each_number() -> None:
    """Weights `N(m, .3² m mᵀ + diag((.8 m + .2)²))` with m = .85 of the points; a stock adds to brand alone."""
    comment, reshare, section = (COLUMN[id] for id in ("comment_substantive", "reshare_perspective", "profile_section"))
    belief, engage = prior(), PILLARS.index("engage")
    assert belief.mean[engage, [comment, reshare, LEVEL]].tolist() == [0.85 * 8, 0.85 * 3.5, 2.5]
    covariance = belief.covariance[engage]
    assert covariance[comment, comment] == pytest.approx((0.8 * 6.8 + 0.2) ** 2 + 0.09 * 6.8**2)
    assert covariance[comment, reshare] == pytest.approx(0.09 * 6.8 * 2.975)
    assert belief.mean[:, section].tolist() == [0.6, 0, 0, 0]
    assert belief.covariance[:, section, section] == pytest.approx([0.16, 0, 0, 0])


def test_a_reading_at_the_limit_says_nothing_to_a_forecast_above_it() -> None:
    """The official score is cut at 25: only pillars forecast below it learn from it."""
    row = np.zeros(PARTS)
    row[LEVEL] = 3.0
    before = prior()
    after = before.told(row, np.full(4, 25.0), NOISE)
    forecast, _ = before.scores(row)
    assert (forecast > 25).tolist() == [True, False, False, True]
    changed = (after.mean != before.mean).any(axis=1)
    assert changed.tolist() == [False, True, True, False]
    assert after.readings.tolist() == [0, 1, 1, 0]
    assert after.surprise[[0, 3]].tolist() == [0, 0]


def test_surprises_widen_and_good_forecasts_narrow() -> None:
    """Ten readings each way: honesty above 1 after wild ones, below 1 after the expected ones, never below .3."""
    row = np.zeros(PARTS)
    row[LEVEL] = 1.0
    calm = wild = prior()
    for number in range(10):
        calm = calm.told(row, calm.scores(row)[0], NOISE)
        wild = wild.told(row, np.full(4, 25.0 * (number % 2)), NOISE)
    assert calm.honesty().tolist() == [5 / 15] * 4
    assert (wild.honesty() > 3).all()
    assert (wild.surprise <= 10 * 16).all()
    for _ in range(100):
        calm = calm.told(row, calm.scores(row)[0], NOISE)
    assert calm.honesty().tolist() == [0.3] * 4


def test_a_thousand_readings_of_one_moment_keep_the_variance_sound() -> None:
    """Rounding never makes a variance negative, however often the same is said."""
    row = np.ones(PARTS)
    belief = prior()
    for _ in range(1000):
        belief = belief.told(row, np.full(4, 12.0), NOISE)
    means, variances = belief.scores(row)
    np.testing.assert_allclose(means, 12.0, atol=0.01)
    assert (variances > 0).all()
    assert (variances < NOISE / 500).all()
