"""Commit, then tell: the state is computed after the commit and never holds up an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Final

from colonnade.feed import Feed
from colonnade.services.picture import day_now, state_of
from colonnade.store.database import Database

GATHER: Final = 0.02
"""Seconds in which further changes are gathered into one state."""
DAY_CHECK: Final = 30.0
"""Seconds after which a day may have turned without anybody doing anything."""


class Teller:
    """Publishes the newest state after each change, and when the person's day turns."""

    def __init__(self, db: Database, feed: Feed, boot: str, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._feed = feed
        self._boot = boot
        self._clock = clock
        self._changed = asyncio.Event()

    def changed(self) -> None:
        """Something was committed; tell it soon."""
        self._changed.set()

    async def run(self) -> None:
        """Tell for ever; to be run as a task and cancelled."""
        while True:
            self._changed.clear()
            state = await state_of(self._db, self._boot, self._clock())
            self._feed.publish(state)
            while not await self._was_changed() and await day_now(self._db, self._clock()) == state.today.day:
                continue

    async def _was_changed(self) -> bool:
        """Whether something was committed within the next while, with what follows it at once gathered in."""
        try:
            await asyncio.wait_for(self._changed.wait(), DAY_CHECK)
        except TimeoutError:
            return False
        await asyncio.sleep(GATHER)
        return True
