"""What the person said when they were asked: read and replaced whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from colonnade.errors import Fault, Invalid
from colonnade.habits.document import UNANSWERED, Answers
from colonnade.services.bounds import AHEAD, EARLIEST
from colonnade.services.documents import time_faults
from colonnade.store import documents
from colonnade.store.database import Connection, Database

_DAY: Final = timedelta(days=1)


async def answers_of(db: Database) -> Answers:
    """The answers kept, or those of who was never asked."""
    return await db.read(answers_in)


def answers_in(connection: Connection) -> Answers:
    """The same, inside a read that is under way."""
    content = documents.content_in(connection, "answers")
    return UNANSWERED if content is None else Answers.model_validate_json(content)


async def put_answers(db: Database, wanted: Answers, now: datetime) -> Answers:
    """Keep answers whole. Raises Invalid by field, Conflict `superseded` when later ones are kept."""
    faults = tuple(faults_of(wanted, now))
    if faults:
        raise Invalid("These answers cannot be kept.", faults=faults)
    await documents.replace(db, "answers", wanted.model_dump_json(), wanted.changed_at, now)
    return wanted


def idle_days(answers: Answers, first: date, last: date) -> set[date]:
    """The days from `first` to `last` on which nothing was done."""
    spans = [(max(one.first, first), min(one.last, last)) for one in answers.idle]
    return {start + _DAY * on for start, end in spans for on in range((end - start).days + 1)}


def faults_of(wanted: Answers, now: datetime) -> Iterator[Fault]:
    """What is wrong with answers of the right form."""
    yield from time_faults(wanted.changed_at, now)
    for place, span in enumerate(wanted.idle):
        if span.last < span.first:
            yield Fault(f"/idle/{place}/last", "order", "The last day lies before the first; swap them.")
        if span.first < EARLIEST.date():
            yield Fault(f"/idle/{place}/first", "too_early", "Nothing is kept from before 2003; correct the date.")
        if span.last > (now + AHEAD).date():
            yield Fault(f"/idle/{place}/last", "too_late", "This day is still to come; correct the date.")
