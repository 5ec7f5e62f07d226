"""The doors of what outlives an agent: archives of the log, out and in, and backups."""

from __future__ import annotations

import asyncio

from aiohttp import web

from colonnade.errors import Missing
from colonnade.model import ImportOpened, ImportReached
from colonnade.services import backing_up, moving
from colonnade.web import admitting, handlers
from colonnade.web.context import AGENT, BODY
from colonnade.web.queries import ArchiveQuery, NoQuery, read_query

MEDIA_TYPE = "application/jsonl"


async def export(request: web.Request) -> web.Response:
    query = read_query(request, ArchiveQuery)
    part = await moving.part_of(request.app[AGENT].db, query.cursor)
    return web.Response(body=part, content_type=MEDIA_TYPE, charset="utf-8")


async def open_import(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    # What comes in speaks for every client that ever was.
    admitting.only_the_person(request)
    return handlers.as_json(ImportOpened(id=request.app[AGENT].imports.open()), status=201)


async def put_part(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    admitting.only_the_person(request)
    number = request.match_info["number"]
    if not number.isascii() or not number.isdecimal():
        raise Missing("There is no such part.")
    parts = request.app[AGENT].imports.take(request.match_info["id"], int(number[:9]), request[BODY])
    return handlers.as_json(ImportReached(parts=parts))


async def finish_import(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    admitting.only_the_person(request)
    agent, id = request.app[AGENT], request.match_info["id"]
    path = agent.imports.file(id)
    try:
        with path.open("rb") as file:
            imported = await moving.take_in(agent.db, file, agent.clock())
    finally:
        agent.imports.close(id)
        agent.teller.changed()
    return handlers.as_json(imported)


async def backups(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    return handlers.as_json(backing_up.backups_of(request.app[AGENT].db.path.parent))


async def make_backup(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    admitting.only_the_person(request)
    agent = request.app[AGENT]
    made = await asyncio.to_thread(backing_up.back_up_now, agent.db.path.parent, agent.clock())
    return handlers.as_json(made, status=201)
