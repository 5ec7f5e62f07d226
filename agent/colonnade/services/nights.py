"""One snapshot a night of what was believed that day, so that the product can show how well it did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from colonnade.model import Estimate
from colonnade.services.sight import Seen, Sight
from colonnade.store.database import Connection
from colonnade.store.snapshots import Snapshot, keep_snapshots, snapshot_days

AT_ONCE: Final = 400
"""So many nights are worked out in one look; other questions are answered in between."""
_DAY: Final = timedelta(days=1)


async def keep_nights(sight: Sight, now: datetime, *, watched: date | None) -> int:
    """Keep a snapshot of every day since the log began that is over and has none; how many there were.

    `watched` is the day that has just ended before somebody's eyes. Every other night was missed: it is
    worked out from what the log says today of the time up to then, and marked as replayed. A clock that ran
    ahead for a while leaves nights of days to come; what is watched takes their place.
    """
    kept = 0
    while True:
        found = await sight.see(now, lambda seen, connection: _missed(seen, connection, watched))
        await sight.db.write(lambda connection, found=found: keep_snapshots(connection, found, now))  # type: ignore[misc]
        kept += len(found)
        if len(found) < AT_ONCE:
            return kept


def _missed(seen: Seen, connection: Connection, watched: date | None) -> list[Snapshot]:
    known = seen.known
    begins = [reading.day for reading in known.readings] + (
        [known.history.first_day] if len(known.history.counts) else []
    )
    if not begins:
        return []
    have = snapshot_days(connection) - {watched}
    first = min(begins)
    every = (first + number * _DAY for number in range((seen.day - first).days))
    days = [day for day in every if day not in have][:AT_ONCE]
    return _snapshots(known.believed(*days) if days else [], watched)


def _snapshots(found: Sequence[Estimate], watched: date | None) -> list[Snapshot]:
    return [
        Snapshot(
            day=one.day,
            brand=one.pillars.brand.mean,
            find=one.pillars.find.mean,
            engage=one.pillars.engage.mean,
            build=one.pillars.build.mean,
            total=one.total.mean,
            replayed=one.day != watched,
        )
        for one in found
    ]
