"""What a plan may come to, beside carrying on as in the last four weeks. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from colonnade.catalogue import KINDS, PILLARS, channel_of, faults_of
from colonnade.errors import Fault, Invalid
from colonnade.model import Forecast, Plan, PlanEffect, PlanEffects, UsualWeek, WeekForecast
from colonnade.scoring import Effect, WeekAhead, forecast, usual_week
from colonnade.scoring.moved import MANY
from colonnade.services.sight import Seen, Sight


async def forecast_of(sight: Sight, plan: Plan, now: datetime) -> Forecast:
    """The weeks from today with the plan and without; an empty plan is carrying on.

    Raises Invalid for a kind or a qualifier that is not in the catalogue.
    """
    week = _by_channel(plan)
    return await sight.see(now, lambda seen, _: _forecast(seen, week, plan.weeks))


def _by_channel(plan: Plan) -> dict[str, float]:
    """How often a week each channel is planned; a kind that moves no pillar is in none."""
    week: dict[str, float] = {}
    faults: list[Fault] = []
    for number, one in enumerate(plan.items):
        found = [
            replace(fault, pointer=f"/items/{number}{fault.pointer}") for fault in faults_of(one.kind, one.qualifiers)
        ]
        faults += found
        channel = None if found else channel_of(one.kind, one.qualifiers)
        if channel is not None:
            week[channel.id] = week.get(channel.id, 0.0) + one.count
    if faults:
        raise Invalid("The plan holds something that is not in the catalogue.", faults=tuple(faults))
    return week


def _forecast(seen: Seen, week: Mapping[str, float], weeks: int) -> Forecast:
    known, day = seen.known, seen.day
    ahead = forecast(known.history, known.periods, known.points, day, week, weeks, known.lessons)
    usual = usual_week(seen.history, day)
    return Forecast(
        day=day,
        readings=known.read_by(day),
        usual=[
            UsualWeek(
                channel=channel.id,
                kind=kind.id,
                qualifiers=dict(channel.qualifiers),
                name=MANY[channel.id],
                minutes=channel.minutes,
                count=usual.get(channel.id, 0.0),
            )
            for kind in KINDS.values()
            for channel in kind.channels
        ],
        weeks=[_week(one) for one in ahead],
    )


def _week(one: WeekAhead) -> WeekForecast:
    effects = {pillar: _effect(one.effects[pillar]) for pillar in PILLARS}
    return WeekForecast(
        day=one.planned.day,
        planned=one.planned,
        usual=one.usual,
        effects=PlanEffects(**effects, total=_effect(one.total)),
    )


def _effect(found: Effect) -> PlanEffect:
    return PlanEffect(mean=found.mean, low=found.low, high=found.high)
