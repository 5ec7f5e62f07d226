"""The one memory that suggestions rest on: how much of what was logged still counts, and how much more would help.

Works on plain arrays whose row 0 is the first day of the log and whose columns are
`catalogue.CHANNELS`. A *rate* is activities a week; in the column of a stock it is the
number the log holds, since a stock counts once and stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from colonnade.catalogue import CHANNELS, STOCK_LIMIT, Channel

Rates = NDArray[np.float64]
"""A rate for each channel, shape (channels,)."""

COLUMN: Final = {channel.id: column for column, channel in enumerate(CHANNELS)}
"""The column of each channel, by channel id."""
HALF_LIFE_DAYS: Final = 28
FADE: Final = float(2.0 ** (-1 / HALF_LIFE_DAYS))
"""What is left of a day's weight a day later."""
WARM_UP_DAYS: Final = 21
"""So many first days of a log tell how it was before the log."""
HALF_SHARE: Final = 0.8
"""Saturation is half reached at this share of the catalogue's half rate."""

_RUN: Final = 200
"""So many days are faded at once."""
STOCK: Final = np.array([channel.half_rate is None for channel in CHANNELS])
_HALF_RATES: Final = np.array([HALF_SHARE * (channel.half_rate or 1.0) for channel in CHANNELS])


def warm_rows(days: int) -> int:
    """How many first days of a log of so many tell how it was before: 0 to 21."""
    return min(max(days, 0), WARM_UP_DAYS)


def rates_before(counts: NDArray[np.float64], days: int) -> Rates:
    """Weekly rates assumed for the time before the log, from its first `days` days (at most 21).

    `7 · Σ counts / (days + 7)`: a week without activity is mixed in, so that the first
    click of a new log is not taken for a habit of seven a week.
    """
    days = warm_rows(days)
    if days == 0:
        return np.zeros(len(CHANNELS))
    rates: Rates = 7.0 * counts[:days].sum(axis=0) / (days + 7)
    return np.where(STOCK, 0.0, rates)


def rates_at(counts: NDArray[np.float64], unlogged: NDArray[np.bool_], rows: Sequence[int], before: Rates) -> Rates:
    """Recent rates at the end of each of these days, shape (rows, channels); they may lie before or after the log.

    The exponential memory `A = λA + (1 - λ) · 7n`. On an unlogged day nothing fades, and what was
    logged all the same still counts. `unlogged` has a flag for every day up to the last row.
    """
    logged = _over(counts[: max(max(rows) + 1, 0)], unlogged, before)
    rates = np.empty((len(rows), len(CHANNELS)))
    for place, row in enumerate(rows):
        if row < 0:
            rates[place] = before
        elif row < len(logged):
            rates[place] = logged[row]
        else:
            last = logged[-1] if len(logged) else before
            faded = FADE ** np.count_nonzero(~unlogged[len(logged) : row + 1])
            rates[place] = np.where(STOCK, last, faded * last)
    return rates


def rates_on(counts: NDArray[np.float64], unlogged: NDArray[np.bool_], row: int, before: Rates) -> Rates:
    """The same at the end of day `row` alone, shape (channels,): as a sum over the days, without those between."""
    if row < 0:
        return before
    faded = np.cumsum(~unlogged[: row + 1])
    logged = counts[: row + 1]
    weights = FADE ** (faded[-1] - faded[: len(logged)])[:, None]
    # No matrix product: which bits that gives depends on the processor, and a summary is the same bytes everywhere.
    rates: Rates = FADE ** faded[-1] * before + 7.0 * (1 - FADE) * np.sum(weights * logged, axis=0)
    return np.where(STOCK, logged.sum(axis=0) if len(logged) else before, rates)


def _over(counts: NDArray[np.float64], unlogged: NDArray[np.bool_], before: Rates) -> Rates:
    """The rates at the end of every day of the log, shape (days, channels)."""
    faded = np.cumsum(~unlogged[: len(counts)])[:, None]
    rates = np.empty(counts.shape)
    last, since = before, 0
    # In runs, since the weight of one day in units of another a year away is no number any more.
    for start in range(0, len(counts), _RUN):
        run = slice(start, start + _RUN)
        age = (faded[run] - since).astype(np.float64)
        rates[run] = FADE**age * (last + np.cumsum(7.0 * (1 - FADE) * counts[run] * FADE**-age, axis=0))
        last, since = rates[run][-1], int(faded[run][-1, 0])
    rates[:, STOCK] = np.cumsum(counts[:, STOCK], axis=0)
    return rates


def gain_per_minute(rates: Rates, channel: Channel) -> tuple[float, float, float, float]:
    """Prior points of brand, find, engage and build that one more activity a week adds for each minute it takes.

    The slope of the saturation `z / (1 + z)`, `z = A / .8 r`, at the present rate: `w / (.8 r) / (1 + z)²`,
    over the minutes of one activity; for a stock, the points of one more item until its limit. Zeros where
    no effort is assumed: what others do cannot be offered as something to do.
    """
    column = COLUMN[channel.id]
    rate, half = float(rates[column]), float(_HALF_RATES[column])
    if channel.minutes <= 0:
        slope = 0.0
    elif channel.half_rate is None:
        slope = float(rate < STOCK_LIMIT) / channel.minutes
    else:
        slope = 1 / (half * (1 + rate / half) ** 2) / channel.minutes
    brand, find, engage, build = channel.points
    return brand * slope, find * slope, engage * slope, build * slope
