"""What was kept last, of whatever sort: what a person may want to take back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from colonnade.catalogue import score_words, words_of
from colonnade.model import Kept
from colonnade.store.times import moment

_STANDING: Final = (
    "SELECT e.subject, e.sort, e.kept_at, a.at, a.offset, a.kind, a.qualifiers, a.count, r.content"
    " FROM entries e LEFT JOIN activities a ON a.id = e.subject LEFT JOIN readings r ON r.id = e.subject"
    " WHERE e.type = 'record' AND (a.id IS NOT NULL OR r.id IS NOT NULL)"
)


def last_kept(connection: sqlite3.Connection, limit: int) -> list[Kept]:
    """The activities and readings that were kept last and still stand, newest first."""
    return [_kept(row) for row in connection.execute(f"{_STANDING} ORDER BY e.seq DESC LIMIT ?", (limit,))]


def kept_of(connection: sqlite3.Connection, id: str) -> list[Kept]:
    """The activity or reading of that id, alone in a list; an empty one where none stands."""
    return [_kept(row) for row in connection.execute(f"{_STANDING} AND e.subject = ?", (id,))]


def _kept(row: Sequence[Any]) -> Kept:
    id, sort, kept_at, at, offset, kind, qualifiers, count, content = row
    if sort == "activity":
        times = f" × {count}" if count > 1 else ""
        text = f"{words_of(kind, json.loads(qualifiers))}{times}"
        return Kept(id=id, of=sort, at=moment(at, offset), kept_at=moment(kept_at), text=text)
    said = json.loads(content)
    text = f"Reading: {score_words(said)}"
    reading = {"id": id, "of": sort, "at": said["at"], "kept_at": moment(kept_at).isoformat(), "text": text}
    return Kept.model_validate_json(json.dumps(reading))
