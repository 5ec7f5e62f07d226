"""The vectors of `schemas/examples/signing.json`: two implementations agree with what is written down.

`harness.wire` was written from the protocol's text with hashlib and hmac alone, the other is the package's.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from colonnade.protocol import handshake, signing
from harness import wire
from harness.agent import ROOT

VECTORS = json.loads((ROOT / "schemas" / "examples" / "signing.json").read_text(encoding="utf-8"))
Vector = dict[str, Any]


def each(part: str) -> pytest.MarkDecorator:
    """Every vector of one part, named by what it shows."""
    return pytest.mark.parametrize("it", VECTORS[part], ids=lambda it: it.get("name", it.get("pasted")).strip())


@each("requests")
def test_a_request_has_one_signature(it: Vector) -> None:
    """The canonical text is joined by single line feeds, and its HMAC is the signature in the header."""
    key, body = bytes.fromhex(it["key"]), it["body"].encode()
    place = (it["client"], it["boot"], it["method"], it["target"], it["port"], it["ts"], it["nonce"])
    assert wire.mac(key, *it["text"].split("\n")) == it["sig"]
    assert wire.request_sig(key, *place, body) == it["sig"]
    ours = signing.sign_request(key, *place, body)
    assert (ours.sig, ours.header()) == (it["sig"], it["authorization"])
    assert signing.read_authorization(it["authorization"]) == ours
    assert signing.signed_by(key, ours, it["method"], it["target"], it["port"], body)


@each("requests")
def test_a_signature_is_for_nothing_else(it: Vector) -> None:
    """Another key, method, target, port or body, and the signature no longer holds."""
    key, body = bytes.fromhex(it["key"]), it["body"].encode()
    said = signing.read_authorization(it["authorization"])
    assert said is not None
    for other in [
        (key[::-1], it["method"], it["target"], it["port"], body),
        (key, "PATCH", it["target"], it["port"], body),
        (key, it["method"], it["target"] + "?", it["port"], body),
        (key, it["method"], it["target"], it["port"] - 1, body),
        (key, it["method"], it["target"], it["port"], body + b" "),
    ]:
        assert not signing.signed_by(other[0], said, *other[1:])


@each("answers")
def test_an_answer_has_one_acknowledgement(it: Vector) -> None:
    """Status, nonce, client and body together make the acknowledgement."""
    key, body = bytes.fromhex(it["key"]), it["body"].encode()
    assert wire.mac(key, *it["text"].split("\n")) == it["ack"]
    assert wire.answer_ack(key, it["client"], it["nonce"], it["status"], body) == it["ack"]
    assert signing.acknowledgement(key, it["client"], it["nonce"], it["status"], body) == it["ack"]


@each("codes")
def test_a_pasted_code_has_one_plain_form(it: Vector) -> None:
    """A port before a colon, spaces, hyphens and small letters make no difference."""
    assert wire.plain_code(it["pasted"]) == it["plain"]
    assert handshake.plain_code(it["pasted"]) == it["plain"]


@each("handshakes")
def test_a_handshake_ends_in_one_key(it: Vector) -> None:
    """Both proofs and the key follow from the word, the nonces, the port and the origin."""
    word, role, nonce, port, origin = it["word"], it["role"], it["nonce"], it["port"], it["origin"]
    client, answer = it["answer"]["client"], it["answer"]["nonce"]
    for proof in (wire.handshake_proof, handshake.client_proof):
        assert proof(word, role, nonce, port, origin) == it["proof"]
    for proof in (wire.handshake_answer_proof, handshake.agent_proof):
        assert proof(word, role, nonce, answer, client, port, origin) == it["answer"]["proof"]
    for derive in (wire.derived_key, handshake.derive_key):
        assert derive(word, role, nonce, answer, port, origin).hex() == it["key"]
    if role == "pair":
        assert wire.plain_code(it["shown"]) == word


@each("live")
def test_a_live_connection_is_proven_at_both_ends(it: Vector) -> None:
    """The client's proof names challenge, nonce, port and start id; the agent's the two nonces the other way round."""
    key, s, c = bytes.fromhex(it["key"]), it["challenge"], it["nonce"]
    for proof in (wire.live_proof, handshake.live_client_proof):
        assert proof(key, s, c, it["port"], it["boot"]) == it["proof"]
    for welcome in (wire.live_welcome, handshake.live_agent_proof):
        assert welcome(key, c, s) == it["welcome"]
