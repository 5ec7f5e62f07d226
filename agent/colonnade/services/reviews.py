"""What the person wrote about their months: read and replaced whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from colonnade.errors import Fault, Invalid
from colonnade.habits.document import UNREVIEWED, Reviews
from colonnade.services.bounds import AHEAD, EARLIEST
from colonnade.services.documents import time_faults
from colonnade.store import documents
from colonnade.store.database import Connection, Database


async def reviews_of(db: Database) -> Reviews:
    """The reviews kept."""
    return await db.read(reviews_in)


def reviews_in(connection: Connection) -> Reviews:
    """The same, inside a read that is under way."""
    content = documents.content_in(connection, "reviews")
    return UNREVIEWED if content is None else Reviews.model_validate_json(content)


async def put_reviews(db: Database, wanted: Reviews, now: datetime) -> Reviews:
    """Keep reviews whole. Raises Invalid by field, Conflict `superseded` when later ones are kept."""
    faults = tuple(faults_of(wanted, now))
    if faults:
        raise Invalid("These reviews cannot be kept.", faults=faults)
    await documents.replace(db, "reviews", wanted.model_dump_json(), wanted.changed_at, now)
    return wanted


def faults_of(wanted: Reviews, now: datetime) -> Iterator[Fault]:
    """What is wrong with reviews of the right form."""
    yield from time_faults(wanted.changed_at, now)
    months = [one.month for one in wanted.months]
    for place, month in enumerate(months):
        if month in months[:place]:
            yield Fault(f"/months/{place}/month", "conflict", "Give each month once.")
        if month < f"{EARLIEST:%Y-%m}":
            yield Fault(f"/months/{place}/month", "too_early", "Nothing is kept from before 2003; correct the month.")
        if month > f"{now + AHEAD:%Y-%m}":
            yield Fault(f"/months/{place}/month", "too_late", "This month is still to come; correct it.")
