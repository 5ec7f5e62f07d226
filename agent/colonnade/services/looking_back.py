"""What the Pillars and Activity pages look back at: estimates, readings and counts over many days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from colonnade.catalogue import PILLARS, Pillar
from colonnade.errors import Fault, Invalid
from colonnade.habits.checklist import KIND, checklist
from colonnade.habits.dots import dots_between
from colonnade.habits.outcomes import outcome_weeks, week_spans
from colonnade.habits.record import Checklist, Outcomes, ThreadPage
from colonnade.habits.threads import best_of, threads_of
from colonnade.model import Believed, DayPage, Estimate, PillarHistory, PillarSeries, Snapshots, TrackRecord, WhatMoved
from colonnade.scoring.track import days_before, track_record
from colonnade.services.bounds import EARLIEST
from colonnade.services.known import Known
from colonnade.services.sight import Seen, Sight
from colonnade.store import threads, views
from colonnade.store.database import Connection
from colonnade.store.snapshots import Snapshot, snapshots_between

USUAL: Final = timedelta(days=179)
"""How far the pillars are shown back when nothing is asked."""
POINTS: Final = 300
"""So many estimates are drawn at most; a chart has no more columns for them."""
FURTHEST: Final = timedelta(days=1100)
LONGEST: Final = timedelta(days=4000)
YEAR: Final = timedelta(days=399)
QUARTER: Final = timedelta(days=89)


async def pillars_between(sight: Sight, first: date | None, last: date | None, now: datetime) -> PillarHistory:
    """The pillars over a span of days, both included: up to today and half a year long where nothing is asked.

    Raises Invalid for a span that runs backwards, is longer than 4000 days or lies out of reach.
    """

    def look(seen: Seen, connection: Connection) -> PillarHistory:
        span = _span(first, last, seen.day, USUAL, LONGEST)
        return _pillars(seen.known, span, snapshots_between(connection, *span))

    return await sight.see(now, look)


async def days_between(sight: Sight, first: date | None, last: date | None, now: datetime) -> DayPage:
    """How much of what was done on each day of a span, at most 400, and so many up to today where nothing is asked."""

    def look(seen: Seen, connection: Connection) -> DayPage:
        span = _span(first, last, seen.day, YEAR, YEAR)
        counts = views.day_counts_between(connection, *span)
        return DayPage(items=dots_between(counts, seen.known.periods, *span))

    return await sight.see(now, look)


async def moved_in(sight: Sight, window: int, now: datetime) -> WhatMoved:
    """What the last so many days contribute to the pillars of today."""
    return await sight.see(now, lambda seen, _: seen.known.moved(seen.day, window))


async def track_of(sight: Sight, now: datetime) -> TrackRecord:
    """What was believed the day before each of the latest readings, from today's log, beside what was read."""

    def look(seen: Seen, _: Connection) -> TrackRecord:
        points = seen.known.points
        days = days_before(points)
        return track_record(points, dict(zip(days, seen.known.believed(*days), strict=True)))

    return await sight.see(now, look)


async def threads_between(sight: Sight, first: date | None, last: date | None, now: datetime) -> ThreadPage:
    """The posts of a span, at most 400 days, with what followed from each; of the last 90 where nothing is asked."""

    def look(seen: Seen, connection: Connection) -> ThreadPage:
        span = _span(first, last, seen.day, QUARTER, YEAR)
        posts = threads.posts_between(connection, *span)
        found = threads_of(posts, threads.followed_from(connection, posts))
        return ThreadPage(first=span[0], last=span[1], items=found, best=best_of(found))

    return await sight.see(now, look)


async def checklist_now(sight: Sight, now: datetime) -> Checklist:
    """Every section of the profile with the day it was improved last."""
    return await sight.see(now, lambda _, connection: checklist(views.last_days_of(connection, KIND, "section")))


async def outcomes_now(sight: Sight, now: datetime) -> Outcomes:
    """Half a year of weeks with what each brought, beside the estimate of the total at its end."""

    def look(seen: Seen, connection: Connection) -> Outcomes:
        week_start = seen.preferences.week_start
        spans = week_spans(seen.day, week_start)
        ends = seen.known.believed(*(last for _, last in spans))
        counts = views.day_counts_between(connection, spans[0][0], seen.day)
        return Outcomes(basis=ends[-1].basis, weeks=outcome_weeks(spans, ends, counts, week_start))

    return await sight.see(now, look)


def _pillars(known: Known, span: tuple[date, date], nights: Sequence[Snapshot]) -> PillarHistory:
    first, last = span
    days = thinned(first, last)
    drawn = set(days)
    shown = [night for night in nights if night.day in drawn]
    found = known.believed(*days)
    return PillarHistory(
        first=first,
        last=last,
        days=days,
        **{pillar: _series([_of(one, pillar) for one in found]) for pillar in PILLARS},
        total=_series([one.total for one in found]),
        snapshots=Snapshots(
            days=[night.day for night in shown],
            replayed=[night.replayed for night in shown],
            **{pillar: [getattr(night, pillar) for night in shown] for pillar in PILLARS},
        ),
        readings=[reading for reading in known.readings if first <= reading.day <= last],
    )


def thinned(first: date, last: date) -> list[date]:
    """Days from first to last, both always in, evenly left out so that they are at most 300."""
    span = (last - first).days
    step = -(-span // (POINTS - 1)) or 1
    return sorted({last - timedelta(days=back) for back in range(0, span + 1, step)} | {first})[-POINTS:]


def _span(
    first: date | None, last: date | None, today: date, usual: timedelta, longest: timedelta
) -> tuple[date, date]:
    last = today if last is None else _in_reach(last, today, "/to")
    first = last - usual if first is None else _in_reach(first, today, "/from")
    if last < first:
        raise Invalid("This span runs backwards.", faults=(Fault("/to", "order", "Give a last day after the first."),))
    if last - first > longest:
        fault = Fault("/from", "too_early", f"Ask for at most {longest.days} days at once.")
        raise Invalid("This span is too long.", faults=(fault,))
    return first, last


def _in_reach(day: date, today: date, pointer: str) -> date:
    """The day, where something can be known of it. Raises Invalid for one long before or after any entry."""
    if day < EARLIEST.date():
        raise Invalid(
            "Nothing is kept of that day.", faults=(Fault(pointer, "too_early", "Ask for a day since 2003."),)
        )
    if day > today + FURTHEST:
        fault = Fault(pointer, "too_late", "Ask for a day at most three years ahead.")
        raise Invalid("That day lies too far ahead.", faults=(fault,))
    return day


def _of(estimate: Estimate, pillar: Pillar) -> Believed:
    believed: Believed = getattr(estimate.pillars, pillar)
    return believed


def _series(believed: Sequence[Believed]) -> PillarSeries:
    return PillarSeries(
        mean=[one.mean for one in believed],
        low=[one.bands["80"][0] for one in believed],
        high=[one.bands["80"][1] for one in believed],
    )
