"""The checkpoint spares a start what was learnt before; whatever is wrong with it costs time and nothing else."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from colonnade.feed import Feed
from colonnade.model import Estimate
from colonnade.scoring import Learnt
from colonnade.services import telling
from colonnade.services.checkpoints import STALE, version
from colonnade.services.picture import estimate_of
from colonnade.services.sight import Sight
from colonnade.services.telling import Teller
from colonnade.store import log
from colonnade.store.checkpoint import Kept, keep_checkpoint, kept_checkpoint
from colonnade.store.database import Database
from harness.entries import CLIENT, NOW, ago, reading, record, retract

WEEKLY = [reading(number, at=ago(days=7 * number)) for number in range(1, 16)]


class Told:
    """Counts the readings that teach something anew."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.readings: list[date] = []
        tell = Learnt.told
        monkeypatch.setattr(Learnt, "told", lambda *given: self.readings.append(given[1].day) or tell(*given))

    def fresh(self) -> int:
        """How many since this was asked last."""
        count = len(self.readings)
        self.readings.clear()
        return count


async def believed(db: Database) -> Estimate:
    """Today's estimate, as an agent finds it that has just been started."""
    return await estimate_of(Sight(db), None, NOW)


async def kept(db: Database) -> Kept | None:
    return await db.read(lambda connection: kept_checkpoint(connection, version()))


async def test_a_start_works_out_only_what_came_since(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """No reading anew after clicks, one after a new one or its correction, all after an edit of the past."""
    told = Told(monkeypatch)
    await log.append(db, [record(100, at=ago(days=120)), *WEEKLY], CLIENT, NOW)
    sight = Sight(db)
    before = await estimate_of(sight, None, NOW)
    assert told.fresh() == 15
    assert await sight.keep()
    assert await believed(db) == before
    await log.append(db, [record(101, at=ago(days=1))], CLIENT, NOW)
    await believed(db)
    assert told.fresh() == 0
    await log.append(db, [reading(50, at=ago(hours=3))], CLIENT, NOW)
    await believed(db)
    assert told.fresh() == 1
    again = Sight(db)
    await estimate_of(again, None, NOW)
    await log.append(db, [retract(60, 50, "reading"), reading(51, at=ago(hours=2), brand=11)], CLIENT, NOW)
    told.fresh()
    await estimate_of(again, None, NOW)
    assert told.fresh() == 1
    await log.append(db, [record(102, at=ago(days=110))], CLIENT, NOW)
    await believed(db)
    assert told.fresh() == 16


async def test_it_is_kept_when_there_is_news_in_it(db: Database) -> None:
    """Of an empty log never, of a look nobody asked anything of neither; after a reading, and after many more days."""
    sight = Sight(db)
    await estimate_of(sight, None, NOW)
    assert not await sight.keep()
    await log.append(db, [record(1, at=ago(days=90))], CLIENT, NOW)
    await sight.see(NOW, lambda _seen, _: None)
    assert not await sight.keep()
    await estimate_of(sight, None, NOW)
    assert await sight.keep()
    assert not await sight.keep()
    await log.append(db, [record(2, at=ago(days=91 - STALE))], CLIENT, NOW)
    await estimate_of(sight, None, NOW)
    assert not await sight.keep()
    await log.append(db, [record(3, at=ago(days=90 - STALE))], CLIENT, NOW)
    await estimate_of(sight, None, NOW)
    assert await sight.keep()
    await log.append(db, [reading(4, at=ago(days=5))], CLIENT, NOW)
    begun = Sight(db)
    await estimate_of(begun, None, NOW)
    assert await begun.keep()
    later = Sight(db)
    await estimate_of(later, None, NOW)
    assert not await later.keep()


@pytest.mark.parametrize("body", [b"", b"no checkpoint at all"])
@pytest.mark.parametrize("of", ["this version", "another"])
async def test_one_that_cannot_be_read_or_is_of_another_version_is_passed_over(
    db: Database, body: bytes, of: str
) -> None:
    """The estimate is that of the log, and the next one kept takes its place."""
    await log.append(db, [record(100, at=ago(days=120)), *WEEKLY], CLIENT, NOW)
    before = await believed(db)
    spoilt = Kept(1, version() if of == "this version" else of, body)
    await db.write(lambda connection: keep_checkpoint(connection, spoilt))
    sight = Sight(db)
    assert await estimate_of(sight, None, NOW) == before
    assert await sight.keep()
    found = await kept(db)
    assert found is not None
    assert (found.seq, found.body != body) == (16, True)


async def test_one_of_a_later_log_is_passed_over(db: Database) -> None:
    """A database that was put in place by hand may be older than what was kept."""
    await log.append(db, WEEKLY, CLIENT, NOW)
    sight = Sight(db)
    before = await estimate_of(sight, None, NOW)
    await sight.keep()
    await db.write(lambda connection: connection.execute("UPDATE checkpoint SET seq = 16"))
    assert await kept(db) is None
    assert await believed(db) == before


async def test_a_disk_that_takes_nothing_more_costs_the_next_start_and_nobody_else(db: Database) -> None:
    """Nothing is raised; it is tried again another time."""
    await log.append(db, WEEKLY, CLIENT, NOW)
    sight = Sight(db)
    await estimate_of(sight, None, NOW)
    await db.close()
    assert not await sight.keep()


async def test_it_is_kept_once_nobody_has_done_anything_for_a_while(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the agent itself, beside its other work."""
    monkeypatch.setattr(telling, "DAY_CHECK", 0.01)
    await log.append(db, WEEKLY, CLIENT, NOW)
    task = asyncio.create_task(Teller(Sight(db), Feed(), "b" * 32, lambda: NOW).run())
    async with asyncio.timeout(60):
        while await kept(db) is None:  # noqa: ASYNC110 - another task writes it, and nobody is told
            await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])
