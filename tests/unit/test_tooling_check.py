"""How scripts/check runs and judges its steps, and how scripts/start reads its arguments."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

import setup_machine
from check_steps import BROWSER_STEPS, PRINTING_STEPS, STEPS, Result, Step, Tools, lint_passes
from setup_machine import ROOT

HERE = Tools(python=Path(sys.executable), node=Path("node"))


def _script(name: str) -> ModuleType:
    """A script without .py as a module, its `main` not run."""
    loader = SourceFileLoader(name.replace("-", "_"), str(ROOT / "scripts" / name))
    spec = spec_from_loader(loader.name, loader)
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def _step(program: str, *, counts: bool = False) -> Result:
    return Step("one", "", lambda tools: [tools.python, "-c", program], counts=counts).run(HERE)


def test_a_step_that_ends_with_an_error_fails_and_keeps_what_it_said() -> None:
    """Both streams, in one text."""
    result = _step("import sys; print('found'); print('why', file=sys.stderr); sys.exit(3)")
    assert not result.passed
    assert sorted(result.output.split()) == ["found", "why"]


def test_a_step_that_ends_well_passes() -> None:
    """Exit code 0 is the whole of it."""
    assert _step("print('fine')").passed


def test_the_runners_closing_lines_are_kept_and_no_others() -> None:
    """Pytest's last line, the names of what failed and Node's totals; nothing else that happens to be printed."""
    said = [
        "============================= test session starts =============================",
        "tests/unit/test_x.py ..",
        "# subtest 1",
        "# tests 4",
        "# pass 3",
        "# fail 1",
        "FAILED tests/unit/test_x.py::test_that[a-1] - AssertionError: not within 120.0 s",
        "=================== 1 failed, 272 passed, 14 errors in 4.22s ===================",
        "======================== 12 passed in 121.22s (0:02:01) ========================",
    ]
    result = _step(f"print({chr(10).join(said)!r})", counts=True)
    named = "FAILED tests/unit/test_x.py::test_that[a-1]"
    assert result.closing == [*said[3:6], named, *said[7:]]


def test_a_step_that_runs_no_tests_of_its_own_has_no_closing_lines() -> None:
    """The guard's script runs pytest to see it fail: those failures are its success."""
    assert _step("print('===== 1 failed in 0.1s =====')").closing == []


@pytest.mark.parametrize(
    ("errors", "warnings", "passes"),
    [
        ([], [], True),
        ([], ["BACKGROUND_SERVICE_WORKER_IGNORED"], True),
        ([], ["BACKGROUND_SERVICE_WORKER_IGNORED", "UNSAFE_VAR_ASSIGNMENT"], False),
        (["MANIFEST_FIELD_INVALID"], [], False),
    ],
)
def test_the_extensions_lint_allows_one_warning_only(errors: list[str], warnings: list[str], passes: bool) -> None:
    """Whatever web-ext's own exit code says of warnings."""
    report = {"errors": [{"code": code} for code in errors], "warnings": [{"code": code} for code in warnings]}
    assert lint_passes(0, json.dumps(report)) is passes


def test_a_lint_that_says_nothing_readable_fails() -> None:
    """A crash of the linter is no clean bill."""
    assert not lint_passes(0, "")


def test_every_step_named_elsewhere_is_a_step() -> None:
    """Else a renamed one would run at the wrong time, or without its browsers."""
    names = [step.name for step in STEPS]
    assert len(set(names)) == len(names)
    assert set(names) >= PRINTING_STEPS | BROWSER_STEPS


def test_every_room_of_tests_is_run_by_some_step() -> None:
    """A new folder of tests that no step names would never run."""
    rooms = {f"tests/{found.parent.name}" for found in (ROOT / "tests").glob("*/test_*.py")}
    assert rooms <= {word for step in STEPS for word in step.command(HERE)}


@pytest.mark.parametrize(
    ("typed", "run"),
    [
        ([], ["serve"]),
        (["--port", "9000"], ["serve", "--port", "9000"]),
        (["serve", "--port", "9000"], ["serve", "--port", "9000"]),
        (["open"], ["open"]),
        (["log", "reshare", "perspective=true"], ["log", "reshare", "perspective=true"]),
        (["help"], ["--help"]),
    ],
)
def test_start_runs_the_agent_unless_a_command_is_given(typed: list[str], run: list[str]) -> None:
    """`scripts/start` alone is the one command a person must know."""
    assert _script("start").command(typed) == run


def test_an_environment_that_stands_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second start is quiet and quick: nothing is installed, nothing is asked of the network."""
    ran: list[tuple[str | Path, ...]] = []
    monkeypatch.setattr(setup_machine, "run", lambda *command: ran.append(command))
    monkeypatch.setattr(setup_machine, "_read", lambda _stamp: setup_machine.stamp_of("check"))
    assert setup_machine.environment("check") == setup_machine.environment("run") == setup_machine.python()
    assert ran == []


@pytest.mark.parametrize("changed", ["check", "root", "python"])
def test_an_environment_made_for_something_else_is_mended(changed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new lock, a moved checkout, another Python: each is seen."""
    ran: list[str] = []
    monkeypatch.setattr(setup_machine, "UNLOCKED", False)
    monkeypatch.setattr(setup_machine, "run", lambda *command: ran.append(" ".join(map(str, command))))
    monkeypatch.setattr(setup_machine, "_read", lambda _stamp: setup_machine.stamp_of("check") | {changed: "other"})
    monkeypatch.setattr(setup_machine, "_write", lambda _stamp, _content: None)
    setup_machine.environment("check")
    assert any("--require-hashes" in command for command in ran)
    assert any("venv --clear" in command for command in ran) is (changed != "check")


def test_the_newest_environment_leaves_the_locks_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told what pyproject.toml wants, of running, building and checking, and no version of a lock."""
    ran: list[list[str]] = []
    monkeypatch.setattr(setup_machine, "UNLOCKED", True)
    monkeypatch.setattr(setup_machine, "run", lambda *command: ran.append([str(part) for part in command]))
    monkeypatch.setattr(setup_machine, "_read", lambda _stamp: {})
    monkeypatch.setattr(setup_machine, "_write", lambda _stamp, _content: None)
    setup_machine.environment("check")
    asked = next(command for command in ran if "--upgrade" in command)
    assert {"tzdata", "hatchling", "pytest"} <= set(asked)
    assert not [word for command in ran for word in command if "locks" in word or "==" in word]


def test_everything_that_a_newest_check_starts_is_in_its_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that ran in the other one would check nothing."""
    program = "import setup_machine; print(setup_machine.ENVIRONMENT.name)"
    monkeypatch.setenv(setup_machine.NEWEST, "1")
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT / "scripts", capture_output=True, check=True)
    assert done.stdout.split() == [b".venv-newest"]
