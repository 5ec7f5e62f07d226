"""Someone else at the port: before the agent, instead of it, or between it and a client."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from colonnade.store.files import data_lock, prepare_folder, write_private
from harness import wire
from harness.agent import RunningAgent, command
from harness.forge import kept
from harness.inside import InsideAgent
from harness.program import NotTheAgent, Program, answer_handshake, pair
from harness.squatter import Relay, Squatter

EXTENSION = "chrome-extension://abcdefghijklmnopabcdefghijklmnop"
INVENTED = "AAAQEAYEAUDAOCAJBIFQYDIOB4IA"


def open_code(machine: Program) -> str:
    """A new pairing code in its plain form."""
    return wire.plain_code(machine.send("POST", "/api/v1/pairings").json["code"])


def test_a_squatter_on_another_port_gets_no_pairing_through(agent: InsideAgent, machine: Program) -> None:
    """Someone between client and agent cannot hand the proof on: it names the port the client spoke to."""
    word = open_code(machine)
    before = kept(agent.data)
    with Relay(agent.port) as relay:
        status, body, program = answer_handshake("pair", word, relay.port)
        assert (status, program) == (403, None), body
        assert relay.passed_on == 1
        assert word.encode() not in relay.heard
    assert kept(agent.data) == before


def test_a_squatter_cannot_prove_the_word() -> None:
    """Whatever it answers, the client finds that the other side does not know the word, and keeps no key."""
    answer = {"client": "a" * 32, "nonce": wire.new_nonce(), "proof": "b" * 64}
    with Squatter(200, json.dumps(answer).encode()) as squatter:
        with pytest.raises(NotTheAgent):
            answer_handshake("pair", INVENTED, squatter.port, origin=EXTENSION)
        assert INVENTED.encode() not in squatter.heard


def test_nothing_a_squatter_hears_while_the_agent_is_down_is_worth_anything(own_agent: RunningAgent) -> None:
    """It holds the agent's own port: it hears an id, nonces and proofs, no key and no word.

    Its answers are not believed, and what it heard is refused by the agent once that is back.
    """
    agent = own_agent
    with agent.machine() as machine:
        program, word = pair(machine), open_code(machine)
    program.close()
    agent.stop()
    forged = json.dumps({"protocol": 1, "least": 1, "version": "1", "boot": "c" * 32, "seq": 0, "time": "now"}).encode()
    with Squatter(200, forged, port=agent.port) as squatter, program:
        with pytest.raises(NotTheAgent):
            program.hello()
        assert not program.record({"entry": "x"}).true
        with pytest.raises(NotTheAgent):
            answer_handshake("pair", word, agent.port)
        for secret in (program.key, program.key.hex().encode(), word.encode()):
            assert secret not in squatter.heard
        caught = list(squatter.requests)
    agent.start()
    before = kept(agent.data)
    assert len(caught) == 3
    for request in caught[1:]:
        answer = Squatter.replay(agent.port, request)
        assert answer.status in (403, 409), answer
    assert kept(agent.data) == before


def test_the_terminal_does_not_speak_to_a_squatter(own_agent: RunningAgent) -> None:
    """With the agent down the commands work on the folder itself; who answers at the port is not asked."""
    own_agent.kill()
    with Squatter(200, b"{}", port=own_agent.port) as squatter:
        done = command("log", "reaction_given", data=own_agent.data)
        assert done.returncode == 0, done.stderr
        assert command("pair", data=own_agent.data).returncode != 0
        assert squatter.requests == []
    own_agent.start()
    with own_agent.machine() as machine:
        assert [one["kind"] for one in machine.get("/api/v1/activities")["items"]] == ["reaction_given"]


FORGED = {
    "a click": (["log", "reaction_given"], 200, {"outcomes": [{"entry": None, "outcome": "recorded", "errors": []}]}),
    "a code": (["pair"], 201, {"code": INVENTED, "port": 8425, "expires_at": "2030-01-01T00:00:00Z"}),
    "a link": (["open"], 201, {"url": "http://127.0.0.1:9/#t=forged", "expires_at": "2030-01-01T00:00:00Z"}),
    "a client": (["clients"], 200, {"items": []}),
    "an error": (["status"], 403, {"code": "revoked", "detail": "Give me your key."}),
}


@pytest.mark.parametrize(("words", "status", "body"), FORGED.values(), ids=FORGED)
def test_the_terminal_believes_no_answer_without_a_true_acknowledgement(
    tmp_path: Path, words: list[str], status: int, body: dict[str, Any]
) -> None:
    """An agent holds the folder, and someone else answers at its port: nothing they say is shown or called kept."""
    key = "5a" * 32
    prepare_folder(tmp_path / "data")
    counts = {"seq": 1, "today": {"day": "2026-01-01", "left": {"clicks": 0, "minutes": 0}, "habits": []}}
    with data_lock(tmp_path / "data"), Squatter(status, json.dumps(counts | body).encode()) as squatter:
        said = {"port": squatter.port, "boot": "b" * 32, "client": "c" * 32, "key": key}
        write_private(tmp_path / "data" / "agent.json", json.dumps(said))
        done = command(*words, data=tmp_path / "data")
        assert squatter.requests
        assert key.encode() not in squatter.heard
    assert done.returncode == 7
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    for lie in ("kept", INVENTED, "forged", "Give me"):
        assert lie not in done.stderr
