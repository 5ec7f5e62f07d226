"""What became of the messages that a share of replies is asked of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from colonnade.habits.days import WEEK_DAYS
from colonnade.habits.replies import LET_GO, Message
from colonnade.habits.routine import Timeline
from colonnade.habits.share_habit import Replied, replied, settled
from colonnade.habits.streaks import LOOK_BACK
from colonnade.services.messages import Messages
from colonnade.store.database import Connection
from colonnade.store.people import messages_between

REACH: Final = 3 * LET_GO
"""An older message is let go, and so long ago that no answer that counts can have been meant for it."""
_YEAR: Final = timedelta(days=LOOK_BACK + WEEK_DAYS) + REACH
_NEAR: Final = timedelta(days=2)
"""A day ends no later than that after its noon in UTC, wherever it is."""
_END: Final = datetime.max.replace(tzinfo=UTC)


def replied_between(
    connection: Connection, timeline: Timeline, first: date, last: date, day_start: str, now: datetime
) -> dict[int, Replied]:
    """For the hours of each share there is or was, the messages that were settled on these days."""
    hours = timeline.hours()
    if not hours:
        return {}
    noon = [datetime.combine(day, time(12), UTC) for day in (first, last)]
    messages = messages_between(connection, noon[0] - _NEAR - REACH, noon[1] + _NEAR)
    return {each: replied(settled(messages, each, now), day_start, now) for each in hours}


class RepliedYear:
    """The same for the year that a streak is followed, kept between looks: few clicks are about a message."""

    def __init__(self) -> None:
        self._messages = Messages()
        self._ground: tuple[Sequence[Message], set[int], str] | None = None
        self._replied: dict[int, Replied] = {}

    def of(
        self, connection: Connection, timeline: Timeline, day_start: str, now: datetime, seq: int
    ) -> Mapping[int, Replied]:
        """By hours; those of today that can still be answered in time are among the misses of their day."""
        hours = timeline.hours()
        if not hours:
            return {}
        ground = (self._messages.since(connection, now - _YEAR, seq), hours, day_start)
        if ground != self._ground:
            self._ground = ground
            self._replied = {each: replied(settled(ground[0], each, now), day_start, _END) for each in hours}
        return self._replied
