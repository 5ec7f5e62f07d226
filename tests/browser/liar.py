"""Somebody else at the agent's port, who answers what an outbox must not believe."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from types import TracebackType
from typing import Final, Self

from harness.program import Json


def lie(status: int, body: Json, *, ack: str = "", cut: bool = False, more: str = "") -> bytes:
    """A whole answer, or one that is cut off in its body."""
    content = json.dumps(body).encode()
    proof = f"Colonnade-Ack: {ack}\r\n" if ack else ""
    length = len(content) + (100 if cut else 0)
    head = f"HTTP/1.1 {status} Well\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n"
    return f"{head}{proof}{more}Connection: close\r\n\r\n".encode() + content


def problem(status: int, code: str, **more: Json) -> bytes:
    """A problem without an acknowledgement."""
    said = {"type": f"urn:colonnade:problem:{code}", "title": "No", "status": status, "code": code, "detail": "No."}
    return lie(status, said | {"errors": []} | more)


SILENCE: Final = b""
"""No answer at all, for as long as the other side waits."""
GOOD: Final = {
    "outcomes": [],
    "seq": 1,
    "protocol": 1,
    "least": 1,
    "version": "1",
    "boot": "0" * 32,
    "time": "2026-01-01T00:00:00Z",
}
LIES: Final[dict[str, bytes]] = {
    "no acknowledgement": lie(200, GOOD),
    "a forged acknowledgement": lie(200, GOOD, ack="0" * 64),
    "an answer cut off": lie(200, GOOD, ack="0" * 64, cut=True),
    "elsewhere": lie(307, {}, more="Location: http://127.0.0.1:1/\r\n"),
    "unauthorized": problem(401, "unauthorized"),
    "stale": problem(401, "stale", time=0),
    "revoked": problem(403, "revoked"),
    "conflict": problem(409, "conflict"),
    "restarted": problem(409, "restarted"),
    "too large": problem(413, "too_large"),
    "too many": problem(429, "too_many"),
    "a fault": problem(500, "internal"),
    "unavailable": problem(503, "unavailable"),
}


class Liar:
    """Listens on a port and answers every request with the same lie."""

    def __init__(self, port: int, answer: bytes) -> None:
        self.heard = 0
        """How many requests it was told."""
        self._port = port
        self._answer = answer
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._lie, "127.0.0.1", self._port)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    async def _lie(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # Browsers connect ahead of need, and break off what takes too long.
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            self.heard += 1
            if self._answer == SILENCE:
                await reader.read()
            writer.write(self._answer)
            await writer.drain()
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
