"""The one habit that helps most now, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from colonnade.catalogue import Pillar
from colonnade.habits.days import WEEK_DAYS, WeekStart, day_words, week_of
from colonnade.habits.routine import Habit
from colonnade.model import Click, Gain, HabitProgress, Lagging, Next

READING: Final = "reading"
"""What stands for the kind of a step that is no activity."""
LONG: Final = 28
"""Who has not done something for so many days, or never, is asked for it twice as readily."""
_LAST_WORKDAY: Final = 4


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a habit may bring: `gain` where the estimator knows of it, and the order that follows from it.

    Prior points decide where the estimator says nothing at all.
    """

    gain: Gain | None
    per_minute: float


@dataclass(frozen=True, slots=True)
class Now:
    """The moment that is decided in: the day, its week, when each channel was done last, and what holds back."""

    day: date
    week_start: WeekStart
    last_days: Mapping[str, date]
    lagging: Lagging | None


def ranked(habits: Sequence[Habit], rows: Sequence[HabitProgress], weighed: Sequence[Weighed], now: Now) -> list[Next]:
    """Every unmet habit as a step, the one that helps most first; `rows` and `weighed` are in the habits' order.

    First the habits of the lagging pillar; among those, and among the others, what has to be done today to be done
    in time; then the most expected points for a minute of work, up to twice as many where nothing was done for long.
    Of equals the earlier in the routine wins.
    """
    lagging = None if now.lagging is None else now.lagging.pillar
    unmet = [
        (habit, row, worth)
        for habit, row, worth in zip(habits, rows, weighed, strict=True)
        if row.due and row.done < row.target
    ]
    unmet.sort(key=lambda one: _order(one[0], one[1], one[2], lagging, now))
    return [_step(*one, now, is_first=place == 0) for place, one in enumerate(unmet)]


def suggested(steps: Sequence[Next], declined: Sequence[str]) -> Next | None:
    """The best step of a kind that was not declined; once all were, that of the one declined longest ago.

    `declined` are kinds, the newest last, of which that one is never offered next. None where nothing else is left.
    """
    kinds = [_kind(step) for step in steps]
    open_kinds = [kind for kind in dict.fromkeys(kinds) if kind not in declined[-1:]]
    if not open_kinds:
        return None
    last = {kind: place for place, kind in enumerate(declined)}
    # min takes the first of equals: the best of those that were never declined.
    wanted = min(open_kinds, key=lambda kind: last.get(kind, -1))
    return steps[kinds.index(wanted)]


def _kind(step: Next) -> str:
    return step.clicks[0].kind if step.clicks else step.opens or READING


def _order(
    habit: Habit, row: HabitProgress, weighed: Weighed, lagging: Pillar | None, now: Now
) -> tuple[bool, bool, float]:
    last = habit.last_day(now.last_days)
    rest = LONG if last is None else min((now.day - last).days, LONG)
    # Rounded, since Python 3.12 sums floats anew: of equals the earlier in the routine comes first.
    most = round(weighed.per_minute * (1 + max(rest, 0) / LONG), 9)
    return habit.pillar != lagging, not _presses(row, now), -most


def _presses(row: HabitProgress, now: Now) -> bool:
    """Whether it is for today, or the working days that are left hold no more than one of it each."""
    if row.per == "day":
        return True
    if row.per == "seven_days":
        return False
    _, end = week_of(now.day, now.week_start)
    left = [now.day.weekday() + on for on in range((end - now.day).days + 1)]
    return row.target - row.done >= sum(day % WEEK_DAYS <= _LAST_WORKDAY for day in left)


def _step(habit: Habit, row: HabitProgress, weighed: Weighed, now: Now, *, is_first: bool) -> Next:
    number = _number(row)
    facts = f"{_lead(habit, row, now, is_first=is_first)}: {_fact(habit, row, now.day, now.last_days)}."
    return Next(
        habit=habit.id,
        pillar=habit.pillar,
        title=habit.words.to_do(number),
        reason=f"{facts} {_promise(weighed.gain)}".rstrip(),
        gain=weighed.gain,
        minutes=number * habit.minutes,
        button=f"Done: log {habit.words.counted(number)}",
        clicks=[Click(kind=habit.kind, qualifiers=dict(habit.click), count=number)],
    )


def _number(row: HabitProgress) -> int:
    # A week's work is spread over the week: of three posts, one is the next step.
    return row.target - row.done if row.per == "day" else 1


def _lead(habit: Habit, row: HabitProgress, now: Now, *, is_first: bool) -> str:
    lagging = now.lagging
    if lagging is not None and lagging.pillar == habit.pillar and lagging.rule == "below_average":
        return lagging.reason.partition(",")[0]
    if is_first:
        return f"{habit.pillar.capitalize()} has the most to gain for the time"
    return "Due today" if row.per == "day" else "The week runs out" if _presses(row, now) else "Next best for the time"


def _fact(habit: Habit, row: HabitProgress, day: date, last_days: Mapping[str, date]) -> str:
    when = {"day": "today", "week": "this week", "seven_days": "in seven days"}[row.per]
    if row.done:
        return f"{row.done} of {row.target} done {when}"
    last = habit.last_day(last_days)
    if row.per == "day" and last is not None and (day - last).days > 1:
        return f"no {habit.words.missing} since {day_words(last, day)}"
    return f"no {habit.words.missing} yet {when}"


def _promise(gain: Gain | None) -> str:
    """What keeping it up may bring, never more than is known."""
    if gain is None:
        return ""
    mean, low, high = (_points(number) for number in (gain.mean, gain.low, gain.high))
    perhaps = ", so perhaps nothing" if round(gain.low, 1) <= 0 else ""
    return f"Kept up for three weeks it is worth about {mean} points ({low} to {high}{perhaps})."


def _points(number: float) -> str:
    # Half a tenth and less is shown as none, and none has no sign.
    return f"{round(number, 1) + 0.0:.1f}".replace("-", "−")
