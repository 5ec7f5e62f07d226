"""What scripts/bench measures, and the floors it measures in the same run."""

from __future__ import annotations

import random
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from bench_figures import p50, p99
from bench_log import CLIENT, LAST, NOW, Size, activity
from colonnade.habits.days import iso_week
from colonnade.scoring import History, ReadingPoint, answers, estimates, history_of, lessons
from colonnade.services import looking_back, months, next_steps, picture, routines, summaries
from colonnade.services.answers import answers_of
from colonnade.services.nights import keep_nights
from colonnade.services.people import people_now
from colonnade.services.sight import Sight
from colonnade.store import log, views
from colonnade.store.database import Database

ROUNDS = 100
WARM = 3
PAGE = 100


@dataclass(frozen=True)
class Measure:
    """How long something took, in milliseconds; `floor` names the least it could take, `bound` what it may."""

    name: str
    p50: float
    p99: float
    floor: str | None = None
    bound: float | None = None

    @property
    def met(self) -> str:
        """Whether the bound holds for nearly all, for half, or not."""
        if self.bound is None:
            return ""
        if self.p99 <= self.bound:
            return "met"
        return "met at p50" if self.p50 <= self.bound else "not met"


ROW, PASS = "one row read", "one numpy pass"


async def measure(path: Path, size: Size, rounds: int = ROUNDS) -> list[Measure]:
    """Every measure over the log at `path`, floors first."""
    db = await Database.open(path)
    try:
        found = [
            *await _floors(db, rounds),
            *await _answers(db, size, rounds),
            *await _lists(db, rounds),
            *await _estimates(db, rounds),
            await _start(db, rounds),
        ]
        # Else an agent that is measured over this log later would first be busy with ten years of nights.
        await keep_nights(Sight(db), datetime.now(UTC), watched=None)
        return found
    finally:
        await db.close()


async def _floors(db: Database, rounds: int) -> list[Measure]:
    counts = history_of(await db.read(views.day_counts), LAST).counts
    days = np.arange(float(len(counts)))
    drawn = np.linspace(0, len(counts) - 1, looking_back.POINTS)[:, None]

    async def row() -> object:
        return await db.read(lambda connection: connection.execute("SELECT seq FROM tick").fetchone())

    async def numpy_pass() -> object:
        # One kernel over the counts of all days for each day drawn: the least that an estimate of them can be.
        return np.exp(-np.abs(drawn - days) / 21) @ counts

    return [await _timed(ROW, row, rounds), await _timed(PASS, numpy_pass, rounds)]


async def _answers(db: Database, size: Size, rounds: int) -> list[Measure]:
    sight = Sight(db)
    chance = random.Random(1)  # noqa: S311 - which activity is logged meanwhile
    first = LAST - timedelta(days=size.days - 1)

    async def click() -> None:
        await log.append(db, [activity(chance, NOW)], CLIENT, NOW)

    async def fresh() -> object:
        return await picture.today_of(Sight(db), NOW)

    async def today() -> object:
        return await picture.today_of(sight, NOW)

    async def state() -> object:
        return await picture.state_of(sight, "0" * 32, NOW)

    async def another() -> object:
        return await next_steps.next_of(sight, ["comment_written"], NOW)

    async def pillars() -> object:
        return await looking_back.pillars_between(sight, first, LAST, NOW)

    async def week() -> object:
        # Any of the log: what an earlier look knows of it does not help.
        day = first + timedelta(days=chance.randrange(size.days))
        return await summaries.summary_of(sight, iso_week(day, "monday"), "mine", NOW)

    async def month() -> object:
        day = first + timedelta(days=chance.randrange(size.days))
        return await months.month_of(sight, f"{day:%Y-%m}", "mine", NOW)

    return [
        await _timed("today, after a click", today, rounds, ROW, 5, before=click),
        await _timed("today and the estimate, after a click", state, rounds, ROW, before=click),
        await _timed("today, the first look at the log", fresh, max(1, rounds // 20), ROW),
        await _timed("another next step, after a click", another, rounds, ROW, 30, before=click),
        await _timed("the pillars over the whole log, after a click", pillars, rounds, PASS, 100, before=click),
        await _timed("any week, after a click", week, rounds, ROW, 20, before=click),
        await _timed("any month, after a click", month, rounds, ROW, 30, before=click),
        *await _relations(sight, click, rounds),
    ]


async def _lists(db: Database, rounds: int) -> list[Measure]:
    """What is read as it is kept."""

    async def plan() -> object:
        periods = await db.read(lambda connection: views.periods(connection, PAGE, None))
        return await routines.routine_of(db), await answers_of(db), periods

    async def page() -> object:
        return await db.read(lambda connection: views.activities(connection, views.Filter(), PAGE, None))

    return [
        await _timed("what the Plan page shows", plan, rounds, ROW, 30),
        await _timed(f"the last {PAGE} activities", page, rounds, ROW),
    ]


async def _relations(sight: Sight, click: Callable[[], Coroutine[Any, Any, None]], rounds: int) -> list[Measure]:
    asked: dict[str, Callable[[], Awaitable[object]]] = {
        "people": lambda: people_now(sight, 50, NOW),
        "post threads of 90 days": lambda: looking_back.threads_between(sight, None, None, NOW),
        "outcomes of half a year": lambda: looking_back.outcomes_now(sight, NOW),
        "the profile checklist": lambda: looking_back.checklist_now(sight, NOW),
    }
    return [await _timed(f"{name}, after a click", ask, rounds, ROW, 30, before=click) for name, ask in asked.items()]


async def _estimates(db: Database, rounds: int) -> list[Measure]:
    """The estimator alone: over the log with what its readings taught, without it, and over somebody's first year."""
    history = history_of(await db.read(views.day_counts), LAST)
    points = [
        ReadingPoint(one.day, one.brand, one.find, one.engage, one.build) for one in await db.read(views.readings)
    ]
    taught = lessons(history, (), points)
    more = [*points, ReadingPoint(LAST, 12.0, 8.0, 6.0, 15.0)]
    year, weekly = _year(history, points)
    asked = [(known, one.day) for known in range(len(weekly)) for one in weekly[known:][:2]]

    async def nowcast() -> object:
        return estimates(history, (), points, [LAST], taught)

    async def reading() -> object:
        return lessons(history, (), more, taught)

    async def rebuild() -> object:
        return lessons(history, (), points)

    async def replay() -> object:
        return answers(year, (), weekly, asked)

    few = max(1, rounds // 10)
    return [
        await _timed("an estimate of today, with what was taught", nowcast, rounds, PASS, 2),
        await _timed("what one more reading teaches", reading, rounds, PASS, 3),
        await _timed("what all readings teach, from the first", rebuild, few, PASS, 600),
        await _timed(f"{len(asked)} questions about a year with {len(weekly)} readings", replay, few, PASS, 250),
    ]


async def _start(db: Database, rounds: int) -> Measure:
    """What an agent pays that was just started, with a checkpoint and a day's clicks since."""
    sight = Sight(db)
    await picture.estimate_of(sight, None, NOW)
    await sight.keep()
    chance = random.Random(2)  # noqa: S311 - which activity is logged meanwhile

    async def click() -> None:
        await log.append(db, [activity(chance, NOW)], CLIENT, NOW)

    async def start() -> object:
        return await picture.estimate_of(Sight(db), None, NOW)

    few = max(1, rounds // 10)
    return await _timed("an estimate of today after a start, from the checkpoint", start, few, PASS, 50, before=click)


def _year(history: History, points: list[ReadingPoint]) -> tuple[History, list[ReadingPoint]]:
    """The last 300 days as a log of its own, and up to 41 of its readings."""
    first = LAST - timedelta(days=299)
    counts = history.counts[max(history.row(first), 0) :]
    begun = LAST - timedelta(days=len(counts) - 1)
    return History(begun, counts), [one for one in points if one.day >= begun][-41:]


async def _timed(
    name: str,
    work: Callable[[], Awaitable[object]],
    rounds: int,
    floor: str | None = None,
    bound: float | None = None,
    *,
    before: Callable[[], Coroutine[Any, Any, None]] | None = None,
) -> Measure:
    """What half of the rounds took at most, and 99 in a hundred; what is done `before` each is not counted."""
    took: list[float] = []
    for turn in range(min(WARM, rounds) + rounds):
        if before is not None:
            await before()
        begun = time.perf_counter_ns()
        await work()
        if turn >= min(WARM, rounds):
            took.append((time.perf_counter_ns() - begun) / 1e6)
    return Measure(name, p50(took), p99(took), floor, bound)
