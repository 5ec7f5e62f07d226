"""The signed exchange at the door: who asks, and the proof that the agent answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler

from colonnade.protocol.signing import (
    NO_BOOT,
    SKEW_MS,
    Authorization,
    acknowledgement,
    read_authorization,
    signed_by,
)
from colonnade.store.clients import Credential
from colonnade.web.context import AGENT, BODY, CLIENT, Agent
from colonnade.web.problems import answered, problem_response

HELLO_PATH: Final = "/api/v1/hello"
UNSIGNED: Final = frozenset({"/api/v1/pairings/answer", "/api/v1/logins/answer", "/api/v1/live"})
"""The three doors that prove themselves in another way."""


class Nonces:
    """The nonces used lately; each is good once.

    Two generations, each as long as a request can stay fresh, bound the memory without a sweep.
    """

    _LIFE: Final = 2 * SKEW_MS

    def __init__(self) -> None:
        self._young: set[tuple[str, str]] = set()
        self._old: set[tuple[str, str]] = set()
        self._turned = 0

    def spend(self, client: str, nonce: str, now: int) -> bool:
        """Use a nonce up; False when it was used before."""
        if now - self._turned > self._LIFE:
            self._old = self._young if now - self._turned <= 2 * self._LIFE else set()
            self._young = set()
            self._turned = now
        key = (client, nonce)
        if key in self._young or key in self._old:
            return False
        self._young.add(key)
        return True


NONCES = web.AppKey("nonces", Nonces)


@dataclass(frozen=True, slots=True)
class Signed:
    """A request whose signature is good, before anything else is known of it."""

    agent: Agent
    client: Credential
    said: Authorization
    origin: str | None
    path: str
    at: datetime
    nonces: Nonces

    @property
    def now(self) -> int:
        """When it was looked at, in Unix milliseconds."""
        return int(self.at.timestamp() * 1000)


@dataclass(frozen=True, slots=True)
class Check:
    """A check by name: whether it holds, and the code and words of the answer when it does not."""

    name: str
    holds: Callable[[Signed], bool]
    code: str
    says: str


def not_over(it: Signed) -> bool:
    return not it.agent.clients.is_over(it.client, it.at)


def same_origin(it: Signed) -> bool:
    return it.origin is None or it.origin == it.client.origin


def this_boot(it: Signed) -> bool:
    return it.said.boot == (NO_BOOT if it.path == HELLO_PATH else it.agent.boot)


def fresh(it: Signed) -> bool:
    return abs(it.now - it.said.ts) <= SKEW_MS


def unused_nonce(it: Signed) -> bool:
    return it.nonces.spend(it.client.id, it.said.nonce, it.now)


CHECKS: tuple[Check, ...] = (
    Check("not_over", not_over, "revoked", "This client was removed; pair again."),
    Check("same_origin", same_origin, "origin_mismatch", "This client was paired with another origin."),
    Check("this_boot", this_boot, "restarted", "The agent was started anew; ask hello and sign again."),
    Check("fresh", fresh, "stale", "The clocks differ too much; correct by the agent's time and sign again."),
    Check("unused_nonce", unused_nonce, "replayed", "This request was sent before; sign it anew."),
)


@web.middleware
async def signing(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let through what a client signed, and sign the answer."""
    if not request.path.startswith("/api/") or request.path in UNSIGNED:
        return await handler(request)
    agent = request.app[AGENT]
    signed = _read(request, agent)
    if signed is None:
        return problem_response("unauthorized", "This is not signed by a client this agent knows.")
    failed = next((check for check in CHECKS if not check.holds(signed)), None)
    if failed is not None:
        more = {"time": signed.now} if failed.code == "stale" else None
        response: web.StreamResponse = problem_response(failed.code, failed.says, more=more)
    else:
        request[CLIENT] = signed.client
        await agent.clients.saw(agent.db, signed.client, signed.at)
        response = await answered(handler, request)
    return _acknowledged(response, signed)


def _read(request: web.Request, agent: Agent) -> Signed | None:
    headers = request.headers.getall("Authorization", ())
    said = read_authorization(headers[0]) if len(headers) == 1 else None
    client = agent.clients.find(said.client) if said is not None else None
    if said is None or client is None:
        return None
    if not signed_by(client.key, said, request.method, request.raw_path, agent.port, request[BODY]):
        return None
    origin = request.headers.get("Origin")
    return Signed(agent, client, said, origin, request.path, agent.clock(), request.app[NONCES])


def _acknowledged(response: web.StreamResponse, signed: Signed) -> web.StreamResponse:
    # Only whole answers are signed: every signed door answers with one.
    if isinstance(response, web.Response):
        body = response.body if isinstance(response.body, bytes) else b""
        ack = acknowledgement(signed.client.key, signed.client.id, signed.said.nonce, response.status, body)
        response.headers["Colonnade-Ack"] = ack
    return response
