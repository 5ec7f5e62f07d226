"""A signed client, written from `schemas/README.md` alone."""

from __future__ import annotations

import http.client
import json
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from harness import wire

Json = Any
"""Whatever JSON can hold."""


class NotTheAgent(Exception):
    """The other side did not prove that it is the agent this program was paired with."""


@dataclass(frozen=True)
class Answer:
    """An answer as it came; `true` says whether its acknowledgement holds."""

    status: int
    headers: dict[str, str]
    body: bytes
    true: bool

    @property
    def json(self) -> Json:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """The problem's code, or an empty string."""
        return str(self.json.get("code", "")) if self.status >= 400 and self.body else ""


@dataclass
class Program:
    """One paired client. Every keyword of `send` that begins with `as_` signs something other than what is sent."""

    port: int
    client: str
    key: bytes
    origin: str = ""
    boot: str = "-"
    skew: int = 0
    _connection: http.client.HTTPConnection | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.origin = self.origin or f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection; the next request makes another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def signed(
        self,
        method: str,
        target: str,
        body: bytes = b"",
        *,
        nonce: str | None = None,
        ts: int | None = None,
        boot: str | None = None,
        port: int | None = None,
    ) -> tuple[str, str]:
        """The Authorization header for a request, and its nonce."""
        nonce = nonce or wire.new_nonce()
        ts = int(time.time() * 1000) + self.skew if ts is None else ts
        boot = boot or ("-" if target.partition("?")[0] == "/api/v1/hello" else self.boot)
        sig = wire.request_sig(self.key, self.client, boot, method, target, port or self.port, ts, nonce, body)
        return wire.authorization(self.client, boot, ts, nonce, sig), nonce

    def send(
        self,
        method: str,
        target: str,
        body: Json = None,
        *,
        headers: dict[str, str | None] | None = None,
        **signing: Json,
    ) -> Answer:
        """Sign and send; bytes go as they are, anything else as JSON. A header given as None is left out."""
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        proof, nonce = self.signed(method, target, data, **signing)
        wanted: dict[str, str | None] = {"Authorization": proof}
        if method != "GET":
            wanted |= {"Origin": self.origin, "Content-Type": "application/json"}
        wanted |= headers or {}
        sent = {name: value for name, value in wanted.items() if value is not None}
        return self.exchange(method, target, data, sent, nonce)

    def exchange(self, method: str, target: str, data: bytes, headers: dict[str, str], nonce: str) -> Answer:
        """Send exactly this and read the answer; a broken connection is dropped and the error raised."""
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            self._connection.request(method, target, data or None, headers)
            response = self._connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        expected = wire.answer_ack(self.key, self.client, nonce, response.status, content)
        got = response.headers.get("Colonnade-Ack", "")
        return Answer(response.status, dict(response.headers.items()), content, got == expected)

    def hello(self) -> dict[str, Any]:
        """Ask who answers, and learn the start id. Raises NotTheAgent when the answer is not true."""
        answer = self.send("GET", "/api/v1/hello")
        if not answer.true or answer.status != 200:
            raise NotTheAgent(f"{answer.status} {answer.code}")
        self.boot = answer.json["boot"]
        return dict(answer.json)

    def get(self, target: str) -> Json:
        """The body of a true 200."""
        answer = self.send("GET", target)
        assert (answer.status, answer.true) == (200, True), (answer.status, answer.body)
        return answer.json

    def seq(self) -> int:
        """The agent's sequence now: it rises with every change kept, so an equal one means nothing changed."""
        return int(self.get("/api/v1/hello")["seq"])

    def record(self, *items: dict[str, Any]) -> Answer:
        """Offer items to the log."""
        return self.send("POST", "/api/v1/entries", {"items": list(items)})

    def outcomes(self, *items: dict[str, Any]) -> list[str]:
        """What became of each item, in one word; the answer must be true."""
        answer = self.record(*items)
        assert (answer.status, answer.true) == (200, True), (answer.status, answer.body)
        return [one["outcome"] for one in answer.json["outcomes"]]


def answer_handshake(
    role: str, word: str, port: int, *, origin: str = "", label: str = "A program", zone: str | None = None
) -> tuple[int, dict[str, Any], Program | None]:
    """The client's side of pairing (`pair`) or login (`login`): status, body, and the program when it came true."""
    origin = origin or f"http://127.0.0.1:{port}"
    nonce = wire.new_nonce()
    opening = {"nonce": nonce, "proof": wire.handshake_proof(word, role, nonce, port, origin), "label": label}
    if zone is not None:
        opening["zone"] = zone
    door = {"pair": "/api/v1/pairings/answer", "login": "/api/v1/logins/answer"}[role]
    status, body = post(port, door, opening, origin)
    if status != 200:
        return status, body, None
    answer, client = str(body.get("nonce")), str(body.get("client"))
    if body.get("proof") != wire.handshake_answer_proof(word, role, nonce, answer, client, port, origin):
        raise NotTheAgent("the other side does not know the word")
    key = wire.derived_key(word, role, nonce, answer, port, origin)
    return status, body, Program(port, client, key, origin)


def post(port: int, target: str, body: Json, origin: str) -> tuple[int, dict[str, Any]]:
    """An unsigned POST, as the two handshake answers are."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        headers = {"Origin": origin, "Content-Type": "application/json"}
        connection.request("POST", target, json.dumps(body).encode(), headers)
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()


def pair(machine: Program, **given: Json) -> Program:
    """Pair a new client by a code that the machine's own client opens."""
    opened = machine.send("POST", "/api/v1/pairings")
    assert (opened.status, opened.true) == (201, True), opened.body
    status, body, program = answer_handshake("pair", wire.plain_code(opened.json["code"]), machine.port, **given)
    assert program is not None, (status, body)
    program.hello()
    return program
