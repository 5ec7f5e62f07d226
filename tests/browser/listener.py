"""A small server on this machine, the ground of everybody else a browser can meet in these tests."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from contextlib import suppress
from types import TracebackType
from typing import Self


class Listener(ABC):
    """Listens for as long as it is entered, and is gone with every connection afterwards."""

    def __init__(self, port: int = 0) -> None:
        self._wanted = port
        self._server: asyncio.Server | None = None
        self._open: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._wanted)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        # Browsers connect ahead of need: what they ask next must not come here by an old connection.
        while self._open:
            for writer in self._open.values():
                writer.close()
            await asyncio.wait(self._open)
        await self._server.wait_closed()

    @property
    def port(self) -> int:
        assert self._server is not None
        return int(self._server.sockets[0].getsockname()[1])

    @abstractmethod
    async def answer(self, _request: bytes, _reader: asyncio.StreamReader) -> bytes:
        """What is sent for the head of a request, before the connection is closed."""

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open[task] = writer
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                writer.write(await self.answer(await reader.readuntil(b"\r\n\r\n"), reader))
                await writer.drain()
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()
            del self._open[task]
