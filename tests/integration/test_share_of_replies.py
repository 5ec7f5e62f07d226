"""A habit that is a share of owed replies, through the doors of a running agent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from harness import items
from harness.agent import RunningAgent
from harness.program import Program


@pytest.fixture
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The machine's client of an agent nobody has used."""
    with RunningAgent(tmp_path_factory.mktemp("agent") / "data") as running, running.machine() as program:
        yield program


def put(machine: Program, *habits: dict[str, Any]) -> tuple[int, list[str]]:
    """Keep these as the routine: the status, and the pointers of what is wrong."""
    whole = {"habits": habits, "budget": 15, "changed_at": items.moment()}
    answer = machine.send("PUT", "/api/v1/routine", json.dumps(whole).encode())
    return answer.status, [] if answer.status == 200 else [one["pointer"] for one in answer.json["errors"]]


def test_a_share_is_taken_from_a_preset_counted_and_refused_where_it_cannot_be(machine: Program) -> None:
    """Nine of ten are answered an hour after they came, and the tenth is the next step until it is declined."""
    presets = {preset["id"]: preset["habits"] for preset in machine.get("/api/v1/presets")["items"]}
    share = next(habit for habit in presets["dedicated"] if habit["of"] == "replies")
    for field, value in (("target", 0), ("target", 101), ("hours", 0), ("hours", 169), ("per", "day")):
        assert put(machine, share | {field: value}) == (400, [f"/habits/0/{field}"])
    assert put(machine, presets["solo"][0] | {"hours": 24}) == (400, ["/habits/0/hours"])
    assert put(machine, share) == (200, [])
    came = items.record("message_received", at=items.moment(3600), count=10)
    assert machine.outcomes(came, items.record("message_replied", count=9)) == ["recorded"] * 2
    today = machine.get("/api/v1/today")
    (row,) = today["habits"]
    assert (row["done"], row["target"], row["cadence"]) == (9, 9, "90 % within 24 h")
    assert today["share"] == {"percent": 90, "hours": 24, "open": 1}
    assert [tile["kind"] for tile in today["tiles"] if tile["habit"]] == ["message_replied"]
    assert (today["next"]["opens"], today["next"]["clicks"]) == ("owed", [])
    assert machine.get("/api/v1/next?declined=owed") == {"next": None}
