"""The command `replay`: histories with questions in, what would have been believed out; a JSON object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Annotated, Any, Final

import typer
from pydantic import Field, ValidationError

from colonnade.catalogue import PILLARS, faults_of
from colonnade.errors import Fault, Invalid
from colonnade.model import DayCount, Estimate, Frozen, KindId, PeriodKind, Qualifiers, Score, Total
from colonnade.moments import Day
from colonnade.scoring import PeriodSpan, ReadingPoint, answers, history_of
from colonnade.terminal import told_errors

MOST: Final = 1_000_000
"""So many of one kind can be done in a day, as far as a line can say."""


class _Activity(Frozen):
    date: Day
    kind: KindId
    qualifiers: Qualifiers = Field(default_factory=dict)
    count: Annotated[int, Field(ge=1, le=MOST)] = 1


class _Reading(Frozen):
    date: Day
    brand: Score | None = None
    find: Score | None = None
    engage: Score | None = None
    build: Score | None = None
    total: Total | None = None
    quantum: Annotated[float, Field(ge=0.001, le=1)] | None = None


class _Period(Frozen):
    kind: PeriodKind
    start: Day = Field(alias="from")
    end: Day = Field(alias="to")


class _Question(Frozen):
    known_readings: Annotated[int, Field(ge=0)]
    at: Day


class _Past(Frozen):
    id: str
    activity: list[_Activity]
    readings: list[_Reading]
    questions: list[_Question]
    periods: list[_Period] = Field(default_factory=list)


def replay() -> None:
    """Answer questions about given histories, each from what was known then: JSON Lines in, JSON Lines out."""
    with told_errors():
        for number, line in enumerate(sys.stdin.buffer, start=1):
            if line.strip():
                past = _read(number, line)
                said = {"id": past.id, "answers": [_shown(one) for one in _answered(past)]}
                typer.echo(json.dumps(said, separators=(",", ":")))


def _read(number: int, line: bytes) -> _Past:
    """The history of a line. Raises Invalid, which names the line and its fields at fault."""
    try:
        past = _Past.model_validate_json(line)
    except ValidationError as error:
        said = error.errors(include_input=False, include_url=False)
        faults = tuple(Fault(_pointer(*one["loc"]), one["type"], one["msg"]) for one in said)
        raise Invalid(f"Line {number} cannot be replayed.", faults=faults) from error
    faults = tuple(_faults(past))
    if faults:
        raise Invalid(f"Line {number} cannot be replayed.", faults=faults)
    return past


def _faults(past: _Past) -> Iterator[Fault]:
    """What is wrong with a line that has the right form."""
    for place, one in enumerate(past.activity):
        for fault in faults_of(one.kind, one.qualifiers):
            yield Fault(_pointer("activity", place) + fault.pointer, fault.code, fault.message)
    for place, (earlier, later) in enumerate(pairwise(past.readings), start=1):
        if later.date < earlier.date:
            yield Fault(_pointer("readings", place, "date"), "order", "Give the readings in the order of their days.")
    for place, period in enumerate(past.periods):
        if period.end < period.start:
            yield Fault(_pointer("periods", place, "to"), "order", "Give a last day after the first.")
    for place, question in enumerate(past.questions):
        if question.known_readings > len(past.readings):
            pointer = _pointer("questions", place, "known_readings")
            yield Fault(pointer, "too_late", f"There are {len(past.readings)} readings.")


def _pointer(*parts: str | int) -> str:
    return "".join(f"/{part}" for part in parts)


def _answered(past: _Past) -> list[Estimate]:
    """An estimate for each question, in their order."""
    counts = [
        DayCount(day=one.date, kind=one.kind, qualifiers=one.qualifiers, count=one.count) for one in past.activity
    ]
    readings = [
        ReadingPoint(one.date, one.brand, one.find, one.engage, one.build, one.total, one.quantum)
        for one in past.readings
    ]
    # What was read after the day asked was not known on it, whatever the question says.
    asked = [
        (sum(one.date <= question.at for one in past.readings[: question.known_readings]), question.at)
        for question in past.questions
    ]
    order = sorted(range(len(asked)), key=asked.__getitem__)
    history = history_of(counts, max((day for _, day in asked), default=date.min))
    periods = [PeriodSpan(one.kind, one.start, one.end) for one in past.periods]
    found = dict(zip(order, answers(history, periods, readings, [asked[place] for place in order]), strict=True))
    return [found[place] for place in range(len(asked))]


def _shown(estimate: Estimate) -> dict[str, Any]:
    pillars = {pillar: getattr(estimate.pillars, pillar).model_dump() for pillar in PILLARS}
    return {"at": estimate.day.isoformat(), "pillars": pillars, "total": estimate.total.model_dump()}
