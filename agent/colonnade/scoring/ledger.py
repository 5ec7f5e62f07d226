"""The estimator: from the log and the readings to four pillars and their total.

A documented belief with one memory, corrected by readings. Nobody publishes how the official
number is made, so everything here carries its range.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final, Literal

import numpy as np

from colonnade.catalogue import CHANNELS, PILLARS
from colonnade.model import Estimate, Pillars
from colonnade.scoring import bands
from colonnade.scoring.belief import BEFORE, LEVEL, MOOD, PARTS, UNLOGGED, Array, Belief, prior
from colonnade.scoring.history import History, PeriodSpan, ReadingPoint, unlogged_days
from colonnade.scoring.memory import (
    Rates,
    rates_at,
    rates_before,
    saturation,
    share_before,
    share_unlogged,
    warm_rows,
)

READING_NOISE: Final = 0.008
"""Variance of a reading around the score it shows, rounding aside."""
STATION: Final = 25
"""What was learnt is kept at every so many readings."""


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """What the readings up to some day have taught, to be kept while they and the log up to the last one stand.

    `before` are the weekly rates assumed for the time before the log, shape (channels,).
    """

    belief: Belief
    last: ReadingPoint | None
    readings: int
    before: Rates

    def since(self, day: date) -> int:
        """The days from the last reading to that day, which is not before it."""
        return 0 if self.last is None else (day - self.last.day).days

    def teaches(self, before: Rates, known: Sequence[ReadingPoint]) -> bool:
        """Whether this is what the first of these readings teach, with the same guess about the time before the log."""
        count = self.readings
        return 0 < count <= len(known) and known[count - 1] == self.last and np.array_equal(self.before, before)

    def _by(self, day: date) -> Belief:
        days = self.since(day)
        return self.belief.later(days) if days else self.belief

    def told(self, reading: ReadingPoint, features: Array) -> Learnt:
        """What is learnt with the next reading, whose day has these features."""
        scores = np.array([reading.brand, reading.find, reading.engage, reading.build])
        noise = READING_NOISE + _quantum(scores) ** 2 / 12
        return Learnt(self._by(reading.day).told(features, scores, noise), reading, self.readings + 1, self.before)


def lessons(
    history: History, periods: Sequence[PeriodSpan], readings: Iterable[ReadingPoint], begun: Sequence[Learnt] = ()
) -> list[Learnt]:
    """What the readings teach, kept at every 25th and at the last, so that no estimate has to begin at the first.

    What the log says after the last reading changes nothing. `begun` are such lessons that still stand:
    of the same readings, with the same log and periods up to the last of each.
    """
    known = sorted(readings)
    if not known:
        return []
    nothing = _nothing_learnt(history, known, known[-1].day)
    kept = [one for one in begun if one.teaches(nothing.before, known) and one.readings % STATION == 0]
    learnt = kept[-1] if kept else nothing
    features = _features(history, periods, [reading.day for reading in known[learnt.readings :]], learnt.before)
    for reading, row in zip(known[learnt.readings :], features, strict=True):
        learnt = learnt.told(reading, row)
        if learnt.readings % STATION == 0 or reading is known[-1]:
            kept.append(learnt)
    return kept


def estimate(history: History, periods: Sequence[PeriodSpan], readings: Iterable[ReadingPoint], day: date) -> Estimate:
    """What is believed of the four pillars and the total at the end of `day`, in points.

    Only what is known by then is used: activities and readings after `day` change nothing.
    `basis` is `prior` without a reading, `reading` with one, `ledger` with more.
    """
    return estimates(history, periods, readings, [day])[0]


def estimates(
    history: History,
    periods: Sequence[PeriodSpan],
    readings: Iterable[ReadingPoint],
    days: Sequence[date],
    known_lessons: Sequence[Learnt] = (),
) -> list[Estimate]:
    """The estimate of each of these days, which rise; each as if it were asked for alone.

    `known_lessons` are what `lessons` gives for the same log; they change the time it takes and nothing else.
    """
    known = sorted(readings)
    found: list[Estimate] = []
    # Days that guess alike about the time before the log are walked through together.
    for _, group in groupby(days, key=lambda day: warm_rows(history.row(_last_day(known, day)) + 1)):
        asked = list(group)
        told = [reading for reading in known if reading.day <= asked[-1]]
        first = [reading for reading in told if reading.day <= asked[0]]
        learnt = _nothing_learnt(history, first, asked[0])
        learnt = next((one for one in reversed(known_lessons) if one.teaches(learnt.before, first)), learnt)
        ahead = told[learnt.readings :]
        features = _features(history, periods, [*(one.day for one in ahead), *asked], learnt.before)
        begun = learnt.readings
        for place, day in enumerate(asked, start=len(ahead)):
            while learnt.readings < len(told) and told[learnt.readings].day <= day:
                learnt = learnt.told(told[learnt.readings], features[learnt.readings - begun])
            found.append(_believed(learnt, features[place], day))
    return found


def _nothing_learnt(history: History, known: Sequence[ReadingPoint], day: date) -> Learnt:
    # What came into the log after the last reading may not shape the guess about the time
    # before the log: the plan someone carries out would seem to have been their habit all along.
    before = rates_before(history.counts, history.row(_last_day(known, day)) + 1)
    return Learnt(prior(), None, 0, before)


def _last_day(known: Sequence[ReadingPoint], day: date) -> date:
    """The day of the last reading up to `day`, or `day` itself before any."""
    place = bisect_right(known, day, key=lambda reading: reading.day)
    return known[place - 1].day if place else day


def _believed(learnt: Learnt, features: Array, day: date) -> Estimate:
    means, variances = learnt.belief.scores(features, learnt.since(day))
    sds = np.sqrt(variances * learnt.belief.honesty()).tolist()
    believed = [bands.believed(mean, sd) for mean, sd in zip(means.tolist(), sds, strict=True)]
    return Estimate(
        day=day,
        basis=_basis(learnt.readings),
        pillars=Pillars(**dict(zip(PILLARS, believed, strict=True))),
        total=bands.total(believed, sds),
    )


def _features(history: History, periods: Sequence[PeriodSpan], days: Sequence[date], before: Rates) -> Array:
    """A row for each day, shape (days, parts)."""
    features = np.zeros((len(days), PARTS))
    if not days:
        return features
    unlogged = unlogged_days(history, periods, max(days))
    rows = [history.row(day) for day in days]
    features[:, : len(CHANNELS)] = saturation(rates_at(history.counts, unlogged, rows, before))
    for place, row in enumerate(rows):
        features[place, BEFORE] = share_before(unlogged, row)
    if unlogged.any():
        features[:, UNLOGGED] = [share_unlogged(unlogged, row) for row in rows]
    features[:, [LEVEL, MOOD]] = 1.0
    return features


def _quantum(scores: Array) -> float:
    """The step in which a person typed a reading: 1 for whole points, down to .001."""
    for step in (1.0, 0.1, 0.01):
        if all(abs(score / step - round(score / step)) < 1e-6 for score in scores.tolist()):  # noqa: PLR2004
            return step
    return 0.001


def _basis(readings: int) -> Literal["prior", "reading", "ledger"]:
    if readings == 0:
        return "prior"
    return "reading" if readings == 1 else "ledger"
