"""From a mean and a standard deviation to the ranges a person is shown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, Literal

from colonnade.catalogue import PILLAR_LIMIT, PILLARS
from colonnade.model import Believed

_LEVELS: Final[tuple[tuple[Literal["50", "80", "95"], float], ...]] = (("50", 0.6745), ("80", 1.2816), ("95", 1.96))
"""Each level of belief with the standard deviations of a normal distribution it reaches to either side."""
TOGETHER: Final = 0.3
"""Correlation assumed between the errors of two pillars: they err together more often than not."""
DECIMALS: Final = 3
"""More would be noise, and the same log must give the same bytes."""


def believed(mean: float, sd: float, limit: float = PILLAR_LIMIT) -> Believed:
    """The mean with its 50, 80 and 95 % bands in points, all within 0 and `limit`; every band holds the mean."""

    def shown(value: float) -> float:
        return round(min(max(value, 0.0), limit), DECIMALS)

    bands = {level: (shown(mean - reach * sd), shown(mean + reach * sd)) for level, reach in _LEVELS}
    return Believed(mean=shown(mean), bands=bands)


def total(pillars: Sequence[Believed], sds: Sequence[float]) -> Believed:
    """The total of four pillars, 0 to 100: the sum of the means as they are shown, with bands of its own.

    `sd = sqrt(Σ sd² + .3 · ((Σ sd)² - Σ sd²))`, between independent pillars and pillars that move as one.
    """
    apart = sum(sd**2 for sd in sds)
    sd = math.sqrt(apart + TOGETHER * (sum(sds) ** 2 - apart))
    return believed(sum(pillar.mean for pillar in pillars), sd, PILLAR_LIMIT * len(PILLARS))
