"""What a command does on the data folder itself while no agent runs. The caller holds the lock."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from colonnade.importing.archive import next_of
from colonnade.model import Answer, Backup, Client, ClientList, Imported, Kept, Preferences, Reading, Today
from colonnade.services import backing_up, months, moving, picture, recording
from colonnade.services.clients import Clients
from colonnade.services.preferring import prefer
from colonnade.services.sight import Sight
from colonnade.services.summaries import Document, Format, document_of
from colonnade.store import views
from colonnade.store.clients import Credential
from colonnade.store.database import Database
from colonnade.store.files import database_file
from colonnade.store.kept import kept_of, last_kept
from colonnade.store.preferences import preferences
from colonnade.summary.record import Form


@asynccontextmanager
async def _opened(folder: Path) -> AsyncIterator[Database]:
    db = await Database.open(database_file(folder))
    try:
        yield db
    finally:
        await db.close()


async def record_here(folder: Path, body: bytes, client: str, now: datetime) -> Answer:
    """Keep the items of a body, as `POST /api/v1/entries` would."""
    async with _opened(folder) as db:
        return await recording.answer(db, recording.judge(body, now), client, now)


async def today_here(folder: Path, now: datetime) -> Today:
    """Today, as `GET /api/v1/today` would answer."""
    async with _opened(folder) as db:
        return await picture.today_of(Sight(db), now)


async def document_here(folder: Path, week: str, form: Form, format: Format, now: datetime) -> Document:
    """The summary of a week, as `GET /api/v1/summaries/{week}` would answer."""
    async with _opened(folder) as db:
        return await document_of(Sight(db), week, form, format, now)


async def month_here(folder: Path, month: str, form: Form, format: Format, now: datetime) -> Document:
    """The review of a month, as `GET /api/v1/months/{month}` would answer."""
    async with _opened(folder) as db:
        return await months.document_of(Sight(db), month, form, format, now)


async def readings_here(folder: Path) -> list[Reading]:
    """Every reading, the newest first."""
    async with _opened(folder) as db:
        return (await db.read(views.readings))[::-1]


async def kept_here(folder: Path, limit: int, id: str | None) -> list[Kept]:
    """What was kept last, or the one of that id, as `GET /api/v1/kept` would answer."""
    async with _opened(folder) as db:
        return await db.read(lambda connection: last_kept(connection, limit) if id is None else kept_of(connection, id))


async def clients_here(folder: Path) -> ClientList:
    """Every client, as `GET /api/v1/clients` would answer the commands."""
    async with _opened(folder) as db:
        known = await Clients.load(db)
        machine = known.of_machine()
        return ClientList(items=known.listed("" if machine is None else machine.id))


async def revoke_here(folder: Path, id: str, now: datetime) -> Client:
    """End a client for good. Raises Missing for an unknown one."""
    async with _opened(folder) as db:
        known = await Clients.load(db)
        return known.shown(await known.revoke(db, id, now), you="")


async def admit_program_here(folder: Path, label: str, port: int, now: datetime) -> Credential:
    """Make a program a client of the agent that will answer on that port."""
    async with _opened(folder) as db:
        id, origin = secrets.token_hex(16), f"http://127.0.0.1:{port}"
        made = Credential(id, "program", label, origin, secrets.token_bytes(32), now, now, None)
        await (await Clients.load(db)).add(db, made)
        return made


async def preferences_here(folder: Path) -> Preferences:
    """What the person prefers, as `GET /api/v1/preferences` would answer."""
    async with _opened(folder) as db:
        return await preferences(db)


async def prefer_here(folder: Path, wanted: Preferences, now: datetime) -> Preferences:
    """Keep preferences whole, as `PUT /api/v1/preferences` would."""
    async with _opened(folder) as db:
        return await prefer(db, wanted, now)


async def archive_here(folder: Path, write: Callable[[bytes], object]) -> None:
    """Give `write` the archive of everything, part by part, as `GET /api/v1/export` would answer."""
    async with _opened(folder) as db:
        cursor, begun = None, False
        while not begun or cursor is not None:
            part = await moving.part_of(db, cursor)
            write(part)
            cursor, begun = next_of(part), True


async def take_in_here(folder: Path, source: BinaryIO, now: datetime) -> Imported:
    """Take an archive in, as `POST /api/v1/imports/{id}/finish` would."""
    async with _opened(folder) as db:
        return await moving.take_in(db, source, now)


async def back_up_here(folder: Path, now: datetime) -> Backup:
    """Make a backup, as `POST /api/v1/backups` would."""
    return backing_up.back_up_now(folder, now)
