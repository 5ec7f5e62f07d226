"""The demo agrees with itself: routine, heat map, list, readings, summaries and estimates of every day."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from colonnade.catalogue import KINDS, PILLARS
from colonnade.errors import Unavailable
from colonnade.habits.days import iso_week
from colonnade.habits.routine import SOLO
from colonnade.model import Activity, DayDots, Reading
from colonnade.services import looking_back, picture
from colonnade.services.demonstrating import make_demo, refuse_own_log
from colonnade.services.sight import Sight
from colonnade.services.summaries import summary_of
from colonnade.store import views
from colonnade.store.database import Database
from colonnade.store.demo import is_demo
from colonnade.store.files import database_file, prepare_folder

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 14, 0, tzinfo=BERLIN)
TODAY = NOW.date()
FIRST = TODAY - timedelta(days=83)
EVERY_DAY = [FIRST + timedelta(days=number) for number in range(84)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds the demo."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    prepare_folder(folder)
    asyncio.run(make_demo(folder, NOW, BERLIN, "Europe/Berlin"))
    return folder


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Sight]:
    """A look at the database of a folder."""
    db = await Database.open(database_file(folder))
    try:
        yield Sight(db)
    finally:
        await db.close()


@pytest.fixture
async def sight(folder: Path) -> AsyncIterator[Sight]:
    """A look at the demo."""
    async with opened(folder) as sight:
        yield sight


async def listed(sight: Sight) -> list[Activity]:
    """The whole list, page by page, as the Activity page asks for it."""
    found: list[Activity] = []
    cursor: str | None = None
    while True:
        page = await sight.db.read(lambda connection, at=cursor: views.activities(connection, views.Filter(), 100, at))
        found += page.items
        cursor = page.next
        if cursor is None:
            return found


def pillar_counts(activities: Sequence[Activity], day: date) -> dict[str, int]:
    """How much a list holds of each pillar on a day."""
    counted = Counter[str]()
    for one in activities:
        if one.day == day:
            counted[KINDS[one.kind].pillar or ""] += one.count
    return {pillar: counted[pillar] for pillar in PILLARS}


def dotted(dots: DayDots) -> dict[str, int]:
    """The same of a day of the heat map."""
    return {pillar: getattr(dots, pillar) for pillar in PILLARS}


async def test_list_and_heat_map_hold_the_same_on_every_day(sight: Sight) -> None:
    """The year of days on Activity, the four weeks on Today."""
    activities = await listed(sight)
    year = (await looking_back.days_between(sight, FIRST, TODAY, NOW)).items
    today = await picture.today_of(sight, NOW)
    assert [dots.day for dots in year] == EVERY_DAY
    for dots in [*year, *(one for one in today.days if one.day <= TODAY)]:
        assert dotted(dots) == pillar_counts(activities, dots.day), dots.day
    away = [dots for dots in year if dots.period == "away"]
    assert len(away) == 6
    assert {sum(dotted(dots).values()) for dots in away} == {0}


async def test_the_routine_counts_what_the_list_holds(sight: Sight) -> None:
    """Of today for a daily habit, of this week for a weekly one; and something is left to do."""
    activities, today = await listed(sight), await picture.today_of(sight, NOW)
    monday = TODAY - timedelta(days=TODAY.weekday())
    shown = {habit.id: habit.done for habit in today.habits}
    for habit in SOLO:
        since = TODAY if habit.per == "day" else monday
        done = sum(one.count for one in activities if one.day >= since and habit.counts(one.kind, one.qualifiers))
        assert shown[habit.id] == done, habit.id
    assert today.left.clicks > 0
    assert today.next is not None
    assert [one.id for one in today.last] == [one.id for one in activities[:3]]


async def test_every_summary_counts_what_the_list_holds(sight: Sight) -> None:
    """Each week's kinds by day, its readings, its away days, and its end as the estimate says."""
    activities = await listed(sight)
    readings = await sight.db.read(views.readings)
    for week in sorted({iso_week(day, "monday") for day in EVERY_DAY}):
        summary = await summary_of(sight, week, "mine", NOW)
        assert summary.demo
        days = [summary.first + timedelta(days=number) for number in range((summary.last - summary.first).days + 1)]
        held = Counter[tuple[str, date]]()
        for one in activities:
            held[one.kind, one.day] += one.count
        for kind in [*summary.kinds, *summary.outcomes]:
            assert kind.days == [held[kind.kind, day] for day in days], (week, kind.kind)
        assert sum(kind.value for kind in [*summary.kinds, *summary.outcomes]) == sum(
            one.count for one in activities if one.day in days
        )
        assert summary.readings == [one for one in readings if one.day in days]
        estimate = await picture.estimate_of(sight, summary.last, NOW)
        assert [row.now for row in summary.pillars] == [
            *(getattr(estimate.pillars, p) for p in PILLARS),
            estimate.total,
        ]


async def test_what_was_believed_each_night_is_what_the_log_says_of_it(sight: Sight) -> None:
    """Estimate, curve and snapshot of a day are one; no night was missed since the log began."""
    history = await looking_back.pillars_between(sight, FIRST, TODAY, NOW)
    assert history.days == EVERY_DAY
    for place in (20, 55, 83):
        estimate = await picture.estimate_of(sight, EVERY_DAY[place], NOW)
        assert history.brand.mean[place] == pytest.approx(estimate.pillars.brand.mean)
        assert history.total.high[place] == pytest.approx(estimate.total.bands["80"][1])
    nights = history.snapshots
    assert not any(nights.replayed)
    begins = min(one.day for one in await listed(sight))
    assert nights.days == [day for day in EVERY_DAY if begins <= day < TODAY]
    for place, day in enumerate(nights.days):
        assert nights.find[place] == pytest.approx(history.find.mean[EVERY_DAY.index(day)]), day


async def test_readings_lie_where_the_estimates_expect_them(sight: Sight) -> None:
    """Most of them in the band of the day before: data nobody would wonder at."""
    history = await looking_back.pillars_between(sight, FIRST, TODAY, NOW)
    readings: list[Reading] = await sight.db.read(views.readings)
    inside = [
        series.low[place] - 0.5 <= getattr(reading, pillar) <= series.high[place] + 0.5
        for reading in readings[3:]
        for pillar, series in ((pillar, getattr(history, pillar)) for pillar in PILLARS)
        for place in [EVERY_DAY.index(reading.day) - 1]
    ]
    assert sum(inside) / len(inside) > 0.6
    today = await picture.today_of(sight, NOW)
    assert today.reading is not None
    assert today.reading.day == readings[-1].day
    assert today.industry_rank is not None
    assert today.industry_rank.before is not None


def test_it_is_the_same_every_time(folder: Path, tmp_path: Path) -> None:
    """Entry for entry, at another hour of that day too."""

    def entries(place: Path) -> list[tuple[object, ...]]:
        connection = sqlite3.connect(place / "colonnade.db")
        found = connection.execute("SELECT seq, id, content, kept_at FROM entries ORDER BY seq").fetchall()
        connection.close()
        return found

    asyncio.run(make_demo(tmp_path, NOW + timedelta(hours=3), BERLIN, "Europe/Berlin"))
    assert entries(tmp_path) == entries(folder)


async def test_another_day_takes_the_place_of_the_demo_before(tmp_path: Path) -> None:
    """Even one that was killed and left its write-ahead log."""
    await make_demo(tmp_path, NOW, BERLIN, None)
    (tmp_path / "colonnade.db-wal").write_bytes(b"left over")
    (tmp_path / "colonnade.db.new").write_bytes(b"never finished")
    tomorrow = NOW + timedelta(days=1)
    refuse_own_log(tmp_path)
    await make_demo(tmp_path, tomorrow, BERLIN, None)
    assert os.listdir(tmp_path) == ["colonnade.db"]  # noqa: PTH208 - a test waits for its disk
    async with opened(tmp_path) as sight:
        assert await sight.db.read(is_demo)
        nights = await looking_back.pillars_between(sight, FIRST, TODAY, tomorrow)
    assert nights.snapshots.days[-1] == TODAY


async def own_log(folder: Path) -> None:
    """A log of which nothing is a demo."""
    async with opened(folder):
        pass


def test_a_folder_with_anything_else_is_refused(tmp_path: Path) -> None:
    """One's own log, even an empty one; a database of something else; other files; and it stays as it was."""
    cases = {name: tmp_path / name for name in ("own", "empty", "garbage", "other", "fresh", "missing", "locked")}
    for path in list(cases.values())[:-2]:
        path.mkdir()
    cases["locked"].mkdir()
    asyncio.run(own_log(cases["own"]))
    (cases["empty"] / "colonnade.db").touch()
    (cases["garbage"] / "colonnade.db").write_bytes(b"Demo" * 100)
    (cases["other"] / "letter.txt").write_text("dear reader", encoding="utf-8")
    (cases["locked"] / "colonnade.lock").touch()
    for name in ("own", "empty", "garbage", "other"):
        before = {path.name: path.read_bytes() for path in cases[name].iterdir()}
        with pytest.raises(Unavailable, match="Nothing was changed"):
            refuse_own_log(cases[name])
        assert {path.name: path.read_bytes() for path in cases[name].iterdir()} == before
    for name in ("fresh", "missing", "locked"):
        refuse_own_log(cases[name])


async def test_a_demo_is_a_demo_also_where_the_zone_is_not_known(tmp_path: Path) -> None:
    """The days are this machine's then; the zone comes with the first browser, as always."""
    east = timezone(timedelta(hours=9))
    await make_demo(tmp_path, NOW, east, None)

    async with opened(tmp_path) as sight:
        none = await sight.db.read(lambda connection: connection.execute("SELECT count(*) FROM preferences").fetchone())
        assert none == (0,)
        nights = (await looking_back.pillars_between(sight, FIRST, TODAY, NOW)).snapshots
    assert (nights.days[-1], any(nights.replayed)) == (TODAY - timedelta(days=1), False)
