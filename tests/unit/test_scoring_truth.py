"""What is told of drivers and plans, against invented people whose formula is known."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from colonnade.catalogue import CHANNELS, PILLARS
from colonnade.scoring.contributions import WINDOW, contributions
from colonnade.scoring.forecast import forecast
from colonnade.scoring.memory import COLUMN
from harness.invented import BEFORE, FIRST, Person, person

SOLO = {"comment_substantive": 10.0, "view_search": 15.0, "post_short": 3.0, "request_note": 3.0}
ASKED = (60, 120, 180, 230)
AHEAD = 21


def day_of(day: int) -> date:
    return FIRST + timedelta(days=day)


@pytest.fixture(scope="module")
def people() -> list[Person]:
    return [person(seed) for seed in range(8)]


def test_the_true_driver_is_mostly_among_the_first_two_and_its_range_holds(people: list[Person]) -> None:
    """At least .74 of the cases; the 80 % ranges of all channels hold the truth in 70 to 95 of a hundred."""
    first_two, held = [], []
    for one in people:
        for day in ASKED:
            truth = one.owed(day, WINDOW)
            found = contributions(one.history, [], one.readings, day_of(day)).items
            for place, pillar in enumerate(PILLARS):
                mine = [item for item in found if item.pillar == pillar]
                first_two.append(CHANNELS[int(truth[:, place].argmax())].id in [item.channel for item in mine[:2]])
                held += [item.low - 0.01 <= truth[COLUMN[item.channel], place] <= item.high + 0.01 for item in mine]
    assert np.mean(first_two) >= 0.74
    assert 0.70 <= np.mean(held) <= 0.95


def test_the_effect_of_a_routine_is_told_much_better_than_by_saying_nothing(people: list[Person]) -> None:
    """After three weeks, against doing nothing: at most .73 of the error.

    The 80 % range holds 60 in a hundred here at least: these people are scored by a root, which no member assumes.
    """
    wrong, nothing, held = [], [], []
    rates = np.zeros(len(CHANNELS))
    for channel, often in SOLO.items():
        rates[COLUMN[channel]] = often / 7
    for one in people:
        for day in ASKED:
            past = one.done[: BEFORE + day + 1]
            ahead = (np.vstack([past, np.tile(pace, (AHEAD, 1))]) for pace in (rates, 0 * rates))
            with_it, without = (one.score(done) for done in ahead)
            told = forecast(one.history, [], one.readings, day_of(day), SOLO, AHEAD // 7, against={})[-1].effects
            for place, pillar in enumerate(PILLARS):
                truth, effect = with_it[place] - without[place], told[pillar]
                wrong.append(abs(effect.mean - truth))
                nothing.append(abs(truth))
                held.append(effect.low <= truth <= effect.high)
    assert np.mean(wrong) <= 0.73 * np.mean(nothing)
    assert 0.60 <= np.mean(held) <= 0.97
