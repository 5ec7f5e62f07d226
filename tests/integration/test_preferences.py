"""Preferences: one document, replaced whole, the later winning; and what a day then is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from harness import items, wire
from harness.agent import RunningAgent
from harness.program import Answer, Program, answer_handshake, pair

DOOR = "/api/v1/preferences"
PLAIN = {"zone": "UTC", "day_start": "00:00", "week_start": "monday", "sales_navigator": True}


@pytest.fixture
def machine(own: RunningAgent) -> Iterator[Program]:
    """The machine's client of an agent nobody has used."""
    with own.machine() as program:
        yield program


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningAgent]:
    """An agent for one test."""
    with RunningAgent(tmp_path_factory.mktemp("agent") / "data") as running:
        yield running


def prefer(program: Program, **fields: str) -> Answer:
    """Replace the preferences, changed just now when nothing else is said."""
    return program.send("PUT", DOOR, PLAIN | {"changed_at": items.moment()} | fields)


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two documents say the same, times compared as times."""
    return one | {"changed_at": 0} == other | {"changed_at": 0} and datetime.fromisoformat(
        one["changed_at"]
    ) == datetime.fromisoformat(other["changed_at"])


def test_preferences_are_replaced_whole_and_the_later_win(machine: Program) -> None:
    """An earlier change is 409 `superseded` and changes nothing; the same again is fine."""
    chosen = PLAIN | {"zone": "Europe/Berlin", "day_start": "04:00", "changed_at": items.moment(60)}
    answer = machine.send("PUT", DOOR, chosen)
    assert (answer.status, answer.true) == (200, True)
    assert same(answer.json, chosen)
    assert same(machine.get(DOOR), chosen)
    seq = machine.seq()
    assert machine.send("PUT", DOOR, chosen).status == 200
    earlier = prefer(machine, changed_at=items.moment(120), zone="Asia/Tokyo")
    assert (earlier.status, earlier.code, earlier.true) == (409, "superseded", True)
    assert same(machine.get(DOOR), chosen)
    assert machine.seq() == seq
    assert prefer(machine, zone="Asia/Tokyo").status == 200
    assert machine.get(DOOR)["zone"] == "Asia/Tokyo"
    assert machine.seq() > seq


def test_of_two_clients_that_choose_at_the_same_time_both_end_with_the_same(machine: Program) -> None:
    """Equal times are decided by the content, so the order of arrival makes no difference."""
    at = items.moment()
    zones = ["Europe/Paris", "Europe/Oslo", "Europe/Rome", "Europe/Berlin", "Europe/Madrid"]

    def choose(zone: str) -> None:
        with Program(machine.port, machine.client, machine.key, boot=machine.boot) as own:
            assert prefer(own, zone=zone, changed_at=at).status in (200, 409)

    ends = set()
    for order in (zones, zones[::-1]):
        threads = [threading.Thread(target=choose, args=(zone,)) for zone in order]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        ends.add(machine.get(DOOR)["zone"])
    assert len(ends) == 1


def test_the_zone_of_the_first_browser_is_taken_and_never_over_a_choice(machine: Program) -> None:
    """A browser's zone is a guess: the first stands until the person chooses, and nobody guesses after that."""
    with pair(machine, zone="America/New_York"):
        assert machine.get(DOOR)["zone"] == "America/New_York"
    with pair(machine, zone="Asia/Tokyo"):
        assert machine.get(DOOR)["zone"] == "America/New_York"
    assert prefer(machine, zone="Europe/Berlin", changed_at="2003-01-01T00:00:00Z").status == 200
    with pair(machine, zone="Asia/Tokyo"):
        assert machine.get(DOOR)["zone"] == "Europe/Berlin"


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "Europe", "../../etc/passwd", "/etc/localtime"])
def test_a_zone_that_does_not_exist_does_not_stop_a_pairing(machine: Program, zone: str) -> None:
    """The browser is paired, or its form refused; the zone is not taken."""
    code = machine.send("POST", "/api/v1/pairings").json["code"]
    status, body, _ = answer_handshake("pair", wire.plain_code(code), machine.port, zone=zone)
    assert status in (200, 400), body
    assert machine.get(DOOR)["zone"] == "UTC"
    assert machine.send("GET", "/api/v1/today").status == 200


def test_a_day_begins_when_the_person_says(machine: Program) -> None:
    """Before four in the morning it is still yesterday, in lists, in filters and after a change of mind."""
    late, early = "2026-03-10T03:59:59.999999+01:00", "2026-03-10T04:00:00+01:00"
    records = [items.record(at=late), items.record(at=early)]
    assert machine.outcomes(*records) == ["recorded", "recorded"]

    def days() -> list[str]:
        return sorted(one["day"] for one in machine.get("/api/v1/activities")["items"])

    assert days() == ["2026-03-10", "2026-03-10"]
    assert prefer(machine, day_start="04:00").status == 200
    assert days() == ["2026-03-09", "2026-03-10"]
    (found,) = machine.get("/api/v1/activities?from=2026-03-09&to=2026-03-09")["items"]
    assert found["id"] == records[0]["subject"]
    assert prefer(machine).status == 200
    assert days() == ["2026-03-10", "2026-03-10"]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "Asia/Kathmandu"])
def test_today_is_the_day_of_the_persons_zone(machine: Program, zone: str) -> None:
    """Wherever the agent runs."""
    offsets = {"Pacific/Kiritimati": 14, "Etc/GMT+12": -12, "Asia/Kathmandu": 5.75}
    assert prefer(machine, zone=zone).status == 200
    before = datetime.now(UTC) + timedelta(hours=offsets[zone])
    shown = machine.get("/api/v1/today")["day"]
    assert shown in {str(before.date()), str((datetime.now(UTC) + timedelta(hours=offsets[zone])).date())}
