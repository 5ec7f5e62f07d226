"""What the People page shows: the way from request to conversation, replies, quality, and everybody who is named."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from colonnade.catalogue import KINDS
from colonnade.habits.quality import DECISION_MAKERS, WITH_NOTE, share_of
from colonnade.habits.record import Contact, People, Share
from colonnade.habits.relationships import Known, funnel, people_of, worth_a_look
from colonnade.habits.replies import figures, replies_of
from colonnade.services.sight import Seen, Sight
from colonnade.store import people, views
from colonnade.store.database import Connection
from colonnade.store.times import micros, moment

YEAR: Final = timedelta(days=365)
RECENT: Final = timedelta(days=89)
MEASURES: Final = (WITH_NOTE, DECISION_MAKERS)


async def people_now(sight: Sight, limit: int, now: datetime) -> People:
    """Everything of the page, with so many people at most."""
    return await sight.see(now, lambda seen, connection: _people(seen, connection, limit))


def _people(seen: Seen, connection: Connection, limit: int) -> People:
    since = micros(seen.now - YEAR)
    glances = people.glances(connection)
    known = people_of(people.touches(connection, worth_a_look(glances, since, limit)))
    logged: dict[str, int] = {}
    for one in views.day_sums(connection, seen.day - YEAR, seen.day):
        logged[one.kind] = logged.get(one.kind, 0) + one.count
    recent = views.day_sums(connection, seen.day - RECENT, seen.day)
    shares = [(measure, *share_of(measure, recent)) for measure in MEASURES]
    messages = [one for one in seen.messages if one.at >= seen.now - RECENT]
    return People(
        funnel=funnel(known, since, logged),
        replies=figures(replies_of(messages, seen.now)),
        shares=[Share(id=measure.id, name=measure.name, number=number, n=n) for measure, number, n in shares],
        contacts=[_contact(connection, one) for one in known[:limit]],
        named=len(glances),
    )


def _contact(connection: Connection, one: Known) -> Contact:
    return Contact(
        contact=people.newest_spelling(connection, one.person),
        stage=one.stage,
        touches=one.touches,
        last_at=moment(one.last),
        last_text=KINDS[one.last_kind].done,
    )
