"""Waiting for what comes in its own time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

Found = TypeVar("Found")
LIMIT = 60.0
POLL = 0.02
SECOND = 1.0
ATTEMPTS = 5


async def until(look: Callable[[], Found], within: float = LIMIT) -> Found:
    """What `look` gives once it is true; fails when it is not `within` so many seconds."""
    deadline = time.monotonic() + within
    while not (found := look()):
        assert time.monotonic() < deadline, f"not within {within} s"
        await asyncio.sleep(POLL)
    return found


async def taken(coming: Awaitable[None]) -> float:
    """Wait for it; how many seconds that took."""
    begun = time.monotonic()
    await coming
    return time.monotonic() - begun


async def soon(attempt: Callable[[], Awaitable[float]]) -> None:
    """Fail unless one of a few attempts shows what it waits for within a second, each giving its longest wait.

    A machine that was busy with something else for a second says nothing of the product; one that is
    late each time does.
    """
    took: list[float] = []
    while len(took) < ATTEMPTS and min(took, default=SECOND) >= SECOND:
        took.append(await attempt())
    assert min(took) < SECOND, f"seconds waited: {took}"
