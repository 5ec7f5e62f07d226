"""Streaks that forgive, and a strength without a cliff.

Each past day of a daily habit, each week of a weekly one, and each day of an any-seven-days one gets a word:

- `met`: the target was reached.
- `away`: the person said so. It freezes a streak and rewards nothing, whatever was logged.
- `unlogged`: the person said so, or a daily habit was due and nothing at all was logged. It freezes too.
- `skipped`: missed, within the habit's budget of misses for that calendar month. It freezes too.
- `missed`: the streak ends.

Of a week, or of seven days, of which some are away or unlogged, the other days owe their share of the
target, rounded down: who reaches that and not the target is not rewarded, and loses nothing.
What is still running, and what had not begun in full, has a word only once it is met.

A share of replies is judged by the week too, once it is over. A week in which none was due has no word: nothing
was asked. What ran out on a day that was away or unlogged is held against nobody.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from colonnade.habits.days import WEEK_DAYS, WeekStart, week_of
from colonnade.habits.routine import Run, Timeline
from colonnade.habits.share_habit import InTime, Replied
from colonnade.model import HabitStreak, Unanswered
from colonnade.scoring import PeriodSpan, period_on

Frozen = Literal["away", "unlogged"]
Word = Literal["met", "skipped", "away", "unlogged", "missed"]
Done = Mapping[date, int] | Replied

LOOK_BACK: Final = 53 * WEEK_DAYS
"""So many days back a streak is followed."""
HALF_LIFE_WEEKS: Final = 2
"""After so many weeks of what is asked for, half of the strength is new."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Judged:
    """A day, or a week, and what became of it; `share` of the target was done, at most 1."""

    first: date
    last: date
    word: Word
    share: float


@dataclass(frozen=True, slots=True)
class Record:
    """A streak's length, a strength from 0 to 1, and the misses of this month."""

    length: int
    strength: float
    spent: int


NOTHING: Final = Record(0, 0.0, 0)
"""The record of a habit that nobody has done yet."""


def frozen_days(
    timeline: Timeline,
    periods: Sequence[PeriodSpan],
    logged: Container[date],
    idle: Container[date],
    first: date,
    today: date,
) -> dict[date, Frozen]:
    """The days from `first` on that break no streak.

    `logged` days hold anything at all. A day before today that holds nothing although a daily habit
    was due counts as unlogged, until the person says that it was `idle`: nothing was done.
    """
    frozen: dict[date, Frozen] = {}
    for day in (first + _DAY * number for number in range((today - first).days + 1)):
        period = period_on(periods, day)
        empty = day < today and day not in logged and day not in idle
        if period is not None:
            frozen[day] = period
        elif empty and _is_working(timeline, day):
            frozen[day] = "unlogged"
    return frozen


def unanswered(
    timeline: Timeline,
    periods: Sequence[PeriodSpan],
    logged: Container[date],
    idle: Container[date],
    first: date,
    today: date,
) -> Unanswered | None:
    """The newest working days in a row of which nothing is known; None where yesterday, or the last one, is known."""
    found: list[date] = []
    day = today - _DAY
    while day >= first and day not in logged and day not in idle and period_on(periods, day) is None:
        if _is_working(timeline, day):
            found.append(day)
        day -= _DAY
    return Unanswered(first=found[-1], last=found[0]) if found else None


def _is_working(timeline: Timeline, day: date) -> bool:
    return any(goal.per == "day" and goal.expected_on(day) for goal in timeline.on(day))


def judged(
    chain: Sequence[tuple[Run, Done]], frozen: Mapping[date, Frozen], first: date, today: date, week_start: WeekStart
) -> list[Judged]:
    """Every day or week from `first` to today that has a word, in order.

    `chain` are the runs of one habit, each with what was done of it on which day, from `chain_of`.
    """
    first = max(first, chain[0][0].start)
    spent: dict[tuple[int, int], int] = {}
    words = []
    for run, done, start, end in _spans(chain, first, today, week_start):
        days = [start + _DAY * on for on in range((end - start).days + 1)]
        if isinstance(done, Replied):
            if end >= today or done.over(days).due == 0:
                continue
            word, share = _share_word(run, done, frozen, days)
        else:
            number = sum(done.get(day, 0) for day in days)
            word, share = _word(run, number, frozen, days), min(1.0, number / run.goal.target)
        if word != "met" and (end >= today or start < first):
            continue
        if word is None:
            month = (end.year, end.month)
            spent[month] = spent.get(month, 0) + 1
            word = "skipped" if spent[month] <= run.goal.skips else "missed"
        words.append(Judged(start, end, word, share))
    return words


def record_of(run: Run, words: Sequence[Judged], today: date, before: Record = NOTHING) -> Record:
    """What the words of a habit that runs now come to, after what came `before` them.

    The strength is `s = f s + (1 - f) x`, x being the share of the target that was done, where `f` halves what
    was within two weeks of what the habit asks for. Frozen and skipped ones change nothing.
    """
    asked = {"day": len(run.goal.weekdays), "week": 1, "seven_days": WEEK_DAYS}[run.goal.per] * HALF_LIFE_WEEKS
    fade = 2.0 ** (-1 / asked)
    length, strength, spent = before.length, before.strength, before.spent
    for one in words:
        if one.word in {"met", "missed"}:
            strength = fade * strength + (1 - fade) * one.share
            length = length + 1 if one.word == "met" else 0
        if one.word in {"skipped", "missed"}:
            spent += (one.last.year, one.last.month) == (today.year, today.month)
    return Record(length, strength, spent)


def streak_of(run: Run, record: Record) -> HabitStreak:
    """The record as it is told."""
    return HabitStreak(
        unit="weeks" if run.goal.per == "week" else "days",
        length=record.length,
        strength=round(record.strength, 3),
        skips=run.goal.skips,
        skips_left=max(run.goal.skips - record.spent, 0),
    )


def chain_of(timeline: Timeline, id: str, day: date) -> list[int]:
    """The places of the runs that lead without a gap to the one that holds `day`, the earliest first.

    Another cadence (by the day, by the week) begins a new chain.
    """
    place = next((n for n, run in enumerate(timeline.runs) if run.goal.id == id and run.holds(day)), None)
    chain: list[int] = []
    while place is not None:
        chain.insert(0, place)
        run = timeline.runs[place]
        place = next(
            (
                n
                for n, other in enumerate(timeline.runs)
                if other.goal.id == id and other.goal.per == run.goal.per and other.end == run.start - _DAY
            ),
            None,
        )
    return chain


def _spans(
    chain: Sequence[tuple[Run, Done]], first: date, today: date, week_start: WeekStart
) -> Iterator[tuple[Run, Done, date, date]]:
    """Each span that can have a word, with the run that holds its last day: what was asked for when it ended."""
    if chain[-1][0].goal.per == "week":
        start, _ = week_of(first, week_start)
        while start <= today:
            end = start + _DAY * (WEEK_DAYS - 1)
            # A running week is judged by what is asked for now.
            yield from ((*found, start, end) for found in chain if found[0].holds(min(end, today)))
            start = end + _DAY
        return
    for day in (first + _DAY * number for number in range((today - first).days + 1)):
        for run, done in chain:
            if run.holds(day) and run.goal.expected_on(day):
                yield run, done, (day if run.goal.per == "day" else day - _DAY * (WEEK_DAYS - 1)), day


def _word(run: Run, number: int, frozen: Mapping[date, Frozen], days: Sequence[date]) -> Word | None:
    """What is known of a span besides that it was missed."""
    end = days[-1]
    kinds = [frozen[day] for day in days if day in frozen]
    by_day = run.goal.per != "week"
    if (by_day and frozen.get(end) == "away") or kinds.count("away") == len(days):
        return "away"
    if number >= run.goal.target:
        return "met"
    owed = run.goal.target * (len(days) - len(kinds)) // len(days)
    if kinds and (number >= owed or (by_day and end in frozen)):
        return "away" if "away" in kinds else "unlogged"
    return None


def _share_word(
    run: Run, done: Replied, frozen: Mapping[date, Frozen], days: Sequence[date]
) -> tuple[Word | None, float]:
    """The same of a week in which replies were due, and how much of the share that is asked for was reached."""
    percent, all_ = run.goal.target, done.over(days)
    share = min(1.0, 100 * all_.met / (percent * all_.due))
    kinds = [frozen[day] for day in days if day in frozen]
    if kinds.count("away") == len(days):
        return "away", share
    if all_.reaches(percent):
        return "met", share
    asleep = done.over(day for day in days if day in frozen)
    owed = InTime(all_.met, all_.due - (asleep.due - asleep.met))
    if kinds and owed.reaches(percent):
        return "away" if "away" in kinds else "unlogged", share
    return None, share
