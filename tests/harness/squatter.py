"""Others at the port: one that answers whatever it likes, one that hands everything on."""

from __future__ import annotations

import socket
import threading
from types import TracebackType
from typing import Self

from harness import raw


class Squatter:
    """Listens where the agent should, remembers every request and answers each with the same lie."""

    def __init__(self, status: int, body: bytes, port: int = 0) -> None:
        self._answer = b"HTTP/1.1 %d Well\r\nContent-Type: application/json\r\nColonnade-Ack: %s\r\n" % (
            status,
            b"0" * 64,
        ) + b"Content-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(body), body)
        self._listener = socket.create_server(("127.0.0.1", port))
        self._thread = threading.Thread(target=self._serve)
        self.port = int(self._listener.getsockname()[1])
        self.requests: list[bytes] = []

    @property
    def heard(self) -> bytes:
        """Every byte that was sent to it."""
        return b"".join(self.requests)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Closing a socket another thread waits on does not wake that thread; shutting it down does.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                request = read_request(connection)
                if request:
                    self.requests.append(request)
                    connection.sendall(self.answer(request))

    def answer(self, _request: bytes) -> bytes:
        """What it says to a request."""
        return self._answer

    @staticmethod
    def replay(port: int, request: bytes) -> raw.RawAnswer:
        """Send a request that was heard once more, to whoever listens now."""
        return raw.exchange(port, request)


class Relay(Squatter):
    """Hands every request on to the real agent, with the Host it wants, and the answer back."""

    def __init__(self, agent_port: int) -> None:
        super().__init__(200, b"")
        self._agent_port = agent_port
        self.passed_on = 0

    def answer(self, _request: bytes) -> bytes:
        mended = _request.replace(b"127.0.0.1:%d" % self.port, b"127.0.0.1:%d" % self._agent_port)
        mended = mended.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1)
        self.passed_on += 1
        with socket.create_connection(("127.0.0.1", self._agent_port), timeout=30) as agent:
            agent.sendall(mended)
            parts = []
            while part := agent.recv(65536):
                parts.append(part)
        return b"".join(parts)


def read_request(connection: socket.socket) -> bytes:
    """One whole request with its body; nothing where somebody only looked whether anyone listens."""
    connection.settimeout(30)
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65536)
        if not part:
            return b""
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        (int(h.partition(b":")[2]) for h in head.split(b"\r\n") if h.lower().startswith(b"content-length")), 0
    )
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body
