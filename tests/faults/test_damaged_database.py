"""A damaged database: set aside, put together again, told in one sentence, and never a loop of restarts."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from harness import items
from harness.agent import RunningAgent, command, serve_once
from harness.program import Program, pair

PAGE = 4096
IMPATIENT = (str(Path(__file__).with_name("impatient.py")),)
NO_ROOM = """
import resource
from colonnade.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
main()
"""


def filled(agent: RunningAgent, first: int, number: int) -> list[str]:
    """Confirmed clicks, each with a note of its own; their ids."""
    with agent.machine() as machine:
        made = [items.record(note=f"marker-{n} {'x' * 200}") for n in range(first, first + number)]
        assert set(machine.outcomes(*made)) == {"recorded"}
        return [one["entry"] for one in made]


def listed(machine: Program) -> list[str]:
    """The ids of the newest 500 activities, sorted."""
    return sorted(one["id"] for one in machine.get("/api/v1/activities?limit=500")["items"])


def spoil(database: Path, marker: str) -> None:
    """Overwrite the page of the log that holds an entry, as a failing disk does."""
    content = bytearray(database.read_bytes())
    place = content.index(f'"note":"{marker} '.encode()) // PAGE * PAGE
    content[place : place + PAGE] = b"\xff" * PAGE
    database.write_bytes(content)


def set_aside(data: Path) -> list[Path]:
    """The damaged databases that were kept."""
    return sorted(data.glob("damaged-*.db"))


def notice(machine: Program) -> str:
    """What hello has to say to the person."""
    return str(machine.hello()["notice"]["text"])


def backed_up(data: Path) -> None:
    """Have the log backed up by the command."""
    done = command("backup", data=data)
    assert done.returncode == 0, done.stderr


def test_a_spoilt_page_costs_nothing_that_a_backup_or_another_page_holds(tmp_path: Path) -> None:
    """Every confirmed click is there once, from the backup or from the damaged file; the clicks go on."""
    agent = RunningAgent(tmp_path / "data").start()
    early = filled(agent, 0, 100)
    backed_up(agent.data)
    late = filled(agent, 100, 100)
    agent.stop()
    spoil(agent.data / "colonnade.db", "marker-50")
    damaged = (agent.data / "colonnade.db").read_bytes()
    with agent, agent.machine() as machine:
        assert listed(machine) == sorted(early + late)
        assert machine.outcomes(items.record()) == ["recorded"]
        (aside,) = set_aside(agent.data)
        assert aside.read_bytes() == damaged
        text = notice(machine)
        assert "from the backup of" in text
        assert "100 entries that could still be read" in text
        assert aside.name in text
        assert agent.output().count(text) == 1
        assert "Traceback" not in agent.output()
    with agent, agent.machine() as machine:
        assert len(set_aside(agent.data)) == 1
        assert notice(machine) == text
        assert agent.output().count(text) == 1


def test_clients_outlive_a_spoilt_page(tmp_path: Path) -> None:
    """A browser paired after the backup need not be paired again, and one that was revoked stays out."""
    agent = RunningAgent(tmp_path / "data").start()
    filled(agent, 0, 100)
    backed_up(agent.data)
    with agent.machine() as machine, pair(machine) as program, pair(machine) as gone:
        gone.send("DELETE", f"/api/v1/clients/{gone.client}")
    agent.stop()
    spoil(agent.data / "colonnade.db", "marker-50")
    with agent, program, gone:
        program.hello()
        assert program.outcomes(items.record()) == ["recorded"]
        assert gone.send("GET", "/api/v1/hello").code == "revoked"


@pytest.mark.parametrize("garbage", [b"shopping list\n" * 1000, b"\0" * 50_000, b"SQLite format 3\0" + b"\xff" * 9000])
def test_garbage_in_the_databases_place_is_kept_and_the_newest_backup_used(tmp_path: Path, garbage: bytes) -> None:
    """A spoilt backup is passed over; a command without an agent says what to do and changes nothing."""
    agent = RunningAgent(tmp_path / "data").start()
    early = filled(agent, 0, 20)
    backed_up(agent.data)
    agent.stop()
    (agent.data / "backups" / "nightly-2026-11-20.db").write_bytes(garbage)
    for end in ("-wal", "-shm"):
        (agent.data / f"colonnade.db{end}").unlink(missing_ok=True)
    (agent.data / "colonnade.db").write_bytes(garbage)
    done = command("status", data=agent.data)
    assert done.returncode == 1
    assert "is damaged. Start the agent" in done.stderr
    assert done.stderr.count("\n") == 1
    with agent, agent.machine() as machine:
        assert listed(machine) == sorted(early)
        assert set_aside(agent.data)[0].read_bytes() == garbage
        assert "from the backup of" in notice(machine)


def test_without_any_backup_the_log_begins_anew_and_says_so(tmp_path: Path) -> None:
    """Nothing else can be done; what was there is kept, and the agent runs."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    (data / "colonnade.db").write_bytes(b"shopping list\n" * 1000)
    (data / "colonnade.db").chmod(0o600)
    with RunningAgent(data) as agent, agent.machine() as machine:
        assert "the log begins anew" in notice(machine)
        assert machine.outcomes(items.record()) == ["recorded"]


def test_a_large_database_is_read_through_soon_after_the_start(tmp_path: Path) -> None:
    """The same process puts it together again and goes on; a second damage of the same start ends nothing."""
    agent = RunningAgent(tmp_path / "data", program=IMPATIENT).start()
    early = filled(agent, 0, 100)
    backed_up(agent.data)
    agent.stop()
    spoil(agent.data / "colonnade.db", "marker-50")
    with agent:
        pid, deadline = agent.pid, time.monotonic() + 20
        while not set_aside(agent.data) and time.monotonic() < deadline:
            time.sleep(0.02)
        agent.until_it_answers()
        with agent.machine() as machine:
            assert listed(machine) == sorted(early)
            assert "The database was damaged" in notice(machine)
        assert agent.pid == pid
        assert "Traceback" not in agent.output()


def test_a_cut_write_ahead_log_costs_only_what_was_being_written(tmp_path: Path) -> None:
    """A power cut in the middle of a commit: what was confirmed before is there, what was not is taken again."""
    agent = RunningAgent(tmp_path / "data").start()
    wal = agent.data / "colonnade.db-wal"
    confirmed = filled(agent, 0, 30)
    size = wal.stat().st_size
    item = items.record(note="x" * 280)
    with agent.machine() as machine:
        machine.record(item)
    agent.kill()
    with wal.open("r+b") as file:
        file.truncate(size + 100)
        file.seek(size + 50)
        file.write(b"\xff" * 50)
    with agent, agent.machine() as machine:
        assert listed(machine) == sorted(confirmed)
        assert machine.outcomes(item) == ["recorded"]
        assert set_aside(agent.data) == []


def test_a_full_disk_while_it_is_put_together_leaves_the_damaged_one_in_its_place(tmp_path: Path) -> None:
    """Told and ended; with room the next start does it."""
    agent = RunningAgent(tmp_path / "data").start()
    early = filled(agent, 0, 100)
    backed_up(agent.data)
    agent.stop()
    spoil(agent.data / "colonnade.db", "marker-50")
    damaged = (agent.data / "colonnade.db").read_bytes()
    done = serve_once(agent.data, program=("-c", NO_ROOM))
    assert done.returncode == 1
    assert "is damaged, and could not be put together again" in done.stderr
    assert done.stderr.count("\n") == 1
    assert (agent.data / "colonnade.db").read_bytes() == damaged
    with agent, agent.machine() as machine:
        assert listed(machine) == sorted(early)


def test_a_database_held_by_another_program_is_no_damage(tmp_path: Path) -> None:
    """At the start it is told; later a click is refused, kept by its sender, and taken once the other lets go."""
    agent = RunningAgent(tmp_path / "data", program=IMPATIENT).start()
    confirmed = filled(agent, 0, 3)
    holder = sqlite3.connect(agent.data / "colonnade.db", isolation_level=None)
    try:
        with agent.machine() as machine:
            holder.execute("BEGIN IMMEDIATE")
            item = items.record()
            answer = machine.record(item)
            assert (answer.status, answer.code, answer.true) == (503, "unavailable", True)
            assert listed(machine) == sorted(confirmed)
            holder.execute("ROLLBACK")
            assert machine.outcomes(item) == ["recorded"]
        agent.stop()
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        done = serve_once(agent.data, program=IMPATIENT)
        assert done.returncode == 1
        assert "Another program holds the database" in done.stderr
        assert done.stderr.count("\n") == 1
    finally:
        holder.close()
    with agent, agent.machine() as machine:
        assert listed(machine) == sorted([*confirmed, item["entry"]])
        assert set_aside(agent.data) == []
