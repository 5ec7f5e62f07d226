"""How far each habit is, and what is left of today."""

from __future__ import annotations

from datetime import date

import pytest

from colonnade.catalogue import CHANNELS, KINDS, QualifierValue, channel_of
from colonnade.habits.days import WeekStart
from colonnade.habits.progress import counts_of, left, progress
from colonnade.habits.routine import SOLO, Habit
from colonnade.model import DayCount, HabitCount, HabitProgress, PeriodKind

FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 11, day) for day in (20, 21, 22, 16))


def did(day: date, kind: str, number: int = 1, **qualifiers: QualifierValue) -> DayCount:
    return DayCount(day=day, kind=kind, qualifiers=qualifiers, count=number)


def rows(
    *counts: DayCount, day: date = FRIDAY, week_start: WeekStart = "monday", period: PeriodKind | None = None
) -> dict[str, HabitProgress]:
    return {row.id: row for row in progress(SOLO, counts, day, week_start, period)}


def done(*counts: DayCount, day: date = FRIDAY, week_start: WeekStart = "monday") -> dict[str, int]:
    return {row.id: row.done for row in rows(*counts, day=day, week_start=week_start).values() if row.done}


def test_the_routine_reads_as_it_is_shown() -> None:
    """Names, targets and effort of the preset, in the order of the page."""
    assert [(row.name, row.cadence, row.pillar, row.minutes) for row in rows().values()] == [
        ("Substantive comments", "2 on weekdays", "engage", 4),
        ("Profiles reviewed", "3 on weekdays", "find", 1),
        ("Posts", "3 a week", "brand", 25),
        ("Requests with a note", "3 a week", "build", 2),
        ("Follow-up message", "1 a week", "build", 3),
    ]


def test_progress_tells_what_counts_so_that_a_client_can_count_alone() -> None:
    """The kind and every set of qualifiers of the habit travel with it."""
    found = rows()
    assert found["profiles"].kind == "profile_viewed"
    assert found["profiles"].any_of == [{"via": "search"}, {"via": "suggestion"}]
    assert found["posts"].any_of == [{}]


@pytest.mark.parametrize("habit", SOLO, ids=lambda habit: habit.id)
def test_a_habit_stands_in_the_pillar_of_its_kind(habit: Habit) -> None:
    """So that its hue is the hue of its dots; and a click for it counts in a channel of its kind."""
    assert habit.pillar == KINDS[habit.kind].pillar
    assert habit.channel in KINDS[habit.kind].channels
    assert habit.channel == channel_of(habit.kind, habit.click)
    assert habit.channel in CHANNELS


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], {}),
        ([did(FRIDAY, "comment_written", depth="substantive")], {"comments": 1}),
        ([did(FRIDAY, "comment_written", depth="substantive", audience="target")], {"comments": 1}),
        ([did(FRIDAY, "comment_written", depth="shallow")], {}),
        ([did(FRIDAY, "comment_written")], {}),
        (
            [did(FRIDAY, "profile_viewed", via="search"), did(FRIDAY, "profile_viewed", via="suggestion")],
            {"profiles": 2},
        ),
        ([did(FRIDAY, "profile_viewed", via="feed")], {}),
        ([did(FRIDAY, "post_published"), did(FRIDAY, "post_published", form="long")], {"posts": 2}),
        ([did(FRIDAY, "connection_request", 4, note=True, role="peer")], {"requests": 4}),
        ([did(FRIDAY, "connection_request", note=False)], {}),
        ([did(FRIDAY, "message_sent", purpose="follow_up")], {"follow_up": 1}),
        ([did(FRIDAY, "comment_written", 10**6, depth="substantive")], {"comments": 10**6}),
    ],
)
def test_an_activity_counts_when_it_has_the_qualifiers_the_habit_asks_for(
    counts: list[DayCount], expected: dict[str, int]
) -> None:
    """More qualifiers never hurt; what was not said does not count; a count counts as often as it says."""
    assert done(*counts) == expected


@pytest.mark.parametrize(
    ("day", "week_start", "expected"),
    [
        (FRIDAY, "monday", {"comments": 2, "posts": 6}),
        (MONDAY, "monday", {"comments": 1, "posts": 6}),
        (SUNDAY, "monday", {"comments": 3, "posts": 6}),
        (FRIDAY, "sunday", {"comments": 2, "posts": 3}),
        (SUNDAY, "sunday", {"comments": 3, "posts": 3}),
    ],
)
def test_a_daily_habit_counts_its_day_and_a_weekly_one_its_week(
    day: date, week_start: WeekStart, expected: dict[str, int]
) -> None:
    """The week before and the week after do not count, by the person's own start of the week."""
    counts = [
        did(date(2026, 11, 15), "post_published", 100),
        did(MONDAY, "post_published", 1),
        did(FRIDAY, "post_published", 2),
        did(SUNDAY, "post_published", 3),
        did(date(2026, 11, 29), "post_published", 1000),
        did(MONDAY, "comment_written", 1, depth="substantive"),
        did(FRIDAY, "comment_written", 2, depth="substantive"),
        did(SUNDAY, "comment_written", 3, depth="substantive"),
    ]
    if week_start == "sunday":
        counts[0] = did(date(2026, 11, 14), "post_published", 100)
    assert done(*counts, day=day, week_start=week_start) == expected


@pytest.mark.parametrize(
    ("day", "period", "due"),
    [
        (FRIDAY, None, {"comments", "profiles", "posts", "requests", "follow_up"}),
        (FRIDAY, "unlogged", {"comments", "profiles", "posts", "requests", "follow_up"}),
        (FRIDAY, "away", set()),
        (SATURDAY, None, {"posts", "requests", "follow_up"}),
        (SUNDAY, None, {"posts", "requests", "follow_up"}),
        (SUNDAY, "away", set()),
    ],
)
def test_nothing_is_due_while_away_and_no_daily_habit_on_a_weekend(
    day: date, period: PeriodKind | None, due: set[str]
) -> None:
    """A weekly habit may be met on any day of its week."""
    assert {row.id for row in rows(day=day, period=period).values() if row.due} == due


@pytest.mark.parametrize(
    ("counts", "day", "clicks", "minutes"),
    [
        ([], FRIDAY, 5, 11),
        ([did(FRIDAY, "comment_written", depth="substantive")], FRIDAY, 4, 7),
        ([did(FRIDAY, "comment_written", 9, depth="substantive")], FRIDAY, 3, 3),
        ([did(MONDAY, "comment_written", 9, depth="substantive")], FRIDAY, 5, 11),
        ([did(FRIDAY, "post_published", 2)], FRIDAY, 5, 11),
        ([], SATURDAY, 0, 0),
    ],
)
def test_left_today_is_what_todays_daily_habits_miss(
    counts: list[DayCount], day: date, clicks: int, minutes: float
) -> None:
    """Weekly habits do not count, and what was done beyond one target helps no other."""
    found = left(list(rows(*counts, day=day).values()))
    assert (found.clicks, found.minutes) == (clicks, minutes)


def test_the_small_counts_say_the_same_as_the_progress() -> None:
    """Each answer carries the numbers that Today shows."""
    found = list(rows(did(FRIDAY, "comment_written", depth="substantive")).values())
    small = counts_of(found, [HabitCount(id="reading", done=0, target=1)], FRIDAY)
    assert small.day == FRIDAY
    assert small.left == left(found)
    assert small.habits[0] == HabitCount(id="comments", done=1, target=2)
    assert [habit.id for habit in small.habits] == [*(row.id for row in found), "reading"]
