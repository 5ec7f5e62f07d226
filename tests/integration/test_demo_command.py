"""`colonnade demo`: invented data beside one's own log, and never in it."""

from __future__ import annotations

import re
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from colonnade.summary.words import DEMO
from harness.agent import command, environment, free_port, machine_of


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The data folder of somebody with a log."""
    folder = tmp_path / "own"
    assert command("log", "comment_written", data=folder).returncode == 0
    return folder


def held(folder: Path) -> dict[str, bytes]:
    """Everything in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_demo_lies_beside_ones_own_log_and_says_what_it_is(own: Path) -> None:
    """Private as any data folder; status and summary say that it is invented; one's own log is as it was."""
    before = held(own)
    done = command("demo", "--no-serve", data=own)
    demo = own.with_name("own-demo")
    assert (done.returncode, done.stderr) == (0, "")
    assert str(demo) in done.stdout
    assert held(own) == before
    assert stat.S_IMODE(demo.stat().st_mode) == 0o700
    assert stat.S_IMODE((demo / "colonnade.db").stat().st_mode) == 0o600
    assert DEMO in command("status", data=demo).stdout
    assert DEMO not in command("status", data=own).stdout
    assert f"**{DEMO}**" in command("week", data=demo).stdout


def test_ones_own_log_is_never_made_a_demo(own: Path) -> None:
    """The folder is named by mistake: one sentence, and everything stays."""
    before = held(own)
    done = command("demo", "--data-dir", str(own), "--no-serve")
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr.startswith(f"{own} holds something that is no demo. Nothing was changed")
    assert held(own) == before


def test_the_demo_is_served_and_opened_until_ctrl_c(tmp_path: Path) -> None:
    """In the folder and on the port that were named; its agent says that it is a demo."""
    data, port, seen = tmp_path / "demo", free_port(), tmp_path / "seen"
    browser = tmp_path / "browser.py"
    browser.write_text(f"#!{sys.executable}\nimport sys\nopen({str(seen)!r}, 'w').write(sys.argv[-1])\n")
    browser.chmod(0o700)
    line = [sys.executable, "-m", "colonnade", "demo", "--data-dir", str(data), "--port", str(port)]
    places = environment(BROWSER=f"{browser} %s", COLONNADE_DATA_DIR=str(tmp_path / "own"))
    with subprocess.Popen(line, env=places, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        try:
            deadline = time.monotonic() + 20
            while not (seen.exists() and seen.read_text()) and time.monotonic() < deadline:
                time.sleep(0.02)
            assert re.fullmatch(rf"http://127\.0\.0\.1:{port}/#t=[\w-]{{22}}", seen.read_text())
            with machine_of(data, port) as machine:
                assert machine.hello()["demo"] is True
                assert machine.get("/api/v1/today")["demo"] is True
        finally:
            running.send_signal(signal.SIGINT)
            said, _ = running.communicate(timeout=15)
    assert running.returncode == 0, said
    assert "#t=" not in said
    assert not (tmp_path / "own").exists()
