"""A backup counts once it was read through; what is kept is bounded, and nothing present is lost by restoring."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from colonnade.errors import Unavailable
from colonnade.services.backing_up import back_up_day, back_up_now, backups_of, newest_good
from colonnade.store import backups, clients, damage, log, views
from colonnade.store.backups import back_up, backups_in, expire, is_good, kept_nights, mark_of
from colonnade.store.clients import Credential
from colonnade.store.database import Database
from colonnade.store.demo import mark_demo
from colonnade.store.files import database_file
from colonnade.store.restoring import Loss, loss_of, put_in_place, refuse_other_sort, refuse_unfit
from harness.agent import ROOT
from harness.entries import CLIENT, NOW, record, retract, uid

TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)


def ids(path: Path) -> set[str]:
    """The entries of a database."""
    with backups.reading(path) as connection:
        return {id for (id,) in connection.execute("SELECT id FROM entries")}


def flip(path: Path) -> None:
    """Spoil a page in the middle of a database."""
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096)


async def test_a_backup_holds_what_was_committed_a_moment_ago(db: Database) -> None:
    """Also what is still in the write-ahead log; it is one private file and leaves nothing else."""
    await log.append(db, [record(1)], CLIENT, NOW)
    made = back_up_now(db.path.parent, NOW)
    folder = db.path.parent / "backups"
    assert [path.name for path in folder.iterdir()] == ["manual-2026-11-20T120000.db"] == [made.name]
    assert ids(folder / made.name) == {uid(1)}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / made.name).stat().st_mode & 0o777 == 0o600
    assert backups_of(db.path.parent).items == [made]


async def test_a_copy_that_cannot_be_read_back_is_no_backup(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that writes other bytes than it was given: told, and no file of that name is there."""
    whole_copy = backups.copy

    def bad_copy(source: Path, target: Path) -> None:
        whole_copy(source, target)
        flip(target)

    monkeypatch.setattr(backups, "copy", bad_copy)
    with pytest.raises(Unavailable, match="could not be read back"):
        back_up(db.path, "nightly-2026-11-20")
    assert list((db.path.parent / "backups").iterdir()) == []


async def test_a_day_has_one_backup_and_only_when_something_changed(db: Database) -> None:
    """An empty log has none; a day on which nothing changed needs none."""
    assert not back_up_day(db.path, TODAY)
    await log.append(db, [record(1)], CLIENT, NOW)
    assert back_up_day(db.path, TODAY)
    await log.append(db, [record(2)], CLIENT, NOW)
    assert not back_up_day(db.path, TODAY)
    assert back_up_day(db.path, TODAY + DAY)
    assert not back_up_day(db.path, TODAY + 2 * DAY)
    assert [one.path.stem for one in backups_in(db.path.parent)] == ["nightly-2026-11-21", "nightly-2026-11-20"]


def test_fourteen_days_and_eight_weeks_are_kept() -> None:
    """Of a year of nights, and of nights with long gaps."""
    year = [TODAY - number * DAY for number in range(365)]
    kept = sorted(kept_nights(year), reverse=True)
    assert kept[:14] == year[:14]
    assert kept[14:] == [date(2026, 11, 1) - number * 7 * DAY for number in range(5)]
    assert kept_nights([TODAY, TODAY - 300 * DAY]) == {TODAY, TODAY - 300 * DAY}
    assert kept_nights([]) == set()


Put = Callable[[str, int], Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Puts a file among the backups that is so many days old."""
    (tmp_path / "backups").mkdir()

    def one(name: str, age: int) -> Path:
        path = tmp_path / "backups" / name
        path.touch()
        at = (datetime(2026, 11, 20, tzinfo=UTC) - age * DAY).timestamp()
        os.utime(path, (at, at))
        return path

    return one


def test_what_is_older_than_every_night_that_is_kept_goes_and_what_is_not_ours_stays(put: Put, tmp_path: Path) -> None:
    """So words that were taken back are gone from every backup after eight weeks of use."""
    nights = [put(f"nightly-{TODAY - age * DAY}.db", age) for age in range(80)]
    young, old = put("manual-2026-11-01T120000.db", 19), put("before-schema-2.db", 70)
    mine, other = put("mine.db", 500), put("nightly-soon.db", 500)
    expire(tmp_path)
    assert not old.exists()
    assert young.exists()
    assert mine.exists()
    assert other.exists()
    assert sum(night.exists() for night in nights) == 19


def test_before_eight_weeks_have_a_backup_nothing_else_is_old(put: Put, tmp_path: Path) -> None:
    """The copy made before an update must not go with the first night after it."""
    before = put("before-schema-2.db", 1)
    put(f"nightly-{TODAY}.db", 0)
    expire(tmp_path)
    assert before.exists()


async def test_the_newest_backup_that_can_be_read_is_found(db: Database) -> None:
    """A spoilt one is passed over."""
    with pytest.raises(Unavailable, match="no backup that can be read"):
        newest_good(db.path.parent)
    await log.append(db, [record(n) for n in range(1, 50)], CLIENT, NOW)
    first = back_up(db.path, "nightly-2026-11-19")
    flip(back_up(db.path, "nightly-2026-11-20"))
    assert newest_good(db.path.parent) == first


async def test_what_would_be_lost_is_counted(db: Database) -> None:
    """Entries that the backup does not have, and removals among them; nothing where it has all."""
    await log.append(db, [record(1), record(2)], CLIENT, NOW)
    backup = back_up(db.path, "nightly-2026-11-20")
    assert loss_of(db.path, backup) == Loss(0, 0, None)
    await log.append(db, [record(3), retract(4, 1)], CLIENT, NOW + DAY)
    assert loss_of(db.path, backup) == Loss(2, 1, NOW + DAY)
    assert loss_of(ROOT / "README.md", backup) is None


def client(number: int, revoked: bool = False) -> Credential:
    """A client that was paired, and perhaps revoked."""
    id = f"{number:032x}"
    return Credential(id, "browser", "B", "http://127.0.0.1:1", b"k" * 32, NOW, NOW, NOW if revoked else None)


async def test_restoring_brings_back_the_log_and_leaves_clients_and_time_as_they_are(db: Database) -> None:
    """Who was revoked stays so, who was paired stays so, and no sequence is given out twice."""
    await clients.keep(db, client(1))
    await log.append(db, [record(1)], CLIENT, NOW)
    backup = back_up(db.path, "nightly-2026-11-20")
    await clients.revoke(db, client(1).id, NOW)
    await clients.keep(db, client(2))
    await log.append(db, [record(2), retract(3, 1)], CLIENT, NOW + DAY)
    await db.close()
    before = mark_of(db.path)
    aside = put_in_place(backup, db.path, NOW)
    assert aside is not None
    assert ids(aside) == {uid(1), uid(2), uid(3)}
    opened = await Database.open(db.path)
    try:
        assert [one.id for one in (await opened.read(lambda c: views.last_kept(c, 9)))] == [uid(1)]
        found = await clients.credentials(opened)
        assert [(one.id, one.revoked_at is None) for one in found] == [(client(1).id, False), (client(2).id, True)]
        assert mark_of(db.path) == before
        said = await log.append(opened, [record(2)], CLIENT, NOW - DAY)
        assert before is not None
        assert said.seq == before[0] + 1
        rows = await opened.read(lambda c: c.execute("SELECT kept_at FROM entries ORDER BY seq").fetchall())
        assert rows == sorted(rows)
    finally:
        await opened.close()
    assert sorted(path.name for path in db.path.parent.iterdir()) == ["backups", "colonnade.db"]


async def test_a_database_that_cannot_be_read_is_set_aside_by_restoring(db: Database) -> None:
    """Under a name with the date; nothing is deleted."""
    await log.append(db, [record(n) for n in range(1, 50)], CLIENT, NOW)
    backup = back_up(db.path, "nightly-2026-11-20")
    await db.close()
    flip(db.path)
    spoilt = db.path.read_bytes()
    aside = put_in_place(backup, db.path, NOW)
    assert aside == db.path.with_name("damaged-2026-11-20T120000.db")
    assert aside.read_bytes() == spoilt
    assert len(ids(db.path)) == 49


@pytest.mark.parametrize("word", ["no backup", "damaged", "newer version"])
async def test_a_file_that_is_no_good_is_not_restored(db: Database, word: str) -> None:
    """Another file, a spoilt backup, one of a version to come; told in a sentence."""
    await log.append(db, [record(n) for n in range(1, 50)], CLIENT, NOW)
    backup = back_up(db.path, "nightly-2026-11-20")
    if word == "no backup":
        backup.write_text("shopping list")
    elif word == "damaged":
        flip(backup)
    else:
        connection = sqlite3.connect(backup)
        connection.execute("PRAGMA user_version = 99")
        connection.close()
    with pytest.raises(Unavailable, match=rf"{word}.*Nothing was changed"):
        refuse_unfit(backup)


async def test_a_demo_takes_no_place_of_ones_own_log(db: Database, tmp_path: Path) -> None:
    """Nor the other way round; each copy bears the mark."""
    demo = await Database.open(database_file(tmp_path))
    await demo.write(mark_demo)
    await demo.close()
    invented, own = back_up(demo.path, "manual-1"), back_up(db.path, "manual-1")
    refuse_other_sort(invented, demo.path)
    for backup, present in ((invented, db.path), (own, demo.path)):
        with pytest.raises(Unavailable, match=r"demo.*Nothing was changed"):
            refuse_other_sort(backup, present)


async def test_a_database_held_by_another_program_is_not_waited_for_for_ever(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite itself would."""
    monkeypatch.setattr(backups, "PATIENCE", 0.0)
    monkeypatch.setattr(damage, "BUSY", 0.0)
    await db.close()
    holder = sqlite3.connect(db.path, isolation_level=None)
    holder.execute("PRAGMA journal_mode = DELETE")
    holder.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(Unavailable, match="cannot be copied"):
            back_up(db.path, "nightly-2026-11-20")
    finally:
        holder.close()
    assert is_good(db.path)


@pytest.mark.parametrize("planted", ["link", "open"])
async def test_a_folder_of_backups_that_others_can_reach_is_not_written_to(
    db: Database, tmp_path: Path, planted: str
) -> None:
    """A link planted in its place, or a mode that lets others read; told with what mends it."""
    folder = db.path.parent / "backups"
    if planted == "link":
        (tmp_path / "elsewhere").mkdir()
        folder.symlink_to(tmp_path / "elsewhere")
    else:
        folder.mkdir(mode=0o755)
    with pytest.raises(Unavailable, match="not a plain folder" if planted == "link" else "chmod 700"):
        back_up(db.path, "manual-2026-11-20T120000")
    assert list(folder.iterdir()) == []
