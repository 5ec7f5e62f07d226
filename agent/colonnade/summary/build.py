"""One function from what was seen to the record of a week: the same log and week give the same record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from colonnade.catalogue import KINDS, PILLARS
from colonnade.habits.days import WEEK_DAYS, WeekStart
from colonnade.habits.lagging import lagging
from colonnade.habits.progress import counted
from colonnade.habits.quality import MEASURES, share_of
from colonnade.habits.reading_habit import reading_progress
from colonnade.habits.routine import Goal, Habit, ShareHabit, Timeline
from colonnade.habits.share_habit import MINUTES, PILLAR, InTime, Replied
from colonnade.habits.standing import standing
from colonnade.model import Activity, Believed, DayCount, Estimate, PeriodKind, PillarMoved, Reading
from colonnade.scoring import PeriodSpan, Rates, period_on
from colonnade.summary.record import (
    Form,
    Suggestion,
    Summary,
    SummaryHabit,
    SummaryKind,
    SummaryNote,
    SummaryPeriod,
    SummaryPillar,
    SummaryShare,
)

LEFT_OUT: Final = "Coach copy: names, notes and outcomes are left out."
_WEEK: Final = timedelta(days=WEEK_DAYS)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a summary is built from. `counts` hold at least the week and the one before; `readings` all up to `last`."""

    week: str
    first: date
    last: date
    week_start: WeekStart
    zone: str
    counts: Sequence[DayCount]
    periods: Sequence[PeriodSpan]
    readings: Sequence[Reading]
    now: Estimate
    before: Estimate
    moved: Sequence[PillarMoved]
    rates: Rates
    replied: Mapping[int, Replied]
    """The messages of the week and of the one before, by the hours of each share of replies."""
    noted: Sequence[Activity]
    """Activities of the week with a note, oldest first."""
    demo: bool

    @property
    def days(self) -> list[date]:
        """The days of the week that have been."""
        return [self.first + number * _DAY for number in range((self.last - self.first).days + 1)]

    def on(self, days: Iterable[date]) -> list[DayCount]:
        """What these days hold."""
        wanted = set(days)
        return [count for count in self.counts if count.day in wanted]


def build(ground: Ground, timeline: Timeline, form: Form) -> Summary:
    """The week in one record; each habit by what was asked for last in that week, each of its days by its own."""
    goals = _goals(timeline, ground.days)
    habits = [goal for goal in goals if isinstance(goal, Habit)]
    gains = [habit.gain(ground.rates) for habit in habits]
    stands = standing(ground.readings)
    kinds = _kinds(ground)
    mine = form == "mine"
    rows = _habits(ground, timeline, goals)
    return Summary(
        week=ground.week,
        first=ground.first,
        last=ground.last,
        whole=ground.last == ground.first + _WEEK - _DAY,
        form=form,
        demo=ground.demo,
        zone=ground.zone,
        basis=ground.now.basis,
        pillars=pillars_of(ground.now, ground.before),
        reading=stands.reading,
        readings=[reading for reading in ground.readings if reading.day >= ground.first],
        industry_rank=stands.industry_rank,
        network_rank=stands.network_rank,
        moved=list(ground.moved),
        habits=rows,
        kinds=[kind for kind in kinds if KINDS[kind.kind].group != "outcome"],
        shares=_shares(ground),
        lagging=lagging(stands.below, habits, gains) if kinds or ground.readings else None,
        suggestion=_suggestion(rows, goals, ground),
        periods=runs_of_periods(ground.periods, ground.days),
        outcomes=[kind for kind in kinds if KINDS[kind.kind].group == "outcome"] if mine else [],
        notes=[_note(activity) for activity in ground.noted] if mine else [],
        left_out=None if mine else LEFT_OUT,
    )


def pillars_of(now: Estimate, before: Estimate) -> list[SummaryPillar]:
    """Each pillar now and before, then the total."""

    def row(name: str, after: Believed, was: Believed) -> SummaryPillar:
        # Both means are shown with three decimals; so is what lies between them.
        return SummaryPillar(pillar=name, now=after, before=was, change=round(after.mean - was.mean, 3))  # type: ignore[arg-type]

    pillars = [row(name, getattr(now.pillars, name), getattr(before.pillars, name)) for name in PILLARS]
    return [*pillars, row("total", now.total, before.total)]


def _kinds(ground: Ground) -> list[SummaryKind]:
    """What was done in either week, in the order of the catalogue."""
    days = ground.days
    then = [day - _WEEK for day in days]
    done: dict[tuple[str, date], int] = {}
    for count in ground.on([*days, *then]):
        done[count.kind, count.day] = done.get((count.kind, count.day), 0) + count.count
    rows = []
    for kind in KINDS.values():
        now, before = ([done.get((kind.id, day), 0) for day in span] for span in (days, then))
        if any(now) or any(before):
            rows.append(
                SummaryKind(
                    kind=kind.id,
                    name=kind.label,
                    pillar=kind.pillar,
                    days=now,
                    before=before,
                    value=sum(now),
                    previous=sum(before),
                    difference=sum(now) - sum(before),
                )
            )
    return rows


def _goals(timeline: Timeline, days: Sequence[date]) -> list[Goal]:
    """What was asked for on these days, as it was asked for last, the reading at the end."""
    latest = {goal.id: goal for day in days for goal in timeline.on(day)}
    now = [goal.id for goal in timeline.on(days[-1])]
    order = [*now, *(id for id in latest if id not in now)]
    return sorted((latest[id] for id in order), key=lambda goal: not isinstance(goal, Habit | ShareHabit))


def _habits(ground: Ground, timeline: Timeline, goals: Sequence[Goal]) -> list[SummaryHabit]:
    then = [day - _WEEK for day in ground.days]
    now, before = _reached(ground, timeline, goals, ground.days), _reached(ground, timeline, goals, then)
    return [
        SummaryHabit(
            id=goal.id,
            name=goal.name,
            cadence=goal.cadence,
            pillar=goal.pillar if isinstance(goal, Habit) else PILLAR if isinstance(goal, ShareHabit) else None,
            unit="days" if goal.per == "day" else "replies" if isinstance(goal, ShareHabit) else "times",
            target=now[goal.id][0],
            result=now[goal.id][1],
            previous_target=before[goal.id][0],
            previous_result=before[goal.id][1],
        )
        for goal in goals
    ]


def _reached(
    ground: Ground, timeline: Timeline, goals: Sequence[Goal], days: Sequence[date]
) -> dict[str, tuple[int, int]]:
    """Each habit's target over these days of one week, by what was asked for then, and what became of it."""
    daily: dict[str, list[bool]] = {}
    for day in days:
        period = period_on(ground.periods, day)
        habits = [habit for habit in timeline.habits_on(day) if habit.per == "day"]
        for row in counted(habits, ground.on([day]), day, ground.week_start, period):
            if row.due:
                daily.setdefault(row.id, []).append(row.done >= row.target)
    by_week = {goal.id: _week(ground, goal, days) for goal in _goals(timeline, days) if goal.per != "day"}
    reached = {}
    for goal in goals:
        met = daily.get(goal.id, [])
        reached[goal.id] = (len(met), sum(met)) if goal.per == "day" else by_week.get(goal.id, (0, 0))
    return reached


def _week(ground: Ground, goal: Goal, days: Sequence[date]) -> tuple[int, int]:
    """Target and number of what is wanted by the week."""
    if isinstance(goal, ShareHabit):
        met, due = ground.replied[goal.hours].over(days)
        return due, met
    if isinstance(goal, Habit):
        (habit,) = counted([goal], ground.on(days), days[-1], ground.week_start, None)
        return habit.target, habit.done
    read = (one.day for one in ground.readings if one.day <= days[-1])
    reading = reading_progress(goal, read, days[-1], ground.week_start, None)
    return reading.target, reading.done


def _shares(ground: Ground) -> list[SummaryShare]:
    now, then = ground.on(ground.days), ground.on(day - _WEEK for day in ground.days)
    rows = []
    for measure in MEASURES:
        (number, n), (previous_number, previous_n) = share_of(measure, now), share_of(measure, then)
        rows.append(
            SummaryShare(
                id=measure.id,
                name=measure.name,
                number=number,
                n=n,
                previous_number=previous_number,
                previous_n=previous_n,
            )
        )
    return rows


def _suggestion(rows: Sequence[SummaryHabit], goals: Sequence[Goal], ground: Ground) -> Suggestion | None:
    """The missed habit with the most prior points to gain per minute; a share promises none, the reading comes last."""
    missed = [(row, goal) for row, goal in zip(rows, goals, strict=True) if not _is_reached(row, goal)]
    if not missed:
        return None
    row, habit = max(missed, key=lambda one: _worth(one[1], ground.rates))
    reached = f"{row.result} of {row.target} {'days' if row.unit == 'days' else 'done'}"
    if isinstance(habit, ShareHabit):
        return Suggestion(
            title=f"Answer messages within {habit.hours} h",
            reason=f"{row.result} of {row.target} answers came in time this week, {habit.target} % asked.",
            pillar=PILLAR,
            minutes=row.target * MINUTES,
        )
    if not isinstance(habit, Habit):
        return Suggestion(
            title="Read the official page once",
            reason=f"{reached}: one reading makes every estimate surer.",
            pillar=None,
            minutes=2.0,
        )
    each = len(habit.weekdays) if habit.per == "day" else 1
    return Suggestion(
        title=f"{habit.words.to_do(habit.target)}{_often(habit)}",
        reason=f"{habit.pillar.capitalize()} has the most to gain for the time: {reached} this week.",
        pillar=habit.pillar,
        minutes=habit.target * habit.minutes * each,
    )


def _is_reached(row: SummaryHabit, goal: Goal) -> bool:
    if isinstance(goal, ShareHabit):
        return InTime(row.result, row.target).reaches(goal.target)
    return row.result >= row.target


def _worth(goal: Goal, rates: Rates) -> float:
    if isinstance(goal, Habit):
        return goal.gain(rates)
    return 0.0 if isinstance(goal, ShareHabit) else -1.0


def _often(habit: Habit) -> str:
    if habit.per != "day":
        return ""
    return " each weekday" if habit.cadence.endswith("on weekdays") else " each day it is for"


def runs_of_periods(periods: Sequence[PeriodSpan], days: Iterable[date]) -> list[SummaryPeriod]:
    """Runs of these days that lie in the same kind of period."""
    runs: list[SummaryPeriod] = []
    for day in days:
        kind: PeriodKind | None = period_on(periods, day)
        if kind is None:
            continue
        if runs and runs[-1].period == kind and runs[-1].end == day - _DAY:
            runs[-1] = runs[-1].model_copy(update={"end": day})
        else:
            runs.append(SummaryPeriod(period=kind, start=day, end=day))
    return runs


def _note(activity: Activity) -> SummaryNote:
    return SummaryNote(day=activity.day, text=activity.text, count=activity.count, note=activity.note)
