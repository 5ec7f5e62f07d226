"""The command `undo` as a person types it, with and without a running agent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from harness.agent import RunningAgent, command


@pytest.fixture(params=["alone", "beside an agent"])
def data(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """The path of a data folder: one that is not there yet, and one on which an agent runs."""
    folder = tmp_path / "data"
    if request.param == "alone":
        yield folder
        return
    with RunningAgent(folder):
        yield folder


def standing(data: Path) -> list[dict[str, Any]]:
    """What `undo --list --json` tells."""
    done = command("undo", "--list", "--json", data=data)
    assert (done.returncode, done.stderr) == (0, "")
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_the_last_one_is_taken_back_and_then_the_one_before(data: Path) -> None:
    """An activity or a reading, whatever was kept last; what it was is said, and the id is never cut short."""
    command("log", "comment_written", "depth=substantive", "--count", "2", data=data)
    command("reading", "12.5", "9", "7.25", "19", "--date", "2026-01-05", data=data)
    listed = standing(data)
    assert [(one["of"], one["text"]) for one in listed] == [
        ("reading", "Reading: 12.5, 9, 7.25, 19"),
        ("activity", "Comment · substantive × 2"),
    ]
    assert all(one["id"] in command("undo", "--list", data=data).stdout for one in listed)
    assert command("undo", data=data).stdout.startswith("Taken back: Reading: 12.5, 9, 7.25, 19, of 05 Jan 2026")
    again = json.loads(command("undo", listed[1]["id"], "--json", data=data).stdout)
    assert again == listed[1]
    assert standing(data) == []


def test_what_is_not_there_cannot_be_taken_back(data: Path) -> None:
    """An entry about it would wait for ever: nothing is kept, and the exit code is 8."""
    for words, told in (
        ((), "There is nothing to take back.\n"),
        (("00000000-0000-4000-8000-000000000000",), "Nothing of this id stands; see `undo --list`.\n"),
        (("../today",), "This is no id of an activity or a reading; `undo --list` shows them.\n"),
    ):
        done = command("undo", *words, data=data)
        assert (done.returncode, done.stdout, done.stderr) == (8, "", told)
