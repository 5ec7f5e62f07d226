"""The doors through which clients come in and are shown out: pairing, login, the list of them."""

from __future__ import annotations

from aiohttp import web

from colonnade.errors import Refused
from colonnade.model import ClientList, HandshakeOpening, PairingCode
from colonnade.protocol.handshake import Ritual
from colonnade.services import preferring
from colonnade.store.preferences import suggest_zone
from colonnade.web.context import AGENT, BODY, CLIENT
from colonnade.web.handlers import as_json
from colonnade.web.queries import NoQuery, read_query
from colonnade.web.sockets import SOCKETS

DEFAULT_PORT = 8425
"""4 times 25; a code for another port carries that port with it."""


def only_the_person(request: web.Request) -> None:
    """Raise Refused for a client that is neither the terminal nor the dashboard."""
    # A browser or a program that was taken over must not be able to let others in, or to lock them out.
    if request[CLIENT].role not in {"machine", "dashboard"}:
        raise Refused("Only the terminal and the dashboard may do this.")


async def clients(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    return as_json(ClientList(items=request.app[AGENT].clients.listed(request[CLIENT].id)))


async def revoke_client(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    agent, client, id = request.app[AGENT], request[CLIENT], request.match_info["id"]
    if client.id != id:
        only_the_person(request)
    revoked = await agent.clients.revoke(agent.db, id, agent.clock())
    await request.app[SOCKETS].close_over(id)
    agent.teller.changed()
    return as_json(agent.clients.shown(revoked, client.id))


async def make_pairing_code(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    only_the_person(request)
    agent = request.app[AGENT]
    code, expires_at = agent.words.open_code(agent.clock())
    shown = code if agent.port == DEFAULT_PORT else f"{agent.port}:{code}"
    return as_json(PairingCode(code=shown, port=agent.port, expires_at=expires_at), status=201)


async def make_login(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    return as_json(request.app[AGENT].login_link(), status=201)


async def answer_pairing(request: web.Request) -> web.Response:
    return await _handshake(request, "pair")


async def answer_login(request: web.Request) -> web.Response:
    if request.headers["Origin"] != request.app[AGENT].origin:
        raise Refused("Only the dashboard's own page can log in.")
    return await _handshake(request, "login")


async def _handshake(request: web.Request, ritual: Ritual) -> web.Response:
    read_query(request, NoQuery)
    agent, now = request.app[AGENT], request.app[AGENT].clock()
    opening = HandshakeOpening.model_validate_json(request[BODY])
    made = agent.words.answer(ritual, opening, request.headers["Origin"], now)
    await agent.clients.add(agent.db, made.credential)
    if opening.zone is not None and preferring.is_zone(opening.zone):
        await suggest_zone(agent.db, opening.zone, now)
    agent.teller.changed()
    return as_json(made.answer)
