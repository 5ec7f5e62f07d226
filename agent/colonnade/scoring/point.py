"""The one number shown of a pillar: official scores stay where they are for days, and then step."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from colonnade.catalogue import PILLAR_LIMIT, PILLARS
from colonnade.scoring.members import Array

FORGET: Final = 0.97
"""What is left of earlier pairs of readings at each new one, when their repeats are counted."""
REPEATS: Final = 3.5
"""The repeats expected before any were counted weigh as much as so many pairs,"""
REPEATS_FADE: Final = 0.28
"""and become rarer with each day between readings."""
OTHERS: Final = 0.2
"""A repeat in another pillar counts so much."""
LASTING: Final = 0.7
"""The chance that a score still stands is that of one gap to the power of the gaps gone by, to this power: who has
stood still long is the sort of score that stands still."""
COARSE: Final = 0.5
SPIKE: Final = (0.9, 0.5)
"""How much of the chance of a repeat is believed: of fine readings, and of those in steps of half a point or more."""
SNAP: Final = 0.4
"""How far the number goes towards the nearest that can be read."""
EARLY: Final = 2
FIRST: Final = 0.15
"""How far the number goes from the only reading to what the members say; after two, by how much a click shows."""
USUAL_GAP: Final = 7.0
"""Days between readings, before two were made."""
_EXACT: Final = 1e-9
_REACH: Final = 9.0
_TURNS: Final = 60
_CLOSE: Final = 1e-12
_AT: Final = np.linspace(-_REACH, _REACH, 9001)
_BELOW: Final = np.array([0.5 * (1 + math.erf(at / math.sqrt(2))) for at in _AT.tolist()])


@dataclass(frozen=True, slots=True, eq=False)
class Repeats:
    """How often readings repeat: the last score and its day (an ordinal), repeats and pairs so far; (pillars,) each."""

    last: Array
    day: Array
    same: Array
    pairs: Array

    def told(self, scores: Array, day: int, direct: NDArray[np.bool_]) -> Repeats:
        """The same after a reading; `direct` says which pillars were read."""
        pair = direct & ~np.isnan(self.last)
        fade = np.where(direct, FORGET, 1.0)
        return Repeats(
            np.where(direct, scores, self.last),
            np.where(direct, day, self.day),
            self.same * fade + (pair & (np.abs(scores - self.last) < _EXACT)),
            self.pairs * fade + pair,
        )

    def spike(self, day: int, gap: float, quantum: float) -> Array:
        """How far it is believed that the last score still stands, shape (pillars,).

        `gap` is the days between two readings.
        """
        others = OTHERS * (self.same.sum() - self.same)
        all_others = OTHERS * (self.pairs.sum() - self.pairs)
        expected = REPEATS * math.exp(-REPEATS_FADE * gap)
        chance = np.clip((expected + self.same + others) / (REPEATS + self.pairs + all_others), _EXACT, 1.0)
        fine, coarse = SPIKE
        spike: Array = chance ** (((day - self.day) / gap) ** LASTING) * (fine if quantum < COARSE else coarse)
        return np.where(np.isnan(self.last), 0.0, spike)


def never_read() -> Repeats:
    """Before any reading."""
    nothing = np.zeros(len(PILLARS))
    return Repeats(np.full(len(PILLARS), np.nan), nothing, nothing, nothing)


def points(weights: Array, means: Array, sds: Array, last: Array, spike: Array, quantum: float) -> Array:
    """The median of the mixture of the members with a spike at the last score, shape (pillars,).

    It goes on some way towards the nearest multiple of the quantum. Whatever raises a mean raises no point less.
    """
    stays = np.where(np.isnan(last), 0.0, last)
    below = _below(weights, means, sds, stays)
    level = np.clip(below, (0.5 - spike) / (1 - spike), 0.5 / (1 - spike))
    moved = _quantile(weights, means, sds, np.clip(level, _EXACT, 1 - _EXACT))
    point = np.where(level == below, stays, moved)
    point = np.clip(point, 0.0, PILLAR_LIMIT)
    found: Array = point + SNAP * (np.round(point / quantum) * quantum - point)
    return found


def _below(weights: Array, means: Array, sds: Array, at: Array) -> Array:
    """The mixture's distribution function, from a table that rises everywhere: order is kept to the last bit."""
    found: Array = np.sum(weights * np.interp((at - means) / sds, _AT, _BELOW), axis=0)
    return found


def _quantile(weights: Array, means: Array, sds: Array, level: Array) -> Array:
    """Where the distribution function reaches each level: Newton's steps, halved where they would leave the bracket."""
    low, high = np.min(means - _REACH * sds, axis=0), np.max(means + _REACH * sds, axis=0)
    at = np.clip(np.sum(weights * means, axis=0), low, high)
    for _ in range(_TURNS):
        units = (at - means) / sds
        excess = np.sum(weights * np.interp(units, _AT, _BELOW), axis=0) - level
        low, high = np.where(excess < 0, at, low), np.where(excess < 0, high, at)
        slope = np.sum(weights / sds * np.exp(-0.5 * units**2), axis=0) / math.sqrt(2 * math.pi)
        step = at - excess / np.maximum(slope, _CLOSE)
        at = np.clip(np.where((step >= low) & (step <= high), step, (low + high) / 2), low, high)
        if np.all(high - low < _CLOSE) or np.all(np.abs(excess) < _CLOSE):
            break
    found: Array = at
    return found
