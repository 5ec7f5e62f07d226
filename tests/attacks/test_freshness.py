"""True signatures at the wrong time: old, from the future, sent twice, or for an earlier start of the agent."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from harness import raw, wire
from harness.agent import RunningAgent
from harness.forge import (
    ENTRIES,
    HELLO,
    Request,
    assert_refused,
    click,
    kept,
    look,
    now,
    resigned,
)
from harness.inside import InsideAgent
from harness.program import Program

MINUTE = 60 * 1000


Sound = Callable[[Program], Request]


@pytest.mark.parametrize("minutes", [-6, 6, -60 * 24, 60 * 24 * 365])
@pytest.mark.parametrize("sound", [click, look])
def test_an_old_or_future_request_is_stale(agent: RunningAgent, program: Program, sound: Sound, minutes: int) -> None:
    """Beyond five minutes either way nothing is done; the known client is told the agent's time, signed."""
    proof, nonce = program.signed(sound(program).method, sound(program).target, b"", ts=now() + minutes * MINUTE)
    request = replace(sound(program), body=b"", proof=proof)
    answer = assert_refused(agent.data, request, 401, "stale", signed=True)
    assert answer.all("Colonnade-Ack") == [
        wire.answer_ack(program.key, program.client, nonce, answer.status, answer.body)
    ]
    assert abs(answer.json["time"] - now()) < 5000


@pytest.mark.parametrize("minutes", [-4, 4])
def test_a_clock_within_five_minutes_is_good(program: Program, minutes: int) -> None:
    """Clocks differ; within the bound the request is taken."""
    request = click(program)
    assert resigned(request, ts=now() + minutes * MINUTE).send().status == 200


@pytest.mark.parametrize("ts", ["0", "999999999999999", "000000000000000"])
def test_a_time_without_sense_is_stale(agent: RunningAgent, program: Program, ts: str) -> None:
    """The first and the last time that can be written are just far away."""
    nonce = wire.new_nonce()
    sig = wire.mac(
        program.key,
        "colonnade-1 request",
        *(program.client, "-", "GET", HELLO, str(program.port), str(int(ts)), nonce),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    )
    proof = wire.authorization(program.client, "-", int(ts), nonce, sig)
    assert_refused(agent.data, replace(look(program), proof=proof), 401, "stale", signed=True)


@pytest.mark.parametrize("sound", [click, look])
def test_a_request_sent_twice_is_replayed(agent: RunningAgent, program: Program, sound: Sound) -> None:
    """Byte for byte the same again: the nonce was used, and the answer says so, signed."""
    request = sound(program)
    request = replace(request, proof=program.signed(request.method, request.target, request.body)[0])
    assert request.send().status == 200
    assert_refused(agent.data, request, 401, "replayed", signed=True)


def test_a_nonce_cannot_be_used_for_another_request(agent: RunningAgent, program: Program) -> None:
    """A true signature over another body with a used nonce is a replay too."""
    nonce = wire.new_nonce()
    assert resigned(click(program), nonce=nonce).send().status == 200
    assert_refused(agent.data, resigned(click(program), nonce=nonce), 401, "replayed", signed=True)


def test_a_nonce_of_a_request_from_the_future_is_remembered_as_long_as_it_is_good(
    agent: RunningAgent, program: Program
) -> None:
    """A request at the edge of the allowed future is good for ten minutes, and still only once."""
    request = resigned(click(program), ts=now() + 4 * MINUTE)
    assert request.send().status == 200
    assert_refused(agent.data, request, 401, "replayed", signed=True)


@pytest.mark.parametrize("first_at", [0, 1, 4.5, 9, 9.9])
def test_no_nonce_is_forgotten_while_its_request_is_fresh(tmp_path: Path, first_at: float) -> None:
    """Whenever it was used, and whatever else comes meanwhile: as long as its time is good it is replayed."""
    with InsideAgent(tmp_path / "data") as own, own.machine() as machine:

        def at_minute(minute: float) -> None:
            own.ahead = timedelta(minutes=minute)
            machine.skew = int(own.ahead.total_seconds() * 1000)
            assert machine.send("GET", HELLO).status == 200

        at_minute(0)
        at_minute(first_at)
        request = resigned(click(machine), ts=now() + machine.skew + int(4.9 * MINUTE))
        assert request.send().status == 200
        for later in range(1, 10):
            at_minute(first_at + later)
            assert_refused(own.data, request, 401, "replayed", signed=True)
        at_minute(first_at + 10)
        assert_refused(own.data, request, 401, "stale", signed=True)


def test_two_copies_racing_are_taken_once(agent: RunningAgent, program: Program) -> None:
    """Sixteen copies of one request at once: exactly one is done."""
    request = click(program)
    data = replace(request, proof=program.signed("POST", ENTRIES, request.body)[0]).bytes()
    before, codes = kept(agent.data), []

    def send() -> None:
        answer = raw.exchange(program.port, data)
        codes.append(answer.status if answer.status == 200 else answer.code)

    threads = [threading.Thread(target=send) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes, key=str) == [200, *["replayed"] * 15]
    assert kept(agent.data).entries == before.entries + 1


def test_another_start_id_is_restarted(agent: RunningAgent, program: Program) -> None:
    """A request signed for an earlier start of the agent is not done: that start's nonces are forgotten."""
    for boot in ("0" * 32, "-"):
        assert_refused(agent.data, resigned(click(program), boot=boot), 409, "restarted", signed=True)
    for boot in ("0" * 32, program.boot):
        assert_refused(agent.data, resigned(look(program), boot=boot), 409, "restarted", signed=True)
