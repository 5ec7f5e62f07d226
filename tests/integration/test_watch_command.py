"""The command `watch` beside a real agent."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from harness import items
from harness.agent import RunningAgent, environment
from harness.program import Program

LIMIT = 20.0


@contextmanager
def watching(data: Path, out: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """`colonnade watch`, writing to a file; ended by force where it has not ended by itself."""
    with out.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "colonnade", "watch", *words],
            env=environment(COLONNADE_DATA_DIR=str(data), COLONNADE_PATIENCE="2"),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(holds: Callable[[], bool], out: Path) -> None:
    """Wait until the file says it."""
    deadline = time.monotonic() + LIMIT
    while not holds():
        assert time.monotonic() < deadline, out.read_text()
        time.sleep(0.02)


def test_changes_are_told_the_agents_end_and_return_too_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    """One line each, and exit code 0 without a traceback."""
    out = tmp_path / "out"
    agent = RunningAgent(tmp_path / "data")
    with agent, watching(agent.data, out) as process:
        until(lambda: "left today. Total " in out.read_text(), out)
        with agent.machine() as machine:
            machine.outcomes(items.record(note="secret words"))
        until(lambda: "Comment · substantive. " in out.read_text(), out)
        agent.stop()
        until(lambda: "The agent went. Waiting until it is back" in out.read_text(), out)
        agent.start()
        until(lambda: "The agent is back." in out.read_text(), out)
        with agent.machine() as machine:
            machine.outcomes(items.record("reaction_given"))
        until(lambda: "Reaction. " in out.read_text(), out)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=LIMIT) == 0
    assert "Traceback" not in out.read_text()
    assert "secret" not in out.read_text()


def test_as_json_each_line_is_a_state(agent: RunningAgent, machine: Program, tmp_path: Path) -> None:
    """With the sequence that rises, for programs."""
    out = tmp_path / "out"
    with watching(agent.data, out, "--json") as process:
        until(lambda: out.read_text().count("\n") >= 1, out)
        told = out.read_text().count("\n")
        machine.outcomes(items.record())
        until(lambda: out.read_text().count("\n") > told, out)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=LIMIT) == 0
    states = [json.loads(line) for line in out.read_text().splitlines()]
    assert [one["type"] for one in states] == ["state"] * len(states)
    assert sorted(one["seq"] for one in states) == [one["seq"] for one in states]
