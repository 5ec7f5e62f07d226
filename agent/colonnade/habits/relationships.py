"""From a request to a conversation, and who is being lost touch with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
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
_ONE_SIDED: Final = frozenset({"connection_request", "profile_viewed", "lead_saved"})
"""Kinds of which the other may know nothing: who has no other touch cannot be lost touch with."""


@dataclass(frozen=True, slots=True)
class Touch:
    """What the log says of one person and one kind: when first, when last, how many activities."""

    person: str
    kind: str
    first: datetime
    last: datetime
    count: int


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody the log names, with their touches by kind."""

    person: str
    touches: dict[str, Touch] = field(default_factory=dict)

    @property
    def last(self) -> Touch:
        """The newest touch; of equals that of the later kind in the catalogue."""
        return max(self.touches.values(), key=lambda touch: (touch.last, _PLACE[touch.kind]))

    def reached(self, kinds: Iterable[str]) -> datetime | None:
        """When they first came to a stage of these kinds, or None."""
        return min((self.touches[kind].first for kind in kinds if kind in self.touches), default=None)

    @property
    def stage(self) -> Stage | None:
        """The furthest stage they came to, or None."""
        return next((stage for stage, _, kinds in reversed(STAGES) if self.reached(kinds) is not None), None)


def people_of(touches: Iterable[Touch]) -> list[Known]:
    """Everybody the log names; whom one was in touch with first, and of those the longest ago first."""
    people: dict[str, Known] = {}
    for touch in touches:
        people.setdefault(touch.person, Known(touch.person)).touches[touch.kind] = touch
    return sorted(people.values(), key=lambda one: (one.touches.keys() <= _ONE_SIDED, one.last.last, one.person))


def funnel(people: Sequence[Known], since: datetime, logged: Mapping[str, int]) -> list[FunnelStage]:
    """The four stages, of the people who came to their first one since that moment.

    Each stage is compared with the one before by the people known in that one, so that a step that was
    not logged makes no later one disappear. A lag is counted where the stages came in their order.
    """
    found = []
    before: dict[str, datetime] | None = None
    fresh = [one for one in people if _begun(one, since)]
    for stage, name, kinds in STAGES:
        here = {one.person: at for one in fresh if (at := one.reached(kinds)) is not None}
        both = [] if before is None else [(before[person], at) for person, at in here.items() if person in before]
        lags = [(at - was) / timedelta(days=1) for was, at in both if at >= was]
        found.append(
            FunnelStage(
                stage=stage,
                name=name,
                people=len(here),
                reached=len(both),
                of=0 if before is None else len(before),
                lag_days=round(median(lags), 2) if lags else None,
                logged=sum(logged.get(kind, 0) for kind in kinds),
            )
        )
        before = here
    return found


def _begun(one: Known, since: datetime) -> bool:
    first = [at for _, _, kinds in STAGES if (at := one.reached(kinds)) is not None]
    return bool(first) and min(first) >= since


_PLACE: Final = {kind: place for place, kind in enumerate(KINDS)}
