"""What a change owes to what was done otherwise since a day."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from colonnade.catalogue import CHANNELS
from colonnade.scoring import Change, Effect, History, PeriodSpan, ReadingPoint, change_since
from colonnade.scoring.memory import COLUMN
from colonnade.scoring.moved import owed_words

FIRST = date(2026, 3, 2)
DAY, UNTIL = FIRST + timedelta(days=60), FIRST + timedelta(days=80)
COMMENTS = COLUMN["comment_substantive"]
MORE = Effect(0.6, 0.2, 1.0)


def log_of(before: float, after: float, days: int = 60) -> History:
    """So many comments a day for so many days up to `DAY`, and so many from then on, for sixty days."""
    counts = np.zeros((days + 60, len(CHANNELS)))
    counts[:days, COMMENTS] = before
    counts[days:, COMMENTS] = after
    return History(DAY - timedelta(days=days), counts)


def scores(history: History) -> list[ReadingPoint]:
    """Weekly readings of somebody whose engage follows their comments of four weeks."""
    points = []
    for week in range(2, 15):
        day = FIRST + timedelta(days=7 * week)
        end = max(history.row(day), 0)
        rate = float(history.counts[max(end - 28, 0) : end, COMMENTS].sum()) / 4
        points.append(ReadingPoint(day, 10.0, 6.0, round(4 + 8 * rate / (rate + 8), 2), 14.0))
    return points


def since(history: History, periods: list[PeriodSpan] | None = None) -> Change:
    return change_since(history, periods or [], scores(history), DAY, UNTIL)


def test_more_of_a_thing_is_owed_what_readings_saw_of_it() -> None:
    """Four times as many comments: some two points are owed to them, and the range says so."""
    found = since(log_of(0.5, 2.0))
    assert (found.before, found.after) == ({"comment_substantive": 3.5}, {"comment_substantive": 14.0})
    owed = found.effects["engage"]
    assert 0.3 < owed.low < 2.1 < owed.high < 4.5
    assert found.effects["build"] == Effect(0.0, 0.0, 0.0)
    assert found.total.mean == pytest.approx(sum(one.mean for one in found.effects.values()), abs=0.002)
    assert found.days == 21


def test_less_takes_away_and_the_same_owes_nothing() -> None:
    """By how much the days differ, not by how much they hold."""
    assert since(log_of(2.0, 0.5)).effects["engage"].high < 0
    same = since(log_of(1.0, 1.0))
    assert {(one.mean, one.low, one.high) for one in same.effects.values()} == {(0.0, 0.0, 0.0)}


def test_days_that_went_unlogged_and_days_before_the_log_are_not_compared_with() -> None:
    """They say nothing of how often a thing was done."""
    unlogged = PeriodSpan("unlogged", DAY - timedelta(days=14), DAY - timedelta(days=1))
    history = log_of(1.0, 2.0)
    counts = history.counts.copy()
    counts[46:60] = 0
    found = since(History(history.first_day, counts), [unlogged])
    assert (found.before, found.days) == ({"comment_substantive": 7.0}, 7)
    young = since(log_of(1.0, 2.0, days=9))
    assert (young.before, young.days) == ({"comment_substantive": 7.0}, 9)
    nothing = change_since(History(FIRST, np.zeros((0, len(CHANNELS)))), [], [], DAY, UNTIL)
    assert (nothing.before, nothing.after, nothing.days, nothing.total.mean) == ({}, {}, 0, 0.0)


def test_what_came_after_the_span_changes_nothing() -> None:
    """Neither activities nor readings: the same question has the same answer next year."""
    history = log_of(0.5, 2.0)
    known = [one for one in scores(history) if one.day <= UNTIL]
    assert len(known) < len(scores(history))
    assert change_since(history.until(UNTIL), [], known, DAY, UNTIL) == since(history)


CHANCE = " That could also be chance: 25 % of the belief."
UNLIKELY = "More likely nothing of it is owed to what you did (60 %) than something: +0.6 (0.0 to +1.4)."


@pytest.mark.parametrize(
    ("owed", "chance", "readings", "days", "words"),
    [
        (MORE, 0.0, 9, 6, "Not known: too little was logged before that day to compare with."),
        (MORE, 0.0, 2, 21, "Not known yet: one more reading will tell."),
        (Effect(0.0, 0.0, 0.0), 0.9, 9, 21, "Nothing of it is owed to what you did otherwise."),
        (MORE, 0.0, 9, 21, "Probably +0.6 (+0.2 to +1.0) of it."),
        (Effect(-0.6, -1.0, -0.2), 0.0, 9, 21, "Probably −0.6 (−1.0 to −0.2) of it."),
        (Effect(0.6, -0.2, 1.4), 0.25, 9, 21, f"Perhaps +0.6 (−0.2 to +1.4) of it.{CHANCE}"),
        (Effect(0.6, 0.04, 1.4), 0.6, 9, 21, UNLIKELY),
    ],
)
def test_the_words_say_no_more_than_is_known(owed: Effect, chance: float, readings: int, days: int, words: str) -> None:
    """Each case has its sentence."""
    assert owed_words(owed, chance, readings, days) == words
