"""What the members believe of the pillars' hidden parts, and how a reading changes it.

To a member a pillar is `S = features · parts`. The parts are a weight for each channel that may
move it, what was done before the log, a level that wanders, and a mood that comes and goes (an
Ornstein-Uhlenbeck process). All are normal, so every step is exact: a Kalman filter with a
scalar reading, for each pillar and member.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from colonnade.catalogue import PILLAR_LIMIT, PILLARS
from colonnade.scoring.features import BASE, FLOWS, POINTS, STOCKS
from colonnade.scoring.members import (
    BEFORE,
    HEEDING,
    LEVEL,
    LEVEL_DRIFT,
    MEMBERS,
    MOOD,
    MOOD_DAYS,
    MOOD_VARIANCE,
    PARTS,
    PLACES,
    Array,
)

TRUST: Final = 0.95
"""Share of the catalogue's points that is expected; the rest is optimism."""
SHARED_DOUBT: Final = 0.3
"""Relative sd by which all weights of a pillar may be off together."""
OWN_DOUBT: Final = (0.8, 0.2)
"""Sd by which each may be off alone: so much of its mean, and so many points."""
STOCK_WEIGHT: Final = (0.6, 0.4)
"""Mean and sd of what one item of a stock adds."""
BEFORE_SD: Final = 2.5
LEVEL_SD: Final = (4.0, 5.5)
"""Of members that heed the log, and of those that ignore it."""
IGNORED_POINTS: Final = 3.0
"""So much higher is the level for members that ignore the log: what people do is in it."""
WEIGHT_DRIFT: Final = 4e-4
"""Variance each weight gains a day."""
UNLOGGED_DRIFT: Final = 0.05
"""Variance the mood gains for each unlogged day, to members that heed the log."""

_DRIFT: Final[Array] = np.zeros((MEMBERS, len(PILLARS), PARTS))
_DRIFT[:HEEDING, :, :PLACES] = WEIGHT_DRIFT * FLOWS
_DRIFT[:, :, LEVEL] = LEVEL_DRIFT[:, None]
_DIAGONAL: Final = np.arange(PARTS)
_HEEDS: Final[Array] = (np.arange(MEMBERS) < HEEDING).astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Belief:
    """Mean (members, pillars, parts) and covariance (members, pillars, parts, parts) of the parts."""

    mean: Array
    covariance: Array

    def later(self, days: int, unlogged: int) -> Belief:
        """The same so many days on, some of them unlogged: the mood fades, level and weights may have wandered."""
        if not days:
            return self
        keep = np.exp(-days / MOOD_DAYS)
        mean, covariance = self.mean.copy(), self.covariance.copy()
        mean[..., MOOD] *= keep[:, None]
        covariance[..., MOOD, :] *= keep[:, None, None]
        covariance[..., :, MOOD] *= keep[:, None, None]
        covariance[..., _DIAGONAL, _DIAGONAL] += _wandered(days, unlogged, keep)
        return Belief(mean, covariance)

    def scores(self, features: Array, days: int, unlogged: int) -> tuple[Array, Array]:
        """Mean and variance of the scores so many days on, shape (members, pillars) each; the same as `later` gives."""
        keep = np.exp(-days / MOOD_DAYS)
        faded = features.copy()
        faded[..., MOOD] *= keep[:, None]
        sure = np.sum(self.along(faded) * faded, axis=-1)
        variances = sure + np.sum(_wandered(days, unlogged, keep) * features**2, axis=-1)
        return np.sum(self.mean * faded, axis=-1), np.maximum(variances, 0.0)

    def along(self, features: Array) -> Array:
        """Covariance of each part with the score, shape (members, pillars, parts)."""
        found: Array = np.matmul(self.covariance, features[..., None])[..., 0]
        return found

    def told(self, errors: Array, along: Array, variances: Array, jumps: Array) -> Belief:
        """The belief after a reading that was so far off each forecast of that variance, shape (members, pillars) each.

        `along` and `variances` hold the `jumps` (pillars,) already: variance by which levels may have leapt.
        An infinite variance leaves a pillar as it is. A weight that would fall below zero is zero: nothing that
        is done is believed to harm.
        """
        gain = along / variances[..., None]
        covariance = self.covariance - gain[..., :, None] * along[..., None, :]
        covariance[..., LEVEL, LEVEL] += jumps
        mean = self.mean + gain * errors[..., None]
        weights = mean[:HEEDING, :, :PLACES]
        np.maximum(weights, 0.0, out=weights)
        return Belief(mean, covariance)


def _wandered(days: int, unlogged: int, keep: Array) -> Array:
    """Variance each part gains, shape (members, pillars, parts)."""
    gained = _DRIFT * days
    gained[..., MOOD] = (MOOD_VARIANCE * (1 - keep**2) + UNLOGGED_DRIFT * unlogged * _HEEDS)[:, None]
    return gained


def capped(scores: Array, forecasts: Array) -> NDArray[np.bool_]:
    """Where a reading at the limit says nothing, since a member's forecast lies above it: the score is cut there."""
    return (scores >= PILLAR_LIMIT) & (forecasts > scores)


@cache
def prior() -> Belief:
    """What is believed before any reading.

    Weights are `N(m, .3² m mᵀ + diag((.8 m + .2)²))` with m = .95 of the catalogue's points.
    """
    mean = np.zeros((MEMBERS, len(PILLARS), PARTS))
    covariance = np.zeros((MEMBERS, len(PILLARS), PARTS, PARTS))
    weights = TRUST * POINTS
    relative, absolute = OWN_DOUBT
    own = ((relative * weights + absolute) * FLOWS) ** 2 + (STOCK_WEIGHT[1] * STOCKS) ** 2
    mean[:HEEDING, :, :PLACES] = weights + STOCK_WEIGHT[0] * STOCKS
    mean[:, :, LEVEL] = BASE
    mean[HEEDING:, :, LEVEL] += IGNORED_POINTS
    covariance[:HEEDING, :, :PLACES, :PLACES] = SHARED_DOUBT**2 * weights[:, :, None] * weights[:, None, :]
    places = np.arange(PLACES)
    covariance[:HEEDING, :, places, places] += own
    covariance[:HEEDING, :, BEFORE, BEFORE] = BEFORE_SD**2
    covariance[:HEEDING, :, LEVEL, LEVEL] = LEVEL_SD[0] ** 2
    covariance[HEEDING:, :, LEVEL, LEVEL] = LEVEL_SD[1] ** 2
    covariance[:, :, MOOD, MOOD] = MOOD_VARIANCE[:, None]
    return Belief(mean, covariance)
