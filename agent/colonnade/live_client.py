"""The live connection of this machine's terminal (section 6 of the protocol)."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from json import dumps
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from colonnade.client import LOOPBACK, AgentFile
from colonnade.errors import Unavailable
from colonnade.model import BODY_LIMIT, State
from colonnade.protocol.handshake import live_agent_proof, live_client_proof
from colonnade.protocol.signing import same

_TURN: Final = 1.0
"""Seconds after which a wait looks whether Ctrl-C was pressed; some systems do not wake it."""


class _Said(BaseModel):
    """What the agent says before it is proven: a challenge, then a welcome."""

    model_config = ConfigDict(extra="ignore", strict=True)

    s: str = ""
    proof: str = ""


def states(at: AgentFile, patience: float) -> Iterator[State]:
    """Every state the agent tells, the newest first of all and then each newer one.

    Raises Unavailable when the agent goes, does not prove itself, or is silent for longer than `patience` seconds.
    """
    with _connected(at, patience) as socket:
        _prove(socket, at, patience)
        newest: State | None = None
        while True:
            try:
                state = State.model_validate_json(socket.recv(timeout=_TURN))
            except TimeoutError:
                continue
            if newest is None or (state.seq, state.today.day) > (newest.seq, newest.today.day):
                newest = state
                yield state


@contextmanager
def _connected(at: AgentFile, patience: float) -> Iterator[ClientConnection]:
    try:
        with connect(
            f"ws://{LOOPBACK}:{at.port}/api/v1/live",
            origin=Origin(f"http://{LOOPBACK}:{at.port}"),
            # Nothing leaves the machine, whatever proxy the system names.
            proxy=None,
            compression=None,
            max_size=BODY_LIMIT,
            open_timeout=patience,
            close_timeout=1,
            ping_interval=patience,
            ping_timeout=patience,
        ) as socket:
            yield socket
    except (WebSocketException, OSError, ValidationError) as error:
        raise Unavailable("The agent went.", code="no_agent") from error


def _prove(socket: ClientConnection, at: AgentFile, patience: float) -> None:
    challenge = _Said.model_validate_json(socket.recv(timeout=patience)).s
    nonce = secrets.token_urlsafe(16)
    proof = live_client_proof(at.key, challenge, nonce, at.port, at.boot)
    socket.send(dumps({"type": "proof", "client": at.client, "c": nonce, "proof": proof}))
    welcome = _Said.model_validate_json(socket.recv(timeout=patience)).proof
    if not same(live_agent_proof(at.key, nonce, challenge), welcome):
        raise Unavailable(f"Something else answers on port {at.port}.", code="no_agent")
