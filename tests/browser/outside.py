"""The way out of the machine, closed and watched: whatever a browser asks of another host ends here."""

from __future__ import annotations

import asyncio

from browser.listener import Listener

REFUSED = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Outside(Listener):
    """A proxy that passes nothing on and remembers what was asked of it.

    A proxy, because it also sees what a browser does by itself, which no page can tell, and
    because a browser with a proxy asks no name server.
    """

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    async def answer(self, _request: bytes, _reader: asyncio.StreamReader) -> bytes:
        self.asked.append(_request.decode("latin-1").partition(" HTTP/")[0])
        return REFUSED
