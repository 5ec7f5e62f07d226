"""Programs of Colonnade that start at once: forked from a process that has made their imports already.

A start of Python with all that a command imports takes longer than what most commands do. What runs is a process
of its own with its own environment, standard streams, signals and exit code, as if it had been typed. Where a test
is about the start itself, or about another program, it starts one the long way.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from functools import cache
from multiprocessing import forkserver
from pathlib import Path
from typing import Final, Protocol

import pytest

from colonnade.__main__ import main

ROOT: Final = Path(__file__).parents[2]
PACKAGE: Final = ROOT / "agent" / "colonnade"
CAN_FORK: Final = "forkserver" in multiprocessing.get_all_start_methods()
IMPORTS: Final = ("harness.forked", "colonnade.cli", "colonnade.web.app")
"""What every program that is forked has imported already."""


class Started(Protocol):
    """What is known of a program that was started; `subprocess.Popen` is one, too."""

    pid: int

    def poll(self) -> int | None:
        """Its exit code once it has ended; below 0, the signal that ended it."""

    def wait(self, timeout: float | None = None) -> int:
        """The same, waited for. Raises subprocess.TimeoutExpired."""

    def send_signal(self, sig: int) -> None:
        """Send it a signal."""

    def kill(self) -> None:
        """End it at once."""


class Forked:
    """`colonnade` with these words, its standard streams tied to files."""

    def __init__(self, words: list[str], env: dict[str, str], streams: tuple[Path, Path, Path]) -> None:
        _make_ready()
        context = multiprocessing.get_context("forkserver")
        self._words = words
        self._process = context.Process(target=_run, args=(words, env, Path.cwd(), streams), daemon=True)
        self._process.start()
        assert self._process.pid is not None
        self.pid = self._process.pid

    def poll(self) -> int | None:
        """Its exit code once it has ended; below 0, the signal that ended it."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """The same, waited for. Raises subprocess.TimeoutExpired."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired(["colonnade", *self._words], timeout or 0)
        return self._process.exitcode

    def send_signal(self, sig: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, sig)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


@cache
def _make_ready() -> None:
    """Start the process that is forked from, once for all."""
    # It is told by its environment where this package lies; in some versions the path it is handed does nothing.
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "agent"), str(ROOT / "tests")]))
        multiprocessing.get_context("forkserver").set_forkserver_preload(list(IMPORTS))
        forkserver.ensure_running()


def _run(words: list[str], env: dict[str, str], folder: Path, streams: tuple[Path, Path, Path]) -> None:
    """In the forked process: become that program."""
    os.environ.clear()
    os.environ.update(env)
    os.chdir(folder)
    with ExitStack() as opened:
        for number, (path, mode) in enumerate(zip(streams, ("rb", "ab", "ab"), strict=True)):
            os.dup2(opened.enter_context(path.open(mode)).fileno(), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - standard input, as long as it runs
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", line_buffering=True, write_through=True)  # type: ignore[union-attr]
    sys.argv = [str(PACKAGE / "__main__.py"), *words]
    main()
