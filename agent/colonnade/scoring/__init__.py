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
from colonnade.scoring.ledger import Learnt, believed_on, estimate, estimates, learn
from colonnade.scoring.memory import Rates, gain_per_minute

__all__ = [
    "History",
    "Learnt",
    "PeriodSpan",
    "Rates",
    "ReadingPoint",
    "believed_on",
    "estimate",
    "estimates",
    "gain_per_minute",
    "history_of",
    "last_days",
    "learn",
    "period_on",
    "weekly_rates",
]
