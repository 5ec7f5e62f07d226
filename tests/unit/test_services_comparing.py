"""Before and after a day, from the log and the readings as they stand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from colonnade.errors import Invalid
from colonnade.services.comparing import around
from colonnade.services.picture import estimate_of
from colonnade.services.sight import Sight
from colonnade.store import log
from colonnade.store.database import Database
from harness.entries import CLIENT, NOW, ago, reading, record

TODAY = NOW.date()
DAY = TODAY - timedelta(days=10)
READ = [
    reading(1, at=ago(days=29), industry_rank=30, network_rank=20),
    reading(2, at=ago(days=15), industry_rank=25),
    reading(3, at=ago(days=6), industry_rank=18, brand=13),
    reading(4, at=ago(days=1), brand=13.5),
]
DONE = [
    *(record(100 + day, at=ago(days=day), qualifiers={"depth": "substantive"}) for day in range(32)),
    *(record(200 + day, "post_published", at=ago(days=day), qualifiers={"form": "short"}) for day in range(0, 11, 2)),
]


async def test_both_sides_of_a_day_are_told_with_their_ranks_and_what_changed_of_the_week(db: Database) -> None:
    """Since there are posts: they stand first, ranks are those read last on each side, estimates end the weeks."""
    await log.append(db, [*READ, *DONE], CLIENT, NOW)
    found = await around(Sight(db), DAY, NOW)
    assert found.days == [DAY + timedelta(days=days) for days in (-22, -15, -8, -1, 6, 10)]
    before, after = found.before, found.after
    assert (before.first, before.last, after.first, after.last) == (
        *(DAY - timedelta(days=21), DAY - timedelta(days=1)),
        *(DAY, TODAY),
    )
    sides = [(one.readings, one.industry_rank, one.network_rank) for one in (before, after)]
    assert sides == [(2, 25, 20), (2, 18, None)]
    rows = [(one.channel, one.before, one.after) for one in found.done]
    assert rows == [("post_short", 0.0, pytest.approx(6 * 7 / 11, abs=0.001)), ("comment_substantive", 7.0, 7.0)]
    brand = found.pillars[0]
    for day, mean in zip(found.days, brand.believed.mean, strict=True):
        assert (await estimate_of(Sight(db), day, NOW)).pillars.brand.mean == mean
    assert brand.change == pytest.approx(brand.believed.mean[-1] - brand.believed.mean[3], abs=0.0011)
    assert 0 < brand.owed.mean < brand.owed.high
    assert 0 < found.owed.mean < found.owed.high


async def test_of_a_long_past_day_the_weeks_after_it_are_three(db: Database) -> None:
    """What came later is another change's."""
    await log.append(db, [record(1, at=ago(days=200)), reading(2, at=ago(days=120))], CLIENT, NOW)
    day = TODAY - timedelta(days=100)
    found = await around(Sight(db), day, NOW)
    assert found.days == [day + timedelta(days=7 * week - 1) for week in range(-3, 4)]
    assert (found.after.last, found.after.readings) == (day + timedelta(days=20), 0)
    assert found.pillars[0].words == "Not known yet: two more readings will tell."


@pytest.mark.parametrize(("day", "code"), [(TODAY + timedelta(days=1), "too_late"), (date(2002, 12, 31), "too_early")])
async def test_a_day_without_an_after_or_a_before_is_refused(db: Database, day: date, code: str) -> None:
    """Today can be asked; tomorrow cannot."""
    assert (await around(Sight(db), TODAY, NOW)).days[-1] == TODAY
    with pytest.raises(Invalid) as refused:
        await around(Sight(db), day, NOW)
    assert [(one.pointer, one.code) for one in refused.value.faults] == [("/day", code)]
