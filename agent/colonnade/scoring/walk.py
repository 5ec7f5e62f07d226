"""From reading to reading through a log, once and forwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from colonnade.scoring.history import History, PeriodSpan
from colonnade.scoring.learnt import Learnt, nothing_learnt
from colonnade.scoring.memory import Rates, rates_before, warm_rows
from colonnade.scoring.outlook import Outlook, outlook
from colonnade.scoring.readings import ReadingPoint
from colonnade.scoring.sheet import Sheet


class Walk:
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
        learnt = self.learnt_by(count, day)
        row = self._history.row(day)
        sheet = self._over(row)
        last = -1 if learnt.last is None else self._history.row(learnt.last.day)
        known, whole = sheet.open(row, last)
        return outlook(learnt, known, whole, learnt.since(day), sheet.unlogged_between(last, row), day)

    def learnt_by(self, count: int, day: date) -> Learnt:
        """What the first so many readings teach, when that day is asked."""
        return self.to(count, before_the_log(self._history, self._known[:count], day))

    def _over(self, row: int) -> Sheet:
        # Whoever begins near the end of a long log is spared its beginning.
        if self._sheet is None or row < self._sheet.first:
            end = self._history.row(self._end)
            self._sheet = Sheet(self._history, self._periods, self.learnt.before, row, end)
        return self._sheet


def before_the_log(history: History, known: Sequence[ReadingPoint], day: date) -> Rates:
    """The weekly rates assumed for the time before the log, when a day is asked that is not before these readings."""
    # What came into the log after the last reading may not shape the guess about the time
    # before the log: the plan someone carries out would seem to have been their habit all along.
    last = known[-1].day if known else day
    return rates_before(history.counts, warm_rows(history.row(last) + 1))
