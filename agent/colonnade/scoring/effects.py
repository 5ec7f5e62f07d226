"""By how much one way of doing things differs from another, with its range."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from colonnade.scoring.bands import DECIMALS, TOGETHER


@dataclass(frozen=True, slots=True)
class Effect:
    """Points by which the two differ, with the range within which they lie with 80 % belief."""

    mean: float
    low: float
    high: float


def effect(mean: float, sd: float, far: float) -> Effect:
    """The effect whose range reaches so many standard deviations to either side."""
    return Effect(*(round(value, DECIMALS) + 0.0 for value in (mean, mean - far * sd, mean + far * sd)))


def total_effect(means: Sequence[float], sds: Sequence[float], far: float) -> Effect:
    """That of the total: pillars err together more often than not."""
    apart = sum(sd**2 for sd in sds)
    return effect(sum(means), math.sqrt(apart + TOGETHER * (sum(sds) ** 2 - apart)), far)
