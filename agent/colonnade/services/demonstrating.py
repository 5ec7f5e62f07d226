"""Writing the demo: invented weeks, through the same doors as one's own log."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Final

from colonnade.demo.entries import DemoDay, demo_days
from colonnade.errors import Unavailable
from colonnade.model import ITEMS_LIMIT
from colonnade.services import recording
from colonnade.services.nights import keep_nights
from colonnade.services.sight import Sight
from colonnade.store import files
from colonnade.store.database import Database
from colonnade.store.demo import holds_demo, mark_demo
from colonnade.store.preferences import suggest_zone

SEED: Final = "colonnade"
CLIENT: Final = "0" * 32
"""Stands as the client of the invented entries, as of those of a command."""


def refuse_own_log(folder: Path) -> None:
    """Raise Unavailable for a folder that holds anything else than a demo: it could be somebody's own log."""
    try:
        fine = files.is_unused(folder) or holds_demo(folder / files.DATABASE)
    except OSError as error:
        raise Unavailable(f"{folder} cannot be looked into: {error.strerror}.", code="data_folder") from error
    if not fine:
        raise Unavailable(
            f"{folder} holds something that is no demo. Nothing was changed; name another folder with --data-dir.",
            code="data_folder",
        )


async def make_demo(folder: Path, now: datetime, zone: tzinfo, zone_name: str | None, seed: str = SEED) -> None:
    """Put a demo of twelve weeks up to today in the place of the one that was there, if any.

    The folder must be prepared, locked and no one's own. `zone_name` becomes the person's zone where it is known.
    """
    path = files.fresh_database(folder)
    db = await Database.open(path, whole_or_none=True)
    try:
        await db.write(mark_demo)
        days = demo_days(now, zone, seed)
        if zone_name is not None:
            await suggest_zone(db, zone_name, days[0].kept_at)
        # A night ends where the person's preferences say that they are.
        nights = zone if zone_name is not None else UTC
        sight = Sight(db)
        for day in days:
            await _live(sight, day)
            if day is not days[-1]:
                midnight = datetime.combine(day.day + timedelta(days=1), time(), nights)
                await keep_nights(sight, midnight, watched=day.day)
    finally:
        await db.close()
    files.put_in_place(path, folder)


async def _live(sight: Sight, day: DemoDay) -> None:
    """Keep what was said that day, at that day's time."""
    for begin in range(0, len(day.items), ITEMS_LIMIT):
        body = json.dumps({"items": day.items[begin : begin + ITEMS_LIMIT]}).encode()
        outcomes, _ = await recording.record(sight.db, recording.judge(body, day.kept_at), CLIENT, day.kept_at)
        if any(outcome.outcome != "recorded" for outcome in outcomes):
            raise ValueError("The demo says something that cannot be recorded.")
