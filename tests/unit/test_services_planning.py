"""A plan is compared with carrying on, and nothing of it is kept."""

from __future__ import annotations

import pytest

from colonnade.errors import Invalid
from colonnade.model import Plan
from colonnade.services.planning import forecast_of
from colonnade.services.sight import Sight
from colonnade.store import log
from colonnade.store.database import Database
from colonnade.store.tick import sequence_in
from harness.entries import CLIENT, NOW, ago, record


def plan(weeks: int = 3, **comments: float) -> Plan:
    """So many comments a week of each depth."""
    items = [{"kind": "comment_written", "qualifiers": {"depth": one}, "count": many} for one, many in comments.items()]
    return Plan.model_validate({"weeks": weeks, "items": items})


async def commented(db: Database) -> Sight:
    """Two substantive comments every other day of the last four weeks: seven a week."""
    said = [record(at, at=ago(days=2 * at), count=2, qualifiers={"depth": "substantive"}) for at in range(1, 15)]
    await log.append(db, said, CLIENT, NOW)
    return Sight(db)


async def test_an_empty_plan_is_carrying_on(db: Database) -> None:
    """The same with it and without, week by week, and the usual week counted by hand."""
    found = await forecast_of(await commented(db), plan(weeks=2), NOW)
    assert [str(one.day) for one in found.weeks] == ["2026-11-27", "2026-12-04"]
    for one in found.weeks:
        assert one.planned == one.usual
        assert {(each.mean, each.low, each.high) for _, each in one.effects} == {(0.0, 0.0, 0.0)}
    # The comments of 28 days ago lie before the four weeks that end today.
    assert {one.channel: one.count for one in found.usual if one.count} == {"comment_substantive": 6.5}
    assert len(found.usual) == 27
    assert found.readings == 0


async def test_more_of_a_thing_lifts_its_pillar_and_less_lowers_it(db: Database) -> None:
    """Within ranges that hold the mean; other pillars stay where they are. The log is as it was."""
    sight = await commented(db)
    before = await db.read(sequence_in)
    more = (await forecast_of(sight, plan(substantive=20), NOW)).weeks[-1]
    none = (await forecast_of(sight, plan(substantive=0), NOW)).weeks[-1]
    assert none.effects.engage.mean < 0 < more.effects.engage.mean
    assert more.effects.engage.low < more.effects.engage.mean < more.effects.engage.high
    assert more.effects.find.mean == none.effects.find.mean == 0
    assert await db.read(sequence_in) == before


async def test_lines_of_one_row_are_added_up_and_what_moves_no_pillar_is_nothing(db: Database) -> None:
    """A comment whose depth was not said counts as the least of them; a meeting has no row."""
    sight = await commented(db)
    twice = Plan.model_validate(
        {
            "items": [
                {"kind": "comment_written", "count": 4},
                {"kind": "comment_written", "qualifiers": {"depth": "shallow"}, "count": 5},
                {"kind": "meeting_booked", "count": 3},
            ]
        }
    )
    assert await forecast_of(sight, twice, NOW) == await forecast_of(sight, plan(weeks=4, shallow=9), NOW)


async def test_a_plan_of_what_is_not_in_the_catalogue_is_refused(db: Database) -> None:
    """Every line at fault is named."""
    items = [
        {"kind": "liked_a_cat", "count": 1},
        {"kind": "reaction_given", "qualifiers": {"depth": "deep"}, "count": 1},
    ]
    with pytest.raises(Invalid) as refused:
        await forecast_of(Sight(db), Plan.model_validate({"items": items}), NOW)
    named = [(fault.pointer, fault.code) for fault in refused.value.faults]
    assert named == [("/items/0/kind", "unknown_kind"), ("/items/1/qualifiers", "unknown_qualifier")]
