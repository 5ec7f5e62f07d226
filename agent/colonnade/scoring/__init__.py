"""The estimator. Pure: everything it knows comes in as an argument."""

from __future__ import annotations

from colonnade.scoring.before_after import SPAN, Change, change_since
from colonnade.scoring.contributions import Contribution, Contributions, contributions
from colonnade.scoring.effects import Effect
from colonnade.scoring.forecast import WeekAhead, forecast, usual_week, worth
from colonnade.scoring.history import (
    History,
    PeriodSpan,
    history_of,
    last_days,
    period_on,
    weekly_rates,
)
from colonnade.scoring.learnt import Learnt
from colonnade.scoring.ledger import answers, estimate, estimates, learnt_by, lessons
from colonnade.scoring.memory import Rates, gain_per_minute
from colonnade.scoring.readings import ReadingPoint, in_order

__all__ = [
    "SPAN",
    "Change",
    "Contribution",
    "Contributions",
    "Effect",
    "History",
    "Learnt",
    "PeriodSpan",
    "Rates",
    "ReadingPoint",
    "WeekAhead",
    "answers",
    "change_since",
    "contributions",
    "estimate",
    "estimates",
    "forecast",
    "gain_per_minute",
    "history_of",
    "in_order",
    "last_days",
    "learnt_by",
    "lessons",
    "period_on",
    "usual_week",
    "weekly_rates",
    "worth",
]
