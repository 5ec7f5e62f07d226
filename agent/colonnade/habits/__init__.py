"""Habits and what follows from them. Pure: everything it knows comes in as an argument."""

from __future__ import annotations

from colonnade.habits.days import WeekStart, day_in_zone, day_of, iso_week, week_of
from colonnade.habits.dots import dots
from colonnade.habits.next_step import next_step
from colonnade.habits.progress import counts_of, left, progress
from colonnade.habits.routine import SOLO, Habit
from colonnade.habits.tiles import tiles

__all__ = [
    "SOLO",
    "Habit",
    "WeekStart",
    "counts_of",
    "day_in_zone",
    "day_of",
    "dots",
    "iso_week",
    "left",
    "next_step",
    "progress",
    "tiles",
    "week_of",
]
