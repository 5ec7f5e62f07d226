"""The live door: a proven WebSocket that is told the newest state, and may hand in entries."""

from __future__ import annotations

import asyncio
import json
import secrets
from contextlib import suppress
from typing import Any, Final, Literal

from aiohttp import WSMsgType, web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from colonnade.errors import ColonnadeError
from colonnade.model import BODY_LIMIT, ITEMS_LIMIT, ClientId, Frozen, Hex64, Nonce
from colonnade.protocol.handshake import live_agent_proof, live_client_proof
from colonnade.protocol.signing import same
from colonnade.store.clients import Credential
from colonnade.web.context import AGENT, Agent
from colonnade.web.handlers import answer_entries
from colonnade.web.problems import STATUSES, invalid, problem_of, problem_response
from colonnade.web.queries import NoQuery, read_query
from colonnade.web.sockets import NOT_PROVEN, SOCKETS, Sockets

HEARTBEAT: Final = 20.0
PROOF_LIMIT: float = 5.0
"""Seconds a connection may stay unproven."""


class Proof(Frozen):
    """What a client sends first."""

    type: Literal["proof"]
    client: ClientId
    c: Nonce
    proof: Hex64


class Referenced(BaseModel):
    """The one field that is read before the rest, so that a bad batch can be told which it was."""

    model_config = ConfigDict(strict=True, extra="ignore")

    ref: str = Field(min_length=1, max_length=64)


class LiveEntries(Frozen):
    """Entries handed in over a live connection; `ref` comes back with their outcomes."""

    type: Literal["entries"]
    ref: str = Field(min_length=1, max_length=64)
    items: list[Any] = Field(min_length=1, max_length=ITEMS_LIMIT)


async def live(request: web.Request) -> web.StreamResponse:
    """One live connection, from its challenge to its end."""
    read_query(request, NoQuery)
    sockets = request.app[SOCKETS]
    if sockets.full():
        return problem_response("too_many", "Too many live connections; close a page and try again.")
    socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=BODY_LIMIT, compress=False)
    if not socket.can_prepare(request):
        return problem_response("invalid", "This door speaks WebSocket.")
    sockets.enter(socket)
    try:
        await socket.prepare(request)
        # Closed in the middle of it: what was handed in is kept, and nobody is left to be answered.
        with suppress(ConnectionResetError):
            await _serve(request, socket, sockets)
    finally:
        sockets.leave(socket)
    return socket


async def _serve(request: web.Request, socket: web.WebSocketResponse, sockets: Sockets) -> None:
    agent = request.app[AGENT]
    client = await _proven(socket, agent, sockets, request.headers["Origin"])
    if client is None:
        await socket.close(code=NOT_PROVEN, message=b"not proven")
        return
    telling = asyncio.create_task(_tell(socket, agent), name="live telling")
    try:
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
            await socket.send_str(await _answered(agent, message.data, client.id))
    finally:
        telling.cancel()
        await asyncio.wait([telling])


async def _proven(socket: web.WebSocketResponse, agent: Agent, sockets: Sockets, origin: str) -> Credential | None:
    challenge = secrets.token_urlsafe(16)
    await socket.send_json({"type": "challenge", "s": challenge})
    try:
        message = await socket.receive(timeout=PROOF_LIMIT)
        proof = Proof.model_validate_json(message.data) if message.type is WSMsgType.TEXT else None
    except (TimeoutError, ValidationError):
        return None
    client = agent.clients.find(proof.client) if proof is not None else None
    if proof is None or client is None or client.origin != origin or agent.clients.is_over(client, agent.clock()):
        return None
    if not same(live_client_proof(client.key, challenge, proof.c, agent.port, agent.boot), proof.proof):
        return None
    # Before anything is awaited: a client that is removed meanwhile has its connection closed too.
    sockets.enter(socket, client.id)
    await agent.clients.saw(agent.db, client, agent.clock())
    await socket.send_json({"type": "welcome", "proof": live_agent_proof(client.key, proof.c, challenge)})
    return client


async def _tell(socket: web.WebSocketResponse, agent: Agent) -> None:
    # Closed a moment ago: whoever listens to it is told as well, and ends this.
    with suppress(ConnectionResetError):
        async for state in agent.teller.states():
            await socket.send_str(state.model_dump_json())


async def _answered(agent: Agent, text: str, client: str) -> str:
    ref = None
    try:
        ref = Referenced.model_validate_json(text).ref
        said = LiveEntries.model_validate_json(text)
        answer = await answer_entries(agent, said.model_dump_json(include={"items"}).encode(), client)
        return json.dumps({"type": "outcomes", "ref": ref, **answer.model_dump(mode="json")})
    except ValidationError as error:
        failed: ColonnadeError = invalid(error)
    except ColonnadeError as error:
        failed = error
    code = failed.code if failed.code in STATUSES else "unavailable"
    problem = problem_of(code, failed.detail, failed.faults)
    return json.dumps({"type": "problem", "ref": ref, "problem": problem.model_dump(mode="json")})
