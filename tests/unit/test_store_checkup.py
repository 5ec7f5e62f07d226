"""A look at the data from outside: what lies there, whatever state it is in, and nothing is changed."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from colonnade.store import checkup, clients, log
from colonnade.store.clients import Credential
from colonnade.store.database import Database
from colonnade.store.files import create_private, database_file, prepare_folder
from colonnade.store.migrate import newest
from harness.entries import CLIENT, NOW, record

ORIGIN = "chrome-extension://" + "a" * 32


async def test_a_look_beside_an_open_database_tells_its_state(db: Database) -> None:
    """Its schema, the newest entry, and of each client that may speak the last one kept; never a key."""
    for id, label, revoked in ((CLIENT, "Chromium", None), ("d" * 32, "Gone", NOW)):
        await clients.keep(db, Credential(id, "browser", label, ORIGIN, bytes(32), NOW, NOW, None))
        if revoked is not None:
            await clients.revoke(db, id, NOW)
    await log.append(db, [record(1)], CLIENT, NOW)
    found = checkup.look(db.path.parent)
    assert found is not None
    assert (found.error, found.damage, found.schema) == (None, (), newest())
    (one,) = found.clients
    assert (one.label, one.role, one.seen_at, one.kept_at) == ("Chromium", "browser", NOW, found.newest_kept_at)
    assert found.newest_kept_at is not None


async def test_a_page_that_was_overwritten_is_damage_and_garbage_is_an_error(db: Database) -> None:
    """Each is told as such, and the files stay as they are."""
    await log.append(db, [record(number) for number in range(1, 200)], CLIENT, NOW)
    await db.close()
    whole = db.path.read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 2 : len(whole) // 2 + 4096] = b"\x5a" * 4096
    for content in (bytes(flipped), b"shopping list\n" * 400):
        db.path.write_bytes(content)
        found = checkup.look(db.path.parent)
        assert found is not None
        assert found.error or found.damage
        assert db.path.read_bytes() == content


def test_where_nothing_is_nothing_is_found(tmp_path: Path) -> None:
    """No folder, an empty one, a database that was made and never opened."""
    folder = tmp_path / "data"
    assert (checkup.look(folder), checkup.places(folder), checkup.backups(folder)) == (None, (), ())
    prepare_folder(folder)
    assert checkup.look(folder) is None
    database_file(folder)
    assert checkup.look(folder) == checkup.Looked()


def test_owners_and_modes_are_told_and_a_link_is_none_of_ours(tmp_path: Path) -> None:
    """And backups are known by their time."""
    folder = tmp_path / "data"
    prepare_folder(folder)
    database_file(folder)
    folder.chmod(0o750)
    (folder / "agent.json").symlink_to(tmp_path / "elsewhere")
    (folder / "backups").mkdir(mode=0o700)
    create_private(folder / "backups" / "one.db")
    os.utime(folder / "backups" / "one.db", (1_700_000_000, 1_700_000_000))
    told = {Path(place.path).name: (place.plain, place.ours, place.mode) for place in checkup.places(folder)}
    assert told["data"] == (True, True, 0o750)
    assert told["colonnade.db"] == (True, True, 0o600)
    assert not told["agent.json"][0]
    assert checkup.backups(folder) == (datetime.fromtimestamp(1_700_000_000, UTC),)
