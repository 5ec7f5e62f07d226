"""The one habit that helps most now."""

from __future__ import annotations

import re
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colonnade.catalogue import CHANNELS, QualifierValue, faults_of
from colonnade.habits.next_step import next_step
from colonnade.habits.progress import progress
from colonnade.habits.routine import SOLO
from colonnade.model import Click, DayCount, Next, PeriodKind
from colonnade.scoring import history_of, last_days, weekly_rates

FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)
REST = np.zeros(len(CHANNELS))


def did(day: date, kind: str, number: int = 1, **qualifiers: QualifierValue) -> DayCount:
    return DayCount(day=day, kind=kind, qualifiers=qualifiers, count=number)


def offered(
    *counts: DayCount, day: date = FRIDAY, period: PeriodKind | None = None, rates: np.ndarray = REST
) -> Next | None:
    rows = progress(SOLO, counts, day, "monday", period)
    return next_step(SOLO, rows, rates, day, last_days(history_of(counts, day)))


PROFILES = did(FRIDAY, "profile_viewed", 3, via="search")
REQUESTS = did(FRIDAY, "connection_request", 3, note=True)
MESSAGE = did(FRIDAY, "message_sent", purpose="follow_up")
COMMENTS = did(FRIDAY, "comment_written", 2, depth="substantive")
POSTS = did(FRIDAY, "post_published", 3)


@pytest.mark.parametrize(
    ("done", "title"),
    [
        ([], "Send a connection request with a note"),
        ([REQUESTS], "Review 3 profiles you searched for"),
        ([REQUESTS, PROFILES], "Send a follow-up message"),
        ([REQUESTS, PROFILES, MESSAGE], "Write 2 substantive comments"),
        ([REQUESTS, PROFILES, MESSAGE, COMMENTS], "Publish a post"),
    ],
)
def test_the_unmet_habit_with_most_to_gain_for_the_time_comes_first(done: list[DayCount], title: str) -> None:
    """From rest, in prior points a minute: requests, profiles, a follow-up, comments, posts."""
    found = offered(*done)
    assert found is not None
    assert found.title == title


def test_nothing_is_next_when_nothing_is_unmet() -> None:
    """A met routine and a day away ask nothing."""
    assert offered(REQUESTS, PROFILES, MESSAGE, COMMENTS, POSTS) is None
    assert offered(period="away") is None


def test_a_rate_already_high_has_less_to_gain() -> None:
    """Who sends thirty requests a week is offered profiles instead."""
    rates = REST.copy()
    rates[[channel.id for channel in CHANNELS].index("request_note")] = 30
    found = offered(rates=rates)
    assert found is not None
    assert found.habit == "profiles"


def test_daily_habits_are_not_offered_on_a_weekend() -> None:
    """With the week's requests and messages done, a Saturday has the posts left."""
    found = offered(REQUESTS, MESSAGE, day=SATURDAY)
    assert found is not None
    assert found.habit == "posts"


def test_a_daily_habit_is_offered_whole() -> None:
    """Everything today misses at once: title, minutes, button and clicks agree."""
    found = offered(REQUESTS, PROFILES, MESSAGE)
    assert found == Next(
        habit="comments",
        pillar="engage",
        title="Write 2 substantive comments",
        reason="Engage has the most to gain for the time: no substantive comment yet today.",
        minutes=8,
        button="Done: log 2 comments",
        clicks=[Click(kind="comment_written", qualifiers={"depth": "substantive"}, count=2)],
    )


def test_a_weekly_habit_is_offered_one_at_a_time() -> None:
    """A week's work is spread over the week: nobody is told to write three posts now."""
    found = offered(REQUESTS, PROFILES, MESSAGE, COMMENTS, did(FRIDAY - timedelta(days=2), "post_published"))
    assert found == Next(
        habit="posts",
        pillar="brand",
        title="Publish a post",
        reason="Brand has the most to gain for the time: 1 of 3 done this week.",
        minutes=25,
        button="Done: log 1 post",
        clicks=[Click(kind="post_published", qualifiers={}, count=1)],
    )


@pytest.mark.parametrize(
    ("counts", "fact"),
    [
        ([], "no substantive comment yet today"),
        ([did(FRIDAY, "comment_written", depth="substantive")], "1 of 2 done today"),
        ([did(FRIDAY, "comment_written", depth="shallow")], "no substantive comment yet today"),
        ([did(date(2026, 11, 19), "comment_written", depth="substantive")], "no substantive comment yet today"),
        ([did(date(2026, 11, 17), "comment_written", depth="substantive")], "no substantive comment since Tuesday"),
        ([did(date(2026, 11, 3), "comment_written", depth="substantive")], "no substantive comment since 3 November"),
        (
            [did(date(2025, 12, 3), "comment_written", depth="substantive")],
            "no substantive comment since 3 December 2025",
        ),
    ],
)
def test_the_reason_names_a_fact_about_the_habit(counts: list[DayCount], fact: str) -> None:
    """How many of today, or since when none, as the log has it."""
    found = offered(REQUESTS, PROFILES, MESSAGE, *counts)
    assert found is not None
    assert found.reason == f"Engage has the most to gain for the time: {fact}."


@settings(deadline=None)
@given(
    counts=st.lists(
        st.builds(
            lambda back, click, number: did(FRIDAY - timedelta(days=back), click[0], number, **click[1]),
            st.integers(-2, 40),
            st.sampled_from([(habit.kind, option) for habit in SOLO for option in habit.any_of]),
            st.integers(1, 5),
        ),
        max_size=20,
    ),
    day=st.dates(date(2026, 11, 14), date(2026, 11, 23)),
)
def test_the_button_meets_what_it_offers_and_promises_no_points(counts: list[DayCount], day: date) -> None:
    """Its clicks are of the catalogue and move the named habit as far as they say; the same day says the same."""
    history = history_of(counts, day)
    rates, last = weekly_rates(history, day), last_days(history)
    rows = progress(SOLO, counts, day, "monday", None)
    found = next_step(SOLO, rows, rates, day, last)
    assert found == next_step(SOLO, rows, rates, day, last)
    unmet = {row.id: row for row in rows if row.due and row.done < row.target}
    assert (found is None) == (not unmet)
    if found is None:
        return
    (click,) = found.clicks
    assert not list(faults_of(click.kind, click.qualifiers))
    assert click.count <= unmet[found.habit].target - unmet[found.habit].done
    assert found.minutes == click.count * unmet[found.habit].minutes
    logged = did(day, click.kind, click.count, **click.qualifiers)
    after = {row.id: row.done for row in progress(SOLO, [*counts, logged], day, "monday", None)}
    assert after[found.habit] == unmet[found.habit].done + click.count
    assert not re.search(r"[+%]|points?", found.title + found.reason + found.button)
