"""A browser's process and everything it starts, as one group that can be ended at once."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Self

END_LIMIT = 60.0


class BrowserProcess:
    """Use `start`; then `kill` for a power cut, or `ended` after the browser was told to end."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, command: list[str], output: Path, more: Mapping[str, str] | None = None) -> Self:
        """Start it in a group of its own, with `more` in its environment and its words in a file."""
        with output.open("ab") as out:
            return cls(
                await asyncio.create_subprocess_exec(
                    *command,
                    stdin=asyncio.subprocess.DEVNULL,
                    stdout=out,
                    stderr=out,
                    env=os.environ | (more or {}),
                    start_new_session=True,
                )
            )

    @property
    def running(self) -> bool:
        return self._process.returncode is None

    async def kill(self) -> None:
        """End the whole group as a power cut does."""
        os.killpg(self._process.pid, signal.SIGKILL)
        await self.ended()

    async def ended(self) -> None:
        """Wait for its end."""
        await asyncio.wait_for(self._process.wait(), END_LIMIT)
