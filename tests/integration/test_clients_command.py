"""The command `clients` as a person types it, with and without a running agent."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from harness.agent import RunningAgent, command
from harness.program import Program, pair


def test_clients_are_listed_with_whole_ids_and_can_be_revoked(agent: RunningAgent, machine: Program) -> None:
    """The id can be copied from the list; a second time, or a made-up id, is a sentence."""
    with pair(machine) as program:
        listed = command("clients", data=agent.data)
        assert listed.returncode == 0
        assert f"{program.client}" in listed.stdout
        assert "This machine" in listed.stdout
        revoked = command("clients", "revoke", program.client, data=agent.data)
        assert revoked.stdout.endswith("is revoked.\n")
    assert re.search(rf"revoked\s+{program.client}", command("clients", "list", data=agent.data).stdout)
    unknown = command("clients", "revoke", "0" * 32, data=agent.data)
    assert (unknown.returncode, unknown.stderr) == (8, "There is no client of this id.\n")


@pytest.mark.parametrize("id", ["../hello", "ü", "0" * 31 + "\n"])
def test_what_is_no_id_is_not_sent(agent: RunningAgent, id: str) -> None:
    """It could ask for something else than was meant."""
    done = command("clients", "revoke", id, data=agent.data)
    assert (done.returncode, done.stdout) == (8, "")
    assert "A client's id is 32 digits and small letters" in done.stderr


def test_the_clients_are_the_same_with_and_without_an_agent(tmp_path: Path) -> None:
    """And one that is revoked while no agent runs may not speak to the next."""
    with RunningAgent(tmp_path / "data") as agent, agent.machine() as machine:
        program = pair(machine, label="A script")
        program.close()
        beside = json.loads(command("clients", "--json", data=agent.data).stdout)
    alone = json.loads(command("clients", "list", "--json", data=agent.data).stdout)
    assert alone == beside
    assert [one["label"] for one in alone] == ["A script", "This machine"]
    assert command("clients", "revoke", program.client, data=agent.data).stdout == "A script is revoked.\n"
    with agent, program:
        assert program.send("GET", "/api/v1/hello").code == "revoked"


def test_a_program_that_was_added_can_speak_to_the_agent(tmp_path: Path) -> None:
    """Added beside a running agent or without one; the key is in what was printed, and in nothing else."""
    agent = RunningAgent(tmp_path / "data")
    there = {"COLONNADE_PORT": str(agent.port)}
    printed = [command("clients", "add", "A script", data=agent.data, settings=there).stdout]
    with agent:
        printed.append(command("clients", "add", "Another", data=agent.data).stdout)
        for text, label in zip(printed, ("A script", "Another"), strict=True):
            said = json.loads(text)
            assert (said["label"], said["origin"]) == (label, f"http://127.0.0.1:{said['port']}")
            with Program(said["port"], said["client"], bytes.fromhex(said["key"]), said["origin"]) as program:
                assert program.hello()["protocol"] == 1
        listed = command("clients", data=agent.data).stdout
    for text in printed:
        assert json.loads(text)["client"] in listed
        assert json.loads(text)["key"] not in listed + agent.output()


@pytest.mark.parametrize("label", ["", "x" * 61, "\udcff"])
def test_a_label_that_cannot_be_kept_is_refused(tmp_path: Path, label: str) -> None:
    """Before anything is kept."""
    done = command("clients", "add", label, data=tmp_path / "data")
    assert (done.returncode, done.stdout) == (2, "")
    assert not (tmp_path / "data").exists()
