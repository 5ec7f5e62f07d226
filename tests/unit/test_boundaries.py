"""What the protocol's text says, held to the code."""

from __future__ import annotations

import ast
import re

import pytest

from colonnade import catalogue, client, faults
from colonnade.importing.archive import LINE_LIMIT
from colonnade.model import BODY_LIMIT, ITEMS_LIMIT, LEAST_PROTOCOL, PAGE_LIMIT, PART_LIMIT, PROTOCOL, STATE_LIMIT
from colonnade.services import bounds, moving, pairing
from colonnade.settings import Settings
from colonnade.store import files
from colonnade.web.admitting import DEFAULT_PORT
from colonnade.web.problems import STATUSES
from colonnade.web.routes import ROUTES
from harness.agent import ROOT

README = (ROOT / "schemas" / "README.md").read_text(encoding="utf-8")
PACKAGE = ROOT / "agent" / "colonnade"


def section(title: str) -> str:
    """The text under one heading, down to the next of the same rank."""
    rest = README[README.index(f"## {title}") :]
    return rest[: rest.find("\n## ", 4)] if "\n## " in rest[4:] else rest


def test_every_code_of_a_problem_stands_in_the_table_with_its_status() -> None:
    """And the table knows no other."""
    rows = re.findall(r"^\| (`[^|]+`) \| (\d{3}) \|", section("8. Errors"), re.MULTILINE)
    told = {code: int(status) for codes, status in rows for code in re.findall(r"`([a-z_]+)`", codes)}
    assert told == STATUSES


def test_what_is_told_before_a_route_has_the_status_of_its_code() -> None:
    """The table of section 2.3 is a part of that of section 8."""
    rows = re.findall(r"^\| (\d{3}) \| `([a-z_]+)` \|", section("2. Keys"), re.MULTILINE)
    assert len(rows) == 6
    assert all(STATUSES[code] == int(status) for status, code in rows)


def test_every_route_stands_in_the_text_and_every_route_of_the_text_is_one() -> None:
    """With its method; the live connection besides."""
    told = set(re.findall(r"`(GET|POST|PUT|DELETE) (/api/v1/[^`?]+)`", README))
    there = {(route.method, route.path) for route in ROUTES} | {("GET", "/api/v1/live")}
    assert told - {("GET", "/api/v1/...")} == there


def used_codes() -> set[str]:
    """The code of every fault the package can find in a field: the second argument of each `Fault`."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    made = [call.args for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Fault"]
    codes = {str(code.value) for _, code, *_ in filter(None, made) if isinstance(code, ast.Constant)}
    return codes | {code for code, _ in faults._CODES.values()} | {faults._FORMAT[0]}


def test_every_code_of_a_field_stands_in_the_list() -> None:
    """And the list knows no other."""
    told = README[README.index("Codes of a field: ") :].split("\n", maxsplit=1)[0]
    assert set(re.findall(r"`([a-z_]+)`", told)) == used_codes()


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (r"nor more than ([\d,]+) bytes of body", BODY_LIMIT),
        (r"instead, and at most ([\d,]+) bytes", PART_LIMIT),
        (r"one JSON object a line \(less than ([\d,]+) bytes\)", LINE_LIMIT),
        (r"`lines` are the first (\d+) that were refused", moving.SHOWN),
        (r"in a text frame, at most ([\d,]+) bytes", BODY_LIMIT),
        (r"takes 1 to (\d+) of them", ITEMS_LIMIT),
        (r"more than (\d+) of them is 400", ITEMS_LIMIT),
        (r"`limit` \(1 to (\d+), default 100\)", PAGE_LIMIT),
        (r"after every change; at most (\d+) kB", STATE_LIMIT // 1024),
        (r"The Colonnade protocol, version (\d+)", PROTOCOL),
        (r"agent's TCP port, (\d+) unless", DEFAULT_PORT),
        (r"preceded by `PORT:` where the port is not (\d+)", DEFAULT_PORT),
    ],
)
def test_every_number_of_the_text_is_the_codes(words: str, number: int) -> None:
    """A client that keeps to the text is never refused for it."""
    found = re.findall(words, README)
    assert [int(one.replace(",", "")) for one in found] == [number]


def test_times_of_the_text_are_the_codes() -> None:
    """How long words live, and which times are taken."""
    assert (pairing.LIFE["pair"].total_seconds(), pairing.LIFE["login"].total_seconds()) == (5 * 60, 60)
    assert "| lives | 5 minutes, one use; a new one closes the old | 60 seconds, one use |" in README
    assert (str(bounds.EARLIEST.date()), bounds.AHEAD.days) == ("2003-01-01", 1)
    assert "No time lies before 2003-01-01 or more than a day ahead" in README
    assert (bounds.PERIOD_AHEAD.days, bounds.PERIOD_LENGTH.days) == (2 * 365, 3 * 365)
    assert "no day of a period more than two years ahead" in README
    assert f"`errors` holds at most {faults.MOST} faults" in README


def test_the_port_and_the_agents_file_are_named_once() -> None:
    """In settings and in the door; by who writes the file and by who reads it."""
    assert Settings.model_fields["port"].default == DEFAULT_PORT
    assert files.AGENT_FILE == client.AGENT_FILE
    assert LEAST_PROTOCOL <= PROTOCOL


def test_every_kind_the_text_gives_as_an_example_is_in_the_catalogue() -> None:
    """And so are the commands' examples."""
    for text in (README, (ROOT / "README.md").read_text(encoding="utf-8")):
        for kind, words in re.findall(r"log (\w+_\w+)((?: \w+=\w+)*)", text):
            said = dict(word.split("=") for word in words.split())
            assert list(catalogue.faults_of(kind, said)) == []
