"""Signatures that do not hold, requests sent twice, and clients that were taken back."""

from __future__ import annotations

import base64
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from harness import items, live, raw, wire
from harness.agent import RunningAgent
from harness.forge import ENTRIES, HELLO, Request, assert_refused, click, kept, look
from harness.inside import InsideAgent
from harness.program import Program, pair

MINUTE = 60 * 1000
Sound = Callable[[Program], Request]


def now() -> int:
    """Unix milliseconds."""
    return int(time.time() * 1000)


def resigned(request: Request, **other: str | int | bytes) -> Request:
    """The request with a true signature over something other than what is sent."""
    program, signing = request.program, {}
    for name in ("nonce", "ts", "boot", "port"):
        if name in other:
            signing[name] = other[name]
    method, target = str(other.get("method", request.method)), str(other.get("target", request.target))
    body = other.get("body", request.body)
    assert isinstance(body, bytes)
    return replace(request, proof=program.signed(method, target, body, **signing)[0])  # type: ignore[arg-type]


@pytest.mark.parametrize("sound", [click, look])
def test_a_request_without_a_signature_is_unauthorized(agent: RunningAgent, program: Program, sound: Sound) -> None:
    """No `Authorization`, no data: for writing and for reading alike, `hello` too."""
    assert_refused(agent.data, replace(sound(program), proof=""), 401, "unauthorized")


FORMS = [
    "Bearer {key}",
    "Basic {basic}",
    "colonnade {rest}",
    "Colonnade  {rest}",
    "Colonnade {rest} ",
    "Colonnade {rest}, extra=1",
    "Colonnade {commas}",
    "Colonnade {upper}",
    "Colonnade {shuffled}",
    "Colonnade {rest}, {rest}",
    "{rest}",
    "Colonnade",
    "Colonnade " + "a" * 4000,
]


@pytest.mark.parametrize("form", FORMS)
def test_an_authorization_of_another_form_is_unauthorized(agent: RunningAgent, program: Program, form: str) -> None:
    """Another scheme, and any other spelling of a true signature, is none; there is exactly one form."""
    true, _ = program.signed("POST", ENTRIES, click(program).body)
    rest = true.removeprefix("Colonnade ")
    shapes = {
        "key": program.key.hex(),
        "basic": base64.b64encode(f"{program.client}:{program.key.hex()}".encode()).decode(),
        "rest": rest,
        "commas": rest.replace(", ", ","),
        "upper": rest[:-64] + rest[-64:].upper(),
        "shuffled": ", ".join(rest.split(", ")[::-1]),
    }
    # A trailing blank is no part of a header's value in HTTP, so it is made one that stays.
    proof = form.format(**shapes).replace("} ", "}")
    proof = f"{proof};" if form.endswith(" ") else proof
    assert_refused(agent.data, replace(click(program), proof=proof), 401, "unauthorized")


def test_two_authorizations_are_unauthorized(agent: RunningAgent, program: Program) -> None:
    """A true signature beside another one is no signature."""
    request = click(program)
    other, _ = program.signed("POST", ENTRIES, request.body)
    assert_refused(agent.data, request.with_header("Authorization", other), 401, "unauthorized")


@pytest.mark.parametrize("sound", [click, look])
def test_a_wrong_key_is_unauthorized(agent: RunningAgent, program: Program, sound: Sound) -> None:
    """The id alone, which everyone on the wire can learn, opens nothing."""
    thief = Program(program.port, program.client, bytes(32), boot=program.boot)
    assert_refused(agent.data, sound(thief), 401, "unauthorized")


@pytest.mark.parametrize("sound", [click, look])
def test_another_clients_key_is_unauthorized(
    agent: RunningAgent, program: Program, machine: Program, sound: Sound
) -> None:
    """Each key signs for its own client alone."""
    thief = Program(program.port, machine.client, program.key, boot=program.boot)
    assert_refused(agent.data, sound(thief), 401, "unauthorized")


@pytest.mark.parametrize(
    "other",
    [
        {"body": b'{"items":[]}'},
        {"body": b""},
        {"target": "/api/v1/preferences"},
        {"target": ENTRIES + "?"},
        {"method": "PUT"},
        {"port": 8424},
        {"boot": "0" * 32},
    ],
    ids=str,
)
def test_a_signature_is_good_for_nothing_else(
    agent: RunningAgent, program: Program, other: dict[str, str | int | bytes]
) -> None:
    """Changed body, path, query, method, port or start id: what was signed is not what came."""
    hostile = resigned(click(program), **other)
    if "boot" in other:
        assert hostile.proof is not None
        hostile = replace(hostile, proof=hostile.proof.replace("0" * 32, program.boot))
    assert_refused(agent.data, hostile, 401, "unauthorized")


def test_a_changed_time_or_nonce_breaks_the_signature(agent: RunningAgent, program: Program) -> None:
    """A caught request cannot be made fresh again by writing a new time or nonce over the old ones."""
    nonce, ts = wire.new_nonce(), now() - 10 * MINUTE
    caught = resigned(click(program), nonce=nonce, ts=ts)
    assert caught.proof is not None
    for proof in (caught.proof.replace(str(ts), str(now())), caught.proof.replace(nonce, wire.new_nonce())):
        assert_refused(agent.data, replace(caught, proof=proof), 401, "unauthorized")


def test_an_acknowledgement_is_for_one_answer(program: Program) -> None:
    """With another status, body, nonce or key the acknowledgement does not hold; a forged answer shows."""
    proof, nonce = program.signed("GET", HELLO)
    answer = replace(look(program), proof=proof).send()
    (ack,) = answer.all("Colonnade-Ack")
    place = (program.key, program.client, nonce, answer.status, answer.body)
    assert ack == wire.answer_ack(*place)
    for i, other in enumerate([bytes(32), "0" * 32, wire.new_nonce(), 403, answer.body + b" "]):
        changed = [*place[:i], other, *place[i + 1 :]]
        assert ack != wire.answer_ack(*changed)  # type: ignore[arg-type]


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


def test_an_unknown_client_and_a_wrong_signature_get_the_same_answer(program: Program) -> None:
    """Byte for byte, headers too, the date aside: ids cannot be tried out."""
    known = Program(program.port, program.client, bytes(32), boot=program.boot)
    unknown = Program(program.port, "f" * 32, bytes(32), boot=program.boot)
    for sound in (click, look):
        one, other = sound(known).send(), sound(unknown).send()
        assert one.status == other.status == 401
        assert one.body == other.body

        def told(answer: raw.RawAnswer) -> list[tuple[str, str]]:
            return [pair for pair in answer.headers if pair[0] != "Date"]

        assert told(one) == told(other)


def test_a_wrong_signature_learns_nothing_about_time_start_or_revocation(machine: Program) -> None:
    """Only the holder of the key is told `stale`, `restarted`, `revoked` or `origin_mismatch`."""
    with pair(machine) as program:
        thief = Program(program.port, program.client, bytes(32), boot="0" * 32)
        plain = look(thief).send().body
        probes = [resigned(look(thief), ts=0), click(thief), look(thief).with_header("Origin", machine.origin)]
        assert [probe.send().body for probe in probes] == [plain] * 3
        assert program.send("DELETE", f"/api/v1/clients/{program.client}").status == 200
        assert look(thief).send().body == plain


@pytest.mark.parametrize("sound", [click, look])
def test_a_revoked_client_is_told_so_and_nothing_else(agent: RunningAgent, machine: Program, sound: Sound) -> None:
    """From the moment it is removed nothing is done for it; the answer is signed, so it can be believed."""
    with pair(machine) as program:
        assert sound(program).send().status == 200
        assert machine.send("DELETE", f"/api/v1/clients/{program.client}").status == 200
        proof, nonce = program.signed(sound(program).method, sound(program).target, b"")
        request = replace(sound(program), body=b"", proof=proof)
        answer = assert_refused(agent.data, request, 403, "revoked", signed=True)
        assert answer.all("Colonnade-Ack") == [wire.answer_ack(program.key, program.client, nonce, 403, answer.body)]


def test_a_revoked_client_loses_its_open_socket_at_once(agent: RunningAgent, machine: Program) -> None:
    """A live socket that was proven before is closed with 4401, and tells nothing more."""
    with pair(machine) as program, live.follow(program) as ws:
        live.receive(ws)
        assert machine.send("DELETE", f"/api/v1/clients/{program.client}").status == 200
        before = kept(agent.data)
        with suppress(ConnectionClosed):
            live.send(ws, {"type": "entries", "ref": "late", "items": [items.record()]})
        code, told = live.until_closed(ws)
        assert (code, set(told) - {"state"}) == (4401, set())
        assert kept(agent.data) == before


def test_a_revoked_clients_origin_serves_nobody_else(agent: RunningAgent, machine: Program) -> None:
    """Its extension is owed the answer that it was removed; with any other key the origin is worth nothing."""
    origin = "chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh"
    with pair(machine, origin=origin) as browser:
        assert click(browser).send().status == 200
        assert machine.send("DELETE", f"/api/v1/clients/{browser.client}").status == 200
        assert_refused(agent.data, click(browser), 403, "revoked", signed=True)
        assert_refused(agent.data, click(machine).with_header("Origin", origin), 403, "origin_mismatch", signed=True)


def test_a_client_is_bound_to_the_origin_it_was_paired_with(agent: RunningAgent, machine: Program) -> None:
    """One client's key with another paired client's origin is told `origin_mismatch`, signed, and not done."""
    first, second = ("chrome-extension://" + letter * 32 for letter in "ab")
    with pair(machine, origin=first) as one, pair(machine, origin=second) as other:
        assert click(one).send().status == 200
        assert_refused(agent.data, click(one).with_header("Origin", second), 403, "origin_mismatch", signed=True)
        assert_refused(
            agent.data, click(one).with_header("Origin", machine.origin), 403, "origin_mismatch", signed=True
        )
        assert_refused(agent.data, look(other).with_header("Origin", first), 403, "origin_mismatch", signed=True)


def test_a_program_may_not_open_pairings_or_remove_others(
    agent: RunningAgent, machine: Program, program: Program
) -> None:
    """Only the terminal and the dashboard let clients in and out."""
    for method, target in [("POST", "/api/v1/pairings"), ("DELETE", f"/api/v1/clients/{machine.client}")]:
        request = replace(click(program), method=method, target=target, body=b"")
        assert_refused(agent.data, request, 403, "refused", signed=True)


def test_a_browser_may_not_open_pairings_or_remove_others(agent: RunningAgent, machine: Program) -> None:
    """The same for an extension, however it is paired."""
    with pair(machine, origin="moz-extension://6f9619ff-8b86-4d01-b42d-00c04fc964ff") as browser:
        for method, target in [("POST", "/api/v1/pairings"), ("DELETE", f"/api/v1/clients/{machine.client}")]:
            request = replace(click(browser), method=method, target=target, body=b"")
            assert_refused(agent.data, request, 403, "refused", signed=True)


DOORS = [
    ("GET", "/api/v1/hello"),
    ("POST", "/api/v1/entries"),
    ("GET", "/api/v1/activities"),
    ("GET", "/api/v1/periods"),
    ("GET", "/api/v1/today"),
    ("GET", "/api/v1/estimates"),
    ("GET", "/api/v1/catalogue"),
    ("GET", "/api/v1/preferences"),
    ("PUT", "/api/v1/preferences"),
    ("GET", "/api/v1/clients"),
    ("DELETE", "/api/v1/clients/" + "0" * 32),
    ("POST", "/api/v1/pairings"),
    ("POST", "/api/v1/logins"),
    ("GET", "/api/v1/no-such-door"),
]


@pytest.mark.parametrize(("method", "target"), DOORS)
def test_no_door_but_the_handshakes_opens_unsigned(
    agent: RunningAgent, program: Program, method: str, target: str
) -> None:
    """Every route of `/api/v1`, and what is no route, asks for a signature first."""
    request = replace(click(program), method=method, target=target, body=b"{}" if method != "GET" else b"", proof="")
    assert_refused(agent.data, request, 401, "unauthorized")
