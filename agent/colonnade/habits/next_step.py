"""The one habit that helps most now, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from colonnade.habits.days import day_words
from colonnade.habits.routine import Habit
from colonnade.model import Click, HabitProgress, Next
from colonnade.scoring import Rates


def next_step(
    habits: Sequence[Habit],
    rows: Sequence[HabitProgress],
    rates: Rates,
    day: date,
    last_days: Mapping[str, date],
) -> Next | None:
    """The unmet habit with the most prior points of its pillar to gain per minute; None when nothing is unmet.

    `rows` are the habits' progress in the same order. Of equals the earlier in the routine wins.
    It promises no points: the gain is a prior belief and decides only the order.
    """
    unmet = [(habit, row) for habit, row in zip(habits, rows, strict=True) if row.due and row.done < row.target]
    if not unmet:
        return None
    habit, row = max(unmet, key=lambda pair: pair[0].gain(rates))
    number = _number(row)
    return Next(
        habit=habit.id,
        pillar=habit.pillar,
        title=habit.words.to_do(number),
        reason=f"{habit.pillar.capitalize()} has the most to gain for the time: {_fact(habit, row, day, last_days)}.",
        minutes=number * habit.minutes,
        button=f"Done: log {habit.words.counted(number)}",
        clicks=[Click(kind=habit.kind, qualifiers=dict(habit.click), count=number)],
    )


def _number(row: HabitProgress) -> int:
    # A week's work is spread over the week: of three posts, one is the next step.
    return row.target - row.done if row.per == "day" else 1


def _fact(habit: Habit, row: HabitProgress, day: date, last_days: Mapping[str, date]) -> str:
    when = {"day": "today", "week": "this week", "seven_days": "in seven days"}[row.per]
    if row.done:
        return f"{row.done} of {row.target} done {when}"
    last = habit.last_day(last_days)
    if row.per == "day" and last is not None and (day - last).days > 1:
        return f"no {habit.words.missing} since {day_words(last, day)}"
    return f"no {habit.words.missing} yet {when}"
