"""A data folder that cannot be written to: told in one sentence, by the agent and by every command."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness import items
from harness.agent import RunningAgent, command, serve_once

MOUNT = ["mount", "-t", "tmpfs", "-o", "size=2m,mode=0700", "tmpfs"]


class Folder:
    """A place that can be made read-only: by a mount for root, whom no mode holds, and by its mode for others."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.data = place / "data"

    def close(self) -> None:
        """Let nothing be written from now on."""
        if os.geteuid() == 0:
            subprocess.run(["mount", "-o", "remount,ro", str(self.place)], check=True)
        else:
            self.data.chmod(0o500)

    def open(self) -> None:
        """Let it be written again."""
        if os.geteuid() == 0:
            subprocess.run(["mount", "-o", "remount,rw", str(self.place)], check=True)
        else:
            self.data.chmod(0o700)


@pytest.fixture
def folder() -> Iterator[Folder]:
    """Such a place with nothing in it."""
    place = Path(tempfile.mkdtemp(prefix="colonnade-folder-"))
    is_root = os.geteuid() == 0
    if is_root and subprocess.run([*MOUNT, str(place)], check=False, capture_output=True).returncode != 0:
        pytest.skip("root may not mount here, and no mode holds root")
    try:
        yield Folder(place)
    finally:
        if is_root:
            subprocess.run(["umount", "--lazy", str(place)], check=True)
            place.rmdir()


def test_a_folder_that_cannot_be_written_to_is_told_and_nothing_in_it_is_lost(folder: Folder) -> None:
    """By agent and commands alike; once it can be written to, everything is there and clicks go on."""
    click = items.record()
    with RunningAgent(folder.data, log=folder.place / "out") as agent, agent.machine() as machine:
        assert machine.outcomes(click) == ["recorded"]
    folder.close()
    sentence = f"The data folder {folder.data} cannot be written to: "
    done = serve_once(folder.data)
    assert done.returncode == 5
    assert done.stderr.startswith(f"Colonnade cannot start. {sentence}")
    assert done.stderr.count("\n") == 1
    for words in (("log", "reaction_given"), ("export",)):
        done = command(*words, data=folder.data)
        assert done.returncode == 5
        assert done.stderr.startswith(sentence)
        assert done.stderr.count("\n") == 1
    folder.open()
    with agent, agent.machine() as machine:
        assert machine.outcomes(click, items.record()) == ["duplicate", "recorded"]
