"""One writer, one reader: what is told as kept is on disk, and nothing else is."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from colonnade.errors import Unavailable
from colonnade.store import database
from colonnade.store.database import Connection, Database
from colonnade.store.files import database_file, prepare_folder


def add(kind: str, count: int = 1) -> Callable[[Connection], int]:
    """A write that leaves one row."""

    def work(connection: Connection) -> int:
        connection.execute("INSERT INTO day_counts VALUES ('2026-11-20', ?, '{}', ?)", (kind, count))
        return count

    return work


def add_and_fail(kind: str) -> Callable[[Connection], int]:
    """A write that leaves one row and then finds something wrong."""

    def work(connection: Connection) -> int:
        add(kind)(connection)
        raise LookupError("no")

    return work


def kinds(connection: Connection) -> set[str]:
    """What was left."""
    return {kind for (kind,) in connection.execute("SELECT kind FROM day_counts")}


async def traced(db: Database) -> list[str]:
    """A list that fills with every statement the writer runs."""
    statements: list[str] = []

    def listen(connection: Connection) -> None:
        connection.set_trace_callback(statements.append)

    await db._writer.run(listen)
    return statements


async def test_the_failure_of_one_write_undoes_only_its_own(db: Database) -> None:
    """Writes of one batch share a commit and nothing else."""
    said = await asyncio.gather(
        db.write(add("one")), db.write(add_and_fail("two")), db.write(add("three")), return_exceptions=True
    )
    assert [said[0], type(said[1]), said[2]] == [1, LookupError, 1]
    assert await db.read(kinds) == {"one", "three"}


async def test_a_batch_is_held_by_savepoints_only_once_one_of_its_writes_has_failed(db: Database) -> None:
    """Each would copy every page that is changed, for what hardly ever happens."""
    statements = await traced(db)
    await asyncio.gather(db.write(add("one")), db.write(add("two")))
    assert statements.count("SAVEPOINT work") == 0
    await asyncio.gather(db.write(add("three")), db.write(add_and_fail("four")), return_exceptions=True)
    assert statements.count("SAVEPOINT work") == 2
    assert await db.read(kinds) == {"one", "two", "three"}


async def test_the_failure_of_a_write_alone_leaves_nothing(db: Database) -> None:
    """It is undone with its whole transaction."""
    with pytest.raises(LookupError):
        await db.write(add_and_fail("one"))
    await db.write(add("two"))
    assert await db.read(kinds) == {"two"}


async def test_what_sqlite_refuses_in_one_write_is_unavailable_to_that_one_alone(db: Database) -> None:
    """A broken rule of a table ends one write, and the batch goes on."""
    said = await asyncio.gather(
        db.write(add("one")), db.write(add("one")), db.write(add("two")), return_exceptions=True
    )
    assert [said[0], type(said[1]), said[2]] == [1, Unavailable, 1]
    assert await db.read(kinds) == {"one", "two"}


async def test_many_writes_at_once_share_commits(db: Database) -> None:
    """A hundred writers wait for a few syncs of the disk, and each is on disk when it is told so."""
    statements = await traced(db)
    await asyncio.gather(*(db.write(add(f"kind{n}")) for n in range(100)))
    assert len(await db.read(kinds)) == 100
    assert 1 <= statements.count("COMMIT") <= 3


async def test_equal_looks_are_made_once_for_a_batch_and_see_all_of_it(db: Database) -> None:
    """Many writers at once cost one look; a write that failed has none, and is in nobody's."""
    made: list[int] = []

    @dataclass(frozen=True)
    class Look:
        number: int

        def __call__(self, connection: Connection) -> set[str]:
            made.append(self.number)
            return kinds(connection)

    said = await asyncio.gather(
        db.write_and_look(add("one"), Look(1)),
        db.write_and_look(add_and_fail("two"), Look(3)),
        db.write_and_look(add("four"), Look(1)),
        db.write_and_look(add("five"), Look(2)),
        return_exceptions=True,
    )
    every = {"one", "four", "five"}
    assert [said[0], type(said[1]), *said[2:]] == [(1, every), LookupError, (1, every), (1, every)]
    assert made == [1, 2]


async def test_a_look_that_fails_keeps_nothing_of_the_batch(db: Database) -> None:
    """An answer that cannot be given is no word that anything was kept."""

    def fails(_: Connection) -> None:
        raise LookupError("no")

    said = await asyncio.gather(db.write_and_look(add("one"), fails), db.write(add("two")), return_exceptions=True)
    assert [type(one) for one in said] == [LookupError, LookupError]
    assert await db.read(kinds) == set()


async def test_a_batch_has_a_bound(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many write at once, no commit grows without end."""
    monkeypatch.setattr(database, "BATCH", 10)
    statements = await traced(db)
    await asyncio.gather(*(db.write(add(f"kind{n}")) for n in range(35)))
    assert statements.count("COMMIT") == 4
    assert len(await db.read(kinds)) == 35


async def test_a_write_is_seen_by_the_reader_as_soon_as_it_is_told(db: Database) -> None:
    """Commit, then tell."""
    await db.write(add("one"))
    other = sqlite3.connect(db.path)
    assert kinds(other) == {"one"}
    other.close()


async def test_the_write_of_someone_who_went_away_stays(db: Database) -> None:
    """A browser that hung up did click all the same."""
    gone = asyncio.create_task(db.write(add("one")))
    await asyncio.sleep(0)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    await db.write(add("two"))
    assert await db.read(kinds) == {"one", "two"}


async def test_closing_finishes_what_is_queued_and_takes_no_more(tmp_path: Path) -> None:
    """Ctrl-C loses nothing that was asked before it."""
    db = await Database.open(database_file(tmp_path))
    writes = [asyncio.create_task(db.write(add(f"kind{n}"))) for n in range(20)]
    await asyncio.sleep(0)
    await db.close()
    assert await asyncio.gather(*writes) == [1] * 20
    with pytest.raises(Unavailable, match="stopping"):
        await db.write(add("late"))
    await db.close()
    other = sqlite3.connect(db.path)
    assert len(kinds(other)) == 20
    other.close()


def test_a_program_that_ends_without_closing_ends(tmp_path: Path) -> None:
    """An error nobody foresaw between opening and closing leaves nothing that waits for ever; what was kept is."""
    program = (
        "import asyncio, sys\nfrom pathlib import Path\nfrom colonnade.store.database import Database\n"
        "async def main():\n    global db\n    db = await Database.open(Path(sys.argv[1]))\n"
        "    await db.write(lambda c: c.execute('CREATE TABLE kept (x)').close())\n    sys.exit(3)\n"
        "asyncio.run(main())"
    )
    path = database_file(tmp_path)
    done = subprocess.run([sys.executable, "-c", program, path], check=False, capture_output=True, timeout=60)
    assert done.returncode == 3
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT count(*) FROM kept").fetchone() == (0,)


async def test_a_commit_that_fails_keeps_nothing_of_the_batch_and_says_so(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk: every write of the batch is refused, and the next one works once there is room."""
    await db._writer.run(lambda c: c.execute("PRAGMA max_page_count = 1").close())
    filled = await asyncio.gather(
        *(db.write(add("x" * 5000 + str(n))) for n in range(100)), db.write(add("small")), return_exceptions=True
    )
    assert {type(one) for one in filled} == {Unavailable}
    assert await db.read(kinds) == set()
    await db._writer.run(lambda c: c.execute("PRAGMA max_page_count = 1000000").close())
    await db.write(add("small"))
    assert await db.read(kinds) == {"small"}


async def test_a_write_that_breaks_its_whole_batch_does_not_end_the_writer(db: Database) -> None:
    """Whatever goes wrong with a batch is told to those who wait for it, and the next write is kept."""

    def ruin(connection: Connection) -> int:
        connection.execute("ROLLBACK")
        raise LookupError("no")

    said = await asyncio.wait_for(
        asyncio.gather(db.write(ruin), db.write(add("one")), return_exceptions=True), timeout=30
    )
    assert [type(one) for one in said] == [LookupError, LookupError]
    assert await asyncio.wait_for(db.write(add("two")), timeout=30) == 1
    assert await db.read(kinds) == {"two"}


async def test_the_reader_refuses_to_write(db: Database) -> None:
    """A question can never change the log, whatever it asks."""
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await db.read(add("one"))
    assert await db.read(kinds) == set()


async def test_neighbours_of_a_sort_that_can_be_are_done_together(db: Database) -> None:
    """In the order they came; once one of them fails, each alone, and the failure is told to that one."""
    together: list[list[str]] = []

    @dataclass(frozen=True)
    class Add:
        kind: str

        def __call__(self, connection: Connection) -> str:
            if self.kind == "bad":
                raise LookupError(self.kind)
            add(self.kind)(connection)
            return f"{self.kind} alone"

        @classmethod
        def together(cls, connection: Connection, works: list[Add]) -> list[str]:
            together.append([one.kind for one in works])
            return [one(connection).replace("alone", "together") for one in works]

    said = await asyncio.gather(
        db.write(Add("one")), db.write(Add("two")), db.write(add("three")), db.write(Add("four"))
    )
    assert said == ["one together", "two together", 1, "four together"]
    assert together == [["one", "two"], ["four"]]

    told = await asyncio.gather(db.write(Add("five")), db.write(Add("bad")), return_exceptions=True)
    assert [told[0], type(told[1])] == ["five alone", LookupError]
    assert await db.read(kinds) == {"one", "two", "three", "four", "five"}


async def test_a_read_sees_one_moment(db: Database) -> None:
    """What is written while a picture is read does not show in half of it."""
    loop, begun, written = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()

    def look_twice(connection: Connection) -> tuple[set[str], set[str]]:
        first = kinds(connection)
        loop.call_soon_threadsafe(begun.set)
        asyncio.run_coroutine_threadsafe(written.wait(), loop).result(10)
        return first, kinds(connection)

    reading = asyncio.create_task(db.read(look_twice))
    await begun.wait()
    await db.write(add("one"))
    written.set()
    assert await reading == (set(), set())
    assert await db.read(kinds) == {"one"}


async def test_an_acknowledged_write_survives_a_power_cut(db: Database) -> None:
    """The write-ahead log is synced at every commit: `synchronous` is FULL (2), not NORMAL."""
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")

    def look(connection: Connection) -> list[Any]:
        return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]

    assert await db._writer.run(look) == ["wal", 2, 1, 5000, 1]


async def test_the_database_and_its_log_are_private(tmp_path: Path) -> None:
    """0600 in a folder of 0700, the write-ahead log too."""
    folder = tmp_path / "data"
    prepare_folder(folder)
    db = await Database.open(database_file(folder))
    await db.write(add("one"))
    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    await db.close()
    assert modes == dict.fromkeys(["colonnade.db", "colonnade.db-wal", "colonnade.db-shm"], 0o600)
    assert folder.stat().st_mode & 0o777 == 0o700


async def test_what_is_no_database_is_refused_with_a_sentence(tmp_path: Path) -> None:
    """And left as it is, with no thread behind that would keep the program alive."""
    path = tmp_path / "colonnade.db"
    path.write_bytes(b"shopping list\n" * 100)
    with pytest.raises(Unavailable, match="is damaged") as refused:
        await Database.open(path)
    assert refused.value.code == "damaged"
    assert path.read_bytes() == b"shopping list\n" * 100


async def test_a_path_that_cannot_be_opened_is_refused_with_a_sentence(tmp_path: Path) -> None:
    """A folder in the database's place."""
    (tmp_path / "colonnade.db").mkdir()
    with pytest.raises(Unavailable, match="cannot be opened"):
        await Database.open(tmp_path / "colonnade.db")
