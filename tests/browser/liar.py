"""Somebody else at the agent's port, who answers what an outbox must not believe."""

from __future__ import annotations

import asyncio
import json
from typing import Final

from browser.listener import Listener
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


class Liar(Listener):
    """Listens on a port and answers every request with the same lie."""

    def __init__(self, port: int, lie: bytes) -> None:
        super().__init__(port)
        self.heard = 0
        """How many requests it was told."""
        self._lie = lie

    async def answer(self, _request: bytes, _reader: asyncio.StreamReader) -> bytes:
        self.heard += 1
        if self._lie == SILENCE:
            # Until the other side has had enough.
            await _reader.read()
        return self._lie
