"""What is believed of a day that comes after the last reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from colonnade.catalogue import PILLAR_LIMIT, PILLARS
from colonnade.scoring.belief import Belief
from colonnade.scoring.features import BEND, FLOWS, ROOM, STOCKS, Features
from colonnade.scoring.learnt import Learnt
from colonnade.scoring.members import HEEDING, MEMBERS, MEMORIES, PLACES, Array
from colonnade.scoring.point import EARLY, FIRST, points
from colonnade.scoring.trust import blended

LEAST_SD: Final = 1e-6
_PLAIN: Final[Array] = np.concatenate([np.tile(part, (MEMORIES, 1, 1)) for part in (FLOWS + STOCKS, STOCKS)])
"""Where what was done since adds to its own channel, shape (members, pillars, places)."""


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """The number shown of each pillar, and mean and sd of what is believed of it; (pillars,) each."""

    points: Array
    means: Array
    sds: Array
    readings: int


def outlook(learnt: Learnt, known: Features, whole: Features, days: int, unlogged: int, day: date) -> Outlook:
    """What is believed of `day`, so many days after the last reading.

    `known` is what the log held by then, `whole` with what came since.
    """
    belief, weights = learnt.belief, learnt.trust.weights()
    means, steady = belief.scores(known.table, days, unlogged)
    more = added(belief, known, whole)
    means += more
    _, variances = belief.scores(whole.table, days, unlogged)
    mean, variance = blended(weights, means, variances)
    sds = np.sqrt(variance * learnt.trust.honesty())
    if learnt.last is None:
        return Outlook(np.clip(mean, 0.0, PILLAR_LIMIT), mean, sds, 0)
    found = _numbers(learnt, weights, means, more, np.maximum(np.sqrt(steady), LEAST_SD), day, learnt.last.step)
    return Outlook(np.clip(found, 0.0, PILLAR_LIMIT), mean, sds, learnt.readings)


def _numbers(learnt: Learnt, weights: Array, means: Array, more: Array, sds: Array, day: date, quantum: float) -> Array:
    """The number shown of each pillar, shape (pillars,), of means that hold what was done since already.

    `sds` are those of what was known alone: how unsure weights are must not pull a number down when there is
    more to weigh. After one reading, or two, nobody knows how long a score stands still: the first is left a
    little way, and what was done since shows a little at once.
    """
    last, heard = learnt.repeats.last, learnt.trust.heard
    spike = learnt.repeats.spike(day.toordinal(), learnt.gap(), quantum)
    found = points(weights, means, sds, last, spike, quantum)
    if np.all(heard > EARLY):
        return found
    nowhere = np.full(len(PILLARS), np.nan)
    free, before = (points(weights, one, sds, nowhere, 0.0 * spike, quantum) for one in (means, means - more))
    first, second = last + FIRST * (free - last), found + FIRST * (free - before)
    return np.select([heard == 0, heard == 1, heard == EARLY], [free, first, second], found)


def added(belief: Belief, known: Features, whole: Features) -> Array:
    """What each member expects of what was done since, on top of what was known, shape (members, pillars).

    No weight is below zero, so more is never less: in the first shape what is done adds to its own channel,
    in the second it takes up, by the weights that were learnt, some of the room that was left.
    """
    weights = belief.mean[:HEEDING, :, :PLACES]
    more = np.zeros((MEMBERS, len(PILLARS)))
    more[:HEEDING] = np.sum(weights * (whole.table - known.table)[:HEEDING, :, :PLACES] * _PLAIN, axis=-1)
    crowding = BEND * np.sum(weights[MEMORIES:] * FLOWS * (whole.load - known.load), axis=-1) / ROOM
    more[MEMORIES:HEEDING] += ROOM * np.exp(-known.crowd) * -np.expm1(-crowding)
    return more
