"""What is asked about the last reading, where it looks like a slip of the hand."""

from __future__ import annotations

from colonnade.catalogue import PILLARS
from colonnade.model import Doubt, OddScore
from colonnade.services.known import Known


def doubt_of(known: Known) -> Doubt | None:
    """The question about the last reading; None where nothing is odd about it, or the person stands by it."""
    odd = known.doubted
    if not odd:
        return None
    last, earlier = known.points[-1], known.points[-2::-1]
    # Two of one day are in an order of their own, not in that of their times.
    reading = next(
        one
        for one in reversed(known.readings)
        if (one.day, one.confirmed) == (last.day, last.confirmed)
        and all(getattr(one, pillar) == getattr(last, pillar) for pillar in PILLARS)
    )
    scores = [
        OddScore(
            pillar=pillar,
            read=getattr(reading, pillar),
            before=next(score for one in earlier if (score := getattr(one, pillar)) is not None),
        )
        for pillar in odd
    ]
    words = " ".join(f"{one.pillar.capitalize()} {one.read:g}? The last was {one.before:g}." for one in scores)
    return Doubt(reading=reading, scores=scores, words=words)
