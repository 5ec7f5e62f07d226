"""Commit, then tell: the state is computed after the commit and never holds up an answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Final

from colonnade.feed import Feed
from colonnade.model import State
from colonnade.services.nights import keep_nights
from colonnade.services.picture import day_now, state_of
from colonnade.services.sight import Sight
from colonnade.store.tick import advance

GATHER: Final = 0.02
"""Seconds in which further changes are gathered into one state."""
DAY_CHECK: Final = 30.0
"""Seconds after which a day may have turned without anybody doing anything."""


class Teller:
    """Publishes the newest state after each change, and when the person's day turns."""

    def __init__(self, sight: Sight, feed: Feed, boot: str, clock: Callable[[], datetime]) -> None:
        self._sight = sight
        self._feed = feed
        self._boot = boot
        self._clock = clock
        self._changed = asyncio.Event()
        self._dated = datetime.min.replace(tzinfo=UTC)

    def changed(self) -> None:
        """Something was committed; tell it soon."""
        self._changed.set()

    async def states(self) -> AsyncIterator[State]:
        """The newest state, then each newer one; worked out now where nobody followed until now."""
        if self._feed.newest is None:
            self.changed()
        async for state in self._feed.follow():
            yield state

    async def run(self) -> None:
        """Tell for ever, and keep each night that ends meanwhile and what was learnt.

        To be run as a task and cancelled.
        """
        watched: date | None = None
        while True:
            self._changed.clear()
            now = self._clock()
            day = await self._look(now, watched)
            if watched is not None and day < watched:
                # The clock was set back: of one sequence an earlier day is never told.
                await advance(self._sight.db, now)
                day = await self._look(now, day)
            if day != watched:
                await keep_nights(self._sight, now, watched=watched)
                watched = day
            while not await self._was_changed() and await day_now(self._sight.db, self._clock()) == watched:
                # Nobody has done anything for a while: no click waits for what is written now.
                await self._sight.keep()

    async def _look(self, now: datetime, watched: date | None) -> date:
        """Tell where anybody follows; the day it is. The first look reads the whole log: better before one waits."""
        if watched is None or self._feed.followed:
            return await self._tell(now)
        return await self._pass_over(now, watched)

    async def _tell(self, now: datetime) -> date:
        """Publish how things stand; the day it is."""
        state = await state_of(self._sight, self._boot, now)
        self._feed.publish(state)
        return state.today.day

    async def _pass_over(self, now: datetime, watched: date) -> date:
        """The same where nobody looks: nothing is worked out, and nothing old is told later."""
        self._feed.forget()
        # Not after every click: no day turns twice within that while.
        if abs(now - self._dated) < timedelta(seconds=DAY_CHECK):
            return watched
        self._dated = now
        return await day_now(self._sight.db, now)

    async def _was_changed(self) -> bool:
        """Whether something was committed within the next while, with what follows it at once gathered in."""
        try:
            await asyncio.wait_for(self._changed.wait(), DAY_CHECK)
        except TimeoutError:
            return False
        await asyncio.sleep(GATHER)
        return True
