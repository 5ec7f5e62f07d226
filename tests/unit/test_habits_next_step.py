"""The one habit that helps most now."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colonnade.catalogue import PILLARS, QualifierValue, faults_of
from colonnade.habits.next_step import Now, Weighed, ranked, suggested
from colonnade.habits.progress import progress
from colonnade.habits.routine import SOLO
from colonnade.model import Click, DayCount, Gain, Lagging, Next, PeriodKind
from colonnade.scoring import history_of, last_days

FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)
PLAIN = {"requests": 0.13, "profiles": 0.09, "follow_up": 0.08, "comments": 0.04, "posts": 0.02}
"""What a minute of each habit brings, where a test says nothing else."""


def did(day: date, kind: str, number: int = 1, **qualifiers: QualifierValue) -> DayCount:
    return DayCount(day=day, kind=kind, qualifiers=qualifiers, count=number)


def weighed(per_minute: dict[str, float] = PLAIN, gain: Gain | None = None) -> list[Weighed]:
    return [Weighed(gain, per_minute[habit.id]) for habit in SOLO]


def steps(
    *counts: DayCount,
    day: date = FRIDAY,
    period: PeriodKind | None = None,
    weights: list[Weighed] | None = None,
    lagging: Lagging | None = None,
) -> list[Next]:
    rows = progress(SOLO, counts, day, "monday", period)
    now = Now(day, "monday", last_days(history_of(counts, day)), lagging)
    return ranked(SOLO, rows, weights or weighed(), now)


def offered(*counts: DayCount, day: date = FRIDAY, period: PeriodKind | None = None) -> Next | None:
    return suggested(steps(*counts, day=day, period=period), [])


PROFILES = did(FRIDAY, "profile_viewed", 3, via="search")
REQUESTS = did(FRIDAY, "connection_request", 3, note=True)
MESSAGE = did(FRIDAY, "message_sent", purpose="follow_up")
COMMENTS = did(FRIDAY, "comment_written", 2, depth="substantive")
POSTS = did(FRIDAY, "post_published", 3)


TUESDAY = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("done", "title"),
    [
        ([], "Review 3 profiles you searched for"),
        ([did(TUESDAY, "profile_viewed", 3, via="search")], "Write 2 substantive comments"),
    ],
)
def test_what_is_for_today_comes_before_what_has_time(done: list[DayCount], title: str) -> None:
    """On a Tuesday the week's requests still fit into its end, whatever a minute of them brings."""
    found = offered(*done, did(TUESDAY, "post_published"), day=TUESDAY)
    assert found is not None
    assert found.title == title


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
def test_of_what_has_to_be_done_today_the_most_points_a_minute_come_first(done: list[DayCount], title: str) -> None:
    """On a Friday the week runs out, and all five have to be done."""
    found = offered(*done)
    assert found is not None
    assert found.title == title


def test_the_lagging_pillar_comes_before_everything() -> None:
    """Engage holds back: comments come first, although everything else brings more for a minute."""
    reason = "Engage is 2.1 below your industry's average, further than any other pillar."
    lagging = Lagging(pillar="engage", rule="below_average", reason=reason)
    found = steps(lagging=lagging)
    assert [step.habit for step in found] == ["comments", "requests", "profiles", "follow_up", "posts"]
    assert found[0].reason == "Engage is 2.1 below your industry's average: no substantive comment yet today."
    assert found[1].reason.startswith("The week runs out: ")


def test_what_was_not_done_for_long_counts_up_to_twice() -> None:
    """Profiles of yesterday wait behind a follow-up that nobody ever got, and not behind one of yesterday."""
    yesterday = FRIDAY - timedelta(days=1)
    viewed = did(yesterday, "profile_viewed", 3, via="search")
    assert [step.habit for step in steps(REQUESTS, COMMENTS, POSTS, viewed)] == ["follow_up", "profiles"]
    even = dict.fromkeys(PLAIN, 0.05)
    written = did(yesterday - timedelta(days=7), "message_sent", purpose="follow_up")
    found = steps(REQUESTS, POSTS, viewed, written, did(yesterday, "comment_written", depth="substantive"))
    assert found[0].habit == "follow_up"
    assert [one.habit for one in steps(REQUESTS, POSTS, weights=weighed(even))] == ["comments", "profiles", "follow_up"]


@pytest.mark.parametrize(
    ("low", "words"),
    [
        (0.31, "Kept up for three weeks it is worth about 0.8 points (0.3 to 1.4)."),
        (0.04, "Kept up for three weeks it is worth about 0.8 points (0.0 to 1.4, so perhaps nothing)."),
        (-0.26, "Kept up for three weeks it is worth about 0.8 points (−0.3 to 1.4, so perhaps nothing)."),
    ],
)
def test_a_promise_carries_its_range_and_says_where_that_includes_nothing(low: float, words: str) -> None:
    """As it is shown, with one decimal."""
    found = steps(weights=weighed(gain=Gain(mean=0.8, low=low, high=1.4)))
    assert {step.reason.partition(". ")[2] for step in found} == {words}


def test_nothing_is_next_when_nothing_is_unmet() -> None:
    """A met routine and a day away ask nothing."""
    assert offered(REQUESTS, PROFILES, MESSAGE, COMMENTS, POSTS) is None
    assert offered(period="away") is None


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


COUNTS = st.lists(
    st.builds(
        lambda back, click, number: did(FRIDAY - timedelta(days=back), click[0], number, **click[1]),
        st.integers(-2, 40),
        st.sampled_from([(habit.kind, option) for habit in SOLO for option in habit.any_of]),
        st.integers(1, 5),
    ),
    max_size=20,
)
GAINS = (
    st.builds(lambda mean, to: Gain(mean=mean, low=mean - to, high=mean + to), st.floats(-2, 3), st.floats(0, 5))
    | st.none()
)
LAGGING = st.none() | st.builds(
    lambda pillar, rule: Lagging(pillar=pillar, rule=rule, reason="It is behind, further than any other."),
    st.sampled_from(PILLARS),
    st.sampled_from(["below_average", "most_to_gain"]),
)


@st.composite
def moments(draw: st.DrawFn) -> tuple[list[DayCount], date, list[Next]]:
    """A log, a day and its steps."""
    counts, day = draw(COUNTS), draw(st.dates(date(2026, 11, 14), date(2026, 11, 23)))
    weights = [Weighed(draw(GAINS), draw(st.floats(-1, 1))) for _ in SOLO]
    lagging = draw(LAGGING)
    found = steps(*counts, day=day, weights=weights, lagging=lagging)
    assert found == steps(*counts, day=day, weights=weights, lagging=lagging)
    return counts, day, found


@settings(deadline=None)
@given(moment=moments())
def test_the_button_meets_what_it_offers(moment: tuple[list[DayCount], date, list[Next]]) -> None:
    """Every unmet habit once; the clicks are of the catalogue and move the named habit as far as they say."""
    counts, day, found = moment
    unmet = {row.id: row for row in progress(SOLO, counts, day, "monday", None) if row.due and row.done < row.target}
    assert sorted(step.habit for step in found) == sorted(unmet)
    for step in found:
        (click,) = step.clicks
        assert not list(faults_of(click.kind, click.qualifiers))
        assert click.count <= unmet[step.habit].target - unmet[step.habit].done
        assert step.minutes == click.count * unmet[step.habit].minutes
        logged = did(day, click.kind, click.count, **click.qualifiers)
        after = {row.id: row.done for row in progress(SOLO, [*counts, logged], day, "monday", None)}
        assert after[step.habit] == unmet[step.habit].done + click.count


@settings(deadline=None)
@given(moment=moments())
def test_no_promise_without_its_range_and_none_that_hides_a_nothing(
    moment: tuple[list[DayCount], date, list[Next]],
) -> None:
    """Points are told where the estimator has some, and whenever none are within the range, that is said."""
    for step in moment[2]:
        assert ("points" in step.reason) == (step.gain is not None)
        if step.gain is not None:
            low = re.search(r"\((−?[0-9.]+) to −?[0-9.]+", step.reason)
            assert low is not None
            shown = float(low[1].replace("−", "-"))
            assert ("perhaps nothing" in step.reason) == (shown <= 0)


@settings(deadline=None)
@given(moment=moments(), presses=st.integers(1, 12))
def test_a_declined_kind_is_never_offered_again_at_once(
    moment: tuple[list[DayCount], date, list[Next]], presses: int
) -> None:
    """Who asks for another goes through all kinds before any comes again, and is told where none is left."""
    found = moment[2]
    kinds = {step.clicks[0].kind for step in found}
    declined: list[str] = []
    for _ in range(presses):
        step = suggested(found, declined)
        assert step == suggested(found, declined)
        if step is None:
            assert kinds <= set(declined[-1:])
            return
        kind = step.clicks[0].kind
        assert kind not in declined[-1:]
        assert kind not in declined or kinds <= set(declined)
        declined.append(kind)


def test_a_step_that_is_no_activity_can_be_declined_too() -> None:
    """A reading has no kind; it is declined by its own word."""
    reading = steps()[0].model_copy(update={"habit": "reading", "clicks": [], "opens": "reading"})
    assert suggested([reading], ["reading"]) is None
    assert suggested([reading, *steps()], ["reading"]) == steps()[0]


def test_two_habits_of_one_kind_are_declined_together() -> None:
    """Who does not want to write a post now is not offered a long one."""
    post, other = steps(REQUESTS, PROFILES, MESSAGE)[::-1]
    long_post = post.model_copy(update={"habit": "long_post"})
    assert suggested([post, long_post, other], ["post_published"]) == other
