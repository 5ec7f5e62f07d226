"""A real agent in a process of its own, with a data folder and a port of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from harness.forked import CAN_FORK, Forked, Started
from harness.program import NotTheAgent, Program

ROOT = Path(__file__).parents[2]
COLONNADE = ("-m", "colonnade")
TYPED = ("-u", *COLONNADE)
"""The same started the long way, with a command line of its own that others can read."""
START_LIMIT = 60.0
"""Seconds for a start: like every limit below, long enough for a busy machine."""


PORTS = range(20_000, 32_000)
"""Below what systems give to connections that go out: a port stays free while its agent is down for a while."""
_numbers = count(os.getpid() * 499)  # runs side by side begin apart


def free_port() -> int:
    """A port nobody listens on just now, and none that this process has given before."""
    while True:
        port = PORTS[next(_numbers) % len(PORTS)]
        with socket.socket() as one, suppress(OSError):
            one.bind(("127.0.0.1", port))
            return port


def environment(**more: str) -> dict[str, str]:
    """This environment with the package on its path and no setting of Colonnade's from outside."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COLONNADE_")}
    return kept | {"PYTHONPATH": str(ROOT / "agent"), "PYTHONUNBUFFERED": "1", "NO_COLOR": "1", "COLUMNS": "200"} | more


def command(
    *words: str,
    data: Path | None = None,
    port: int | None = None,
    timeout: float = 60,
    program: tuple[str, ...] = COLONNADE,
    settings: dict[str, str] | None = None,
    input: str | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run `colonnade` with these words and variables to its end and give the finished process."""
    places = {} if data is None else {"COLONNADE_DATA_DIR": str(data)}
    places |= {} if port is None else {"COLONNADE_PORT": str(port)}
    with tempfile.TemporaryDirectory() as folder:
        given, out, err = (Path(folder) / name for name in ("in", "out", "err"))
        given.write_text(input or "", encoding="utf-8")
        run = start(program, list(words), environment(**places, **(settings or {})), (given, out, err))
        try:
            code = run.wait(timeout)
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
            raise
        return subprocess.CompletedProcess([*program, *words], code, out.read_text("utf-8"), err.read_text("utf-8"))


def start(program: tuple[str, ...], words: list[str], env: dict[str, str], streams: tuple[Path, Path, Path]) -> Started:
    """A program of Python's with these words, what it reads and says in files."""
    if program == COLONNADE and CAN_FORK:
        return Forked(words, env, streams)
    with streams[0].open("rb") as given, streams[1].open("ab") as out, streams[2].open("ab") as err:
        return subprocess.Popen([sys.executable, *program, *words], env=env, stdin=given, stdout=out, stderr=err)


def serve_once(
    data: Path, port: int | None = None, program: tuple[str, ...] = COLONNADE
) -> subprocess.CompletedProcess[str]:
    """Start an agent that is expected to end by itself, and give what it said."""
    return command("serve", "--port", str(port or free_port()), "--data-dir", str(data), program=program)


def machine_of(data: Path, port: int) -> Program:
    """The built-in client "this machine" of the agent on that data folder, as the commands use it."""
    said = json.loads((data / "agent.json").read_text())
    program = Program(port, said["client"], bytes.fromhex(said["key"]))
    try:
        program.hello()
    except BaseException:
        program.close()
        raise
    return program


class RunningAgent:
    """`colonnade serve` as a person starts it. Use as a context manager, or `start` and `kill`."""

    def __init__(
        self,
        data: Path,
        port: int | None = None,
        *,
        log: Path | None = None,
        settings: dict[str, str] | None = None,
        program: tuple[str, ...] = COLONNADE,
    ) -> None:
        self.data = data
        self._settings = settings or {}
        self._program = program
        self.port = port or free_port()
        self.log = log or data.with_name(f"{data.name}.out")
        self._process: Started | None = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> Self:
        """Start it and wait until it answers truly."""
        words = ["serve", "--port", str(self.port), "--data-dir", str(self.data)]
        nothing = Path(os.devnull)
        self._process = start(self._program, words, environment(**self._settings), (nothing, self.log, self.log))
        return self.until_it_answers()

    def until_it_answers(self) -> Self:
        """Wait until it answers truly."""
        deadline = time.monotonic() + START_LIMIT
        while not self._answers():
            if self._process is None or self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise AssertionError(f"the agent did not start:\n{self.output()}")
            time.sleep(0.02)
        return self

    def _answers(self) -> bool:
        try:
            with self.machine():
                return True
        except (OSError, ValueError, KeyError, NotTheAgent):
            return False

    def machine(self) -> Program:
        """The built-in client "this machine", as the commands use it."""
        return machine_of(self.data, self.port)

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def output(self) -> str:
        """Everything it printed and logged since the first start."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        """End it as a power cut does."""
        self._end(signal.SIGKILL)

    def ended(self) -> int:
        """Wait for its end and give its exit code; below 0, the signal that ended it."""
        assert self._process is not None
        return self._process.wait(timeout=60)

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        self._end(signal.SIGINT)

    def _end(self, how: signal.Signals) -> None:
        process = self._process
        if process is None:
            return
        if process.poll() is None:
            process.send_signal(how)
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise AssertionError(f"the agent did not stop:\n{self.output()}") from None
