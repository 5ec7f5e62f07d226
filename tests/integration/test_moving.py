"""`export` and `import`: the same file with and without an agent, and nothing half-imported."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from harness import forge, items
from harness.agent import RunningAgent, command, free_port
from harness.program import Answer, Program

PART = 4 * 1024 * 1024
OCTETS: dict[str, str | None] = {"Content-Type": "application/octet-stream"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of somebody who wrote a comment with a note and took a reading."""
    data = tmp_path / "data"
    for words in (
        ("log", "comment_written", "depth=substantive", "--note", "Zephyrine"),
        ("reading", "12.5", "9", "7.25", "19"),
    ):
        done = command(*words, data=data)
        assert done.returncode == 0, done.stderr
    return data


def export(data: Path) -> bytes:
    """What the command writes to standard output; a file gets the same."""
    target = data.with_name("house.jsonl")
    done = command("export", "--out", str(target), data=data)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert target.stat().st_mode & 0o777 == 0o600
    shown = command("export", data=data)
    assert shown.stdout.encode() == target.read_bytes()
    return target.read_bytes()


def bring(data: Path, archive: bytes) -> dict[str, dict[str, int]]:
    """What the command says of a file."""
    source = data.with_name("brought.jsonl")
    source.write_bytes(archive)
    done = command("import", str(source), "--json", data=data)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_a_house_is_moved_from_one_folder_to_another(data: Path, tmp_path: Path) -> None:
    """By two commands; the agent there shows the same, and the second time nothing is added."""
    archive, new = export(data), tmp_path / "new"
    assert bring(new, archive)["entries"] == {"added": 2, "there": 0}
    assert bring(new, archive)["entries"] == {"added": 0, "there": 2}
    weeks = [command("week", "--format", "json", data=folder).stdout for folder in (data, new)]
    assert weeks[0] == weeks[1] != ""


def test_a_house_is_moved_between_two_agents_that_run(data: Path, tmp_path: Path) -> None:
    """The same bytes as without an agent; an open dashboard is told; no part is left behind."""
    alone = export(data)
    with RunningAgent(data), RunningAgent(tmp_path / "new", free_port()) as new, new.machine() as machine:
        archive = export(data)
        assert archive.splitlines()[1:2] == alone.splitlines()[1:2]
        assert bring(new.data, archive)["entries"] == {"added": 2, "there": 0}
        assert [one["note"] for one in machine.get("/api/v1/activities")["items"]] == ["Zephyrine"]
        assert bring(new.data, archive)["entries"] == {"added": 0, "there": 2}
        assert [path.name for path in (new.data / "imports").iterdir()] == []
        assert "Zephyrine" not in new.output()


def test_what_was_refused_is_told_with_its_line(data: Path, tmp_path: Path) -> None:
    """The rest is taken; the exit code says that something is missing."""
    archive = export(data)
    (entry,) = [json.loads(line)["entry"] for line in archive.splitlines() if b"Zephyrine" in line]
    new = tmp_path / "new"
    with RunningAgent(new) as agent, agent.machine() as machine:
        assert machine.outcomes(entry | {"note": "another"}) == ["recorded"]
        done = command("import", str(data.with_name("house.jsonl")), data=new)
    assert done.returncode == 1
    assert "entries: 1 added, 0 there already" in done.stdout
    assert "refused: 1" in done.stdout
    assert ", /entry: Another entry with this id is kept already" in done.stderr
    assert "Zephyrine" not in done.stderr


@pytest.mark.parametrize("runs", [True, False], ids=["with an agent", "without"])
def test_a_file_that_is_no_whole_archive_is_refused_in_one_sentence(data: Path, tmp_path: Path, *, runs: bool) -> None:
    """Cut off, or another file; nothing of it is kept, and no file is left."""
    archive, new, source = export(data), tmp_path / "new", tmp_path / "broken"
    agent = RunningAgent(new)
    if runs:
        agent.start()
    try:
        for broken in (archive[:-30], b"Date,Action\n"):
            source.write_bytes(broken)
            done = command("import", str(source), data=new)
            assert (done.returncode, done.stdout) == (2, "")
            assert done.stderr.count("\n") == 1
            assert "Nothing of it is kept" in done.stderr
        assert b'"entries":0' in export(new)
        assert not runs or list((new / "imports").iterdir()) == []
    finally:
        agent.stop()


@pytest.mark.parametrize("words", [("import", "{nowhere}"), ("export", "--out", "{nowhere}/x"), ("import", "{folder}")])
def test_a_path_that_does_not_work_is_named(data: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    """With the system's reason."""
    said = [word.format(nowhere=tmp_path / "nowhere", folder=tmp_path) for word in words]
    done = command(*said, data=data)
    assert done.returncode == 1
    assert "cannot be" in done.stderr
    assert done.stderr.count("\n") == 1


# --- the doors ----------------------------------------------------------------------------


def opened(machine: Program) -> str:
    """The address of a new import."""
    answer = machine.send("POST", "/api/v1/imports")
    assert (answer.status, answer.true) == (201, True)
    return f"/api/v1/imports/{answer.json['id']}"


def put(machine: Program, door: str, number: int, part: bytes) -> tuple[int, str]:
    """Status and code of the answer to a part."""
    answer = machine.send("PUT", f"{door}/parts/{number}", part, headers=OCTETS)
    assert answer.true
    return answer.status, answer.code


def test_an_archive_comes_in_parts_of_any_size(machine: Program, data: Path) -> None:
    """Cut anywhere, also inside a line; the last part may come again, as after a lost answer."""
    archive, door = export(data), opened(machine)
    pieces = [archive[start : start + 200] for start in range(0, len(archive), 200)]
    assert put(machine, door, 1, b"an answer that was lost") == (200, "")
    for number, piece in enumerate(pieces, 1):
        assert put(machine, door, number, piece) == (200, "")
    answer = machine.send("POST", f"{door}/finish")
    assert (answer.status, answer.json["entries"]) == (200, {"added": 2, "there": 0})
    assert machine.send("POST", f"{door}/finish").status == 404


def test_a_part_out_of_its_turn_is_refused(machine: Program) -> None:
    """Nothing is put in a gap, and no number is out of reach of the agent."""
    door = opened(machine)
    assert put(machine, door, 2, b"x") == (409, "conflict")
    assert put(machine, door, 1, b"x") == (200, "")
    assert put(machine, door, 2, b"x") == (200, "")
    assert put(machine, door, 1, b"x") == (409, "conflict")
    assert put(machine, door, 9999, b"x") == (409, "conflict")
    assert put(machine, f"/api/v1/imports/{'0' * 32}", 1, b"x") == (404, "not_found")
    machine.send("POST", f"{door}/finish")


def test_a_third_import_ends_the_oldest(agent: RunningAgent, machine: Program) -> None:
    """What was begun and left lies on the disk no longer than that."""
    doors = [opened(machine) for _ in range(3)]
    assert put(machine, doors[0], 1, b"x") == (404, "not_found")
    assert put(machine, doors[1], 1, b"x" * PART) == (200, "")
    files = list((agent.data / "imports").iterdir())
    assert len(files) == 2
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert (agent.data / "imports").stat().st_mode & 0o777 == 0o700


def test_what_a_killed_agent_left_of_an_import_is_deleted(tmp_path: Path) -> None:
    """At the next start; nothing of it was kept."""
    with RunningAgent(tmp_path / "data") as agent:
        with agent.machine() as machine:
            assert put(machine, opened(machine), 1, b"x") == (200, "")
        agent.kill()
        assert len(list((agent.data / "imports").iterdir())) == 1
        agent.start()
        assert not (agent.data / "imports").exists()


def test_only_the_terminal_and_the_dashboard_take_archives_in(machine: Program, program: Program) -> None:
    """An archive speaks for every client; a program speaks for itself, by the log's own door."""
    door = opened(machine)
    for method, target in [("POST", "/api/v1/imports"), ("PUT", f"{door}/parts/1"), ("POST", f"{door}/finish")]:
        headers = OCTETS if method == "PUT" else {}
        answer = program.send(method, target, b"{}", headers=headers)
        assert (answer.status, answer.code, answer.true) == (403, "refused", True)
    assert program.send("GET", "/api/v1/export").true


def test_clicks_are_answered_while_an_archive_is_taken_in(tmp_path: Path) -> None:
    """Each within a second, and counted once beside what comes in."""
    old = tmp_path / "old"
    with RunningAgent(old) as agent, agent.machine() as machine:
        for _ in range(20):
            machine.record(*[items.record(note="x" * 100) for _ in range(200)])
        archive = export(old)
    with RunningAgent(tmp_path / "new") as agent, agent.machine() as machine, agent.machine() as other:
        door = opened(other)
        put(other, door, 1, archive)
        import_under_way = threading.Thread(target=lambda: done.append(other.send("POST", f"{door}/finish")))
        done: list[Answer] = []
        import_under_way.start()
        clicks = 0
        while import_under_way.is_alive():
            assert machine.outcomes(items.record()) == ["recorded"]
            clicks += 1
        assert clicks > 3
        assert done[0].json["entries"] == {"added": 4000, "there": 0}
        assert forge.kept(agent.data).entries == 4000 + clicks
