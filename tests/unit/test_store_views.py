"""Lists: every row once, and only what was asked for."""

from __future__ import annotations

import base64
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colonnade.errors import Invalid
from colonnade.store import log, views
from colonnade.store.database import Database
from harness.entries import CLIENT, NOW, ago, amend, period, reading, record, uid


async def page(
    db: Database, limit: int = 100, cursor: str | None = None, **wanted: Any
) -> tuple[list[str], str | None]:
    """The ids of one page of activities and the cursor of the next."""
    found = await db.read(lambda connection: views.activities(connection, views.Filter(**wanted), limit, cursor))
    return [one.id for one in found.items], found.next


async def test_pages_show_every_activity_once_while_more_are_logged(db: Database) -> None:
    """Newer ones do not push an older one over the edge of a page; equal times are told apart by id."""
    entries = [record(n, at=ago(minutes=100 - n // 3)) for n in range(1, 26)]
    await log.append(db, entries, CLIENT, NOW)
    seen: list[str] = []
    cursor = None
    for extra in range(1, 100):
        ids, cursor = await page(db, 4, cursor)
        seen += ids
        await log.append(db, [record(1000 + extra, at=ago(minutes=1))], CLIENT, NOW)
        if cursor is None:
            break
    assert seen == [uid(n) for n in range(25, 0, -1)]


async def test_a_page_that_ends_with_the_last_row_has_no_next(db: Database) -> None:
    """Nobody is sent to an empty page."""
    await log.append(db, [record(n) for n in range(1, 5)], CLIENT, NOW)
    assert await page(db, 4) == ([uid(n) for n in (4, 3, 2, 1)], None)
    assert (await page(db, 3))[1] is not None


async def test_pages_of_periods_show_each_once_too(db: Database) -> None:
    """The latest start first; equal starts by id."""
    starts = ["2026-03-01", "2026-01-01", "2026-03-01", "2026-02-01", "2026-03-01"]
    await log.append(db, [period(n, start, "2026-03-09") for n, start in enumerate(starts, 1)], CLIENT, NOW)
    seen: list[str] = []
    cursor: str | None = None
    while True:
        found = await db.read(lambda connection, at=cursor: views.periods(connection, 2, at))
        seen += [one.id for one in found.items]
        cursor = found.next
        if cursor is None:
            break
    assert seen == [uid(n) for n in (5, 3, 1, 4, 2)]


def encoded(key: object) -> str:
    """A cursor someone made up."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


MADE_UP = ["", "x", "ü", "====", "AAAA", encoded([1]), encoded(["1", "x"]), encoded([True, "x"]), encoded([1.0, "x"])]
MADE_UP += [encoded([2**63, "x"]), encoded([1, None]), encoded([1, "\ud800"]), encoded({"a": 1}), encoded(None)]


@pytest.mark.parametrize("cursor", MADE_UP)
async def test_a_cursor_somebody_made_up_is_refused(db: Database, cursor: str) -> None:
    """As a fault of that field, whatever is in it."""
    await log.append(db, [record(1)], CLIENT, NOW)
    with pytest.raises(Invalid) as refused:
        await page(db, 4, cursor)
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [("/cursor", "format")]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cursor=st.text(max_size=200))
async def test_no_text_as_a_cursor_is_a_fault_of_the_agent(db: Database, cursor: str) -> None:
    """It is one of the list's own, or refused."""
    for listed in (views.periods, lambda c, n, at: views.activities(c, views.Filter(), n, at)):
        try:
            await db.read(lambda connection, listed=listed: listed(connection, 4, cursor))
        except Invalid:
            continue


async def test_the_text_wanted_is_taken_as_it_is_typed(db: Database) -> None:
    """A per cent sign is a per cent sign, an underscore an underscore, a quote a quote; small and capital are one."""
    notes = {1: "grew 20% a year", 2: "grew 20 a year", 3: "snake_case", 4: "snakeXcase", 5: 'it\'s "so" \\ done'}
    notes[6] = "Größe und Café"
    await log.append(db, [record(n, note=note) for n, note in notes.items()], CLIENT, NOW)
    wanted = {"20%": [1], "%": [1], "_": [3], "SNAKE": [4, 3], "it's": [5], '"so"': [5], "\\": [5], "'; --": []}
    wanted |= {"GRÖSSE": [6], "CAFÉ": [6]}
    for text, numbers in wanted.items():
        assert (await page(db, text=text))[0] == [uid(n) for n in numbers], text
    assert len((await page(db, text=""))[0]) == 6


async def test_days_wanted_are_the_persons_and_included(db: Database) -> None:
    """The day each activity shows, in its own offset, and not the day in UTC."""
    times = ["2026-11-18T23:59:59-08:00", "2026-11-19T00:00:00+14:00", "2026-11-19T23:59:59+01:00"]
    await log.append(db, [record(n, at=at) for n, at in enumerate(times, 1)], CLIENT, NOW)
    nineteenth = date(2026, 11, 19)
    assert sorted((await page(db, first=nineteenth, last=nineteenth))[0]) == [uid(2), uid(3)]
    assert (await page(db, last=date(2026, 11, 18)))[0] == [uid(1)]
    assert (await page(db, first=date(2026, 11, 20)))[0] == []


async def test_the_days_of_readings_are_the_persons_and_included(db: Database) -> None:
    """The day each reading shows, in its own offset, and not the day in UTC."""
    times = ["2026-11-18T23:59:59-08:00", "2026-11-19T00:00:00+14:00", "2026-11-19T23:59:59-12:00"]
    await log.append(db, [reading(n, at=at) for n, at in enumerate(times, 1)], CLIENT, NOW)
    shown = sorted(one.day for one in await db.read(views.readings))

    async def between(first: int, last: int) -> list[date]:
        span = date(2026, 11, first), date(2026, 11, last)
        return await db.read(lambda connection: views.reading_days_between(connection, *span))

    assert sorted(await between(18, 19)) == shown == [date(2026, 11, day) for day in (18, 19, 19)]
    assert await between(19, 19) == shown[1:]
    assert await between(20, 30) == await between(1, 17) == []


async def test_a_period_holds_its_first_and_its_last_day(db: Database) -> None:
    """And no day beside them."""
    await log.append(db, [period(1, "2026-11-19", "2026-11-20"), period(2, "2026-11-20", "2026-11-20")], CLIENT, NOW)
    held = {
        day: await db.read(lambda connection, day=day: views.periods_on(connection, date(2026, 11, day)))
        for day in (18, 19, 20, 21)
    }
    assert {day: [one.id for one in found] for day, found in held.items()} == {
        18: [],
        19: [uid(1)],
        20: [uid(1), uid(2)],
        21: [],
    }


async def test_any_day_of_the_calendar_can_be_wanted(db: Database) -> None:
    """The first and the last there are, too."""
    await log.append(db, [record(1)], CLIENT, NOW)
    assert (await page(db, first=date.min, last=date.max))[0] == [uid(1)]
    assert (await page(db, first=date.max))[0] == []
    assert (await page(db, last=date.min))[0] == []


async def test_kind_and_pillar_narrow_the_list(db: Database) -> None:
    """An outcome belongs to no pillar."""
    kinds = {1: "comment_written", 2: "reshare", 3: "connection_request", 4: "deal_won"}
    await log.append(db, [record(n, kind) for n, kind in kinds.items()], CLIENT, NOW)
    assert (await page(db, kind="reshare"))[0] == [uid(2)]
    assert (await page(db, kind="no_such_kind"))[0] == []
    assert (await page(db, pillar="engage"))[0] == [uid(2), uid(1)]
    assert (await page(db, pillar="brand"))[0] == []
    assert (await page(db, pillar="engage", kind="comment_written"))[0] == [uid(1)]


async def test_an_activity_is_shown_as_it_was_done(db: Database) -> None:
    """With its own offset, to the microsecond, its words, its channel and who kept it."""
    at = "2026-11-19T23:30:00.123456+05:45"
    await log.append(db, [record(1, at=at, qualifiers={"depth": "shallow"}, note="so")], CLIENT, NOW)
    await log.append(db, [amend(2, 1, count=2)], "d" * 32, NOW)
    (one,) = (await db.read(lambda c: views.activities(c, views.Filter(), 1, None))).items
    assert one.at.isoformat() == at
    assert (str(one.day), one.count, one.note, one.amended) == ("2026-11-19", 2, "so", True)
    assert (one.text, one.channel, one.client) == ("Comment · short praise", "comment_shallow", CLIENT)


async def test_the_last_kept_are_the_last_clicked_whenever_they_were_done(db: Database) -> None:
    """What was back-dated a minute ago can be taken back at a glance."""
    await log.append(db, [record(1), record(2, at=ago(days=30)), record(3), amend(4, 1, count=2)], CLIENT, NOW)
    last = await db.read(lambda connection: views.last_kept(connection, 2))
    assert [one.id for one in last] == [uid(3), uid(2)]


async def test_a_name_is_found_whole_in_any_spelling_and_in_part_by_the_text(db: Database) -> None:
    """Capitals and spaces make nobody else; a part of a name is another name; nobody is not a name."""
    names = ["Ann  O'Neil", "ANN o'neil ", "Ann", "", "Straße"]
    await log.append(db, [record(n, contact=name, at=ago(minutes=n)) for n, name in enumerate(names, 1)], CLIENT, NOW)
    for name, numbers in (("ann o'neil", [1, 2]), ("Ann", [3]), ("strasse", [5]), ("Neil", []), ("", []), (" ", [])):
        assert (await page(db, contact=name))[0] == [uid(n) for n in numbers], name
    assert (await page(db, text="neil"))[0] == [uid(1), uid(2)]
