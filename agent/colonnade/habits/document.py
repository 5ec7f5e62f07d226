"""The routine as a document: habits with the days they were asked for, so that a change never rewrites history."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Final, Literal

from pydantic import ConfigDict, Field

from colonnade.catalogue import Pillar
from colonnade.model import Frozen, KindId, Qualifiers
from colonnade.moments import Day, Moment

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Per = Literal["day", "week", "seven_days"]

SINCE: Final = date(2003, 1, 1)
"""The first day of a routine nobody has chosen: before any log."""
NEVER: Final = datetime(2003, 1, 1, tzinfo=UTC)
"""`changed_at` of a routine nobody has chosen."""
MOST_TIMES: Final = 50
"""So often an activity or a reading can be asked for."""
AT_ONCE: Final = 9
"""So many habits can be asked for on one day besides a reading: the popup's tiles have the digits 1 to 9."""
MOST_QUALIFIERS: Final = 4
"""So many qualifiers a habit can name in all: what is told after every click has to stay small."""
WEEKDAYS: Final[tuple[Weekday, ...]] = ("mon", "tue", "wed", "thu", "fri")
EVERY_DAY: Final[tuple[Weekday, ...]] = (*WEEKDAYS, "sat", "sun")


class RoutineHabit(Frozen):
    """A habit as it was asked for from `start` to `end`, both included; null is until further notice.

    Who changes a habit ends it and starts it anew with the same id.
    """

    # `hours` came later: a routine from before opens as it is, and one without a share is written as before, so that
    # an older agent reads it, too.
    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{0,11}$", description="Stays the same when a habit is changed")
    name: str = Field(min_length=1, max_length=28)
    of: Literal["activity", "reading", "replies"]
    kind: KindId | None = Field(description="Null for a reading, and for replies")
    any_of: list[Qualifiers] = Field(
        max_length=3,
        description="An activity of the kind counts when it has all of one of these; a button logs the first. "
        "At most four qualifiers in all",
    )
    per: Per = Field(description="What the target is for: a day, a week, or any seven days in a row")
    target: int = Field(ge=1, le=100, description="At most 50; of replies, so many of a hundred that are owed")
    better: Annotated[int, Field(ge=2, le=100)] | None = Field(description="A target for a good day")
    weekdays: list[Weekday] = Field(max_length=7, description="Of a daily habit; otherwise none")
    time: Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")] | None = Field(
        description="When on a day it is meant for, HH:MM"
    )
    skips: int = Field(ge=0, le=10, description="So many misses a month break no streak")
    hours: Annotated[int, Field(ge=1, le=168)] | None = Field(
        default=None,
        exclude_if=lambda hours: hours is None,
        description="Of replies: within so many hours of a message it is to be answered; otherwise left out",
    )
    start: Day
    end: Day | None


class Routine(Frozen):
    """Every habit there is and was, replaced whole; the later `changed_at` wins."""

    habits: list[RoutineHabit] = Field(max_length=400)
    budget: int = Field(ge=5, le=240, description="Minutes the person has on a weekday")
    changed_at: Moment


class IdleDays(Frozen):
    """Days without any entry on which, as the person said, nothing was done; both ends included."""

    first: Day
    last: Day


class Answers(Frozen):
    """What the person said when they were asked, replaced whole; the later `changed_at` wins."""

    ask: bool = Field(description="Whether to ask after a working day without any entry")
    idle: list[IdleDays] = Field(max_length=400)
    changed_at: Moment


UNANSWERED: Final = Answers(ask=True, idle=[], changed_at=NEVER)
"""The answers of who was never asked."""


class MonthReview(Frozen):
    """What the person wrote about a month, an answer to each question in their order, and what the next is about."""

    month: str = Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$", description='"2026-11"')
    answers: list[Annotated[str, Field(max_length=1000)]] = Field(min_length=3, max_length=3)
    focus: Pillar | None = Field(description="The pillar of the month that follows; null where none was chosen")


class Reviews(Frozen):
    """The person's reviews of months, replaced whole; the later `changed_at` wins."""

    months: list[MonthReview] = Field(max_length=400)
    changed_at: Moment


UNREVIEWED: Final = Reviews(months=[], changed_at=NEVER)
"""The reviews of who has written none."""


class Preset(Frozen):
    """A routine to begin with. The days of its habits say nothing: they start when they are taken."""

    id: str
    name: str
    about: str
    habits: list[RoutineHabit]


class Presets(Frozen):
    """The routines to begin with."""

    items: list[Preset]
