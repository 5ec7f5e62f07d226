"""What the estimator sees of the log: daily counts by channel, periods, readings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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


@dataclass(frozen=True, slots=True, order=True)
class ReadingPoint:
    """The four official scores of a day, 0 to 25 points each."""

    day: date
    brand: float
    find: float
    engage: float
    build: float


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


def history_of(counts: Iterable[DayCount], until: date) -> History:
    """The history of a log up to and with `until`; kinds without a channel leave no trace in it.

    It ends with the last day that holds anything, so that a far `until` costs nothing.
    """
    cells = [
        (count.day, COLUMN[channel.id], count.count)
        for count in counts
        if count.day <= until and (channel := channel_of(count.kind, count.qualifiers)) is not None
    ]
    first_day = min((day for day, _, _ in cells), default=until)
    last_day = max((day for day, _, _ in cells), default=until)
    days = (last_day - first_day).days + 1 if cells else 0
    table = np.zeros((days, len(CHANNELS)))
    for day, column, number in cells:
        table[(day - first_day).days, column] += number
    table.setflags(write=False)
    return History(first_day, table)


def weekly_rates(history: History, day: date, periods: Sequence[PeriodSpan] = ()) -> Rates:
    """Recent weekly rate of each channel at the end of `day`, shape (channels,); of a stock, how many so far."""
    row = history.row(day)
    before = rates_before(history.counts, row + 1)
    return rates_on(history.counts, unlogged_days(history, periods, day), row, before)


def unlogged_days(history: History, periods: Iterable[PeriodSpan], day: date) -> NDArray[np.bool_]:
    """A flag for each day from the log's first to `day`: whether it lies in an unlogged period."""
    flags = np.zeros(max(history.row(day) + 1, 0), dtype=np.bool_)
    for period in periods:
        if period.kind == "unlogged":
            flags[max(history.row(period.start), 0) : max(history.row(period.end) + 1, 0)] = True
    return flags


def period_on(periods: Iterable[PeriodSpan], day: date) -> PeriodKind | None:
    """The kind of period `day` lies in; where both overlap it is `away`, since then nothing is expected."""
    kinds = {period.kind for period in periods if period.start <= day <= period.end}
    return "away" if "away" in kinds else next(iter(kinds), None)


def last_days(history: History) -> dict[str, date]:
    """The last day on which each channel was logged, by channel id; channels never logged are absent."""
    rows, columns = np.nonzero(history.counts)
    last = {int(column): int(row) for row, column in zip(rows, columns, strict=True)}
    return {CHANNELS[column].id: history.first_day + timedelta(days=row) for column, row in last.items()}
