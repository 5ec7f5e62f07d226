"""`backup` and `restore`: made with and without an agent, restored without one, and undone by another restore."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from harness import items
from harness.agent import RunningAgent, command
from harness.program import pair


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of somebody who logged one reaction."""
    data = tmp_path / "data"
    assert command("log", "reaction_given", data=data).returncode == 0
    return data


def made(data: Path) -> Path:
    """The backup the command makes."""
    done = command("backup", data=data)
    assert done.returncode == 0, done.stderr
    path = Path(done.stdout.removeprefix("Backed up: ").strip())
    assert path.parent == data / "backups"
    return path


def done_today(data: Path) -> list[str]:
    """What the status says of the log."""
    return command("status", data=data).stdout.splitlines()[1:]


def test_a_backup_is_made_and_listed_with_and_without_an_agent(data: Path) -> None:
    """The same list, as text and as JSON; the agent may have made one of its own meanwhile."""
    first = made(data)
    alone = json.loads(command("backup", "--list", "--json", data=data).stdout)
    assert [one["name"] for one in alone] == [first.name]
    with RunningAgent(data) as agent, agent.machine() as machine:
        assert alone[0] in json.loads(command("backup", "--list", "--json", data=data).stdout)
        assert machine.outcomes(items.record()) == ["recorded"]
        second = made(data)
    told = command("backup", "--list", data=data).stdout
    assert str(first) in told
    assert str(second) in told


def test_restoring_says_what_would_be_lost_and_asks(data: Path) -> None:
    """Without a terminal to ask at, and without --yes, nothing is done."""
    backup, before = made(data), done_today(data)
    command("log", "comment_written", "depth=substantive", data=data)
    after = done_today(data)
    refused = command("restore", "--latest", data=data)
    assert refused.returncode == 1
    assert "This would lose 1 entry kept since" in refused.stdout
    assert "--yes" in refused.stderr
    assert done_today(data) == after
    done = command("restore", str(backup), "--yes", data=data)
    assert done.returncode == 0, done.stderr
    assert done_today(data) == before
    kept = done.stdout.splitlines()[-1].partition("What was there is kept: ")[2]
    undone = command("restore", Path(kept).name, "--yes", data=data)
    assert "Nothing would be lost" in undone.stdout
    assert done_today(data) == after


def test_a_restored_log_goes_on_and_its_clients_need_not_pair_again(data: Path) -> None:
    """What the browser still has is sent again and kept; what the agent had confirmed before stays a duplicate."""
    with RunningAgent(data) as agent, agent.machine() as machine:
        early, late = items.record(), items.record()
        assert machine.outcomes(early) == ["recorded"]
        backup = made(data)
        assert machine.outcomes(late) == ["recorded"]
    assert command("restore", str(backup), "--yes", data=data).returncode == 0
    with agent, agent.machine() as machine:
        assert machine.outcomes(early, late) == ["duplicate", "recorded"]


def test_restoring_is_refused_while_the_agent_runs_and_says_how_to_end_it(data: Path) -> None:
    """With the number of its process; the agent goes on."""
    backup = made(data)
    with RunningAgent(data) as agent, agent.machine() as machine:
        done = command("restore", str(backup), "--yes", data=data)
        assert done.returncode == 3
        assert f"end process {agent.pid}" in done.stderr
        assert machine.outcomes(items.record()) == ["recorded"]


@pytest.mark.parametrize("words", [(), ("--latest", "x.db"), ("nowhere.db",), ("--latest",)])
def test_a_restore_that_cannot_be_meant_is_refused(data: Path, words: tuple[str, ...]) -> None:
    """No backup named, two, one that is not there, none there at all."""
    done = command("restore", *words, "--yes", data=data)
    assert done.returncode in {1, 2}
    assert done.stderr.count("\n") == 1
    assert "backup" in done.stderr or "no file" in done.stderr


def test_only_the_terminal_and_the_dashboard_make_backups(data: Path) -> None:
    """A program that fills the disk with copies is not one a person wants."""
    with RunningAgent(data) as agent, agent.machine() as machine, pair(machine) as program:
        answer = program.send("POST", "/api/v1/backups")
        assert (answer.status, answer.code, answer.true) == (403, "refused", True)
        assert program.get("/api/v1/backups") == {"items": []}
