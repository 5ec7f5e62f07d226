"""What the log says now: activities, readings, periods and the counts of days."""

from __future__ import annotations

import base64
import binascii
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from colonnade.catalogue import KINDS, Pillar, QualifierValue, channel_of, words_of
from colonnade.errors import Fault, Invalid
from colonnade.model import Activity, ActivityPage, DayCount, Period, PeriodPage, Reading, ReadingPage, person_named
from colonnade.store.preferences import day_start_of
from colonnade.store.times import DAY, MINUTE, day_at, micros, moment, start_of

_ACTIVITY = "SELECT id, at, offset, kind, qualifiers, count, note, client, amended, contact, thread FROM activities"
_LOCAL = "at + offset * 60000000"
_APART = timedelta(days=2)
"""Two moments in order may count in days the other way round, as far as their offsets lie apart, and no further."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which activities are wanted; None means any. Days are the person's and included."""

    first: date | None = None
    last: date | None = None
    kind: str | None = None
    pillar: Pillar | None = None
    text: str | None = None
    contact: str | None = None


def activities(connection: sqlite3.Connection, wanted: Filter, limit: int, cursor: str | None) -> ActivityPage:
    """A page of current activities, newest first."""
    day_start = day_start_of(connection)
    where, values = _conditions(wanted, day_start)
    if cursor is not None:
        where.append("(at, id) < (?, ?)")
        values += _read_cursor(cursor, int)
    clause = f" WHERE {' AND '.join(where)}" if where else ""
    rows = connection.execute(f"{_ACTIVITY}{clause} ORDER BY at DESC, id DESC LIMIT ?", (*values, limit + 1)).fetchall()
    shown = rows[:limit]
    more = _cursor(shown[-1][1], shown[-1][0]) if len(rows) > limit else None
    return ActivityPage(items=[_activity(row, day_start) for row in shown], next=more)


def last_kept(connection: sqlite3.Connection, limit: int) -> list[Activity]:
    """The activities kept last, newest first, whenever they were done."""
    day_start = day_start_of(connection)
    rows = connection.execute(f"{_ACTIVITY} ORDER BY seq DESC LIMIT ?", (limit,)).fetchall()
    return [_activity(row, day_start) for row in rows]


def noted_between(connection: sqlite3.Connection, first: date, last: date, limit: int) -> list[Activity]:
    """The activities of a span of days that have a note, the earliest first."""
    day_start = day_start_of(connection)
    where, values = _conditions(Filter(first, last), day_start)
    rows = connection.execute(
        f"{_ACTIVITY} WHERE {' AND '.join([*where, 'note <> ?'])} ORDER BY at, id LIMIT ?", (*values, "", limit)
    )
    return [_activity(row, day_start) for row in rows]


def newest_day(connection: sqlite3.Connection) -> list[date]:
    """The last day that holds an activity, alone in a list; an empty one for an empty log."""
    (day,) = connection.execute("SELECT max(day) FROM day_counts").fetchone()
    return [] if day is None else [date.fromisoformat(day)]


def periods(connection: sqlite3.Connection, limit: int, cursor: str | None) -> PeriodPage:
    """A page of current periods, the latest start first."""
    where, values = "", ()
    if cursor is not None:
        where, values = " WHERE (start, id) < (?, ?)", tuple(_read_cursor(cursor, str))
    rows = connection.execute(
        f'SELECT id, period, start, "end" FROM periods{where} ORDER BY start DESC, id DESC LIMIT ?',
        (*values, limit + 1),
    ).fetchall()
    shown = [_period(row) for row in rows[:limit]]
    more = _cursor(shown[-1].start.isoformat(), shown[-1].id) if len(rows) > limit else None
    return PeriodPage(items=shown, next=more)


def all_periods(connection: sqlite3.Connection) -> list[Period]:
    """Every current period, the earliest first."""
    return [
        _period(row) for row in connection.execute('SELECT id, period, start, "end" FROM periods ORDER BY start, id')
    ]


def periods_on(connection: sqlite3.Connection, day: date) -> list[Period]:
    """The current periods that hold a day."""
    rows = connection.execute(
        'SELECT id, period, start, "end" FROM periods WHERE start <= ?1 AND "end" >= ?1 ORDER BY start, id',
        (day.isoformat(),),
    )
    return [_period(row) for row in rows]


def reading_days_between(connection: sqlite3.Connection, first: date, last: date) -> list[date]:
    """The day of each current reading of a span of days, both included, the earliest first."""
    day_start = day_start_of(connection)
    begin = start_of(first - _APART, day_start)
    rows = connection.execute("SELECT content ->> '$.at' FROM readings WHERE at >= ? ORDER BY at, id", (begin,))
    days = [_day_read(datetime.fromisoformat(at), day_start) for (at,) in rows]
    return [day for day in days if first <= day <= last]


def reading_page(connection: sqlite3.Connection, wanted: Filter, limit: int, cursor: str | None) -> ReadingPage:
    """A page of current readings, newest first; of the filter only its days count."""
    day_start = day_start_of(connection)
    key = None if cursor is None else tuple(_read_cursor(cursor, int))
    found = []
    for id, at, content in connection.execute("SELECT id, at, content FROM readings ORDER BY at DESC, id DESC"):
        # One a week is 500 in ten years: few enough to look at each.
        if key is not None and (at, id) >= key:
            continue
        reading = _reading(id, content, day_start)
        if wanted.first is not None and reading.day < wanted.first - _APART:
            break
        if (wanted.first or date.min) <= reading.day <= (wanted.last or date.max):
            found.append((at, reading))
        if len(found) > limit:
            break
    shown = found[:limit]
    more = _cursor(shown[-1][0], shown[-1][1].id) if len(found) > limit else None
    return ReadingPage(items=[reading for _, reading in shown], next=more)


def readings(connection: sqlite3.Connection) -> list[Reading]:
    """Every current reading, the earliest first."""
    day_start = day_start_of(connection)
    return [
        _reading(id, content, day_start)
        for id, content in connection.execute("SELECT id, content FROM readings ORDER BY at, id")
    ]


def day_counts(connection: sqlite3.Connection) -> list[DayCount]:
    """How much of what was done on each day, the earliest day first."""
    return day_counts_between(connection, date.min, date.max)


def day_counts_between(connection: sqlite3.Connection, first: date, last: date) -> list[DayCount]:
    """The same for a span of days, both included."""
    rows = connection.execute(
        "SELECT day, kind, qualifiers, count FROM day_counts WHERE day BETWEEN ? AND ? ORDER BY day, kind, qualifiers",
        (first.isoformat(), last.isoformat()),
    )
    # The database holds what was judged at the door; ten years of it are judged once.
    return [
        DayCount.model_construct(day=date.fromisoformat(day), kind=kind, qualifiers=_qualifiers(text), count=count)
        for day, kind, text, count in rows
    ]


def day_sums(connection: sqlite3.Connection, first: date, last: date) -> list[DayCount]:
    """How much of what was done in a span of days, both included, as if all of it had been on its last day."""
    rows = connection.execute(
        "SELECT kind, qualifiers, sum(count) FROM day_counts WHERE day BETWEEN ? AND ?"
        " GROUP BY kind, qualifiers ORDER BY kind, qualifiers",
        (first.isoformat(), last.isoformat()),
    )
    return [
        DayCount.model_construct(day=last, kind=kind, qualifiers=_qualifiers(text), count=count)
        for kind, text, count in rows
    ]


def last_days_of(connection: sqlite3.Connection, kind: str, qualifier: str) -> dict[str, date]:
    """The last day of a kind for each value of one of its qualifiers, where the value is a word."""
    rows = connection.execute(
        "SELECT json_extract(qualifiers, '$.' || ?), max(day) FROM day_counts WHERE kind = ? GROUP BY 1",
        (qualifier, kind),
    )
    return {value: date.fromisoformat(day) for value, day in rows if isinstance(value, str)}


@cache
def _qualifiers(text: str) -> dict[str, QualifierValue]:
    found: dict[str, QualifierValue] = json.loads(text)
    return found


def newest_kept_at(connection: sqlite3.Connection) -> datetime | None:
    """When the newest entry was kept, or None for an empty log."""
    row = connection.execute("SELECT kept_at FROM entries ORDER BY seq DESC LIMIT 1").fetchone()
    return None if row is None else moment(row[0])


def _conditions(wanted: Filter, day_start: str) -> tuple[list[str], list[Any]]:
    where: list[str] = []
    values: list[Any] = []
    if wanted.first is not None:
        where.append(f"{_LOCAL} >= ?")
        values.append(start_of(wanted.first, day_start))
    if wanted.last is not None:
        where.append(f"{_LOCAL} < ?")
        values.append(start_of(wanted.last, day_start) + DAY)
    if wanted.kind is not None:
        where.append("kind = ?")
        values.append(wanted.kind)
    if wanted.pillar is not None:
        kinds = [kind.id for kind in KINDS.values() if kind.pillar == wanted.pillar]
        where.append(f"kind IN ({', '.join('?' * len(kinds))})")
        values += kinds
    if wanted.text is not None:
        # instr, not LIKE: a person's "%" means a per cent sign. casefold, not lower: SQLite's knows ASCII only.
        where.append("(instr(casefold(note), ?) > 0 OR instr(casefold(contact), ?) > 0)")
        values += [wanted.text.casefold()] * 2
    if wanted.contact is not None:
        where.append("person = ? AND person <> ''")
        values.append(person_named(wanted.contact))
    return where, values


def _activity(row: Sequence[Any], day_start: str) -> Activity:
    id, at, offset, kind, qualifiers_json, count, note, client, amended, contact, thread = row
    qualifiers = json.loads(qualifiers_json)
    channel = channel_of(kind, qualifiers)
    return Activity(
        id=id,
        at=moment(at, offset),
        day=day_at(at + offset * MINUTE, day_start),
        kind=kind,
        qualifiers=qualifiers,
        count=count,
        note=note,
        contact=contact,
        thread=thread,
        text=words_of(kind, qualifiers),
        channel=None if channel is None else channel.id,
        client=client,
        amended=bool(amended),
    )


def _period(row: Sequence[Any]) -> Period:
    id, period, start, end = row
    return Period(id=id, period=period, start=date.fromisoformat(start), end=date.fromisoformat(end))


def _reading(id: str, content: str, day_start: str) -> Reading:
    said = json.loads(content)
    at = datetime.fromisoformat(said.pop("at"))
    return Reading.model_validate_json(
        json.dumps({"id": id, "at": at.isoformat(), "day": _day_read(at, day_start).isoformat(), **said})
    )


def _day_read(at: datetime, day_start: str) -> date:
    """The person's day that a reading counts in."""
    return day_at(micros(at.replace(tzinfo=UTC)), day_start)


def _cursor(*key: int | str) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def _read_cursor(cursor: str, first: type[int | str]) -> list[Any]:
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        json.dumps(key, ensure_ascii=False).encode()  # half a surrogate pair is JSON, but no text to SQLite
    except (binascii.Error, ValueError):
        key = None
    # bool is an int in Python and none of ours; SQLite holds 64 bits.
    fits = isinstance(key, list) and [type(part) for part in key] == [first, str]
    if not fits or (first is int and not -(2**63) <= key[0] < 2**63):
        fault = Fault("/cursor", "format", "Give back the cursor of the page before, unchanged.")
        raise Invalid("The cursor is not one of this list.", faults=(fault,))
    return list(key)
