"""What a change owes to what was done: the days since, beside the same days as the weeks before them went."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from colonnade.catalogue import CHANNELS, PILLARS, Pillar
from colonnade.scoring.bands import DECIMALS, reach
from colonnade.scoring.effects import Effect, effect, total_effect
from colonnade.scoring.history import History, PeriodSpan, days_in
from colonnade.scoring.learnt import Learnt
from colonnade.scoring.members import HEEDING, Array
from colonnade.scoring.memory import STOCK, Rates
from colonnade.scoring.readings import ReadingPoint, in_order
from colonnade.scoring.sheet import Sheet
from colonnade.scoring.trust import blended
from colonnade.scoring.walk import Walk

SPAN: Final = timedelta(days=21)
"""So long before and after: what is done today shows for weeks, and official scores stand still for days."""
UNTOLD: Final = (0.4, 0.15)
"""Sd of what is owed, as a share of it and in points, that comes of what was not logged before and since: measured on
invented people, whose ranges held the truth in 70 of a hundred cases without it."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is owed to the days since being other than those before.

    `chance` says of each pillar how far it is believed that the log moves nothing; `before` and `after` are
    activities a week by channel, and `days` how many days before there were to compare with. So many readings
    have been learnt from.
    """

    effects: Mapping[Pillar, Effect]
    total: Effect
    chance: Mapping[Pillar, float]
    before: Mapping[str, float]
    after: Mapping[str, float]
    days: int
    readings: int


def change_since(
    history: History,
    periods: Sequence[PeriodSpan],
    readings: Iterable[ReadingPoint],
    day: date,
    until: date,
    known_lessons: Sequence[Learnt] = (),
) -> Change:
    """What at the end of `until` is owed to how the days from `day` on differ from the three weeks before it.

    As if on each of those days as much of everything had been done as in the weeks before on average; what an
    improvement of the profile added stays. All readings up to `until` have been learnt from.
    """
    known = in_order(readings)
    past = history.until(until)
    count = bisect_right(known, until, key=lambda reading: reading.day)
    learnt = Walk(past, periods, known, known_lessons, until).learnt_by(count, until)
    usual, days = _weekly(past, periods, day - SPAN, day)
    since, _ = _weekly(past, periods, day, until + timedelta(days=1))
    other = _as_before(past, day, until, usual)
    actual, without = (
        Sheet(one, periods, learnt.before, one.row(until), one.row(until)).told(one.row(until)).table
        for one in (past, other)
    )
    means, sds = _owed(learnt, actual - without)
    far = reach("80", learnt.readings)
    effects = [effect(mean, sd, far) for mean, sd in zip(means.tolist(), sds.tolist(), strict=True)]
    ignored = (1 - learnt.trust.weights()[:HEEDING].sum(axis=0)).tolist()
    return Change(
        dict(zip(PILLARS, effects, strict=True)),
        total_effect(means.tolist(), sds.tolist(), far),
        {pillar: round(share, DECIMALS) for pillar, share in zip(PILLARS, ignored, strict=True)},
        _by_channel(usual),
        _by_channel(since),
        days,
        learnt.readings,
    )


def _weekly(history: History, periods: Sequence[PeriodSpan], first: date, end: date) -> tuple[Rates, int]:
    """How often a week each channel was done from `first` up to the day before `end`, and of how many days that is.

    Those before the log began, and those that went unlogged, say nothing.
    """
    if not len(history.counts) or end <= history.first_day:
        return np.zeros(len(CHANNELS)), 0
    begin = max(history.row(first), 0)
    known = ~days_in(history, periods, "unlogged", history.row(end))[begin:]
    counts = history.counts[begin : history.row(end)]
    days = int(np.count_nonzero(known))
    rates: Rates = counts[known[: len(counts)]].sum(axis=0) * 7 / max(days, 1)
    return rates, days


def _as_before(history: History, day: date, until: date, usual: Rates) -> History:
    """The history with each day from `day` on as the weeks before were; a stock is as it is."""
    first = min(history.first_day, day) if len(history.counts) else day
    counts = np.zeros(((until - first).days + 1, len(CHANNELS)))
    begin = (history.first_day - first).days
    counts[begin : begin + len(history.counts)] = history.counts
    since = counts[(day - first).days :]
    since[:] = np.where(STOCK, since, usual / 7)
    return History(first, counts)


def _owed(learnt: Learnt, moved: Array) -> tuple[Array, Array]:
    """Mean and sd of what the features that differ come to, shape (pillars,).

    Members that ignore the log say that nothing is owed. In the sd are how unsure the weights are, how far the
    members are apart, how often they were surprised, and what was not logged on either side of the day.
    """
    means = np.sum(learnt.belief.mean * moved, axis=-1)
    unsure = np.sum(learnt.belief.along(moved) * moved, axis=-1)
    mean, variance = blended(learnt.trust.weights(), means, np.maximum(unsure, 0.0))
    share, points = UNTOLD
    untold = np.where(moved.any(axis=(0, 2)), (share * mean) ** 2 + points**2, 0.0)
    return mean, np.sqrt(variance * np.maximum(learnt.trust.honesty(), 1.0) + untold)


def _by_channel(rates: Rates) -> dict[str, float]:
    return {channel.id: round(float(rate), DECIMALS) for channel, rate in zip(CHANNELS, rates, strict=True) if rate}
