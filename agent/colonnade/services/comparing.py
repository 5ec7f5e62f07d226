"""Before and after a day: the pillars, the ranks, and what a change owes to what was done otherwise since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final, Literal

from colonnade.catalogue import KINDS, PILLARS, Pillar
from colonnade.errors import Fault, Invalid
from colonnade.model import (
    BeforeAfter,
    ChangeOwed,
    DoneAround,
    Estimate,
    PillarAround,
    PillarSeries,
    ReadAround,
    Reading,
)
from colonnade.scoring import SPAN, Change, Effect, change_since
from colonnade.scoring.bands import DECIMALS
from colonnade.scoring.moved import MANY, owed_words
from colonnade.services.bounds import EARLIEST
from colonnade.services.sight import Seen, Sight

_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(weeks=1)


async def around(sight: Sight, day: date, now: datetime) -> BeforeAfter:
    """The three weeks before a day beside those from it on, or what there is of them.

    Raises Invalid for a day ahead, or one long before any entry.
    """
    return await sight.see(now, lambda seen, _: _around(seen, day))


def _around(seen: Seen, day: date) -> BeforeAfter:
    if not EARLIEST.date() <= day <= seen.day:
        code = "too_early" if day <= seen.day else "too_late"
        raise Invalid(
            "There is nothing to compare.", faults=(Fault("/day", code, "Give a day since 2003, up to today."),)
        )
    known, until = seen.known, min(day + SPAN - _DAY, seen.day)
    days = sorted({*(day - _DAY + number * _WEEK for number in range(-3, 4) if day + number * _WEEK <= until), until})
    change = change_since(known.history, known.periods, known.points, day, until, known.lessons)
    found = known.believed(*days)
    at = days.index(day - _DAY)
    return BeforeAfter(
        day=day,
        days=days,
        before=_read(known.readings, day - SPAN, day - _DAY),
        after=_read(known.readings, day, until),
        done=_done(change),
        pillars=[_pillar(pillar, found, at, change) for pillar in PILLARS],
        owed=_owed(change.total),
    )


def _read(readings: Iterable[Reading], first: date, last: date) -> ReadAround:
    within = [reading for reading in readings if first <= reading.day <= last]
    return ReadAround(
        first=first,
        last=last,
        readings=len(within),
        industry_rank=_last(within, "industry_rank"),
        network_rank=_last(within, "network_rank"),
    )


def _last(readings: Sequence[Reading], name: Literal["industry_rank", "network_rank"]) -> float | None:
    known = (getattr(reading, name) for reading in reversed(readings))
    return next((rank for rank in known if rank is not None), None)


def _done(change: Change) -> list[DoneAround]:
    rows = [
        DoneAround(
            channel=channel.id,
            kind=kind.id,
            name=MANY[channel.id],
            before=change.before.get(channel.id, 0.0),
            after=change.after.get(channel.id, 0.0),
        )
        for kind in KINDS.values()
        for channel in kind.channels
        if channel.id in {*change.before, *change.after}
    ]
    return sorted(rows, key=lambda row: -abs(row.after - row.before))


def _pillar(pillar: Pillar, found: Sequence[Estimate], at: int, change: Change) -> PillarAround:
    believed = [getattr(one.pillars, pillar) for one in found]
    series = PillarSeries(
        mean=[one.mean for one in believed],
        low=[one.bands["80"][0] for one in believed],
        high=[one.bands["80"][1] for one in believed],
    )
    effect, chance = change.effects[pillar], change.chance[pillar]
    return PillarAround(
        pillar=pillar,
        believed=series,
        change=round(series.mean[-1] - series.mean[at], DECIMALS),
        owed=_owed(effect),
        chance=chance,
        words=owed_words(effect, chance, change.readings, change.days),
    )


def _owed(effect: Effect) -> ChangeOwed:
    return ChangeOwed(mean=effect.mean, low=effect.low, high=effect.high)
