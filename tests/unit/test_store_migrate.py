"""A database is brought to this version, or left as it is."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from colonnade.errors import Unavailable
from colonnade.store.database import Database
from colonnade.store.files import database_file
from colonnade.store.migrate import MIGRATIONS, migrate, newest

HERE = newest()
NEXT = f"{HERE + 1:04}_why.sql"
WHY = (
    f"BEGIN IMMEDIATE;\nALTER TABLE periods ADD COLUMN why TEXT;\n{{more}}PRAGMA user_version = {HERE + 1};\nCOMMIT;\n"
)


def migrations(folder: Path, more: str = "", last: str = WHY) -> Path:
    """The migrations there are and one more."""
    folder.mkdir()
    for script in MIGRATIONS.iterdir():
        (folder / script.name).write_text(script.read_text(encoding="utf-8"))
    (folder / NEXT).write_text(last.replace("{more}", more))
    return folder


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database of this schema that holds a period."""
    path = database_file(tmp_path)
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, path)
    connection.execute("INSERT INTO periods VALUES ('one', 'away', '2026-11-01', '2026-11-02')")
    connection.close()
    return path


def look(path: Path) -> tuple[int, list[str], list[tuple[str, ...]]]:
    """Version, columns and rows of the periods."""
    connection = sqlite3.connect(path)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    columns = [row[1] for row in connection.execute("PRAGMA table_info(periods)")]
    rows = connection.execute("SELECT id, period FROM periods").fetchall()
    connection.close()
    return version, columns, rows


OLD = (HERE, ["id", "period", "start", "end"], [("one", "away")])


def test_a_database_is_copied_before_it_is_changed(old: Path, tmp_path: Path) -> None:
    """The backup is whole, private, and named by the schema it was made before."""
    connection = sqlite3.connect(old, isolation_level=None)
    migrate(connection, old, migrations(tmp_path / "more"))
    connection.close()
    assert look(old) == (HERE + 1, ["id", "period", "start", "end", "why"], [("one", "away")])
    copy = old.parent / "backups" / f"before-schema-{HERE + 1}.db"
    assert look(copy) == OLD
    assert copy.stat().st_mode & 0o777 == 0o600


def test_a_migration_that_fails_half_way_leaves_the_old_schema_and_its_data(old: Path, tmp_path: Path) -> None:
    """What it had done before the fault is undone, and the next try starts from the same place."""
    broken = migrations(tmp_path / "more", more="INSERT INTO no_such_table VALUES (1);\n")
    for _ in range(2):
        connection = sqlite3.connect(old, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="no_such_table"):
            migrate(connection, old, broken)
        connection.close()
        assert look(old) == OLD
        assert look(old.parent / "backups" / f"before-schema-{HERE + 1}.db") == OLD


def test_a_migration_that_forgets_its_number_is_a_fault(old: Path, tmp_path: Path) -> None:
    """It would run again at every start."""
    forgetful = migrations(tmp_path / "more", last="BEGIN; CREATE TABLE so (x); COMMIT;")
    connection = sqlite3.connect(old, isolation_level=None)
    with pytest.raises(Unavailable, match=f"{NEXT} did not finish"):
        migrate(connection, old, forgetful)
    connection.close()


def test_a_database_of_this_version_is_not_copied(old: Path) -> None:
    """Nothing is done that need not be."""
    connection = sqlite3.connect(old, isolation_level=None)
    migrate(connection, old)
    connection.close()
    assert [path.name for path in old.parent.iterdir()] == ["colonnade.db"]


def test_a_database_from_the_future_is_refused_and_not_touched(old: Path) -> None:
    """Byte for byte, and the refusal says what to do."""
    connection = sqlite3.connect(old)
    connection.execute(f"PRAGMA user_version = {newest() + 1}")
    connection.close()
    before = old.read_bytes()
    with pytest.raises(Unavailable, match="Install that version again; nothing was changed") as refused:
        asyncio.run(Database.open(old))
    assert refused.value.code == "newer_database"
    assert old.read_bytes() == before
    assert [path.name for path in old.parent.iterdir()] == ["colonnade.db"]


def test_migrations_are_numbered_without_a_gap_and_each_is_one_transaction() -> None:
    """A missing number would be a schema nobody can have; an open one is committed by the driver half way."""
    scripts = sorted(MIGRATIONS.iterdir(), key=lambda script: script.name)
    assert [int(script.name.partition("_")[0]) for script in scripts] == list(range(1, newest() + 1))
    for number, script in enumerate(scripts, 1):
        lines = [line for line in script.read_text(encoding="utf-8").splitlines() if line and line[:2] != "--"]
        assert (lines[0], lines[-2:]) == ("BEGIN IMMEDIATE;", [f"PRAGMA user_version = {number};", "COMMIT;"])
