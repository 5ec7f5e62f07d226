"""The live socket under attack: who may open it, who may say what, and how many."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection

from colonnade.web import live as app_live
from harness import items, live, raw, wire
from harness.agent import RunningAgent
from harness.forge import assert_guarded_headers, kept, look
from harness.program import NotTheAgent, Program, pair

UPGRADE = (
    ("Connection", "Upgrade"),
    ("Upgrade", "websocket"),
    ("Sec-WebSocket-Version", "13"),
    ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
)


def upgrade(program: Program, *headers: tuple[str, str]) -> raw.RawAnswer:
    """The answer to an opening handshake, without reading on."""
    own = dict(headers)
    base = [("Host", f"127.0.0.1:{program.port}"), ("Origin", program.origin)]
    sent = [pair for pair in base if pair[0] not in own] + [pair for pair in headers if pair[1]]
    data = raw.request("GET", live.PATH, [*sent, *UPGRADE])
    return raw.exchange(program.port, data)


def closed_with(ws: ClientConnection) -> int:
    """The code the agent closes with, with nothing but the challenge told before."""
    code, told = live.until_closed(ws)
    assert set(told) <= {"challenge"}
    return code


HOSTILE = [
    (("Origin", "null"), 403),
    (("Origin", "http://127.0.0.1:1"), 403),
    (("Origin", "http://evil.test"), 403),
    (("Origin", "chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba"), 403),
    (("Origin", "http://127.0.0.1:PORT.evil.test"), 403),
    (("Origin", "http://localhost:PORT"), 403),
    (("Origin", ""), 403),
    (("Host", "evil.test:PORT"), 421),
    (("Host", "127.0.0.1:1"), 421),
    (("Sec-Fetch-Site", "cross-site"), 403),
    (("Sec-Fetch-Site", "same-site"), 403),
]


@pytest.mark.parametrize(("header", "status"), HOSTILE, ids=lambda it: ": ".join(it) if isinstance(it, tuple) else None)
def test_a_hostile_page_opens_no_socket(
    agent: RunningAgent, program: Program, header: tuple[str, str], status: int
) -> None:
    """Host, Origin and site are checked before the handshake; none sent is hostile too."""
    before = kept(agent.data)
    answer = upgrade(program, (header[0], header[1].replace("PORT", str(program.port))))
    assert answer.status == status
    assert answer.code == {403: "refused", 421: "misdirected"}[status]
    assert_guarded_headers(answer)
    assert kept(agent.data) == before


def test_the_opening_the_attacks_are_made_from_is_taken(program: Program) -> None:
    """With the right Host and Origin the socket opens, so a refusal above is owed to the one header."""
    with live.follow(program) as ws:
        assert live.receive(ws)["type"] == "state"


def test_no_compression_is_agreed_on(program: Program) -> None:
    """A few bytes that unfold into gigabytes need an extension, and none is taken; nor is a subprotocol."""
    offers = (("Sec-WebSocket-Extensions", "permessage-deflate"), ("Sec-WebSocket-Protocol", "secret"))
    answer = upgrade(program, *offers)
    assert answer.status == 101
    assert not answer.all("Sec-WebSocket-Extensions")
    assert not answer.all("Sec-WebSocket-Protocol")


def test_a_plain_get_of_the_live_door_is_no_socket(agent: RunningAgent, program: Program) -> None:
    """Without an upgrade there is nothing to read, signed or not."""
    before = kept(agent.data)
    for request in (look(program, live.PATH), replace(look(program, live.PATH), proof="")):
        answer = request.with_header("Origin", program.origin).send()
        assert 400 <= answer.status < 500
        assert_guarded_headers(answer)
    assert kept(agent.data) == before


def test_a_silent_socket_is_closed(program: Program, proof_limit: float) -> None:
    """Who does not prove itself in time is closed with 4401."""
    with live.socket(program.port) as ws:
        started = time.monotonic()
        assert closed_with(ws) == 4401
        assert time.monotonic() - started < proof_limit + 4


def prove_with(ws: ClientConnection, program: Program, **other: str | bytes) -> None:
    """Send a proof with some of its parts exchanged."""
    challenge = other.get("challenge") or live.receive(ws)["s"]
    key, client, c = other.get("key", program.key), other.get("client", program.client), wire.new_nonce()
    assert isinstance(key, bytes)
    port, boot = int(other.get("port", program.port)), str(other.get("boot", program.boot))
    proof = str(other.get("proof") or wire.live_proof(key, str(challenge), c, port, boot))
    live.send(ws, {"type": "proof", "client": str(client), "c": c, "proof": proof})


@pytest.mark.parametrize(
    "other",
    [
        {"key": bytes(32)},
        {"client": "f" * 32},
        {"boot": "0" * 32},
        {"port": "1"},
        {"proof": "0" * 64},
        {"proof": "no hex at all"},
        {"client": "", "proof": "0" * 64},
    ],
    ids=str,
)
def test_a_wrong_proof_is_closed_out(agent: RunningAgent, program: Program, other: dict[str, str | bytes]) -> None:
    """Another key, client, start id or port: 4401, and not a word of the log was told."""
    before = kept(agent.data)
    with live.socket(program.port) as ws:
        prove_with(ws, program, **other)
        assert closed_with(ws) == 4401
    assert kept(agent.data) == before


def test_a_proof_is_good_for_its_own_socket_alone(program: Program) -> None:
    """A proof caught on one socket opens no other: each has its own challenge."""
    with live.socket(program.port) as one, live.socket(program.port) as other:
        caught = live.receive(one)["s"]
        assert live.receive(other)["s"] != caught
        prove_with(other, program, challenge=caught)
        assert closed_with(other) == 4401


def test_another_clients_origin_opens_no_socket_for_a_key(agent: RunningAgent, machine: Program) -> None:
    """A true proof over a socket that another paired client's origin opened is not proven."""
    origin = "chrome-extension://" + "c" * 32
    with pair(machine, origin=origin) as browser, live.socket(browser.port, machine.origin) as ws:
        prove_with(ws, browser)
        assert closed_with(ws) == 4401


def test_a_revoked_client_opens_no_socket(machine: Program) -> None:
    """The key of a removed client proves nothing any more."""
    with pair(machine) as program:
        assert program.send("DELETE", f"/api/v1/clients/{program.client}").status == 200
        with live.socket(program.port) as ws:
            prove_with(ws, program)
            assert closed_with(ws) == 4401


Early = Callable[[ClientConnection], None]


@pytest.mark.parametrize(
    "say",
    [
        lambda ws: live.send(ws, {"type": "entries", "ref": "x", "items": [items.record()]}),
        lambda ws: live.send(ws, {"type": "subscribe"}),
        lambda ws: live.send(ws, {"type": 7}),
        lambda ws: live.send(ws, {}),
        lambda ws: ws.send("no json"),
        lambda ws: ws.send("[" * 100_000),
        lambda ws: ws.send("[]"),
        lambda ws: ws.send('"\\ud800"'),
        lambda ws: ws.send(b'{"type":"proof"}'),
        lambda ws: ws.send(b"\xff\xfe"),
    ],
    ids=["entries", "unknown type", "type 7", "no type", "text", "deep", "array", "surrogate", "binary", "bytes"],
)
def test_nothing_can_be_said_before_the_proof(agent: RunningAgent, program: Program, say: Early) -> None:
    """Entries, other messages and what is no message at all close the socket with 4401; nothing is kept."""
    before = kept(agent.data)
    with live.socket(program.port) as ws:
        say(ws)
        assert closed_with(ws) == 4401
    assert kept(agent.data) == before


@pytest.mark.parametrize("proven", [False, True], ids=["before the proof", "proven"])
def test_a_message_of_a_megabyte_is_too_large(agent: RunningAgent, program: Program, proven: bool) -> None:
    """1009, before and after the proof, and nothing of it is kept."""
    before = kept(agent.data)
    with live.socket(program.port) as ws:
        if proven:
            live.prove(ws, program)
            assert live.receive(ws)["type"] == "state"
        live.send(ws, {"type": "entries", "ref": "x", "items": [items.record(note="x" * 1_000_000)]})
        code, told = live.until_closed(ws)
        assert (code, set(told) - {"challenge"}) == (1009, set())
    assert kept(agent.data) == before


def test_nonsense_after_the_proof_is_a_problem_and_closes_nothing(agent: RunningAgent, program: Program) -> None:
    """A proven client is told what was wrong, and its socket goes on."""
    before = kept(agent.data)
    with live.follow(program) as ws:
        for text in ("no json", "[]", "{}", '{"type":"entries"}', '{"type":"proof"}', "[" * 50_000, '{"type":"state"}'):
            ws.send(text)
            problem = live.receive_until(ws, "problem")
            assert (problem["ref"], problem["problem"]["code"]) == (None, "invalid"), text
        live.send(ws, {"type": "entries", "ref": "x" * 65, "items": []})
        assert live.receive_until(ws, "problem")["ref"] is None
        assert kept(agent.data) == before
        live.send(ws, {"type": "entries", "ref": "y", "items": [items.record()]})
        assert live.receive_until(ws, "outcomes")["outcomes"][0]["outcome"] == "recorded"


def test_a_false_welcome_is_not_believed(program: Program) -> None:
    """The client shows nothing when the agent's proof does not hold: here it expects another key's."""
    with live.socket(program.port) as ws:
        challenge = live.receive(ws)["s"]
        nonce = wire.new_nonce()
        proof = wire.live_proof(program.key, challenge, nonce, program.port, program.boot)
        live.send(ws, {"type": "proof", "client": program.client, "c": nonce, "proof": proof})
        welcome = live.receive(ws)["proof"]
        assert welcome == wire.live_welcome(program.key, nonce, challenge)
        assert welcome not in {wire.live_welcome(bytes(32), nonce, challenge), proof}
    thief = Program(program.port, program.client, bytes(32), boot=program.boot)
    with live.socket(program.port) as ws, pytest.raises((NotTheAgent, ConnectionClosed)):
        live.prove(ws, thief)


def back_in(program: Program) -> AbstractContextManager[ClientConnection]:
    """A proven socket, as soon as those that were closed have left their places."""
    deadline = time.monotonic() + 60
    while upgrade(program).status == 429:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return live.follow(program)


def test_two_hundred_sockets_leave_the_agent_answering(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """64 are held, every further one is 429 before the handshake, clicks go on, and room comes back."""
    # A slow machine takes longer than five seconds to open them, and the first would be closed by then.
    monkeypatch.setattr(app_live, "PROOF_LIMIT", 60.0)
    with ExitStack() as open_ones:
        statuses = []
        for _ in range(200):
            try:
                open_ones.enter_context(live.socket(program.port))
                statuses.append(101)
            except InvalidStatus as refused:
                statuses.append(refused.response.status_code)
        assert statuses == [*[101] * 64, *[429] * 136]
        answer = upgrade(program)
        assert (answer.status, answer.code) == (429, "too_many")
        assert_guarded_headers(answer)
        assert program.outcomes(items.record()) == ["recorded"]
    with back_in(program) as ws:
        assert live.receive(ws)["type"] == "state"
