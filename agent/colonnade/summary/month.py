"""One function from what was seen to the record of a month: the same log and month give the same record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from colonnade.catalogue import KINDS
from colonnade.habits.days import WEEK_DAYS, WeekStart
from colonnade.habits.document import MonthReview
from colonnade.habits.lagging import lagging
from colonnade.habits.routine import Goal, Habit, Run, ShareHabit, Timeline
from colonnade.habits.share_habit import PILLAR, Replied
from colonnade.habits.standing import standing
from colonnade.habits.streaks import Done, Judged, chain_of, frozen_days, judged
from colonnade.model import DayCount, Estimate, PillarMoved, Reading
from colonnade.scoring import PeriodSpan, Rates
from colonnade.summary.build import pillars_of, runs_of_periods
from colonnade.summary.month_record import QUESTIONS, Month, MonthAnswer, MonthHabit, MonthKind
from colonnade.summary.record import Form

LEFT_OUT: Final = "Coach copy: your answers and outcomes are left out."
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=WEEK_DAYS)
_COUNTED: Final = frozenset({"met", "skipped", "missed"})


@dataclass(frozen=True, slots=True)
class MonthGround:
    """What a month is built from.

    `counts` begin a fortnight before the month before, `readings` are all up to `last`; `whole` is false for the
    running month, whose `last` is today.
    """

    month: str
    first: date
    last: date
    whole: bool
    week_start: WeekStart
    counts: Sequence[DayCount]
    periods: Sequence[PeriodSpan]
    readings: Sequence[Reading]
    replied: Mapping[int, Replied]
    """The messages of as many days as `counts`, by the hours of each share of replies."""
    idle: Container[date]
    began: date
    """The first day of the log: what lies before it was not logged, and is held against nobody."""
    now: Estimate
    before: Estimate
    moved: Sequence[PillarMoved]
    rates: Rates
    review: MonthReview | None
    demo: bool

    @property
    def days(self) -> list[date]:
        """The days of the month that have been."""
        return [self.first + number * _DAY for number in range((self.last - self.first).days + 1)]

    @property
    def days_before(self) -> list[date]:
        """Those of the month before: all of them beside a whole month, else as many as have been of this one."""
        first = month_before(self.first)
        days = [first + number * _DAY for number in range((self.first - first).days)]
        return days if self.whole else days[: len(self.days)]


def month_before(first: date) -> date:
    """The first day of the month before the one that begins on `first`."""
    return (first - _DAY).replace(day=1)


def build_month(ground: MonthGround, timeline: Timeline, form: Form) -> Month:
    """The month in one record; each habit as it was asked for on the last day."""
    habits = timeline.habits_on(ground.last)
    stands, mine, review = standing(ground.readings), form == "mine", ground.review
    kinds = _kinds(ground)
    written = review.answers if review is not None else [""] * len(QUESTIONS)
    gains = [habit.gain(ground.rates) for habit in habits]
    return Month(
        month=ground.month,
        first=ground.first,
        last=ground.last,
        whole=ground.whole,
        form=form,
        demo=ground.demo,
        basis=ground.now.basis,
        pillars=pillars_of(ground.now, ground.before),
        readings=[reading for reading in ground.readings if reading.day >= ground.first],
        industry_rank=stands.industry_rank,
        network_rank=stands.network_rank,
        moved=list(ground.moved),
        habits=_habits(ground, timeline),
        kinds=[kind for kind in kinds if KINDS[kind.kind].group != "outcome"],
        outcomes=[kind for kind in kinds if KINDS[kind.kind].group == "outcome"] if mine else [],
        periods=runs_of_periods(ground.periods, ground.days),
        lagging=lagging(stands.below, habits, gains) if kinds or ground.readings else None,
        answers=[MonthAnswer(question=asked, answer=said) for asked, said in zip(QUESTIONS, written, strict=True)]
        if mine
        else [],
        focus=None if review is None else review.focus,
        left_out=None if mine else LEFT_OUT,
    )


def _kinds(ground: MonthGround) -> list[MonthKind]:
    """What was done in either month, in the order of the catalogue."""
    now, then = set(ground.days), set(ground.days_before)
    done: Counter[tuple[str, bool]] = Counter()
    for count in ground.counts:
        if count.day in now or count.day in then:
            done[count.kind, count.day in now] += count.count
    rows = []
    for kind in KINDS.values():
        value, previous = done[kind.id, True], done[kind.id, False]
        if value or previous:
            rows.append(
                MonthKind(
                    kind=kind.id,
                    name=kind.label,
                    pillar=kind.pillar,
                    value=value,
                    previous=previous,
                    difference=value - previous,
                )
            )
    return rows


def _habits(ground: MonthGround, timeline: Timeline) -> list[MonthHabit]:
    # Of a month that is over the last day is, too; of the running one it may still be met.
    today = ground.last + _DAY if ground.whole else ground.last
    since = max(month_before(ground.first) - _WEEK, ground.began)
    logged = {count.day for count in ground.counts} | {reading.day for reading in ground.readings}
    frozen = frozen_days(timeline, ground.periods, logged, ground.idle, since, today)

    def judge(goal: Goal) -> list[Judged]:
        runs = [timeline.runs[place] for place in chain_of(timeline, goal.id, ground.last)]
        return judged([(run, _done(ground, run)) for run in runs], frozen, since, today, ground.week_start)

    return [_habit(ground, goal, judge(goal)) for goal in timeline.on(ground.last)]


def _habit(ground: MonthGround, goal: Goal, words: Sequence[Judged]) -> MonthHabit:
    asked = [one for one in words if one.word in _COUNTED]
    now, then = ([one.word == "met" for one in asked if one.last in days] for days in (ground.days, ground.days_before))
    return MonthHabit(
        id=goal.id,
        name=goal.name,
        cadence=goal.cadence,
        pillar=goal.pillar if isinstance(goal, Habit) else PILLAR if isinstance(goal, ShareHabit) else None,
        unit="weeks" if goal.per == "week" else "days",
        asked=len(now),
        met=sum(now),
        previous_asked=len(then),
        previous_met=sum(then),
    )


def _done(ground: MonthGround, run: Run) -> Done:
    done: dict[date, int] = {}
    if isinstance(run.goal, ShareHabit):
        return ground.replied[run.goal.hours]
    if isinstance(run.goal, Habit):
        for count in ground.counts:
            if run.goal.counts(count.kind, count.qualifiers):
                done[count.day] = done.get(count.day, 0) + count.count
    else:
        for reading in ground.readings:
            done[reading.day] = done.get(reading.day, 0) + 1
    return done
