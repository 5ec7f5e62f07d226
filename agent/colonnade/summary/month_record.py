"""The record of a month: everything each of its forms and formats says."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from colonnade.catalogue import Pillar
from colonnade.model import Frozen, KindId, Lagging, PillarMoved, Rank, Reading
from colonnade.moments import Day
from colonnade.summary.record import Form, SummaryPeriod, SummaryPillar

QUESTIONS: Final = (
    "What worked, and how do you know?",
    "What got in the way?",
    "What will you do differently next month?",
)
"""Asked of every month, in this order."""


class MonthHabit(Frozen):
    """How many of the days or weeks that asked for a habit met it; away and unlogged ones ask for nothing."""

    id: str
    name: str
    cadence: str
    pillar: Pillar | None
    unit: Literal["days", "weeks"] = Field(description="A week belongs to the month in which it ends")
    asked: int
    met: int
    previous_asked: int
    previous_met: int


class MonthKind(Frozen):
    """How often a kind was done, beside as many days of the month before."""

    kind: KindId
    name: str
    pillar: Pillar | None
    value: int
    previous: int
    difference: int


class MonthAnswer(Frozen):
    """A question and what the person wrote; empty where nothing was written."""

    question: str
    answer: str


class Month(Frozen):
    """A month, as of its last day: of the running month, as of today."""

    month: str = Field(description='"2026-11"')
    first: Day
    last: Day
    whole: bool = Field(description="False for the running month, of which days are still to come")
    form: Form
    demo: bool = Field(description="Whether everything in it is invented")
    basis: Literal["prior", "reading", "ledger"] = Field(description="What the estimates rest on besides the log")
    pillars: list[SummaryPillar] = Field(
        description="The four, then the total; `before` is the end of the month before"
    )
    readings: list[Reading] = Field(description="Those of the month, oldest first")
    industry_rank: Rank | None
    network_rank: Rank | None
    moved: list[PillarMoved] = Field(description="What probably moved each pillar, by the 28 days up to the last one")
    habits: list[MonthHabit]
    kinds: list[MonthKind] = Field(description="What was done in this month or the one before, by pillar")
    outcomes: list[MonthKind] = Field(description="Meetings and the like, beside every score; none in a coach copy")
    periods: list[SummaryPeriod]
    lagging: Lagging | None
    answers: list[MonthAnswer] = Field(description="The person's own words; none in a coach copy")
    focus: Pillar | None = Field(description="What the month that follows is about, as the person chose")
    left_out: str | None = Field(description="What a coach copy does not say")
