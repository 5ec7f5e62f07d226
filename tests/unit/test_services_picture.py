"""What the person sees follows from the log, and stays small."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colonnade.catalogue import KINDS, Kind, QualifierValue
from colonnade.errors import Invalid
from colonnade.habits.document import AT_ONCE, UNANSWERED, Answers, IdleDays
from colonnade.habits.presets import UNCHOSEN
from colonnade.habits.written import Audience
from colonnade.model import STATE_LIMIT, Preferences, TodayCounts, Unanswered
from colonnade.services import picture
from colonnade.services.answers import put_answers
from colonnade.services.preferring import is_zone, prefer
from colonnade.services.routines import put_routine
from colonnade.services.sight import Sight
from colonnade.services.writing import put_audience
from colonnade.store import log, preferences
from colonnade.store.database import Database
from harness.entries import CLIENT, NOW, ago, amend, period, reading, record, retract, uid

BOOT = "b" * 32
CLEAR = (
    "DELETE FROM entries",
    "DELETE FROM activities",
    "DELETE FROM day_counts",
    "DELETE FROM periods",
    "DELETE FROM readings",
    "DELETE FROM preferences",
    "DELETE FROM changes",
)
"""So that every example begins with an empty log."""


async def counts_now(db: Database) -> TodayCounts:
    """Today's counts, as every answer carries them."""
    return await db.read(picture.CountsAt.the_minute_of(NOW))


def preferred(**changes: object) -> Preferences:
    """Preferences as a person in Berlin might choose them."""
    base = {
        "zone": "Europe/Berlin",
        "day_start": "00:00",
        "week_start": "monday",
        "sales_navigator": True,
        "changed_at": NOW,
    }
    return Preferences.model_validate(base | changes)


def every_way(kind: Kind) -> dict[str, QualifierValue]:
    """All qualifiers of a kind, each with its longest value."""
    return {q.name: max((v.value for v in q.values), key=str) for q in kind.qualifiers}


async def test_the_picture_of_an_empty_log_is_whole(db: Database) -> None:
    """First run: nothing kept, everything to do, an estimate from the prior alone."""
    state = await picture.state_of(Sight(db), BOOT, NOW)
    assert (state.seq, state.boot, str(state.today.day), state.today.week) == (0, BOOT, "2026-11-20", "2026-W47")
    assert state.today.empty
    assert (state.today.left.clicks, state.today.confirmed_at, state.today.last) == (5, None, [])
    assert state.estimate.basis == "prior"
    assert len(state.today.days) == 28


async def test_a_click_moves_its_habit_in_every_picture(db: Database) -> None:
    """Today, the state and the small counts of an answer tell the same."""
    said = record(1, qualifiers={"depth": "substantive"}, at=ago(minutes=1))
    await log.append(db, [said, record(2, qualifiers={"depth": "shallow"})], CLIENT, NOW)
    today, counts = (
        await picture.today_of(Sight(db), NOW),
        await db.read(picture.CountsAt.the_minute_of(NOW)),
    )
    assert (today.habits[0].id, today.habits[0].done, today.left.clicks) == ("comments", 1, 4)
    assert (counts.habits[0].done, counts.left.clicks, counts.day) == (1, 4, date(2026, 11, 20))
    assert [one.id for one in today.last] == [uid(2), uid(1)]
    assert today.confirmed_at == NOW + timedelta(microseconds=1)
    assert (await picture.state_of(Sight(db), BOOT, NOW)).today == today


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    hours=st.lists(st.integers(0, 24 * 16), max_size=8),
    zone=st.sampled_from(["UTC", "Asia/Tokyo", "America/Los_Angeles"]),
    day_start=st.sampled_from(["00:00", "04:00"]),
    week_start=st.sampled_from(["monday", "sunday"]),
    away=st.booleans(),
    read=st.lists(st.integers(0, 24 * 16), max_size=2),
)
async def test_the_small_counts_are_those_of_today(
    db: Database, hours: list[int], zone: str, day_start: str, week_start: str, away: bool, read: list[int]
) -> None:
    """Wherever the person is, whenever days and weeks begin, away or not, whenever they read."""
    for statement in CLEAR:
        await db.write(lambda connection, statement=statement: connection.execute(statement))
    await prefer(db, preferred(zone=zone, day_start=day_start, week_start=week_start), NOW)
    kinds = [("comment_written", {"depth": "substantive"}), ("connection_request", {"note": True})]
    said = [
        record(n, kinds[n % 2][0], qualifiers=kinds[n % 2][1], at=ago(hours=hour)) for n, hour in enumerate(hours, 1)
    ]
    said += [reading(800 + n, at=ago(hours=hour)) for n, hour in enumerate(read)]
    await log.append(db, said + ([period(900, "2026-11-19", "2026-11-21")] if away else []), CLIENT, NOW)
    today, counts = (
        await picture.today_of(Sight(db), NOW),
        await db.read(picture.CountsAt.the_minute_of(NOW)),
    )
    assert counts.day == today.day
    assert counts.left == today.left
    assert [(h.id, h.done, h.target) for h in counts.habits] == [(h.id, h.done, h.target) for h in today.habits]


async def test_owed_replies_stand_until_they_are_answered(db: Database) -> None:
    """Named and not, at most five people of however many, and an answer closes its own."""
    came = [record(n, "message_received", contact=f"Name {n}", at=ago(hours=20 - n)) for n in range(1, 8)]
    await log.append(db, [*came, record(20, "message_received", count=2, at=ago(days=40))], CLIENT, NOW)
    today = await picture.today_of(Sight(db), NOW)
    assert [(one.contact, one.number) for one in today.owed] == [(f"Name {n}", 1) for n in range(1, 6)]
    assert today.owed_replies == 7
    await log.append(db, [record(30, "message_replied", contact="name 3", at=ago(minutes=1))], CLIENT, NOW)
    today = await picture.today_of(Sight(db), NOW)
    assert [one.contact for one in today.owed] == ["Name 1", "Name 2", "Name 4", "Name 5", "Name 6"]
    assert today.owed_replies == 6


async def test_an_away_day_asks_nothing_and_an_unlogged_one_still_does(db: Database) -> None:
    """In the state and in the small counts; a period taken back asks again."""
    for said, clicks, name in (
        (period(1, "2026-11-19", "2026-11-20"), 0, "away"),
        (amend(2, 1, "period", period="unlogged"), 5, "unlogged"),
        (retract(3, 1, "period"), 5, None),
    ):
        await log.append(db, [said], CLIENT, NOW)
        today = await picture.today_of(Sight(db), NOW)
        assert (today.period, today.left.clicks) == (name, clicks)
        assert (await counts_now(db)).left.clicks == clicks


async def test_today_turns_at_the_persons_own_midnight(db: Database) -> None:
    """In their zone and at their start of the day."""
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    for zone, day_start, day in (
        ("UTC", "00:00", 20),
        ("Europe/Berlin", "00:00", 21),
        ("Europe/Berlin", "04:00", 20),
        ("America/Los_Angeles", "00:00", 20),
        ("Asia/Tokyo", "04:00", 21),
    ):
        changed = NOW + timedelta(seconds=day)
        await preferences.prefer(db, preferred(zone=zone, day_start=day_start, changed_at=changed), NOW)
        assert (await picture.today_of(Sight(db), late)).day == date(2026, 11, day)
        assert await picture.day_now(db, late) == date(2026, 11, day)
        await db.write(lambda c: c.execute("DELETE FROM preferences"))


async def test_the_estimate_of_a_past_day_uses_the_readings_up_to_that_day(db: Database) -> None:
    """A reading of yesterday says nothing of last week."""
    await log.append(db, [record(1, at=ago(days=9)), reading(2, at=ago(days=1))], CLIENT, NOW)
    past, now = date(2026, 11, 13), date(2026, 11, 20)
    assert (await picture.estimate_of(Sight(db), past, NOW)).basis == "prior"
    assert (await picture.estimate_of(Sight(db), now, NOW)).basis == "reading"
    assert await picture.estimate_of(Sight(db), None, NOW) == await picture.estimate_of(Sight(db), now, NOW)


@pytest.mark.parametrize("day", [date.min, date(2003, 1, 1), date(2028, 1, 1), date.max])
async def test_any_day_has_an_estimate(db: Database, day: date) -> None:
    """Far before the log and far behind it, too."""
    await log.append(db, [record(1, at=ago(days=400)), record(2), period(3, "2026-01-01", "2026-02-01")], CLIENT, NOW)
    estimate = await picture.estimate_of(Sight(db), day, NOW)
    assert estimate.day == day
    assert 0 <= estimate.total.mean <= 100


async def test_the_state_of_a_heavy_log_fits_in_16_kb(db: Database) -> None:
    """400 days of every kind with all qualifiers; the longest notes and names, of characters of four bytes each."""
    kinds = list(KINDS.values())
    said = [
        record(400 * n + day, kind.id, qualifiers=every_way(kind), at=ago(days=day, minutes=n), count=1000)
        for n, kind in enumerate(kinds, 1)
        for day in range(400)
    ]
    longest = max(kinds, key=lambda kind: len(str(every_way(kind))))
    names = [chr(0x1D120 + n) * 60 for n in range(5)]
    said += [
        record(10**6 + 40 + n, "message_received", contact=name, count=1000, at=ago(days=2))
        for n, name in enumerate(names)
    ]
    said += [
        record(
            *(10**6 + n, longest.id), qualifiers=every_way(longest), note="𝄞" * 280, contact=names[0], thread=uid(400)
        )
        for n in range(3)
    ]
    said += [amend(10**6 + 10 + n, 10**6 + n, count=1000) for n in range(3)]
    said += [period(10**6 + 20, "2026-10-01", "2026-12-01"), reading(10**6 + 30)]
    await log.append(db, said, CLIENT, NOW)
    await put_audience(db, Audience(text="𝄞" * 400, changed_at=NOW), NOW)
    state = await picture.state_of(Sight(db), BOOT, NOW)
    assert [len(one.note) for one in state.today.last] == [280] * 3
    assert [len(one.contact) for one in state.today.owed[-4:]] == [60] * 4
    assert len(state.model_dump_json().encode()) <= STATE_LIMIT


async def test_a_retract_of_the_only_activity_is_not_a_first_run_of_the_agent(db: Database) -> None:
    """The newest entry was kept all the same, and the person is told when."""
    await log.append(db, [record(1), retract(2, 1)], CLIENT, NOW)
    today = await picture.today_of(Sight(db), NOW)
    assert (today.empty, today.left.clicks) == (True, 5)
    assert today.confirmed_at == NOW + timedelta(microseconds=1)


OWN = UNCHOSEN.model_copy(
    update={
        "changed_at": NOW,
        "habits": [
            *(habit.model_copy(update={"end": date(2026, 11, 18)}) for habit in UNCHOSEN.habits),
            UNCHOSEN.habits[0].model_copy(update={"target": 4, "better": None, "start": date(2026, 11, 19)}),
            UNCHOSEN.habits[2].model_copy(update={"per": "seven_days", "start": date(2026, 11, 19)}),
        ],
    }
)
"""From Thursday on four comments a day, and posts by any seven days; nothing else."""


async def test_every_picture_is_of_the_persons_own_routine(db: Database) -> None:
    """What runs today, with its own target; the tiles carry it; what has ended asks nothing more."""
    said = [record(1, qualifiers={"depth": "substantive"}), record(2, "post_published", at=ago(days=6))]
    await log.append(db, [*said, record(3, "post_published", at=ago(days=7))], CLIENT, NOW)
    await put_routine(db, OWN, NOW)
    today, counts = await picture.today_of(Sight(db), NOW), await counts_now(db)
    assert [(one.id, one.per, one.done, one.target) for one in today.habits] == [
        ("comments", "day", 1, 4),
        ("posts", "seven_days", 1, 3),
    ]
    assert [one.days for one in today.habits] == [[], [1, 0, 0, 0, 0, 0, 0]]
    assert [one.model_dump() for one in counts.habits] == [
        {"id": one.id, "done": one.done, "target": one.target} for one in today.habits
    ]
    assert (counts.left, today.left.clicks) == (today.left, 3)
    assert [tile.habit for tile in today.tiles] == ["comments", "posts", None, None, None, None]
    assert today.next is not None
    assert today.next.habit == "comments"


async def test_a_streak_goes_on_over_a_change_and_tells_what_was_asked_then(db: Database) -> None:
    """Two comments sufficed until Wednesday; on Thursday two were too few, and one miss of the month is skipped."""
    said = [record(n, qualifiers={"depth": "substantive"}, at=ago(days=n), count=2) for n in range(1, 4)]
    await log.append(db, said, CLIENT, NOW)
    before = (await picture.today_of(Sight(db), NOW)).habits[0].streak
    await put_routine(db, OWN, NOW)
    after = (await picture.today_of(Sight(db), NOW)).habits[0].streak
    assert before is not None
    assert after is not None
    assert (before.unit, before.length, before.skips_left) == ("days", 3, 2)
    assert (after.unit, after.length, after.skips_left) == ("days", 2, 1)
    # Thursday's miss was skipped, so that it takes nothing; what it gave before is gone.
    assert (before.strength, after.strength) == (0.188, 0.129)


async def test_an_empty_working_day_is_asked_about_until_it_is_answered(db: Database) -> None:
    """Nothing done makes it a miss, days away freeze it; for who is not to be asked the day stays open."""
    said = [record(n, qualifiers={"depth": "substantive"}, at=ago(days=n), count=2) for n in (2, 3)]
    await log.append(db, said, CLIENT, NOW)

    async def look() -> tuple[Unanswered | None, int, int]:
        today = await picture.today_of(Sight(db), NOW)
        streak = today.habits[0].streak
        assert streak is not None
        return today.unanswered, streak.length, streak.skips_left

    thursday = date(2026, 11, 19)
    assert await look() == (Unanswered(first=thursday, last=thursday), 2, 2)
    silent = UNANSWERED.model_copy(update={"ask": False, "changed_at": NOW})
    await put_answers(db, silent, NOW)
    assert await look() == (None, 2, 2)
    idle = [IdleDays(first=date(2026, 11, 14), last=thursday)]
    await put_answers(db, Answers(ask=True, idle=idle, changed_at=NOW + timedelta(seconds=1)), NOW)
    assert await look() == (None, 2, 1)
    await log.append(db, [period(9, "2026-11-19", "2026-11-19")], CLIENT, NOW)
    assert await look() == (None, 2, 2)


async def test_a_person_without_any_habit_has_a_picture_too(db: Database) -> None:
    """Nothing is left, nothing comes next, and six tiles are there all the same."""
    await log.append(db, [record(1)], CLIENT, NOW)
    await put_routine(db, UNCHOSEN.model_copy(update={"habits": [], "changed_at": NOW}), NOW)
    today = await picture.today_of(Sight(db), NOW)
    assert (today.habits, today.next, today.left.clicks, today.lagging) == ([], None, 0, None)
    assert len(today.tiles) == 6


async def test_the_state_of_the_longest_routine_fits_in_16_kb(db: Database) -> None:
    """Nine habits with the longest names and the most qualifiers, a whole reading, and three long notes."""
    longest = max((kind for kind in KINDS.values() if kind.pillar), key=lambda kind: len(str(every_way(kind))))
    habit = UNCHOSEN.habits[0].model_copy(
        update={
            "kind": longest.id,
            "any_of": [every_way(longest), {}, {"depth": "substantive"}],
            "name": "𝄞" * 28,
            "time": "23:59",
        }
    )
    habits = [habit.model_copy(update={"id": f"x{n:011}"}) for n in range(AT_ONCE)]
    habits.append(UNCHOSEN.habits[-1])
    said = [record(n, longest.id, qualifiers=every_way(longest), note="𝄞" * 280, count=1000) for n in range(1, 4)]
    group = {"total": 99.25, "brand": 24.75, "find": 24.75, "engage": 24.75, "build": 24.75}
    every = reading(30, total=48.75, industry=group, network=group, industry_rank=12.25, network_rank=12.25)
    await log.append(db, [*said, period(20, "2026-10-01", "2026-11-19"), every], CLIENT, NOW)
    await put_routine(db, UNCHOSEN.model_copy(update={"habits": habits, "changed_at": NOW}), NOW)
    state = await picture.state_of(Sight(db), BOOT, NOW)
    assert len(state.today.habits) == AT_ONCE + 1
    assert len(state.model_dump_json().encode()) <= STATE_LIMIT


@pytest.mark.parametrize("name", ["Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+3"])
def test_a_zone_has_a_name_of_the_zone_database(name: str) -> None:
    """Whatever its form."""
    assert is_zone(name)


@pytest.mark.parametrize("name", ["", "Europe", "Mars/Olympus", "../etc/passwd", "/etc/passwd", "Europe/Berlin\0", "."])
def test_what_is_no_zone_is_none(name: str) -> None:
    """A folder of the zone database and a way out of it included."""
    assert not is_zone(name)


async def test_preferences_that_cannot_hold_are_refused_by_field(db: Database) -> None:
    """A time far ahead would win over every later choice; both faults are told at once."""
    with pytest.raises(Invalid) as refused:
        await prefer(db, preferred(zone="Mars/Olympus", changed_at=NOW + timedelta(days=1, microseconds=1)), NOW)
    assert [(f.pointer, f.code) for f in refused.value.faults] == [("/zone", "one_of"), ("/changed_at", "too_late")]
    kept = await prefer(db, preferred(changed_at=NOW + timedelta(days=1)), NOW)
    assert await preferences.preferences(db) == kept


async def test_a_reading_of_the_total_alone_moves_every_pillar(db: Database) -> None:
    """It says little of each, and something of all."""
    nothing: dict[str, None] = dict.fromkeys(("brand", "find", "engage", "build"))
    weekly = [reading(number, at=ago(days=7 * number), engage=7) for number in range(1, 4)]
    await log.append(db, weekly, CLIENT, NOW)
    before = await picture.estimate_of(Sight(db), None, NOW)
    await log.append(db, [reading(9, at=ago(hours=2), **nothing, total=54.0)], CLIENT, NOW)
    after = await picture.estimate_of(Sight(db), None, NOW)
    moved = [getattr(after.pillars, one).mean - getattr(before.pillars, one).mean for one in nothing]
    assert [one > 0 for one in moved] == [True] * 4
    assert 0.5 < after.total.mean - before.total.mean < 6
