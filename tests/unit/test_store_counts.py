"""The counts of days are what counting anew would give."""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colonnade.errors import Conflict
from colonnade.habits.days import day_of
from colonnade.model import Preferences
from colonnade.store import log, preferences, views
from colonnade.store.database import Database
from colonnade.store.files import database_file
from harness.entries import CLIENT, NOW, amend, record, retract

TIMES = st.integers(0, 48 * 60 - 1).map(lambda minutes: datetime(2026, 11, 18) + timedelta(minutes=minutes))  # noqa: DTZ001 - offsets beside
OFFSETS = st.sampled_from(["+00:00", "+01:00", "-08:00", "+05:45", "+14:00"])
STARTS = st.sampled_from(["00:00", "02:30", "04:00", "11:59"])
PLACED = st.tuples(TIMES, OFFSETS).map(lambda it: it[0].isoformat() + it[1])


def preferred(day_start: str, minutes: int = 0) -> Preferences:
    """Preferences chosen so many minutes before NOW."""
    changed_at = NOW - timedelta(minutes=minutes)
    return Preferences(
        zone="Europe/Berlin", day_start=day_start, week_start="monday", sales_navigator=True, changed_at=changed_at
    )


async def counted(times: list[str], starts: list[str], cut: int) -> tuple[Counter[str], list[datetime]]:
    """The counts after days began at several times in turn, and the moments of what was logged."""
    with tempfile.TemporaryDirectory() as folder:
        db = await Database.open(database_file(Path(folder)))
        await db._writer.run(lambda connection: connection.execute("PRAGMA synchronous = OFF").close())
        entries = [record(number, at=at) for number, at in enumerate(times, 1)]
        await log.append(db, entries[:cut], CLIENT, NOW)
        for number, start in enumerate(starts):
            await preferences.prefer(db, preferred(start, minutes=50 - number), NOW)
        await log.append(db, entries[cut:], CLIENT, NOW)
        if len(times) > 1:
            await log.append(db, [retract(900, 1), amend(901, 2, at=times[0])], CLIENT, NOW)
        days = await db.read(views.day_counts)
        shown = await db.read(lambda connection: views.activities(connection, views.Filter(), 500, None))
        await db.close()
    return Counter({str(one.day): one.count for one in days}), [one.at for one in shown.items]


@settings(deadline=None, max_examples=30)
@given(times=st.lists(PLACED, max_size=12), starts=st.lists(STARTS, min_size=1, max_size=3), cut=st.integers(0, 12))
def test_counts_kept_beside_the_log_equal_counting_anew(times: list[str], starts: list[str], cut: int) -> None:
    """Whenever days came to begin at another time, before or after an activity was logged, moved or taken back."""
    counts, moments = asyncio.run(counted(times, starts, cut))
    assert counts == Counter(str(day_of(at, starts[-1])) for at in moments)


async def test_a_later_start_of_the_day_moves_the_night_to_the_evening_before(db: Database) -> None:
    """Half past two in the night, with days that begin at four."""
    await log.append(
        db, [record(1, at="2026-11-20T02:30:00+01:00"), record(2, at="2026-11-20T04:00:00+01:00")], CLIENT, NOW
    )
    assert [(str(c.day), c.count) for c in await db.read(views.day_counts)] == [("2026-11-20", 2)]
    await preferences.prefer(db, preferred("04:00"), NOW)
    assert [(str(c.day), c.count) for c in await db.read(views.day_counts)] == [("2026-11-19", 1), ("2026-11-20", 1)]


async def test_later_preferences_stay_when_earlier_ones_arrive(db: Database) -> None:
    """Two open settings pages: the one saved later wins, and the counts follow it alone."""
    await log.append(db, [record(1, at="2026-11-20T02:30:00+01:00")], CLIENT, NOW)
    await preferences.prefer(db, preferred("04:00", minutes=1), NOW)
    with pytest.raises(Conflict) as refused:
        await preferences.prefer(db, preferred("00:00", minutes=2), NOW)
    assert refused.value.code == "superseded"
    assert (await preferences.preferences(db)).day_start == "04:00"
    assert [str(c.day) for c in await db.read(views.day_counts)] == ["2026-11-19"]


async def test_preferences_of_one_moment_are_decided_alike_everywhere(db: Database, tmp_path: Path) -> None:
    """Whichever came first, so that two logs that merge agree."""
    one, other = preferred("00:00"), preferred("04:00")
    second = await Database.open(database_file(tmp_path))
    ends = []
    for into, order in ((db, (one, other)), (second, (other, one))):
        for wanted in order:
            try:
                await preferences.prefer(into, wanted, NOW)
            except Conflict:
                continue
        ends.append((await preferences.preferences(into)).day_start)
    await second.close()
    assert ends == ["04:00", "04:00"]


async def test_a_browsers_zone_is_taken_only_until_the_person_chose(db: Database) -> None:
    """The first browser tells where the person is; what was chosen is never overwritten by a browser."""
    await preferences.suggest_zone(db, "Europe/Berlin", NOW)
    await preferences.suggest_zone(db, "Asia/Tokyo", NOW)
    assert (await preferences.preferences(db)).zone == "Europe/Berlin"
    old = preferred("00:00").model_copy(update={"zone": "Europe/Paris", "changed_at": NOW - timedelta(days=3000)})
    await preferences.prefer(db, old, NOW)
    assert (await preferences.preferences(db)).zone == "Europe/Paris"


async def test_what_was_chosen_under_a_clock_far_ahead_is_no_bar(db: Database) -> None:
    """The clock was a year ahead for once: the next choice counts, and from then on the later one wins again."""
    ahead = NOW + timedelta(days=365)
    await preferences.prefer(db, preferred("04:00").model_copy(update={"changed_at": ahead}), ahead)
    await preferences.prefer(db, preferred("02:00"), NOW)
    assert (await preferences.preferences(db)).day_start == "02:00"
    with pytest.raises(Conflict):
        await preferences.prefer(db, preferred("03:00", minutes=5), NOW)


async def test_preferences_nobody_chose_are_the_default_ones(db: Database) -> None:
    """UTC, from midnight, from Monday."""
    found = await preferences.preferences(db)
    assert (found.zone, found.day_start, found.week_start) == ("UTC", "00:00", "monday")
