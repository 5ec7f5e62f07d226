"""The one memory and its saturation."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from colonnade.catalogue import CHANNELS, Channel
from colonnade.model import DayCount
from colonnade.scoring import PeriodSpan, gain_per_minute, history_of, weekly_rates
from colonnade.scoring.memory import (
    COLUMN,
    HALF_LIFE_DAYS,
    WARM_UP_DAYS,
    rates_before,
    rates_on,
)

CHANNEL = {channel.id: channel for channel in CHANNELS}
COMMENT, SECTION = COLUMN["comment_substantive"], COLUMN["profile_section"]
DAY = date(2026, 1, 1)


def table(*numbers: int, column: int = COMMENT) -> np.ndarray:
    counts = np.zeros((len(numbers), len(CHANNELS)))
    counts[:, column] = numbers
    return counts


def logged(days: int) -> np.ndarray:
    return np.zeros(days, dtype=bool)


def test_a_day_weighs_half_as_much_after_the_half_life() -> None:
    """28 empty days halve a rate."""
    counts, nothing = table(10), np.zeros(len(CHANNELS))
    flags = logged(HALF_LIFE_DAYS + 1)
    fresh = rates_on(counts, flags, 0, nothing)[COMMENT]
    old = rates_on(counts, flags, HALF_LIFE_DAYS, nothing)[COMMENT]
    assert fresh > 0
    assert old == pytest.approx(fresh / 2)


def test_a_steady_habit_is_remembered_at_its_own_rate() -> None:
    """One a day for years is seven a week, whatever was before."""
    rates = rates_on(table(*[1] * 1500), logged(1500), 1499, np.zeros(len(CHANNELS)))
    assert rates[COMMENT] == pytest.approx(7.0)


def test_the_closed_form_is_the_recursion() -> None:
    """`A = λA + (1 - λ) · 7n`, day by day, with unlogged days that fade nothing."""
    chance = np.random.default_rng(1)
    counts = table(*chance.integers(0, 5, 60).tolist())
    unlogged = chance.random(60) < 0.2
    before = np.where(np.arange(len(CHANNELS)) == COMMENT, 3.0, 0.0)
    rate, fade = 3.0, 0.5 ** (1 / HALF_LIFE_DAYS)
    for row in range(60):
        rate = (1.0 if unlogged[row] else fade) * rate + (1 - fade) * 7 * counts[row, COMMENT]
        assert rates_on(counts, unlogged, row, before)[COMMENT] == pytest.approx(rate)


def test_before_the_log_the_rate_is_that_of_its_first_days() -> None:
    """`7 · Σ / (days + 7)`, of at most 21 days, and nothing without a day."""
    counts = table(*[1] * 40)
    found = [rates_before(counts, days)[COMMENT] for days in (-3, 0, 1, 7, WARM_UP_DAYS, 40)]
    assert found == pytest.approx([0, 0, 7 / 8, 3.5, 7 * 21 / 28, 7 * 21 / 28])


def test_an_unlogged_day_holds_the_rate_and_an_empty_day_lowers_it() -> None:
    """Two weeks unlogged leave every rate where it was; two empty weeks do not."""
    history = history_of([DayCount(day=DAY, kind="comment_written", qualifiers={"depth": "substantive"}, count=7)], DAY)
    later = DAY + timedelta(days=28)
    before = rates_before(history.counts, 29)
    held = weekly_rates(history, later, [PeriodSpan("unlogged", DAY + timedelta(days=1), later)])
    away = weekly_rates(history, later, [PeriodSpan("away", DAY + timedelta(days=1), later)])
    assert held[COMMENT] == pytest.approx(rates_on(history.counts, logged(1), 0, before)[COMMENT])
    assert away[COMMENT] == pytest.approx(held[COMMENT] / 2)


def test_a_click_on_an_unlogged_day_still_counts() -> None:
    """What was logged all the same raises the rate as on any day."""
    nothing = np.zeros(len(CHANNELS))
    flags = np.array([False, True])
    once, twice = (rates_on(table(1, number), flags, 1, nothing)[COMMENT] for number in (0, 1))
    assert twice == pytest.approx(2 * once)


def test_a_stock_stays() -> None:
    """Seven improved sections, however long ago, are seven, and nothing before the log."""
    counts = table(4, 3, column=SECTION)
    before = rates_before(counts, 2)
    assert before[SECTION] == 0.0
    assert rates_on(counts, logged(2), 0, before)[SECTION] == 4
    assert rates_on(counts, logged(900), 899, before)[SECTION] == 7


@pytest.mark.parametrize("channel", [c for c in CHANNELS if c.minutes > 0], ids=lambda channel: channel.id)
def test_the_gain_is_the_slope_of_the_saturation(channel: Channel) -> None:
    """Points gained by a little more a week, by the catalogue's points, for each minute; of a stock by one more."""
    rates = np.full(len(CHANNELS), 1.5)
    half, step = 0.8 * (channel.half_rate or 0), 1e-6
    slope = ((1.5 + step) / (1.5 + step + half) - 1.5 / (1.5 + half)) / step if half else 1.0
    expected = [points * slope / channel.minutes for points in channel.points]
    assert gain_per_minute(rates, channel) == pytest.approx(expected, rel=1e-4)


def test_there_is_nothing_to_gain_where_nothing_can_be_done() -> None:
    """What others do takes no minutes, and a full stock adds no points."""
    rates = np.zeros(len(CHANNELS))
    assert gain_per_minute(rates, CHANNEL["accepted_peer"]) == (0, 0, 0, 0)
    assert gain_per_minute(rates + 4, CHANNEL["profile_section"])[0] > 0
    assert gain_per_minute(rates + 5, CHANNEL["profile_section"]) == (0, 0, 0, 0)
