"""How the estimates did so far: what was believed the day before each reading, beside what was then read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from colonnade.catalogue import PILLARS, Pillar
from colonnade.model import Believed, Estimate, PillarTrack, Track, TrackRecord, Tried
from colonnade.scoring.bands import DECIMALS
from colonnade.scoring.readings import ReadingPoint

LATEST: Final = 52
"""So many readings are looked back at: a year of weeks."""
SHOWN: Final = 2
"""Errors are compared as they are shown, with so many decimals."""
_DAY: Final = timedelta(days=1)


def days_before(points: Sequence[ReadingPoint]) -> list[date]:
    """The days whose estimates `track_record` asks for, rising: those before each of the latest readings but the first.

    The readings are in order.
    """
    later = [point.day - _DAY for point in points[-LATEST:] if points[0].day < point.day]
    return sorted(set(later))


def track_record(points: Sequence[ReadingPoint], estimates: Mapping[date, Estimate]) -> TrackRecord:
    """How often the 80 % band held, and how far off the number was, beside saying the last reading again.

    `estimates` are those of `days_before`.
    """
    pillars = [_of(pillar, points, estimates) for pillar in PILLARS]
    tried = [one for pillar in pillars for one in pillar.items]
    return TrackRecord(
        readings=len({one.day for one in tried}),
        track=_track(tried),
        pillars=pillars,
    )


def _of(pillar: Pillar, points: Sequence[ReadingPoint], estimates: Mapping[date, Estimate]) -> PillarTrack:
    items = []
    for point in points[-LATEST:]:
        read = getattr(point, pillar)
        known = bisect_right(points, point.day - _DAY, key=lambda one: one.day)
        before = next((score for one in reversed(points[:known]) if (score := getattr(one, pillar)) is not None), None)
        if read is None or before is None:
            continue
        believed: Believed = getattr(estimates[point.day - _DAY].pillars, pillar)
        low, high = believed.bands["80"]
        items.append(Tried(day=point.day, believed=believed.mean, low=low, high=high, read=read, before=before))
    return PillarTrack(pillar=pillar, track=_track(items), items=items)


def _track(items: Sequence[Tried]) -> Track:
    error, last_error = _errors(items)
    return Track(words=track_words(items), numbers=len(items), hits=_held(items), error=error, last_error=last_error)


def _held(items: Sequence[Tried]) -> int:
    return sum(one.low <= one.read <= one.high for one in items)


def _errors(items: Sequence[Tried]) -> tuple[float, float]:
    """Mean error of what was believed, and of the last reading said again; of nothing there is none."""
    count = len(items) or 1
    believed, before = (sum(abs(getattr(one, name) - one.read) for one in items) for name in ("believed", "before"))
    return round(believed / count, DECIMALS), round(before / count, DECIMALS)


def track_words(items: Sequence[Tried]) -> str:
    """A sentence or two; who is no better than the last reading says so."""
    if not items:
        return "Not known yet: the second reading will be the first to compare with."
    held = f"{_held(items)} of {len(items)} numbers lay in their range; eight in ten were to."
    error, last = (f"{one:.{SHOWN}f}" for one in _errors(items))
    if float(error) < float(last):
        return f"{held} Off by {error} points on average; saying the last reading again would have been off by {last}."
    return (
        f"{held} No better than saying the last reading again so far: off by {error} points on average, it by {last}."
    )
