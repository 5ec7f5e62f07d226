"""What a plan may come to: the weeks ahead with it, beside carrying on as in the last four weeks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from colonnade.catalogue import CHANNELS, PILLARS, Pillar
from colonnade.model import Estimate
from colonnade.scoring.bands import reach
from colonnade.scoring.effects import Effect, effect, total_effect
from colonnade.scoring.features import Features
from colonnade.scoring.history import History, PeriodSpan
from colonnade.scoring.learnt import Learnt
from colonnade.scoring.ledger import estimate_of
from colonnade.scoring.members import Array
from colonnade.scoring.memory import COLUMN
from colonnade.scoring.outlook import added, outlook
from colonnade.scoring.readings import ReadingPoint, in_order
from colonnade.scoring.sheet import Sheet
from colonnade.scoring.trust import blended
from colonnade.scoring.walk import Walk

MOST_WEEKS: Final = 12
USUAL_DAYS: Final = 28
KEPT_UP: Final = 3
"""After so many weeks is asked what a part of a week is worth: as long as the index takes to follow."""


@dataclass(frozen=True, slots=True)
class WeekAhead:
    """The end of one week: what is believed with the plan and without, and what is owed to the plan."""

    planned: Estimate
    usual: Estimate
    effects: Mapping[Pillar, Effect]
    total: Effect


def usual_week(history: History, day: date) -> dict[str, float]:
    """How often a week each channel was done in the four weeks up to `day`; channels without any are left out."""
    row = history.row(day)
    rates = history.counts[max(row - USUAL_DAYS + 1, 0) : max(row + 1, 0)].sum(axis=0) * 7 / USUAL_DAYS
    return {channel.id: float(rates[column]) for column, channel in enumerate(CHANNELS) if rates[column] > 0}


def forecast(
    history: History,
    periods: Sequence[PeriodSpan],
    readings: Iterable[ReadingPoint],
    day: date,
    plan: Mapping[str, float],
    weeks: int,
    known_lessons: Sequence[Learnt] = (),
    *,
    against: Mapping[str, float] | None = None,
) -> list[WeekAhead]:
    """Each of the next weeks, up to twelve, if from the day after `day` the plan is carried out.

    The plan says how often a week a channel is done, by channel id. It is compared with `against`, which is
    carrying on as in the last four weeks where nothing else is given, and so go on the channels it does not
    name. A stock grows week by week.
    """
    known = in_order(readings)
    past = history.until(day)
    walk = Walk(past, periods, known, known_lessons, day)
    learnt = walk.learnt_by(bisect_right(known, day, key=lambda reading: reading.day), day)
    usual = usual_week(past, day) if against is None else dict(against)
    spans, ends = _until(periods, day), range(1, weeks + 1)
    usually, planned = (_ahead(past, spans, learnt, day, week, ends) for week in (usual, usual | dict(plan)))
    return [
        _week(learnt, without, within, day + timedelta(weeks=number))
        for number, (without, within) in enumerate(zip(usually, planned, strict=True), start=1)
    ]


def worth(
    history: History,
    periods: Sequence[PeriodSpan],
    readings: Iterable[ReadingPoint],
    day: date,
    week: Mapping[str, float],
    parts: Sequence[Mapping[str, float]],
    known_lessons: Sequence[Learnt] = (),
) -> list[Effect]:
    """The points of the total that each part of a week is worth, when it was kept up for three weeks from `day` on.

    Both say how often a week a channel is done, by channel id. The week is compared with itself without the part.
    """
    known = in_order(readings)
    past = history.until(day)
    walk = Walk(past, periods, known, known_lessons, day)
    learnt = walk.learnt_by(bisect_right(known, day, key=lambda reading: reading.day), day)
    spans = _until(periods, day)
    (whole,) = _ahead(past, spans, learnt, day, week, [KEPT_UP])
    found = []
    for part in parts:
        left = {channel: max(often - part.get(channel, 0.0), 0.0) for channel, often in week.items()}
        (without,) = _ahead(past, spans, learnt, day, left, [KEPT_UP])
        means, sds = _difference(learnt, without, whole)
        found.append(total_effect(means.tolist(), sds.tolist(), reach("80", learnt.readings)))
    return found


def _until(periods: Sequence[PeriodSpan], day: date) -> list[PeriodSpan]:
    return [PeriodSpan(one.kind, one.start, min(one.end, day)) for one in periods if one.start <= day]


def _ahead(
    past: History,
    periods: Sequence[PeriodSpan],
    learnt: Learnt,
    day: date,
    week: Mapping[str, float],
    ends: Sequence[int],
) -> list[tuple[Features, Features, int]]:
    """The features at the end of some weeks ahead, and how many days since the last reading went unlogged."""
    rates = np.zeros(len(CHANNELS))
    for channel, often in week.items():
        rates[COLUMN[channel]] = often
    begun = past.first_day if len(past.counts) else day + timedelta(days=1)
    days = max((day - begun).days + 1, 0)
    counts = np.zeros((days + 7 * max(ends), len(CHANNELS)))
    counts[: len(past.counts)] = past.counts
    counts[days:] = rates / 7
    history = History(begun, counts)
    last = -1 if learnt.last is None else history.row(learnt.last.day)
    sheet = Sheet(history, periods, learnt.before, days, len(counts))
    rows = [days - 1 + 7 * number for number in ends]
    return [(*sheet.open(row, last), sheet.unlogged_between(last, row)) for row in rows]


def _week(
    learnt: Learnt, usual: tuple[Features, Features, int], planned: tuple[Features, Features, int], day: date
) -> WeekAhead:
    days = learnt.since(day)
    means, sds = _difference(learnt, usual, planned)
    far = reach("80", learnt.readings)
    effects = [effect(mean, sd, far) for mean, sd in zip(means.tolist(), sds.tolist(), strict=True)]
    believed = [
        estimate_of(outlook(learnt, known, whole, days, unlogged, day), day)
        for known, whole, unlogged in (planned, usual)
    ]
    return WeekAhead(
        planned=believed[0],
        usual=believed[1],
        effects=dict(zip(PILLARS, effects, strict=True)),
        total=total_effect(means.tolist(), sds.tolist(), far),
    )


def _difference(
    learnt: Learnt, usual: tuple[Features, Features, int], planned: tuple[Features, Features, int]
) -> tuple[Array, Array]:
    """Mean and sd of what is owed to the plan, shape (pillars,).

    In the sd are how unsure the weights are, how far the members are apart, and how often they were surprised.
    """
    known, without, _ = usual
    same, whole, _ = planned
    moved = whole.table - without.table
    means = added(learnt.belief, same, whole) - added(learnt.belief, known, without)
    spreads = np.sum(learnt.belief.along(moved) * moved, axis=-1)
    mean, variance = blended(learnt.trust.weights(), means, np.maximum(spreads, 0.0))
    return mean, np.sqrt(variance * np.maximum(learnt.trust.honesty(), 1.0))
