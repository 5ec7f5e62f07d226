"""What the log says of the people it names, and of messages."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from colonnade.habits.relationships import Touch
from colonnade.habits.replies import Message
from colonnade.store.times import micros, moment


def messages_since(connection: sqlite3.Connection, first: datetime) -> list[Message]:
    """Messages that came and their answers since that moment, the earliest first."""
    rows = connection.execute(
        "SELECT at, offset, kind, person, contact, count FROM activities"
        # As the index says it, or it would not be used.
        " WHERE kind IN ('message_received', 'message_replied') AND at >= ? ORDER BY at, id",
        (micros(first),),
    )
    return [
        Message(moment(at, offset), kind == "message_replied", person, contact, count)
        for at, offset, kind, person, contact, count in rows
    ]


def touches(connection: sqlite3.Connection) -> list[Touch]:
    """Every person the log names, with each kind of activity that names them."""
    return connection.execute(
        "SELECT person, kind, min(at), max(at), count(*) FROM activities WHERE person <> '' GROUP BY person, kind"
    ).fetchall()


def newest_spelling(connection: sqlite3.Connection, person: str) -> str:
    """The name of a person as it was written last."""
    row = connection.execute(
        "SELECT contact FROM activities WHERE person = ? AND person <> '' ORDER BY at DESC, id DESC LIMIT 1", (person,)
    ).fetchone()
    return str(row[0])
