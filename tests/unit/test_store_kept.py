"""What was kept last: by the order of keeping, and only what still stands."""

from __future__ import annotations

from colonnade.store import log
from colonnade.store.database import Database
from colonnade.store.kept import kept_of, last_kept
from harness.entries import CLIENT, NOW, ago, amend, period, reading, record, retract, uid


async def last(db: Database, limit: int = 10) -> list[str]:
    """The ids of what was kept last."""
    return [one.id for one in await db.read(lambda connection: last_kept(connection, limit))]


async def test_the_order_is_that_of_keeping_not_of_doing(db: Database) -> None:
    """What was dated back a moment ago is the first to be taken back; periods are no part of it."""
    entries = [
        record(1, at=ago(minutes=1)),
        reading(2, at=ago(minutes=9)),
        period(3, "2026-01-01", "2026-01-02"),
        record(4, at=ago(minutes=5)),
    ]
    await log.append(db, entries, CLIENT, NOW)
    assert await last(db) == [uid(4), uid(2), uid(1)]
    assert await last(db, 1) == [uid(4)]


async def test_a_reading_is_named_by_what_was_read_of_it(db: Database) -> None:
    """A dash where a pillar was not; the total where none was."""
    nothing: dict[str, None] = dict.fromkeys(("brand", "find", "engage", "build"))
    entries = [reading(1), reading(2, find=None), reading(3, **nothing, total=37.5)]
    await log.append(db, entries, CLIENT, NOW)
    named = [one.text for one in await db.read(lambda connection: last_kept(connection, 3))]
    assert named == ["Reading: total 37.5", "Reading: 12.5, –, 7.25, 20", "Reading: 12.5, 9, 7.25, 20"]


async def test_what_was_taken_back_stands_no_more_and_an_amend_moves_nothing(db: Database) -> None:
    """Nor can it be asked for by its id."""
    await log.append(db, [record(1), record(2), amend(3, 1, count=4), retract(4, 2)], CLIENT, NOW)
    (one,) = await db.read(lambda connection: last_kept(connection, 10))
    assert (one.id, one.text) == (uid(1), "Comment × 4")
    assert await db.read(lambda connection: kept_of(connection, uid(1))) == [one]
    assert await db.read(lambda connection: kept_of(connection, uid(2))) == []
