"""The wheel in an environment of its own: everything is inside, and nothing of the checkout is needed."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import extension_zip
import wheel
from colonnade import __version__
from colonnade.store.migrate import newest
from harness.agent import ROOT, free_port, machine_of
from harness.program import NotTheAgent

FROZEN = sorted((ROOT / "tests" / "databases").glob("schema-*.db"))
INSTALLED_LIMIT = 20.0


def needed(name: str, found: dict[str, Distribution] | None = None) -> dict[str, Distribution]:
    """What a distribution needs to run, and what that needs: only what is declared."""
    found = {} if found is None else found
    for line in distribution(name).requires or ():
        requirement = Requirement(line)
        wanted = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        known = canonicalize_name(requirement.name)
        if wanted and known not in found:
            found[known] = distribution(known)
            needed(known, found)
    return found


@dataclass(frozen=True)
class Installed:
    """`colonnade` as somebody has it who never saw the checkout."""

    bin: Path
    home: Path

    def environment(self, data: Path) -> dict[str, str]:
        """Nothing of this one but the way to the system's own programs."""
        return {"PATH": os.defpath, "HOME": str(self.home), "COLONNADE_DATA_DIR": str(data), "COLUMNS": "200"}

    def run(self, *words: str, data: Path) -> str:
        """What a command says that ends well."""
        done = subprocess.run(
            [self.bin / "colonnade", *words],
            cwd=self.home,
            env=self.environment(data),
            capture_output=True,
            text=True,
            timeout=INSTALLED_LIMIT,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout

    @contextmanager
    def serving(self, data: Path, port: int) -> Iterator[None]:
        """`colonnade serve`, until it has answered and everything was asked of it."""
        words = [self.bin / "colonnade", "serve", "--port", str(port)]
        with subprocess.Popen(words, cwd=self.home, env=self.environment(data), stdout=subprocess.DEVNULL) as running:
            try:
                deadline = time.monotonic() + INSTALLED_LIMIT
                while not answers(data, port):
                    assert running.poll() is None
                    assert time.monotonic() < deadline
                    time.sleep(0.02)
                yield
            finally:
                running.send_signal(signal.SIGINT)
        assert running.returncode == 0


def answers(data: Path, port: int) -> bool:
    """Whether the agent on that folder answers truly."""
    try:
        with machine_of(data, port):
            return True
    except (OSError, ValueError, KeyError, NotTheAgent, http.client.HTTPException):
        return False


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, as `scripts/package` builds it."""
    return wheel.build(Path(sys.executable), tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel, installed by pip beside what it declares to need and nothing else; no network is asked."""
    place = tmp_path_factory.mktemp("installed")
    venv.create(place / "env", with_pip=False, symlinks=True)
    inside = place / "env"
    packages = next(inside.glob("lib/python*/site-packages"))
    for one in needed("colonnade").values():
        for top in {path.parts[0] for path in one.files or () if path.parts[0] not in {"..", "__pycache__"}}:
            (packages / top).symlink_to(one.locate_file(top))
    pip = [sys.executable, "-m", "pip", "--python", inside / "bin" / "python", "--isolated"]
    # Without --no-deps: pip refuses when what is declared is not there, in a version that is allowed.
    subprocess.run(
        [*pip, "install", "--quiet", "--no-index", "--no-compile", built], check=True, capture_output=True, timeout=60
    )
    home = place / "home"
    home.mkdir()
    return Installed(inside / "bin", home)


def test_the_wheel_holds_everything_that_runs_and_nothing_else(built: Path) -> None:
    """Dashboard, templates, migrations and the mark that it is typed; licence; no test, no cache."""
    sources = {
        path.relative_to(ROOT / "agent").as_posix()
        for path in (ROOT / "agent").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(built) as archive:
        names = set(archive.namelist())
        assert {info.date_time for info in archive.infolist()} == {extension_zip.EPOCH}
    beside = {name for name in names if name.startswith(f"colonnade-{__version__}.dist-info/")}
    assert names - beside == sources
    assert f"colonnade-{__version__}.dist-info/licenses/LICENSE" in beside
    for name in (
        "py.typed",
        "store/migrations/0001_log.sql",
        "summary/templates/week.html",
        "web/dashboard/index.html",
    ):
        assert f"colonnade/{name}" in names


def test_the_same_files_make_the_same_wheel(built: Path, tmp_path: Path) -> None:
    """From another place, written at another time, with the leavings of a run in it."""
    other = tmp_path / "checkout"
    shutil.copytree(ROOT / "agent", other / "agent", copy_function=shutil.copyfile)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copyfile(ROOT / name, other / name)
    again = wheel.build(Path(sys.executable), tmp_path / "dist", other)
    assert again.name == built.name
    assert again.read_bytes() == built.read_bytes()


def test_the_installed_program_says_its_version_and_how_things_stand(installed: Installed, tmp_path: Path) -> None:
    """Without an agent, on a folder that is not there yet."""
    assert installed.run("--version", data=tmp_path / "data") == f"colonnade {__version__}\n"
    assert "does not run" in installed.run("status", data=tmp_path / "data")


def test_the_installed_agent_serves_the_dashboard_and_writes_a_summary(installed: Installed, tmp_path: Path) -> None:
    """The page with every file it loads, an activity by the command, the week as HTML from its template."""
    data, port = tmp_path / "data", free_port()
    with installed.serving(data, port):
        installed.run("log", "comment_written", "depth=substantive", data=data)
        html = installed.run("week", "--format", "html", data=data)
        page = fetched(port, "/")
        loads = re.findall(r'(?:src|href)="(/app/[^"]+)"', page)
        assert len(loads) > 2
        for path in [*loads, "/app/vendor/htm-preact-standalone.module.js", "/app/generated/protocol.js"]:
            assert fetched(port, path)
    assert "<h1>Week " in html
    assert "Comment" in html


def fetched(port: int, path: str) -> str:
    """A file of the dashboard."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers={"Sec-Fetch-Mode": "navigate"} if path == "/" else {})
        answer = connection.getresponse()
        assert answer.status == 200, path
        return answer.read().decode()
    finally:
        connection.close()


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda path: path.stem)
def test_an_upgrade_keeps_the_data_of_every_version_before(frozen: Path, installed: Installed, tmp_path: Path) -> None:
    """The installed program opens it, brings it to its own schema, and goes on with the same log."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    shutil.copyfile(frozen, data / "colonnade.db")
    (data / "colonnade.db").chmod(0o600)
    before = entries(data)
    assert len(before) > 10
    installed.run("log", "reaction_given", data=data)
    after = entries(data)
    assert after[:-1] == before
    assert json.loads(after[-1][1])["kind"] == "reaction_given"
    connection = sqlite3.connect(data / "colonnade.db")
    assert connection.execute("PRAGMA user_version").fetchone() == (newest(),)
    connection.close()


def entries(data: Path) -> list[tuple[str, str]]:
    """The log, in its order."""
    connection = sqlite3.connect(data / "colonnade.db")
    found = connection.execute("SELECT id, content FROM entries ORDER BY seq").fetchall()
    connection.close()
    return found
