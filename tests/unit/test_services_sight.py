"""A look that remembers sees what a first look would see, whatever happened in between."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colonnade.habits.presets import PRESETS, UNCHOSEN
from colonnade.model import Entry, Preferences
from colonnade.scoring import Learnt
from colonnade.scoring.checkpoint import Checkpoint, written
from colonnade.services import picture
from colonnade.services.known import Known
from colonnade.services.routines import put_routine
from colonnade.services.sight import Seen, Sight
from colonnade.store import log, preferences
from colonnade.store.database import Connection, Database
from colonnade.store.files import database_file
from harness.entries import CLIENT, NOW, ago, amend, period, reading, record, retract

KINDS = ("comment_written", "post_published", "people_search", "deal_won", "message_received", "message_replied")
DAYS = st.floats(0, 60)


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    """Records of all sorts, back-dated, amended and taken back, in any order."""
    said: list[Entry] = []
    for number in range(1, draw(st.integers(1, 6))):
        at = ago(days=draw(DAYS))
        sort = draw(st.sampled_from(["activity", "activity", "reading", "period"]))
        if sort == "activity":
            said.append(
                record(number, draw(st.sampled_from(KINDS)), at=at, count=draw(st.integers(1, 9)), contact="Ann")
            )
            if draw(st.booleans()):
                said.append(amend(number + 100, number, at=ago(days=draw(DAYS)), contact="Bo"))
        elif sort == "reading":
            said.append(reading(number, at=at, brand=draw(st.integers(0, 25))))
        else:
            day = at[:10]
            said.append(period(number, day, day, period=draw(st.sampled_from(["away", "unlogged"]))))
        if draw(st.integers(0, 3)) == 0:
            said.append(retract(number + 200, number, sort))
    return draw(st.permutations(said))


@pytest.mark.parametrize("day_start", ["00:00", "05:00"])
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(entries(), min_size=1, max_size=3))
def test_what_is_kept_between_looks_is_what_a_first_look_finds(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[Entry]], day_start: str
) -> None:
    """The history, periods and readings are equal, and so is the estimate of every day, after every change."""
    asyncio.run(_compare(tmp_path_factory.mktemp("sight"), batches, day_start))


async def _compare(folder: Path, batches: list[list[Entry]], day_start: str) -> None:
    db = await Database.open(database_file(folder))
    await put_routine(db, UNCHOSEN.model_copy(update={"habits": PRESETS[1].habits, "changed_at": NOW}), NOW)
    sight = Sight(db)
    await same(sight)
    for number, said in enumerate(batches):
        # The ids of one batch begin where those of the one before ended.
        await log.append(db, [_moved(entry, number) for entry in said], CLIENT, NOW)
        await same(Sight(db))  # begins from what was kept before this batch
        await same(sight)
        await sight.keep()
    wanted = preferences.DEFAULT.model_copy(update={"day_start": day_start, "changed_at": NOW})
    await preferences.prefer(db, Preferences.model_validate(wanted), NOW)
    await same(Sight(db))
    await same(sight)
    await db.close()


def _moved(entry: Entry, batch: int) -> Entry:
    def other(id: str) -> str:
        return f"{batch:02d}{id[2:]}"

    return entry.model_copy(update={"entry": other(entry.entry), "subject": other(entry.subject)})


def bits(known: Known) -> bytes:
    """The log as the estimator sees it and all that was learnt of it, as they lie in memory."""
    return written(Checkpoint(known.history, known.periods, known.points, known.lesson.last))


async def rebuilt(db: Database) -> Sight:
    """A look that begins with the log alone, whatever was kept."""
    kept = await db.read(lambda connection: connection.execute("SELECT * FROM checkpoint").fetchone())
    await db.write(lambda connection: connection.execute("DELETE FROM checkpoint"))
    sight = Sight(db)
    await sight.see(NOW, lambda seen, _: seen.known.lessons)
    if kept is not None:
        await db.write(lambda connection: connection.execute("INSERT INTO checkpoint VALUES (?, ?, ?, ?)", kept))
    return sight


def _told(sight: Sight, seen: Seen, connection: Connection) -> tuple[Any, ...]:
    """What was done of each habit on which day; a day that holds nothing may be known or not."""
    tallies = sight.tallies(seen, connection)
    return tallies.logged, [{day: number for day, number in done.items() if number} for done in tallies.done]


async def same(sight: Sight) -> None:
    """Compare this look with one that remembers nothing, to the last bit of what was learnt."""
    days = [(NOW - timedelta(days=back)).date() for back in (59, 30, 3, 0)]

    def look(known: Known) -> tuple[Any, ...]:
        few = (known.believed(*days[1:3]), known.moved(days[2]), known.moved(days[3]))
        return (known.seq, known.periods, known.readings, few, known.believed(*days))

    ours, (seen, history) = await sight.see(NOW, lambda seen, _: (look(seen.known), (seen, seen.known.history)))
    fresh, (first, anew) = await (await rebuilt(sight.db)).see(
        NOW, lambda seen, _: (look(seen.known), (seen, seen.known.history))
    )
    assert bits(seen.known) == bits(first.known)
    assert ours == fresh
    assert await sight.see(NOW, lambda seen, read: _told(sight, seen, read)) == await Sight(sight.db).see(
        NOW, lambda seen, read: _told(Sight(sight.db), seen, read)
    )
    assert await picture.today_of(sight, NOW) == await picture.today_of(Sight(sight.db), NOW)
    assert (seen.day, seen.recent, seen.last, seen.kept_at) == (first.day, first.recent, first.last, first.kept_at)
    assert seen.messages == first.messages
    assert np.array_equal(history.counts, anew.counts)
    if len(history.counts):
        assert history.first_day == anew.first_day


async def test_what_readings_taught_is_kept_until_they_or_the_time_before_them_change(db: Database) -> None:
    """A click of today teaches nothing new; one before the last reading, and a reading, do."""
    await log.append(db, [record(1, at=ago(days=20)), reading(2, at=ago(days=5))], CLIENT, NOW)
    sight = Sight(db)

    async def lesson() -> object:
        def look(known: Known) -> object:
            known.believed(NOW.date())
            return known.lesson.kept[-1]

        return await sight.see(NOW, lambda seen, _: look(seen.known))

    first = await lesson()
    await log.append(db, [record(3, at=ago(hours=2))], CLIENT, NOW)
    assert await lesson() is first
    await log.append(db, [record(4, at=ago(days=6))], CLIENT, NOW)
    second = await lesson()
    assert second is not first
    await log.append(db, [reading(5, at=ago(days=1))], CLIENT, NOW)
    assert await lesson() not in [first, second]


async def test_messages_that_became_old_are_seen_again_once_the_clock_is_set_back(db: Database) -> None:
    """And one that came late for a day long ago stands in its place."""
    await log.append(db, [record(1, "message_received", at=ago(days=80))], CLIENT, NOW)
    sight = Sight(db)

    async def seen(now: datetime) -> list[datetime]:
        return await sight.see(now, lambda seen, _: [one.at for one in seen.messages])

    assert len(await seen(NOW)) == 1
    assert await seen(NOW + timedelta(days=30)) == []
    assert len(await seen(NOW)) == 1
    await log.append(db, [record(2, "message_replied", at=ago(days=85))], CLIENT, NOW)
    assert await seen(NOW) == [NOW - timedelta(days=85), NOW - timedelta(days=80)]


async def test_no_reading_is_told_twice_for_a_day_that_is_asked_for_again(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A summary asks for its last day three times; what the readings up to it taught is worked out once."""
    weekly = [reading(number, at=ago(days=7 * number)) for number in range(1, 9)]
    await log.append(db, [record(20, at=ago(days=80)), *weekly], CLIENT, NOW)
    sight = Sight(db)
    day = (NOW - timedelta(days=24)).date()
    told: list[object] = []
    tell = Learnt.told
    monkeypatch.setattr(Learnt, "told", lambda *given: told.append(given[1]) or tell(*given))
    await sight.see(NOW, lambda seen, _: seen.known.believed(day))
    before = len(told)
    await sight.see(NOW, lambda seen, _: (seen.known.moved(day), seen.known.moved(day, 7)))
    assert len(told) == before > 0
