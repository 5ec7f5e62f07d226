"""The projections: the current state of each subject, which follows from all of its entries."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pydantic import TypeAdapter

from colonnade.merging import OWN_FIELDS, Standing, canonical, content_of, standing_of, with_words_left
from colonnade.model import Entry, Item, RecordActivity, RecordPeriod, RecordReading, person_named
from colonnade.store.changes import PERIODS, READINGS, note_changes
from colonnade.store.counts import DayCounts
from colonnade.store.preferences import day_start_of
from colonnade.store.times import MINUTE, day_at, micros, offset_of

_ENTRY: Final[TypeAdapter[Entry]] = TypeAdapter(Item)
_ACTIVITY: Final = (
    "INSERT INTO activities (id, seq, at, offset, kind, qualifiers, count, note, client, amended, contact, person,"
    " thread) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass
class KeptEntry:
    """A row of the log; the content is read only where somebody asks what it says."""

    seq: int
    id: str
    subject: str
    client: str
    content: str
    blanked: bool

    @cached_property
    def entry(self) -> Entry:
        """What the content says."""
        return _ENTRY.validate_json(self.content)


def project(connection: sqlite3.Connection, subjects: Mapping[str, Sequence[KeptEntry]], seq: int) -> None:
    """Bring the current state of subjects up to date, each with all of its entries in the order they came.

    `seq` is of the newest change. What is written of all of them is gathered, and written once.
    """
    projection = _Projection(connection)
    for subject, rows in subjects.items():
        if len(rows) > 1:
            # Of a subject that was never spoken of before there is nothing to take back and nothing to forget.
            _leave_words(connection, rows)
            projection.forget(subject)
        standing = standing_of([row.entry for row in rows])
        if standing is not None:
            projection.show(standing, next(row for row in rows if row.entry.type == "record"))
    projection.keep(seq)


def _leave_words(connection: sqlite3.Connection, rows: Sequence[KeptEntry]) -> None:
    for row, left in zip(rows, with_words_left([row.entry for row in rows]), strict=True):
        if left != row.entry:
            connection.execute("UPDATE entries SET content = ?, blanked = 1 WHERE seq = ?", (content_of(left), row.seq))


class _Projection:
    """What is taken back and shown of the subjects of one batch."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._day_start = day_start_of(connection)
        self._counts = DayCounts()
        self._activities: list[tuple[object, ...]] = []
        self._changed: set[str] = set()

    def forget(self, subject: str) -> None:
        """Take back what was shown of a subject, if anything was."""
        row = self._connection.execute(
            "DELETE FROM activities WHERE id = ? RETURNING at + offset * 60000000, kind, qualifiers, count", (subject,)
        ).fetchone()
        if row is not None:
            local, kind, qualifiers, count = row
            self._counts.add(day_at(local, self._day_start), kind, qualifiers, -count)
            return
        for table, name in (("periods", PERIODS), ("readings", READINGS)):
            if self._connection.execute(f"DELETE FROM {table} WHERE id = ?", (subject,)).rowcount > 0:
                self._changed.add(name)

    def show(self, standing: Standing, first: KeptEntry) -> None:
        """Show a subject as it stands; `first` is the entry that recorded it."""
        record = standing.record
        if isinstance(record, RecordActivity):
            self._show_activity(record, first, amended=standing.amended)
        elif isinstance(record, RecordPeriod):
            self._connection.execute(
                "INSERT INTO periods VALUES (?, ?, ?, ?)",
                (record.subject, record.period, record.start.isoformat(), record.end.isoformat()),
            )
            self._changed.add(PERIODS)
        elif isinstance(record, RecordReading):
            content = record.model_dump_json(exclude=set(OWN_FIELDS), exclude_none=True)
            self._connection.execute(
                "INSERT INTO readings VALUES (?, ?, ?)", (record.subject, micros(record.at), content)
            )
            self._changed.add(READINGS)

    def _show_activity(self, record: RecordActivity, first: KeptEntry, *, amended: bool) -> None:
        qualifiers = canonical(record.qualifiers)
        at, offset = micros(record.at), offset_of(record.at)
        self._activities.append(
            (
                *(record.subject, first.seq, at, offset, record.kind, qualifiers, record.count, record.note),
                *(first.client, amended, record.contact, person_named(record.contact), record.thread),
            )
        )
        self._counts.add(day_at(at + offset * MINUTE, self._day_start), record.kind, qualifiers, record.count)

    def keep(self, seq: int) -> None:
        """Write what was gathered, and that it changed with this sequence."""
        if self._activities:
            self._connection.executemany(_ACTIVITY, self._activities)
        self._counts.keep(self._connection)
        note_changes(self._connection, self._changed | self._counts.days, seq)
