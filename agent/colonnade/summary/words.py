"""How a summary says numbers, days and shares: the same words in every format, whatever the machine's language."""

from __future__ import annotations

from datetime import date
from typing import Final

from colonnade.catalogue import PILLARS
from colonnade.model import Believed, Rank, Reading
from colonnade.summary.month_record import Month
from colonnade.summary.record import Summary, SummaryHabit, SummaryKind, SummaryPeriod, SummaryPillar, SummaryShare

ROUGH: Final = 5.0
"""A band so wide deserves no decimals."""
_SEEN: Final = 0.05
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DEMO: Final = "Demo: everything here is invented."
TITLES: Final = {"brand": "Brand", "find": "Find", "engage": "Engage", "build": "Build", "total": "Total of 100"}


def title(summary: Summary) -> str:
    """What stands at the head: "Week 47, 2026"."""
    year, week = summary.week.split("-W")
    return f"Week {int(week)}, {year}"


def span(first: date, last: date) -> str:
    """As "16 to 22 November 2026", with month and year where they differ."""
    if first == last:
        return _day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {_day(last)}"
    return (
        f"{first.day} {_MONTHS[first.month - 1]}{'' if first.year == last.year else f' {first.year}'} to {_day(last)}"
    )


def month(day: date) -> str:
    """As "November 2026"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """As "16 Nov"."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]}"


def weekday(day: date) -> str:
    """As "Mon"."""
    return _WEEKDAYS[day.weekday()]


def moved(row: SummaryPillar) -> tuple[str, str, str]:
    """The mean now and a week before, and what lies between the two as they are shown."""
    digits = min(_digits(row.now), _digits(row.before))
    now, before = (round(_plain(believed.mean), digits) for believed in (row.now, row.before))
    return f"{now:.{digits}f}", f"{before:.{digits}f}", change(now - before, digits)


def band(believed: Believed) -> str:
    """The 80 % band: "11.2 to 13.1"."""
    low, high = believed.bands["80"]
    digits = _digits(believed)
    return f"{_plain(low):.{digits}f} to {_plain(high):.{digits}f}"


def change(number: float, digits: int = 1) -> str:
    """With its sign, and nothing where nothing is seen to change: "+0.4", "−0.3", "0.0"."""
    rounded = round(number, digits)
    sign = "+" if rounded > 0 else "\N{MINUS SIGN}" if rounded < 0 else ""
    return f"{sign}{abs(rounded):.{digits}f}"


def difference(kind: SummaryKind) -> str:
    """The difference to the week before, in whole activities."""
    return change(kind.difference, 0)


def share(number: int, n: int) -> str:
    """As "7 of 9 (78 %)"; of nothing there is no share."""
    return "none said" if n == 0 else f"{number} of {n} ({100 * number / n:.0f} %)"


def shares(row: SummaryShare) -> tuple[str, str]:
    """This week and the one before."""
    return share(row.number, row.n), share(row.previous_number, row.previous_n)


def results(row: SummaryHabit) -> tuple[str, str]:
    """This week and the one before: "4 of 5 days" of a daily habit, "2 of 3" of a weekly one, "9 of 10 (90 %)"."""
    if row.unit == "replies":
        return _in_time(row.result, row.target), _in_time(row.previous_result, row.previous_target)
    unit = " days" if row.unit == "days" else ""
    return f"{row.result} of {row.target}{unit}", f"{row.previous_result} of {row.previous_target}{unit}"


def _in_time(number: int, n: int) -> str:
    return "none due" if n == 0 else share(number, n)


def rank(found: Rank | None) -> str:
    """As "top 9 % (16 Nov), before: top 12 % (9 Nov)"."""
    if found is None:
        return "not read yet"
    said = f"top {found.value:g} % ({short_day(found.day)})"
    if found.before is None or found.before_day is None:
        return said
    return f"{said}, before: top {found.before:g} % ({short_day(found.before_day)})"


def scores(reading: Reading) -> str:
    """As "brand 12.5, find 9", what was read of the pillars; as "total 37.5" where none was."""
    read = [(pillar, getattr(reading, pillar)) for pillar in PILLARS]
    known = [f"{pillar} {score:g}" for pillar, score in read if score is not None]
    return ", ".join(known) or f"total {reading.total:g}"


def period(found: SummaryPeriod) -> str:
    """As "away 16 Nov to 18 Nov"."""
    days = short_day(found.start) if found.start == found.end else f"{short_day(found.start)} to {short_day(found.end)}"
    return f"{found.period} {days}"


def basis(summary: Summary | Month) -> str:
    """What the numbers rest on, in a sentence."""
    if summary.basis == "prior":
        return "No reading yet: what the values are is not known, and the ranges are assumptions."
    return "Estimates from the log and the readings; each lies in its range eight of ten times. Not LinkedIn's numbers."


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _digits(believed: Believed) -> int:
    low, high = believed.bands["80"]
    return 0 if high - low >= ROUGH else 1


def _plain(number: float) -> float:
    return 0.0 if abs(number) < _SEEN else number
