"""The estimator. Pure: everything it knows comes in as an argument."""

from __future__ import annotations

from colonnade.scoring.history import (
    History,
    PeriodSpan,
    ReadingPoint,
    history_of,
    last_days,
    period_on,
    weekly_rates,
)
from colonnade.scoring.ledger import Learnt, estimate, estimates, lessons
from colonnade.scoring.memory import Rates, gain_per_minute

__all__ = [
    "History",
    "Learnt",
    "PeriodSpan",
    "Rates",
    "ReadingPoint",
    "estimate",
    "estimates",
    "gain_per_minute",
    "history_of",
    "last_days",
    "lessons",
    "period_on",
    "weekly_rates",
]
