"""What the log says of the people it names, and of messages."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from colonnade.habits.relationships import ON_THE_WAY, ONE_SIDED, Glance, Touch
from colonnade.habits.replies import Message
from colonnade.store.times import micros, moment


def messages_between(connection: sqlite3.Connection, first: datetime, last: datetime) -> list[Message]:
    """Messages that came and their answers from a moment on and before another, the earliest first."""
    rows = connection.execute(
        "SELECT at, offset, kind, person, contact, count FROM activities"
        # As the index says it, or it would not be used.
        " WHERE kind IN ('message_received', 'message_replied') AND at >= ? AND at < ? ORDER BY at, id",
        (micros(first), micros(last)),
    )
    return [
        Message(moment(at, offset), kind == "message_replied", person, contact, count)
        for at, offset, kind, person, contact, count in rows
    ]


_GLANCE: Final = (
    f"SELECT person, max(at), max(kind NOT IN ({', '.join('?' * len(ONE_SIDED))})),"
    f" min(CASE WHEN kind IN ({', '.join('?' * len(ON_THE_WAY))}) THEN at END)"
    " FROM activities WHERE person <> '' GROUP BY person"
)


def glances(connection: sqlite3.Connection) -> list[Glance]:
    """Every person the log names, at a glance."""
    rows = connection.execute(_GLANCE, (*ONE_SIDED, *ON_THE_WAY))
    return [(person, last, bool(met), began) for person, last, met, began in rows]


def touches(connection: sqlite3.Connection, persons: Iterable[str]) -> list[Touch]:
    """These people, with each kind of activity that names them."""
    return connection.execute(
        "SELECT person, kind, min(at), max(at), count(*) FROM json_each(?) CROSS JOIN activities"
        " ON person = value AND person <> '' GROUP BY person, kind",
        (json.dumps([*persons]),),
    ).fetchall()


def newest_spelling(connection: sqlite3.Connection, person: str) -> str:
    """The name of a person as it was written last."""
    row = connection.execute(
        "SELECT contact FROM activities WHERE person = ? AND person <> '' ORDER BY at DESC, id DESC LIMIT 1", (person,)
    ).fetchone()
    return str(row[0])
