"""The summary of a week by its door and by its command: the same bytes, with and without an agent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from harness import items
from harness.agent import RunningAgent, command
from harness.program import Program

MEDIA = {
    "json": "application/json",
    "md": "text/markdown",
    "html": "text/html",
    "csv": "text/csv",
    "pdf": "application/pdf",
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of somebody who wrote a comment with a note, today."""
    data = tmp_path / "data"
    done = command("log", "comment_written", "depth=substantive", "--note", "Zephyrine", data=data)
    assert done.returncode == 0
    return data


def write(data: Path, target: Path, *words: str) -> bytes:
    """What the command writes into a file."""
    done = command("week", *words, "--out", str(target), data=data)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return target.read_bytes()


@pytest.mark.parametrize("form", ["mine", "coach"])
def test_door_and_command_give_the_same_bytes_of_every_format(data: Path, tmp_path: Path, form: str) -> None:
    """While the agent runs, and while it does not; signed like any answer, with its own media type."""
    alone = {name: write(data, tmp_path / f"alone.{name}", "--format", name, "--form", form) for name in MEDIA}
    with RunningAgent(data) as running, running.machine() as machine:
        for name, media_type in MEDIA.items():
            answer = machine.send("GET", f"/api/v1/summaries/newest?format={name}&form={form}")
            assert (answer.status, answer.true) == (200, True)
            assert answer.headers["Content-Type"].partition(";")[0] == media_type
            assert answer.body == alone[name], name
            assert write(data, tmp_path / f"beside.{name}", "--format", name, "--form", form) == alone[name]
    assert (b"Zephyrine" in alone["md"]) == (form == "mine")
    assert json.loads(alone["json"])["kinds"][0]["value"] == 1


def test_without_anything_said_it_is_the_newest_week_as_text(data: Path) -> None:
    """On standard output, and nothing else there."""
    done = command("week", data=data)
    assert done.returncode == 0
    assert done.stdout.startswith("# Week ")
    assert "Comment" in done.stdout


@pytest.mark.parametrize("words", [("--week", "2025-W53"), ("--week", "../x"), ("--week", "2090-W01")])
def test_a_week_there_is_none_of_is_refused_with_what_to_give(data: Path, words: tuple[str, str]) -> None:
    """The same words with and without an agent; the exit code says that it was typed wrong."""
    alone = command("week", *words, data=data)
    with RunningAgent(data):
        beside = command("week", *words, data=data)
    assert alone.returncode == beside.returncode == 2
    assert "/week: " in alone.stderr
    if words[1] != "../x":
        assert alone.stderr == beside.stderr


def test_a_month_is_written_by_its_command_as_by_its_door(data: Path, tmp_path: Path) -> None:
    """The same bytes with and without an agent; and a month there is none of is refused."""
    words = ("month", "--form", "coach", "--format", "html", "--out")
    assert command(*words, str(tmp_path / "alone.html"), data=data).returncode == 0
    with RunningAgent(data) as running, running.machine() as machine:
        body = machine.send("GET", "/api/v1/months/newest?format=html&form=coach").body
        assert command(*words, str(tmp_path / "beside.html"), data=data).returncode == 0
        refused = command("month", "--month", "2090-01", data=data)
    assert body == (tmp_path / "alone.html").read_bytes() == (tmp_path / "beside.html").read_bytes()
    assert refused.returncode == 2
    assert "/month: Ask for a month that has begun." in refused.stderr


def test_a_file_that_cannot_be_written_leaves_the_old_one_as_it_is(data: Path, tmp_path: Path) -> None:
    """A folder that is not there, and one that is a file: told, and nothing half-written lies about."""
    (tmp_path / "file").write_text("old")
    for target in (tmp_path / "nowhere" / "week.md", tmp_path / "file" / "week.md"):
        done = command("week", "--out", str(target), data=data)
        assert done.returncode == 1
        assert "cannot be written" in done.stderr
        assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "file"]


def test_a_wrong_question_names_its_parameter(machine: Program) -> None:
    """Format, form and week, each by its name."""
    machine.record(items.record())
    for target, pointer in [
        ("/api/v1/summaries/2026-W01?format=doc", "/format"),
        ("/api/v1/summaries/2026-W01?form=boss", "/form"),
        ("/api/v1/summaries/2026-W01?weeks=2", "/weeks"),
        ("/api/v1/summaries/W01", "/week"),
    ]:
        answer = machine.send("GET", target)
        assert (answer.status, [one["pointer"] for one in answer.json["errors"]]) == (400, [pointer]), target
