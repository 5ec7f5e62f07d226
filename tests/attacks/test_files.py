"""Files planted, opened or owned by someone else: the agent starts over none of them, and says the cure."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from harness.agent import RunningAgent, serve_once
from harness.forge import click

FILES = ["colonnade.db", "colonnade.db-wal", "colonnade.db-shm", "agent.json", "colonnade.lock"]


def assert_refuses_to_start(data: Path, *words: str) -> str:
    """It ends with an exit code, without a traceback, and its words say what is wrong."""
    done = serve_once(data)
    assert done.returncode in range(1, 128), done
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr, done.stderr
    return done.stderr


@pytest.mark.parametrize("target", ["exists", "missing"])
def test_a_link_planted_at_the_data_folder_is_refused(tmp_path: Path, target: str) -> None:
    """The agent cannot be made to write elsewhere by a link where its folder will be."""
    elsewhere = tmp_path / "elsewhere"
    if target == "exists":
        elsewhere.mkdir(mode=0o700)
    (tmp_path / "data").symlink_to(elsewhere)
    assert_refuses_to_start(tmp_path / "data", str(tmp_path / "data"))
    assert elsewhere.exists() == (target == "exists")
    assert not elsewhere.exists() or list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("target", ["exists", "missing"])
def test_a_link_planted_at_a_file_is_refused(tmp_path: Path, name: str, target: str) -> None:
    """No file is written or made through a link: what it points to stays as it was."""
    data, victim = tmp_path / "data", tmp_path / "victim"
    data.mkdir(mode=0o700)
    if target == "exists":
        victim.write_text("as it was")
        victim.chmod(0o600)
    (data / name).symlink_to(victim)
    assert_refuses_to_start(data, name, "link")
    assert victim.exists() == (target == "exists")
    assert not victim.exists() or victim.read_text() == "as it was"


def test_a_link_planted_where_agent_json_is_prepared_is_not_followed(tmp_path: Path) -> None:
    """The file that is written beside and moved over is made anew, not written through."""
    data, victim = tmp_path / "data", tmp_path / "victim"
    data.mkdir(mode=0o700)
    victim.write_text("as it was")
    (data / "agent.json.new").symlink_to(victim)
    with RunningAgent(data) as agent, agent.machine() as machine:
        assert click(machine).send().status == 200
    assert victim.read_text() == "as it was"


@pytest.mark.parametrize("name", FILES)
def test_a_folder_where_a_file_should_be_is_refused(tmp_path: Path, name: str) -> None:
    """Whatever it is, it is not the agent's."""
    (tmp_path / "data").mkdir(mode=0o700)
    (tmp_path / "data" / name).mkdir(mode=0o700)
    assert_refuses_to_start(tmp_path / "data", name)


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an agent that ran and ended without cleaning up."""
    agent = RunningAgent(tmp_path_factory.mktemp("ended") / "data").start()
    agent.kill()
    return agent.data


@pytest.fixture
def used(ended: Path, tmp_path: Path) -> Path:
    """A copy of it, modes and all."""
    return shutil.copytree(ended, tmp_path / "data")


@pytest.mark.parametrize(
    ("name", "mode"),
    [("", 0o755), ("", 0o711), ("colonnade.db", 0o644), ("colonnade.db-wal", 0o660), ("agent.json", 0o602)],
)
def test_a_mode_that_lets_others_in_is_refused_with_its_cure(used: Path, name: str, mode: int) -> None:
    """The agent does not start over files others can reach; the command it names lets it start."""
    (used / name).chmod(mode)
    said = assert_refuses_to_start(used, "chmod")
    subprocess.run(["sh", "-c", said[said.index("chmod") :].splitlines()[0]], check=True)
    with RunningAgent(used) as agent, agent.machine() as machine:
        assert click(machine).send().status == 200
