"""The two series of real readings that are public: too small to learn from, good enough to be found out by."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import numpy as np
import pytest

from colonnade.catalogue import PILLARS
from colonnade.scoring import ReadingPoint, answers, history_of

Scores = tuple[float, float, float, float]

LATE_2025: Final[dict[date, Scores]] = {
    date(2025, 11, 30): (8.75, 9.25, 3.7, 19.363),
    **{date(2025, 12, day): (8.75, 9.125, 9.6, 19.438) for day in range(1, 8)},
    date(2025, 12, 9): (8.75, 9.375, 10.65, 20.1),
    date(2025, 12, 24): (8.75, 8.1875, 10.65, 21.4),
}
SPRING_2026: Final[dict[date, Scores]] = {
    date(2026, 4, 27): (20.973, 6.38, 10.25, 15.0),
    date(2026, 5, 12): (21.048, 6.5, 10.25, 15.0),
    date(2026, 5, 13): (21.048, 6.5, 9.5, 15.0),
    date(2026, 5, 14): (20.998, 6.5, 9.55, 15.0),
    date(2026, 5, 15): (20.998, 6.5, 10.25, 15.0),
    **{date(2026, 5, day): (20.998, 6.4, 10.25, 15.0) for day in range(16, 20)},
}


@pytest.mark.parametrize(("series", "carried_on"), [(LATE_2025, 0.293), (SPRING_2026, 0.058)], ids=["2025", "2026"])
def test_real_readings_are_forecast_as_well_as_by_carrying_the_last_one_on(
    series: dict[date, Scores], carried_on: float
) -> None:
    """Each asked the day of the next, no activity: no worse by more than .005, and 80 % bands cover at least 80 %."""
    days = list(series)
    readings = [ReadingPoint(day, *series[day]) for day in days]
    asked = list(enumerate(days[1:], start=1))
    found = answers(history_of([], days[-1] + timedelta(days=1)), [], readings, asked)
    shown = np.array([[getattr(one.pillars, pillar).mean for pillar in PILLARS] for one in found])
    bands = np.array([[getattr(one.pillars, pillar).bands["80"] for pillar in PILLARS] for one in found])
    truth, last = np.array(list(series.values()))[1:], np.array(list(series.values()))[:-1]
    assert np.abs(truth - last).mean() == pytest.approx(carried_on, abs=1e-3)
    assert np.abs(truth - shown).mean() <= np.abs(truth - last).mean() + 0.005
    assert ((bands[..., 0] <= truth) & (truth <= bands[..., 1])).mean() >= 0.8
