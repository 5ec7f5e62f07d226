"""Entries for the log, as a client makes them."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any


def new_id() -> str:
    """A new UUID; any version will do."""
    return str(uuid.uuid4())


def moment(seconds_ago: float = 0) -> str:
    """RFC 3339 with microseconds, so many seconds before now."""
    return (datetime.now(UTC) - timedelta(seconds=seconds_ago)).isoformat()


def record(kind: str = "comment_written", **fields: object) -> dict[str, Any]:
    """A record of an activity; a substantive comment when nothing else is said."""
    entry = str(fields.pop("entry", None) or new_id())
    if kind == "comment_written":
        fields.setdefault("qualifiers", {"depth": "substantive"})
    at = moment()
    return {
        "entry": entry,
        "subject": entry,
        "type": "record",
        "of": "activity",
        "made_at": at,
        "at": at,
        "kind": kind,
    } | fields


def reading(**fields: object) -> dict[str, Any]:
    """A record of an official reading."""
    entry, at = new_id(), moment()
    base = {"entry": entry, "subject": entry, "type": "record", "of": "reading", "made_at": at, "at": at}
    return base | {"brand": 12.5, "find": 9, "engage": 7.25, "build": 20} | fields


def period(start: str, end: str, kind: str = "away", **fields: object) -> dict[str, Any]:
    """A record of a period, both ends included."""
    entry = new_id()
    base = {"entry": entry, "subject": entry, "type": "record", "of": "period", "made_at": moment()}
    return base | {"period": kind, "start": start, "end": end} | fields


def amend(subject: str, of: str = "activity", **fields: object) -> dict[str, Any]:
    """An amend of a subject."""
    base = {"entry": new_id(), "subject": subject, "type": "amend", "of": of, "made_at": moment()}
    return base | fields


def retract(subject: str, of: str = "activity", **fields: object) -> dict[str, Any]:
    """A retract of a subject."""
    base = {"entry": new_id(), "subject": subject, "type": "retract", "of": of, "made_at": moment()}
    return base | fields
