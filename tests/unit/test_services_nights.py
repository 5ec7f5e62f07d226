"""One snapshot a night: what was believed then stays, and a missed night is filled and says so."""

from __future__ import annotations

from datetime import date, timedelta

from colonnade.services.looking_back import pillars_between
from colonnade.services.nights import AT_ONCE, keep_nights
from colonnade.services.sight import Sight
from colonnade.store import log
from colonnade.store.database import Database
from colonnade.store.snapshots import Snapshot, snapshots_between
from harness.entries import CLIENT, NOW, ago, reading, record

TODAY = NOW.date()


async def kept(db: Database) -> list[Snapshot]:
    """Every snapshot, the earliest first."""
    return await db.read(lambda connection: snapshots_between(connection, date.min, date.max))


async def test_an_empty_log_has_no_nights(db: Database) -> None:
    """There is nothing to believe of days before anything was logged."""
    assert await keep_nights(Sight(db), NOW, watched=None) == 0
    assert await kept(db) == []


async def test_missed_nights_are_filled_since_the_log_began_and_say_so(db: Database) -> None:
    """Each day that is over, once; today is not over. What was watched is no replay."""
    await log.append(db, [record(1, at=ago(days=4)), reading(2, at=ago(days=6))], CLIENT, NOW)
    yesterday = TODAY - timedelta(days=1)
    assert await keep_nights(Sight(db), NOW, watched=yesterday) == 6
    found = await kept(db)
    assert [one.day for one in found] == [TODAY - timedelta(days=back) for back in range(6, 0, -1)]
    assert [one.day for one in found if not one.replayed] == [yesterday]
    assert await keep_nights(Sight(db), NOW, watched=None) == 0


async def test_a_night_is_what_was_believed_of_its_day(db: Database) -> None:
    """The same numbers as the estimate of that day, from the readings up to then."""
    await log.append(
        db, [record(1, at=ago(days=4)), reading(2, at=ago(days=3)), reading(3, at=ago(days=1))], CLIENT, NOW
    )
    sight = Sight(db)
    await keep_nights(sight, NOW, watched=None)
    for night in await kept(db):
        believed = await sight.see(NOW, lambda seen, _, night=night: seen.known.believed(night.day)[0])  # type: ignore[misc]
        assert (night.brand, night.total) == (believed.pillars.brand.mean, believed.total.mean)


async def test_what_is_learnt_later_does_not_change_what_was_believed(db: Database) -> None:
    """The estimate of that day moves with a back-dated reading, its snapshot stays: that is what it is for."""
    await log.append(db, [record(1, at=ago(days=4))], CLIENT, NOW)
    sight = Sight(db)
    await keep_nights(sight, NOW, watched=None)
    before = await kept(db)
    await log.append(db, [reading(2, at=ago(days=3), brand=3)], CLIENT, NOW)
    await keep_nights(sight, NOW, watched=None)
    assert await kept(db) == before
    history = await pillars_between(sight, TODAY - timedelta(days=9), None, NOW)
    assert history.snapshots.days == [one.day for one in before]
    assert history.snapshots.brand == [one.brand for one in before]
    drawn = dict(zip(history.days, history.brand.mean, strict=True))
    assert drawn[TODAY - timedelta(days=1)] != before[-1].brand


async def test_a_log_that_grows_backwards_gets_its_earlier_nights(db: Database) -> None:
    """More nights than are worked out at once; none twice, none left out."""
    await log.append(db, [record(1, at=ago(days=4))], CLIENT, NOW)
    sight = Sight(db)
    assert await keep_nights(sight, NOW, watched=None) == 4
    await log.append(db, [record(2, at=ago(days=AT_ONCE + 50))], CLIENT, NOW)
    assert await keep_nights(sight, NOW, watched=None) == AT_ONCE + 46
    days = [one.day for one in await kept(db)]
    assert len(set(days)) == len(days) == AT_ONCE + 50
