"""The wire to a browser: commands with their answers, and what it tells by itself.

WebDriver BiDi, which Firefox speaks, and Chromium's own protocol are alike as far as this goes.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any, Self

import aiohttp

Json = Any
"""Whatever JSON can hold."""

LIMIT = 60.0
"""Seconds a browser may take over one command."""


class WireError(Exception):
    """The browser could not do what it was told."""


class Wire:
    """One connection. A `session` is one page's part of it, in Chromium; without one, the browser itself is meant."""

    def __init__(self, http: aiohttp.ClientSession, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._http = http
        self._socket = socket
        self._said = 0
        self._waiting: dict[int, tuple[str, asyncio.Future[dict[str, Json]]]] = {}
        self._listeners: dict[str, Callable[[dict[str, Json]], None]] = {}
        self._hearing = asyncio.create_task(self._hear(), name="wire")

    @classmethod
    async def connect(cls, address: str) -> Self:
        """A new connection with the browser that listens at this WebSocket address."""
        http = aiohttp.ClientSession()
        try:
            socket = await http.ws_connect(address, max_msg_size=0)
        except (OSError, aiohttp.ClientError):
            await http.close()
            raise
        return cls(http, socket)

    async def send(self, method: str, *, session: str = "", **params: Json) -> dict[str, Json]:
        """Give a command and wait for its result."""
        self._said += 1
        number = self._said
        self._waiting[number] = session, asyncio.get_running_loop().create_future()
        to = {"sessionId": session} if session else {}
        try:
            await self._socket.send_str(json.dumps({"id": number, "method": method, "params": params} | to))
            answer = await asyncio.wait_for(self._waiting[number][1], LIMIT)
        finally:
            del self._waiting[number]
        if (error := answer.get("error")) is not None:
            raise WireError(f"{method}: {error}: {answer.get('message', '')}")
        return dict(answer["result"])

    def listen(self, listeners: dict[str, Callable[[dict[str, Json]], None]]) -> None:
        """Call these with each message that the browser sends by itself, by what it tells."""
        self._listeners |= listeners

    def give_up(self, session: str = "") -> None:
        """Fail what still waits for this session, which is no more; without one, all that waits."""
        for whose, waiting in self._waiting.values():
            if not waiting.done() and session in {"", whose}:
                waiting.set_exception(WireError("the page is gone" if session else "the browser is gone"))
                waiting.exception()

    async def close(self) -> None:
        """Let go of the connection, whether or not the browser is still there."""
        self._hearing.cancel()
        await asyncio.wait([self._hearing])
        self.give_up()
        await self._socket.close()
        await self._http.close()

    async def _hear(self) -> None:
        async for message in self._socket:
            said = json.loads(message.data)
            if "method" in said:
                if (listener := self._listeners.get(said["method"])) is not None:
                    listener(said)
            elif (waiting := self._waiting.get(said["id"])) is not None and not waiting[1].done():
                waiting[1].set_result(said)
        self.give_up()
