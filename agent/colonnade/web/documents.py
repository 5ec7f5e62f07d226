"""The doors of what the person prefers: each document read, and replaced whole."""

from __future__ import annotations

from aiohttp import web

from colonnade.habits.document import Answers, Presets, Reviews, Routine
from colonnade.habits.presets import PRESETS
from colonnade.habits.written import Audience, Templates
from colonnade.model import Preferences
from colonnade.services import answers, preferring, reviews, routines, writing
from colonnade.store.preferences import preferences
from colonnade.web.context import AGENT, BODY
from colonnade.web.handlers import as_json
from colonnade.web.queries import NoQuery, read_query


async def read_preferences(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    return as_json(await preferences(request.app[AGENT].db))


async def put_preferences(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    agent = request.app[AGENT]
    preferred = await preferring.prefer(agent.db, Preferences.model_validate_json(request[BODY]), agent.clock())
    agent.teller.changed()
    return as_json(preferred)


async def read_routine(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    return as_json(await routines.routine_of(request.app[AGENT].db))


async def put_routine(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    agent = request.app[AGENT]
    kept = await routines.put_routine(agent.db, Routine.model_validate_json(request[BODY]), agent.clock())
    agent.teller.changed()
    return as_json(kept)


async def read_answers(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    return as_json(await answers.answers_of(request.app[AGENT].db))


async def put_answers(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    agent = request.app[AGENT]
    kept = await answers.put_answers(agent.db, Answers.model_validate_json(request[BODY]), agent.clock())
    agent.teller.changed()
    return as_json(kept)


async def read_reviews(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    return as_json(await reviews.reviews_of(request.app[AGENT].db))


async def put_reviews(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    agent = request.app[AGENT]
    kept = await reviews.put_reviews(agent.db, Reviews.model_validate_json(request[BODY]), agent.clock())
    agent.teller.changed()
    return as_json(kept)


async def presets(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    return as_json(Presets(items=list(PRESETS)))


async def read_audience(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    return as_json(await writing.audience_of(request.app[AGENT].db))


async def put_audience(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    agent = request.app[AGENT]
    kept = await writing.put_audience(agent.db, Audience.model_validate_json(request[BODY]), agent.clock())
    agent.teller.changed()
    return as_json(kept)


async def read_templates(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    return as_json(await writing.templates_of(request.app[AGENT].db))


async def put_templates(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    agent = request.app[AGENT]
    kept = await writing.put_templates(agent.db, Templates.model_validate_json(request[BODY]), agent.clock())
    agent.teller.changed()
    return as_json(kept)
