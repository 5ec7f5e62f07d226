"""The way out of the machine, closed and watched: whatever a browser asks of another host ends here."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from types import TracebackType
from typing import Self

REFUSED = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Outside:
    """A proxy that passes nothing on and remembers what was asked of it.

    A proxy, because it also sees what a browser does by itself, which no page can tell, and
    because a browser with a proxy asks no name server.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._refuse, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    @property
    def port(self) -> int:
        assert self._server is not None
        return int(self._server.sockets[0].getsockname()[1])

    async def _refuse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # Browsers connect ahead of need, and end such connections without a word.
        with suppress(ConnectionError):
            line = await reader.readline()
            if line:
                self.asked.append(line.decode("latin-1").rsplit(" ", 1)[0])
                writer.write(REFUSED)
                await writer.drain()
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
