"""The routine is one document with its history, the later winning."""

from __future__ import annotations

from datetime import timedelta

import pytest

from colonnade.catalogue import faults_of
from colonnade.errors import Conflict, Invalid
from colonnade.habits.document import AT_ONCE, Preset, Routine, RoutineHabit
from colonnade.habits.presets import PRESETS, UNCHOSEN
from colonnade.services.routines import faults_of as faults_in
from colonnade.services.routines import put_routine, routine_of
from colonnade.store.database import Database
from colonnade.store.tick import sequence_in
from harness.entries import NOW


def routine(seconds: int = 0, **changes: object) -> Routine:
    """The routine of who has not chosen, changed so many seconds from now."""
    return UNCHOSEN.model_copy(update={"changed_at": NOW + timedelta(seconds=seconds), **changes})


async def test_who_has_chosen_nothing_has_the_solo_preset_since_ever(db: Database) -> None:
    """Its history begins before any log, so that a first change ends it and forgets nothing."""
    kept = await routine_of(db)
    assert kept == UNCHOSEN
    assert kept.habits == PRESETS[0].habits
    assert {str(habit.start) for habit in kept.habits} == {"2003-01-01"}


async def test_the_later_routine_wins_whatever_comes_first(db: Database) -> None:
    """An earlier one is refused and changes nothing; the same again is no change."""
    later = routine(2, budget=30)
    assert await put_routine(db, later, NOW) == later
    seq = await db.read(sequence_in)
    with pytest.raises(Conflict) as refused:
        await put_routine(db, routine(1), NOW)
    assert refused.value.code == "superseded"
    await put_routine(db, later, NOW)
    assert await db.read(sequence_in) == seq
    assert await routine_of(db) == later


async def test_a_routine_of_a_clock_that_was_far_ahead_holds_up_no_later_one(db: Database) -> None:
    """It could be kept when its time was possible; the clock is right again."""
    ahead = NOW + timedelta(days=400)
    await put_routine(db, routine(400 * 86_400, budget=20), ahead)
    later = routine(1, budget=30)
    assert await put_routine(db, later, NOW) == later
    assert (await routine_of(db)).budget == 30


async def test_of_two_changed_at_the_same_time_both_orders_keep_the_same(db: Database) -> None:
    """The text decides, so that two logs that merge decide alike."""
    one, other = routine(1, budget=20), routine(1, budget=30)
    await put_routine(db, one, NOW)
    await put_routine(db, other, NOW)
    with pytest.raises(Conflict):
        await put_routine(db, one, NOW)
    assert (await routine_of(db)).budget == 30


async def test_what_is_wrong_is_told_of_every_habit_at_once(db: Database) -> None:
    """With a pointer into the document that was sent."""
    first, *others = PRESETS[0].habits
    wrong = [first.model_copy(update={"better": 1}), *others, first.model_copy(update={"end": NOW.date()})]
    with pytest.raises(Invalid) as refused:
        await put_routine(db, routine(1, habits=wrong), NOW)
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [
        ("/habits/0/better", "order"),
        ("/habits/0/start", "conflict"),
        ("/habits/6/start", "conflict"),
    ]
    assert await routine_of(db) == UNCHOSEN


async def test_a_habit_may_end_and_start_anew_the_next_day(db: Database) -> None:
    """Which is how its target changes without a word about the days before."""
    first = PRESETS[0].habits[0]
    day = NOW.date()
    parts = [
        first.model_copy(update={"end": day - timedelta(days=1)}),
        first.model_copy(update={"target": 5, "better": None, "start": day}),
    ]
    wanted = routine(1, habits=parts)
    await put_routine(db, wanted, NOW)
    assert await routine_of(db) == wanted


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
async def test_every_preset_can_be_kept_as_it_is(db: Database, preset: Preset) -> None:
    """Its kinds and qualifiers are the catalogue's, and it is not too long."""
    assert await put_routine(db, routine(1, habits=preset.habits), NOW)
    assert len(preset.habits) <= AT_ONCE + 1
    for habit in preset.habits:
        for option in habit.any_of:
            assert habit.kind is not None
            assert list(faults_of(habit.kind, option)) == []


def test_the_presets_are_those_of_the_article() -> None:
    """What each asks for, and how much of it."""
    said = {p.id: [(h.id, h.per, h.target, h.better) for h in p.habits] for p in PRESETS}
    assert said == {
        "solo": [
            ("comments", "day", 2, 3),
            ("profiles", "day", 3, 5),
            ("posts", "week", 3, None),
            ("requests", "week", 3, None),
            ("follow_up", "week", 1, None),
            ("reading", "week", 1, None),
        ],
        "dedicated": [
            ("comments", "day", 5, None),
            ("profiles", "day", 10, None),
            ("requests", "day", 2, None),
            ("searches", "day", 1, None),
            ("posts", "week", 3, None),
            ("leads", "week", 3, None),
            ("long_post", "week", 1, None),
            ("follow_up", "week", 5, None),
            ("prompt", "week", 90, None),
            ("reading", "week", 1, None),
        ],
        "one_post": [
            ("useful_post", "week", 1, None),
            ("profiles", "week", 3, None),
            ("replies", "week", 3, None),
            ("requests", "week", 1, None),
            ("reading", "week", 1, None),
        ],
    }


def test_a_routine_without_a_share_is_written_and_read_as_before_there_were_any() -> None:
    """Nothing is said of hours, so that older agents and older archives are understood both ways."""
    content = UNCHOSEN.model_dump_json()
    assert "hours" not in content
    assert Routine.model_validate_json(content) == UNCHOSEN
    assert '"hours":24' in UNCHOSEN.model_copy(update={"habits": [SHARE]}).model_dump_json()


SHARE = PRESETS[1].habits[-2]
FIRST = UNCHOSEN.habits[0]
MANY = [FIRST.model_copy(update={"id": f"x{n}"}) for n in range(AT_ONCE)]


@pytest.mark.parametrize(
    ("habits", "expected"),
    [
        ([SHARE.model_copy(update={"hours": None, "better": 95})], ["0 better", "0 hours"]),
        ([SHARE.model_copy(update={"per": "day", "kind": "message_replied"})], ["0 kind", "0 per"]),
        ([FIRST.model_copy(update={"hours": 24, "target": 51, "better": None})], ["0 hours", "0 target"]),
        ([SHARE, SHARE.model_copy(update={"id": "other"})], ["0 of", "1 of"]),
        ([*MANY, SHARE], [f"{n} start" for n in range(AT_ONCE + 1)]),
        ([*MANY[1:], SHARE, UNCHOSEN.habits[-1]], []),
    ],
)
async def test_what_is_wrong_with_a_share_is_told_field_by_field(
    db: Database, habits: list[RoutineHabit], expected: list[str]
) -> None:
    """One at a time runs, and it is among the nine that have a tile; a reading may run beside them."""
    found = [
        fault.pointer.removeprefix("/habits/").replace("/", " ") for fault in faults_in(routine(1, habits=habits), NOW)
    ]
    assert sorted(found) == sorted(expected)
    if expected:
        with pytest.raises(Invalid):
            await put_routine(db, routine(1, habits=habits), NOW)
    else:
        assert await put_routine(db, routine(1, habits=habits), NOW)
