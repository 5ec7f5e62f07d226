"""The clients of scripts/bench: as little as a client can be, the same for the agent and for the floor."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import time
import uuid
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect

from colonnade.client import AgentFile, read_agent_file
from colonnade.protocol.handshake import live_client_proof
from colonnade.protocol.signing import sign_request

ENTRIES = "/api/v1/entries"


@dataclass(frozen=True)
class Key:
    """What signs: the client "this machine" of a running agent."""

    at: AgentFile

    @classmethod
    def of(cls, data: Path) -> Self:
        """The key that the agent of a data folder left there."""
        at = read_agent_file(data)
        if at is None:
            raise FileNotFoundError(data)
        return cls(at)

    def request(self, method: str, target: str, body: bytes = b"") -> bytes:
        """A whole signed request."""
        at, nonce, ts = self.at, _nonce(), time.time_ns() // 1_000_000
        signed = sign_request(at.key, at.client, at.boot, method, target, at.port, ts, nonce, body)
        return plain_request(at.port, method, target, body, [f"Authorization: {signed.header()}"])

    @asynccontextmanager
    async def live(self) -> AsyncIterator[ClientConnection]:
        """The live socket, proven, its first state received."""
        at, nonce = self.at, _nonce()
        origin = f"http://127.0.0.1:{at.port}"
        where = f"ws://127.0.0.1:{at.port}/api/v1/live"
        async with connect(where, origin=origin, proxy=None, compression=None) as socket:  # type: ignore[arg-type]
            challenge = json.loads(await socket.recv())["s"]
            proof = live_client_proof(at.key, challenge, nonce, at.port, at.boot)
            await socket.send(json.dumps({"type": "proof", "client": at.client, "c": nonce, "proof": proof}))
            while json.loads(await socket.recv())["type"] != "state":
                pass
            yield socket


def plain_request(port: int, method: str, target: str, body: bytes, more: Iterable[str] = ()) -> bytes:
    """A whole request, as the agent's guard wants it."""
    host = f"127.0.0.1:{port}"
    lines = [f"{method} {target} HTTP/1.1", f"Host: {host}", *more]
    if method != "GET":
        lines += [f"Origin: http://{host}", "Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


def entries_body(number: int = 1) -> bytes:
    """So many activities that were done just now."""
    return json.dumps({"items": [_activity() for _ in range(number)]}).encode()


class Wire:
    """One connection that is kept alive."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def to(cls, port: int) -> Self:
        """A connection to a port of this machine. Raises OSError while nobody listens."""
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.close()
        await self._writer.wait_closed()

    async def ask(self, request: bytes) -> bytes:
        """The body of the answer; anything but 200 ends the measuring."""
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        start = head.lower().index(b"content-length:") + 15
        body = await self._reader.readexactly(int(head[start : head.index(b"\r\n", start)]))
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"The agent answered {head.split(maxsplit=2)[1].decode()}.")
        return body


def _activity() -> dict[str, Any]:
    id, at = str(uuid.uuid4()), datetime.now(UTC).isoformat()
    said = {"entry": id, "subject": id, "type": "record", "of": "activity", "made_at": at, "at": at}
    return said | {"kind": "comment_written", "qualifiers": {"depth": "substantive"}, "count": 1, "note": "a note"}


def _nonce() -> str:
    return base64.urlsafe_b64encode(os.urandom(16)).decode().rstrip("=")
