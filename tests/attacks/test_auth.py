"""Signatures that do not hold."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace

import pytest

from harness import raw, wire
from harness.agent import RunningAgent
from harness.forge import (
    ENTRIES,
    HELLO,
    Request,
    assert_refused,
    click,
    look,
    now,
    resigned,
)
from harness.program import Program, pair

Sound = Callable[[Program], Request]


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
    nonce, ts = wire.new_nonce(), now() - 600_000
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


DOORS = [
    ("GET", "/api/v1/hello"),
    ("POST", "/api/v1/entries"),
    ("POST", "/api/v1/readings/understood"),
    ("GET", "/api/v1/activities"),
    ("GET", "/api/v1/periods"),
    ("GET", "/api/v1/next"),
    ("GET", "/api/v1/today"),
    ("GET", "/api/v1/estimates"),
    ("GET", "/api/v1/catalogue"),
    ("GET", "/api/v1/preferences"),
    ("PUT", "/api/v1/preferences"),
    ("GET", "/api/v1/routine"),
    ("PUT", "/api/v1/routine"),
    ("GET", "/api/v1/answers"),
    ("PUT", "/api/v1/answers"),
    ("GET", "/api/v1/months/newest"),
    ("GET", "/api/v1/reviews"),
    ("PUT", "/api/v1/reviews"),
    ("GET", "/api/v1/presets"),
    ("GET", "/api/v1/audience"),
    ("PUT", "/api/v1/audience"),
    ("GET", "/api/v1/templates"),
    ("PUT", "/api/v1/templates"),
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
