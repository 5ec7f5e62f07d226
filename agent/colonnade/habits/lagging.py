"""Which pillar holds the total back. Never simply the smallest number: engage is that for almost everybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from colonnade.habits.routine import Habit
from colonnade.model import Below, Lagging

ASSUMED: Final = "by the catalogue's assumptions"
ESTIMATED: Final = "as far as the estimate knows"


def lagging(
    below: Sequence[Below], habits: Sequence[Habit], gains: Sequence[float], source: str = ASSUMED
) -> Lagging | None:
    """The pillar furthest below the typed average of its group; where none is, the one with most to gain per minute.

    `below` is `standing.below`. `gains` are what the habits of the routine bring for a minute, in their order, and
    `source` says where they are from; of equals the earlier in the routine wins. None for a routine without habits.
    """
    if below:
        first = below[0]
        return Lagging(
            pillar=first.pillar,
            rule="below_average",
            reason=f"{first.pillar.capitalize()} is {first.by:.1f} below your {first.group}'s average, "
            "further than any other pillar.",
        )
    if not habits:
        return None
    most = habits[max(range(len(habits)), key=gains.__getitem__)]
    return Lagging(
        pillar=most.pillar,
        rule="most_to_gain",
        reason=f"{most.pillar.capitalize()} has the most to gain for a minute of work, {source}.",
    )
