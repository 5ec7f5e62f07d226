"""The person's audience and templates: each read and replaced whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from colonnade.errors import Fault, Invalid
from colonnade.habits.written import NO_TEMPLATES, NOBODY, Audience, Templates
from colonnade.services.documents import time_faults
from colonnade.store import documents
from colonnade.store.database import Connection, Database


async def audience_of(db: Database) -> Audience:
    """Whom the person wants to reach; of who has not said, nobody."""
    return await db.read(audience_in)


def audience_in(connection: Connection) -> Audience:
    """The same, inside a read that is under way."""
    content = documents.content_in(connection, "audience")
    return NOBODY if content is None else Audience.model_validate_json(content)


async def templates_of(db: Database) -> Templates:
    """The person's own templates."""
    content = await db.read(lambda connection: documents.content_in(connection, "templates"))
    return NO_TEMPLATES if content is None else Templates.model_validate_json(content)


async def put_audience(db: Database, wanted: Audience, now: datetime) -> Audience:
    """Keep an audience whole. Raises Invalid by field, Conflict `superseded` when a later one is kept."""
    _check(wanted, now)
    await documents.replace(db, "audience", wanted.model_dump_json(), wanted.changed_at, now)
    return wanted


async def put_templates(db: Database, wanted: Templates, now: datetime) -> Templates:
    """Keep templates whole. Raises Invalid by field, Conflict `superseded` when later ones are kept."""
    _check(wanted, now)
    await documents.replace(db, "templates", wanted.model_dump_json(), wanted.changed_at, now)
    return wanted


def faults_of(wanted: Audience | Templates, now: datetime) -> Iterator[Fault]:
    """What is wrong with a document of the right form."""
    yield from time_faults(wanted.changed_at, now)
    names = [one.name for one in wanted.items] if isinstance(wanted, Templates) else []
    for place, name in enumerate(names):
        if name in names[:place]:
            yield Fault(f"/items/{place}/name", "conflict", "Another template has this name.")


def _check(wanted: Audience | Templates, now: datetime) -> None:
    faults = tuple(faults_of(wanted, now))
    if faults:
        raise Invalid("This cannot be kept.", faults=faults)
