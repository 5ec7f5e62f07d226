"""An agent inside the tests' own process: its clock can be moved, and a rule of it taken out."""

from __future__ import annotations

import asyncio
import logging
import threading
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from colonnade.services.machine import admit_this_machine
from colonnade.store.files import data_lock, prepare_folder
from colonnade.web import app
from harness.agent import free_port, machine_of
from harness.program import Program


class Faults(logging.Handler):
    """Everything logged as an error, which no attack may cause."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(logging.Formatter().format(record))


class InsideAgent:
    """The same agent as `colonnade serve` makes, on a thread of its own."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = free_port()
        self.ahead = timedelta()
        self.faults = Faults()
        self._ready = threading.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run)

    def now(self) -> datetime:
        """The agent's clock, as far ahead as the test says."""
        return app.now() + self.ahead

    def __enter__(self) -> Self:
        logging.getLogger().addHandler(self.faults)
        self._thread.start()
        self._ready.wait()
        if self._failure is not None:
            raise self._failure
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        logging.getLogger().removeHandler(self.faults)

    def machine(self) -> Program:
        """The built-in client "this machine"."""
        return machine_of(self.data, self.port)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as failure:  # noqa: BLE001 - handed to the thread that waits for the start
            self._failure = failure
            self._ready.set()

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        prepare_folder(self.data)
        with data_lock(self.data):
            async with app.agent_on(self.data, self.port, self.now) as agent, app._listening(agent):
                await admit_this_machine(agent.db, agent.clients, self.data, self.port, agent.boot, self.now())
                self._ready.set()
                await self._stop.wait()
