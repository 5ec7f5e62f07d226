"""The estimator: from the log and the readings to four pillars and their total.

A documented belief, corrected by readings. Nobody publishes how the official number is made: many
members each assume a way, readings say which of them to trust, and everything carries its range.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, Literal

import numpy as np

from colonnade.catalogue import PILLARS
from colonnade.model import Estimate, Pillars
from colonnade.scoring import bands
from colonnade.scoring.history import History, PeriodSpan
from colonnade.scoring.learnt import Learnt, nothing_learnt
from colonnade.scoring.memory import Rates, rates_before, warm_rows
from colonnade.scoring.outlook import Outlook, outlook
from colonnade.scoring.readings import ReadingPoint, in_order
from colonnade.scoring.sheet import Sheet

STATION: Final = 25
"""What was learnt is kept at every so many readings."""

Question = tuple[int, date]
"""What is believed of a day, knowing so many readings; none of them is later than the day."""


def lessons(
    history: History, periods: Sequence[PeriodSpan], readings: Iterable[ReadingPoint], begun: Sequence[Learnt] = ()
) -> list[Learnt]:
    """What the readings teach, kept at every 25th and at the last, so that no estimate has to begin at the first.

    What the log says after the last reading changes nothing. `begun` are such lessons that still stand:
    of the same readings, with the same log and periods up to the last of each.
    """
    known = in_order(readings)
    if not known:
        return []
    before = _before(history, known, known[-1].day)
    standing = [one for one in begun if one.teaches(before, known)]
    if standing and standing[-1].readings == len(known):
        return standing
    kept = [one for one in standing if one.readings % STATION == 0]
    walk = _Walk(history, periods, known, standing, known[-1].day)
    stations = [*range((len(kept) + 1) * STATION, len(known), STATION), len(known)]
    return kept + [walk.to(count, before) for count in stations if count > len(kept) * STATION]


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
    known = in_order(readings)
    questions = [(bisect_right(known, day, key=lambda reading: reading.day), day) for day in days]
    return answers(history, periods, known, questions, known_lessons)


def answers(
    history: History,
    periods: Sequence[PeriodSpan],
    known: Sequence[ReadingPoint],
    questions: Sequence[Question],
    known_lessons: Sequence[Learnt] = (),
) -> list[Estimate]:
    """What is believed of each question's day, knowing so many of the readings, which are in order.

    The questions rise by the number of readings known.
    """
    if not questions:
        return []
    walk = _Walk(history, periods, known, known_lessons, max(day for _, day in questions))
    return [_estimate(walk.outlook(count, day), day) for count, day in questions]


class _Walk:
    """Goes through readings once, forwards, and looks ahead from wherever it stands."""

    def __init__(
        self,
        history: History,
        periods: Sequence[PeriodSpan],
        known: Sequence[ReadingPoint],
        lessons: Sequence[Learnt],
        end: date,
    ) -> None:
        self._history, self._periods, self._known, self._lessons, self._end = history, periods, known, lessons, end
        self.learnt = nothing_learnt(np.zeros(0))
        self._sheet: Sheet | None = None

    def to(self, count: int, before: Rates) -> Learnt:
        """What the first so many readings teach, with that guess about the time before the log."""
        told = self._known[:count]
        if not np.array_equal(self.learnt.before, before):
            self.learnt, self._sheet = nothing_learnt(before), None
        best = next((one for one in reversed(self._lessons) if one.teaches(before, told)), None)
        if best is not None and best.readings > self.learnt.readings:
            self.learnt = best
        for reading in told[self.learnt.readings :]:
            row = self._history.row(reading.day)
            sheet = self._over(row)
            last = row if self.learnt.last is None else self._history.row(self.learnt.last.day)
            self.learnt = self.learnt.told(reading, sheet.told(row), sheet.unlogged_between(last, row))
        return self.learnt

    def outlook(self, count: int, day: date) -> Outlook:
        """What is believed of a day, knowing the first so many readings."""
        learnt = self.to(count, _before(self._history, self._known[:count], day))
        row = self._history.row(day)
        sheet = self._over(row)
        last = -1 if learnt.last is None else self._history.row(learnt.last.day)
        known, whole = sheet.open(row, last)
        return outlook(learnt, known, whole, learnt.since(day), sheet.unlogged_between(last, row), day)

    def _over(self, row: int) -> Sheet:
        # Whoever begins near the end of a long log is spared its beginning.
        if self._sheet is None or row < self._sheet.first:
            end = self._history.row(self._end)
            self._sheet = Sheet(self._history, self._periods, self.learnt.before, row, end)
        return self._sheet


def _before(history: History, known: Sequence[ReadingPoint], day: date) -> Rates:
    # What came into the log after the last reading may not shape the guess about the time
    # before the log: the plan someone carries out would seem to have been their habit all along.
    last = known[-1].day if known else day
    return rates_before(history.counts, warm_rows(history.row(last) + 1))


def _estimate(outlook: Outlook, day: date) -> Estimate:
    points, means, sds = outlook.points.tolist(), outlook.means.tolist(), outlook.sds.tolist()
    count = outlook.readings
    believed = [bands.believed(*one, count) for one in zip(points, means, sds, strict=True)]
    return Estimate(
        day=day,
        basis=_basis(count),
        pillars=Pillars(**dict(zip(PILLARS, believed, strict=True))),
        total=bands.total(believed, means, sds, count),
    )


def _basis(readings: int) -> Literal["prior", "reading", "ledger"]:
    if readings == 0:
        return "prior"
    return "reading" if readings == 1 else "ledger"
