"""A program in its own right: everything here follows from `schemas/README.md`, nothing from the package."""

from __future__ import annotations

import ast
import re
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import harness
from harness import live, wire
from harness.agent import RunningAgent, command
from harness.program import NotTheAgent, Program, answer_handshake, pair

Item = dict[str, Any]


def now(minutes: float = 0) -> str:
    """A time of RFC 3339 with an offset that is not UTC's."""
    zone = datetime.now(UTC).astimezone().tzinfo
    return (datetime.now(zone) + timedelta(minutes=minutes)).isoformat()


def comment(**fields: object) -> Item:
    """A record of a substantive comment."""
    entry = str(uuid.uuid4())
    base = {"entry": entry, "subject": entry, "type": "record", "of": "activity", "made_at": now(), "at": now(-1)}
    return base | {"kind": "comment_written", "qualifiers": {"depth": "substantive"}} | fields


def change(subject: Item, **fields: object) -> Item:
    """An amend of an activity."""
    base = {"entry": str(uuid.uuid4()), "subject": subject["subject"], "type": "amend", "of": "activity"}
    return base | {"made_at": now()} | fields


def undo(subject: Item) -> Item:
    """A retract of an activity."""
    base = {"entry": str(uuid.uuid4()), "subject": subject["subject"], "type": "retract", "of": "activity"}
    return base | {"made_at": now()}


def current(program: Program, subject: Item) -> Item | None:
    """What the agent says an activity is now."""
    listed = program.get("/api/v1/activities?limit=500")["items"]
    return next((one for one in listed if one["id"] == subject["subject"]), None)


def test_nothing_of_the_package_is_imported() -> None:
    """This client and what it stands on import no module of the package."""
    folder = Path(harness.__file__).parent
    for file in [Path(__file__), *(folder / f"{name}.py" for name in ("wire", "program", "live", "agent"))]:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
        names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        assert names
        assert not [name for name in names if name.partition(".")[0] == "colonnade"], file


def test_a_program_pairs_by_a_code_from_the_terminal(agent: RunningAgent) -> None:
    """`colonnade pair` shows a code; with it a program proves itself, and the agent answers to its signature."""
    shown = command("pair", data=agent.data)
    code = re.search(r"(?:\d+:)?[A-Z2-7]{4}(?:-[A-Z2-7]{4}){6}", shown.stdout)
    assert shown.returncode == 0, shown.stderr
    assert code is not None, shown.stdout
    assert code[0].startswith(f"{agent.port}:")
    status, body, program = answer_handshake("pair", wire.plain_code(code[0]), agent.port, label="Terminal program")
    assert (status, program is not None) == (200, True), body
    assert program is not None
    with program:
        assert program.hello()["protocol"] == 1
        mine = [one for one in program.get("/api/v1/clients")["items"] if one["you"]]
        assert [(one["role"], one["label"], one["origin"]) for one in mine] == [
            ("program", "Terminal program", f"http://127.0.0.1:{agent.port}")
        ]


def test_hello_says_which_versions_meet(program: Program) -> None:
    """Protocol 1 is spoken and accepted; the start id is 32 hex digits and the same until the agent restarts."""
    hello = program.hello()
    assert set(hello) == {"protocol", "least", "version", "boot", "seq", "time", "demo", "notice"}
    assert hello["demo"] is False
    assert hello["least"] <= 1 <= hello["protocol"]
    assert re.fullmatch(r"[0-9a-f]{32}", hello["boot"])
    assert program.hello()["boot"] == hello["boot"]


def test_a_recorded_activity_is_found_again(program: Program) -> None:
    """What was recorded is listed as it was said, and the sequence rises."""
    before = program.seq()
    item = comment(count=2, note="Über das Gespräch, 你好")
    answer = program.record(item)
    assert (answer.status, answer.true) == (200, True)
    assert answer.json["outcomes"] == [{"entry": item["entry"], "outcome": "recorded", "errors": []}]
    assert answer.json["seq"] > before
    found = current(program, item)
    assert found is not None
    assert (found["kind"], found["qualifiers"], found["count"], found["note"]) == (
        "comment_written",
        {"depth": "substantive"},
        2,
        "Über das Gespräch, 你好",
    )
    assert datetime.fromisoformat(found["at"]) == datetime.fromisoformat(item["at"])
    assert found["client"] == program.client


def test_an_amend_changes_the_fields_it_names_and_a_retract_takes_all_back(program: Program) -> None:
    """Fields not named, and null ones, stay as they were; a retracted activity is listed no more."""
    item = comment(note="as it was")
    kind = {"kind": "comment_written", "qualifiers": {"depth": "shallow"}}
    assert program.outcomes(item, change(item, **kind, note=None)) == ["recorded", "recorded"]
    found = current(program, item)
    assert found is not None
    assert (found["qualifiers"], found["note"], found["amended"]) == ({"depth": "shallow"}, "as it was", True)
    assert program.outcomes(undo(item)) == ["recorded"]
    assert current(program, item) is None


def test_the_same_items_sent_again_are_duplicates(program: Program) -> None:
    """Sending again is always safe: nothing is kept twice and the sequence stays."""
    items = [comment(), comment()]
    assert program.outcomes(*items) == ["recorded", "recorded"]
    seq = program.seq()
    assert program.outcomes(*items) == ["duplicate", "duplicate"]
    assert program.seq() == seq


def test_a_rejected_item_says_why_and_blocks_no_other(program: Program) -> None:
    """The outcome names pointer and code; a mended item with the same ids is taken."""
    bad, good = comment(kind="no_such_kind", qualifiers={}), comment()
    answer = program.record(bad, good)
    outcomes = answer.json["outcomes"]
    assert (answer.true, [one["outcome"] for one in outcomes]) == (True, ["rejected", "recorded"])
    assert [(one["pointer"], one["code"]) for one in outcomes[0]["errors"]] == [("/kind", "unknown_kind")]
    assert program.outcomes(bad | {"kind": "reaction_given"}) == ["recorded"]


def test_errors_are_signed_too(program: Program) -> None:
    """A problem with a true acknowledgement came from the agent, whatever its status."""
    for method, target, body, status, code in [
        ("GET", "/api/v1/nothing", None, 404, "not_found"),
        ("DELETE", "/api/v1/entries", None, 405, "method_not_allowed"),
        ("POST", "/api/v1/entries", {}, 400, "invalid"),
        ("GET", "/api/v1/activities?colour=red", None, 400, "invalid"),
        ("POST", "/api/v1/pairings", None, 403, "refused"),
    ]:
        answer = program.send(method, target, body)
        assert (answer.status, answer.code, answer.true) == (status, code, True), (method, target, answer.body)
        assert answer.headers["Content-Type"].partition(";")[0] == "application/problem+json"
        assert answer.json["type"].startswith("urn:colonnade:problem:")


def test_a_wrong_clock_is_told_the_time_and_mends_itself(program: Program) -> None:
    """`stale` carries the agent's Unix milliseconds; corrected by the difference the request is taken."""
    program.skew = 20 * 60 * 1000
    answer = program.send("GET", "/api/v1/today")
    assert (answer.status, answer.code, answer.true) == (401, "stale", True)
    program.skew += answer.json["time"] - int((datetime.now(UTC).timestamp()) * 1000) - program.skew
    assert program.send("GET", "/api/v1/today").status == 200


def test_another_start_id_is_told_and_hello_mends_it(program: Program) -> None:
    """`restarted` is signed; after hello the same request is taken."""
    item = comment()
    program.boot = "0" * 32
    answer = program.record(item)
    assert (answer.status, answer.code, answer.true) == (409, "restarted", True)
    program.hello()
    assert program.outcomes(item) == ["recorded"]


def test_a_dashboard_page_logs_in_by_a_link(program: Program) -> None:
    """A login link's word, proven by both sides, gives the page a key of its own."""
    opened = program.send("POST", "/api/v1/logins")
    assert (opened.status, opened.true) == (201, True)
    base, _, word = opened.json["url"].partition("/#t=")
    assert base == f"http://127.0.0.1:{program.port}"
    status, body, page = answer_handshake("login", word, program.port, label="A page")
    assert page is not None, (status, body)
    with page:
        page.hello()
        assert [one["role"] for one in page.get("/api/v1/clients")["items"] if one["you"]] == ["dashboard"]


def test_the_live_socket_tells_the_newest_state_after_every_change(program: Program) -> None:
    """A state comes at once, and one with a higher sequence after each change, however it was made."""
    with live.follow(program) as ws:
        first = live.receive(ws)
        assert (first["type"], first["boot"]) == ("state", program.boot)
        while first["seq"] < program.seq():
            # What another program did a moment ago is still being told.
            first = live.receive(ws)
        answer = program.record(comment())
        told = live.receive(ws)
        assert (told["type"], told["seq"]) == ("state", answer.json["seq"])
        assert told["today"]["left"] == answer.json["today"]["left"]
        assert set(told) == {"type", "seq", "boot", "today", "estimate", "doubt"}


def test_entries_over_the_live_socket_get_their_outcomes(program: Program) -> None:
    """The same items, the same outcomes, and the `ref` comes back; over HTTP they are then duplicates."""
    good, bad = comment(), comment(count=0)
    with live.follow(program) as ws:
        live.send(ws, {"type": "entries", "ref": "first batch", "items": [good, bad]})
        answer = live.receive_until(ws, "outcomes")
        assert set(answer) == {"type", "ref", "outcomes", "seq", "today"}
        assert answer["ref"] == "first batch"
        assert [one["outcome"] for one in answer["outcomes"]] == ["recorded", "rejected"]
        assert [(e["pointer"], e["code"]) for e in answer["outcomes"][1]["errors"]] == [("/count", "too_small")]
        live.send(ws, {"type": "entries", "ref": "none at all"})
        problem = live.receive_until(ws, "problem")
        assert (problem["ref"], problem["problem"]["code"]) == ("none at all", "invalid")
    assert program.outcomes(good) == ["duplicate"]
    assert current(program, good) is not None


def test_a_program_removes_itself(machine: Program) -> None:
    """A client may always revoke itself; from then on it is told so, by an answer that is still signed."""
    with pair(machine, label="Short-lived") as program:
        gone = program.send("DELETE", f"/api/v1/clients/{program.client}")
        assert (gone.status, gone.true) == (200, True)
        assert gone.json["revoked_at"] is not None
        after = program.send("GET", "/api/v1/today")
        assert (after.status, after.code, after.true) == (403, "revoked", True)
        with pytest.raises(NotTheAgent):
            program.hello()


def test_the_terminal_shows_and_records_through_the_same_contract(agent: RunningAgent, program: Program) -> None:
    """`colonnade log` while the agent runs is one activity, visible to every client."""
    before = len(program.get("/api/v1/activities?limit=500&kind=reaction_given")["items"])
    done = command("log", "reaction_given", data=agent.data)
    assert done.returncode == 0, done.stderr
    after = program.get("/api/v1/activities?limit=500&kind=reaction_given")["items"]
    assert len(after) == before + 1
