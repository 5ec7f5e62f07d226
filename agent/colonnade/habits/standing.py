"""Where the person stands by their own readings: ranks, averages, and what lies below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from colonnade.catalogue import PILLARS, Pillar
from colonnade.model import Below, GroupAverage, NewestReading, Rank, Reading, Standing

Group = Literal["industry", "network"]


def standing(readings: Sequence[Reading]) -> Standing:
    """What the readings say besides the estimate; `readings` are in the order of their days."""
    last = readings[-1] if readings else None
    averages = {group: newest_average(readings, group) for group in ("industry", "network")}
    return Standing(
        reading=None if last is None else _newest(last),
        industry_rank=_rank(readings, "industry_rank"),
        network_rank=_rank(readings, "network_rank"),
        industry=averages["industry"],
        network=averages["network"],
        below=below(newest_scores(readings), averages["industry"], averages["network"]),
    )


def newest_average(readings: Sequence[Reading], group: Literal["industry", "network"]) -> GroupAverage | None:
    """The newest averages of a group that any reading carries."""
    known = (getattr(reading, group) for reading in reversed(readings))
    return next((average for average in known if average is not None), None)


def newest_scores(readings: Sequence[Reading]) -> dict[Pillar, float]:
    """What was read of each pillar last; one that was never read is absent."""
    found = {}
    for pillar in PILLARS:
        known = (getattr(reading, pillar) for reading in reversed(readings))
        score = next((score for score in known if score is not None), None)
        if score is not None:
            found[pillar] = score
    return found


def below(scores: Mapping[Pillar, float], industry: GroupAverage | None, network: GroupAverage | None) -> list[Below]:
    """The pillars whose score lies below a group's average, furthest first.

    The industry counts wherever its average of that pillar is known, and the network elsewhere.
    """
    found = []
    for pillar, score in scores.items():
        for group, average in (("industry", industry), ("network", network)):
            mean = None if average is None else getattr(average, pillar)
            if mean is None:
                continue
            by = round(mean - score, 3)
            if by > 0:
                found.append(Below(pillar=pillar, group=_group(group), by=by))
            break
    return sorted(found, key=lambda one: (-one.by, PILLARS.index(one.pillar)))


def _group(name: str) -> Group:
    return "industry" if name == "industry" else "network"


def _newest(reading: Reading) -> NewestReading:
    return NewestReading(
        id=reading.id,
        day=reading.day,
        brand=reading.brand,
        find=reading.find,
        engage=reading.engage,
        build=reading.build,
        total=reading.total,
    )


def _rank(readings: Sequence[Reading], name: Literal["industry_rank", "network_rank"]) -> Rank | None:
    said = ((getattr(reading, name), reading.day) for reading in reversed(readings))
    known = ((value, day) for value, day in said if value is not None)
    newest = next(known, None)
    if newest is None:
        return None
    before, before_day = next(known, (None, None))
    return Rank(value=newest[0], day=newest[1], before=before, before_day=before_day)
