"""The record of a week: everything each of its forms and formats says."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from colonnade.catalogue import Pillar
from colonnade.habits.quality import MeasureId
from colonnade.model import (
    Believed,
    Count,
    Frozen,
    KindId,
    Lagging,
    NewestReading,
    PeriodKind,
    PillarMoved,
    Rank,
    Reading,
)
from colonnade.moments import Day

Form = Literal["mine", "coach"]


class SummaryPillar(Frozen):
    """What is believed of a pillar, or of the total, at the end of the week and a week before."""

    pillar: Pillar | Literal["total"]
    now: Believed
    before: Believed
    change: float = Field(description="Of the means, in points")


class SummaryHabit(Frozen):
    """A habit's target and what became of it: `days` on which a daily one was done, or `times` of a weekly one.

    Of a share `replies` in time, and for a target those whose answer came in time or whose hours ran out.

    Of the week before only as many days count as this week has had.
    """

    id: str
    name: str
    cadence: str
    pillar: Pillar | None
    unit: Literal["days", "times", "replies"]
    target: int = Field(description="Days that asked for it, away days aside; times a week; or replies due")
    result: int
    previous_target: int
    previous_result: int


class SummaryKind(Frozen):
    """How often a kind was done on each day of the week, beside the same weekdays of the week before."""

    kind: KindId
    name: str
    pillar: Pillar | None
    days: list[int]
    before: list[int]
    value: int
    previous: int
    difference: int


class SummaryShare(Frozen):
    """A quality measure: `number` of `n`, and of the week before. Only where it was said one way or the other."""

    id: MeasureId
    name: str
    number: int
    n: int
    previous_number: int
    previous_n: int


class SummaryPeriod(Frozen):
    """Days of the week on which nothing was done (`away`) or nothing was logged (`unlogged`)."""

    period: PeriodKind
    start: Day
    end: Day


class SummaryNote(Frozen):
    """A note of the week, in the person's own words."""

    day: Day
    text: str = Field(description='What it was noted of: "Comment · substantive"')
    count: Count
    note: str


class Suggestion(Frozen):
    """One thing for the week to come, and why."""

    title: str
    reason: str
    pillar: Pillar | None
    minutes: float = Field(description="A week, as the catalogue assumes")


class Summary(Frozen):
    """A week, as of its last day: of the running week, as of today."""

    week: str = Field(description='ISO week, "2026-W47"; a Sunday week bears that of its Monday')
    first: Day
    last: Day
    whole: bool = Field(description="False for the running week, of which days are still to come")
    form: Form
    demo: bool = Field(description="Whether everything in it is invented")
    zone: str
    basis: Literal["prior", "reading", "ledger"] = Field(description="What the estimates rest on besides the log")
    pillars: list[SummaryPillar] = Field(description="The four, then the total")
    reading: NewestReading | None
    readings: list[Reading] = Field(description="Those of the week, oldest first")
    industry_rank: Rank | None
    network_rank: Rank | None
    moved: list[PillarMoved] = Field(description="What probably moved each pillar, by the 28 days up to the last one")
    habits: list[SummaryHabit]
    kinds: list[SummaryKind] = Field(description="What was done in this week or the one before, by pillar")
    shares: list[SummaryShare]
    lagging: Lagging | None
    suggestion: Suggestion | None
    periods: list[SummaryPeriod]
    outcomes: list[SummaryKind] = Field(description="Meetings and the like, beside every score; none in a coach copy")
    notes: list[SummaryNote] = Field(description="None in a coach copy")
    left_out: str | None = Field(description="What a coach copy does not say")
