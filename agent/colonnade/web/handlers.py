"""One small function for each route: read the request, call one service, answer."""

from __future__ import annotations

import asyncio

from aiohttp import web
from pydantic import BaseModel

from colonnade import __version__
from colonnade.catalogue import as_data
from colonnade.importing.official_page import understand
from colonnade.model import (
    LEAST_PROTOCOL,
    PROTOCOL,
    Answer,
    Hello,
    KeptList,
    Plan,
    UnderstoodText,
)
from colonnade.services import (
    comparing,
    looking_back,
    months,
    next_steps,
    picture,
    planning,
    recording,
    summaries,
)
from colonnade.services.diagnosing import diagnose
from colonnade.services.people import people_now
from colonnade.store import views
from colonnade.store.demo import is_demo
from colonnade.store.kept import kept_of, last_kept
from colonnade.store.tick import sequence_in
from colonnade.web.context import AGENT, BODY, CLIENT, Agent
from colonnade.web.queries import (
    ActivitiesQuery,
    AroundQuery,
    ContributionsQuery,
    EstimatesQuery,
    ForecastQuery,
    KeptQuery,
    NextQuery,
    NoQuery,
    PageQuery,
    PeopleQuery,
    ReadingsQuery,
    SpanQuery,
    SummaryQuery,
    read_query,
)


async def hello(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    agent = request.app[AGENT]
    seq, demo = await agent.db.read(lambda connection: (sequence_in(connection), is_demo(connection)))
    said = Hello(
        protocol=PROTOCOL,
        least=LEAST_PROTOCOL,
        version=__version__,
        boot=agent.boot,
        seq=seq,
        time=agent.clock(),
        demo=demo,
        notice=agent.notice,
    )
    return as_json(said)


async def add_entries(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    agent, client = request.app[AGENT], request[CLIENT]
    return as_json(await answer_entries(agent, request[BODY], client.id))


async def answer_entries(agent: Agent, body: bytes, client: str) -> Answer:
    """Keep the items of a body, then have it told; the same for HTTP and for a live connection."""
    now = agent.clock()
    answer = await recording.answer(agent.db, recording.judge(body, now), client, now)
    if any(outcome.outcome == "recorded" for outcome in answer.outcomes):
        agent.teller.changed()
    return answer


async def activities(request: web.Request) -> web.Response:
    query = read_query(request, ActivitiesQuery)
    wanted = views.Filter(query.first, query.last, query.kind, query.pillar, query.text, query.contact)
    db = request.app[AGENT].db
    return as_json(await db.read(lambda connection: views.activities(connection, wanted, query.limit, query.cursor)))


async def kept(request: web.Request) -> web.Response:
    query, db = read_query(request, KeptQuery), request.app[AGENT].db
    if query.id is None:
        return as_json(KeptList(items=await db.read(lambda connection: last_kept(connection, query.limit))))
    id = query.id
    return as_json(KeptList(items=await db.read(lambda connection: kept_of(connection, id))))


async def periods(request: web.Request) -> web.Response:
    query = read_query(request, PageQuery)
    db = request.app[AGENT].db
    return as_json(await db.read(lambda connection: views.periods(connection, query.limit, query.cursor)))


async def readings(request: web.Request) -> web.Response:
    query = read_query(request, ReadingsQuery)
    db = request.app[AGENT].db
    wanted = views.Filter(query.first, query.last)
    return as_json(await db.read(lambda connection: views.reading_page(connection, wanted, query.limit, query.cursor)))


async def understand_reading(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    said = UnderstoodText.model_validate_json(request[BODY])
    return as_json(understand(said.text))


async def pillars(request: web.Request) -> web.Response:
    query, agent = read_query(request, SpanQuery), request.app[AGENT]
    return as_json(await looking_back.pillars_between(agent.sight, query.first, query.last, agent.clock()))


async def contributions(request: web.Request) -> web.Response:
    query, agent = read_query(request, ContributionsQuery), request.app[AGENT]
    return as_json(await looking_back.moved_in(agent.sight, query.window, agent.clock()))


async def track_record(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    agent = request.app[AGENT]
    return as_json(await looking_back.track_of(agent.sight, agent.clock()))


async def before_after(request: web.Request) -> web.Response:
    query, agent = read_query(request, AroundQuery), request.app[AGENT]
    return as_json(await comparing.around(agent.sight, query.day, agent.clock()))


async def carry_on(request: web.Request) -> web.Response:
    query, agent = read_query(request, ForecastQuery), request.app[AGENT]
    return as_json(await planning.forecast_of(agent.sight, Plan(weeks=query.weeks), agent.clock()))


async def forecast(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    agent, plan = request.app[AGENT], Plan.model_validate_json(request[BODY])
    return as_json(await planning.forecast_of(agent.sight, plan, agent.clock()))


async def days(request: web.Request) -> web.Response:
    query, agent = read_query(request, SpanQuery), request.app[AGENT]
    return as_json(await looking_back.days_between(agent.sight, query.first, query.last, agent.clock()))


async def threads(request: web.Request) -> web.Response:
    query, agent = read_query(request, SpanQuery), request.app[AGENT]
    return as_json(await looking_back.threads_between(agent.sight, query.first, query.last, agent.clock()))


async def profile(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    agent = request.app[AGENT]
    return as_json(await looking_back.checklist_now(agent.sight, agent.clock()))


async def outcomes(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    agent = request.app[AGENT]
    return as_json(await looking_back.outcomes_now(agent.sight, agent.clock()))


async def people(request: web.Request) -> web.Response:
    query, agent = read_query(request, PeopleQuery), request.app[AGENT]
    return as_json(await people_now(agent.sight, query.limit, agent.clock()))


async def today(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    agent = request.app[AGENT]
    return as_json(await picture.today_of(agent.sight, agent.clock()))


async def next_step(request: web.Request) -> web.Response:
    query, agent = read_query(request, NextQuery), request.app[AGENT]
    declined = query.declined.split(",") if query.declined else []
    return as_json(await next_steps.next_of(agent.sight, declined, agent.clock()))


async def estimates(request: web.Request) -> web.Response:
    query = read_query(request, EstimatesQuery)
    agent = request.app[AGENT]
    return as_json(await picture.estimate_of(agent.sight, query.day, agent.clock()))


async def summary(request: web.Request) -> web.Response:
    query = read_query(request, SummaryQuery)
    agent = request.app[AGENT]
    week = request.match_info["week"]
    found = await summaries.document_of(agent.sight, week, query.form, query.format, agent.clock())
    return web.Response(body=found.body, content_type=found.media_type, charset=_charset(found.media_type))


async def month(request: web.Request) -> web.Response:
    query = read_query(request, SummaryQuery)
    agent, name = request.app[AGENT], request.match_info["month"]
    found = await months.document_of(agent.sight, name, query.form, query.format, agent.clock())
    return web.Response(body=found.body, content_type=found.media_type, charset=_charset(found.media_type))


def _charset(media_type: str) -> str | None:
    return "utf-8" if media_type.startswith("text/") or media_type == "application/json" else None


async def diagnostics(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    agent = request.app[AGENT]
    now, folder = agent.clock().astimezone(), agent.db.path.parent
    # A check of the whole database takes its time, and nobody else should wait for it.
    return as_json(await asyncio.to_thread(diagnose, folder, now, agent="answers", port=agent.port))


async def catalogue(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    return web.json_response(as_data())


def as_json(record: BaseModel, status: int = 200) -> web.Response:
    """A record as the answer."""
    return web.Response(body=record.model_dump_json().encode(), content_type="application/json", status=status)
