"""Invented people whose score has a formula we know: not the official one, and none the estimator assumes as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from colonnade.catalogue import CHANNELS
from colonnade.scoring import History, ReadingPoint

FIRST: Final = date(2026, 1, 1)
BEFORE: Final = 120
"""Days on which things were done before the log began."""
DAYS: Final = 240
_POINTS: Final = np.array([channel.points for channel in CHANNELS])
_HALF: Final = np.array([channel.half_rate or 1.0 for channel in CHANNELS])
_FLOWS: Final = np.array([channel.half_rate is not None for channel in CHANNELS])

Counts = NDArray[np.float64]


@dataclass(frozen=True)
class Person:
    """What somebody did (days before the log included), what of it was logged, and how it is scored."""

    done: Counts
    logged: Counts
    points: Counts
    half: Counts
    window: int
    base: Counts
    readings: list[ReadingPoint]

    @property
    def history(self) -> History:
        """The log."""
        begun = int(np.flatnonzero(self.logged.sum(axis=1))[0])
        return History(FIRST + timedelta(days=begun), self.logged[begun:])

    def score(self, done: Counts) -> Counts:
        """The four pillars at the end of these days: what the last days' rates earn, each channel up to its own end."""
        return _score(done, self.points, self.half, self.window, self.base)

    def owed(self, day: int, window: int) -> Counts:
        """Points that would be missing without each channel's last days, shape (channels, pillars)."""
        past = self.done[: BEFORE + day + 1]
        whole = self.score(past)
        found = np.zeros(self.points.shape)
        for column in np.flatnonzero(past[-window:].sum(axis=0)):
            rest = past.copy()
            rest[-window:, column] = 0.0
            found[column] = whole - self.score(rest)
        return found


def person(seed: int) -> Person:
    """One of them: paces that change every two months, weights and a window of their own, a fifth forgotten."""
    chance = np.random.default_rng(seed)
    points = _POINTS * np.exp(chance.normal(-0.1, 0.6, _POINTS.shape))
    half = _HALF * np.exp(chance.normal(0, 0.4, len(_HALF)))
    window, base = int(chance.integers(25, 80)), np.array([8.0, 4.0, 3.0, 12.0]) + chance.normal(0, 1.5, 4)
    paces = [_HALF / 7 * chance.gamma(0.6, 0.9, len(_HALF)) * _FLOWS for _ in range(6)]
    done = np.vstack([chance.poisson(pace, (60, len(CHANNELS))) for pace in paces]).astype(float)
    logged = chance.binomial(done[BEFORE:].astype(int), 0.8).astype(float)
    mood = np.cumsum(chance.normal(0, 0.05, (DAYS, 4)), axis=0)
    readings = []
    for day in range(3, DAYS, 7):
        scores = _score(done[: BEFORE + day + 1], points, half, window, base) + mood[day]
        readings.append(ReadingPoint(FIRST + timedelta(days=day), *np.clip(scores, 0, 25).round(2).tolist()))
    return Person(done, logged, points, half, window, base, readings)


def _score(done: Counts, points: Counts, half: Counts, window: int, base: Counts) -> Counts:
    rates = done[-window:].sum(axis=0) * 7 / window
    found: Counts = np.clip(base + np.minimum(rates / half, 1.5) ** 0.7 * 0.7 @ points, 0.0, 25.0)
    return found
