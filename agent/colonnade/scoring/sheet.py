"""The log as the memories read it: day by day, with gaps filled and unlogged days left out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from colonnade.catalogue import CHANNELS, KINDS, PILLARS, STOCK_LIMIT
from colonnade.scoring.features import Features, features
from colonnade.scoring.history import History, PeriodSpan, days_in
from colonnade.scoring.members import AGES, MEMORIES, Array
from colonnade.scoring.memory import STOCK, Rates
from colonnade.scoring.remembered import SHARE_BEFORE, weekly

FORTNIGHT: Final = 14
LIVELY: Final = 0.75
"""A fortnight is lively when more than this share of its days is active."""
FILL: Final = 0.8
"""What a gap in a lively log is filled with, as a share of the fortnight's mean."""
FORGOTTEN: Final = 4000
"""So many days after its last day a log stands as it stands for ever."""

_ELSEWHERE: Final = np.array(
    [[kind.pillar != pillar for kind in KINDS.values() for _ in kind.channels] for pillar in PILLARS]
)
"""Whether a channel's kind belongs to another pillar, shape (pillars, channels)."""


class Sheet:
    """What the memories make of the days from row `first` to row `last` of a history.

    Unlogged days are not there at all, so that rates are held over them; what was logged on them all the
    same counts with the next day that is. `before` are the weekly rates of the time before the log.
    """

    def __init__(self, history: History, periods: Sequence[PeriodSpan], before: Rates, first: int, last: int) -> None:
        self.first = first
        self._history = history
        self._before = np.where(STOCK, 0.0, before)
        self._rows = max(min(last, len(history.counts) + FORGOTTEN) + 1, 0)
        self._unlogged = days_in(history, periods, "unlogged", self._rows)
        self._kept = np.cumsum(~self._unlogged)
        self._from = begin = self._begin(first)
        self._skipped = int(self._kept[begin - 1]) if begin else 0
        counts = np.zeros((self._rows - begin, len(CHANNELS)))
        counts[: max(len(history.counts) - begin, 0)] = history.counts[begin : self._rows]
        closed = (self._unlogged | days_in(history, periods, "away", self._rows))[begin:]
        self._counts, self._fills = counts, _fills(counts, closed)
        empty = counts.sum(axis=1, keepdims=True) == 0
        self._told = self._table(np.where(empty, self._fills, counts))
        self._told[:AGES] = self._before / 7

    def told(self, row: int, but: int = 0) -> Features:
        """The features at the end of a day of which all is told: an empty day in a lively log was forgotten.

        They are those of a log without the last so many days where `but` says so.
        """
        days = self._window(self._told, row)
        late = self._late(row)
        if late is not None or but:
            days = days.copy()
        if late is not None:
            days[-1] += late
        if but:
            days[AGES - (max(self._place(row), 0) - max(self._place(row - but), 0)) :] = 0.0
        return features(weekly(days), self._stock(row - but), self._share_before(row))

    def open(self, row: int, last: int) -> tuple[Features, Features]:
        """The features at the end of a day of what was logged up to row `last`, and with what was logged since.

        A day since then may still be told of: where nothing of another pillar was done, it counts for a pillar
        at least as a gap does, so that no activity lowers its own pillar by making an empty day a poor one.
        The day itself is not over, and counts as what was done on it.
        """
        cut = max(AGES - (self._place(row) - self._place(max(last, -1))), 0)
        before = self._share_before(row) if last >= 0 or self._place(row) <= 0 else np.ones(MEMORIES)
        days = np.zeros((1 + len(PILLARS), AGES, len(CHANNELS)))
        days[0, :cut] = self._window(self._told, row)[:cut]
        days[1:, cut:] = self._window(self._open, row)[cut:].reshape(-1, len(PILLARS), len(CHANNELS)).swapaxes(0, 1)
        late = self._late(row)
        if late is not None:
            days[1:, -1] += late
        elif cut < AGES:
            days[1:, -1] = self._since(row, self._place(row) - 1)
        rates = weekly(days)
        whole = (rates[0] + rates[1:]).swapaxes(0, 1)
        return features(rates[0], self._stock(min(last, row)), before), features(whole, self._stock(row), before)

    def unlogged_between(self, last: int, row: int) -> int:
        """How many of the days after row `last` up to `row` went unlogged; of the last ones any memory holds."""
        since = max(last + 1, row - AGES, 0)
        return int(np.count_nonzero(self._unlogged[since : max(row + 1, 0)]))

    def _begin(self, first: int) -> int:
        """The row from which on everything lies that counts at the end of row `first`."""
        if first < 0 or not self._rows:
            return 0
        reach = int(self._kept[min(first, self._rows - 1)]) - AGES - FORTNIGHT - 2
        return int(np.searchsorted(self._kept, reach)) if reach > 0 else 0

    @cached_property
    def _open(self) -> Array:
        """The days as they may still be told of, for each pillar; whoever only learns from readings needs none."""
        counts = self._counts
        alone = counts @ _ELSEWHERE.T == 0
        floors = np.maximum(counts[:, None], np.where(alone[:, :, None], self._fills[:, None], 0.0))
        return self._table(floors.reshape(len(counts), len(PILLARS) * len(CHANNELS)))

    def _table(self, rows: Array) -> Array:
        """The days that are kept, each with what the unlogged ones in front of it hold, behind as many older days."""
        skip = self._unlogged[self._from :]
        places = self._kept[self._from :] - self._skipped - ~skip
        kept = int(self._kept[-1]) - self._skipped if self._rows else 0
        table = np.zeros((AGES + kept + 1, rows.shape[1]))
        if skip.any():
            np.add.at(table, AGES + places, rows)
        else:
            table[AGES:-1] = rows
        return table

    def _place(self, row: int) -> int:
        """How many kept days lie up to this row; below zero before the log."""
        return int(self._kept[min(row, self._rows - 1)]) if row >= 0 else row + 1

    def _window(self, table: Array, row: int) -> Array:
        end = max(self._place(row), 0) - self._skipped
        return table[end : end + AGES]

    def _late(self, row: int) -> Rates | None:
        """What the run of unlogged days that ends with this row holds, which no kept day shows yet."""
        row = min(row, self._rows - 1)
        return self._since(row, self._place(row)) if row >= 0 and self._unlogged[row] else None

    def _since(self, row: int, place: int) -> Rates:
        """What was logged after that kept day, up to this row, shape (channels,)."""
        begin = int(np.searchsorted(self._kept, place)) + 1 if place > 0 else 0
        found: Rates = self._history.counts[begin : row + 1].sum(axis=0)
        return found

    def _share_before(self, row: int) -> Array:
        """The share of each memory that lies before the log at the end of that day, shape (memories,)."""
        kept = self._place(row)
        if kept <= 0:
            return np.ones(MEMORIES)
        return SHARE_BEFORE[:, AGES - 1 - kept] if kept < AGES else np.zeros(MEMORIES)

    def _stock(self, row: int) -> float:
        """How many improvements of the profile the log holds up to that day, of those that count."""
        return min(float(self._history.counts[: max(row + 1, 0), STOCK].sum()), STOCK_LIMIT)


def _fills(counts: Array, closed: NDArray[np.bool_]) -> Array:
    """What each day would be filled with, were it empty: a share of the fortnight's mean before it.

    Nothing where the fortnight was not lively, where the day before was empty too, or where a period says what it was.
    """
    active = counts.sum(axis=1) > 0
    sums = np.cumsum(np.where(STOCK, 0.0, counts), axis=0)
    days = np.cumsum(active)
    fills = np.zeros(counts.shape)
    if len(counts) > FORTNIGHT:
        past = np.vstack([np.zeros(len(STOCK)), sums])
        busy = np.concatenate([[0], days])
        fills[FORTNIGHT:] = FILL / FORTNIGHT * (past[FORTNIGHT:-1] - past[: -FORTNIGHT - 1])
        lively = busy[FORTNIGHT:-1] - busy[: -FORTNIGHT - 1] > LIVELY * FORTNIGHT
        fills[FORTNIGHT:][~(lively & active[FORTNIGHT - 1 : -1] & ~closed[FORTNIGHT:])] = 0.0
    return fills
