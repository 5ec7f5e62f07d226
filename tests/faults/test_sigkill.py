"""Power cuts: the agent is killed at random moments under 16 writers, and no confirmed click is missing or twice."""

from __future__ import annotations

import http.client
import random
import sqlite3
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from harness import items
from harness.agent import RunningAgent
from harness.program import Program

ROUNDS = 20
WRITERS = 16
SEED = 8425


class Writer:
    """A client that keeps what it clicked until a true answer confirms it, over every restart of the agent."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.outbox: list[dict[str, Any]] = []
        self.made: set[str] = set()
        self.confirmed: set[str] = set()
        self.failure: BaseException | None = None

    def write(self, identity: Program) -> None:
        """Click and send until the connection breaks; what is not confirmed then waits for the next start."""
        program = Program(identity.port, identity.client, identity.key, boot=identity.boot)
        with program:
            try:
                while True:
                    self.click()
                    answer = program.record(*self.outbox)
                    assert (answer.status, answer.true) == (200, True)
                    self.confirm(answer.json["outcomes"])
            except (OSError, http.client.HTTPException):
                return
            except AssertionError as failure:
                self.failure = failure

    def click(self) -> None:
        """Fill the outbox up: one to four items go in one request, so that batches differ."""
        while len(self.outbox) < 1 + self.number % 4:
            item = items.record(note=f"writer {self.number}")
            self.outbox.append(item)
            self.made.add(item["entry"])

    def confirm(self, outcomes: list[dict[str, Any]]) -> None:
        """Let go of what was confirmed."""
        assert [one["entry"] for one in outcomes] == [item["entry"] for item in self.outbox]
        assert {one["outcome"] for one in outcomes} <= {"recorded", "duplicate"}
        self.confirmed |= {item["entry"] for item in self.outbox}
        self.outbox.clear()


def kept_ids(data: Path) -> list[str]:
    """Every entry in the database, as another reader of the file finds them."""
    connection = sqlite3.connect(f"file:{data / 'colonnade.db'}?mode=ro", uri=True)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [id for (id,) in connection.execute("SELECT id FROM entries")]
    finally:
        connection.close()


def number_confirmed(writers: list[Writer]) -> int:
    """How many entries all writers together had confirmed."""
    return sum(len(writer.confirmed) for writer in writers)


def one_round(agent: RunningAgent, writers: list[Writer], seconds: float, *, under_way: bool) -> None:
    """Start the agent, let every writer write, and kill it after so long.

    `under_way` counts the seconds from the first confirmed entry, so that a slow machine writes too.
    """
    before, deadline = number_confirmed(writers), time.monotonic() + 60
    agent.start()
    with agent.machine() as machine:
        threads = [threading.Thread(target=writer.write, args=(machine,)) for writer in writers]
        for thread in threads:
            thread.start()
        try:
            while under_way and number_confirmed(writers) == before and time.monotonic() < deadline:
                time.sleep(0.005)
            time.sleep(seconds)
        finally:
            # The writers write for ever: only the agent's end is theirs.
            agent.kill()
        for thread in threads:
            thread.join()
    for writer in writers:
        if writer.failure is not None:
            raise writer.failure


def listed_ids(machine: Program) -> list[str]:
    """The ids of all current activities, page by page."""
    found: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        assert len(found) == len(set(found)), "a page came twice"
        page = machine.get(f"/api/v1/activities?limit=500{cursor}")
        found += [one["id"] for one in page["items"]]
        cursor = page["next"] and f"&cursor={page['next']}"
    return found


def test_no_confirmed_entry_is_lost_or_kept_twice_over_twenty_kills(tmp_path: Path) -> None:
    """After each SIGKILL everything confirmed is there once, and nothing is there that nobody made."""
    chance = random.Random(SEED)  # noqa: S311 - the moments of the kills, to be had again by the seed
    agent, writers = RunningAgent(tmp_path / "data"), [Writer(number) for number in range(WRITERS)]
    moments = [chance.uniform(0.01, 0.4) for _ in range(ROUNDS)]
    confirmed = wrote = 0
    for number, seconds in enumerate(moments):
        where = f"seed {SEED}, round {number}, killed after {seconds:.3f} s"
        # Every fourth is killed so early that perhaps nobody was answered yet.
        one_round(agent, writers, seconds, under_way=number % 4 != 0)
        wrote += number_confirmed(writers) > confirmed
        confirmed = number_confirmed(writers)
        kept = Counter(kept_ids(agent.data))
        assert set().union(*(writer.confirmed for writer in writers)) - kept.keys() == set(), where
        assert kept.keys() - set().union(*(writer.made for writer in writers)) == set(), where
        assert max(kept.values(), default=1) == 1, where
    assert wrote >= ROUNDS * 3 // 4, "the writers hardly wrote"
    assert any(writer.outbox for writer in writers), "no answer was ever lost"
    with agent, agent.machine() as machine:
        for writer in writers:
            if writer.outbox:
                writer.confirm(machine.record(*writer.outbox).json["outcomes"])
        made = set().union(*(writer.made for writer in writers))
        assert sorted(listed_ids(machine)) == sorted(made)
    assert sorted(kept_ids(agent.data)) == sorted(made)


@pytest.mark.parametrize(("when", "outcome"), [("after", "duplicate"), ("before", "recorded")])
def test_a_kill_around_the_commit_makes_no_second_row(tmp_path: Path, when: str, outcome: str) -> None:
    """The answer is lost with the agent; sent again, what was committed is a duplicate, what was not is kept now."""
    arm = tmp_path / "arm"
    launcher = Path(__file__).with_name("killed_at_commit.py")
    agent = RunningAgent(tmp_path / "data", program=(str(launcher), str(arm))).start()
    earlier, item = items.record(), items.record(count=3)
    with agent.machine() as machine:
        assert machine.outcomes(earlier) == ["recorded"]
        arm.write_text(when)
        with pytest.raises((OSError, http.client.HTTPException)):
            machine.record(item)
    assert agent.ended() == -9
    assert (item["entry"] in kept_ids(agent.data)) == (when == "after")
    arm.unlink()
    with agent, agent.machine() as machine:
        assert machine.outcomes(item, earlier) == [outcome, "duplicate"]
        assert machine.outcomes(item) == ["duplicate"]
        assert sorted(kept_ids(agent.data)) == sorted([earlier["entry"], item["entry"]])
        assert sorted(listed_ids(machine)) == sorted([earlier["entry"], item["entry"]])
        assert {one["count"] for one in machine.get("/api/v1/activities")["items"]} == {1, 3}
