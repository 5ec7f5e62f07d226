"""The estimator: from the log and the readings to four pillars and their total.

A documented belief with one memory, corrected by readings. Nobody publishes how the official
number is made, so everything here carries its range.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, Literal

import numpy as np

from colonnade.catalogue import CHANNELS, PILLARS
from colonnade.model import Estimate, Pillars
from colonnade.scoring import bands
from colonnade.scoring.belief import BEFORE, LEVEL, MOOD, PARTS, UNLOGGED, Array, Belief, prior
from colonnade.scoring.history import History, PeriodSpan, ReadingPoint, unlogged_days
from colonnade.scoring.memory import rates_before, rates_on, saturation, share_before, share_unlogged

READING_NOISE: Final = 0.008
"""Variance of a reading around the score it shows, rounding aside."""


def estimate(history: History, periods: Iterable[PeriodSpan], readings: Iterable[ReadingPoint], day: date) -> Estimate:
    """What is believed of the four pillars and the total at the end of `day`, in points.

    Only what is known by then is used: activities and readings after `day` change nothing.
    `basis` is `prior` without a reading, `reading` with one, `ledger` with more.
    """
    known = sorted(reading for reading in readings if reading.day <= day)
    features = _features(history, list(periods), [reading.day for reading in known], day)
    belief = _conditioned(known, features[:-1])
    if known:
        belief = belief.later((day - known[-1].day).days)
    means, variances = belief.scores(features[-1])
    sds = np.sqrt(variances * belief.honesty()).tolist()
    believed = [bands.believed(mean, sd) for mean, sd in zip(means.tolist(), sds, strict=True)]
    return Estimate(
        day=day,
        basis=_basis(len(known)),
        pillars=Pillars(**dict(zip(PILLARS, believed, strict=True))),
        total=bands.total(believed, sds),
    )


def _conditioned(readings: Sequence[ReadingPoint], features: Array) -> Belief:
    belief = prior()
    for number, reading in enumerate(readings):
        if number:
            belief = belief.later((reading.day - readings[number - 1].day).days)
        scores = np.array([reading.brand, reading.find, reading.engage, reading.build])
        belief = belief.told(features[number], scores, READING_NOISE + _quantum(scores) ** 2 / 12)
    return belief


def _features(history: History, periods: Sequence[PeriodSpan], readings: Sequence[date], day: date) -> Array:
    """A row for each reading and one for `day`, shape (readings + 1, parts)."""
    # What came into the log after the last reading may not shape the guess about the time
    # before the log: the plan someone carries out would seem to have been their habit all along.
    before = rates_before(history.counts, history.row(readings[-1] if readings else day) + 1)
    unlogged = unlogged_days(history, periods, day)
    features = np.zeros((len(readings) + 1, PARTS))
    for place, asked in enumerate([*readings, day]):
        row = history.row(asked)
        features[place, : len(CHANNELS)] = saturation(rates_on(history.counts, unlogged, row, before))
        features[place, BEFORE] = share_before(unlogged, row)
        features[place, UNLOGGED] = share_unlogged(unlogged, row)
    features[:, [LEVEL, MOOD]] = 1.0
    return features


def _quantum(scores: Array) -> float:
    """The step in which a person typed a reading: 1 for whole points, down to .001."""
    for step in (1.0, 0.1, 0.01):
        if np.allclose(scores / step, np.round(scores / step), rtol=0, atol=1e-6):
            return step
    return 0.001


def _basis(readings: int) -> Literal["prior", "reading", "ledger"]:
    if readings == 0:
        return "prior"
    return "reading" if readings == 1 else "ledger"
