"""The steps of scripts/check: one table, and how a step is run and judged."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from setup_machine import ROOT

_CLOSING: Final = re.compile(
    r"(=+ .*\d.* in [\d.]+s.* =+|# (?:tests|pass|fail) \d+|(?:FAILED|ERROR) tests/.+?)(?: - .*)?"
)
"""The lines with which pytest and Node's runner close, and of a test that failed its name."""

LINT_ALLOWED: Final = {"BACKGROUND_SERVICE_WORKER_IGNORED"}
"""One manifest serves two browsers: Firefox is told of `background.scripts`, and says that it ignores the other."""


BEHIND: Final = ("nice", "-n", "10") if shutil.which("nice") else ()
"""What lets a command take second place; Windows has no such command, and runs all alike."""


@dataclass(frozen=True)
class Tools:
    """The environment's Python, and Node with node_modules in place."""

    python: Path
    node: Path


@dataclass(frozen=True)
class Result:
    """How a step went; `closing` are the runner's own last lines."""

    step: Step
    passed: bool
    seconds: float
    output: str

    @property
    def closing(self) -> list[str]:
        """What pytest or Node's runner says at its end, with the names of what failed; nothing for other steps."""
        found = (_CLOSING.fullmatch(line) for line in self.output.splitlines() if self.step.counts)
        return [line[1] for line in found if line]


def _exit_code(code: int, _output: str) -> bool:
    return code == 0


@dataclass(frozen=True)
class Step:
    """One check.

    `streams` shows its output as it comes; `counts` says that it is a test runner; a `patient` one needs
    nothing in time, and takes the processor while others leave it.
    """

    name: str
    about: str
    command: Callable[[Tools], list[str | Path]]
    judge: Callable[[int, str], bool] = _exit_code
    streams: bool = False
    counts: bool = field(default=False)
    patient: bool = False

    def run(self, tools: Tools) -> Result:
        """Runs it to its end, whatever that is."""
        begun = time.monotonic()
        lines: list[str] = []
        command = [*(BEHIND if self.patient else ()), *(str(part) for part in self.command(tools))]
        with subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as child:
            for line in child.stdout or ():
                lines.append(line)
                if self.streams:
                    # Two run side by side: each line says whose it is.
                    print(f"{self.name:8} | {line}", end="", flush=True)
        output = "".join(lines)
        return Result(self, self.judge(child.returncode, output), time.monotonic() - begun, output)


def lint_passes(_code: int, output: str) -> bool:
    """Whether web-ext found nothing but the one warning that cannot be avoided."""
    try:
        report = json.loads(output)
    except ValueError:
        return False
    warned = {warning["code"] for warning in report["warnings"]}
    return not report["errors"] and warned <= LINT_ALLOWED


def _module(*words: str) -> Callable[[Tools], list[str | Path]]:
    return lambda tools: [tools.python, "-m", *words]


def _script(*words: str) -> Callable[[Tools], list[str | Path]]:
    return lambda tools: [tools.python, *words]


def _layers(tools: Tools) -> list[str | Path]:
    return [tools.python.parent / "lint-imports"]


def _types(part: str) -> Callable[[Tools], list[str | Path]]:
    return lambda tools: [tools.node, "node_modules/typescript/bin/tsc", "--project", f"tsconfig.{part}.json"]


def _lint_extension(tools: Tools) -> list[str | Path]:
    lint = ["lint", "--source-dir", "extension", "--output", "json", "--no-input", "--no-config-discovery"]
    return [tools.node, "node_modules/web-ext/bin/web-ext.js", *lint]


def _tests(*rooms: str) -> Callable[[Tools], list[str | Path]]:
    return _module("pytest", *(f"tests/{room}" for room in rooms))


def _browser_tests(which: str) -> Callable[[Tools], list[str | Path]]:
    return _module("pytest", "tests/browser", "-k", which)


def _node_tests(tools: Tools) -> list[str | Path]:
    # Files by name: a folder as argument means one thing to Node 20 and another to its successors.
    files = sorted(ROOT.glob("tests/**/*.test.*js"))
    return [tools.node, "--test", "--test-reporter=tap", *files]


STEPS: Final = (
    Step("style", "ruff: rules", _module("ruff", "check")),
    Step("format", "ruff: layout", _module("ruff", "format", "--check")),
    Step("types", "mypy, strict", _module("mypy")),
    Step("layers", "import-linter: directions, and a place for every module", _layers),
    Step("schemas", "what is generated is what the records make of it", _script("scripts/generate-schemas", "--check")),
    Step("js-agent", "tsc, strict, over the dashboard", _types("dashboard")),
    Step("js-ext", "tsc, strict, over the extension", _types("extension")),
    Step("web-ext", "web-ext lint", _lint_extension, judge=lint_passes),
    Step("node", "the JavaScript tests", _node_tests, counts=True),
    Step("chromium", "the tests in Chromium", _browser_tests("not firefox"), streams=True, counts=True),
    Step("firefox", "the tests in Firefox", _browser_tests("firefox"), streams=True, counts=True),
    Step("doors", "the Python tests that run an agent", _tests("integration"), streams=True, counts=True),
    Step(
        "dangers",
        "the Python tests that attack an agent or break one",
        _tests("attacks", "faults"),
        streams=True,
        counts=True,
    ),
    Step("units", "the other Python tests", _tests("unit", "contract"), streams=True, counts=True, patient=True),
    Step(
        "guard",
        "each guard rule, taken out, makes a test fail",
        _script("tests/attacks/remove_each_rule.py"),
        patient=True,
    ),
)
BROWSER_STEPS: Final = {"chromium", "firefox"}
PRINTING_STEPS: Final = {"chromium", "firefox", "dangers", "doors", "units"}
