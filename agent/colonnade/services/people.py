"""What the People page shows: the way from request to conversation, replies, quality, and everybody who is named."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from colonnade.catalogue import KINDS
from colonnade.habits.quality import DECISION_MAKERS, WITH_NOTE, share_of
from colonnade.habits.record import Contact, People, Share
from colonnade.habits.relationships import Known, funnel, people_of
from colonnade.habits.replies import figures, replies_of
from colonnade.services.sight import Seen, Sight
from colonnade.store import people, views
from colonnade.store.database import Connection

YEAR: Final = timedelta(days=365)
RECENT: Final = timedelta(days=89)
MEASURES: Final = (WITH_NOTE, DECISION_MAKERS)


async def people_now(sight: Sight, limit: int, now: datetime) -> People:
    """Everything of the page, with so many people at most."""
    return await sight.see(now, lambda seen, connection: _people(seen, connection, limit))


def _people(seen: Seen, connection: Connection, limit: int) -> People:
    everybody = people_of(people.touches(connection))
    logged: dict[str, int] = {}
    year = views.day_counts_between(connection, seen.day - YEAR, seen.day)
    for count in year:
        logged[count.kind] = logged.get(count.kind, 0) + count.count
    recent = [count for count in year if count.day >= seen.day - RECENT]
    shares = [(measure, *share_of(measure, recent)) for measure in MEASURES]
    return People(
        funnel=funnel(everybody, seen.now - YEAR, logged),
        replies=figures(replies_of(people.messages_since(connection, seen.now - YEAR), seen.now)),
        shares=[Share(id=measure.id, name=measure.name, number=number, n=n) for measure, number, n in shares],
        contacts=[_contact(connection, one) for one in everybody[:limit]],
        named=len(everybody),
    )


def _contact(connection: Connection, one: Known) -> Contact:
    last = one.last
    return Contact(
        contact=people.newest_spelling(connection, one.person),
        stage=one.stage,
        touches=sum(touch.count for touch in one.touches.values()),
        last_at=last.last,
        last_text=KINDS[last.kind].done,
    )
