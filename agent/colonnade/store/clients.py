"""The clients the person paired, with their keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from colonnade.model import Role
from colonnade.store.database import Database
from colonnade.store.tick import tick
from colonnade.store.times import micros, moment


@dataclass(frozen=True, slots=True)
class Credential:
    """A client and its key. The key is left out of every representation."""

    id: str
    role: Role
    label: str
    origin: str
    key: bytes
    created_at: datetime
    seen_at: datetime
    revoked_at: datetime | None

    def __repr__(self) -> str:
        return f"Credential({self.id!r}, {self.role!r})"


async def credentials(db: Database) -> list[Credential]:
    """Every client ever paired, revoked ones too."""
    return await db.read(all_credentials)


async def keep(db: Database, credential: Credential) -> None:
    """Keep a new client, or a client's new key."""
    await db.write(lambda connection: _keep(connection, credential))


async def bring_back(db: Database, found: Sequence[Credential]) -> None:
    """Keep clients as another database held them, revoked ones too."""
    rows = [
        (
            one.id,
            one.role,
            one.label,
            one.origin,
            one.key,
            micros(one.created_at),
            micros(one.seen_at),
            None if one.revoked_at is None else micros(one.revoked_at),
        )
        for one in found
    ]

    def work(connection: sqlite3.Connection) -> None:
        connection.executemany("INSERT OR REPLACE INTO clients VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    await db.write(work)


async def revoke(db: Database, id: str, now: datetime) -> None:
    """Mark a client as revoked; its key stays, only to sign the answer that says so."""
    await db.write(lambda connection: _revoke(connection, id, micros(now)))


async def note_seen(db: Database, seen: Mapping[str, datetime]) -> None:
    """Keep when clients were last heard of. No change of the log: the sequence stays."""
    rows = [(micros(at), id) for id, at in seen.items()]

    def work(connection: sqlite3.Connection) -> None:
        connection.executemany("UPDATE clients SET seen_at = max(seen_at, ?) WHERE id = ?", rows)

    await db.write(work)


def all_credentials(connection: sqlite3.Connection) -> list[Credential]:
    """The same, inside a read that is under way."""
    rows = connection.execute("SELECT id, role, label, origin, key, created_at, seen_at, revoked_at FROM clients")
    return [
        Credential(
            id, role, label, origin, key, moment(created), moment(seen), None if revoked is None else moment(revoked)
        )
        for id, role, label, origin, key, created, seen, revoked in rows
    ]


def _keep(connection: sqlite3.Connection, it: Credential) -> None:
    tick(connection, micros(it.created_at))
    connection.execute(
        "INSERT OR REPLACE INTO clients VALUES (?, ?, ?, ?, ?, ?, ?, NULL)",
        (it.id, it.role, it.label, it.origin, it.key, micros(it.created_at), micros(it.seen_at)),
    )


def _revoke(connection: sqlite3.Connection, id: str, now: int) -> None:
    tick(connection, now)
    connection.execute("UPDATE clients SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", (now, id))
