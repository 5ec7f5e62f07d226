"""Keeping what the person says happened."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError, to_json

from colonnade.catalogue import PILLARS, faults_of
from colonnade.errors import Fault
from colonnade.faults import faults_in
from colonnade.model import (
    UUID_PATTERN,
    AmendActivity,
    AmendPeriod,
    Answer,
    Entries,
    EntriesEnvelope,
    Entry,
    FieldFault,
    Item,
    Outcome,
    RecordActivity,
    RecordPeriod,
    RecordReading,
)
from colonnade.services.bounds import AHEAD, EARLIEST, PERIOD_AHEAD, PERIOD_LENGTH
from colonnade.services.picture import CountsAt
from colonnade.store import log
from colonnade.store.database import Database

_ITEM: Final[TypeAdapter[Entry]] = TypeAdapter(Item)
_TAGS: Final = (("record", "amend", "retract"), ("activity", "reading", "period"))
_ID: Final = re.compile(UUID_PATTERN)
CONFLICT: Final = Fault("/entry", "conflict", "Another entry with this id is kept already; make a new id.")

Judged = Entry | tuple[str | None, list[Fault]]


def judge(body: bytes, now: datetime) -> list[Judged]:
    """Each item of a body as an entry, or as its id (where readable) and what is wrong with it.

    Items are judged alone, so that a bad one never blocks the others. Raises pydantic's
    ValidationError when the body is no JSON or no list of 1 to 200 items.
    """
    try:
        entries: list[Judged] = list(Entries.model_validate_json(body).items)
    except ValidationError:
        entries = [_read(item) for item in _envelope(body).items]
    return [entry if isinstance(entry, tuple) else checked(entry, now) for entry in entries]


def judge_one(item: Any, now: datetime) -> Judged:
    """One item, as JSON gives it, in the same way."""
    entry = _read(item)
    return entry if isinstance(entry, tuple) else checked(entry, now)


def checked(entry: Entry, now: datetime) -> Judged:
    """An entry of the right form, held to the clock and the catalogue."""
    faults = list(_faults(entry, now))
    return (entry.entry, faults) if faults else entry


async def record(db: Database, judged: list[Judged], client: str, now: datetime) -> tuple[list[Outcome], int]:
    """Keep what was judged good; an outcome an item in order, and the log's sequence."""
    appended = await log.append(db, _good(judged), client, now)
    return _outcomes(judged, appended), appended.seq


async def answer(db: Database, judged: list[Judged], client: str, now: datetime) -> Answer:
    """The same, with today's counts as the log stands with them: one way to the disk and back for both."""
    work = log.Append.of(_good(judged), client, now)
    appended, today = await db.write_and_look(work, CountsAt.the_minute_of(now))
    return Answer(outcomes=_outcomes(judged, appended), seq=appended.seq, today=today)


def _good(judged: list[Judged]) -> list[Entry]:
    return [entry for entry in judged if not isinstance(entry, tuple)]


def _outcomes(judged: list[Judged], appended: log.Appended) -> list[Outcome]:
    kept = iter(appended.outcomes)
    outcomes = []
    for entry in judged:
        if isinstance(entry, tuple):
            outcomes.append(_rejected(*entry))
        elif (outcome := next(kept)) == "conflict":
            outcomes.append(_rejected(entry.entry, [CONFLICT]))
        else:
            outcomes.append(Outcome(entry=entry.entry, outcome=outcome))
    return outcomes


def _envelope(body: bytes) -> EntriesEnvelope:
    try:
        return EntriesEnvelope.model_validate_json(body)
    except ValidationError:
        # Half of a surrogate pair in one word makes pydantic's reader refuse all of the text; Python's takes it.
        try:
            said = json.loads(body.decode("utf-8"))
        except (ValueError, RecursionError):
            said = None
        if said is None:
            raise
        return EntriesEnvelope.model_validate(said)


def _read(item: Any) -> Judged:
    try:
        # Through JSON again: strict validation takes times and days from JSON text only.
        return _ITEM.validate_json(to_json(item))
    except PydanticSerializationError:
        return (_id_in(item), [Fault(_half_in(item), "format", "This holds half of a character; type it anew.")])
    except ValidationError as error:
        return (_id_in(item), faults_in(error, tags=_TAGS))


def _id_in(item: Any) -> str | None:
    id = item.get("entry") if isinstance(item, dict) else None
    return id if isinstance(id, str) and _ID.fullmatch(id) is not None else None


def _half_in(item: Any) -> str:
    """The pointer of the field that holds half of a surrogate pair; of the item itself where no field's value does."""
    fields = item.items() if isinstance(item, dict) else ()
    return next((f"/{name}" for name, value in fields if _is_text(name) and not _is_text(value)), "")


def _is_text(said: Any) -> bool:
    try:
        to_json(said)
    except PydanticSerializationError:
        return False
    return True


def _faults(entry: Entry, now: datetime) -> Iterator[Fault]:
    if entry.type == "record" and entry.entry != entry.subject:
        yield Fault("/subject", "subject", "A record speaks of itself: entry and subject are the same id.")
    if entry.type != "record" and entry.entry == entry.subject:
        yield Fault("/entry", "subject", "An amend or a retract needs an id of its own.")
    yield from _time_faults("/made_at", entry.made_at, now)
    at = getattr(entry, "at", None)
    if at is not None:
        yield from _time_faults("/at", at, now)
    if isinstance(entry, RecordActivity | AmendActivity):
        yield from _kind_faults(entry)
        if entry.thread == entry.subject:
            yield Fault("/thread", "subject", "An activity follows from another; leave this out or name that one.")
    if isinstance(entry, RecordReading) and all(getattr(entry, name) is None for name in (*PILLARS, "total")):
        yield Fault("/brand", "missing", "Give one pillar at least, or the total.")
    if isinstance(entry, RecordPeriod | AmendPeriod):
        yield from _span_faults(entry.start, entry.end, now)


def _time_faults(pointer: str, at: datetime, now: datetime) -> Iterator[Fault]:
    if at < EARLIEST:
        yield Fault(pointer, "too_early", "Nothing is kept from before 2003-01-01; correct the date.")
    elif at > now + AHEAD:
        yield Fault(pointer, "too_late", "This lies more than a day ahead; correct the date or the clock.")


def _kind_faults(entry: RecordActivity | AmendActivity) -> Iterator[Fault]:
    if (entry.kind is None) != (entry.qualifiers is None):
        missing = "/kind" if entry.kind is None else "/qualifiers"
        yield Fault(missing, "together", "kind and qualifiers change together; give both.")
    elif entry.kind is not None and entry.qualifiers is not None:
        yield from faults_of(entry.kind, entry.qualifiers)


def _span_faults(start: date | None, end: date | None, now: datetime) -> Iterator[Fault]:
    if (start is None) != (end is None):
        yield Fault("/start" if start is None else "/end", "together", "start and end change together; give both.")
    if start is None or end is None:
        return
    if end < start:
        yield Fault("/end", "order", "The last day lies before the first; swap them.")
    if start < EARLIEST.date():
        yield Fault("/start", "too_early", "Nothing is kept from before 2003-01-01; correct the date.")
    if end > (now + PERIOD_AHEAD).date():
        yield Fault("/end", "too_late", "This lies more than two years ahead; correct the date.")
    if end - start > PERIOD_LENGTH:
        yield Fault("/end", "too_large", "A period is at most three years long; give two.")


def told(faults: Iterable[Fault]) -> list[FieldFault]:
    """Faults as records."""
    return [FieldFault(pointer=f.pointer, code=f.code, message=f.message) for f in faults]


def _rejected(id: str | None, faults: list[Fault]) -> Outcome:
    return Outcome(entry=id, outcome="rejected", errors=told(faults))
