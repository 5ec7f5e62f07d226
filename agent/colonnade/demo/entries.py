"""The story as entries, as a browser would have sent them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, Final

from colonnade.demo.chance import Chance
from colonnade.demo.story import READ_AT, Deed, Scores, Told, story

Item = dict[str, Any]
_SECOND_THOUGHT: Final = timedelta(seconds=40)
_PACKED_AT: Final = time(17, 45)
_INDUSTRY: Final = {"total": 41.0, "brand": 11.0, "find": 8.5, "engage": 9.0, "build": 12.5}
_NETWORK: Final = {"total": 44.0, "brand": 11.5, "find": 9.0, "engage": 10.0, "build": 13.5}


@dataclass(frozen=True, slots=True)
class DemoDay:
    """The entries of one day in their order, and when the last of them was kept."""

    day: date
    items: list[Item]
    kept_at: datetime


def demo_days(now: datetime, zone: tzinfo, seed: str) -> list[DemoDay]:
    """Twelve weeks up to the day it is now in that zone, nothing later than now.

    The same day and seed give the same entries. Before ten in the morning those of the last day are moved
    ahead, so that they have been.
    """
    here = now.astimezone(zone)
    chance = Chance(seed)
    return [_Desk(told, zone, here, chance).day() for told in story(here.date(), chance)]


@dataclass(frozen=True, slots=True)
class _Desk:
    """Writes down one day."""

    told: Told
    zone: tzinfo
    now: datetime
    chance: Chance

    def day(self) -> DemoDay:
        items = [*self._read(), *self._done(), *self._packed()]
        latest = max((datetime.fromisoformat(item["made_at"]) for item in items), default=self._at(READ_AT))
        return DemoDay(self.told.day, items, latest)

    def _at(self, clock: time) -> datetime:
        begins = datetime.combine(self.told.day, time(), self.zone)
        planned = datetime.combine(self.told.day, clock, self.zone)
        if self.told.day != self.now.date():
            return planned
        whole = timedelta(hours=10, minutes=5)
        part = min(1.0, (self.now - begins) / whole)
        return begins + (planned - begins) * part

    def _entry(self, of: str, type: str, name: object, at: datetime, subject: str | None = None) -> Item:
        id = self.chance.id(self.told.day, of, type, name)
        return {"entry": id, "subject": subject or id, "of": of, "type": type, "made_at": at.isoformat()}

    def _done(self) -> Iterator[Item]:
        for place, deed in enumerate(self.told.deeds):
            yield from self._deed(place, deed)

    def _deed(self, place: int, deed: Deed) -> Iterator[Item]:
        at = self._at(deed.clock)
        said: Item = {"kind": deed.kind, "qualifiers": dict(deed.qualifiers), "count": deed.count, "note": deed.note}
        if deed.contact:
            said["contact"] = deed.contact
        if deed.follows is not None:
            said["thread"] = self.chance.id(deed.follows[0], "activity", "record", deed.follows[1])
        record = self._entry("activity", "record", place, at) | {"at": at.isoformat(), **said}
        yield record
        later = at + _SECOND_THOUGHT
        if deed.slip == "amend":
            yield self._entry("activity", "amend", place, later, record["subject"]) | {"count": deed.count + 1}
        elif deed.slip == "retract":
            # Pressed twice: the second is taken back.
            twice = self._entry("activity", "record", f"{place} again", at) | {"at": at.isoformat(), **said}
            yield twice
            yield self._entry("activity", "retract", place, later, twice["subject"])

    def _read(self) -> Iterator[Item]:
        read: Scores | None = self.told.read
        if read is None:
            return
        at = self._at(READ_AT)
        scores = {"brand": read.brand, "find": read.find, "engage": read.engage, "build": read.build}
        ranks = {"industry_rank": read.industry_rank, "network_rank": read.network_rank}
        averages = {"industry": _INDUSTRY, "network": _NETWORK}
        total = {"total": round(sum(scores.values()), 2)}
        yield self._entry("reading", "record", 0, at) | {"at": at.isoformat(), **scores, **total, **ranks, **averages}

    def _packed(self) -> Iterator[Item]:
        if self.told.away_from_tomorrow:
            start = self.told.day + timedelta(days=1)
            end = self.told.day + timedelta(days=self.told.away_from_tomorrow)
            days = {"period": "away", "start": start.isoformat(), "end": end.isoformat()}
            yield self._entry("period", "record", 0, self._at(_PACKED_AT)) | days
