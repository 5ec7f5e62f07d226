"""A second agent: on the same data folder, or on the same port. It says so, ends, and disturbs nothing."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

from harness import items
from harness.agent import TYPED, RunningAgent, command, free_port, serve_once
from harness.forge import kept


def test_a_second_agent_on_the_same_data_folder_says_where_the_first_answers(tmp_path: Path) -> None:
    """Exit code 3, one sentence, and the first goes on with its keys."""
    with RunningAgent(tmp_path / "data") as agent, agent.machine() as machine:
        before = kept(agent.data)
        for port in (agent.port, free_port()):
            done = serve_once(agent.data, port)
            assert done.returncode == 3
            assert f"http://127.0.0.1:{agent.port}" in done.stderr
            assert "Traceback" not in done.stderr
        assert kept(agent.data) == before
        assert machine.outcomes(items.record()) == ["recorded"]


def test_an_agent_on_a_taken_port_names_the_port_and_who_holds_it(tmp_path: Path) -> None:
    """Exit code 4; one's own agent is recognised and named, and the agent that answers there goes on."""
    with RunningAgent(tmp_path / "first", program=TYPED) as agent, agent.machine() as machine:
        done = serve_once(tmp_path / "second", agent.port)
        assert done.returncode == 4
        assert f"Port {agent.port} is taken" in done.stderr
        assert f"another Colonnade with another data folder (process {agent.pid})" in done.stderr
        assert "--port" in done.stderr
        assert machine.outcomes(items.record()) == ["recorded"]


def test_a_port_held_by_another_program_is_told(tmp_path: Path) -> None:
    """Also where nothing of Colonnade's listens, and nothing is left half-started: the next start works."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = serve_once(tmp_path / "data", port)
        assert done.returncode == 4
        assert f"Port {port} is taken" in done.stderr
    with RunningAgent(tmp_path / "data", port) as agent, agent.machine() as machine:
        assert machine.outcomes(items.record()) == ["recorded"]


def test_of_two_agents_started_at_once_on_one_folder_one_runs(tmp_path: Path) -> None:
    """The lock decides, whoever made the folder."""
    agents = [RunningAgent(tmp_path / "data", log=tmp_path / f"{number}.out") for number in range(2)]
    failures: list[AssertionError] = []

    def start(agent: RunningAgent) -> None:
        try:
            agent.start()
        except AssertionError as failure:
            failures.append(failure)

    threads = [threading.Thread(target=start, args=(agent,)) for agent in agents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for agent in agents:
        agent.stop()
    assert len(failures) == 1
    assert "runs already on this data folder" in str(failures[0])


def test_the_terminal_works_on_the_folder_itself_while_no_agent_runs(tmp_path: Path) -> None:
    """`colonnade log` with no agent is kept by the same rules and is there when one starts."""
    data = tmp_path / "data"
    done = command("log", "reaction_given", data=data)
    assert done.returncode == 0, done.stderr
    with RunningAgent(data) as agent, agent.machine() as machine:
        assert [one["kind"] for one in machine.get("/api/v1/activities")["items"]] == ["reaction_given"]
        assert (agent.data / "colonnade.db").stat().st_mode & 0o777 == 0o600
