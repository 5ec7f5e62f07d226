"""The live connections that are open."""

from __future__ import annotations

import asyncio
from typing import Final

from aiohttp import WSCloseCode, web

CONNECTIONS: Final = 64
"""So many at once; each holds a little memory, and no person has more pages open."""
NOT_PROVEN: Final = 4401


class Sockets:
    """The live connections that are open, proven or not."""

    def __init__(self) -> None:
        self._open: dict[web.WebSocketResponse, str | None] = {}

    def full(self) -> bool:
        """Whether one more would be one too many."""
        return len(self._open) >= CONNECTIONS

    def enter(self, socket: web.WebSocketResponse, client: str | None = None) -> None:
        """Count a connection, and once it is proven whose it is."""
        self._open[socket] = client

    def leave(self, socket: web.WebSocketResponse) -> None:
        """Count it no more."""
        self._open.pop(socket, None)

    async def close_over(self, revoked: str) -> None:
        """Close every connection of a client that was just revoked."""
        over = [socket for socket, client in self._open.items() if client == revoked]
        await asyncio.gather(*(socket.close(code=NOT_PROVEN, message=b"revoked") for socket in over))

    async def close_all(self) -> None:
        """Close every connection, because the agent stops."""
        sockets = list(self._open)
        await asyncio.gather(*(socket.close(code=WSCloseCode.GOING_AWAY, message=b"stopping") for socket in sockets))


SOCKETS = web.AppKey("sockets", Sockets)
