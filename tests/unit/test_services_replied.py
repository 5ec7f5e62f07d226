"""A share of owed replies in every picture: today, streaks, weeks, months, the next step and the tiles."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from colonnade.habits.document import Routine, RoutineHabit
from colonnade.habits.presets import PRESETS, UNCHOSEN
from colonnade.model import Entry, HabitProgress, Preferences, Today
from colonnade.services import picture
from colonnade.services.months import month_of
from colonnade.services.next_steps import next_of
from colonnade.services.preferring import prefer
from colonnade.services.routines import put_routine
from colonnade.services.sight import Sight
from colonnade.services.summaries import document_of, summary_of
from colonnade.store import log
from colonnade.store.database import Database
from harness.entries import CLIENT, NOW, ago, period, record

# 20 November 2026, noon in UTC, is a Friday; its week began on Monday the 16th.
SHARE = next(habit for habit in PRESETS[1].habits if habit.of == "replies")


def routine(*habits: RoutineHabit, seconds: int = 0) -> Routine:
    """The solo routine and these."""
    every = [*UNCHOSEN.habits, *habits]
    return UNCHOSEN.model_copy(update={"habits": every, "changed_at": NOW + timedelta(seconds=seconds)})


def came(number: int, count: int = 1, who: str = "", **before: float) -> Entry:
    return record(number, "message_received", at=ago(**before), count=count, contact=who)


def answered(number: int, count: int = 1, who: str = "", **before: float) -> Entry:
    return record(number, "message_replied", at=ago(**before), count=count, contact=who)


def share_of(today: Today) -> HabitProgress:
    """The row of the share."""
    return next(one for one in today.habits if one.of == "replies")


@pytest.fixture
async def asked(db: Database) -> Database:
    """A log whose person wants nine of ten within a day, and has written nothing yet."""
    await put_routine(db, routine(SHARE), NOW)
    zone = {"zone": "UTC", "day_start": "00:00", "week_start": "monday", "sales_navigator": True}
    await prefer(db, Preferences.model_validate(zone | {"changed_at": NOW}), NOW)
    return db


async def test_today_tells_the_share_of_the_week_and_what_can_still_be_done(asked: Database) -> None:
    """Nine of ten in time on Thursday, last week's aside; two of this morning wait, and two that are late."""
    said = [
        came(1, 10, days=1, hours=3),
        answered(2, 9, days=1, hours=1),
        came(3, 5, days=9),
        came(4, 2, hours=2),
        came(5, days=1, hours=2),
    ]
    await log.append(asked, said, CLIENT, NOW)
    today = await picture.today_of(Sight(asked), NOW)
    row = share_of(today)
    # The nine answers closed the five of last week first, which were late; of eleven of this week four were answered.
    assert (row.done, row.target) == (4, 11)
    assert today.share is not None
    assert (today.share.percent, today.share.hours, today.share.open) == (90, 24, 2)
    assert (today.owed_replies, row.due, row.cadence) == (9, True, "90 % within 24 h")
    # A weekly habit is no part of what is left today.
    assert (today.left.clicks, [one.of for one in today.habits[-2:]]) == (5, ["replies", "reading"])


async def test_an_answer_moves_the_row_at_once_and_time_alone_does_too(asked: Database) -> None:
    """By one and the same look; no entry tells it that hours ran out."""
    sight = Sight(asked)
    await log.append(asked, [came(1, 2, hours=23)], CLIENT, NOW)
    assert [(share_of(one).done, share_of(one).target) for one in [await picture.today_of(sight, NOW)]] == [(0, 0)]
    await log.append(asked, [answered(2, minutes=1)], CLIENT, NOW)
    row = share_of(await picture.today_of(sight, NOW))
    assert (row.done, row.target) == (1, 1)
    later = share_of(await picture.today_of(sight, NOW + timedelta(hours=2)))
    assert (later.done, later.target) == (1, 2)


async def test_its_tile_logs_an_answer_and_comes_after_those_of_the_other_habits(asked: Database) -> None:
    """Whom it was and whether it was in time are left to chips; no second tile answers messages."""
    tiles = (await picture.today_of(Sight(asked), NOW)).tiles
    assert [(one.habit, one.kind) for one in tiles[4:]] == [
        ("follow_up", "message_sent"),
        ("prompt", "message_replied"),
    ]
    assert (tiles[5].label, tiles[5].qualifiers, tiles[5].fixed, tiles[5].pillar) == (
        "Message answered",
        {},
        [],
        "build",
    )
    assert [one.kind for one in tiles].count("message_replied") == 1


async def test_beside_a_habit_of_answers_its_tile_bears_its_own_name(db: Database) -> None:
    """Two buttons of one name could not be told apart."""
    counted = UNCHOSEN.habits[4].model_copy(update={"id": "own_7", "kind": "message_replied", "any_of": [{}]})
    await put_routine(db, routine(counted, SHARE), NOW)
    tiles = (await picture.today_of(Sight(db), NOW)).tiles
    assert [one.label for one in tiles if one.kind == "message_replied"] == ["Message answered", "Owed replies in time"]


@pytest.mark.parametrize(
    ("hours", "place"),
    [
        # Its day ends before midnight: first of all. It has until tomorrow: after everything but the reading.
        (20, 0),
        (2, -2),
    ],
)
async def test_next_asks_for_an_answer_when_it_is_due(asked: Database, hours: float, place: int) -> None:
    """With the time it has left, and again only after everything else when it was declined."""
    await log.append(asked, [came(1, hours=hours)], CLIENT, NOW)
    sight, declined, steps = Sight(asked), list[str](), []
    for _ in range(7):
        step = (await next_of(sight, declined, NOW)).next
        assert step is not None
        steps.append(step)
        declined.append(step.opens or step.clicks[0].kind)
    assert [step.habit for step in steps].count("prompt") == 1
    answer = steps[place]
    assert (answer.habit, answer.opens, answer.gain, answer.title) == ("prompt", "owed", None, "Answer a message")
    assert answer.reason.endswith("in time until 16:00." if hours == 20 else "one is still in time.")


async def test_nothing_is_asked_while_away_and_by_who_asks_for_no_share(db: Database) -> None:
    """Messages that wait are told all the same."""
    await log.append(db, [came(1, hours=20)], CLIENT, NOW)
    today = await picture.today_of(Sight(db), NOW)
    assert (today.share, today.owed_replies, [one.of for one in today.habits].count("replies")) == (None, 1, 0)
    await put_routine(db, routine(SHARE), NOW)
    await log.append(db, [period(2, "2026-11-20", "2026-11-20")], CLIENT, NOW)
    today = await picture.today_of(Sight(db), NOW)
    assert (share_of(today).due, today.next) == (False, None)


async def test_its_streak_is_followed_for_a_year_and_mends_with_what_is_logged_late(asked: Database) -> None:
    """Thirty weeks in a row; one answer taken from the tenth week back leaves nine."""
    sight = Sight(asked)
    weeks = [
        entry
        for n in range(1, 31)
        for entry in (came(n, who=f"N{n}", days=7 * n, hours=3), answered(100 + n, who=f"N{n}", days=7 * n))
        if n != 10
    ]
    await log.append(asked, weeks, CLIENT, NOW)
    streak = share_of(await picture.today_of(sight, NOW)).streak
    assert streak is not None
    # A week without a message is stepped over.
    assert (streak.unit, streak.length, streak.skips_left) == ("weeks", 29, 1)
    await log.append(asked, [came(200, 2, days=71), came(201, 2, days=72)], CLIENT, NOW)
    for look in (sight, Sight(asked)):
        streak = share_of(await picture.today_of(look, NOW)).streak
        assert streak is not None
        # September's budget takes the miss.
        assert (streak.length, streak.skips_left) == (29, 1)
    await put_routine(asked, routine(SHARE.model_copy(update={"skips": 0}), seconds=1), NOW)
    streak = share_of(await picture.today_of(sight, NOW)).streak
    assert streak is not None
    assert streak.length == 9


async def test_week_and_month_count_the_replies_that_were_due(asked: Database) -> None:
    """Each week by what was asked in it; a week in which none was due asks for nothing."""
    before = SHARE.model_copy(update={"target": 50, "end": date(2026, 11, 15)})
    await put_routine(asked, routine(before, SHARE.model_copy(update={"start": date(2026, 11, 16)}), seconds=1), NOW)
    said = [
        came(1, 4, "Ann", days=8),
        answered(2, 2, "Ann", days=8),
        came(3, 10, "Bob", days=3),
        answered(4, 8, "Bob", days=3),
        came(5, 3, "Cid", hours=1),
    ]
    await log.append(asked, said, CLIENT, NOW)
    sight, at = Sight(asked), NOW + timedelta(days=17)
    it = await summary_of(sight, "2026-W47", "mine", NOW)
    row = next(one for one in it.habits if one.unit == "replies")
    assert (row.result, row.target, row.previous_result, row.previous_target) == (8, 10, 2, 4)
    assert (row.pillar, it.habits[-1].id) == ("build", "reading")
    page = (await document_of(sight, "2026-W47", "mine", "md", NOW)).body.decode()
    assert "| Owed replies in time | 90 % within 24 h | 8 of 10 (80 %) | 2 of 4 (50 %) |" in page
    empty = (await document_of(sight, "2026-W49", "mine", "md", at)).body.decode()
    assert "| Owed replies in time | 90 % within 24 h | none due | none due |" in empty
    month = await month_of(sight, "2026-11", "mine", at)
    found = next(one for one in month.habits if one.id == "prompt")
    # Met in its first week, missed and skipped in the second; the third and the fourth asked for nothing.
    assert (found.met, found.asked, found.unit, found.pillar) == (1, 2, "weeks", "build")


async def test_a_share_that_was_missed_is_suggested_for_the_week_to_come(db: Database) -> None:
    """Where nothing else was missed that has points to gain; with no word of points."""
    own = UNCHOSEN.model_copy(update={"habits": [SHARE, UNCHOSEN.habits[-1]], "changed_at": NOW})
    await put_routine(db, own, NOW)
    await log.append(db, [came(1, 10, days=3), answered(2, 8, days=3)], CLIENT, NOW)
    suggestion = (await summary_of(Sight(db), "2026-W47", "mine", NOW)).suggestion
    assert suggestion is not None
    assert (suggestion.title, suggestion.reason, suggestion.minutes) == (
        "Answer messages within 24 h",
        "8 of 10 answers came in time this week, 90 % asked.",
        30,
    )
    await log.append(db, [answered(3, days=2, hours=23, minutes=50)], CLIENT, NOW)
    after = (await summary_of(Sight(db), "2026-W47", "mine", NOW)).suggestion
    assert after is not None
    assert after.title == "Read the official page once"


async def test_a_night_counts_in_the_day_that_began_at_three(asked: Database) -> None:
    """A message of Sunday evening that is answered at half past two on Monday is of the week before."""
    changes = {"zone": "UTC", "day_start": "03:00", "week_start": "monday", "sales_navigator": True}
    night = datetime.fromisoformat("2026-11-16T02:30:00+00:00")
    said = [came(1, days=4, hours=14), record(2, "message_replied", at=night.isoformat())]
    await log.append(asked, said, CLIENT, NOW)
    sight = Sight(asked)
    assert share_of(await picture.today_of(sight, NOW)).target == 1
    late = Preferences.model_validate(changes | {"changed_at": NOW + timedelta(seconds=1)})
    await prefer(asked, late, NOW)
    for look in (sight, Sight(asked)):
        row = share_of(await picture.today_of(look, NOW))
        assert row.target == 0
        assert row.streak is not None
        assert row.streak.length == 1
