"""A disk without room: nothing is confirmed that is not kept, and when there is room again clicks go on."""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest

from harness import items, wire
from harness.agent import RunningAgent
from harness.forge import kept
from harness.program import Answer, Program, answer_handshake

MOUNT = ["mount", "-t", "tmpfs", "-o", "size=2m,mode=0700", "tmpfs"]
TRIES = 2000
ROOM = 200_000
"""Bytes left: enough for some clicks, so that confirmed ones stand beside refused ones."""


class Disk:
    """Where an agent lives, and how to take its room away and give it back."""

    def __init__(self, agent: RunningAgent, fill: Callable[[int], None], free: Callable[[], None]) -> None:
        self.agent = agent
        self.fill = fill
        self.free = free


def with_limited_files(folder: Path) -> Iterator[Disk]:
    """The kernel lets no file of the agent grow beyond the write-ahead log as it is now and the room (EFBIG)."""
    with RunningAgent(folder / "data") as agent:

        def limit(size: int) -> None:
            # An agent that has ended took its limit with it.
            with suppress(ProcessLookupError):
                resource.prlimit(agent.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

        def fill(room: int) -> None:
            limit((agent.data / "colonnade.db-wal").stat().st_size + room)

        yield Disk(agent, fill, lambda: limit(resource.RLIM_INFINITY))


def with_small_disk(folder: Path) -> Iterator[Disk]:
    """A file system of two megabytes in memory, filled up but for the room (ENOSPC)."""
    # Not in pytest's folder, whose cleaning up a disk left mounted by a killed run would break.
    place = Path(tempfile.mkdtemp(prefix="colonnade-disk-"))
    ballast = place / "ballast"
    subprocess.run([*MOUNT, str(place)], check=True)
    try:
        with RunningAgent(place / "data") as agent:

            def fill(room: int) -> None:
                with ballast.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
                    while file.write(b"x" * 4096):
                        pass
                os.truncate(ballast, ballast.stat().st_size - room)

            yield Disk(agent, fill, ballast.unlink)
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)
        place.rmdir()


def can_mount() -> bool:
    """Whether this user may mount a small disk: root may, but not in every container."""
    if os.geteuid() != 0:
        return False
    with tempfile.TemporaryDirectory() as place:
        if subprocess.run([*MOUNT, place], check=False, capture_output=True).returncode != 0:
            return False
        subprocess.run(["umount", place], check=True)
    return True


KINDS = {"files cannot grow": with_limited_files} | ({"disk full": with_small_disk} if can_mount() else {})


@pytest.fixture(params=KINDS.values(), ids=KINDS)
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    """A disk that can be filled, of each kind this user can make."""
    yield from request.param(tmp_path)


def click_until_refused(program: Program) -> tuple[list[str], Answer, dict[str, Any]]:
    """Click until one click is not confirmed: the confirmed ids, and that answer with its item."""
    confirmed: list[str] = []
    for _ in range(TRIES):
        item = items.record(note="x" * 280)
        answer = program.record(item)
        if answer.status != 200:
            return confirmed, answer, item
        assert answer.true
        confirmed.append(item["entry"])
    raise AssertionError("the disk never got full")


def listed(program: Program) -> set[str]:
    """The ids of the newest 500 activities."""
    return {one["id"] for one in program.get("/api/v1/activities?limit=500")["items"]}


CHOICE = {
    "zone": "Europe/Berlin",
    "day_start": "04:00",
    "week_start": "monday",
    "sales_navigator": True,
    "changed_at": "2026-01-01T00:00:00Z",
}


def test_a_click_on_a_full_disk_is_unavailable_and_kept_once_there_is_room(disk: Disk) -> None:
    """503 `unavailable`, signed and nothing kept; reading goes on; with room the same item is recorded."""
    with disk.agent.machine() as program:
        disk.fill(ROOM)
        confirmed, answer, item = click_until_refused(program)
        assert (answer.status, answer.code, answer.true) == (503, "unavailable", True)
        assert confirmed
        before = kept(disk.agent.data)
        assert before.entries == len(confirmed)
        for door, body in [
            ("/api/v1/entries", {"items": [items.record(note="x" * 280) for _ in range(50)]}),
            ("/api/v1/pairings", None),
        ]:
            again = program.send("POST", door, body)
            assert again.true
            assert again.status in (201, 503)
        assert kept(disk.agent.data) == before
        assert listed(program) == set(confirmed)
        assert program.get("/api/v1/today")["last"]
        disk.free()
        assert program.outcomes(item) == ["recorded"]
        assert listed(program) == {*confirmed, item["entry"]}
    assert "Traceback" not in disk.agent.output()


def test_sixteen_writers_on_a_disk_that_fills_up_are_never_told_a_lie(disk: Disk) -> None:
    """What was confirmed is kept, what was refused is not, also when both were in one batch; then all is."""
    disk.fill(ROOM)
    confirmed: set[str] = set()
    refused: list[dict[str, Any]] = []

    def write(program: Program) -> None:
        done, answer, item = click_until_refused(program)
        assert (answer.status, answer.true) == (503, True)
        confirmed.update(done)
        refused.append(item)

    with ExitStack() as programs:
        identity = programs.enter_context(disk.agent.machine())
        threads = []
        for _ in range(16):
            program = Program(identity.port, identity.client, identity.key, boot=identity.boot)
            threads.append(threading.Thread(target=write, args=(programs.enter_context(program),)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(refused) == 16
        assert confirmed
        assert listed(identity) == confirmed
        disk.free()
        assert identity.outcomes(*refused) == ["recorded"] * 16
        assert listed(identity) == confirmed | {item["entry"] for item in refused}


def test_a_client_that_was_not_heard_lately_can_still_read_from_a_full_disk(disk: Disk) -> None:
    """That it was heard cannot be kept just now; that is no reason to tell it nothing."""
    with disk.agent.machine() as machine:
        code = machine.send("POST", "/api/v1/pairings").json["code"]
        _, _, program = answer_handshake("pair", wire.plain_code(code), machine.port)
        assert program is not None
        disk.fill(0)
        assert machine.send("PUT", "/api/v1/preferences", CHOICE).status == 503, "there is room left"
        with program:
            assert program.hello()["protocol"] == 1
            assert program.send("GET", "/api/v1/today").status == 200
        disk.free()


def test_a_killed_agent_starts_again_after_its_disk_was_full(disk: Disk) -> None:
    """SIGKILL on the full disk, room made, started anew: everything confirmed is there."""
    with disk.agent.machine() as machine:
        disk.fill(ROOM)
        confirmed, _, item = click_until_refused(machine)
        disk.agent.kill()
        disk.free()
    with disk.agent, disk.agent.machine() as machine:
        assert listed(machine) == set(confirmed)
        assert machine.outcomes(item) == ["recorded"]
