"""A database of every released schema opens with its data."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from colonnade.habits.presets import UNCHOSEN
from colonnade.services.routines import routine_of
from colonnade.services.writing import audience_of, templates_of
from colonnade.store import clients, log, preferences, views
from colonnade.store.database import Database
from colonnade.store.migrate import newest
from colonnade.store.tick import sequence_in
from harness.agent import ROOT
from harness.entries import CLIENT, record, uid

FROZEN = sorted((ROOT / "tests" / "databases").glob("schema-*.db"))
NAMED = "schema-4"
"""The first that knew of names and threads."""
WRITTEN = "schema-5"
"""The first that knew of an audience and of templates."""


@pytest.fixture
async def opened(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """A copy of one frozen database, opened by this version."""
    path = tmp_path / "colonnade.db"
    shutil.copyfile(request.param, path)
    path.chmod(0o600)
    db = await Database.open(path)
    yield db
    await db.close()


every_schema = pytest.mark.parametrize("opened", FROZEN, ids=lambda path: path.stem, indirect=True)


def test_there_is_one_for_every_schema() -> None:
    """A schema without one would be free to forget its data."""
    assert [path.stem for path in FROZEN] == [f"schema-{number}" for number in range(1, newest() + 1)]


@every_schema
async def test_its_activities_are_there(opened: Database) -> None:
    """Newest first, as they stood: amended, back-dated, with note and offset; none that was taken back."""
    page = await opened.read(lambda connection: views.activities(connection, views.Filter(), 100, None))
    assert [(one.id, one.at.isoformat(), str(one.day), one.text, one.count, one.note) for one in page.items] == [
        (uid(5), "2026-11-06T10:00:00+01:00", "2026-11-06", "Deal won", 1, ""),
        (uid(3), "2026-11-04T20:00:00-08:00", "2026-11-04", "Post · long form", 1, ""),
        (uid(2), "2026-11-03T02:30:00+01:00", "2026-11-02", "Request · with a note", 4, "amended"),
        (uid(1), "2026-11-02T09:15:00.000001+01:00", "2026-11-02", "Comment · short praise", 1, "an invented note ☕"),
    ]
    assert [one.amended for one in page.items] == [False, False, True, True]
    assert {one.client for one in page.items} == {"2" * 32}
    assert [(str(one.day), one.kind, one.count) for one in await opened.read(views.day_counts)] == [
        ("2026-11-02", "comment_written", 1),
        ("2026-11-02", "connection_request", 4),
        ("2026-11-04", "post_published", 1),
        ("2026-11-06", "deal_won", 1),
    ]


@every_schema
async def test_its_names_and_threads_are_there(opened: Database, request: pytest.FixtureRequest) -> None:
    """As they were said last; a schema that knew of none has none."""
    page = await opened.read(lambda connection: views.activities(connection, views.Filter(), 100, None))
    knew = request.node.callspec.id >= NAMED
    assert [(one.contact, one.thread) for one in page.items] == [
        ("", uid(3) if knew else ""),
        ("", ""),
        ("An Onym" if knew else "", ""),
        ("", ""),
    ]


@every_schema
async def test_its_readings_and_periods_are_there(opened: Database) -> None:
    """With every field that was read, and what was amended."""
    (read,) = await opened.read(views.readings)
    assert (read.at.isoformat(), str(read.day)) == ("2026-11-08T18:00:00+01:00", "2026-11-08")
    assert (read.brand, read.find, read.engage, read.build, read.total) == (13.5, 9, 7.25, 20, 48.75)
    assert read.industry is not None
    assert (read.industry.total, read.industry.brand, read.industry_rank) == (30.5, 8, 12)
    assert [(one.period, str(one.start), str(one.end)) for one in await opened.read(views.all_periods)] == [
        ("unlogged", "2026-11-09", "2026-11-12"),
        ("away", "2026-12-24", "2026-12-31"),
    ]


@every_schema
async def test_its_clients_and_preferences_are_there(opened: Database) -> None:
    """Nobody has to pair again after an update, and who was revoked stays so."""
    found = {one.id[0]: one for one in await clients.credentials(opened)}
    assert [(one.role, one.key) for _, one in sorted(found.items())] == [
        ("machine", b"\x01" * 32),
        ("browser", b"\x02" * 32),
        ("dashboard", b"\x03" * 32),
    ]
    assert [found[id].revoked_at for id in "123"] == [None, None, datetime(2026, 11, 21, 12, tzinfo=UTC)]
    kept = await preferences.preferences(opened)
    assert (kept.zone, kept.day_start, kept.week_start) == ("Europe/Berlin", "04:00", "sunday")


@every_schema
async def test_its_routine_audience_and_templates_are_there(opened: Database, request: pytest.FixtureRequest) -> None:
    """A schema that knew of none has the routine of who has not chosen, and nothing written."""
    knew, routine = request.node.callspec.id >= WRITTEN, await routine_of(opened)
    assert (routine.budget, routine.habits) == (20 if knew else UNCHOSEN.budget, UNCHOSEN.habits)
    assert (await audience_of(opened)).text == ("People who run plants by night" if knew else "")
    assert [one.name for one in (await templates_of(opened)).items] == (["Short"] if knew else [])


@every_schema
async def test_its_log_goes_on(opened: Database, request: pytest.FixtureRequest) -> None:
    """A retry of an old click is known, an amend that waited finds its record, and the sequence rises."""
    before = await opened.read(sequence_in)
    at = "2026-11-06T10:00:00+01:00"
    thread = {"thread": uid(3)} if request.node.callspec.id >= NAMED else {}
    said = [record(5, "deal_won", at=at, **thread), record(0x63, "reaction_given", at=at)]
    appended = await log.append(opened, said, CLIENT, datetime(2026, 11, 22, tzinfo=UTC))
    assert appended.outcomes == ["duplicate", "recorded"]
    assert appended.seq == before + 1
    page = await opened.read(lambda c: views.activities(c, views.Filter(kind="reaction_given"), 1, None))
    assert [one.count for one in page.items] == [7]
