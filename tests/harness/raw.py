"""Requests byte for byte, because every client library mends what an attacker sends."""

from __future__ import annotations

import http.client
import json
import socket
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

Json = Any
"""Whatever JSON can hold."""


@dataclass(frozen=True)
class RawAnswer:
    """An answer as it came; status 0 when the connection was closed without one."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def all(self, name: str) -> list[str]:
        """Every value of a header."""
        return [value for key, value in self.headers if key.lower() == name.lower()]

    @property
    def json(self) -> Json:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        return str(self.json["code"])


def exchange(port: int, request: bytes, *, timeout: float = 30) -> RawAnswer:
    """Send these bytes on a connection of their own and read one answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=timeout) as connection:
        # Refused before all was sent: the answer may still be waiting to be read.
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(request)
        return read_answer(connection, request.partition(b" ")[0].decode("latin-1"))


def read_answer(connection: socket.socket, method: str = "GET") -> RawAnswer:
    """One answer from an open connection; one to HEAD says a length and has no body."""
    response = http.client.HTTPResponse(connection, method=method)
    try:
        response.begin()
        body = response.read()
        return RawAnswer(response.status, response.headers.items(), body)
    except (http.client.BadStatusLine, ConnectionResetError):
        return RawAnswer(0, [], b"")
    finally:
        response.close()


def request(method: str, target: str, headers: list[tuple[str, str]], body: bytes = b"") -> bytes:
    """An HTTP/1.1 request with exactly these headers; Content-Length is added for a body unless it is chunked."""
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
    names = {name.lower() for name, _ in headers}
    if body and not names & {"content-length", "transfer-encoding"}:
        lines.append(f"Content-Length: {len(body)}")
    if "connection" not in names:
        lines.append("Connection: close")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def chunked(body: bytes, size: int = 65536) -> bytes:
    """A body in chunked transfer coding."""
    parts = [body[i : i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
