"""Clocks: set back, set far ahead, and a machine that sleeps over midnight; nothing kept is lost or doubled."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection

from colonnade.services import backing_up, telling
from harness import items, live
from harness.inside import InsideAgent
from harness.program import Program

DAY = timedelta(days=1)


@pytest.fixture
def agent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[InsideAgent]:
    """An agent that looks at its clock often, and whose clock can be set."""
    monkeypatch.setattr(telling, "DAY_CHECK", 0.05)
    monkeypatch.setattr(backing_up, "SETTLE", 0.0)
    monkeypatch.setattr(backing_up, "CHECK", 0.05)
    with InsideAgent(tmp_path / "data") as inside:
        yield inside
    assert inside.faults.lines == []


@pytest.fixture
def machine(agent: InsideAgent) -> Iterator[Program]:
    """The built-in client of that agent."""
    with agent.machine() as program:
        yield program


def set_clock(agent: InsideAgent, machine: Program, by: timedelta) -> date:
    """Set the agent's clock, and the client's by what `stale` tells; the day it is then."""
    agent.ahead += by
    before = machine.send("GET", "/api/v1/today")
    if before.status == 401:
        assert before.true
        machine.skew = int(agent.ahead.total_seconds() * 1000)
    return date.fromisoformat(machine.get("/api/v1/today")["day"])


def rows(agent: InsideAgent, sql: str) -> list[Any]:
    """What the database holds, read beside the agent."""
    connection = sqlite3.connect(f"file:{agent.data / 'colonnade.db'}?mode=ro", uri=True)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def told_until(ws: ClientConnection, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """The first state told for which that holds."""
    while not holds(state := live.receive_until(ws, "state")):
        pass
    return state


def nights(agent: InsideAgent) -> list[Any]:
    """The day of each snapshot, and whether it was worked out later."""
    return rows(agent, "SELECT day, replayed FROM snapshots ORDER BY day")


def until(holds: Callable[[], bool]) -> None:
    """Wait for what follows the telling."""
    deadline = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def kept_in_order(agent: InsideAgent) -> int:
    """How many entries there are, after looking that their times rise with their sequence."""
    times = [at for (at,) in rows(agent, "SELECT kept_at FROM entries ORDER BY seq")]
    assert times == sorted(set(times))
    return len(times)


@pytest.mark.parametrize("by", [-20 * timedelta(hours=1), timedelta(hours=-2), timedelta(seconds=-1), 400 * DAY])
def test_a_clock_that_is_set_and_set_right_again_keeps_every_click_once(
    agent: InsideAgent, machine: Program, by: timedelta
) -> None:
    """The agent's own time never runs back; a retry is known as one; each client is told how wrong its clock is."""
    clicks = [items.record() for _ in range(3)]
    assert machine.outcomes(clicks[0]) == ["recorded"]
    set_clock(agent, machine, by)
    assert machine.outcomes(clicks[1], clicks[0]) == ["recorded", "duplicate"]
    set_clock(agent, machine, -by)
    assert machine.outcomes(clicks[2], clicks[1]) == ["recorded", "duplicate"]
    assert kept_in_order(agent) == 3


def test_a_day_that_comes_again_is_told(agent: InsideAgent, machine: Program) -> None:
    """A clock that ran ahead and was set right: open dashboards go back to today though nobody clicks."""
    today = set_clock(agent, machine, timedelta())
    assert machine.outcomes(items.record(at=items.moment(86_400 * 2))) == ["recorded"]
    with live.follow(machine) as ws:
        told_until(ws, lambda state: state["today"]["day"] == str(today))
        agent.ahead += 3 * DAY
        ahead = told_until(ws, lambda state: state["today"]["day"] == str(today + 3 * DAY))
        agent.ahead -= 3 * DAY
        state = told_until(ws, lambda state: state["today"]["day"] == str(today))
        assert state["seq"] > ahead["seq"]


def test_nights_of_a_clock_that_ran_ahead_give_way_to_those_that_were_watched(
    agent: InsideAgent, machine: Program
) -> None:
    """What was worked out of a day to come is no belief of that day."""
    today = set_clock(agent, machine, timedelta())
    assert machine.outcomes(items.record(at=items.moment(86_400 * 2))) == ["recorded"]
    with live.follow(machine) as ws:
        for by in (5 * DAY, -5 * DAY, DAY):
            agent.ahead += by
            told_until(ws, lambda state: state["today"]["day"] == str(today + agent.ahead.days * DAY))
    until(lambda: (str(today), 0) in nights(agent))


def test_a_machine_that_sleeps_over_midnight_finds_its_day(agent: InsideAgent, machine: Program) -> None:
    """The day turns, open dashboards are told, the nights are kept and a backup is made; clicks go on."""
    today = set_clock(agent, machine, timedelta())
    assert machine.outcomes(items.record(at=items.moment(86_400 * 2))) == ["recorded"]
    with live.follow(machine) as ws:
        told_until(ws, lambda state: state["today"]["day"] == str(today))
        agent.ahead += 2 * DAY
        told_until(ws, lambda state: state["today"]["day"] == str(today + 2 * DAY))
    assert set_clock(agent, machine, timedelta()) == today + 2 * DAY
    assert machine.outcomes(items.record()) == ["recorded"]
    wanted = [(str(today - DAY), 1), (str(today), 0), (str(today + DAY), 1)]
    until(lambda: nights(agent)[-3:] == wanted)
    until((agent.data / "backups" / f"nightly-{today + 2 * DAY}.db").exists)
    assert kept_in_order(agent) == 2
