"""The log as the memories read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest

from colonnade.catalogue import CHANNELS
from colonnade.model import PeriodKind
from colonnade.scoring import History, PeriodSpan
from colonnade.scoring.features import features
from colonnade.scoring.members import AGES, BEFORE, BOX_DELAYS, BOXES, FADE_DELAYS, HALF_LIVES, MEMORIES, PLACES, Array
from colonnade.scoring.memory import COLUMN
from colonnade.scoring.remembered import KERNELS, weekly
from colonnade.scoring.sheet import FILL, Sheet

DAY = date(2026, 1, 1)
COMMENT, VIEW, POST = (COLUMN[id] for id in ("comment_substantive", "view_search", "post_short"))
NOTHING = np.zeros(len(CHANNELS))
BOX_21, FADE_9 = 0, len(BOXES) * len(BOX_DELAYS)


def sheet(
    counts: Array, last: int, periods: Sequence[tuple[PeriodKind, int, int]] = (), before: Array = NOTHING
) -> Sheet:
    def day(row: int) -> date:
        return DAY + timedelta(days=row)

    return Sheet(History(DAY, counts), [PeriodSpan(kind, day(a), day(b)) for kind, a, b in periods], before, 0, last)


def counts(days: int, *columns: int) -> Array:
    table = np.zeros((days, len(CHANNELS)))
    table[:, list(columns)] = 1.0
    return table


def same(one: Array, other: Array) -> bool:
    return np.allclose(one, other, rtol=1e-12, atol=1e-12)


def test_a_memory_is_a_share_of_each_day() -> None:
    """Forty rows that sum to 1; a box is flat behind its delay, the others halve in their half life."""
    assert KERNELS.sum(axis=1) == pytest.approx(1.0)
    assert len(KERNELS) == MEMORIES == 40
    box = KERNELS[BOXES.index(28) * len(BOX_DELAYS) + BOX_DELAYS.index(4)][::-1]
    assert box[[3, 4, 31, 32]].tolist() == [0.0, 1 / 28, 1 / 28, 0.0]
    fade = KERNELS[FADE_9 + HALF_LIVES.index(16) * len(FADE_DELAYS) + FADE_DELAYS.index(3)][::-1]
    assert (fade[2], fade[19] / fade[3]) == (0.0, pytest.approx(0.5))


def test_the_quick_way_to_weekly_rates_is_the_plain_one() -> None:
    """Differences of sums for the boxes, a product for the others; for one table and for several."""
    days = np.random.default_rng(1).poisson(0.5, (3, AGES, 5)).astype(float)
    plain = 7 * np.einsum("ma,tac->tmc", KERNELS, days)
    np.testing.assert_allclose(weekly(days), plain, atol=1e-12)
    np.testing.assert_allclose(weekly(days[1]), plain[1], atol=1e-12)


def test_the_two_shapes_are_as_written() -> None:
    """`z / (1 + z)` with z = A / .8 r; `.8 z (1 - exp(-D)) / D` with z = A / 1.6 r, D = .8 Σ m z / (25 - base)."""
    rates = np.zeros((MEMORIES, len(CHANNELS)))
    rates[:, COMMENT] = 7.0
    table = features(rates, 0.0, np.zeros(MEMORIES)).table
    assert table[0, 2].max(initial=0, where=np.arange(table.shape[2]) < PLACES) == pytest.approx(
        1 / 0.8 / (1 + 1 / 0.8)
    )
    z = 1 / 1.6
    crowd = 0.8 * 8 * z / 22.5
    expected = 0.8 * z * (1 - np.exp(-crowd)) / crowd
    assert table[MEMORIES, 2, :PLACES].max() == pytest.approx(expected)


def test_a_gap_in_a_lively_log_is_filled() -> None:
    """The empty day after fourteen active ones counts as .8 of their mean; the empty day after it, as empty."""
    log = counts(20, COMMENT)
    log[[15, 16]] = 0.0
    mended = log.copy()
    mended[15, COMMENT] = FILL
    assert same(sheet(log, 30).told(15).table, sheet(mended, 30).told(15).table)
    assert same(sheet(log, 30).told(17).table, sheet(mended, 30, [("away", 16, 16)]).told(17).table)


@pytest.mark.parametrize("kind", ["away", "unlogged"])
def test_nothing_is_filled_in_a_period(kind: PeriodKind) -> None:
    """The person said what that day was."""
    log = counts(20, COMMENT)
    log[15] = 0.0
    table = sheet(log, 30, [(kind, 15, 15)]).told(15).table
    if kind == "away":
        assert table[0, 2].sum() < sheet(log, 30).told(15).table[0, 2].sum()
    else:
        assert same(table, sheet(log, 30).told(14).table)


def test_since_the_last_reading_a_pillar_keeps_its_fill_while_nothing_else_is_done() -> None:
    """A comment on an empty day never counts less than the gap would; for the other pillars the day was told."""
    log = counts(20, COMMENT, VIEW)
    log[15] = 0.0
    clicked = log.copy()
    clicked[15, COMMENT] = 1.0
    (_, gap), (_, click) = (sheet(one, 30).open(18, 10) for one in (log, clicked))
    assert (click.table[:, 2] >= gap.table[:, 2]).all()
    assert click.table[0, 2].sum() > gap.table[0, 2].sum()
    assert click.table[0, 1].sum() < gap.table[0, 1].sum()


def test_today_is_not_filled() -> None:
    """The day is not over: the first click of a day lowers no other pillar."""
    log = counts(20, COMMENT, VIEW)
    _, empty = sheet(log, 30).open(20, 10)
    clicked = np.vstack([log, counts(1, COMMENT)])
    _, click = sheet(clicked, 30).open(20, 10)
    assert same(empty.table[:, [0, 1, 3]], click.table[:, [0, 1, 3]])
    assert (click.table[:80, 2, :PLACES] >= empty.table[:80, 2, :PLACES] - 1e-12).all()


def test_unlogged_days_hold_every_rate() -> None:
    """However long the period: the features stay, and what was logged in it all the same counts at once."""
    log = counts(40, COMMENT)
    held = sheet(log, 90, [("unlogged", 40, 80)])
    assert same(held.told(80).table, held.told(39).table)
    clicked = np.zeros((61, len(CHANNELS)))
    clicked[:40], clicked[60, COMMENT] = log, 3.0
    with_click = sheet(clicked, 90, [("unlogged", 40, 80)])
    assert same(with_click.told(59).table, held.told(39).table)
    assert with_click.told(60).table[0, 2].sum() > held.told(39).table[0, 2].sum()
    again = log.copy()
    again[39] += clicked[60]
    assert same(with_click.told(70).table, sheet(again, 90).told(39).table)


def test_before_the_log_its_first_days_stand_for_it() -> None:
    """The rates assumed are those of the memory, and the share before the log is all of it."""
    before = NOTHING.copy()
    before[COMMENT] = 3.5
    early = sheet(counts(9, COMMENT), 30, before=before).told(-5)
    rates = np.tile(before, (MEMORIES, 1))
    assert same(early.table, features(rates, 0.0, np.ones(MEMORIES)).table)


@pytest.mark.parametrize(("row", "share"), [(-3, 1.0), (0, 20 / 21), (9, 11 / 21), (20, 0.0), (500, 0.0)])
def test_the_share_before_the_log_leaves_a_box_day_by_day(row: int, share: float) -> None:
    """Of the 21 days of the first memory, so many lie before the log."""
    assert sheet(counts(600, COMMENT), 600).told(row).table[BOX_21, 0, BEFORE] == pytest.approx(share)


def test_where_a_sheet_begins_changes_nothing() -> None:
    """Ten years behind, or only what is remembered: the same to the last bit."""
    chance = np.random.default_rng(6)
    log = chance.poisson(0.3, (1500, len(CHANNELS))).astype(float)
    history, periods = (
        History(DAY, log),
        [PeriodSpan("unlogged", DAY + timedelta(days=990), DAY + timedelta(days=1020))],
    )
    for row in (1005, 1100, 1499, 1600):
        whole, late = (Sheet(history, periods, NOTHING, first, 1700) for first in (0, row))
        assert np.array_equal(whole.told(row).table, late.told(row).table)
        ours, theirs = whole.open(row, 1000), late.open(row, 1000)
        assert all(np.array_equal(a.table, b.table) for a, b in zip(ours, theirs, strict=True))
