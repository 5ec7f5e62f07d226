"""Pairing codes and the keys that come of them."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from colonnade.protocol.handshake import (
    CODE_BYTES,
    agent_proof,
    client_proof,
    code_of,
    derive_key,
    live_agent_proof,
    live_client_proof,
    plain_code,
)

PLACES = [
    ("A" * 28, "pair", "c" * 22, "a" * 22, 8425, "http://127.0.0.1:8425"),
    ("B" * 28, "pair", "c" * 22, "a" * 22, 8425, "http://127.0.0.1:8425"),
    ("A" * 28, "login", "c" * 22, "a" * 22, 8425, "http://127.0.0.1:8425"),
    ("A" * 28, "pair", "d" * 22, "a" * 22, 8425, "http://127.0.0.1:8425"),
    ("A" * 28, "pair", "c" * 22, "b" * 22, 8425, "http://127.0.0.1:8425"),
    ("A" * 28, "pair", "c" * 22, "a" * 22, 8426, "http://127.0.0.1:8425"),
    ("A" * 28, "pair", "c" * 22, "a" * 22, 8425, "chrome-extension://" + "a" * 32),
]
"""One handshake, and others that differ from it in a single thing."""


@given(secret=st.binary(min_size=CODE_BYTES, max_size=CODE_BYTES))
def test_a_code_can_be_typed_and_loses_nothing(secret: bytes) -> None:
    """Seven groups of four; small letters, spaces and a port before it make no difference."""
    code = code_of(secret)
    assert [len(group) for group in code.split("-")] == [4] * 7
    plain = code.replace("-", "")
    for pasted in (code, code.lower(), f"9000:{code}", f"  9000 : {code.replace('-', ' ')}\n", plain):
        assert plain_code(pasted) == plain


def test_different_secrets_have_different_codes() -> None:
    """136 bits of chance are 28 characters, none of them wasted."""
    codes = {code_of(bytes([n]) + b"\0" * 15 + bytes([m])) for n in range(256) for m in range(16)}
    assert len(codes) == 256 * 16


def test_everything_in_a_handshake_changes_its_key() -> None:
    """Word, ritual, both nonces, port and origin; 32 bytes each time."""
    keys = [derive_key(*place) for place in PLACES]
    assert {len(key) for key in keys} == {32}
    assert all(one != other for one, other in combinations(keys, 2))


def test_everything_in_a_handshake_changes_its_proofs() -> None:
    """A proof of one handshake is worth nothing in another, nor in the other direction."""
    client = [client_proof(w, r, c, p, o) for w, r, c, _, p, o in PLACES]
    agent = [agent_proof(w, r, c, a, "1" * 32, p, o) for w, r, c, a, p, o in PLACES]
    # The client's proof does not know the agent's nonce yet.
    assert client[4] == client[0]
    del client[4]
    proofs = client + agent
    proofs.append(agent_proof("A" * 28, "pair", "c" * 22, "a" * 22, "2" * 32, *PLACES[0][4:]))
    assert all(one != other for one, other in combinations(proofs, 2))


def test_the_two_ends_of_a_live_connection_prove_different_things() -> None:
    """The agent's proof cannot be won by sending it its own challenge, nor the client's by another start."""
    key, s, c = b"k" * 32, "s" * 22, "c" * 22
    proofs = [live_client_proof(key, s, c, 8425, "b" * 32), live_client_proof(key, s, c, 8425, "d" * 32)]
    proofs += [live_client_proof(key, s, c, 8426, "b" * 32), live_client_proof(key, c, s, 8425, "b" * 32)]
    proofs += [live_agent_proof(key, c, s), live_agent_proof(key, s, c)]
    assert all(one != other for one, other in combinations(proofs, 2))
