"""The guard: what every request must be before anything else looks at it.

Each rule is a small pure function over `Ask`, in the order of `RULES`. A rule answers None, or
the code of its refusal. Nothing here knows a key: signatures come after (`web.signing`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final
from weakref import WeakKeyDictionary

from aiohttp import web
from aiohttp.typedefs import Handler

from colonnade.model import BODY_LIMIT, PART_LIMIT
from colonnade.services.pairing import is_extension
from colonnade.web import peer
from colonnade.web.context import AGENT, BODY, Agent
from colonnade.web.problems import answered, problem_response
from colonnade.web.shell import SHELL_PATHS

METHODS: Final = frozenset({"GET", "POST", "PUT", "DELETE"})
PAIRING_PATH: Final = "/api/v1/pairings/answer"
LIVE_PATH: Final = "/api/v1/live"

HEADERS: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Server": "Colonnade",
}
"""Headers of every answer, besides the Content-Security-Policy."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request as the guard sees it, before its body."""

    method: str
    target: str
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    fetch_site: str | None
    fetch_dest: str | None
    content_type: str | None
    content_encoding: str | None
    length: int
    port: int
    known_origins: frozenset[str]
    pairing: bool
    peer_is_ours: bool

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by name: its check answers None, or the code of the refusal."""

    name: str
    check: Callable[[Ask], str | None]
    says: str


_JSON: Final = frozenset({"application/json", "application/json;charset=utf-8"})
_OCTETS: Final = frozenset({"application/octet-stream"})
_PART_PATH: Final = re.compile(r"/api/v1/imports/[0-9a-f]{32}/parts/[1-9][0-9]{0,3}")
# "#" ends a path for the router and not for a comparison; "%", "\\" and steps to "." or ".." hide what a path says.
_UNPLAIN: Final = re.compile(r"[#%\\]|//|/\.{1,2}(?:/|\Z)")


def target(ask: Ask) -> str | None:
    return None if ask.path.startswith("/") and _UNPLAIN.search(ask.path) is None else "refused"


def host(ask: Ask) -> str | None:
    return None if ask.hosts == (f"{peer.LOOPBACK}:{ask.port}",) else "misdirected"


def fetch_site(ask: Ask) -> str | None:
    if ask.fetch_site not in {"cross-site", "same-site"}:
        return None
    # A link opens the shell, which holds no data. "navigate" would also cover frames: the destination decides.
    opened = ask.method == "GET" and ask.path in SHELL_PATHS and ask.fetch_dest == "document"
    return None if opened else "refused"


def origin(ask: Ask) -> str | None:
    if not ask.origins:
        return None
    only = ask.origins[0]
    newcomer = ask.pairing and ask.path == PAIRING_PATH and ask.method == "POST" and is_extension(only)
    return None if len(ask.origins) == 1 and (only in ask.known_origins or newcomer) else "refused"


def peer_uid(ask: Ask) -> str | None:
    return None if ask.peer_is_ours else "refused"


def method(ask: Ask) -> str | None:
    return None if ask.method in METHODS else "method_not_allowed"


def origin_needed(ask: Ask) -> str | None:
    needed = ask.method != "GET" or ask.path == LIVE_PATH
    return "refused" if needed and not ask.origins else None


def content_type(ask: Ask) -> str | None:
    if ask.content_encoding is not None:
        return "unsupported_media_type"
    said = (ask.content_type or "").lower().replace(" ", "")
    fits = ask.method == "GET" or said in (_OCTETS if is_part(ask) else _JSON)
    return None if fits else "unsupported_media_type"


def length(ask: Ask) -> str | None:
    return "too_large" if ask.length > limit_of(ask) else None


def is_part(ask: Ask) -> bool:
    """Whether this is a part of an archive: the only thing taken that is no JSON, and that may be larger."""
    return ask.method == "PUT" and _PART_PATH.fullmatch(ask.path) is not None


def limit_of(ask: Ask) -> int:
    """Bytes the body may have."""
    return PART_LIMIT if is_part(ask) else BODY_LIMIT


RULES: tuple[Rule, ...] = (
    Rule("target", target, "The request target is not in its plain form."),
    Rule("host", host, "This agent answers to its own address only."),
    Rule("fetch_site", fetch_site, "Requests from other sites are refused."),
    Rule("origin", origin, "Nobody of this origin is paired."),
    Rule("peer_uid", peer_uid, "Only the user who runs this agent may speak to it."),
    Rule("method", method, "Only GET, POST, PUT and DELETE are taken."),
    Rule("origin_needed", origin_needed, "Say where this comes from: the Origin header is needed."),
    Rule("content_type", content_type, "Send application/json (a part: octet-stream), without a content encoding."),
    Rule("length", length, "Send at most 524,288 bytes (of a part 4,194,304); split it over several requests."),
)


def refusal(ask: Ask) -> Rule | None:
    """The first rule that refuses the request, or None."""
    return next((rule for rule in RULES if rule.check(ask) is not None), None)


_peers: WeakKeyDictionary[object, bool] = WeakKeyDictionary()


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what breaks a rule; read the body of what does not; give every answer its headers."""
    agent = request.app[AGENT]
    response = await _guarded(request, handler, agent)
    if not response.prepared:
        clothe(response, agent.port)
    return response


def clothe(response: web.StreamResponse, port: int) -> None:
    """Give an answer the headers every answer has."""
    response.headers.update(_clothes(port))


@cache
def _clothes(port: int) -> Mapping[str, str]:
    return {**HEADERS, "Content-Security-Policy": content_security_policy(port)}


def content_security_policy(port: int) -> str:
    """What a page of ours may load and speak to: itself."""
    sources = "script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'"
    return (
        f"default-src 'none'; {sources}; connect-src 'self' ws://{peer.LOOPBACK}:{port}; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    )


async def _guarded(request: web.Request, handler: Handler, agent: Agent) -> web.StreamResponse:
    ask = _ask(request, agent)
    if ask.hosts == (f"localhost:{agent.port}",) and ask.method == "GET" and ask.target in SHELL_PATHS:
        return web.Response(status=308, headers={"Location": f"{agent.origin}{ask.target}"})
    if (rule := refusal(ask)) is not None:
        # Closed, because the body was not read and is not the next request.
        response = problem_response(rule.check(ask) or "refused", rule.says)
        response.force_close()
        return response
    return await answered(lambda checked: _with_body(checked, handler, limit_of(ask)), request)


async def _with_body(request: web.Request, handler: Handler, limit: int) -> web.StreamResponse:
    # Read here and once, for the signature and the handler; a chunked body is cut off at the limit.
    body = bytearray()
    async for piece in request.content.iter_any():
        body += piece
        if len(body) > limit:
            raise web.HTTPRequestEntityTooLarge(max_size=limit, actual_size=len(body))
    request[BODY] = bytes(body)
    return await handler(request)


def _ask(request: web.Request, agent: Agent) -> Ask:
    headers = request.headers
    return Ask(
        method=request.method,
        target=request.raw_path,
        hosts=tuple(headers.getall("Host", ())),
        origins=tuple(headers.getall("Origin", ())),
        fetch_site=headers.get("Sec-Fetch-Site"),
        fetch_dest=headers.get("Sec-Fetch-Dest"),
        content_type=headers.get("Content-Type"),
        content_encoding=headers.get("Content-Encoding"),
        length=request.content_length or 0,
        port=agent.port,
        known_origins=agent.clients.origins() | {agent.origin},
        pairing=agent.words.is_pairing(agent.clock()),
        peer_is_ours=_peer_is_ours(request, agent.port),
    )


def _peer_is_ours(request: web.Request, port: int) -> bool:
    """Asked once a connection: reading the kernel's table costs more than all the rest."""
    transport = request.transport
    if transport is None:
        return False
    if transport not in _peers:
        # None of a connection that its other end had left before it was looked at.
        name = transport.get_extra_info("peername")
        _peers[transport] = name is not None and peer.is_ours(name[1], port)
    return _peers[transport]
