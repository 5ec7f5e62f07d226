"""What the documents say, held to the code."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from check_steps import STEPS
from colonnade.__main__ import main
from colonnade.cli import app
from colonnade.exits import EXITS, FAILED, WRONG_WORDS
from colonnade.settings import Settings
from setup_machine import LEAST_BROWSER, LEAST_NODE, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), ROOT / "schemas" / "README.md"])


def _rows(text: str, head: str) -> list[list[str]]:
    """The cells of the table whose first line begins so, row by row."""
    rows = text[text.index(f"| {head} |") :].split("\n\n", maxsplit=1)[0].splitlines()[2:]
    return [[cell.strip() for cell in row.split("|")[1:-1]] for row in rows]


def _first_cells(text: str, head: str) -> list[str]:
    """The first cells of that table, without their backticks."""
    return [row[0].strip("`") for row in _rows(text, head)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_script_and_file_a_document_names_exists(document: Path) -> None:
    """Whoever types what the text says is not told that there is no such file."""
    text = document.read_text(encoding="utf-8")
    scripts = set(re.findall(r"(?<![\w/.-])scripts/[\w./-]*\w", text))
    links = set(re.findall(r"\]\(([^)#:]+)\)", text))
    missing = [name for name in scripts if not (ROOT / name).exists()]
    missing += [name for name in links if not (document.parent / name).exists()]
    assert not missing


def test_readme_says_of_every_command_what_its_help_says() -> None:
    """In the same words, and of no other: the table of commands is the program's own."""
    told = {name.strip("`"): f"{words}." for name, words, _ in _rows(README, "command")}
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    assert told == {name: str(one.help).partition("\n")[0] for name, one in group.commands.items()}


def test_readme_names_every_exit_code() -> None:
    """And no other."""
    assert {int(code) for code in _first_cells(README, "exit code")} == {0, FAILED, WRONG_WORDS, *EXITS.values()}


def test_readme_names_every_option_of_serve(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each with the variable that sets the same."""
    monkeypatch.setattr("sys.argv", ["colonnade", "serve", "--help"])
    with pytest.raises(SystemExit):
        main()
    told = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    assert set(_first_cells(README, "option of `serve`")) == told
    of_commands = {"patience"}
    assert "`COLONNADE_PATIENCE` (in the file `patience`)" in README
    for field in Settings.model_fields.keys() - of_commands:
        assert f"| `--{field.replace('_', '-')}` | `COLONNADE_{field.upper()}` |" in README


def test_readme_names_the_port() -> None:
    """The settings' own."""
    assert f"http://127.0.0.1:{Settings.model_fields['port'].default}" in README


def test_readme_names_the_places_of_this_system() -> None:
    """As they are for someone who has told the system of no others."""
    program = "from colonnade.settings import *; print(Settings.model_fields['data_dir'].default, SETTINGS_FILE)"
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "COLONNADE_"))}
    told = subprocess.run([sys.executable, "-c", program], env=plain, capture_output=True, text=True, check=True).stdout
    for place in told.split():
        assert f"`{place.replace(str(Path.home()), '~')}`" in README


def test_readme_says_what_it_must() -> None:
    """Whose it is not, where it was tried, and that no page is read; nobody's approval is claimed."""
    for words in ("not affiliated with LinkedIn", "Tested on Linux only", "designed so that nothing is read"):
        assert words in README
    assert "approved" not in README
    assert "linkedin.com" not in README.lower()


def test_readme_names_the_least_versions() -> None:
    """The browsers' as in the set-up, Python's as in the package."""
    assert f"({LEAST_BROWSER['chromium']} or newer)" in README
    assert f"({LEAST_BROWSER['firefox']} or newer)" in README
    assert f"Node {LEAST_NODE} or newer" in CONTRIBUTING


def test_contributing_lists_every_step_of_the_check_in_its_order() -> None:
    """A step nobody knows of is a step nobody runs by itself."""
    assert _first_cells(CONTRIBUTING, "step") == [step.name for step in STEPS]


def test_contributing_draws_the_layers_as_they_are_checked() -> None:
    """The picture is the contract."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = next(one for one in pyproject["tool"]["importlinter"]["contracts"] if one["id"] == "layers")["layers"]
    assert "\n".join(["```", *layers, "```"]) in CONTRIBUTING
