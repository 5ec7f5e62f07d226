"""How a reading changes what the members believe, against the same done in one piece."""

from __future__ import annotations

import numpy as np
import pytest

from colonnade.catalogue import CHANNELS, PILLARS
from colonnade.scoring.belief import _DRIFT, UNLOGGED_DRIFT, Belief, capped, prior
from colonnade.scoring.members import (
    BEFORE,
    HEEDING,
    LEVEL,
    MEMBERS,
    MOOD,
    MOOD_DAYS,
    MOOD_VARIANCE,
    OWN,
    PARTS,
    PLACES,
    Array,
)

NOISE = 0.01
NO_LEAP = np.zeros(4)
ENGAGE, BRAND = PILLARS.index("engage"), PILLARS.index("brand")
ONES = np.ones((MEMBERS, 4))


def place(pillar: int, channel: str) -> int:
    """Where a pillar keeps that channel."""
    return [CHANNELS[column].id for column in OWN[pillar]].index(channel)


def features(chance: np.random.Generator) -> Array:
    table = chance.random((MEMBERS, 4, PARTS)) * (chance.random((MEMBERS, 4, PARTS)) < 0.3)
    table[HEEDING:, :, :LEVEL] = 0.0
    table[..., [LEVEL, MOOD]] = 1.0
    return table


def told(belief: Belief, table: Array, scores: Array) -> Belief:
    along = belief.along(table)
    means, variances = np.sum(belief.mean * table, axis=-1), np.sum(along * table, axis=-1) + NOISE
    return belief.told(scores - means, along, variances, NO_LEAP)


def conditioned(days: list[int], rows: list[Array], scores: Array, member: int, pillar: int) -> tuple[float, float]:
    """The last row's score given all earlier ones, by the dense formula of Gaussian conditioning."""
    start = prior()
    table = np.array([row[member, pillar] for row in rows])
    times = np.array(days) - days[0]
    together, apart = np.minimum.outer(times, times), np.abs(np.subtract.outer(times, times))
    fixed = start.covariance[member, pillar].copy()
    fixed[MOOD, MOOD] = 0.0
    mood = MOOD_VARIANCE[member] * np.exp(-apart / MOOD_DAYS[member])
    kernel = table @ fixed @ table.T + together * (table * _DRIFT[member, pillar] @ table.T) + mood
    mean = table @ start.mean[member, pillar]
    gain = np.linalg.solve(kernel[:-1, :-1] + NOISE * np.eye(len(days) - 1), kernel[:-1, -1])
    return mean[-1] + gain @ (scores[:, pillar] - mean[:-1]), kernel[-1, -1] - gain @ kernel[:-1, -1]


def test_the_filter_is_exact() -> None:
    """Step by step or all at once: the same mean and variance of every member, with two readings on one day too."""
    chance = np.random.default_rng(7)
    days = [0, 0, 5, 12, 12, 40, 60, 75]
    rows = [features(chance) for _ in days]
    # Near what was expected, so that no weight would fall below zero.
    scores = np.array([np.sum(prior().mean * row, axis=-1)[:HEEDING].mean(axis=0) for row in rows[:-1]])
    belief, last = prior(), days[0]
    for day, row, score in zip(days, rows, scores, strict=False):
        belief, last = told(belief.later(day - last, 0), row, score), day
        assert (belief.mean[:HEEDING, :, :PLACES] >= 0).all()
    means, variances = belief.scores(rows[-1], days[-1] - last, 0)
    for member in (HEEDING, HEEDING + 1, HEEDING + 2, HEEDING + 3):
        for pillar in range(4):
            mean, variance = conditioned(days, rows, scores, member, pillar)
            np.testing.assert_allclose((means[member, pillar], variances[member, pillar]), (mean, variance), rtol=1e-6)
    for member in (0, 39, 79):
        _, variance = conditioned(days, rows, scores, member, ENGAGE)
        np.testing.assert_allclose(variances[member, ENGAGE], variance, rtol=1e-6)


def test_scores_later_are_the_scores_of_the_belief_later() -> None:
    """The short way changes nothing."""
    chance = np.random.default_rng(3)
    table = features(chance)
    belief = told(prior(), features(chance), np.full(4, 11.0))
    for ours, theirs in zip(belief.scores(table, 9, 2), belief.later(9, 2).scores(table, 0, 0), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-9)


def test_the_prior_believes_most_of_the_catalogue_and_doubts_each_number() -> None:
    """Weights `N(m, .3² m mᵀ + diag((.8 m + .2)²))` with m = .95 of the points; a stock adds to brand alone."""
    comment, reshare = place(ENGAGE, "comment_substantive"), place(ENGAGE, "reshare_perspective")
    belief = prior()
    assert belief.mean[0, ENGAGE, [comment, reshare, BEFORE, LEVEL]].tolist() == [0.95 * 8, 0.95 * 3.5, 0.0, 2.5]
    covariance = belief.covariance[0, ENGAGE]
    assert covariance[comment, comment] == pytest.approx((0.8 * 7.6 + 0.2) ** 2 + 0.09 * 7.6**2)
    assert covariance[comment, reshare] == pytest.approx(0.09 * 7.6 * 3.325)
    section = place(BRAND, "profile_section")
    assert belief.mean[0, BRAND, section] == 0.6
    assert belief.covariance[0, BRAND, section, section] == pytest.approx(0.16)


def test_members_that_ignore_the_log_have_a_level_and_a_mood_and_nothing_else() -> None:
    """They begin higher, for whatever people do is in their level, and know it less."""
    belief = prior()
    assert belief.mean[HEEDING, :, LEVEL].tolist() == [12.0, 7.0, 5.5, 16.0]
    assert not belief.mean[HEEDING:, :, :LEVEL].any()
    assert not belief.covariance[HEEDING:, :, :LEVEL].any()
    assert (belief.covariance[HEEDING:, :, LEVEL, LEVEL] == 5.5**2).all()


def test_a_reading_at_the_limit_says_nothing_to_a_forecast_above_it() -> None:
    """The official score is cut at 25: only what was expected lower is told anything by it."""
    forecasts = np.array([[26.0, 25.0, 24.0, 26.0]])
    assert capped(np.array([25.0, 25.0, 25.0, 24.9]), forecasts).tolist() == [[True, False, False, False]]


def test_an_infinite_variance_leaves_a_pillar_as_it_is() -> None:
    """So that a reading may miss pillars."""
    table = features(np.random.default_rng(1))
    before = prior()
    noise = np.where(np.arange(4) == BRAND, np.inf, 3.0) * ONES
    after = before.told(ONES, before.along(table), noise, NO_LEAP)
    assert np.array_equal(after.mean[:, BRAND], before.mean[:, BRAND])
    assert np.array_equal(after.covariance[:, BRAND], before.covariance[:, BRAND])
    assert (after.mean[:, ENGAGE] != before.mean[:, ENGAGE]).any()


def test_nothing_that_is_done_is_believed_to_harm() -> None:
    """However low the readings of busy weeks are, no weight falls below zero."""
    table = features(np.random.default_rng(2))
    belief = prior()
    for _ in range(20):
        belief = told(belief, table, np.zeros(4))
    assert (belief.mean[:HEEDING, :, :PLACES] >= 0).all()
    assert (belief.mean[:HEEDING, :, :PLACES] == 0).any()


def test_unlogged_days_widen_what_members_believe_that_heed_the_log() -> None:
    """To the others no day is logged anyway."""
    table = features(np.random.default_rng(4))
    plain, wide = (prior().scores(table, 10, days)[1] for days in (0, 6))
    np.testing.assert_allclose((wide - plain)[:HEEDING], 6 * UNLOGGED_DRIFT)
    np.testing.assert_allclose((wide - plain)[HEEDING:], 0.0, atol=1e-12)


def test_a_hundred_readings_of_one_moment_keep_the_variance_sound() -> None:
    """Rounding never makes a variance negative, however often the same is said."""
    table = np.ones((MEMBERS, 4, PARTS))
    belief = prior()
    for _ in range(100):
        belief = told(belief, table, np.full(4, 12.0))
    means, variances = belief.scores(table, 0, 0)
    np.testing.assert_allclose(means, 12.0, atol=0.05)
    assert (variances >= 0).all()
    assert (variances < NOISE / 20).all()
