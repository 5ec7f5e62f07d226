"""The summary of a week, in every form and format."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from colonnade.errors import Fault, Invalid
from colonnade.habits.days import WEEK_DAYS, iso_week, week_named
from colonnade.scoring import weekly_rates
from colonnade.services.bounds import EARLIEST
from colonnade.services.printing import printed
from colonnade.services.replied import replied_between
from colonnade.services.sight import Seen, Sight
from colonnade.store import views
from colonnade.store.database import Connection
from colonnade.summary.build import Ground, build
from colonnade.summary.markdown import markdown
from colonnade.summary.record import Form, Summary
from colonnade.summary.table import table

Format = Literal["json", "md", "html", "csv", "pdf"]
NEWEST: Final = "newest"
"""Asks for the week of the newest activity or reading; in an empty log, for the running one."""
_WEEK: Final = timedelta(days=WEEK_DAYS)
_DAY: Final = timedelta(days=1)
_MOST_NOTES: Final = 5000


@dataclass(frozen=True, slots=True)
class Document:
    """A summary in one format, as it is sent and kept."""

    body: bytes
    media_type: str
    name: str


async def summary_of(sight: Sight, week: str, form: Form, now: datetime) -> Summary:
    """The week of that ISO name, or the newest; of the running one what has been of it.

    Raises Invalid for a week that does not exist, has not begun, or lies before 2003.
    """
    return await sight.see(now, lambda seen, connection: _summary(seen, connection, week, form))


async def document_of(sight: Sight, week: str, form: Form, format: Format, now: datetime) -> Document:
    """The same as a file of that format. Raises Unavailable `pdf_missing` where PDF needs what is not installed."""
    summary = await summary_of(sight, week, form, now)
    make, media_type = _FORMATS[format]
    # Setting type takes its time; the doors stay open meanwhile.
    body = await asyncio.to_thread(make, summary)
    name = f"colonnade-{'demo-' if summary.demo else ''}{summary.week}{'-coach' if form == 'coach' else ''}.{format}"
    return Document(body, media_type, name)


def _summary(seen: Seen, connection: Connection, week: str, form: Form) -> Summary:
    if week == NEWEST:
        week = iso_week(newest_day_of(seen, connection), seen.preferences.week_start)
    first, last = _span(week, seen)
    known = seen.known
    before, now = known.believed(last - _WEEK, last)
    ground = Ground(
        week=week,
        first=first,
        last=last,
        week_start=seen.preferences.week_start,
        zone=seen.preferences.zone,
        counts=views.day_counts_between(connection, first - _WEEK, last),
        periods=known.periods,
        readings=[reading for reading in known.readings if reading.day <= last],
        now=now,
        before=before,
        moved=known.moved(last).pillars,
        rates=weekly_rates(known.history.until(last), last, known.periods),
        replied=replied_between(connection, seen.timeline, first - _WEEK, last, seen.preferences.day_start, seen.now),
        noted=views.noted_between(connection, first, last, _MOST_NOTES) if form == "mine" else (),
        demo=seen.demo,
    )
    return build(ground, seen.timeline, form)


def _span(week: str, seen: Seen) -> tuple[date, date]:
    span = week_named(week, seen.preferences.week_start)
    if span is None:
        raise _no("format", "Give an ISO week, such as 2026-W47.")
    first, last = span
    if first < EARLIEST.date():
        raise _no("too_early", "Ask for a week since 2003.")
    if first > seen.day:
        raise _no("too_late", "Ask for a week that has begun.")
    return first, min(last, seen.day)


def _no(code: str, message: str) -> Invalid:
    return Invalid("There is no summary of that week.", faults=(Fault("/week", code, message),))


def newest_day_of(seen: Seen, connection: Connection) -> date:
    """The day of the newest activity or reading, at most today; in an empty log it is today."""
    days = [reading.day for reading in seen.known.readings[-1:]] + views.newest_day(connection)
    return min(max(days, default=seen.day), seen.day)


def _html(summary: Summary) -> str:
    # An agent that is never asked for a page does not pay for the template engine.
    from colonnade.summary.page import page  # noqa: PLC0415

    return page(summary)


def _json(summary: Summary) -> bytes:
    return summary.model_dump_json(indent=2).encode() + b"\n"


_FORMATS: Final[Mapping[Format, tuple[Callable[[Summary], bytes], str]]] = {
    "json": (_json, "application/json"),
    "md": (lambda summary: markdown(summary).encode(), "text/markdown"),
    "html": (lambda summary: _html(summary).encode(), "text/html"),
    "csv": (lambda summary: table(summary).encode(), "text/csv"),
    "pdf": (lambda summary: printed(_html(summary), f"{summary.week} {summary.form}"), "application/pdf"),
}

MEDIA_TYPES: Final = tuple(media_type for _, media_type in _FORMATS.values())
