"""What is believed of the four pillars' hidden parts, and how a reading changes it.

A pillar is `S = features · parts`. The parts are a weight for each channel, what was done
before the log, what was done on unlogged days, a level that wanders, and a passing mood
that comes and goes (an Ornstein-Uhlenbeck process). All are normal, so every step is exact:
a Kalman filter with a scalar reading for each pillar.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from colonnade.catalogue import CHANNELS, PILLAR_LIMIT, PILLARS
from colonnade.scoring.memory import STOCK

Array = NDArray[np.float64]

PARTS: Final = len(CHANNELS) + 4
BEFORE, UNLOGGED, LEVEL, MOOD = range(len(CHANNELS), PARTS)

BASE: Final = (9.0, 4.0, 2.5, 13.0)
"""Points of brand, find, engage and build of someone who does nothing."""
LEVEL_SD: Final = 4.0
BEFORE_SD: Final = 2.5
UNLOGGED_SD: Final = 2.0
MOOD_SD: Final = 0.4
MOOD_DAYS: Final = 10.0
LEVEL_DRIFT: Final = 0.012
"""Variance the level gains a day."""
WEIGHT_DRIFT: Final = 4e-4
"""Variance each weight gains a day."""
STOCK_WEIGHT: Final = (0.6, 0.4)
"""Mean and sd of what one item of a stock adds to brand."""
TRUST: Final = 0.85
"""Share of the catalogue's points that is expected; the rest is optimism."""

_DRIFT: Final = np.concatenate([np.where(STOCK, 0.0, WEIGHT_DRIFT), [0.0, 0.0, LEVEL_DRIFT, 0.0]])


@dataclass(frozen=True, slots=True, eq=False)
class Belief:
    """Mean (pillars, parts) and covariance (pillars, parts, parts) of the parts.

    `surprise` (pillars,) sums the squared errors of past forecasts in units of their
    variance, each at most 16; `readings` (pillars,) says how many they were.
    """

    mean: Array
    covariance: Array
    surprise: Array
    readings: Array

    def later(self, days: int) -> Belief:
        """The same belief so many days on: the mood fades, level and weights may have wandered."""
        keep = float(np.exp(-days / MOOD_DAYS))
        fade = np.ones(PARTS)
        fade[MOOD] = keep
        wandered = _DRIFT * days
        wandered[MOOD] = MOOD_SD**2 * (1 - keep**2)
        covariance = self.covariance * np.outer(fade, fade) + np.diag(wandered)
        return Belief(self.mean * fade, covariance, self.surprise, self.readings)

    def scores(self, features: Array, days: int = 0) -> tuple[Array, Array]:
        """Mean and variance of the four scores so many days on, shape (pillars,) each, before any clipping.

        The same as of `later(days)`, without making that belief.
        """
        keep = float(np.exp(-days / MOOD_DAYS))
        faded = features.copy()
        faded[MOOD] *= keep
        wandered = days * (_DRIFT @ features**2) + MOOD_SD**2 * (1 - keep**2) * features[MOOD] ** 2
        return self.mean @ faded, np.maximum(self.covariance @ faded @ faded + wandered, 0.0)

    def told(self, features: Array, scores: Array, noise: float) -> Belief:
        """The belief after a reading with that variance of noise.

        A reading at the limit under a forecast above it says nothing: the official score is cut there.
        """
        forecast = self.mean @ features
        along = self.covariance @ features
        variance = np.maximum(along @ features, 0.0) + noise
        heard = (scores < PILLAR_LIMIT) | (forecast <= scores)
        error = (scores - forecast) * heard
        gain = along / variance[:, None] * heard[:, None]
        return Belief(
            self.mean + gain * error[:, None],
            self.covariance - gain[:, :, None] * along[:, None, :],
            self.surprise + np.minimum(error**2 / variance, 16.0),
            self.readings + heard,
        )

    def honesty(self) -> Array:
        """By how much the variance was too small (above 1) or too large so far, shape (pillars,)."""
        return np.maximum(0.3, (5 + self.surprise) / (5 + self.readings))


def prior() -> Belief:
    """What is believed before any reading.

    Weights are `N(m, .3² m mᵀ + diag((.8 m + .2)²))` with m = .85 of the catalogue's points.
    """
    mean = np.zeros((len(PILLARS), PARTS))
    covariance = np.zeros((len(PILLARS), PARTS, PARTS))
    for pillar in range(len(PILLARS)):
        weights = TRUST * np.array([channel.points[pillar] for channel in CHANNELS])
        sds = 0.8 * weights + 0.2
        stock_weight, stock_sd = STOCK_WEIGHT if PILLARS[pillar] == "brand" else (0.0, 0.0)
        shared = np.where(STOCK, 0.0, weights)
        mean[pillar, : len(CHANNELS)] = np.where(STOCK, stock_weight, weights)
        mean[pillar, LEVEL] = BASE[pillar]
        own = np.concatenate([np.where(STOCK, stock_sd, sds), [BEFORE_SD, UNLOGGED_SD, LEVEL_SD, MOOD_SD]])
        covariance[pillar] = np.diag(own**2)
        covariance[pillar, : len(CHANNELS), : len(CHANNELS)] += 0.3**2 * np.outer(shared, shared)
    nothing = np.zeros(len(PILLARS))
    return Belief(mean, covariance, nothing, nothing)
