"""The agent in the tests' own process: it says what it saw, and can be cut off in the middle of an answer."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from browser.calendar import AHEAD
from colonnade.services.machine import admit_this_machine
from colonnade.store.files import data_lock, prepare_folder
from colonnade.web import app
from colonnade.web.peer import LOOPBACK
from colonnade.web.runner import Runner
from harness import items
from harness.inside import InsideAgent
from harness.program import Program

ENTRIES = "/api/v1/entries"
TURNS = 4
"""Turns of the loop in which a socket that was accepted has become a connection, which can be closed."""


@dataclass(frozen=True)
class Seen:
    """A request that reached the agent, and the status it was answered with."""

    method: str
    target: str
    origin: str
    status: int


class WatchedAgent(InsideAgent):
    """The agent as `colonnade serve` makes it, on a weekday, with somebody who watches the door."""

    def __init__(self, data: Path, port: int | None = None) -> None:
        super().__init__(data)
        self.port = port or self.port
        self.ahead = AHEAD
        self.seen: list[Seen] = []
        self.lost = 0
        self.losing = False
        """Whether answers about entries are lost: kept, and the connection broken before a byte is sent."""
        self.held = 0
        """How many answers about entries were held back, after what they tell of was kept."""
        self._free = asyncio.Event()
        self._free.set()

    def hold(self) -> None:
        """Hold answers about entries back from now on."""
        self._loop.call_soon_threadsafe(self._free.clear)

    def release(self) -> None:
        """Send what was held back, and hold nothing any more."""
        self._loop.call_soon_threadsafe(self._free.set)

    def stop(self) -> None:
        """End it as Ctrl-C does, where it has not ended yet."""
        if self._thread.is_alive():
            super().__exit__(None, None, None)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def address(self) -> str:
        """Where its dashboard is."""
        return f"http://{LOOPBACK}:{self.port}"

    def machine(self) -> Program:
        said = json.loads((self.data / "agent.json").read_text())
        skew = int(self.ahead.total_seconds() * 1000)
        program = Program(self.port, said["client"], bytes.fromhex(said["key"]), skew=skew)
        program.hello()
        return program

    def pairing_code(self) -> str:
        """A new one-time code, as it is shown."""
        with self.machine() as machine:
            return str(machine.send("POST", "/api/v1/pairings").json["code"])

    def login_link(self) -> str:
        """A new one-time link to the dashboard."""
        with self.machine() as machine:
            return str(machine.send("POST", "/api/v1/logins").json["url"])

    def record(self, kind: str, **fields: object) -> dict[str, Any]:
        """An activity of this moment, by this agent's clock."""
        at = self.now().isoformat()
        return items.record(kind, **{"at": at, "made_at": at} | fields)

    def log(self, *entries: dict[str, Any]) -> None:
        """Keep these entries, as a program would."""
        with self.machine() as machine:
            assert set(machine.outcomes(*entries)) == {"recorded"}

    def activities(self) -> list[dict[str, Any]]:
        """The activities as they stand, newest first, from the signed API."""
        with self.machine() as machine:
            return list(machine.get("/api/v1/activities?limit=500")["items"])

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the database holds, read beside the agent."""
        connection = sqlite3.connect(f"file:{self.data / 'colonnade.db'}?mode=ro", uri=True)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        prepare_folder(self.data)
        with data_lock(self.data):
            async with app.agent_on(self.data, self.port, self.now) as agent:
                doors = app.application(agent)
                doors.middlewares.insert(0, self._watch())
                runner = Runner(doors)
                await runner.setup()
                site = web.TCPSite(runner, LOOPBACK, self.port, reuse_port=False)
                try:
                    await site.start()
                    await admit_this_machine(agent.db, agent.clients, self.data, self.port, agent.boot, self.now())
                    self._ready.set()
                    await self._stop.wait()
                finally:
                    await self._accept_no_more(site)
                    await runner.cleanup()

    async def _accept_no_more(self, site: web.TCPSite) -> None:
        # A browser connects at any moment, and asyncio leaves a socket open that it was just making a connection
        # of when the server closes. A program that ends does not mind; this one goes on.
        if isinstance(site._server, asyncio.Server):
            for listening in site._server.sockets:
                self._loop.remove_reader(listening)
        for _ in range(TURNS):
            await asyncio.sleep(0)

    def _watch(self) -> Middleware:
        @web.middleware
        async def watch(request: web.Request, handler: Handler) -> web.StreamResponse:
            response = await handler(request)
            origin = request.headers.get("Origin", "")
            self.seen.append(Seen(request.method, request.raw_path, origin, response.status))
            if request.path == ENTRIES and response.status == web.HTTPOk.status_code:
                await self._withhold(request)
            return response

        return watch

    async def _withhold(self, request: web.Request) -> None:
        if self.losing and request.transport is not None:
            self.lost += 1
            request.transport.abort()
        self.held += not self._free.is_set()
        await self._free.wait()
