"""WebDriver BiDi, as little of it as is needed: commands, and what the browser tells by itself."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import aiohttp

Json = Any
"""Whatever JSON can hold."""

LIMIT = 60.0
"""Seconds a browser may take over one command."""


class BidiError(Exception):
    """The browser could not do what it was told."""


class Bidi:
    """One session with a browser."""

    def __init__(self, http: aiohttp.ClientSession, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._http = http
        self._socket = socket
        self._waiting: dict[int, asyncio.Future[dict[str, Json]]] = {}
        self._listeners: dict[str, Callable[[dict[str, Json]], None]] = {}
        self._hearing = asyncio.create_task(self._hear(), name="bidi")

    @classmethod
    async def connect(cls, port: int) -> Bidi:
        """A new session with the browser that listens on this port."""
        http = aiohttp.ClientSession()
        try:
            socket = await http.ws_connect(f"ws://127.0.0.1:{port}/session", max_msg_size=0)
        except (OSError, aiohttp.ClientError):
            await http.close()
            raise
        session = cls(http, socket)
        await session.send("session.new", capabilities={})
        return session

    async def send(self, method: str, **params: Json) -> dict[str, Json]:
        """Give a command and wait for its result."""
        number = len(self._waiting)
        self._waiting[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_str(json.dumps({"id": number, "method": method, "params": params}))
        answer = await asyncio.wait_for(self._waiting[number], LIMIT)
        if answer["type"] == "error":
            raise BidiError(f"{method}: {answer['error']}: {answer['message']}")
        return dict(answer["result"])

    async def listen(self, listeners: dict[str, Callable[[dict[str, Json]], None]]) -> None:
        """Call these with what the browser tells by itself, by the name of what it tells."""
        self._listeners |= listeners
        await self.send("session.subscribe", events=list(listeners))

    async def close(self) -> None:
        """Let go of the connection, whether or not the browser is still there."""
        self._hearing.cancel()
        await asyncio.wait([self._hearing])
        await self._socket.close()
        await self._http.close()

    async def _hear(self) -> None:
        async for message in self._socket:
            said = json.loads(message.data)
            if said["type"] == "event":
                if (listener := self._listeners.get(said["method"])) is not None:
                    listener(said["params"])
            elif (waiting := self._waiting.get(said["id"])) is not None and not waiting.done():
                waiting.set_result(said)
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(BidiError("the browser is gone"))
                waiting.exception()
