"""Entries as records of the package, with fixed ids and times: the same in every run."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import TypeAdapter

from colonnade.model import Entry, Item

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
"""The agent's clock in tests that do not move it: a Friday."""
CLIENT = "c" * 32
_ITEM: TypeAdapter[Entry] = TypeAdapter(Item)


def uid(number: int) -> str:
    """A UUID of version 7 for each number, in the order of the numbers."""
    return f"{number:08x}-0000-7000-8000-{number:012x}"


def ago(**before: float) -> str:
    """A time before NOW, as JSON carries it: `ago(minutes=5)`."""
    return (NOW - timedelta(**before)).isoformat()


def entry(**fields: Any) -> Entry:
    """An entry of any form, read as the door reads it."""
    return _ITEM.validate_json(json.dumps({"made_at": ago(hours=1)} | fields))


def record(number: int, kind: str = "comment_written", **fields: Any) -> Entry:
    """A record of an activity, done an hour before NOW when nothing else is said."""
    own = {"entry": uid(number), "subject": uid(number), "type": "record", "of": "activity"}
    return entry(**own | {"at": ago(hours=1), "kind": kind} | fields)


def period(number: int, start: str, end: str, **fields: Any) -> Entry:
    """A record of a period."""
    own = {"entry": uid(number), "subject": uid(number), "type": "record", "of": "period"}
    return entry(**own | {"period": "away", "start": start, "end": end} | fields)


def reading(number: int, **fields: Any) -> Entry:
    """A record of a reading."""
    own = {"entry": uid(number), "subject": uid(number), "type": "record", "of": "reading", "at": ago(hours=1)}
    return entry(**own | {"brand": 12.5, "find": 9, "engage": 7.25, "build": 20} | fields)


def amend(number: int, subject: int, of: str = "activity", **fields: Any) -> Entry:
    """An amend of a subject."""
    return entry(**{"entry": uid(number), "subject": uid(subject), "type": "amend", "of": of} | fields)


def retract(number: int, subject: int, of: str = "activity", **fields: Any) -> Entry:
    """A retract of a subject."""
    return entry(**{"entry": uid(number), "subject": uid(subject), "type": "retract", "of": of} | fields)
