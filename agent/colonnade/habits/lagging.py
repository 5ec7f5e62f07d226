"""Which pillar holds the total back. Never simply the smallest number: engage is that for almost everybody."""

from __future__ import annotations

from collections.abc import Sequence

from colonnade.habits.routine import Habit
from colonnade.model import Below, Lagging
from colonnade.scoring import Rates


def lagging(below: Sequence[Below], habits: Sequence[Habit], rates: Rates) -> Lagging | None:
    """The pillar furthest below the typed average of its group; where none is, the one with most to gain per minute.

    `below` is `standing.below`. Most to gain is asked of the habits of the routine, each at the
    person's present weekly rates; of equals the earlier in the routine wins. None for a routine without habits.
    """
    if below:
        first = below[0]
        return Lagging(
            pillar=first.pillar,
            rule="below_average",
            reason=f"{first.pillar.capitalize()} is {first.by:.1f} below your {first.group}'s average, "
            "further than any other pillar.",
        )
    most = max(habits, key=lambda habit: habit.gain(rates), default=None)
    if most is None:
        return None
    return Lagging(
        pillar=most.pillar,
        rule="most_to_gain",
        reason=f"{most.pillar.capitalize()} has the most to gain for a minute of work, by the catalogue's assumptions.",
    )
