"""An agent that hangs: no command waits for ever, nothing is sent that it could keep later, and clicks go on."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness import items
from harness.agent import RunningAgent, command, serve_once

PATIENCE = {"COLONNADE_PATIENCE": "1"}
COMMANDS = [
    ("log", "reaction_given"),
    ("reading", "12", "9", "7", "20"),
    ("week",),
    ("import", "{file}"),
    ("backup",),
    ("open",),
]


@pytest.fixture(scope="module")
def hung(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningAgent]:
    """An agent that is stopped as by a debugger, and runs on afterwards."""
    with RunningAgent(tmp_path_factory.mktemp("hung") / "data") as agent:
        with agent.machine() as machine:
            assert machine.outcomes(items.record()) == ["recorded"]
        os.kill(agent.pid, signal.SIGSTOP)
        try:
            yield agent
        finally:
            os.kill(agent.pid, signal.SIGCONT)
        with agent.machine() as machine:
            assert len(machine.get("/api/v1/activities")["items"]) == 1
            assert machine.get("/api/v1/readings")["items"] == []
            assert machine.outcomes(items.record()) == ["recorded"]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_a_command_says_which_process_hangs_and_ends(hung: RunningAgent, words: tuple[str, ...]) -> None:
    """In one sentence; and what it would have sent is not kept when the agent wakes up."""
    said = [word.format(file=Path(__file__)) for word in words]
    done = command(*said, data=hung.data, settings=PATIENCE)
    assert done.returncode == 7
    assert done.stderr.startswith("The agent runs, but has not answered within 1 seconds.")
    assert f"End it (process {hung.pid}) and start it again" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_second_agent_beside_one_that_hangs_ends(hung: RunningAgent) -> None:
    """The folder is held; where the first answers is said."""
    done = serve_once(hung.data)
    assert done.returncode == 3
    assert "runs already on this data folder" in done.stderr


def test_restoring_beside_an_agent_that_hangs_is_refused(hung: RunningAgent) -> None:
    """It still holds the database, and would write into what was put in its place."""
    done = command("restore", "--latest", "--yes", data=hung.data)
    assert done.returncode == 3
    assert f"end process {hung.pid}" in done.stderr
