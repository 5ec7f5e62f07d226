"""Outcomes stand beside the score, week by week, and move nothing in it."""

from __future__ import annotations

from datetime import date

from colonnade.services.looking_back import outcomes_now
from colonnade.services.picture import estimate_of
from colonnade.services.sight import Sight
from colonnade.store import log, preferences
from colonnade.store.database import Database
from harness.entries import CLIENT, NOW, reading, record


async def test_each_week_has_its_own_outcomes_and_the_estimate_of_its_end(db: Database) -> None:
    """Six months of weeks; the running one ends today. Here it is Friday, 20 November 2026."""
    said = [
        record(1, "meeting_booked", at="2026-11-16T00:00:00+00:00"),
        record(2, "meeting_booked", at="2026-11-15T23:59:59+00:00", count=2),
        record(3, "opportunity_created", at="2026-11-20T10:00:00+00:00"),
        record(4, "deal_won", at="2026-05-25T10:00:00+00:00"),
        record(5, "deal_won", at="2026-05-24T10:00:00+00:00"),
        record(6, at="2026-11-20T10:00:00+00:00"),
    ]
    await log.append(db, said, CLIENT, NOW)
    found = await outcomes_now(Sight(db), NOW)
    assert len(found.weeks) == 26
    first, *_, before, now = found.weeks
    assert (first.week, first.first, first.meetings, first.opportunities, first.deals) == (
        "2026-W22", date(2026, 5, 25), 0, 0, 1,
    )  # fmt: skip
    assert (before.last, before.meetings, before.deals) == (date(2026, 11, 15), 2, 0)
    assert (now.week, now.last, now.meetings, now.opportunities) == ("2026-W47", date(2026, 11, 20), 1, 1)
    assert before.total == (await estimate_of(Sight(db), before.last, NOW)).total


async def test_an_outcome_moves_no_estimate(db: Database) -> None:
    """However many there are."""
    await log.append(db, [reading(1, at="2026-11-10T10:00:00+00:00")], CLIENT, NOW)
    before = await outcomes_now(Sight(db), NOW)
    kinds = ("meeting_booked", "opportunity_created", "deal_won")
    await log.append(db, [record(n, kind, count=1000) for n, kind in enumerate(kinds, 2)], CLIENT, NOW)
    after = await outcomes_now(Sight(db), NOW)
    assert [week.total for week in after.weeks] == [week.total for week in before.weeks]
    assert (after.basis, after.weeks[-1].deals) == ("reading", 1000)


async def test_a_week_may_begin_on_sunday(db: Database) -> None:
    """Then a meeting of Sunday is in the week that begins with it."""
    wanted = preferences.DEFAULT.model_copy(update={"week_start": "sunday", "changed_at": NOW})
    await preferences.prefer(db, wanted, NOW)
    await log.append(db, [record(1, "meeting_booked", at="2026-11-15T12:00:00+00:00")], CLIENT, NOW)
    last = (await outcomes_now(Sight(db), NOW)).weeks[-1]
    assert (last.first, last.week, last.meetings) == (date(2026, 11, 15), "2026-W47", 1)
