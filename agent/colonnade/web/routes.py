"""Every route, as one table: the application, the OpenAPI document and the tests read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from aiohttp import web
from aiohttp.typedefs import Handler
from pydantic import BaseModel

from colonnade.habits.document import Presets
from colonnade.habits.record import Checklist, Outcomes, People, ThreadPage
from colonnade.model import (
    ActivityPage,
    Answer,
    Backup,
    BackupList,
    BeforeAfter,
    Client,
    ClientList,
    DayPage,
    Diagnosis,
    Entries,
    Estimate,
    Forecast,
    HandshakeAnswer,
    HandshakeOpening,
    Hello,
    Imported,
    ImportOpened,
    ImportReached,
    KeptList,
    LoginLink,
    NextStep,
    PairingCode,
    PeriodPage,
    PillarHistory,
    Plan,
    ReadingPage,
    Today,
    TrackRecord,
    Understood,
    UnderstoodText,
    WhatMoved,
)
from colonnade.services.summaries import MEDIA_TYPES
from colonnade.summary.month_record import Month
from colonnade.summary.record import Summary
from colonnade.web import admitting, archives, documents, handlers
from colonnade.web.live import live
from colonnade.web.queries import (
    ActivitiesQuery,
    ArchiveQuery,
    AroundQuery,
    ContributionsQuery,
    EstimatesQuery,
    ForecastQuery,
    KeptQuery,
    NextQuery,
    NoQuery,
    PageQuery,
    PeopleQuery,
    Query,
    ReadingsQuery,
    SpanQuery,
    SummaryQuery,
)
from colonnade.web.shell import SHELL_PATHS, asset, shell


@dataclass(frozen=True, slots=True)
class Route:
    """A route of the API.

    `codes` are the errors it can answer besides those any signed route can; `files` the media types besides JSON.
    """

    method: str
    path: str
    handler: Handler
    summary: str
    query: type[Query] = NoQuery
    takes: type[BaseModel] | None = None
    gives: type[BaseModel] | None = None
    status: int = 200
    signed: bool = True
    takes_octets: bool = False
    codes: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


_API: Final = "/api/v1"


def _document(name: str, document: documents.Document[Any], summary: str) -> tuple[Route, Route]:
    """Its door for reading, and the one through which it is replaced."""
    path, record = f"{_API}/{name}", document.record
    codes = ("superseded", "unavailable")
    return (
        Route("GET", path, document.read, summary, gives=record),
        Route("PUT", path, document.replace, f"Replace the {name} whole", takes=record, gives=record, codes=codes),
    )


ROUTES: Final[tuple[Route, ...]] = (
    Route("GET", f"{_API}/hello", handlers.hello, "Who answers, and by which version", gives=Hello),
    Route(
        "POST",
        f"{_API}/pairings",
        admitting.make_pairing_code,
        "Open a one-time pairing code",
        gives=PairingCode,
        status=201,
        codes=("refused",),
    ),
    Route(
        "POST",
        f"{_API}/pairings/answer",
        admitting.answer_pairing,
        "Prove a pairing code and become a client",
        takes=HandshakeOpening,
        gives=HandshakeAnswer,
        signed=False,
        codes=("word_not_open",),
    ),
    Route("POST", f"{_API}/logins", admitting.make_login, "Open a one-time login", gives=LoginLink, status=201),
    Route(
        "POST",
        f"{_API}/logins/answer",
        admitting.answer_login,
        "Prove a login word and become a dashboard session",
        takes=HandshakeOpening,
        gives=HandshakeAnswer,
        signed=False,
        codes=("word_not_open",),
    ),
    Route(
        "POST",
        f"{_API}/entries",
        handlers.add_entries,
        "Keep 1 to 200 entries",
        takes=Entries,
        gives=Answer,
        codes=("too_large", "unavailable"),
    ),
    Route(
        "GET",
        f"{_API}/activities",
        handlers.activities,
        "Current activities, newest first",
        query=ActivitiesQuery,
        gives=ActivityPage,
    ),
    Route(
        "GET",
        f"{_API}/kept",
        handlers.kept,
        "What was kept last and still stands, newest first",
        query=KeptQuery,
        gives=KeptList,
    ),
    Route(
        "GET", f"{_API}/periods", handlers.periods, "Current periods, newest first", query=PageQuery, gives=PeriodPage
    ),
    Route(
        "GET",
        f"{_API}/readings",
        handlers.readings,
        "Current readings, newest first",
        query=ReadingsQuery,
        gives=ReadingPage,
    ),
    Route(
        "POST",
        f"{_API}/readings/understood",
        handlers.understand_reading,
        "What a text copied from the official page says",
        takes=UnderstoodText,
        gives=Understood,
    ),
    Route(
        "GET",
        f"{_API}/pillars",
        handlers.pillars,
        "Estimates, snapshots and readings over days",
        query=SpanQuery,
        gives=PillarHistory,
    ),
    Route(
        "GET",
        f"{_API}/contributions",
        handlers.contributions,
        "What recent activity contributes to each pillar",
        query=ContributionsQuery,
        gives=WhatMoved,
    ),
    Route(
        "GET",
        f"{_API}/track-record",
        handlers.track_record,
        "What was believed the day before each reading, and how it did",
        gives=TrackRecord,
    ),
    Route(
        "GET",
        f"{_API}/before-after",
        handlers.before_after,
        "The three weeks before a day and after it, and what the change owes to what was done",
        query=AroundQuery,
        gives=BeforeAfter,
    ),
    Route(
        "GET",
        f"{_API}/forecast",
        handlers.carry_on,
        "The weeks ahead, carrying on as in the last four",
        query=ForecastQuery,
        gives=Forecast,
    ),
    Route(
        "POST",
        f"{_API}/forecast",
        handlers.forecast,
        "What a plan may come to, beside carrying on; nothing is kept",
        takes=Plan,
        gives=Forecast,
    ),
    Route("GET", f"{_API}/days", handlers.days, "Activities by pillar for each day", query=SpanQuery, gives=DayPage),
    Route(
        "GET",
        f"{_API}/threads",
        handlers.threads,
        "Posts with what followed from them, newest first",
        query=SpanQuery,
        gives=ThreadPage,
    ),
    Route(
        "GET",
        f"{_API}/people",
        handlers.people,
        "The way from request to conversation, replies, and everybody the log names",
        query=PeopleQuery,
        gives=People,
    ),
    Route("GET", f"{_API}/profile", handlers.profile, "The profile checklist", gives=Checklist),
    Route(
        "GET",
        f"{_API}/outcomes",
        handlers.outcomes,
        "Half a year of weeks: outcomes, beside the estimate of the total",
        gives=Outcomes,
    ),
    Route(
        "GET",
        f"{_API}/next",
        handlers.next_step,
        "What to do next, when some kinds were declined",
        query=NextQuery,
        gives=NextStep,
    ),
    Route("GET", f"{_API}/today", handlers.today, "Habits, tiles, next, last three, four weeks", gives=Today),
    Route(
        "GET", f"{_API}/estimates", handlers.estimates, "The estimate of a day", query=EstimatesQuery, gives=Estimate
    ),
    Route(
        "GET",
        f"{_API}/summaries/{{week}}",
        handlers.summary,
        "The summary of a week; as another format than JSON where one is asked for",
        query=SummaryQuery,
        gives=Summary,
        codes=("pdf_missing",),
        files=tuple(one for one in MEDIA_TYPES if one != "application/json"),
    ),
    Route(
        "GET",
        f"{_API}/months/{{month}}",
        handlers.month,
        "The review of a month; as another format than JSON where one is asked for",
        query=SummaryQuery,
        gives=Month,
        codes=("pdf_missing",),
        files=tuple(one for one in MEDIA_TYPES if one != "application/json"),
    ),
    *_document("reviews", documents.REVIEWS, "What the person wrote about their months"),
    Route("GET", f"{_API}/catalogue", handlers.catalogue, "The activity kinds"),
    *_document("preferences", documents.PREFERENCES, "What the person prefers"),
    *_document("audience", documents.AUDIENCE, "Whom the person wants to reach"),
    *_document("templates", documents.TEMPLATES, "The person's own templates of notes"),
    Route(
        "GET",
        f"{_API}/export",
        archives.export,
        "A part of the archive of everything the person made",
        query=ArchiveQuery,
        files=(archives.MEDIA_TYPE,),
    ),
    Route(
        "POST",
        f"{_API}/imports",
        archives.open_import,
        "Begin to take an archive in",
        gives=ImportOpened,
        status=201,
        codes=("refused", "unavailable"),
    ),
    Route(
        "PUT",
        f"{_API}/imports/{{id}}/parts/{{number}}",
        archives.put_part,
        "Bring a part of an archive, counted from 1",
        takes_octets=True,
        gives=ImportReached,
        codes=("refused", "not_found", "conflict", "unavailable"),
    ),
    Route(
        "POST",
        f"{_API}/imports/{{id}}/finish",
        archives.finish_import,
        "Take in, by union, the archive whose parts came",
        gives=Imported,
        codes=("refused", "not_found", "unavailable"),
    ),
    Route("GET", f"{_API}/backups", archives.backups, "The backups, newest first", gives=BackupList),
    Route(
        "POST",
        f"{_API}/backups",
        archives.make_backup,
        "Make a backup now",
        gives=Backup,
        status=201,
        codes=("refused", "unavailable"),
    ),
    Route(
        "GET",
        f"{_API}/diagnostics",
        handlers.diagnostics,
        "What is in order with the agent and its data, and what is not",
        gives=Diagnosis,
    ),
    *_document("routine", documents.ROUTINE, "The routine with its history"),
    *_document("answers", documents.ANSWERS, "What the person said when asked"),
    Route("GET", f"{_API}/presets", documents.presets, "Routines to begin with", gives=Presets),
    Route("GET", f"{_API}/clients", admitting.clients, "Every client, newest first", gives=ClientList),
    Route(
        "DELETE",
        f"{_API}/clients/{{id}}",
        admitting.revoke_client,
        "Revoke a client",
        gives=Client,
        codes=("refused", "not_found"),
    ),
)


def add_routes(app: web.Application) -> None:
    """Give the application its doors."""
    for path in sorted(SHELL_PATHS):
        app.router.add_get(path, shell, allow_head=False)
    app.router.add_get("/app/{path:.+}", asset, allow_head=False)
    app.router.add_get(f"{_API}/live", live, allow_head=False)
    for route in ROUTES:
        if route.method == "GET":
            app.router.add_get(route.path, route.handler, allow_head=False)
        else:
            app.router.add_route(route.method, route.path, route.handler)


def by_name() -> Mapping[str, Route]:
    """Every API route by "METHOD path"."""
    return {f"{route.method} {route.path}": route for route in ROUTES}
