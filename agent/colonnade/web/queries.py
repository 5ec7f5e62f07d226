"""What may stand in a query: one record for each route that takes one."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from colonnade.catalogue import Pillar
from colonnade.errors import Fault, Invalid
from colonnade.faults import escaped
from colonnade.importing.archive import CURSOR_LIMIT
from colonnade.model import PAGE_LIMIT, Id, KindId
from colonnade.scoring.contributions import WINDOW
from colonnade.services.summaries import Format
from colonnade.summary.record import Form


class Query(BaseModel):
    """A query's parameters, read from text; unknown ones are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NoQuery(Query):
    """No parameters at all."""


class PageQuery(Query):
    """Which page of a list."""

    limit: int = Field(default=100, ge=1, le=PAGE_LIMIT)
    cursor: str | None = Field(default=None, max_length=200)


class KeptQuery(Query):
    """How many, or which one."""

    limit: int = Field(default=10, ge=1, le=PAGE_LIMIT)
    id: Id | None = None


class ActivitiesQuery(PageQuery):
    """Which activities; days are the person's and included."""

    first: date | None = Field(default=None, alias="from")
    last: date | None = Field(default=None, alias="to")
    kind: KindId | None = None
    pillar: Pillar | None = None
    text: str | None = Field(default=None, max_length=280)
    contact: str | None = Field(default=None, max_length=60)


class SpanQuery(Query):
    """Which days, both included."""

    first: date | None = Field(default=None, alias="from")
    last: date | None = Field(default=None, alias="to")


class ReadingsQuery(PageQuery, SpanQuery):
    """Which readings; days are the person's and included."""


class PeopleQuery(Query):
    """How many people."""

    limit: int = Field(default=50, ge=1, le=PAGE_LIMIT)


class NextQuery(Query):
    """What was declined."""

    declined: str = Field(
        default="",
        pattern=r"^([a-z][a-z0-9_]{1,39}(,[a-z][a-z0-9_]{1,39}){0,19})?$",
        description="Kinds, comma between, the newest last; `reading` for the reading, `owed` for who waits",
    )


class SummaryQuery(Query):
    """In which format, and for whom."""

    format: Format = "json"
    form: Form = "mine"


class ArchiveQuery(Query):
    """Which part of an archive; without one, the first of a new one."""

    cursor: str | None = Field(default=None, max_length=CURSOR_LIMIT)


class EstimatesQuery(Query):
    """Which day; without one, today."""

    day: date | None = None


class ContributionsQuery(Query):
    """Of how many days up to today."""

    window: int = Field(default=WINDOW, ge=7, le=365)


class AroundQuery(Query):
    """Before and after which day."""

    day: date


class ForecastQuery(Query):
    """Of how many weeks from today."""

    weeks: int = Field(default=4, ge=1, le=12)


Q = TypeVar("Q", bound=Query)


def read_query(request: web.Request, form: type[Q]) -> Q:
    """The request's query as its record. Raises Invalid, or pydantic's ValidationError, naming the parameter."""
    if not request.query_string:
        return form.model_validate({})
    # By its items: iterating over a multidict names each key once.
    names = [name for name, _ in request.query.items()]
    for name in names:
        if names.count(name) > 1:
            fault = Fault(f"/{escaped(name)}", "format", "Give it once.")
            raise Invalid("A parameter is given twice.", faults=(fault,))
    return form.model_validate_strings(dict(request.query), strict=True)
