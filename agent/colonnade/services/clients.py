"""The clients in memory: every request asks for one, and none should wait for the disk."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, Self

from colonnade.errors import Missing, Unavailable
from colonnade.model import Client
from colonnade.store import clients as kept
from colonnade.store.clients import Credential
from colonnade.store.database import Database

UNUSED: Final = timedelta(days=90)
"""A dashboard session unused for so long is over."""
_SEEN_STEP: Final = timedelta(minutes=1)


class Clients:
    """Everyone who may speak to this agent, and who no longer may."""

    def __init__(self, known: list[Credential]) -> None:
        self._known = {one.id: one for one in known}
        self._seen: dict[str, datetime] = {}
        self._origins = frozenset(one.origin for one in known)

    @classmethod
    async def load(cls, db: Database) -> Self:
        """The clients the database holds."""
        return cls(await kept.credentials(db))

    def find(self, id: str) -> Credential | None:
        """The client of that id, revoked or not, or None."""
        return self._known.get(id)

    def is_over(self, one: Credential, now: datetime) -> bool:
        """Whether a client may no longer speak: revoked, or a dashboard session left unused."""
        return one.revoked_at is not None or (one.role == "dashboard" and now - self._last(one) > UNUSED)

    def origins(self) -> frozenset[str]:
        """The origins of all clients; revoked ones too, since they are owed the answer that says so."""
        return self._origins

    def is_paired(self) -> bool:
        """Whether any browser is paired now."""
        return any(one.role == "browser" and one.revoked_at is None for one in self._known.values())

    def of_machine(self) -> Credential | None:
        """The built-in client of this machine's terminal, or None before the first start."""
        return next((one for one in self._known.values() if one.role == "machine"), None)

    async def add(self, db: Database, one: Credential) -> None:
        """Keep a new client, on disk before anyone learns of it."""
        await kept.keep(db, one)
        self._known[one.id] = one
        self._origins |= {one.origin}

    async def revoke(self, db: Database, id: str, now: datetime) -> Credential:
        """End a client for good. Raises Missing for an unknown one."""
        one = self._known.get(id)
        if one is None:
            raise Missing("There is no client of this id.")
        if one.revoked_at is None:
            await kept.revoke(db, id, now)
            # Taken anew: another request may have revoked it while this one waited for the disk.
            one = self._known[id] = replace(self._known[id], revoked_at=now)
        return one

    async def saw(self, db: Database, one: Credential, now: datetime) -> None:
        """Remember that a client spoke, on disk at most once a minute for each."""
        last = self._seen.get(one.id)
        if last is None or now - last >= _SEEN_STEP:
            self._seen[one.id] = now
            # On a full disk the person may still read; when a client was seen is worth no refusal.
            with suppress(Unavailable):
                await kept.note_seen(db, {one.id: now})

    def listed(self, you: str) -> list[Client]:
        """Every client as the person sees it, newest first; `you` is the one that asks."""
        shown = [self.shown(one, you) for one in self._known.values()]
        return sorted(shown, key=lambda one: (one.created_at, one.id), reverse=True)

    def shown(self, one: Credential, you: str) -> Client:
        """One client as the person sees it."""
        return Client(
            id=one.id,
            role=one.role,
            label=one.label,
            origin=one.origin,
            created_at=one.created_at,
            seen_at=self._last(one),
            revoked_at=one.revoked_at,
            you=one.id == you,
        )

    def _last(self, one: Credential) -> datetime:
        return max(self._seen.get(one.id, one.seen_at), one.seen_at)
