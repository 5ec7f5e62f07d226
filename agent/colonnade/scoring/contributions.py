"""What recent activity earns: how many points of each pillar are owed to each channel, and how sure that is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from colonnade.catalogue import CHANNELS, PILLARS, Pillar
from colonnade.scoring.bands import DECIMALS
from colonnade.scoring.features import BEND, FLOWS, POINTS, ROOM, STOCKS, Features, eased
from colonnade.scoring.history import History, PeriodSpan
from colonnade.scoring.learnt import Learnt
from colonnade.scoring.members import HEEDING, MEMORIES, OWN, PLACES, Array
from colonnade.scoring.readings import ReadingPoint, in_order
from colonnade.scoring.sheet import Sheet
from colonnade.scoring.walk import Walk

WINDOW: Final = 28
REACH: Final = 1.28155
"""Standard deviations to either side of which 80 % of a normal distribution lie."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """Points of a pillar owed to a channel, with the range within which they lie with 80 % belief.

    They are what would be missing had nothing of that channel been done in the window, all else alike.
    """

    channel: str
    pillar: Pillar
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Contributions:
    """What a window that ends with `day` contributes, the most first, and of each pillar the belief that none does."""

    day: date
    window: int
    items: Sequence[Contribution]
    chance: Mapping[Pillar, float]


def contributions(
    history: History,
    periods: Sequence[PeriodSpan],
    readings: Iterable[ReadingPoint],
    day: date,
    window: int = WINDOW,
    known_lessons: Sequence[Learnt] = (),
) -> Contributions:
    """What the last so many days up to `day` contribute to the pillars of that day.

    Channels without an activity in the window are left out. Given that the log matters at all: `chance` says
    how far that is doubted.
    """
    known = in_order(readings)
    past = history.until(day)
    walk = Walk(past, periods, known, known_lessons, day)
    learnt = walk.learnt_by(bisect_right(known, day, key=lambda reading: reading.day), day)
    row = past.row(day)
    sheet = Sheet(past, periods, learnt.before, row, row)
    whole, rest = sheet.told(row), sheet.told(row, window)
    weights = learnt.trust.weights()[:HEEDING]
    means, sds = _owed(learnt, weights / weights.sum(axis=0), whole, rest)
    done = past.counts[max(row - window + 1, 0) :].sum(axis=0) > 0
    items = [
        _contribution(CHANNELS[column].id, pillar, float(means[place, at]), float(sds[place, at]))
        for place, pillar in enumerate(PILLARS)
        for at, column in enumerate(OWN[place])
        if done[column]
    ]
    ignored = 1 - weights.sum(axis=0)
    return Contributions(
        day,
        window,
        sorted(items, key=lambda one: (-one.mean, one.pillar, one.channel)),
        {pillar: round(float(share), DECIMALS) for pillar, share in zip(PILLARS, ignored, strict=True)},
    )


def _owed(learnt: Learnt, weights: Array, whole: Features, rest: Features) -> tuple[Array, Array]:
    """Mean and sd of what is owed to each channel, shape (pillars, places): spread of the members included."""
    slopes = np.zeros((HEEDING, len(PILLARS), PLACES))
    moved = (whole.table - rest.table)[:HEEDING, :, :PLACES]
    slopes[:MEMORIES] = moved[:MEMORIES]
    learned = learnt.belief.mean[:HEEDING, :, :PLACES]
    owed = learned * slopes
    # Without one channel the others have more room: what they then earn more is not owed to it.
    less = (whole.load - rest.load) * FLOWS
    room = eased(np.maximum(whole.crowd[..., None] - BEND * POINTS * less / ROOM[:, None], 0.0))
    now = eased(whole.crowd)[..., None]
    drive = np.sum(learned[MEMORIES:] * whole.load, axis=-1, keepdims=True)
    owed[MEMORIES:] = BEND * (now * drive - room * (drive - learned[MEMORIES:] * less))
    slopes[MEMORIES:] = BEND * (now * whole.load - room * (whole.load - less))
    owed[MEMORIES:] += learned[MEMORIES:] * moved[MEMORIES:] * STOCKS
    slopes[MEMORIES:] += moved[MEMORIES:] * STOCKS
    owed = np.maximum(owed, 0.0)
    unsure = np.diagonal(learnt.belief.covariance, axis1=2, axis2=3)[:HEEDING, :, :PLACES] * slopes**2
    share = weights[..., None]
    mean = np.sum(share * owed, axis=0)
    return mean, np.sqrt(np.sum(share * (unsure + (owed - mean) ** 2), axis=0))


def _contribution(channel: str, pillar: Pillar, mean: float, sd: float) -> Contribution:
    low, high = max(mean - REACH * sd, 0.0), mean + REACH * sd
    return Contribution(channel, pillar, *(round(value, DECIMALS) for value in (mean, low, high)))
