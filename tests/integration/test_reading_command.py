"""The command `reading` as a person types it, with and without a running agent."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from harness.agent import RunningAgent, command, environment

Done = subprocess.CompletedProcess[str]
SCORES = ("12.5", "9", "7,25", "19")
PAGE = """Top 12%
Industry SSI rank
48
out of 100
12,5 | Establish your professional brand
9 | Find the right people
7,25 | Engage with insights
19 | Build relationships
People in your industry have an average SSI of 34
"""


@pytest.fixture(params=["alone", "beside an agent"])
def data(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """The path of a data folder: one that is not there yet, and one on which an agent runs."""
    folder = tmp_path / "data"
    if request.param == "alone":
        yield folder
        return
    with RunningAgent(folder):
        yield folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The path of a data folder that is not there yet."""
    return tmp_path / "data"


def pasted(text: str | bytes, *words: str, data: Path) -> Done:
    """`colonnade reading --paste` with this on standard input, and no terminal to ask at."""
    done = subprocess.run(
        [sys.executable, "-m", "colonnade", "reading", "--paste", *words],
        env=environment(COLONNADE_DATA_DIR=str(data)),
        input=text.encode() if isinstance(text, str) else text,
        capture_output=True,
        timeout=60,
        check=False,
        start_new_session=True,
    )
    return Done(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def kept(data: Path) -> list[dict[str, Any]]:
    """Every reading, as `--list --json` tells it."""
    done = command("reading", "--list", "--json", data=data)
    assert (done.returncode, done.stderr) == (0, "")
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def said(done: Done) -> str:
    """What a command that failed told: never a traceback."""
    assert "Traceback" not in done.stderr
    assert done.returncode != 0
    return done.stderr


def test_four_numbers_are_a_reading_of_today(data: Path) -> None:
    """With a comma or a point, and whatever else the page shows."""
    more = ("--total", "48", "--industry-rank", "12,5", "--network-rank", "9", "--industry-average", "34")
    done = command("reading", *SCORES, *more, data=data)
    assert (done.returncode, done.stderr) == (0, "")
    (one,) = kept(data)
    assert done.stdout == f"Reading of {one['day']}, kept: 12.5, 9, 7.25, 19.\n"
    assert (one["engage"], one["total"], one["industry_rank"], one["network_rank"]) == (7.25, 48, 12.5, 9)
    assert (one["industry"]["total"], one["network"]) == (34, None)


def test_a_reading_of_another_day_counts_in_that_day(data: Path) -> None:
    """And readings are listed newest first, each with its whole id."""
    for day in ("2026-01-10", "2026-03-10", "2026-02-10"):
        assert command("reading", *SCORES, "--date", day, data=data).returncode == 0
    assert [one["day"] for one in kept(data)] == ["2026-03-10", "2026-02-10", "2026-01-10"]
    listed = command("reading", "--list", data=data).stdout
    assert re.findall(r"^ ?(\d{4}-\d\d-\d\d) .* ([0-9a-f-]{36}) *$", listed, re.MULTILINE) == [
        (one["day"], one["id"]) for one in kept(data)
    ]


def test_a_reading_is_corrected_field_by_field_and_removed(data: Path) -> None:
    """What is not named stays, of a group's averages too."""
    command("reading", *SCORES, "--industry-average", "34", data=data)
    (one,) = kept(data)
    done = command("reading", "--correct", one["id"], "find=9,5", "industry.brand=11", "date=2026-01-10", data=data)
    assert (done.returncode, done.stdout) == (0, "Reading of 2026-01-10, corrected.\n")
    (now,) = kept(data)
    assert (now["find"], now["engage"], now["day"]) == (9.5, 7.25, "2026-01-10")
    assert (now["industry"]["total"], now["industry"]["brand"]) == (34, 11)
    assert command("reading", "--remove", one["id"], data=data).stdout == "Reading of 2026-01-10, removed.\n"
    assert kept(data) == []
    assert command("reading", "--list", data=data).stdout == "No reading is kept yet.\n"
    assert said(command("reading", "--remove", one["id"], data=data)).startswith("There is no reading of this id")


def test_a_pasted_page_is_shown_and_kept_with_yes(data: Path) -> None:
    """What was typed besides goes before what was understood."""
    done = pasted(PAGE, "--yes", "--network-rank", "20", data=data)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"Find the right people +9 *\n", done.stdout)
    assert re.search(r"Network rank, top % +not found *\n", done.stdout)
    assert "In doubt" not in done.stdout
    (one,) = kept(data)
    assert [one[pillar] for pillar in ("brand", "find", "engage", "build")] == [12.5, 9, 7.25, 19]
    assert (one["total"], one["industry_rank"], one["network_rank"], one["industry"]["total"]) == (48, 12, 20, 34)


def test_what_is_doubtful_is_said(folder: Path) -> None:
    """Before anything is asked or kept."""
    done = pasted(PAGE.replace("48", "73"), "--yes", data=folder)
    assert "In doubt: The four pillars add up to 47.75, but the total says 73.\n" in done.stdout


def test_a_pasted_page_without_a_pillar_says_so_and_goes_without(folder: Path) -> None:
    """What was read is worth keeping."""
    done = pasted(PAGE.replace("7,25", "70,25"), "--yes", data=folder)
    assert "Not found: Engage with insights. Kept as it is, the reading goes without.\n" in done.stdout
    assert done.stdout.endswith("kept: 12.5, 9, –, 19.\n")
    (one,) = kept(folder)
    assert [one[name] for name in ("brand", "find", "engage", "build", "total")] == [12.5, 9, None, 19, 48]


def test_a_pillar_not_read_is_a_dash_and_the_total_alone_is_a_reading(data: Path) -> None:
    """Both are kept, listed, and named among what can be taken back."""
    assert command("reading", "12,5", "-", "7.25", "-", data=data).stdout.endswith("kept: 12.5, –, 7.25, –.\n")
    assert command("reading", "--total", "40.5", data=data).stdout.endswith("kept: total 40.5.\n")
    total, some = kept(data)
    pillars = ("brand", "find", "engage", "build")
    assert [[one[pillar] for pillar in pillars] for one in (some, total)] == [[12.5, None, 7.25, None], [None] * 4]
    assert re.search(r"12\.5 +- +7\.25 +- +- ", command("reading", "--list", data=data).stdout)
    assert "Reading: total 40.5" in command("undo", "--list", data=data).stdout


@pytest.mark.parametrize("text", ["", "\n", "Milk", b"\xff\xfe\x00", b"\xc3"])
def test_what_is_no_page_is_a_sentence(folder: Path, text: str | bytes) -> None:
    """No traceback, whatever the bytes."""
    assert "No pillar was found and no total." in said(pasted(text, "--yes", data=folder))


def test_a_text_that_is_too_long_is_a_sentence(folder: Path) -> None:
    """Someone piped a whole file into it."""
    assert "at most 20000 characters" in said(pasted("9 " * 300_000, "--yes", data=folder))


def test_without_a_terminal_nothing_is_kept_unasked(folder: Path) -> None:
    """It cannot ask; it says how to answer beforehand."""
    assert "Add --yes to keep it." in said(pasted(PAGE, data=folder))
    assert kept(folder) == []


def _become_the_terminals(terminal: int) -> None:
    """In the new process: have this terminal for one's own, as a command typed in it has."""
    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)


@pytest.mark.parametrize(("answer", "code", "readings"), [("y", 0, 1), ("yes", 0, 1), ("n", 1, 0), ("", 1, 0)])
def test_at_a_terminal_it_asks_before_it_keeps(folder: Path, answer: str, code: int, readings: int) -> None:
    """Text comes from a pipe, the answer from the terminal; only yes is yes."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "colonnade", "reading", "--paste"],
        env=environment(COLONNADE_DATA_DIR=str(folder)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: _become_the_terminals(theirs),  # noqa: PLW1509 - no thread runs here
        pass_fds=(theirs,),
    ) as process:
        os.write(ours, f"{answer}\n".encode())
        out, errors = process.communicate(PAGE.encode(), timeout=60)
    os.close(ours)
    os.close(theirs)
    assert (process.returncode, errors) == (code, b"")
    assert b"Keep it as a reading? [y/N]" in out
    assert len(kept(folder)) == readings


WRONG = [
    ((), "Give four numbers: BRAND FIND ENGAGE BUILD"),
    (("12", "9", "7"), "Give four numbers"),
    (("--industry-rank", "9"), "Give four numbers"),
    (("-", "-", "-", "-"), "/brand: Give one pillar at least, or the total."),
    (("12", "9", "7", "many"), "Give scores as numbers"),
    (("12", "9", "7", "1.234,5"), "Give scores as numbers"),
    (("12", "9", "7", "inf"), "Give scores as numbers"),
    (("12", "9", "7", "25.5"), "/build: Give 25.0 or less."),
    ((*SCORES, "--total", "101"), "/total: Give 100.0 or less."),
    ((*SCORES, "--industry-average", "101"), "/industry/total: Give 100.0 or less."),
    ((*SCORES, "--date", "yesterday"), "Give the day as YYYY-MM-DD."),
    ((*SCORES, "--date", "2999-01-01"), "/at: "),
    ((*SCORES, "--date", "0001-01-01"), "Give the day as YYYY-MM-DD."),
    ((*SCORES, "--yes"), "Give --yes with --paste."),
    ((*SCORES, "--json"), "Give --json with --list."),
    ((*SCORES, "--list"), "Give no scores with --list."),
    (("--list", "--paste"), "Give one of these, not several: --paste, --list."),
]


@pytest.mark.parametrize(("words", "told"), WRONG, ids=lambda it: " ".join(it)[:40] if isinstance(it, tuple) else "")
def test_wrong_words_are_named_and_nothing_is_kept(folder: Path, words: tuple[str, ...], told: str) -> None:
    """With what to do; exit code 2."""
    done = command("reading", *words, data=folder)
    assert told in said(done)
    assert done.returncode == 2
    assert kept(folder) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Give what is to be corrected as field=value"),
        (("find",), "Give corrections as field=value"),
        (("mood=3",), "A reading has no such field."),
        (("find=26",), "/find: Give 25.0 or less."),
        (("find=",), "Give scores as numbers"),
    ],
)
def test_a_wrong_correction_changes_nothing(folder: Path, words: tuple[str, ...], told: str) -> None:
    """By field, with what to do."""
    command("reading", *SCORES, data=folder)
    before = kept(folder)
    assert told in said(command("reading", "--correct", before[0]["id"], *words, data=folder))
    assert kept(folder) == before


@pytest.mark.parametrize("id", ["x", "", "../hello", "ü"])
def test_an_id_of_no_reading_is_a_sentence(folder: Path, id: str) -> None:
    """Else the entry would wait for ever for a reading that never comes."""
    done = command("reading", "--correct", id, "find=9", data=folder)
    assert said(done) == "There is no reading of this id; `reading --list` shows them.\n"
    assert done.returncode == 8
