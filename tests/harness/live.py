"""The live socket, with the `websockets` package and section 6 of `schemas/README.md`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from harness import wire
from harness.program import NotTheAgent, Program

PATH = "/api/v1/live"


@contextmanager
def socket(port: int, origin: str | None = None) -> Iterator[ClientConnection]:
    """An open live socket on which nothing has been said yet."""
    origin = f"http://127.0.0.1:{port}" if origin is None else origin
    with connect(
        f"ws://127.0.0.1:{port}{PATH}", origin=origin, proxy=None, compression=None, open_timeout=30, close_timeout=2
    ) as ws:
        yield ws


def prove(ws: ClientConnection, program: Program) -> None:
    """Prove both ends. Raises NotTheAgent when the welcome is not true."""
    challenge = receive(ws)
    assert challenge["type"] == "challenge", challenge
    nonce = wire.new_nonce()
    proof = wire.live_proof(program.key, challenge["s"], nonce, program.port, program.boot)
    send(ws, {"type": "proof", "client": program.client, "c": nonce, "proof": proof})
    welcome = receive(ws)
    if welcome.get("proof") != wire.live_welcome(program.key, nonce, challenge["s"]):
        raise NotTheAgent(str(welcome.get("type")))


@contextmanager
def follow(program: Program) -> Iterator[ClientConnection]:
    """A live socket with both ends proven; the first state is still to be received."""
    with socket(program.port, program.origin) as ws:
        prove(ws, program)
        yield ws


def send(ws: ClientConnection, message: dict[str, Any]) -> None:
    """One message, in one text frame."""
    ws.send(json.dumps(message))


def receive(ws: ClientConnection, *, timeout: float = 30) -> dict[str, Any]:
    """The next message."""
    return dict(json.loads(ws.recv(timeout=timeout)))


def receive_until(ws: ClientConnection, kind: str, *, timeout: float = 30) -> dict[str, Any]:
    """The next message of that type; others on the way are states and are passed over."""
    while True:
        message = receive(ws, timeout=timeout)
        if message["type"] == kind:
            return message
        assert message["type"] == "state", message


def until_closed(ws: ClientConnection, *, timeout: float = 30) -> tuple[int, list[str]]:
    """The code the agent closes with, and the types of what it told before; at least every `timeout` something."""
    told = []
    try:
        while True:
            told.append(str(receive(ws, timeout=timeout)["type"]))
    except ConnectionClosed as closed:
        return (0 if closed.rcvd is None else closed.rcvd.code), told
