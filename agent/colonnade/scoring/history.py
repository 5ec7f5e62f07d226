"""What the estimator sees of the log: daily counts by channel, periods, readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from colonnade.catalogue import CHANNELS, channel_of
from colonnade.model import DayCount, PeriodKind
from colonnade.scoring.memory import COLUMN, Rates, rates_before, rates_on


@dataclass(frozen=True, slots=True)
class PeriodSpan:
    """Days of one kind of period, both ends included."""

    kind: PeriodKind
    start: date
    end: date


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """Daily counts, shape (days, channels): row 0 is `first_day`, the day the log began.

    A log without anything for the estimator has no rows; the last row is the last logged day.
    """

    first_day: date
    counts: NDArray[np.float64]

    def row(self, day: date) -> int:
        """The row of a day: negative before the log began, past the end after its last day."""
        return (day - self.first_day).days if len(self.counts) else -1

    def until(self, day: date) -> History:
        """The history as it is without what came after `day`; the same as `history_of` gives."""
        return _trimmed(self.first_day, self.counts[: max(self.row(day) + 1, 0)])

    def with_days(self, days: Mapping[date, Iterable[DayCount]]) -> History:
        """The history with these days as they are now, each given whole; the same as `history_of` gives."""
        if not days:
            return self
        known = [self.first_day, self.first_day + timedelta(days=len(self.counts) - 1)] if len(self.counts) else []
        first, last = min([*known, *days]), max([*known, *days])
        table = np.zeros(((last - first).days + 1, len(CHANNELS)))
        if len(self.counts):
            begin = (self.first_day - first).days
            table[begin : begin + len(self.counts)] = self.counts
        for day, counts in days.items():
            row = table[(day - first).days]
            row[:] = 0
            for count in counts:
                channel = channel_of(count.kind, count.qualifiers)
                if channel is not None:
                    row[COLUMN[channel.id]] += count.count
        return _trimmed(first, table)


NOTHING: Final = History(date.max, np.zeros((0, len(CHANNELS))))
"""A log without anything for the estimator, the same whatever was in it before."""


def history_of(counts: Iterable[DayCount], until: date) -> History:
    """The history of a log up to and with `until`; kinds without a channel leave no trace in it.

    It ends with the last day that holds anything, so that a far `until` costs nothing.
    """
    days: dict[date, list[DayCount]] = {}
    for count in counts:
        if count.day <= until:
            days.setdefault(count.day, []).append(count)
    return NOTHING.with_days(days)


def _trimmed(first_day: date, table: NDArray[np.float64]) -> History:
    """From the first row that holds anything to the last."""
    held = np.flatnonzero(table.any(axis=1))
    if not len(held):
        return NOTHING
    begin = int(held[0])
    rows = table[begin : int(held[-1]) + 1]
    rows.setflags(write=False)
    return History(first_day + timedelta(days=begin), rows)


def weekly_rates(history: History, day: date, periods: Sequence[PeriodSpan] = ()) -> Rates:
    """Recent weekly rate of each channel at the end of `day`, shape (channels,); of a stock, how many so far."""
    row = history.row(day)
    before = rates_before(history.counts, row + 1)
    unlogged = days_in(history, periods, "unlogged", max(row + 1, 0))
    return rates_on(history.counts, unlogged, row, before)


def days_in(history: History, periods: Iterable[PeriodSpan], kind: PeriodKind, rows: int) -> NDArray[np.bool_]:
    """A flag for each of the log's first so many days, shape (rows,): whether it lies in a period of that kind."""
    flags = np.zeros(rows, dtype=np.bool_)
    for period in periods:
        if period.kind == kind:
            flags[max(history.row(period.start), 0) : max(history.row(period.end) + 1, 0)] = True
    return flags


def period_on(periods: Iterable[PeriodSpan], day: date) -> PeriodKind | None:
    """The kind of period `day` lies in; where both overlap it is `away`, since then nothing is expected."""
    kinds = {period.kind for period in periods if period.start <= day <= period.end}
    return "away" if "away" in kinds else next(iter(kinds), None)


def last_days(history: History) -> dict[str, date]:
    """The last day on which each channel was logged, by channel id; channels never logged are absent."""
    held = history.counts != 0
    back = held[::-1].argmax(axis=0) if len(held) else np.zeros(0)
    last = {column: len(held) - 1 - int(back[column]) for column in np.flatnonzero(held.any(axis=0)).tolist()}
    return {CHANNELS[column].id: history.first_day + timedelta(days=row) for column, row in last.items()}
