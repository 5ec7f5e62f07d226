"""The newest whole state, for everyone who follows.

It carries the newest state and no increments: a follower that is slow sees fewer states, never
a queue that grows.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from colonnade.model import State


class Feed:
    """Publish states; follow them. An older state than the newest is never told."""

    def __init__(self) -> None:
        self._newest: State | None = None
        self._changed = asyncio.Event()
        self._followers = 0

    @property
    def followed(self) -> bool:
        """Whether anybody follows now."""
        return self._followers > 0

    @property
    def newest(self) -> State | None:
        """The newest state published; None before the first, and once it was forgotten."""
        return self._newest

    def forget(self) -> None:
        """The newest state is no longer how things stand; who follows next waits for another."""
        self._newest = None

    def publish(self, state: State) -> None:
        """Tell a state, unless a newer one was told already. To be called after the commit only."""
        newest = self._newest
        if newest is not None and (state.seq, state.today.day) < (newest.seq, newest.today.day):
            return
        self._newest = state
        # A new event for the next change: every follower of this one is woken exactly once.
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def follow(self) -> AsyncIterator[State]:
        """The newest state at once, then each newer one; states that came meanwhile are passed over."""
        told: State | None = None
        self._followers += 1
        try:
            while True:
                # The event is taken before the state is looked at; the other way round loses a change.
                changed = self._changed
                if self._newest is not None and self._newest is not told:
                    told = self._newest
                    yield told
                else:
                    await changed.wait()
        finally:
            self._followers -= 1
