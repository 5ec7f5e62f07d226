"""From a request to a conversation, and who is being lost touch with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Final

from colonnade.catalogue import KINDS
from colonnade.habits.record import FunnelStage, Stage

STAGES: Final[tuple[tuple[Stage, str, tuple[str, ...]], ...]] = (
    ("requested", "Asked to connect", ("connection_request",)),
    ("accepted", "Connected", ("connection_accepted",)),
    ("messaged", "Written to", ("message_sent", "message_replied")),
    ("conversation", "In conversation", ("conversation_started",)),
)
ONE_SIDED: Final = ("connection_request", "profile_viewed", "lead_saved")
"""Kinds of which the other may know nothing: who has no other touch cannot be lost touch with."""
ON_THE_WAY: Final = tuple(kind for _, _, kinds in STAGES for kind in kinds)
"""Every kind that brings somebody to a stage."""


Touch = tuple[str, str, int, int, int]
"""Of one person and one kind: who, which, when first and when last (UTC microseconds), how many activities."""
Glance = tuple[str, int, bool, int | None]
"""Of one person: who, when last, whether anything was not one-sided, when the first stage was come to."""
_DAY: Final = 86_400_000_000


@dataclass(slots=True)
class Known:
    """Somebody the log names: when each kind was first, and what was last. Times are UTC microseconds."""

    person: str
    first: dict[str, int] = field(default_factory=dict)
    last: int = 0
    last_kind: str = ""
    touches: int = 0

    def add(self, kind: str, first: int, last: int, count: int) -> None:
        """Take in what the log says of one kind; of equally late kinds the later in the catalogue is the last."""
        self.first[kind] = first
        self.touches += count
        if (last, _PLACE[kind]) > (self.last, _PLACE.get(self.last_kind, -1)):
            self.last, self.last_kind = last, kind

    @property
    def stage(self) -> Stage | None:
        """The furthest stage they came to, or None."""
        return STAGES[max(way)][0] if (way := _way(self)) else None


def worth_a_look(glances: Iterable[Glance], since: int, limit: int) -> list[str]:
    """Of everybody the log names the first so many in the order of `people_of`, and who is in the funnel.

    Of ten years' two thousand people a page shows some; to know each touch of the others takes most of the time.
    """
    everybody = sorted(glances, key=lambda one: (not one[2], one[1], one[0]))
    return [
        person
        for place, (person, _, _, began) in enumerate(everybody)
        if place < limit or (began is not None and began >= since)
    ]


def people_of(touches: Iterable[Touch]) -> list[Known]:
    """Everybody who has these touches; whom one was in touch with first, and of those the longest ago first."""
    people: dict[str, Known] = {}
    for person, kind, first, last, count in touches:
        one = people.get(person)
        if one is None:
            one = people[person] = Known(person)
        one.add(kind, first, last, count)
    return sorted(people.values(), key=lambda one: (one.first.keys() <= {*ONE_SIDED}, one.last, one.person))


def funnel(people: Iterable[Known], since: int, logged: Mapping[str, int]) -> list[FunnelStage]:
    """The four stages, of the people who came to their first one since that moment (UTC microseconds).

    Each stage is compared with the one before by the people known in that one, so that a step that was
    not logged makes no later one disappear. A lag is counted where the stages came in their order.
    """
    fresh = [way for one in people if (way := _way(one)) and min(way.values()) >= since]
    found = []
    for place, (stage, name, kinds) in enumerate(STAGES):
        here = [way for way in fresh if place in way]
        before = [way for way in fresh if place - 1 in way]
        both = [(way[place - 1], way[place]) for way in before if place in way]
        lags = [at - was for was, at in both if at >= was]
        found.append(
            FunnelStage(
                stage=stage,
                name=name,
                people=len(here),
                reached=len(both),
                of=len(before),
                lag_days=round(median(lags) / _DAY, 2) if lags else None,
                logged=sum(logged.get(kind, 0) for kind in kinds),
            )
        )
    return found


def _way(one: Known) -> dict[int, int]:
    """When they first came to each stage they came to, by its place."""
    way: dict[int, int] = {}
    for kind, at in one.first.items():
        place = _STAGE_OF.get(kind)
        if place is not None:
            way[place] = min(at, way.get(place, at))
    return way


_STAGE_OF: Final = {kind: place for place, (_, _, kinds) in enumerate(STAGES) for kind in kinds}
_PLACE: Final = {kind: place for place, kind in enumerate(KINDS)}
