"""The doors of what the person prefers: each document read, and replaced whole."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Generic, TypeVar

from aiohttp import web
from pydantic import BaseModel

from colonnade.habits.document import Answers, Presets, Reviews, Routine
from colonnade.habits.presets import PRESETS
from colonnade.habits.written import Audience, Templates
from colonnade.model import Preferences
from colonnade.services import answers, preferring, reviews, routines, writing
from colonnade.store.database import Database
from colonnade.store.preferences import preferences
from colonnade.web.context import AGENT, BODY
from colonnade.web.handlers import as_json
from colonnade.web.queries import NoQuery, read_query

D = TypeVar("D", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Document(Generic[D]):
    """A record with its two doors, and the services behind them."""

    record: type[D]
    _kept: Callable[[Database], Awaitable[D]]
    _keep: Callable[[Database, D, datetime], Awaitable[D]]

    async def read(self, request: web.Request) -> web.Response:
        """What is kept now."""
        read_query(request, NoQuery)
        return as_json(await self._kept(request.app[AGENT].db))

    async def replace(self, request: web.Request) -> web.Response:
        """Keep what the body holds in its place, and have it told."""
        read_query(request, NoQuery)
        agent = request.app[AGENT]
        kept = await self._keep(agent.db, self.record.model_validate_json(request[BODY]), agent.clock())
        agent.teller.changed()
        return as_json(kept)


PREFERENCES: Final = Document(Preferences, preferences, preferring.prefer)
ROUTINE: Final = Document(Routine, routines.routine_of, routines.put_routine)
ANSWERS: Final = Document(Answers, answers.answers_of, answers.put_answers)
REVIEWS: Final = Document(Reviews, reviews.reviews_of, reviews.put_reviews)
AUDIENCE: Final = Document(Audience, writing.audience_of, writing.put_audience)
TEMPLATES: Final = Document(Templates, writing.templates_of, writing.put_templates)


async def presets(request: web.Request) -> web.Response:
    read_query(request, NoQuery)
    return as_json(Presets(items=list(PRESETS)))
