"""The review of a month, in every form and format."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from colonnade.errors import Fault, Invalid
from colonnade.habits.days import WEEK_DAYS
from colonnade.scoring import weekly_rates
from colonnade.services.answers import answers_in, idle_days
from colonnade.services.bounds import EARLIEST
from colonnade.services.printing import printed
from colonnade.services.replied import replied_between
from colonnade.services.reviews import reviews_in
from colonnade.services.sight import Seen, Sight
from colonnade.services.summaries import NEWEST, Document, Format, newest_day_of
from colonnade.store import views
from colonnade.store.database import Connection
from colonnade.summary.month import MonthGround, build_month, month_before
from colonnade.summary.month_formats import month_markdown, month_table
from colonnade.summary.month_record import Month
from colonnade.summary.record import Form

_NAME: Final = re.compile(r"[1-9][0-9]{3}-(0[1-9]|1[0-2])")
_DAY: Final = timedelta(days=1)
_FORTNIGHT: Final = timedelta(days=2 * WEEK_DAYS)
_LONGEST: Final = timedelta(days=31)


async def month_of(sight: Sight, month: str, form: Form, now: datetime) -> Month:
    """The month of that name, "2026-11", or the newest; of the running one what has been of it.

    Raises Invalid for a month that does not exist, has not begun, or lies before 2003.
    """
    return await sight.see(now, lambda seen, connection: _month(seen, connection, month, form))


async def document_of(sight: Sight, month: str, form: Form, format: Format, now: datetime) -> Document:
    """The same as a file of that format. Raises Unavailable `pdf_missing` where PDF needs what is not installed."""
    found = await month_of(sight, month, form, now)
    make, media_type = _FORMATS[format]
    # Setting type takes its time; the doors stay open meanwhile.
    body = await asyncio.to_thread(make, found)
    name = f"colonnade-{'demo-' if found.demo else ''}{found.month}{'-coach' if form == 'coach' else ''}.{format}"
    return Document(body, media_type, name)


def _month(seen: Seen, connection: Connection, month: str, form: Form) -> Month:
    if month == NEWEST:
        month = f"{newest_day_of(seen, connection):%Y-%m}"
    first = _first(month, seen)
    end = (first + _LONGEST).replace(day=1) - _DAY
    last = min(end, seen.day)
    known, before = seen.known, month_before(first)
    believed = known.believed(first - _DAY, last)
    review = next((one for one in reviews_in(connection).months if one.month == month), None)
    begun = [known.history.first_day] if len(known.history.counts) else []
    ground = MonthGround(
        month=month,
        first=first,
        last=last,
        whole=seen.day > end,
        week_start=seen.preferences.week_start,
        counts=views.day_counts_between(connection, before - _FORTNIGHT, last),
        periods=known.periods,
        readings=[reading for reading in known.readings if reading.day <= last],
        replied=replied_between(
            connection, seen.timeline, before - _FORTNIGHT, last, seen.preferences.day_start, seen.now
        ),
        idle=idle_days(answers_in(connection), before - _FORTNIGHT, last),
        began=min([*begun, *(reading.day for reading in known.readings[:1])], default=last),
        now=believed[1],
        before=believed[0],
        moved=known.moved(last).pillars,
        rates=weekly_rates(known.history.until(last), last, known.periods),
        review=review,
        demo=seen.demo,
    )
    return build_month(ground, seen.timeline, form)


def _first(month: str, seen: Seen) -> date:
    if _NAME.fullmatch(month) is None:
        raise _no("format", "Give a month, such as 2026-11.")
    first = date.fromisoformat(f"{month}-01")
    if first <= EARLIEST.date():
        raise _no("too_early", "Ask for a month since February 2003.")
    if first > seen.day:
        raise _no("too_late", "Ask for a month that has begun.")
    return first


def _no(code: str, message: str) -> Invalid:
    return Invalid("There is no review of that month.", faults=(Fault("/month", code, message),))


def _html(month: Month) -> str:
    # An agent that is never asked for a page does not pay for the template engine.
    from colonnade.summary.page import month_page  # noqa: PLC0415

    return month_page(month)


def _json(month: Month) -> bytes:
    return month.model_dump_json(indent=2).encode() + b"\n"


_FORMATS: Final[Mapping[Format, tuple[Callable[[Month], bytes], str]]] = {
    "json": (_json, "application/json"),
    "md": (lambda month: month_markdown(month).encode(), "text/markdown"),
    "html": (lambda month: _html(month).encode(), "text/html"),
    "csv": (lambda month: month_table(month).encode(), "text/csv"),
    "pdf": (lambda month: printed(_html(month), f"{month.month} {month.form}"), "application/pdf"),
}
