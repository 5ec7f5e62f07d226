"""Take each rule of the guard out in turn: some guard test must fail, or the rule is not tested.

`python tests/attacks/remove_each_rule.py [NAME ...]`. It edits no source: each removal is made in a
forked process, and only the guard's tests run there, up to the first that fails. It ends with a line
"N passed, N failed", where a rule whose removal nobody noticed has failed.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from colonnade.services import clients, pairing
from colonnade.web import admitting, guard, live, signing, sockets

HERE = Path(__file__).parent
ROOMS = ("http", "origins", "bodies", "auth", "freshness", "revocation", "peer", "pairing", "websocket")
# Loading every plugin that is installed would take longer than the tests; the settings name this one's options.
os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
PLUGINS = ["-p", "pytest_asyncio.plugin", "-p", "no:cacheprovider"]
OPTIONS = ["-x", "-q", "--tb=line", "--no-header", *PLUGINS, f"--rootdir={HERE.parents[1]}"]
NOTICED = int(pytest.ExitCode.TESTS_FAILED)
TEST_LIMIT = 120
"""Seconds a test may take. Without a rule one may wait for a refusal that never comes: that, too, is noticed."""
RUN_LIMIT = 900.0
"""Seconds after which a run is ended from outside, whatever it does; then it has failed."""


@dataclass(frozen=True)
class Removal:
    """A rule, how to take it out of the modules in memory, and the tests that should be first to notice."""

    name: str
    apply: Callable[[], None]
    room: str


def row(module: ModuleType, table: str, name: str, room: str) -> Removal:
    """One named row taken out of a module's table of rules."""

    def apply() -> None:
        rows = getattr(module, table)
        setattr(module, table, tuple(one for one in rows if one.name != name))

    return Removal(f"{module.__name__.rpartition('.')[2]}.{name}", apply, room)


def instead(name: str, holder: Any, attribute: str, value: Any, room: str) -> Removal:
    """Something harmless in the place of a check that is no row of a table."""
    if not hasattr(holder, attribute):
        raise SystemExit(f"{name}: {holder.__name__} has no {attribute} any more; mend this table.")
    return Removal(name, lambda: setattr(holder, attribute, value), room)


def yes(*_: object) -> bool:
    """What a check says that is not made."""
    return True


def nothing(*_: object) -> None:
    """What a step does that is left out."""


async def nothing_later(*_: object) -> None:
    """The same, where it is waited for."""


LONG = timedelta(days=36_500)
FIRST = {
    "origin": "origins",
    "origin_needed": "origins",
    "fetch_site": "origins",
    "content_type": "bodies",
    "length": "bodies",
    "peer_uid": "peer",
    "not_over": "revocation",
    "same_origin": "revocation",
}
"""Which tests should be the first to notice that a row is gone, where that is not "http" or "freshness"."""
REMOVALS = (
    *(row(guard, "RULES", rule.name, FIRST.get(rule.name, "http")) for rule in guard.RULES),
    *(row(signing, "CHECKS", check.name, FIRST.get(check.name, "freshness")) for check in signing.CHECKS),
    instead("headers of every answer", guard, "clothe", nothing, "http"),
    instead("limit of a chunked body", guard, "limit_of", lambda _: 1 << 40, "bodies"),
    instead("only a part of an archive is no JSON, and larger", guard, "is_part", yes, "bodies"),
    instead("origins of extensions are well-formed", guard, "is_extension", yes, "pairing"),
    instead("the signature itself", signing, "signed_by", yes, "auth"),
    instead("only the person lets clients in and out", admitting, "only_the_person", nothing, "revocation"),
    instead("a revoked client's sockets are closed", sockets.Sockets, "close_over", nothing_later, "revocation"),
    instead("a dashboard session ages", clients, "UNUSED", LONG, "pairing"),
    instead("the proof of a word", pairing, "same", yes, "pairing"),
    instead("a word's life", pairing, "LIFE", dict.fromkeys(pairing.LIFE, LONG), "pairing"),
    instead("the proof of a live connection", live, "same", yes, "websocket"),
    instead("the size of a live message", live, "BODY_LIMIT", 1 << 24, "websocket"),
    instead("the number of live connections", sockets.Sockets, "full", lambda _: False, "websocket"),
)


class Limit:
    """Lets a test fail that does not come to its end; as a plugin of pytest."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self) -> Iterator[None]:
        """The test with what is set up for it and torn down after it."""
        signal.signal(signal.SIGALRM, _too_long)
        signal.alarm(TEST_LIMIT)
        try:
            return (yield)
        finally:
            signal.alarm(0)


def _too_long(*_: object) -> None:
    pytest.fail(f"not done after {TEST_LIMIT} s")


def run_tests(removal: Removal | None, log: str) -> int:
    """In a forked process: the guard's tests, those that should notice first; pytest's exit code."""
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(out, 1)
    os.dup2(out, 2)
    # What hangs so that no alarm reaches it says at least where, before it is ended.
    faulthandler.dump_traceback_later(RUN_LIMIT - 30)
    if removal is None:
        return int(pytest.main([*OPTIONS, *(str(HERE / f"test_{room}.py") for room in ROOMS)], [Limit()]))
    removal.apply()
    rooms = sorted(ROOMS, key=lambda room: room != removal.room)
    for room in rooms:
        code = int(pytest.main([*OPTIONS, str(HERE / f"test_{room}.py")], [Limit()]))
        if code != pytest.ExitCode.OK:
            return code
    return 0


def start(removal: Removal | None, log: str) -> int:
    """Fork, run the tests there, and give the process's id."""
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        code = int(pytest.ExitCode.INTERNAL_ERROR)
        try:
            code = run_tests(removal, log)
        finally:
            os._exit(code)
    return pid


def ended(running: dict[int, tuple[Removal | None, str, float]]) -> tuple[int, int]:
    """The id and the status of a run that has come to its end, or was brought there after its time."""
    while True:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid != 0:
            return pid, status
        for late, (_, _, until) in running.items():
            if time.monotonic() > until:
                os.kill(late, signal.SIGKILL)
        time.sleep(0.05)


def main(names: list[str]) -> int:
    """0 when, with everything in place, the tests pass, and with any rule taken out some test fails."""
    chosen: list[Removal | None] = [None, *(one for one in REMOVALS if not names or one.name in names)]
    if len(chosen) < 2 or (names and len(chosen) != len(names) + 1):
        raise SystemExit("No such rule. These are: " + ", ".join(one.name for one in REMOVALS))
    failed = 0
    running: dict[int, tuple[Removal | None, str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        waiting = chosen[::-1]
        while waiting or running:
            while waiting and len(running) < (os.cpu_count() or 1):
                removal, log = waiting.pop(), f"{folder}/{len(waiting)}"
                running[start(removal, log)] = (removal, log, time.monotonic() + RUN_LIMIT)
            pid, status = ended(running)
            removal, log, _ = running.pop(pid)
            failed += not told(removal, os.waitstatus_to_exitcode(status), Path(log).read_text(errors="replace"))
    say(f"{len(chosen) - failed} passed, {failed} failed")
    return min(failed, 1)


def say(line: str) -> None:
    """A line for the person who runs this."""
    sys.stdout.write(f"{line}\n")


def told(removal: Removal | None, code: int, output: str) -> bool:
    """Print a line about one run, its output too when it is not as it should be; whether it is."""
    good = code == (0 if removal is None else NOTICED)
    name = "nothing taken out: the tests pass" if removal is None else f"{removal.name} taken out: noticed"
    last = next((line for line in output.splitlines() if line.startswith(("FAILED tests", "ERROR tests"))), "")
    say(f"{'ok  ' if good else 'FAIL'} {name} {last[:160]}".rstrip())
    if not good:
        say(output[-4000:])
    return good


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
