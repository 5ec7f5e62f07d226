"""The posts of the log and what followed from them."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, date, datetime, time, timedelta

from colonnade.habits.threads import Followed, Post
from colonnade.model import NewestPost
from colonnade.store.preferences import day_start_of
from colonnade.store.times import MINUTE, day_at, micros, moment

_POSTS = "SELECT id, at, offset, qualifiers, note FROM activities WHERE kind = 'post_published' AND at >= ? AND at < ?"
_NEAR = timedelta(days=2)
"""A moment's own day lies no further from its day in UTC."""


def posts_between(connection: sqlite3.Connection, first: date, last: date) -> list[Post]:
    """The posts of a span of days, both included, newest first."""
    day_start = day_start_of(connection)
    start, end = (micros(datetime.combine(day, time(), UTC)) for day in (first - _NEAR, last + _NEAR))
    rows = connection.execute(f"{_POSTS} ORDER BY at DESC, id DESC", (start, end))
    posts = [
        Post(id, moment(at, offset), day_at(at + offset * MINUTE, day_start), json.loads(qualifiers), note)
        for id, at, offset, qualifiers, note in rows
    ]
    return [post for post in posts if first <= post.day <= last]


def followed_from(connection: sqlite3.Connection, posts: list[Post]) -> list[Followed]:
    """What followed from these posts, by post, kind and qualifiers."""
    rows = connection.execute(
        "SELECT thread, kind, qualifiers, sum(count) FROM activities"
        " WHERE thread <> '' AND thread IN (SELECT value FROM json_each(?)) GROUP BY thread, kind, qualifiers",
        (json.dumps([post.id for post in posts]),),
    )
    return [Followed(thread, kind, json.loads(qualifiers), count) for thread, kind, qualifiers, count in rows]


def newest_post(connection: sqlite3.Connection, first: datetime, last: datetime) -> NewestPost | None:
    """The newest post between two moments, or None."""
    row = connection.execute(f"{_POSTS} ORDER BY at DESC, id DESC LIMIT 1", (micros(first), micros(last))).fetchone()
    if row is None:
        return None
    id, at, offset, _, _ = row
    return NewestPost(id=id, at=moment(at, offset), day=day_at(at + offset * MINUTE, day_start_of(connection)))
