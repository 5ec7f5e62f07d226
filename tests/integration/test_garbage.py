"""Whatever comes to a door: an answer with pointers and codes of the contract, and never a fault of the agent."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from colonnade.habits.presets import UNCHOSEN
from harness import items
from harness.agent import ROOT, RunningAgent
from harness.program import Answer, Program, post

README = (ROOT / "schemas" / "README.md").read_text(encoding="utf-8")
FIELD_CODES = set(re.findall(r"`(\w+)`", README.partition("Codes of a field:")[2].partition("\n\n")[0]))
POINTER = re.compile(r"(/([^~/]|~[01])*)*", re.DOTALL)

SETTINGS = settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False)
    | TEXT
    | st.sampled_from(
        ["record", "amend", "retract", "activity", "reading", "period", "comment_written", items.new_id()]
    )
    | st.sampled_from(["2026-01-01", "2026-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59"])
)
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4), max_leaves=12
)
FORMS = [
    items.record(),
    items.record(qualifiers={"depth": "shallow"}, note="n", count=2),
    items.amend(items.new_id(), count=2),
    items.amend(items.new_id(), kind="reshare", qualifiers={"perspective": True}),
    items.retract(items.new_id()),
    items.reading(total=40, industry={"total": 3}),
    items.amend(items.new_id(), of="reading", brand=3),
    items.period("2026-01-01", "2026-01-02"),
    items.amend(items.new_id(), of="period", start="2026-01-01", end="2026-01-02"),
]


@st.composite
def nearly_right(draw: st.DrawFn, form: dict[str, Any]) -> dict[str, Any]:
    """A sound object with one or two fields lost, added or replaced by anything."""
    body = dict(form)
    for _ in range(draw(st.integers(1, 2))):
        name = draw(st.sampled_from([*form, "colour", ""]))
        if draw(st.booleans()):
            body.pop(name, None)
        else:
            body[name] = draw(ANYTHING)
    return body


def assert_in_order(answer: Answer, errors: list[dict[str, Any]]) -> None:
    """Errors as the contract describes them."""
    assert {"missing", "json", "conflict"} <= FIELD_CODES
    for error in errors:
        assert set(error) == {"pointer", "code", "message"}
        assert error["code"] in FIELD_CODES, error
        assert POINTER.fullmatch(error["pointer"]), error
        assert error["message"].endswith((".", ":")), error


def assert_answered(answer: Answer) -> None:
    """Signed, no fault of the agent, and wrong things are named."""
    assert answer.true
    assert answer.status in (200, 400, 409), answer.body
    if answer.status != 200:
        assert answer.headers["Content-Type"].startswith("application/problem+json")
        assert set(answer.json) == {"type", "title", "status", "code", "detail", "errors"}
        assert answer.code in {"invalid", "superseded"}
        assert answer.json["errors"] or answer.code == "superseded"
        assert_in_order(answer, answer.json["errors"])


def assert_entries_answered(program: Program, body: Any) -> None:
    """Every item has an outcome, and every rejected one its reasons."""
    answer = program.send("POST", "/api/v1/entries", json.dumps(body).encode())
    assert_answered(answer)
    if answer.status == 200:
        assert len(answer.json["outcomes"]) == len(body["items"])
        for item, outcome in zip(body["items"], answer.json["outcomes"], strict=True):
            assert bool(outcome["errors"]) == (outcome["outcome"] == "rejected")
            assert_in_order(answer, outcome["errors"])
            assert outcome["entry"] is None or outcome["entry"] == item["entry"]


@SETTINGS
@given(body=ANYTHING | st.fixed_dictionaries({"items": st.lists(ANYTHING, max_size=3)}))
def test_anything_sent_as_entries_is_answered(machine: Program, body: Any) -> None:
    """JSON of any shape, and items of any shape."""
    assert_entries_answered(machine, body)


@SETTINGS
@given(batch=st.lists(st.sampled_from(FORMS).flatmap(nearly_right), min_size=1, max_size=4))
def test_entries_that_are_nearly_right_are_answered_item_by_item(machine: Program, batch: list[dict[str, Any]]) -> None:
    """One or two fields wrong in each."""
    assert_entries_answered(machine, {"items": batch})


PREFERENCES = {
    "zone": "UTC",
    "day_start": "00:00",
    "week_start": "monday",
    "sales_navigator": True,
    "changed_at": "2026-01-01T00:00:00Z",
}


@SETTINGS
@given(body=ANYTHING | nearly_right(PREFERENCES))
def test_anything_sent_as_preferences_is_answered(machine: Program, body: Any) -> None:
    """And whatever zone comes out of it, today can still be told."""
    assert_answered(machine.send("PUT", "/api/v1/preferences", json.dumps(body).encode()))
    assert machine.send("GET", "/api/v1/today").status == 200


ROUTINE = {"habits": [{**habit, "target": 3} for habit in UNCHOSEN.model_dump(mode="json")["habits"]]} | {
    "budget": 15,
    "changed_at": "2026-01-01T00:00:00Z",
}


HABITS = nearly_right(ROUTINE["habits"][0])


@SETTINGS
@given(body=ANYTHING | nearly_right(ROUTINE) | HABITS.map(lambda one: ROUTINE | {"habits": [one]}))
def test_anything_sent_as_a_routine_is_answered(machine: Program, body: Any) -> None:
    """And whatever habits come out of it, today can still be told."""
    assert_answered(machine.send("PUT", "/api/v1/routine", json.dumps(body).encode()))
    assert machine.send("GET", "/api/v1/today").status == 200


OPENING = {"nonce": "A" * 22, "proof": "0" * 64, "label": "x", "zone": "UTC"}


@SETTINGS
@given(body=ANYTHING | nearly_right(OPENING), door=st.sampled_from(["pairings", "logins"]))
def test_anything_sent_as_a_handshake_is_answered(machine: Program, body: Any, door: str) -> None:
    """Wrong in form, or right and no word is open."""
    status, problem = post(machine.port, f"/api/v1/{door}/answer", body, machine.origin)
    assert (status, problem["code"]) in {(400, "invalid"), (403, "word_not_open")}
    assert bool(problem["errors"]) == (status == 400)


NAMES = st.sampled_from(["from", "to", "kind", "pillar", "text", "limit", "cursor", "day"]) | TEXT
VALUES = (
    TEXT | SCALARS.map(str) | st.sampled_from(["1", "500", "2026-01-01", "engage", "comment_written", "%", "1e3", " 5"])
)


@SETTINGS
@given(
    door=st.sampled_from(["activities", "periods", "estimates", "today", "hello", "clients"]),
    query=st.lists(st.tuples(NAMES, VALUES), max_size=3),
)
@example(door="today", query=[("a/b~c", "1"), ("a/b~c", "2")])
def test_anything_asked_for_is_answered(machine: Program, door: str, query: list[tuple[str, str]]) -> None:
    """Any parameters with any values."""
    text = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in query)
    assert_answered(machine.send("GET", f"/api/v1/{door}?{text}"))


@SETTINGS
@given(
    text=st.text(st.characters(codec="ascii", min_codepoint=33, max_codepoint=126, exclude_characters="#"), max_size=30)
)
def test_anything_written_as_a_path_is_answered(machine: Program, text: str) -> None:
    """A path of any printable characters is found, refused or not found."""
    answer = machine.send("GET", f"/api/v1/{text}")
    assert answer.status in (200, 400, 403, 404, 405), answer.body


@pytest.mark.parametrize("number", [1, 50])
def test_the_agent_was_at_fault_in_none_of_it(agent: RunningAgent, machine: Program, number: int) -> None:
    """After all that it still records, and its log names no fault."""
    assert set(machine.outcomes(*[items.record() for _ in range(number)])) == {"recorded"}
    assert "Traceback" not in agent.output()
    assert "fault" not in agent.output()
