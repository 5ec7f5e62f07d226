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
from colonnade.scoring.ledger import estimate
from colonnade.scoring.memory import Rates, gain_per_minute

__all__ = [
    "History",
    "PeriodSpan",
    "Rates",
    "ReadingPoint",
    "estimate",
    "gain_per_minute",
    "history_of",
    "last_days",
    "period_on",
    "weekly_rates",
]
