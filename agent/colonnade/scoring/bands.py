"""From a mean and a standard deviation to the ranges a person is shown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, Literal

from colonnade.catalogue import PILLAR_LIMIT, PILLARS
from colonnade.model import Believed

Level = Literal["50", "80", "95"]
_LEVELS: Final[tuple[tuple[Level, float], ...]] = (("50", 0.67449), ("80", 1.28155), ("95", 1.95996))
"""Each level of belief with the standard deviations of a normal distribution it reaches to either side."""
FREEDOM: Final = 5
"""Degrees of freedom before any reading; each adds one."""
TOGETHER: Final = 0.3
"""Correlation assumed between the errors of two pillars: they err together more often than not."""
DECIMALS: Final = 3
"""More would be noise, and the same log must give the same bytes."""


def reach(level: Level, readings: int) -> float:
    """How many standard deviations of a t distribution the band reaches to either side, after so many readings.

    Fisher and Cornish's series in 1 / degrees of freedom: within .003 of the exact value from five on.
    """
    z, nu = dict(_LEVELS)[level], FREEDOM + readings
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + (z**3 + z) / (4 * nu) + second / nu**2 + third / nu**3


def believed(point: float, mean: float, sd: float, readings: int, limit: float = PILLAR_LIMIT) -> Believed:
    """The number shown with its 50, 80 and 95 % bands around the mean, in points, all within 0 and `limit`.

    Every band is widened, where it must be, to hold the number.
    """

    def shown(value: float) -> float:
        return round(min(max(value, 0.0), limit), DECIMALS)

    bands = {}
    for level, _ in _LEVELS:
        far = reach(level, readings) * sd
        bands[level] = (shown(min(mean - far, point)), shown(max(mean + far, point)))
    return Believed(mean=shown(point), bands=bands)


def total(pillars: Sequence[Believed], means: Sequence[float], sds: Sequence[float], readings: int) -> Believed:
    """The total of four pillars, 0 to 100: the sum of the numbers as they are shown, with bands of its own.

    `sd = sqrt(Σ sd² + .3 · ((Σ sd)² - Σ sd²))`, between independent pillars and pillars that move as one.
    """
    apart = sum(sd**2 for sd in sds)
    sd = math.sqrt(apart + TOGETHER * (sum(sds) ** 2 - apart))
    return believed(sum(one.mean for one in pillars), sum(means), sd, readings, PILLAR_LIMIT * len(PILLARS))
