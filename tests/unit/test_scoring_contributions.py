"""What activity is believed to earn, and what a plan may come to."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from colonnade.catalogue import CHANNELS, PILLARS
from colonnade.scoring import History, PeriodSpan, ReadingPoint, estimate
from colonnade.scoring.contributions import contributions
from colonnade.scoring.forecast import forecast, usual_week, worth
from colonnade.scoring.memory import COLUMN

DAY = date(2026, 1, 1)
COMMENT, VIEW, POST = "comment_substantive", "view_search", "post_short"
SOLO = {COMMENT: 10.0, VIEW: 15.0, POST: 3.0, "request_note": 3.0, "message_follow_up": 1.0}


def log(days: int = 60, **often: float) -> History:
    """So many a day of each channel."""
    counts = np.zeros((days, len(CHANNELS)))
    for channel, number in often.items():
        counts[:, COLUMN[channel]] = number
    return History(DAY, counts)


def reading(day: int, engage: float = 6.0) -> ReadingPoint:
    return ReadingPoint(DAY + timedelta(days=day), 12.0, 6.0, engage, 15.0)


def test_what_was_not_done_contributes_nothing() -> None:
    """Only channels of the window are told of, each in the pillars it may move."""
    found = contributions(log(**{COMMENT: 2, POST: 1}), [], [], DAY + timedelta(days=59))
    assert {(one.channel, one.pillar) for one in found.items} == {
        (COMMENT, "engage"),
        (POST, "brand"),
        (POST, "engage"),
    }
    assert contributions(log(), [], [], DAY + timedelta(days=59)).items == []
    assert contributions(log(**{COMMENT: 2}), [], [], DAY + timedelta(days=120)).items == []


def test_contributions_are_told_the_most_first_with_a_range_and_never_below_nothing() -> None:
    """0 ≤ low ≤ mean ≤ high, falling; before any reading a third is believed to be chance."""
    found = contributions(log(**dict.fromkeys(COLUMN, 1.0)), [], [reading(50)], DAY + timedelta(days=59))
    assert len(found.items) > 30
    means = [one.mean for one in found.items]
    assert means == sorted(means, reverse=True)
    assert all(0 <= one.low <= one.mean <= one.high for one in found.items)
    assert set(contributions(log(), [], [], DAY).chance.values()) == {0.33}


def test_readings_that_rise_with_comments_make_them_count_and_chance_less_likely() -> None:
    """Engage rises while comments are written and falls while they are not, again and again."""
    counts, engage, points = np.zeros((240, len(CHANNELS))), 4.0, []
    for day in range(240):
        busy = day // 40 % 2 == 1
        counts[day, COLUMN[COMMENT]] = 3.0 * busy
        engage += ((12.0 if busy else 4.0) - engage) / 15
        if day % 7 == 6:
            points.append(reading(day, round(engage, 2)))
    counts[0, COLUMN[COMMENT]] = 1.0
    found = contributions(History(DAY, counts), [], points, DAY + timedelta(days=239))
    owed = next(one for one in found.items if (one.channel, one.pillar) == (COMMENT, "engage"))
    assert 4.0 < owed.mean < 10.0
    assert owed.low > 1.0
    assert found.chance["engage"] < 0.1


def test_a_score_that_ignores_the_log_makes_chance_more_likely() -> None:
    """Busy months and idle ones, and the score wanders on by itself."""
    chance = np.random.default_rng(4)
    counts = np.zeros((240, len(CHANNELS)))
    counts[:, COLUMN[COMMENT]] = 4.0 * (np.arange(240) // 40 % 2 == 0)
    walk = 8 + np.cumsum(chance.normal(0, 0.1, 240))
    points = [reading(day, round(float(np.clip(walk[day], 0, 25)), 2)) for day in range(6, 240, 7)]
    found = contributions(History(DAY, counts), [], points, DAY + timedelta(days=239))
    assert found.chance["engage"] > 0.6


def test_the_usual_week_is_that_of_the_last_four() -> None:
    """Two a day are fourteen a week; a log of a week counts as one of four; nothing is left out."""
    assert usual_week(log(**{COMMENT: 2}), DAY + timedelta(days=59)) == {COMMENT: 14.0}
    assert usual_week(log(7, **{COMMENT: 2}), DAY + timedelta(days=6)) == {COMMENT: 3.5}
    assert usual_week(log(), DAY) == {}


def test_a_plan_that_changes_nothing_has_no_effect() -> None:
    """Carrying on is what it is compared with."""
    history, day = log(**{COMMENT: 2, VIEW: 1}), DAY + timedelta(days=59)
    weeks = forecast(history, [], [reading(30), reading(50)], day, {COMMENT: 14.0}, 12)
    assert len(weeks) == 12
    for week in weeks:
        assert week.planned == week.usual
        assert [(one.mean, one.low, one.high) for one in [*week.effects.values(), week.total]] == [(0.0, 0.0, 0.0)] * 5


def test_a_plan_adds_up_week_by_week_in_its_own_pillars() -> None:
    """More of everything never lowers anything; its range holds its mean; comments alone move engage alone."""
    history, day = log(**{COMMENT: 0.2, VIEW: 0.2}), DAY + timedelta(days=59)
    known = [reading(30), reading(44), reading(57)]
    weeks = forecast(history, [], known, day, SOLO, 6)
    for pillar in PILLARS:
        means = [week.effects[pillar].mean for week in weeks]
        assert means == sorted(means)
        assert means[-1] > 0.2
        assert all(week.effects[pillar].low <= week.effects[pillar].mean <= week.effects[pillar].high for week in weeks)
    assert weeks[-1].total.mean == pytest.approx(sum(one.mean for one in weeks[-1].effects.values()), abs=0.01)
    alone = forecast(history, [], known, day, {COMMENT: 20.0}, 3)[-1].effects
    assert [pillar for pillar in PILLARS if alone[pillar].mean] == ["engage"]


def test_carrying_on_is_what_the_estimate_says_of_a_log_that_carries_on() -> None:
    """The same as if the days ahead had been logged."""
    history, day = log(60, **{COMMENT: 2}), DAY + timedelta(days=59)
    known = [reading(30), reading(44), reading(57)]
    ahead = forecast(history, [], known, day, {}, 2)[-1].usual
    assert ahead == estimate(log(74, **{COMMENT: 2}), [], known, DAY + timedelta(days=73))


def test_a_plan_can_be_compared_with_doing_nothing() -> None:
    """Then all of it counts; a period that is going on ends with today."""
    history, day = log(**{COMMENT: 2}), DAY + timedelta(days=59)
    away = [PeriodSpan("unlogged", day, day + timedelta(days=90))]
    nothing = forecast(history, away, [reading(50)], day, {COMMENT: 14.0}, 3, against={})[-1]
    assert nothing.effects["engage"].mean > 0.5
    assert nothing.planned.day == DAY + timedelta(days=80)


def test_in_an_empty_log_a_plan_counts_from_its_first_day() -> None:
    """Nothing is known, and the routine is believed to move all four."""
    week = forecast(log(0), [], [], DAY, SOLO, 3)[-1]
    assert all(effect.mean > 0.3 for effect in week.effects.values())
    assert week.planned.basis == "prior"


def test_a_part_of_a_week_is_worth_what_the_week_without_it_lacks() -> None:
    """The same as a plan compared with that week; a second helping is worth less than the first."""
    history, day = log(**{COMMENT: 2}), DAY + timedelta(days=59)
    known = [reading(30), reading(50)]
    week = {COMMENT: 20.0, VIEW: 15.0}
    whole, half, none = worth(history, [], known, day, week, [{COMMENT: 20.0}, {COMMENT: 10.0}, {POST: 3.0}])
    assert whole == forecast(history, [], known, day, {COMMENT: 20.0}, 3, against={VIEW: 15.0})[-1].total
    assert whole.mean > 2 * half.mean > 0
    assert (none.mean, none.low, none.high) == (0.0, 0.0, 0.0)
