"""What the estimator sees of the log."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from colonnade.catalogue import CHANNELS, QualifierValue
from colonnade.model import DayCount, PeriodKind
from colonnade.scoring import PeriodSpan, history_of, last_days, period_on, weekly_rates
from colonnade.scoring.history import days_in
from colonnade.scoring.memory import COLUMN

DAY = date(2024, 2, 28)


def count(day: date, kind: str, number: int = 1, **qualifiers: QualifierValue) -> DayCount:
    return DayCount(day=day, kind=kind, qualifiers=qualifiers, count=number)


def test_counts_of_one_channel_and_day_add_up() -> None:
    """Different qualifiers that make no channel of their own fall into the same cell."""
    history = history_of(
        [
            count(DAY, "comment_written", 2, depth="substantive"),
            count(DAY, "comment_written", 3, depth="substantive", audience="target"),
        ],
        DAY,
    )
    assert history.counts.shape == (1, len(CHANNELS))
    assert history.counts[0, COLUMN["comment_substantive"]] == 5
    assert history.counts.sum() == 5


def test_what_was_not_said_counts_in_the_weakest_channel() -> None:
    """A comment without a depth is believed to be short praise."""
    history = history_of([count(DAY, "comment_written")], DAY)
    assert history.counts[0, COLUMN["comment_shallow"]] == 1


def test_a_leap_day_has_its_own_row() -> None:
    """28 February, 29 February and 1 March of 2024 are three days."""
    days = [DAY, DAY + timedelta(days=1), DAY + timedelta(days=2)]
    history = history_of([count(day, "reaction_given") for day in days], days[-1])
    assert days[-1] == date(2024, 3, 1)
    assert history.first_day == DAY
    assert history.counts[:, COLUMN["reaction_given"]].tolist() == [1, 1, 1]


@pytest.mark.parametrize(
    "counts",
    [
        [],
        [count(DAY + timedelta(days=1), "reaction_given")],
        [count(DAY, "deal_won"), count(DAY, "message_received")],
    ],
    ids=["empty", "only the future", "only kinds without prior effect"],
)
def test_a_log_without_anything_to_estimate_from_has_no_rows(counts: list[DayCount]) -> None:
    """Such a log has not begun: no rows, no rates, no last days."""
    history = history_of(counts, DAY)
    assert history.counts.shape == (0, len(CHANNELS))
    assert history.row(DAY) == -1
    assert not weekly_rates(history, DAY).any()
    assert last_days(history) == {}


def test_a_log_that_lost_everything_is_one_that_never_held_anything() -> None:
    """On whichever day it was: what is learnt of it is the same, bit for bit."""
    held = [history_of([count(day, "reaction_given")], date.max) for day in (DAY, DAY + timedelta(days=3))]
    emptied = [history.with_days({history.first_day: []}) for history in held]
    for history in (*emptied, held[0].until(DAY - timedelta(days=1)), history_of([], DAY)):
        assert (history.first_day, history.counts.shape) == (date.max, (0, len(CHANNELS)))
        assert history.row(DAY) == -1


def test_a_far_until_costs_nothing() -> None:
    """The table ends with the last logged day, not with the last day of the calendar."""
    assert len(history_of([count(DAY, "reaction_given")], date.max).counts) == 1


@pytest.mark.parametrize("days", [-3, 0, 2, 9])
def test_rates_of_a_day_know_nothing_of_later_days(days: int) -> None:
    """A whole history asked for a past day says what the history of that day said."""
    counts = [count(DAY + timedelta(days=back), "reaction_given", back + 1) for back in range(5)]
    day = DAY + timedelta(days=days)
    whole, known = history_of(counts, DAY + timedelta(days=9)), history_of(counts, day)
    assert weekly_rates(whole, day).tolist() == weekly_rates(known, day).tolist()


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (-9, -2, [0, 0, 0, 0]),
        (-2, 0, [1, 0, 0, 0]),
        (1, 2, [0, 1, 1, 0]),
        (3, 99, [0, 0, 0, 1]),
        (50, 99, [0, 0, 0, 0]),
    ],
)
def test_an_unlogged_period_may_reach_beyond_the_log_and_the_day_asked(
    start: int, end: int, expected: list[int]
) -> None:
    """Only its days between the log's first and the day asked are flagged; away days never are."""
    history = history_of([count(DAY, "reaction_given")], DAY)
    span = (DAY + timedelta(days=start), DAY + timedelta(days=end))
    for kind, flags in (("unlogged", expected), ("away", [0, 0, 0, 0])):
        found = days_in(history, [PeriodSpan(kind, *span)], "unlogged", 4)
        assert found.tolist() == flags


def test_last_days_name_the_last_day_of_each_channel() -> None:
    """Channels never logged are absent."""
    later = DAY + timedelta(days=3)
    history = history_of(
        [count(DAY, "reaction_given"), count(later, "reaction_given"), count(DAY, "reshare", perspective=True)], later
    )
    assert last_days(history) == {"reaction_given": later, "reshare_perspective": DAY}


@pytest.mark.parametrize(
    ("back", "expected"),
    [(-1, None), (0, "unlogged"), (1, "away"), (2, "away"), (3, None)],
)
def test_both_ends_of_a_period_belong_to_it(back: int, expected: PeriodKind | None) -> None:
    """Where both kinds overlap the day is away: nothing is expected of it."""
    periods = [
        PeriodSpan("unlogged", DAY, DAY + timedelta(days=1)),
        PeriodSpan("away", DAY + timedelta(days=1), DAY + timedelta(days=2)),
    ]
    assert period_on(periods, DAY + timedelta(days=back)) == expected
