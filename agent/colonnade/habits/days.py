"""The arithmetic of a person's days and weeks.

A day begins at the person's `day_start` ("HH:MM", before noon) on the clock of the place they
are in. Only wall clocks are compared: an activity carries an offset and no zone, and the day it
counts in has to be the one that "today" was when it was clicked, on the night of a clock change too.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

WeekStart = Literal["monday", "sunday"]

WEEK_DAYS: Final = 7
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day_of(at: datetime, day_start: str) -> date:
    """The day a moment counts in, in the offset the moment carries."""
    hour, minute = day_start.split(":")
    return (at.replace(tzinfo=None) - timedelta(hours=int(hour), minutes=int(minute))).date()


def day_in_zone(now: datetime, zone: str, day_start: str) -> date:
    """The day it is at that moment in an IANA zone, which has to exist."""
    return day_of(now.astimezone(ZoneInfo(zone)), day_start)


def week_of(day: date, week_start: WeekStart) -> tuple[date, date]:
    """The first and the last day of the week that holds `day`."""
    since = day.weekday() if week_start == "monday" else day.isoweekday() % WEEK_DAYS
    first = day - timedelta(days=since)
    return first, first + timedelta(days=WEEK_DAYS - 1)


def iso_week(day: date, week_start: WeekStart) -> str:
    """The week's name, "2026-W47". A Sunday week bears the ISO week of its Monday."""
    first, _ = week_of(day, week_start)
    monday = first if week_start == "monday" else first + timedelta(days=1)
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}"


def day_words(day: date, today: date) -> str:
    """How a past day is named: "Tuesday" within a week, then "3 November", with its year in another year."""
    if 0 <= (today - day).days < WEEK_DAYS:
        return _WEEKDAYS[day.weekday()]
    words = f"{day.day} {_MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def ended_week(day: date, week_start: WeekStart) -> tuple[date, date]:
    """The first and the last day of the week before the one that holds `day`."""
    first, _ = week_of(day, week_start)
    return first - timedelta(days=WEEK_DAYS), first - timedelta(days=1)


def week_named(name: str, week_start: WeekStart) -> tuple[date, date] | None:
    """The first and the last day of the week with that ISO name; None where there is no such week."""
    year, _, week = name.partition("-W")
    try:
        monday = date.fromisocalendar(int(year), int(week), 1)
        first = monday if week_start == "monday" else monday - timedelta(days=1)
        last = first + timedelta(days=WEEK_DAYS - 1)
    except (ValueError, OverflowError):
        return None
    return (first, last) if iso_week(first, week_start) == name else None
