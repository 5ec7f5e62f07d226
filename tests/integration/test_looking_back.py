"""Readings, pillars over time and days, by the signed API."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from harness import items
from harness.agent import RunningAgent
from harness.program import Program

SCORES = {"brand": 10.5, "find": 9.25, "engage": 3.701, "build": 14}


@pytest.fixture
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The machine's client of an agent nobody has used."""
    with RunningAgent(tmp_path_factory.mktemp("agent") / "data") as running, running.machine() as program:
        yield program


def ago(days: float) -> str:
    """RFC 3339, so many days before now."""
    return items.moment(days * 86_400)


def reading(days_ago: int, **fields: Any) -> dict[str, Any]:
    """A reading of an earlier day, as an item."""
    return items.reading(**SCORES | {"at": ago(days_ago)} | fields)


def keep(machine: Program, *said: dict[str, Any]) -> None:
    assert set(machine.outcomes(*said)) == {"recorded"}


def test_readings_are_listed_newest_first_page_by_page(machine: Program) -> None:
    """Each once, with the day it counts in and everything that was read."""
    keep(machine, *(reading(back, total=37.4, industry={"brand": 12}) for back in (3, 2, 1)))
    first = machine.get("/api/v1/readings?limit=2")
    rest = machine.get(f"/api/v1/readings?limit=2&cursor={first['next']}")
    days = [one["day"] for one in first["items"] + rest["items"]]
    assert days == sorted(days, reverse=True)
    assert (len(days), rest["next"]) == (3, None)
    assert first["items"][0]["engage"] == SCORES["engage"]
    assert first["items"][0]["industry"]["brand"] == 12
    assert [one["day"] for one in machine.get(f"/api/v1/readings?to={days[1]}")["items"]] == days[1:]


def test_a_reading_moves_today_and_a_removed_one_leaves_no_trace(machine: Program) -> None:
    """The habit of the week, the newest rank, the estimate."""
    prior = machine.get("/api/v1/estimates")
    said = reading(0, industry_rank=12.5)
    keep(machine, said)
    today = machine.get("/api/v1/today")
    assert today["reading"]["build"] == SCORES["build"]
    assert today["industry_rank"]["value"] == 12.5
    assert [row["done"] for row in today["habits"] if row["of"] == "reading"] == [1]
    assert machine.get("/api/v1/estimates")["basis"] == "reading"
    keep(machine, items.retract(said["subject"], "reading"))
    assert machine.get("/api/v1/today")["reading"] is None
    assert machine.get("/api/v1/estimates") == prior


def test_the_pillars_of_each_day_are_that_days_estimate(machine: Program) -> None:
    """What the page draws is what the estimate of the day says, point for point; the last day is always in."""
    keep(machine, items.record(at=ago(40)), reading(20), reading(3, engage=5))
    drawn = machine.get("/api/v1/pillars")
    assert len(drawn["days"]) == 180
    assert [one["engage"] for one in drawn["readings"]] == [3.701, 5]
    for place in (0, 138, 139, 158, 159, 160, 176, 179):
        asked = machine.get(f"/api/v1/estimates?day={drawn['days'][place]}")
        for pillar, believed in asked["pillars"].items():
            series = drawn[pillar]
            assert [series["low"][place], series["high"][place]] == believed["bands"]["80"]
            assert series["mean"][place] == believed["mean"]
        assert drawn["total"]["mean"][place] == asked["total"]["mean"]


def test_ten_years_are_thinned_and_keep_both_ends(machine: Program) -> None:
    """At most four hundred points, rising, from the first day to the last."""
    last = date.fromisoformat(machine.get("/api/v1/today")["day"])
    first = last - timedelta(days=3652)
    drawn = machine.get(f"/api/v1/pillars?from={first}&to={last}")
    assert len(drawn["days"]) <= 400
    assert (drawn["days"][0], drawn["days"][-1]) == (first.isoformat(), last.isoformat())
    assert drawn["days"] == sorted(set(drawn["days"]))


def test_days_tell_the_pillars_of_a_year(machine: Program) -> None:
    """An activity stands on its day and in its pillar."""
    keep(machine, items.record("reaction_given", at=ago(300), count=3))
    found = machine.get("/api/v1/days")["items"]
    assert len(found) == 400
    assert [day["engage"] for day in found if day["engage"]] == [3]
