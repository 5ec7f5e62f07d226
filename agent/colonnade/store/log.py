"""The append-only log and the projections that follow from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import TypeAdapter

from colonnade.merging import Standing, blanked, canonical, content_of, standing_of, with_words_left
from colonnade.model import Entry, Item, RecordActivity, RecordPeriod, RecordReading, person_named
from colonnade.store.changes import PERIODS, READINGS, changed
from colonnade.store.counts import count_day
from colonnade.store.database import Database
from colonnade.store.preferences import day_start_of
from colonnade.store.tick import sequence_in, tick
from colonnade.store.times import MINUTE, day_at, micros, offset_of

Kept = Literal["recorded", "duplicate", "conflict"]

_ENTRY: TypeAdapter[Entry] = TypeAdapter(Item)


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


async def append(db: Database, entries: Sequence[Entry], client: str, now: datetime) -> Appended:
    """Keep entries and bring the state of their subjects up to date; on disk when this returns.

    An entry kept before with the same content is a `duplicate`, with other content a `conflict`;
    neither changes anything. Raises Unavailable when nothing could be written.
    """
    return await db.write(lambda connection: append_in(connection, entries, client, now))


def append_in(connection: sqlite3.Connection, entries: Sequence[Entry], client: str, now: datetime) -> Appended:
    """The same, inside a write that is under way."""
    return _append(connection, [Said(entry, client) for entry in entries], micros(now))


async def append_all(db: Database, said: Sequence[Said], now: datetime) -> Appended:
    """The same for entries of several clients, as another log holds them."""
    return await db.write(lambda connection: _append(connection, said, micros(now)))


def _append(connection: sqlite3.Connection, said: Sequence[Said], now: int) -> Appended:
    outcomes: list[Kept] = []
    fresh: dict[str, Entry] = {}
    touched: dict[str, None] = {}
    for one in said:
        outcome = _keep(connection, one, now)
        outcomes.append(outcome)
        if outcome == "recorded":
            fresh[one.entry.entry] = one.entry
            touched[one.entry.subject] = None
    if touched:
        day_start = day_start_of(connection)
        for subject in touched:
            _project(connection, subject, fresh, day_start)
    return Appended(outcomes, sequence_in(connection))


def _keep(connection: sqlite3.Connection, said: Said, now: int) -> Kept:
    entry = said.entry
    content = content_of(entry)
    known = connection.execute("SELECT content, blanked FROM entries WHERE id = ?", (entry.entry,)).fetchone()
    if known is not None:
        kept, was_blanked = known
        if was_blanked or said.blanked:
            # Words that were blanked cannot be compared any more; everything else still is.
            kept, content = (content_of(blanked(one)) for one in (_ENTRY.validate_json(kept), entry))
        return "duplicate" if kept == content else "conflict"
    seq, kept_at = tick(connection, now)
    connection.execute(
        "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            seq,
            entry.entry,
            entry.subject,
            entry.of,
            entry.type,
            micros(entry.made_at),
            kept_at,
            said.client,
            said.blanked,
            content,
        ),
    )
    return "recorded"


def _project(connection: sqlite3.Connection, subject: str, fresh: Mapping[str, Entry], day_start: str) -> None:
    """Bring the current state of one subject up to date with all of its entries; `fresh` are those kept just now."""
    rows = connection.execute(
        "SELECT seq, id, client, content FROM entries WHERE subject = ? ORDER BY seq", (subject,)
    ).fetchall()
    entries = [fresh.get(id) or _ENTRY.validate_json(content) for _, id, _, content in rows]
    if len(rows) > 1:
        # Of a subject that was never spoken of before there is nothing to take back and nothing to forget.
        for (seq, _, _, _), entry, left in zip(rows, entries, with_words_left(entries), strict=True):
            if left != entry:
                connection.execute("UPDATE entries SET content = ?, blanked = 1 WHERE seq = ?", (content_of(left), seq))
        _forget(connection, subject, day_start)
    standing = standing_of(entries)
    first = next(
        ((seq, client) for (seq, _, client, _), e in zip(rows, entries, strict=True) if e.type == "record"), None
    )
    if standing is not None and first is not None:
        _show(connection, standing, *first, day_start)


def _forget(connection: sqlite3.Connection, subject: str, day_start: str) -> None:
    row = connection.execute(
        "DELETE FROM activities WHERE id = ? RETURNING at, offset, kind, qualifiers, count", (subject,)
    ).fetchone()
    if row is not None:
        at, offset, kind, qualifiers, count = row
        count_day(connection, day_at(at + offset * MINUTE, day_start), kind, qualifiers, -count)
        return
    for table, name in (("periods", PERIODS), ("readings", READINGS)):
        if connection.execute(f"DELETE FROM {table} WHERE id = ?", (subject,)).rowcount > 0:
            changed(connection, name)


def _show(connection: sqlite3.Connection, standing: Standing, seq: int, client: str, day_start: str) -> None:
    record = standing.record
    if isinstance(record, RecordActivity):
        _show_activity(connection, record, seq, client, day_start, amended=standing.amended)
    elif isinstance(record, RecordPeriod):
        connection.execute(
            "INSERT INTO periods VALUES (?, ?, ?, ?)",
            (record.subject, record.period, record.start.isoformat(), record.end.isoformat()),
        )
        changed(connection, PERIODS)
    elif isinstance(record, RecordReading):
        content = record.model_dump_json(exclude={"entry", "subject", "made_at", "type", "of"}, exclude_none=True)
        connection.execute("INSERT INTO readings VALUES (?, ?, ?)", (record.subject, micros(record.at), content))
        changed(connection, READINGS)


def _show_activity(
    connection: sqlite3.Connection, record: RecordActivity, seq: int, client: str, day_start: str, *, amended: bool
) -> None:
    qualifiers = canonical(record.qualifiers)
    at, offset = micros(record.at), offset_of(record.at)
    connection.execute(
        "INSERT INTO activities (id, seq, at, offset, kind, qualifiers, count, note, client, amended, contact, person,"
        " thread) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(record.subject, seq, at, offset, record.kind, qualifiers, record.count, record.note, client, amended),
            *(record.contact, person_named(record.contact), record.thread),
        ),
    )
    count_day(connection, day_at(at + offset * MINUTE, day_start), record.kind, qualifiers, record.count)
