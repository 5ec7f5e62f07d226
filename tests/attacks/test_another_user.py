"""Another user of the same machine: what nobody (65534) can do to a person's agent and files.

Only root can become another user for a moment, so these run as root and are left out otherwise.
"""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from colonnade.web import peer
from harness import raw
from harness.agent import RunningAgent, serve_once
from harness.forge import click, kept, look
from harness.program import NotTheAgent, Program
from harness.squatter import Squatter

NOBODY = 65534


@contextmanager
def nobody() -> Iterator[None]:
    """Be another user: for files, for new connections and for ports."""
    user, group, groups = os.geteuid(), os.getegid(), os.getgroups()
    os.setgroups([])
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)
        os.setegid(group)
        os.setgroups(groups)


@pytest.fixture(scope="module")
def shared() -> Iterator[Path]:
    """A folder everyone may enter and write in, as /tmp is."""
    folder = Path(tempfile.mkdtemp(prefix="colonnade-shared-"))
    folder.chmod(0o1777)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def agent(shared: Path) -> Iterator[RunningAgent]:
    """A person's agent, its data folder at a place that others can reach."""
    with RunningAgent(shared / "data") as running:
        yield running


def test_nobody_gets_no_answer_even_with_a_stolen_key(agent: RunningAgent, machine: Program) -> None:
    """A true signature over another user's connection: the agent sees who is there, refuses, keeps nothing."""
    before = kept(agent.data)
    for request in (click(machine), look(machine), look(machine, "/")):
        with nobody():
            answer = request.send()
        assert (answer.status, answer.code) == (403, "refused")
        assert not answer.all("Colonnade-Ack")
    assert kept(agent.data) == before
    assert click(machine).send().status == 200


def test_nobody_reads_no_file_of_the_agent(agent: RunningAgent, machine: Program) -> None:
    """Database, write-ahead log, keys and lock are closed to others, although the folder's place is open."""
    assert click(machine).send().status == 200
    names = [file.name for file in agent.data.iterdir()]
    assert {"colonnade.db", "colonnade.db-wal", "agent.json"} <= set(names)
    with nobody():
        for name in names:
            with pytest.raises(PermissionError):
                (agent.data / name).read_bytes()
        with pytest.raises(PermissionError):
            list(agent.data.iterdir())
        with pytest.raises(PermissionError):
            (agent.data / "planted").touch()


def test_nobody_cannot_take_the_port_while_the_agent_runs(agent: RunningAgent) -> None:
    """The kernel refuses a second listener, on every address and with every option set too."""
    with nobody():
        for address in ("127.0.0.1", "0.0.0.0"):  # noqa: S104 - the attack
            with socket.socket() as one:
                for option in (socket.SO_REUSEADDR, socket.SO_REUSEPORT):
                    one.setsockopt(socket.SOL_SOCKET, option, 1)
                with pytest.raises(OSError, match="Address already in use"):
                    one.bind((address, agent.port))


def test_nobody_takes_the_port_while_the_agent_is_down_and_learns_nothing(shared: Path) -> None:
    """The agent says that the port is taken and ends; a client does not believe whoever answers there."""
    agent = RunningAgent(shared / "squatted").start()
    machine = agent.machine()
    machine.close()
    agent.stop()
    with nobody():
        squatter = Squatter(200, b'{"boot": "' + b"0" * 32 + b'"}', port=agent.port)
    with squatter, machine:
        done = serve_once(agent.data, agent.port)
        assert done.returncode in range(1, 128)
        assert f"Port {agent.port} is taken" in done.stderr
        with pytest.raises(NotTheAgent):
            machine.hello()
        assert len(squatter.requests) == 1
        for secret in (machine.key, machine.key.hex().encode()):
            assert secret not in squatter.heard


@pytest.mark.parametrize("target", ["exists", "missing"])
def test_a_link_nobody_planted_at_the_data_path_is_refused(shared: Path, target: str) -> None:
    """Another user cannot make the agent write into a folder of theirs."""
    place = Path(tempfile.mkdtemp(dir=shared))
    place.chmod(0o1777)
    with nobody():
        if target == "exists":
            (place / "theirs").mkdir(mode=0o777)
        (place / "data").symlink_to(place / "theirs")
    done = serve_once(place / "data")
    assert done.returncode in range(1, 128)
    assert str(place / "data") in done.stderr
    assert (place / "theirs").exists() == (target == "exists")
    assert target == "missing" or list((place / "theirs").iterdir()) == []


def test_a_folder_nobody_made_at_the_data_path_is_refused(shared: Path) -> None:
    """A folder of theirs is theirs to open again, whatever its mode."""
    place = Path(tempfile.mkdtemp(dir=shared))
    place.chmod(0o1777)
    with nobody():
        (place / "data").mkdir(mode=0o700)
    done = serve_once(place / "data")
    assert done.returncode in range(1, 128)
    assert "belongs to another user" in done.stderr
    assert "chown" in done.stderr
    assert list((place / "data").iterdir()) == []


@pytest.mark.parametrize("name", ["colonnade.db", "colonnade.db-wal", "agent.json", "colonnade.lock"])
def test_a_file_of_another_owner_is_refused_with_its_cure(tmp_path: Path, name: str) -> None:
    """Who owns a file can open it again at any time: the agent starts over nobody else's."""
    agent = RunningAgent(tmp_path / "data").start()
    agent.kill()
    os.chown(agent.data / name, NOBODY, NOBODY)
    done = serve_once(agent.data)
    assert done.returncode in range(1, 128)
    assert "belongs to another user" in done.stderr
    assert "chown" in done.stderr


def test_only_loopback_is_listened_on(agent: RunningAgent) -> None:
    """No other address of this machine reaches the agent, and 0.0.0.0 as a name is refused."""
    for family, address in [(socket.AF_INET, "127.0.0.2"), (socket.AF_INET6, "::1")]:
        with socket.socket(family) as one, pytest.raises(OSError, match=r"refused|unreachable|assign"):
            one.connect((address, agent.port))
    listening = [row[1] for row in peer._rows() if row[1].endswith(f":{agent.port:04X}") and row[3] == "0A"]
    assert listening == [f"0100007F:{agent.port:04X}"]
    stranger = look(Program(agent.port, "0" * 32, bytes(32)))
    assert raw.exchange(agent.port, stranger.bytes()).status == 401
    assert stranger.with_header("Host", f"0.0.0.0:{agent.port}").send().status == 421
