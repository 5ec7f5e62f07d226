"""Quality measures: of what was done, how much was done well. What was not said counts neither for nor against."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from colonnade.catalogue import QualifierValue
from colonnade.model import DayCount

Says = Callable[[Mapping[str, QualifierValue]], bool | None]
MeasureId = Literal["substantive", "with_note", "decision_makers", "target_audience", "by_search"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A share of activities of some kinds; `says` tells whether one counts for it, None where it was not said."""

    id: MeasureId
    name: str
    kinds: tuple[str, ...]
    says: Says


def share_of(measure: Measure, counts: Iterable[DayCount]) -> tuple[int, int]:
    """How many count for the measure, of how many that say it one way or the other."""
    said = [(measure.says(count.qualifiers), count.count) for count in counts if count.kind in measure.kinds]
    return sum(number for yes, number in said if yes), sum(number for yes, number in said if yes is not None)


def _said(name: str, yes: QualifierValue) -> Says:
    return lambda qualifiers: qualifiers[name] == yes if name in qualifiers else None


def _for_target(qualifiers: Mapping[str, QualifierValue]) -> bool | None:
    said = qualifiers.get("audience", qualifiers.get("fit"))
    return None if said is None else said == "target"


SUBSTANTIVE: Final = Measure(
    "substantive", "Comments that were substantive", ("comment_written",), _said("depth", "substantive")
)
WITH_NOTE: Final = Measure("with_note", "Requests with a note", ("connection_request",), _said("note", yes=True))
DECISION_MAKERS: Final = Measure(
    "decision_makers",
    "Requests and connections with decision makers",
    ("connection_request", "connection_accepted"),
    _said("role", "decision_maker"),
)
TARGET_AUDIENCE: Final = Measure(
    "target_audience",
    "For the target audience",
    ("comment_written", "profile_viewed", "connection_request"),
    _for_target,
)
BY_SEARCH: Final = Measure("by_search", "Profiles reached by search", ("profile_viewed",), _said("via", "search"))
"""Beside the others it stands in the guard only: the summary has had its four for longer."""

MEASURES: Final = (SUBSTANTIVE, WITH_NOTE, DECISION_MAKERS, TARGET_AUDIENCE)
"""What a summary shows, in its order."""
