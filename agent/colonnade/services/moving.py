"""Moving house: everything the person made, written as an archive, and taken in from one by union."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import BinaryIO, Final

from pydantic import TypeAdapter, ValidationError

from colonnade.errors import Fault, Unavailable
from colonnade.faults import faults_in
from colonnade.habits.document import Answers, Reviews, Routine
from colonnade.habits.written import Audience, Templates
from colonnade.importing.archive import (
    ENTRY_PIECES,
    LINE_LIMIT,
    ArchiveAnswers,
    ArchiveAudience,
    ArchiveDocument,
    ArchiveEntry,
    ArchiveLine,
    ArchivePreferences,
    ArchiveReviews,
    ArchiveRoutine,
    ArchiveSnapshot,
    ArchiveTemplates,
    Reached,
    document_line,
    head,
    line_of,
    reached,
    walk,
)
from colonnade.model import Frozen, Imported, RefusedLine, Taken
from colonnade.services import answers, preferring, reviews, routines, writing
from colonnade.services.recording import CONFLICT, checked, judge_one, told
from colonnade.store import documents, log
from colonnade.store.archive import entries_joined
from colonnade.store.database import Connection, Database
from colonnade.store.demo import is_demo
from colonnade.store.migrate import newest
from colonnade.store.preferences import merge_preferences, preferences_in, was_chosen
from colonnade.store.snapshots import Snapshot, merge_snapshots, nights_between
from colonnade.store.tick import sequence_in

AT_ONCE: Final = 500
"""So many lines are kept in one write; a click waits no longer than for that."""
PART: Final = 512 * 1024
"""Bytes of a part that is written: to sign a larger one keeps clicks waiting."""
JOINED: Final = 256
"""So many entries are read at once, at most, to fill a part."""
SHOWN: Final = 100
_CLOSE: Final = 1024
"""Bytes left free for the line that closes a part."""
_FORMS: Final[Mapping[str, type[Frozen]]] = {
    "entry": ArchiveEntry,
    "preferences": ArchivePreferences,
    "routine": ArchiveRoutine,
    "answers": ArchiveAnswers,
    "reviews": ArchiveReviews,
    "audience": ArchiveAudience,
    "templates": ArchiveTemplates,
    "snapshot": ArchiveSnapshot,
}
_LINE: Final[TypeAdapter[ArchiveLine]] = TypeAdapter(ArchiveLine)

Night = tuple[Snapshot, datetime]
Found = log.Said | Night | ArchivePreferences | ArchiveDocument | list[Fault]
Judged = tuple[int, Found]
"""A line's number, and what it says or what is wrong with it."""


async def part_of(db: Database, cursor: str | None) -> bytes:
    """One part of the archive of a log, at most 4 MiB: the first, or the one that the part before names.

    All parts are as of the sequence that the first one names. Raises Invalid for a cursor that is none.
    """
    at = None if cursor is None else reached(cursor)
    return await db.read_apart(lambda connection: _part(connection, at))


def _part(connection: Connection, at: Reached | None) -> bytes:
    lines: list[bytes] = []
    if at is None:
        lines, at = _opening(connection)
    size, last, entries, most = sum(map(len, lines)), at.after, 0, JOINED
    while most > 0:
        joined = entries_joined(connection, ENTRY_PIECES, last, at.seq, most)
        if size + len(joined.lines) > PART - _CLOSE:
            most //= 2
            continue
        lines.append(joined.lines)
        size, last, entries = size + len(joined.lines), joined.last, entries + joined.entries
        if joined.entries < most:
            break
    return at.closed(b"".join(lines), after=last, entries=entries, is_last=most > 0)


def _opening(connection: Connection) -> tuple[list[bytes], Reached]:
    """The lines that come before the entries: few enough for one part in fifty years."""
    seq, chosen = sequence_in(connection), was_chosen(connection)
    lines = [head(seq, newest(), demo=is_demo(connection))]
    if chosen is not None:
        lines.append(line_of(ArchivePreferences(chosen=chosen, preferences=preferences_in(connection))))
    kept = [(name, documents.content_in(connection, name)) for name in documents.NAMES]
    written = [document_line(name, content) for name, content in kept if content is not None]
    lines += written
    nights = nights_between(connection, date.min, date.max)
    lines += [line_of(_line_of_night(night, kept_at)) for night, kept_at in nights]
    return lines, Reached(seq, preferences=int(chosen is not None), documents=len(written), snapshots=len(nights))


def _line_of_night(night: Snapshot, kept_at: datetime) -> ArchiveSnapshot:
    return ArchiveSnapshot(
        day=night.day,
        brand=night.brand,
        find=night.find,
        engage=night.engage,
        build=night.build,
        total=night.total,
        replayed=night.replayed,
        kept_at=kept_at,
    )


async def take_in(db: Database, source: BinaryIO, now: datetime) -> Imported:
    """Take an archive in by union: what is here already stays, and every line is held to the rules of the door.

    Raises Invalid for what is no whole archive, before anything of it is kept, and Unavailable where it cannot
    be finished (a full disk): taking the same in again adds what is missing.
    """
    demo = await db.read(is_demo)
    await asyncio.to_thread(_walk_through, source, demo=demo)
    taken = _Taking()
    lines = _judged(source, now, demo=demo)
    try:
        while chunk := await asyncio.to_thread(lambda: list(islice(lines, AT_ONCE))):
            await _keep(db, chunk, taken, now)
    except Unavailable as error:
        raise Unavailable(f"Not all of it is kept. Take the same file in again later. {error.detail}") from error
    return taken.report()


def _walk_through(source: BinaryIO, *, demo: bool) -> None:
    for _ in walk(_lines(source), demo=demo):
        pass


def _lines(source: BinaryIO) -> Iterator[bytes]:
    source.seek(0)
    return iter(lambda: source.readline(LINE_LIMIT), b"")


def _judged(source: BinaryIO, now: datetime, *, demo: bool) -> Iterator[Judged]:
    for number, line in walk(_lines(source), demo=demo):
        try:
            yield number, _judge(_LINE.validate_json(line), now)
        except ValidationError:
            yield number, _faults(line, now)


def _judge(line: ArchiveLine, now: datetime) -> Found:
    if isinstance(line, ArchiveEntry):
        entry = checked(line.entry, now)
        return entry[1] if isinstance(entry, tuple) else log.Said(entry, line.client, line.blanked)
    if isinstance(line, ArchiveSnapshot):
        return Snapshot(**line.model_dump(exclude={"line", "kept_at"})), line.kept_at
    return list(_faults_of(line, now)) or line


def _faults_of(line: ArchivePreferences | ArchiveDocument, now: datetime) -> Iterator[Fault]:
    match line:
        case ArchivePreferences():
            yield from preferring.faults_of(line.preferences, now)
        case ArchiveRoutine():
            yield from routines.faults_of(line.routine, now)
        case ArchiveAnswers():
            yield from answers.faults_of(line.answers, now)
        case ArchiveReviews():
            yield from reviews.faults_of(line.reviews, now)
        case ArchiveAudience():
            yield from writing.faults_of(line.audience, now)
        case ArchiveTemplates():
            yield from writing.faults_of(line.templates, now)


def _faults(line: bytes, now: datetime) -> list[Fault]:
    """What is wrong with a line that has not the form of its sort."""
    said = json.loads(line)
    judged = judge_one(said.get("entry"), now) if said["line"] == "entry" else None
    if isinstance(judged, tuple):
        # By itself an entry's faults are named as at the door.
        return judged[1]
    try:
        _FORMS[said["line"]].model_validate_json(line)
    except ValidationError as error:
        return faults_in(error)
    return []


class _Taking:
    """What became of the lines so far."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.lines: list[RefusedLine] = []

    def count(self, sort: str, what: str, number: int = 1) -> None:
        self.counts[sort, what] += number

    def refuse(self, number: int, faults: Sequence[Fault]) -> None:
        self.count("any", "refused")
        if len(self.lines) < SHOWN:
            self.lines.append(RefusedLine(line=number, errors=told(faults)))

    def report(self) -> Imported:
        return Imported(
            entries=self._taken("entries"),
            snapshots=self._taken("snapshots"),
            preferences=self._taken("preferences"),
            documents=self._taken("documents"),
            refused=self.counts["any", "refused"],
            lines=self.lines,
        )

    def _taken(self, sort: str) -> Taken:
        return Taken(added=self.counts[sort, "added"], there=self.counts[sort, "there"])


def _document(said: ArchiveDocument) -> Routine | Answers | Reviews | Audience | Templates:
    match said:
        case ArchiveRoutine():
            return said.routine
        case ArchiveAnswers():
            return said.answers
        case ArchiveReviews():
            return said.reviews
        case ArchiveAudience():
            return said.audience
        case ArchiveTemplates():
            return said.templates


async def _merge(db: Database, said: ArchiveDocument, now: datetime) -> bool:
    kept = _document(said)
    return await documents.merge(db, said.line, kept.model_dump_json(), kept.changed_at, now)


async def _keep(db: Database, chunk: Sequence[Judged], taken: _Taking, now: datetime) -> None:
    entries = [(number, said) for number, said in chunk if isinstance(said, log.Said)]
    nights = [said for _, said in chunk if isinstance(said, tuple)]
    for number, said in chunk:
        if isinstance(said, ArchivePreferences):
            wins = await merge_preferences(db, said.preferences, now, chosen=said.chosen)
            taken.count("preferences", "added" if wins else "there")
        elif isinstance(said, ArchiveDocument):
            taken.count("documents", "added" if await _merge(db, said, now) else "there")
        elif isinstance(said, list):
            taken.refuse(number, said)
    if nights:
        added = await db.write(lambda connection: merge_snapshots(connection, nights))
        taken.count("snapshots", "added", added)
        taken.count("snapshots", "there", len(nights) - added)
    if entries:
        appended = await log.append_all(db, [said for _, said in entries], now)
        for (number, _), outcome in zip(entries, appended.outcomes, strict=True):
            if outcome == "conflict":
                taken.refuse(number, [CONFLICT])
            else:
                taken.count("entries", "added" if outcome == "recorded" else "there")
