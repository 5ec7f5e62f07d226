"""A damaged database is set aside, and the log put together again from the newest good backup and what can be read."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from colonnade.errors import Unavailable
from colonnade.model import Notice
from colonnade.store import clients, documents, log, salvage
from colonnade.store.backups import BackupFile, backups_in, copy
from colonnade.store.damage import is_damaged
from colonnade.store.database import Database
from colonnade.store.demo import holds_demo, mark_demo
from colonnade.store.files import create_private, write_private
from colonnade.store.preferences import merge_preferences
from colonnade.store.restoring import NEW, refuse_unfit, set_aside
from colonnade.store.snapshots import merge_snapshots

SMALL: Final = 16_000_000
"""Bytes of a database that is read through before anybody is answered: a year of clicks, a twentieth of a second.

A larger one is read through a few seconds later.
"""
AT_ONCE: Final = 500
TOLD: Final = timedelta(days=14)
NOTICE_FILE: Final = "notice.json"


async def open_or_recover(path: Path, now: datetime, *, suspect: bool) -> Database:
    """The database at `path`, put together again first where it is damaged.

    `suspect` has it read through whatever its size. Raises Unavailable where it cannot be opened at all.
    """
    try:
        if not await asyncio.to_thread(_is_found_damaged, path, suspect=suspect):
            return await Database.open(path)
    except Unavailable as error:
        if error.code != "damaged":
            raise
    text = await recover(path, now)
    write_private(path.with_name(NOTICE_FILE), Notice(at=now, text=text).model_dump_json())
    return await Database.open(path)


def _is_found_damaged(path: Path, *, suspect: bool) -> bool:
    return (suspect or path.stat().st_size <= SMALL) and is_damaged(path)


def notice_in(folder: Path, now: datetime) -> Notice | None:
    """What the person has to be told, for two weeks."""
    try:
        notice = Notice.model_validate_json((folder / NOTICE_FILE).read_text(encoding="utf-8"))
    except (OSError, ValidationError, UnicodeDecodeError):
        return None
    return notice if now - notice.at < TOLD else None


async def recover(path: Path, now: datetime) -> str:
    """Put the log together again; one sentence of what was done.

    Everything is made beside the damaged database first, so that a try that fails changes nothing.
    """
    new = path.with_name(f"{path.name}{NEW}")
    try:
        backup = await asyncio.to_thread(_begin, path, new)
        read = await _join(path, new, now)
        aside = set_aside(path, f"{now:%Y-%m-%dT%H%M%S}")
        new.replace(path)
    except (Unavailable, OSError) as error:
        why = error.detail if isinstance(error, Unavailable) else f"{error.strerror}."
        raise Unavailable(f"The database {path} is damaged, and could not be put together again. {why}") from error
    finally:
        new.unlink(missing_ok=True)
    return _words(aside, backup, read)


def _begin(path: Path, new: Path) -> BackupFile | None:
    """Make `new` of the newest backup that is good, or empty where there is none; that backup."""
    for backup in backups_in(path.parent):
        try:
            refuse_unfit(backup.path)
        except Unavailable:
            continue
        copy(backup.path, new)
        return backup
    new.unlink(missing_ok=True)
    create_private(new)
    return None


async def _join(damaged: Path, new: Path, now: datetime) -> int:
    """Add what can be read of the damaged database by union; how many entries it added."""
    db = await Database.open(new)
    added = 0
    try:
        if holds_demo(damaged):
            await db.write(mark_demo)
        entries = salvage.salvaged_entries(damaged)
        while chunk := await asyncio.to_thread(_next, entries):
            appended = await log.append_all(db, chunk, now)
            added += appended.outcomes.count("recorded")
        preferred = await asyncio.to_thread(salvage.salvaged_preferences, damaged)
        if preferred is not None:
            await merge_preferences(db, preferred[0], now, chosen=preferred[1])
        for name, document in await asyncio.to_thread(salvage.salvaged_documents, damaged):
            await documents.merge(db, name, document.model_dump_json(), document.changed_at, now)
        nights = await asyncio.to_thread(salvage.salvaged_nights, damaged)
        await db.write(lambda connection: merge_snapshots(connection, nights))
        await clients.bring_back(db, await asyncio.to_thread(salvage.salvaged_clients, damaged))
    finally:
        await db.close()
    return added


def _next(entries: Iterator[log.Said]) -> list[log.Said]:
    return list(islice(entries, AT_ONCE))


def _words(aside: Path, backup: BackupFile | None, read: int) -> str:
    if backup is None and read == 0:
        how = "there is no backup and nothing of it could be read, so the log begins anew"
    else:
        sources = [] if backup is None else [f"the backup of {backup.made_at.astimezone():%d %B %Y, %H:%M}"]
        sources += [f"{read} {'entry' if read == 1 else 'entries'} that could still be read"] if read else []
        how = f"the log was put together again from {' and '.join(sources)}"
    return f"The database was damaged: {how}. The damaged one is kept as {aside.name}."
