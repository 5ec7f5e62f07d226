"""Live: the newest whole state, in order, small, and soon; the same counts wherever they are asked for."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

import pytest
from websockets.sync.client import ClientConnection

from harness import items, live
from harness.agent import RunningAgent
from harness.program import Program, pair

STATE_LIMIT = 16 * 1024
SOON = 1.0
TRIES = 5
AT_ONCE = 9.0
"""Seconds, with the end of the process; waiting for the other end's goodbye would take ten."""


def test_the_counts_of_an_answer_are_those_of_today(program: Program) -> None:
    """Right after each click: day, what is left, and every habit's done and target."""
    clicks = [
        items.record(),
        items.record(count=3),
        items.record("profile_viewed", qualifiers={"via": "search"}),
        items.record("message_sent", qualifiers={"purpose": "follow_up"}),
        items.reading(),
    ]
    for click in clicks:
        counts = program.record(click).json["today"]
        today = program.get("/api/v1/today")
        assert (counts["day"], counts["left"]) == (today["day"], today["left"])
        assert counts["habits"] == [{key: one[key] for key in ("id", "done", "target")} for one in today["habits"]]


def test_a_click_counts_in_its_habit_and_undo_takes_it_back(program: Program) -> None:
    """The habit's number goes up by the click's count, and down again."""

    def done() -> dict[str, int]:
        return {one["id"]: one["done"] for one in program.get("/api/v1/today")["habits"]}

    before, click = done(), items.record(count=2)
    assert program.outcomes(click) == ["recorded"]
    after = done()
    assert sum(after.values()) == sum(before.values()) + 2
    assert program.outcomes(items.retract(click["subject"])) == ["recorded"]
    assert done() == before


def test_every_follower_is_told_a_change_soon_and_as_it_is(machine: Program) -> None:
    """Five followers, one click: each is told a state of that sequence well within a second."""
    with pair(machine) as program, ExitStack() as open_ones:
        sockets = [open_ones.enter_context(live.follow(program)) for _ in range(5)]
        took: list[float] = []
        # A machine that was busy elsewhere for a second says nothing of the agent; one that is late each time does.
        while len(took) < TRIES and min(took, default=SOON) >= SOON:
            started = time.monotonic()
            seq = program.record(items.record()).json["seq"]
            today, estimate = program.get("/api/v1/today"), program.get("/api/v1/estimates")
            for ws in sockets:
                state = until_seq(ws, seq)[-1]
                assert (state["seq"], state["today"], state["estimate"]) == (seq, today, estimate)
            took.append(time.monotonic() - started)
        assert min(took) < SOON


def test_a_follower_never_sees_the_log_go_back(program: Program) -> None:
    """Under eight writers the sequence told never falls, and the last state is the newest."""
    with live.follow(program) as ws:
        seqs = [live.receive(ws)["seq"]]

        def write() -> None:
            with Program(program.port, program.client, program.key, boot=program.boot) as own:
                for _ in range(10):
                    assert own.outcomes(items.record()) == ["recorded"]

        threads = [threading.Thread(target=write) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        newest = program.seq()
        assert newest >= seqs[0] + 80
        seqs += [state["seq"] for state in until_seq(ws, newest)]
        assert seqs == sorted(seqs)
        assert seqs[-1] == newest


def test_what_keeps_nothing_brings_no_newer_state(program: Program) -> None:
    """Duplicates and rejected items move no picture."""
    click = items.record()
    assert program.outcomes(click) == ["recorded"]
    with live.follow(program) as ws:
        newest = program.seq()
        while live.receive(ws)["seq"] < newest:
            pass
        assert program.outcomes(click, items.record(count=0)) == ["duplicate", "rejected"]
        live.send(ws, {"type": "entries", "ref": "again", "items": [click]})
        assert live.receive_until(ws, "outcomes")["seq"] == newest
        live.send(ws, {"type": "entries", "ref": "new", "items": [items.record()]})
        seqs = [one["seq"] for one in until_seq(ws, newest + 1)]
        assert set(seqs) <= {newest, newest + 1}


def until_seq(ws: ClientConnection, seq: int) -> list[dict[str, Any]]:
    """Every message up to the first state of that sequence."""
    told = [live.receive(ws)]
    while told[-1]["type"] != "state" or told[-1]["seq"] < seq:
        told.append(live.receive(ws))
    return told


def test_a_change_of_preferences_is_told(program: Program) -> None:
    """Another day start is another today."""
    with live.follow(program) as ws:
        first = live.receive(ws)
        chosen = {
            "zone": "UTC",
            "day_start": "02:00",
            "week_start": "sunday",
            "sales_navigator": True,
            "changed_at": items.moment(),
        }
        assert program.send("PUT", "/api/v1/preferences", chosen).status == 200
        assert until_seq(ws, first["seq"] + 1)[-1]["seq"] > first["seq"]


def test_a_state_stays_small_with_the_longest_notes(program: Program) -> None:
    """Three notes of 280 characters that JSON writes longest still fit in 16 kB."""
    assert program.outcomes(*[items.record(note="\x01" * 280) for _ in range(3)]) == ["recorded"] * 3
    with live.follow(program) as ws:
        text = ws.recv(timeout=30)
        assert len(text.encode() if isinstance(text, str) else text) <= STATE_LIMIT


def test_entries_over_live_are_told_in_order_with_their_refs(program: Program) -> None:
    """Several batches sent without waiting are each answered, in their order."""
    with live.follow(program) as ws:
        batches = [[items.record() for _ in range(3)] for _ in range(5)]
        for number, batch in enumerate(batches):
            live.send(ws, {"type": "entries", "ref": f"batch {number}", "items": batch})
        answers = [live.receive_until(ws, "outcomes") for _ in batches]
    assert [one["ref"] for one in answers] == [f"batch {number}" for number in range(5)]
    for batch, answer in zip(batches, answers, strict=True):
        assert [one["entry"] for one in answer["outcomes"]] == [item["entry"] for item in batch]
        assert {one["outcome"] for one in answer["outcomes"]} == {"recorded"}
    assert [one["seq"] for one in answers] == sorted({one["seq"] for one in answers})


@pytest.mark.parametrize(
    ("message", "pointer", "code"),
    [
        ({"type": "entries", "ref": "x"}, "/items", "missing"),
        ({"type": "entries", "ref": "x", "items": []}, "/items", "too_short"),
        ({"type": "entries", "ref": "x", "items": [{}] * 201}, "/items", "too_long"),
        ({"type": "entries", "ref": "x", "items": {}}, "/items", "type"),
        ({"type": "entries", "ref": "x", "items": [{}], "more": 1}, "/more", "unknown_field"),
        ({"type": "forget", "ref": "x", "items": [{}]}, "/type", "one_of"),
    ],
    ids=str,
)
def test_a_message_of_the_wrong_form_is_a_problem_with_its_ref(
    program: Program, message: dict[str, object], pointer: str, code: str
) -> None:
    """The batch that failed can be told from the others; nothing is kept and the socket goes on."""
    with live.follow(program) as ws:
        live.receive(ws)
        seq = program.seq()
        live.send(ws, message)
        problem = live.receive_until(ws, "problem")
        assert problem["ref"] == "x"
        assert problem["problem"]["code"] == "invalid"
        assert [(one["pointer"], one["code"]) for one in problem["problem"]["errors"]] == [(pointer, code)]
        assert program.seq() == seq
        live.send(ws, {"type": "entries", "ref": "y", "items": [items.record()]})
        assert live.receive_until(ws, "outcomes")["ref"] == "y"


def test_an_agent_that_stops_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    """1001, at once; after the restart another boot, and what was recorded is in its first state."""
    with RunningAgent(tmp_path_factory.mktemp("agent") / "data") as agent:
        with agent.machine() as machine:
            program = pair(machine)
        with live.follow(program) as ws:
            first = live.receive(ws)
            assert program.outcomes(items.record()) == ["recorded"]
            until_seq(ws, first["seq"] + 1)
            program.close()
            started = time.monotonic()
            agent.stop()
            assert time.monotonic() - started < AT_ONCE
            code, told = live.until_closed(ws)
            assert (code, set(told) - {"state"}) == (1001, set())
        agent.start()
        with program:
            program.hello()
            with live.follow(program) as ws:
                again = live.receive(ws)
        assert again["boot"] != first["boot"]
        assert again["seq"] > first["seq"]
        assert not again["today"]["empty"]
        assert datetime.fromisoformat(again["today"]["confirmed_at"]) <= datetime.now(UTC)
