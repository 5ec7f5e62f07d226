"""The estimator: from the log and the readings to four pillars and their total.

A documented belief, corrected by readings. Nobody publishes how the official number is made: many
members each assume a way, readings say which of them to trust, and everything carries its range.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, Literal

from colonnade.catalogue import PILLARS
from colonnade.model import Estimate, Pillars
from colonnade.scoring import bands
from colonnade.scoring.history import History, PeriodSpan
from colonnade.scoring.learnt import Learnt
from colonnade.scoring.outlook import Outlook
from colonnade.scoring.readings import ReadingPoint, in_order
from colonnade.scoring.walk import Walk, before_the_log

STATION: Final = 12
"""What was learnt is kept at every so many readings."""

Question = tuple[int, date]
"""What is believed of a day, knowing so many readings; none of them is later than the day."""


def lessons(
    history: History, periods: Sequence[PeriodSpan], readings: Iterable[ReadingPoint], begun: Sequence[Learnt] = ()
) -> list[Learnt]:
    """What the readings teach, kept at every 12th and at the last, so that no estimate has to begin at the first.

    What the log says after the last reading changes nothing. `begun` are such lessons that still stand:
    of the same readings, with the same log and periods up to the last of each. None is worked out anew
    before the last of them; where none of them is such a 12th, the first stays in its place.
    """
    known = in_order(readings)
    if not known:
        return []
    before = before_the_log(history, known, known[-1].day)
    standing = [one for one in begun if one.teaches(before, known)]
    if standing and standing[-1].readings == len(known):
        return standing
    kept = [one for one in standing if one.readings % STATION == 0] or standing[:1]
    walk = Walk(history, periods, known, standing, known[-1].day)
    next_station = (standing[-1].readings // STATION + 1) * STATION if standing else STATION
    return kept + [walk.to(count, before) for count in (*range(next_station, len(known), STATION), len(known))]


def estimate(history: History, periods: Sequence[PeriodSpan], readings: Iterable[ReadingPoint], day: date) -> Estimate:
    """What is believed of the four pillars and the total at the end of `day`, in points.

    Only what is known by then is used: activities and readings after `day` change nothing.
    `basis` is `prior` without a reading, `reading` with one, `ledger` with more.
    """
    return estimates(history, periods, readings, [day])[0]


def estimates(
    history: History,
    periods: Sequence[PeriodSpan],
    readings: Iterable[ReadingPoint],
    days: Sequence[date],
    known_lessons: Sequence[Learnt] = (),
) -> list[Estimate]:
    """The estimate of each of these days, which rise; each as if it were asked for alone.

    `known_lessons` are what `lessons` gives for the same log; they change the time it takes and nothing else.
    """
    known = in_order(readings)
    questions = [(bisect_right(known, day, key=lambda reading: reading.day), day) for day in days]
    return answers(history, periods, known, questions, known_lessons)


def answers(
    history: History,
    periods: Sequence[PeriodSpan],
    known: Sequence[ReadingPoint],
    questions: Sequence[Question],
    known_lessons: Sequence[Learnt] = (),
) -> list[Estimate]:
    """What is believed of each question's day, knowing so many of the readings, which are in order.

    The questions rise by the number of readings known.
    """
    if not questions:
        return []
    walk = Walk(history, periods, known, known_lessons, max(day for _, day in questions))
    return [estimate_of(walk.outlook(count, day), day) for count, day in questions]


def learnt_by(
    history: History,
    periods: Sequence[PeriodSpan],
    known: Sequence[ReadingPoint],
    count: int,
    day: date,
    known_lessons: Sequence[Learnt] = (),
) -> Learnt:
    """What the first so many readings, which are in order, teach when that day is asked."""
    return Walk(history, periods, known, known_lessons, day).learnt_by(count, day)


def estimate_of(outlook: Outlook, day: date) -> Estimate:
    """What is shown of it."""
    points, means, sds = outlook.points.tolist(), outlook.means.tolist(), outlook.sds.tolist()
    count = outlook.readings
    believed = [bands.believed(*one, count) for one in zip(points, means, sds, strict=True)]
    return Estimate(
        day=day,
        basis=_basis(count),
        pillars=Pillars(**dict(zip(PILLARS, believed, strict=True))),
        total=bands.total(believed, means, sds, count),
    )


def _basis(readings: int) -> Literal["prior", "reading", "ledger"]:
    if readings == 0:
        return "prior"
    return "reading" if readings == 1 else "ledger"
