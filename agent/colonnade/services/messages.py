"""Messages and their answers, kept between looks: only those of the days that changed are read anew."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from colonnade.habits.replies import Message
from colonnade.store.changes import EVERY_DAY, PERIODS, READINGS, changed_since
from colonnade.store.database import Connection
from colonnade.store.people import messages_between

_NEAR: Final = timedelta(days=2)
"""A moment's own day lies no further from its day in UTC."""
_FEW: Final = 5
"""Of more changed days everything is read anew: that is quicker."""
_END: Final = datetime.max.replace(tzinfo=UTC)


class Messages:
    """What was read before, as of a sequence."""

    def __init__(self) -> None:
        self._kept: list[Message] = []
        self._first = _END
        self._seq = 0

    def since(self, connection: Connection, first: datetime, seq: int) -> Sequence[Message]:
        """The messages since that moment, the earliest first, as of this sequence, which is the newest."""
        changes = changed_since(connection, self._seq) - {READINGS, PERIODS}
        if first < self._first or EVERY_DAY in changes or len(changes) > _FEW:
            self._kept, self._first = messages_between(connection, first, _END), first
        else:
            for name in changes:
                self._read_anew(connection, date.fromisoformat(name))
        del self._kept[: self._place(first)]
        self._first, self._seq = first, seq
        return tuple(self._kept)

    def _read_anew(self, connection: Connection, day: date) -> None:
        noon = datetime.combine(day, time(12), UTC)
        first, last = max(noon - _NEAR, self._first), noon + _NEAR
        if first < last:
            self._kept[self._place(first) : self._place(last)] = messages_between(connection, first, last)

    def _place(self, at: datetime) -> int:
        return bisect_left(self._kept, at, key=lambda one: one.at)
