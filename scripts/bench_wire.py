"""The clients of scripts/bench: aiohttp's own, the same for the agent and for the floor."""

from __future__ import annotations

import base64
import json
import os
import time
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp
from websockets.asyncio.client import ClientConnection, connect

from colonnade.client import AgentFile, read_agent_file
from colonnade.protocol.handshake import live_client_proof
from colonnade.protocol.signing import sign_request

ENTRIES = "/api/v1/entries"


@dataclass(frozen=True)
class Request:
    """What is asked, signed already where it has to be."""

    method: str
    target: str
    body: bytes = b""
    more: Mapping[str, str] = field(default_factory=dict)

    def headers(self, origin: str) -> Mapping[str, str]:
        """As the agent's guard wants them."""
        return (
            self.more if self.method == "GET" else {"Origin": origin, "Content-Type": "application/json", **self.more}
        )


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

    def request(self, method: str, target: str, body: bytes = b"") -> Request:
        """A signed request."""
        at, nonce, ts = self.at, _nonce(), time.time_ns() // 1_000_000
        signed = sign_request(at.key, at.client, at.boot, method, target, at.port, ts, nonce, body)
        return Request(method, target, body, {"Authorization": signed.header()})

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


def entries_body(number: int = 1) -> bytes:
    """So many activities that were done just now."""
    return json.dumps({"items": [_activity() for _ in range(number)]}).encode()


class Wire:
    """One connection that is kept alive."""

    def __init__(self, port: int) -> None:
        self._origin = f"http://127.0.0.1:{port}"
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=1))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def ask(self, request: Request) -> bytes:
        """The body of the answer; anything but 200 ends the measuring."""
        url, headers = f"{self._origin}{request.target}", request.headers(self._origin)
        async with self._session.request(request.method, url, data=request.body or None, headers=headers) as answer:
            body = await answer.read()
        if answer.status != HTTPStatus.OK:
            raise RuntimeError(f"The agent answered {answer.status}.")
        return body


def _activity() -> dict[str, Any]:
    id, at = str(uuid.uuid4()), datetime.now(UTC).isoformat()
    said = {"entry": id, "subject": id, "type": "record", "of": "activity", "made_at": at, "at": at}
    return said | {"kind": "comment_written", "qualifiers": {"depth": "substantive"}, "count": 1, "note": "a note"}


def _nonce() -> str:
    return base64.urlsafe_b64encode(os.urandom(16)).decode().rstrip("=")
