"""Moving house: what was exported is taken in once, by union, and two logs that exchange theirs agree."""

from __future__ import annotations

import io
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from colonnade.errors import Invalid, Unavailable
from colonnade.habits.document import Answers, IdleDays, MonthReview, Reviews
from colonnade.habits.presets import PRESETS, UNCHOSEN
from colonnade.habits.written import Audience, Template, Templates
from colonnade.importing.archive import Reached, next_of
from colonnade.model import PART_LIMIT, Imported
from colonnade.services import moving
from colonnade.services.answers import answers_of, put_answers
from colonnade.services.looking_back import pillars_between
from colonnade.services.moving import part_of, take_in
from colonnade.services.nights import keep_nights
from colonnade.services.reviews import put_reviews, reviews_of
from colonnade.services.routines import put_routine, routine_of
from colonnade.services.sight import Sight
from colonnade.services.summaries import document_of
from colonnade.services.writing import audience_of, put_audience, put_templates, templates_of
from colonnade.store import documents, log, views
from colonnade.store.archive import ARCHIVED, LEFT_OUT
from colonnade.store.database import Connection, Database
from colonnade.store.demo import mark_demo
from colonnade.store.files import database_file
from colonnade.store.preferences import DEFAULT, merge_preferences, prefer, preferences, suggest_zone
from colonnade.store.salvage import salvaged_documents
from colonnade.store.snapshots import Snapshot, merge_snapshots, nights_between
from harness.entries import CLIENT, NOW, ago, amend, period, reading, record, retract, uid

Make = Callable[[str], Awaitable[Database]]
CHOICE = DEFAULT.model_copy(update={"zone": "Europe/Berlin", "day_start": "04:00", "changed_at": NOW})


@pytest.fixture
async def make(tmp_path: Path) -> AsyncIterator[Make]:
    """Makes a database of that name."""
    made: list[Database] = []

    async def open_one(name: str) -> Database:
        (tmp_path / name).mkdir()
        made.append(await Database.open(database_file(tmp_path / name)))
        return made[-1]

    yield open_one
    for db in made:
        await db.close()


async def parts_of(db: Database) -> list[bytes]:
    """Every part of a log's archive."""
    parts = [await part_of(db, None)]
    while (cursor := next_of(parts[-1])) is not None:
        parts.append(await part_of(db, cursor))
    return parts


async def archive_of(db: Database) -> bytes:
    """The archive as a file."""
    return b"".join(await parts_of(db))


async def bring(db: Database, archive: bytes) -> Imported:
    """Take such a file in."""
    return await take_in(db, io.BytesIO(archive), NOW)


def said(imported: Imported) -> list[tuple[int, int]]:
    """What was added and what was there, of entries, nights and preferences; nothing may have been refused."""
    assert (imported.refused, imported.lines) == (0, [])
    return [(one.added, one.there) for one in (imported.entries, imported.snapshots, imported.preferences)]


def rows(archive: bytes) -> set[str]:
    """What it says, in no order, without what every log counts for itself."""
    found = [json.loads(line) for line in archive.splitlines()]
    return {json.dumps(one) for one in found if one["line"] not in {"head", "close"}}


async def lived(db: Database, numbers: int = 100) -> None:
    """A log with every sort of entry, chosen preferences and nights."""
    await prefer(db, CHOICE, NOW)
    own = [
        record(numbers + 1, at=ago(days=9), note="Zoë ☕ 👋"),
        record(numbers + 2, at=ago(days=8), note="taken back"),
        record(numbers + 3, "connection_request", at=ago(days=3), qualifiers={"note": True}, count=3),
        amend(numbers + 4, numbers + 1, count=2),
        retract(numbers + 5, numbers + 2),
        reading(numbers + 6, at=ago(days=7)),
        reading(numbers + 7, at=ago(days=1), brand=13.5, industry_rank=4),
        period(numbers + 8, "2026-11-13", "2026-11-14"),
        amend(numbers + 9, numbers + 90, note="waits for its record"),
    ]
    await log.append(db, own, CLIENT, NOW)
    await keep_nights(Sight(db), NOW, watched=NOW.date() - timedelta(days=1))


async def test_a_new_folder_has_the_same_estimates_summaries_preferences_and_nights(make: Make) -> None:
    """Also what waits for its record, and again and again nothing is added."""
    old, new = await make("old"), await make("new")
    await lived(old)
    archive = await archive_of(old)
    assert said(await bring(new, archive)) == [(9, 0), (9, 0), (1, 0)]
    assert await preferences(new) == CHOICE
    for week in ("2026-W46", "newest"):
        made = [await document_of(Sight(db), week, "mine", "json", NOW) for db in (old, new)]
        assert made[0].body == made[1].body
    histories = [await pillars_between(Sight(db), None, None, NOW) for db in (old, new)]
    assert histories[0] == histories[1]
    assert len(histories[0].snapshots.days) == 9
    assert rows(await archive_of(new)) == rows(archive)
    assert said(await bring(new, archive)) == [(0, 9), (0, 9), (0, 1)]
    assert await log.append(new, [record(190, at=ago(days=1))], CLIENT, NOW)
    view = await pillars_between(Sight(new), None, None, NOW)
    assert view.readings == histories[0].readings


ROUTINE = UNCHOSEN.model_copy(update={"budget": 30, "changed_at": NOW})
IDLE = IdleDays(first=NOW.date() - timedelta(days=4), last=NOW.date() - timedelta(days=4))
ANSWERS = Answers(ask=False, idle=[IDLE], changed_at=NOW)


REVIEW = MonthReview(month="2026-10", answers=["It did", "", "Less"], focus="build")
REVIEWS = Reviews(months=[REVIEW], changed_at=NOW)


async def test_the_routine_with_its_history_the_answers_and_the_reviews_move_too(make: Make) -> None:
    """Each wins where it is later, whichever log brings it, and again nothing is added."""
    old, new = await make("old"), await make("new")
    share = next(habit for habit in PRESETS[1].habits if habit.of == "replies")
    ended = [share, *(habit.model_copy(update={"end": NOW.date()}) for habit in ROUTINE.habits)]
    routine = ROUTINE.model_copy(update={"habits": ended})
    await put_routine(old, routine, NOW)
    await put_answers(old, ANSWERS, NOW)
    await put_reviews(old, REVIEWS, NOW)
    await put_routine(new, ROUTINE.model_copy(update={"changed_at": NOW - timedelta(days=1)}), NOW)
    later = ANSWERS.model_copy(update={"ask": True, "changed_at": NOW + timedelta(minutes=1)})
    await put_answers(new, later, NOW)
    imported = await bring(new, await archive_of(old))
    assert (imported.documents.added, imported.documents.there, imported.refused) == (2, 1, 0)
    assert (await routine_of(new), await answers_of(new), await reviews_of(new)) == (routine, later, REVIEWS)
    assert (await bring(old, await archive_of(new))).documents.added == 1
    assert rows(await archive_of(old)) == rows(await archive_of(new))
    assert (await bring(old, await archive_of(new))).documents.there == 3


async def test_a_routine_the_door_would_refuse_is_refused_with_its_number(make: Make) -> None:
    """Named as at the door; what was kept stays."""
    old, new = await make("old"), await make("new")
    wrong = ROUTINE.model_copy(update={"habits": [ROUTINE.habits[0]] * 2})
    await documents.replace(old, "routine", wrong.model_dump_json(), NOW, NOW)
    imported = await bring(new, await archive_of(old))
    found = [(one.line, [(e.pointer, e.code) for e in one.errors]) for one in imported.lines]
    assert found == [(2, [("/habits/0/start", "conflict"), ("/habits/1/start", "conflict")])]
    assert await routine_of(new) == UNCHOSEN


async def test_a_review_the_door_would_refuse_is_refused_with_its_number(make: Make) -> None:
    """A month twice; what was kept stays."""
    old, new = await make("old"), await make("new")
    twice = REVIEWS.model_copy(update={"months": [REVIEW, REVIEW]})
    await documents.replace(old, "reviews", twice.model_dump_json(), NOW, NOW)
    (refused,) = (await bring(new, await archive_of(old))).lines
    assert [(e.pointer, e.code) for e in refused.errors] == [("/months/1/month", "conflict")]
    assert (await reviews_of(new)).months == []


AUDIENCE = Audience(text="Heads of plants", changed_at=NOW)
TEMPLATES = Templates(items=[Template(name="Short", text="[first name], shall we meet?")], changed_at=NOW)


async def test_the_audience_and_the_templates_move_too(make: Make) -> None:
    """Each wins where it is later, whichever log brings it, and again nothing is added."""
    old, new = await make("old"), await make("new")
    await put_audience(old, AUDIENCE, NOW)
    await put_templates(old, TEMPLATES, NOW)
    await put_audience(new, AUDIENCE.model_copy(update={"text": "Nobody", "changed_at": NOW - timedelta(days=1)}), NOW)
    later = TEMPLATES.model_copy(update={"items": [], "changed_at": NOW + timedelta(minutes=1)})
    await put_templates(new, later, NOW)
    imported = await bring(new, await archive_of(old))
    assert (imported.documents.added, imported.documents.there, imported.refused) == (1, 1, 0)
    assert (await audience_of(new), await templates_of(new)) == (AUDIENCE, later)
    assert (await bring(old, await archive_of(new))).documents.added == 1
    assert rows(await archive_of(old)) == rows(await archive_of(new))
    assert (await bring(old, await archive_of(new))).documents.there == 2


async def test_templates_the_door_would_refuse_are_refused_with_their_number(make: Make) -> None:
    """Named as at the door; what was kept stays."""
    old, new = await make("old"), await make("new")
    wrong = TEMPLATES.model_copy(update={"items": TEMPLATES.items * 2})
    await documents.replace(old, "templates", wrong.model_dump_json(), NOW, NOW)
    imported = await bring(new, await archive_of(old))
    found = [(one.line, [(e.pointer, e.code) for e in one.errors]) for one in imported.lines]
    assert found == [(2, [("/items/1/name", "conflict")])]
    assert (await templates_of(new)).items == []


async def test_documents_are_read_from_a_database_that_is_put_together_again(make: Make) -> None:
    """Those that are sound; a damaged one is passed over."""
    db = await make("one")
    await put_routine(db, ROUTINE, NOW)
    await documents.replace(db, "answers", '{"ask": 3}', NOW, NOW)
    await put_reviews(db, REVIEWS, NOW)
    await put_audience(db, AUDIENCE, NOW)
    await documents.replace(db, "templates", '{"items": 3}', NOW, NOW)
    found = [("routine", ROUTINE), ("reviews", REVIEWS), ("audience", AUDIENCE)]
    assert salvaged_documents(db.path) == found


async def test_words_that_were_taken_back_leave_in_no_archive(make: Make) -> None:
    """Blanked text stays blank, and the entry is known again where its words were never taken back."""
    old, new = await make("old"), await make("new")
    await lived(old)
    archive = await archive_of(old)
    assert b"taken back" not in archive
    assert archive.count(b'"blanked":true') == 1
    await log.append(new, [record(102, at=ago(days=8), note="taken back")], CLIENT, NOW)
    assert said(await bring(new, archive))[0] == (8, 1)
    assert b"taken back" not in await archive_of(new)
    assert rows(await archive_of(new)) == rows(archive)


async def test_a_name_that_was_forgotten_leaves_in_no_archive_and_the_note_beside_it_stays(make: Make) -> None:
    """Of a changed name only the newest goes along; where the old one is still known, it is forgotten too."""
    old, new = await make("old"), await make("new")
    named = record(1, contact="planted one", note="kept", at=ago(days=2))
    await log.append(
        old,
        [named, amend(2, 1, contact="planted two"), amend(3, 1, contact="Ann", made_at=NOW.isoformat())],
        CLIENT,
        NOW,
    )
    archive = await archive_of(old)
    assert b"planted" not in archive
    await log.append(new, [named], CLIENT, NOW)
    assert said(await bring(new, archive))[0] == (2, 1)
    for db in (old, new):
        page = await db.read(lambda connection: views.activities(connection, views.Filter(), 9, None))
        assert [(one.contact, one.note) for one in page.items] == [("Ann", "kept")]
    assert rows(await archive_of(new)) == rows(archive)


async def test_two_logs_that_exchange_theirs_both_ways_agree(make: Make) -> None:
    """Each with its own clicks, preferences and nights, and a subject that both spoke of."""
    one, two = await make("one"), await make("two")
    await lived(one, 100)
    await lived(two, 200)
    shared = record(1, at=ago(days=2), note="both")
    await log.append(one, [shared, amend(2, 1, count=5, made_at=ago(minutes=5))], CLIENT, NOW)
    await log.append(two, [shared, amend(3, 1, count=6, made_at=ago(minutes=4)), retract(4, 101)], "d" * 32, NOW)
    later = CHOICE.model_copy(update={"zone": "Asia/Tokyo", "changed_at": NOW + timedelta(minutes=1)})
    await prefer(two, later, NOW)
    for _ in range(2):
        first, second = await archive_of(one), await archive_of(two)
        await bring(one, second)
        await bring(two, first)
    assert without_clients(await archive_of(one)) == without_clients(await archive_of(two))
    assert await preferences(one) == await preferences(two) == later
    views = [await pillars_between(Sight(db), None, None, NOW) for db in (one, two)]
    assert views[0] == views[1]


def without_clients(archive: bytes) -> set[str]:
    """What was said, whoever brought it first."""
    return {re.sub('"client": "[0-9a-f]+", ', "", row) for row in rows(archive)}


NIGHT = Snapshot(date(2026, 11, 1), 1, 2, 3, 4, 10, replayed=True)
WATCHED = Snapshot(date(2026, 11, 1), 4, 3, 2, 1, 10, replayed=False)
LOWER = Snapshot(date(2026, 11, 1), 0.5, 2, 3, 4, 9.5, replayed=True)


@pytest.mark.parametrize(
    ("a", "b", "wins"),
    [
        ((NIGHT, NOW), (WATCHED, NOW + timedelta(1)), WATCHED),
        ((NIGHT, NOW), (LOWER, NOW - timedelta(1)), LOWER),
        ((NIGHT, NOW), (LOWER, NOW), LOWER),
    ],
    ids=["watched", "earlier", "lower"],
)
async def test_of_two_nights_of_one_day_the_same_one_stays_in_both_logs(
    make: Make, a: tuple[Snapshot, datetime], b: tuple[Snapshot, datetime], wins: Snapshot
) -> None:
    """What somebody watched, then the earlier, then the lower; whichever came first."""
    for name, order in (("ab", (a, b)), ("ba", (b, a))):
        db = await make(name)
        for night in order:
            await db.write(lambda connection, night=night: merge_snapshots(connection, [night]))  # type: ignore[misc]
        found = await db.read(lambda connection: nights_between(connection, date.min, date.max))
        assert [night for night, _ in found] == [wins]


async def test_a_chosen_preference_wins_over_one_taken_from_a_browser(make: Make) -> None:
    """Whatever their times; of two that nobody chose the text decides, alike on both sides."""
    db = await make("one")
    await suggest_zone(db, "Europe/Berlin", NOW)
    other = DEFAULT.model_copy(update={"zone": "Asia/Tokyo"})
    assert not await merge_preferences(db, other, NOW, chosen=False)
    assert await merge_preferences(db, CHOICE.model_copy(update={"changed_at": DEFAULT.changed_at}), NOW, chosen=True)
    assert not await merge_preferences(db, other, NOW, chosen=False)
    assert (await preferences(db)).zone == "Europe/Berlin"


async def test_a_line_the_door_would_refuse_is_refused_with_its_number_and_the_rest_is_kept(make: Make) -> None:
    """Named as at the door: a wrong time or kind, an id that is taken, half a character, a night that is none."""
    old, new = await make("old"), await make("new")
    entries = [record(1), record(2), record(3), record(4)]
    await log.append(old, entries, CLIENT, NOW)
    await old.write(lambda c: merge_snapshots(c, [(NIGHT, NOW)]))
    await log.append(new, [record(3, note="another")], CLIENT, NOW)
    archive = await archive_of(old)
    lines = archive.splitlines(keepends=True)
    lines[1] = lines[1].replace(b'"brand":1.0', b'"brand":"x"')
    lines[2] = re.sub(rb'"at":"2026', b'"at":"2027', lines[2])
    lines[3] = lines[3].replace(b"comment_written", b"coffee_drunk")
    lines[5] = lines[5].replace(b'"note":""', b'"note":"\\ud83d"')
    whole = Reached(9, snapshots=1).closed(b"".join(lines[:-1]), after=9, entries=4, is_last=True)
    imported = await bring(new, whole)
    assert imported.refused == 5
    assert (imported.entries.added, imported.entries.there, imported.snapshots.added) == (0, 0, 0)
    assert sorted((one.line, [(e.pointer, e.code) for e in one.errors]) for one in imported.lines) == [
        (2, [("/brand", "type")]),
        (3, [("/at", "too_late")]),
        (4, [("/kind", "unknown_kind")]),
        (5, [("/entry", "conflict")]),
        (6, [("/note", "format")]),
    ]


async def test_of_a_damaged_archive_nothing_is_kept(make: Make) -> None:
    """Also when the damage is at its very end."""
    old, new = await make("old"), await make("new")
    await lived(old)
    archive = await archive_of(old)
    for damaged in (archive[:-40], archive.replace(b"2026-11-13", b"2026-11-12"), b"PK\x03\x04" + archive):
        with pytest.raises(Invalid):
            await bring(new, damaged)
    assert rows(await archive_of(new)) == set()


async def test_a_large_log_comes_in_parts_as_of_one_moment(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """No part is larger than it may be, and what is kept meanwhile is in none of them."""
    monkeypatch.setattr(moving, "PART", 8000)
    monkeypatch.setattr(moving, "AT_ONCE", 7)
    old, new = await make("old"), await make("new")
    await log.append(old, [record(number, note="x" * 200) for number in range(1, 60)], CLIENT, NOW)
    parts = [await part_of(old, None)]
    await log.append(old, [record(100), retract(101, 50)], CLIENT, NOW)
    while (cursor := next_of(parts[-1])) is not None:
        parts.append(await part_of(old, cursor))
    assert len(parts) > 3
    assert max(map(len, parts)) <= 8000
    assert moving.PART <= PART_LIMIT
    assert said(await bring(new, b"".join(parts)))[0] == (59, 0)
    assert said(await bring(new, await archive_of(old)))[0] == (2, 59)
    assert rows(await archive_of(new)) == rows(await archive_of(old))


async def test_parts_are_filled_and_hold_the_entries_in_the_order_they_were_kept(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None leaves room for a further line, and one that is blanked says so."""
    monkeypatch.setattr(moving, "PART", 8000)
    db = await make("one")
    await log.append(db, [record(number, note="x" * (number * 4)) for number in range(1, 60)], CLIENT, NOW)
    await log.append(db, [retract(60, 7)], CLIENT, NOW)
    parts = [await part_of(db, None)]
    while (cursor := next_of(parts[-1])) is not None:
        parts.append(await part_of(db, cursor))
    lines = [json.loads(line) for part in parts for line in part.splitlines()]
    entries = [line for line in lines if line["line"] == "entry"]
    assert [line["entry"]["entry"] for line in entries] == [uid(number) for number in range(1, 61)]
    assert [line["entry"]["entry"] for line in entries if line["blanked"]] == [uid(7)]
    assert {line["client"] for line in entries} == {CLIENT}
    longest = max(len(line) for part in parts for line in part.splitlines(keepends=True))
    assert all(8000 - moving._CLOSE - longest < len(part) <= 8000 for part in parts[:-1])


async def test_an_import_that_could_not_be_finished_is_finished_by_the_next(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills up half way: told, and with room the same file adds what is missing."""
    monkeypatch.setattr(moving, "AT_ONCE", 10)
    old, new = await make("old"), await make("new")
    await log.append(old, [record(number, note="x" * 280) for number in range(1, 200)], CLIENT, NOW)
    archive = await archive_of(old)
    pages = await new.read(lambda c: c.execute("PRAGMA page_count").fetchone()[0])
    await new._writer.run(lambda c: c.execute(f"PRAGMA max_page_count = {pages + 12}").close())
    with pytest.raises(Unavailable, match=r"Not all of it is kept\. Take the same file in again later"):
        await bring(new, archive)
    kept = len(rows(await archive_of(new)))
    assert 0 < kept < 199
    await new._writer.run(lambda c: c.execute("PRAGMA max_page_count = 100000").close())
    assert said(await bring(new, archive))[0] == (199 - kept, kept)


async def test_every_table_is_in_the_archive_or_left_out_for_a_reason(make: Make) -> None:
    """A table that nobody thought of would stay behind when the person moves."""

    def tables(connection: Connection) -> set[str]:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}

    db = await make("one")
    assert await db.read(tables) == ARCHIVED | LEFT_OUT.keys()
    assert not ARCHIVED & LEFT_OUT.keys()
    assert all(len(reason) > 20 for reason in LEFT_OUT.values())


async def test_a_demo_says_so_in_its_archive_and_is_taken_in_by_a_demo_alone(make: Make) -> None:
    """It is marked like every page of it."""
    demo, other, own = await make("demo"), await make("other"), await make("own")
    for db in (demo, other):
        await db.write(mark_demo)
    await log.append(demo, [record(1)], CLIENT, NOW)
    archive = await archive_of(demo)
    assert json.loads(archive.splitlines()[0])["demo"] is True
    assert said(await bring(other, archive))[0] == (1, 0)
    with pytest.raises(Invalid, match="stays out of your own log"):
        await bring(own, archive)


async def test_an_empty_log_has_an_archive_too(make: Make) -> None:
    """It can be taken in, and changes nothing."""
    old, new = await make("old"), await make("new")
    assert said(await bring(new, await archive_of(old))) == [(0, 0)] * 3
    assert json.loads((await archive_of(old)).splitlines()[0])["seq"] == 0
