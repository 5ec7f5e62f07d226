"""Waiting for what comes in its own time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")
LIMIT = 60.0
POLL = 0.02


async def until(look: Callable[[], Found], within: float = LIMIT) -> Found:
    """What `look` gives once it is true; fails when it is not `within` so many seconds."""
    deadline = time.monotonic() + within
    while not (found := look()):
        assert time.monotonic() < deadline, f"not within {within} s"
        await asyncio.sleep(POLL)
    return found
