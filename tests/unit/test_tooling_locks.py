"""The lock files."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from setup_machine import LOCKS, ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGE = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
PACKAGE_LOCK = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
PIN = re.compile(r"([a-z0-9-]+)==(\S+)( ; .+?)? \\")


def _lines(name: str) -> list[str]:
    return (LOCKS / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def _pins(name: str) -> set[tuple[str, str, str]]:
    return {match.groups("") for line in _lines(name) if (match := PIN.fullmatch(line))}


def _names(requirements: list[str]) -> set[str]:
    return {re.match(r"[A-Za-z0-9-]+", one).group().lower() for one in requirements}


@pytest.mark.parametrize("name", ["run", "check", "node"])
def test_a_lock_holds_pins_and_hashes_and_nothing_else(name: str) -> None:
    """No place to load from, no path of the machine it was made on."""
    for line in _lines(name):
        assert PIN.fullmatch(line) or re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line), line


def test_everything_the_agent_needs_is_locked() -> None:
    """With the build backend, since the checkout itself is installed."""
    wanted = _names(PYPROJECT["project"]["dependencies"]) | _names(PYPROJECT["dependency-groups"]["build"])
    assert wanted <= {name for name, _, _ in _pins("run")}


def test_everything_the_checks_need_is_locked() -> None:
    """Each tool of the group "check" has its pin."""
    assert _names(PYPROJECT["dependency-groups"]["check"]) <= {name for name, _, _ in _pins("check")}


def test_checking_changes_nothing_of_what_runs() -> None:
    """One environment serves both: check.txt holds every pin of run.txt."""
    assert _pins("run") <= _pins("check")


def test_the_npm_lock_names_no_place_to_load_from() -> None:
    """Hashes, no addresses: any registry will do."""
    packages = {path: package for path, package in PACKAGE_LOCK["packages"].items() if path}
    assert packages
    assert not [path for path, package in packages.items() if "resolved" in package]
    assert not [path for path, package in packages.items() if "integrity" not in package]


def test_npm_tools_are_pinned_exactly() -> None:
    """A tool that moves by itself breaks a check that nobody changed."""
    assert PACKAGE["devDependencies"]
    for name, version in PACKAGE["devDependencies"].items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert PACKAGE_LOCK["packages"][f"node_modules/{name}"]["version"] == version


def test_the_linter_is_held_at_the_last_version_that_installs() -> None:
    """addons-linter 10.14.0 asks for a package that does not exist."""
    assert PACKAGE_LOCK["packages"]["node_modules/addons-linter"]["version"] == "10.13.0"


def test_the_version_is_the_same_everywhere() -> None:
    """The package, the extension and the JavaScript tools are released as one."""
    text = (ROOT / "agent" / "colonnade" / "__init__.py").read_text(encoding="utf-8")
    version = re.search(r'__version__: Final = "([^"]+)"', text).group(1)
    manifest = json.loads((ROOT / "extension" / "manifest.json").read_text(encoding="utf-8"))
    assert version == manifest["version"] == PACKAGE["version"] == PACKAGE_LOCK["version"]
