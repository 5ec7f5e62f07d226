"""The command `doctor` as a person types it, whatever state things are in."""

from __future__ import annotations

import json
import os
import signal
import socket
from pathlib import Path
from typing import Any

from harness.agent import RunningAgent, command

BRIEF = {"COLONNADE_PATIENCE": "0.3"}


def told(data: Path, code: int, **more: Any) -> dict[str, tuple[str, str]]:
    """State and text of each finding, after the exit code that was expected."""
    done = command("doctor", "--json", data=data, **more)
    assert (done.returncode, done.stderr) == (code, "")
    return {one["of"]: (one["state"], one["text"]) for one in json.loads(done.stdout)}


def test_a_running_agent_is_found_well_and_a_hung_one_is_not(tmp_path: Path) -> None:
    """The agent's own answer is the same as that of the command."""
    data = tmp_path / "data"
    with RunningAgent(data) as agent:
        command("log", "reaction_given", data=data)
        found = told(data, 0)
        assert found["agent"] == ("good", f"The agent answers on http://127.0.0.1:{agent.port}.")
        assert found["database"][0] == found["folder"][0] == found["schema"][0] == "good"
        with agent.machine() as machine:
            answered = {one["of"]: one["state"] for one in machine.get("/api/v1/diagnostics")["items"]}
        assert answered == {of: state for of, (state, _) in found.items()}
        os.kill(agent.pid, signal.SIGSTOP)
        try:
            assert told(data, 1, settings=BRIEF)["agent"] == ("wrong", "The agent runs and does not answer.")
        finally:
            os.kill(agent.pid, signal.SIGCONT)


def test_before_the_first_start_nothing_is_wrong_and_nothing_is_made(tmp_path: Path) -> None:
    """A look leaves no folder behind."""
    assert told(tmp_path / "data", 0)["folder"][0] == "note"
    assert not (tmp_path / "data").exists()


def test_every_trouble_is_told_at_once(tmp_path: Path) -> None:
    """An open folder, a file that is no database, a taken port: none hides another."""
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    (data / "colonnade.db").touch(mode=0o600)
    (data / "colonnade.db").write_bytes(b"shopping list\n" * 100)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        found = told(data, 1, port=port)
        shown = command("doctor", data=data, port=port)
    assert {of for of, (state, _) in found.items() if state == "wrong"} == {"folder", "database", "port"}
    assert f"chmod 700 '{data}'" in shown.stdout
