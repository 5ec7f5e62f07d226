"""Requests an attacker sends: sound in everything but the one thing under attack."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from harness import items, raw
from harness.program import Program

ENTRIES = "/api/v1/entries"
HELLO = "/api/v1/hello"
NOTHING = ("default-src", "frame-ancestors", "base-uri", "form-action")
ITSELF = ("script-src", "style-src", "font-src", "img-src")
"""What a page of the agent may do from nowhere, and from the agent alone."""


@dataclass(frozen=True)
class Request:
    """A request that the agent would take, until something of it is changed.

    It is signed last, over method, target and body as they are sent, so that a refusal is
    never owed to the signature alone; a `proof` is sent as it is, and an empty one not at all.
    """

    program: Program
    method: str = "POST"
    target: str = ENTRIES
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    chunked: bool = False
    proof: str | None = None

    def with_header(self, name: str, *values: str) -> Self:
        """The same with these values of a header in place of what it had; none leaves the header out."""
        kept = tuple(pair for pair in self.headers if pair[0].lower() != name.lower())
        return replace(self, headers=(*kept, *((name, value) for value in values)))

    def bytes(self) -> bytes:
        """What goes over the wire."""
        headers = list(self.headers)
        proof = self.program.signed(self.method, self.target, self.body)[0] if self.proof is None else self.proof
        if proof:
            headers.append(("Authorization", proof))
        if self.chunked:
            headers.append(("Transfer-Encoding", "chunked"))
            return raw.request(self.method, self.target, headers) + raw.chunked(self.body)
        return raw.request(self.method, self.target, headers, self.body)

    def send(self) -> raw.RawAnswer:
        return raw.exchange(self.program.port, self.bytes())


def click(program: Program, **fields: object) -> Request:
    """A POST that records one activity."""
    body = json.dumps({"items": [items.record(**fields)]}).encode()  # type: ignore[arg-type]
    headers = (
        ("Host", f"127.0.0.1:{program.port}"),
        ("Origin", program.origin),
        ("Content-Type", "application/json"),
    )
    return Request(program, headers=headers, body=body)


def look(program: Program, target: str = HELLO) -> Request:
    """A GET that is answered with 200."""
    return Request(program, "GET", target, (("Host", f"127.0.0.1:{program.port}"),))


def at(program: Program, text: str) -> str:
    """A literal with the agent's port in the place of PORT, and another one in the place of OTHER."""
    return text.replace("PORT", str(program.port)).replace("OTHER", str(program.port ^ 1))


def now() -> int:
    """Unix milliseconds."""
    return int(time.time() * 1000)


def resigned(request: Request, **other: str | int | bytes) -> Request:
    """The request with a true signature over something other than what is sent."""
    signing = {name: other[name] for name in ("nonce", "ts", "boot", "port") if name in other}
    method, target = str(other.get("method", request.method)), str(other.get("target", request.target))
    body = other.get("body", request.body)
    assert isinstance(body, bytes)
    return replace(request, proof=request.program.signed(method, target, body, **signing)[0])  # type: ignore[arg-type]


@dataclass(frozen=True)
class Kept:
    """What the agent has on disk: equal before and after means that nothing was changed."""

    seq: int
    entries: int
    clients: tuple[Any, ...]
    preferences: tuple[Any, ...]


def kept(data: Path) -> Kept:
    """Read the database beside the agent."""
    connection = sqlite3.connect(f"file:{data / 'colonnade.db'}?mode=ro", uri=True)
    try:
        (seq,) = connection.execute("SELECT seq FROM tick").fetchone()
        (entries,) = connection.execute("SELECT count(*) FROM entries").fetchone()
        clients = connection.execute("SELECT id, role, label, origin, revoked_at FROM clients ORDER BY id").fetchall()
        preferences = connection.execute("SELECT * FROM preferences").fetchall()
    finally:
        connection.close()
    return Kept(seq, entries, tuple(clients), tuple(preferences))


def assert_guarded_headers(answer: raw.RawAnswer) -> None:
    """The headers every answer carries, so that no page can read, frame, sniff or keep it."""
    csp = answer.all("Content-Security-Policy")
    assert len(csp) == 1, answer.headers
    rules = {words[0]: set(words[1:]) for words in (rule.split() for rule in csp[0].split(";")) if words}
    assert rules.keys() == {*NOTHING, *ITSELF, "connect-src"}
    assert all(rules[name] == {"'none'"} for name in NOTHING)
    assert all(rules[name] == {"'self'"} for name in ITSELF)
    (live,) = rules["connect-src"] - {"'self'"}
    assert re.fullmatch(r"ws://127\.0\.0\.1:\d+", live)
    for name, value in [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cache-Control", "no-store"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ]:
        assert answer.all(name) == [value], (name, answer.headers)
    assert not [name for name, _ in answer.headers if name.lower().startswith("access-control")]
    assert not answer.all("Set-Cookie")


def assert_refused(data: Path, request: Request, status: int, code: str, *, signed: bool = False) -> raw.RawAnswer:
    """The agent saw the request, refused it in the one form of a refusal, and kept nothing of it."""
    before = kept(data)
    answer = request.send()
    assert (answer.status, answer.code) == (status, code), (answer.status, answer.body)
    assert answer.json["status"] == status
    assert len(answer.all("Colonnade-Ack")) == int(signed)
    assert_guarded_headers(answer)
    assert kept(data) == before
    return answer
