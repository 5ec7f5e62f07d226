"""What pyproject.toml says about the code, held to the code."""

from __future__ import annotations

import re
import tomllib

from setup_machine import ROOT

TEXT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads(TEXT)
CONTRACTS = {contract["id"]: contract for contract in PYPROJECT["tool"]["importlinter"]["contracts"]}
PLACES = [
    place.strip()
    for layer in CONTRACTS["layers"]["layers"]
    for place in layer.split("|")
]  # fmt: skip
TOUCHES_THE_WORLD = {"__main__", "cli", "client", "feed", "logs", "services", "settings", "store", "web"} | {
    *("commands", "live_client", "login", "terminal"),
}


def _modules() -> set[str]:
    package = ROOT / "agent" / "colonnade"
    files = {path.stem for path in package.glob("*.py")} - {"__init__"}
    return files | {path.parent.name for path in package.glob("*/__init__.py")}


def test_every_module_has_exactly_one_place_among_the_layers() -> None:
    """A new module without a place fails, and so does a place without its module."""
    assert sorted(PLACES) == sorted(_modules())


def test_every_module_is_pure_or_known_to_touch_the_world() -> None:
    """A new module is pure until someone writes down here that it is not."""
    pure = {name.removeprefix("colonnade.") for name in CONTRACTS["pure"]["source_modules"]}
    assert pure == _modules() - TOUCHES_THE_WORLD


def test_the_layers_are_exhaustive() -> None:
    """Else import-linter would let a module without a place pass."""
    assert CONTRACTS["layers"]["exhaustive"] is True


def test_every_rule_left_out_has_its_reason_beside_it() -> None:
    """An ignored rule without a reason is a rule someone found in the way."""
    ruff = TEXT[TEXT.index("[tool.ruff.lint]") : TEXT.index("[tool.mypy]")]
    left_out = re.findall(r'^    "([A-Z]+[0-9]*)",(.*)$', ruff, re.MULTILINE)
    named = PYPROJECT["tool"]["ruff"]["lint"]["ignore"]
    named += [rule for rules in PYPROJECT["tool"]["ruff"]["lint"]["per-file-ignores"].values() for rule in rules]
    assert sorted(rule for rule, _ in left_out) == sorted(named)
    assert not [rule for rule, reason in left_out if not re.fullmatch(r" *# \S.{10,}", reason)]


def test_warnings_are_errors() -> None:
    """A warning nobody must act on is a warning nobody reads."""
    assert PYPROJECT["tool"]["pytest"]["ini_options"]["filterwarnings"][0] == "error"


def test_every_script_is_executable_and_checked() -> None:
    """A script has no .py to be found by: it is listed, and starts by itself."""
    scripts = [path for path in (ROOT / "scripts").iterdir() if path.is_file() and not path.suffix]
    names = sorted(f"scripts/{path.name}" for path in scripts)
    assert names == sorted(PYPROJECT["tool"]["ruff"]["extend-include"])
    assert {*names, "agent", "scripts"} == set(PYPROJECT["tool"]["mypy"]["files"])
    for path in scripts:
        assert path.read_text(encoding="utf-8").startswith("#!/usr/bin/env python3\n"), path.name
        assert path.stat().st_mode & 0o111 == 0o111, path.name


def test_what_runs_elsewhere_is_scripts_check_and_no_more() -> None:
    """`scripts/check` is the whole truth: no other place has steps of its own."""
    steps = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[1:]
    assert steps == ["exec python3 scripts/check"]
    (workflow,) = (ROOT / ".github" / "workflows").iterdir()
    text = workflow.read_text(encoding="utf-8")
    assert re.findall(r"run: (.+)", text) == ["python scripts/check", "python scripts/check --newest"]
    least = PYPROJECT["project"]["requires-python"].removeprefix(">=")
    assert f'python: ["{least}", "3.12", "3.13", "3.14"]' in text
