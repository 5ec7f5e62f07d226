"""Programs that scripts/bench measures from outside: how they are started, and what they cost."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench_wire import Key, Wire
from setup_machine import ROOT

_PATIENCE = 60.0
_STEP = 0.002
_TICKS = 100.0
"""The kernel counts processor time in hundredths of a second."""
_MEGABYTE = 1e6


@dataclass(frozen=True)
class Running:
    """A program that listens on a port of this machine; `started` is how many seconds that took."""

    pid: int
    port: int
    started: float

    def cpu(self) -> float:
        """Seconds of processor it has used; not a number where the system does not tell (only Linux does here)."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            return float("nan")
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def memory(self) -> float:
        """Megabytes it holds; not a number where the system does not tell."""
        try:
            lines = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8").splitlines()
        except OSError:
            return float("nan")
        return next(int(line.split()[1]) * 1024 / _MEGABYTE for line in lines if line.startswith("VmRSS"))


@asynccontextmanager
async def echo() -> AsyncIterator[Running]:
    """The floor: an aiohttp server that answers with what it was sent."""
    async with _listening(ROOT / "scripts" / "bench_echo.py") as running:
        yield running


@asynccontextmanager
async def agent(data: Path) -> AsyncIterator[Running]:
    """`colonnade serve` on a data folder."""
    async with _listening("-m", "colonnade", "serve", "--data-dir", data, "--port") as running:
        # It listens a moment before it leaves its key.
        while not _has_left_its_key(data, running.port):  # noqa: ASYNC110 - another program tells by a file
            await asyncio.sleep(_STEP)
        async with Wire(running.port) as wire:
            await wire.ask(Key.of(data).request("GET", "/api/v1/today"))
        yield running


def _has_left_its_key(data: Path, port: int) -> bool:
    try:
        return Key.of(data).at.port == port
    except OSError:
        return False


@asynccontextmanager
async def _listening(*words: str | Path) -> AsyncIterator[Running]:
    """A Python program that is given a free port as its last word, from the moment it listens there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COLONNADE_")}
    begun = time.perf_counter()
    program = await asyncio.create_subprocess_exec(
        sys.executable, *map(str, words), str(port), env=kept, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    try:
        while not await _answers(port):
            if program.returncode is not None or time.perf_counter() - begun > _PATIENCE:
                raise RuntimeError(f"It did not start: {words}")
            await asyncio.sleep(_STEP)
        yield Running(program.pid, port, time.perf_counter() - begun)
    finally:
        if program.returncode is None:
            program.terminate()
        await program.wait()


async def _answers(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    await writer.wait_closed()
    return True
