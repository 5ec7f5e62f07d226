"""The mark of a demo travels with the database, and every picture of it says so."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from colonnade.services import picture
from colonnade.services.summaries import Format, document_of
from colonnade.store.database import Database
from colonnade.store.demo import is_demo, mark_demo
from colonnade.store.files import database_file
from colonnade.summary.words import DEMO
from harness.weeks import CASES, sight_of

NORMAL = CASES["normal"]


async def test_ones_own_log_is_no_demo(tmp_path: Path) -> None:
    """As every database is made."""
    db = await Database.open(database_file(tmp_path))
    assert not await db.read(is_demo)
    await db.close()


async def test_every_copy_of_a_demo_bears_its_mark(tmp_path: Path) -> None:
    """A copy of the file, one by SQLite's backup, one by VACUUM; and after the demo was opened again."""
    path = database_file(tmp_path)
    db = await Database.open(path)
    await db.write(mark_demo)
    await db.close()
    db = await Database.open(path)
    assert await db.read(is_demo)
    await db.close()
    by_hand, by_backup, by_vacuum = (tmp_path / name for name in ("hand.db", "backup.db", "vacuum.db"))
    by_hand.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(by_backup)) as target:
        source.backup(target)
        source.execute("VACUUM INTO ?", (str(by_vacuum),))
    for copy in (by_hand, by_backup, by_vacuum):
        with closing(sqlite3.connect(copy)) as opened:
            assert is_demo(opened), copy.name


async def test_today_says_that_it_is_a_demo(tmp_path: Path) -> None:
    """From the very next look on."""
    async with sight_of(NORMAL, tmp_path) as sight:
        assert not (await picture.today_of(sight, NORMAL.at)).demo
        await sight.db.write(mark_demo)
        assert (await picture.today_of(sight, NORMAL.at)).demo
        assert (await picture.state_of(sight, "0" * 32, NORMAL.at)).today.demo


@pytest.mark.parametrize("format", ["json", "md", "html", "csv"])
async def test_a_summary_of_a_demo_says_so_in_every_format(format: Format, tmp_path: Path) -> None:
    """In its text and in its file's name; PDF is made of the HTML."""
    sign = {"json": '"demo": true', "csv": ",demo\r\n"}.get(format, DEMO)
    async with sight_of(NORMAL, tmp_path) as sight:
        own = await document_of(sight, NORMAL.week, "coach", format, NORMAL.at)
        await sight.db.write(mark_demo)
        demo = await document_of(sight, NORMAL.week, "coach", format, NORMAL.at + timedelta(minutes=1))
    assert (own.name, demo.name) == (f"colonnade-2026-W47-coach.{format}", f"colonnade-demo-2026-W47-coach.{format}")
    said = own.body.decode().removeprefix("week,day,kind,name,pillar,count,same_day_before,demo\r\n")
    assert sign not in said
    assert sign in demo.body.decode()
    if format == "csv":
        assert all(line.endswith(",demo") for line in demo.body.decode().splitlines())
