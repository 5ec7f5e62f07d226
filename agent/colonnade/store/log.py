"""The append-only log: each entry is kept once, and the projections follow from it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from colonnade.merging import blanked, content_of
from colonnade.model import Entry
from colonnade.store.database import Database
from colonnade.store.projecting import KeptEntry, project
from colonnade.store.tick import Ticks
from colonnade.store.times import micros

Kept = Literal["recorded", "duplicate", "conflict"]

_KNOWN: Final = (
    "SELECT e.seq, e.id, e.subject, e.client, e.content, e.blanked"
    " FROM json_each(?) AS named CROSS JOIN entries AS e ON e.id = named.value OR e.subject = named.value"
    " ORDER BY e.seq"
)
_INSERT: Final = "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Said:
    """An entry and the client that made it; `blanked` where words of it were taken back before it came here."""

    entry: Entry
    client: str
    blanked: bool = False


@dataclass(frozen=True, slots=True)
class Appended:
    """What became of each entry, in order, and the log's sequence afterwards."""

    outcomes: list[Kept]
    seq: int


@dataclass(frozen=True, slots=True)
class Append:
    """Entries for the log, as a piece of work for the writer; all of a batch look at the log and write to it once.

    An entry kept before with the same content is a `duplicate`, with other content a `conflict`;
    neither changes anything. `now` is in UTC microseconds.
    """

    said: Sequence[Said]
    now: int

    @classmethod
    def of(cls, entries: Iterable[Entry], client: str, now: datetime) -> Append:
        """Entries of one client."""
        return cls([Said(entry, client) for entry in entries], micros(now))

    def __call__(self, connection: sqlite3.Connection) -> Appended:
        return _append(connection, [self])[0]

    @classmethod
    def together(cls, connection: sqlite3.Connection, works: Sequence[Append]) -> list[Appended]:
        """What becomes of each, as if they came one after the other."""
        return _append(connection, works)


async def append(db: Database, entries: Iterable[Entry], client: str, now: datetime) -> Appended:
    """Keep entries and bring the state of their subjects up to date; on disk when this returns.

    Raises Unavailable when nothing could be written.
    """
    return await db.write(Append.of(entries, client, now))


async def append_all(db: Database, said: Sequence[Said], now: datetime) -> Appended:
    """The same for entries of several clients, as another log holds them."""
    return await db.write(Append(said, micros(now)))


def _append(connection: sqlite3.Connection, appends: Sequence[Append]) -> list[Appended]:
    known = _known(connection, [said.entry for append in appends for said in append.said])
    ticks, kept_at = Ticks(connection), dict[str, int]()
    outcomes: list[list[Kept]] = []
    for append in appends:
        outcomes.append([])
        for said in append.said:
            entry, content = said.entry, content_of(said.entry)
            if (before := known.get(entry.entry)) is not None:
                outcomes[-1].append(_compared(before, said, content))
                continue
            seq, kept_at[entry.entry] = ticks.next(append.now)
            known[entry.entry] = KeptEntry(seq, entry.entry, entry.subject, said.client, content, said.blanked)
            known[entry.entry].entry = entry
            outcomes[-1].append("recorded")
    if kept_at:
        connection.executemany(_INSERT, [_row(known[id], at) for id, at in kept_at.items()])
        ticks.keep(connection)
        project(connection, _by_subject(known.values(), {known[id].subject for id in kept_at}), ticks.seq)
    return [Appended(some, ticks.seq) for some in outcomes]


def _known(connection: sqlite3.Connection, entries: Sequence[Entry]) -> dict[str, KeptEntry]:
    """What is kept of these entries and of the subjects they speak of, by id, the first to come first."""
    names = {entry.entry for entry in entries} | {entry.subject for entry in entries}
    return {row[1]: KeptEntry(*row) for row in connection.execute(_KNOWN, (json.dumps([*names]),))}


def _compared(before: KeptEntry, said: Said, content: str) -> Kept:
    kept = before.content
    if before.blanked or said.blanked:
        # Words that were blanked cannot be compared any more; everything else still is.
        kept, content = (content_of(blanked(one)) for one in (before.entry, said.entry))
    return "duplicate" if kept == content else "conflict"


def _row(kept: KeptEntry, kept_at: int) -> tuple[object, ...]:
    entry = kept.entry
    return (
        *(kept.seq, kept.id, kept.subject, entry.of, entry.type, micros(entry.made_at)),
        *(kept_at, kept.client, kept.blanked, kept.content),
    )


def _by_subject(rows: Iterable[KeptEntry], subjects: set[str]) -> dict[str, list[KeptEntry]]:
    """The entries of each of these subjects, the first to come first."""
    found: dict[str, list[KeptEntry]] = {}
    for row in rows:
        if row.subject in subjects:
            found.setdefault(row.subject, []).append(row)
    return found
