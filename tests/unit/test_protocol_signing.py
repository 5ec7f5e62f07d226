"""Signatures of requests: one form, and nothing else is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colonnade.protocol.signing import Authorization, mac, read_authorization, same, sign_request, signed_by

CLIENT, BOOT, NONCE, KEY = "c" * 32, "b" * 32, "n" * 22, b"k" * 32
GOOD = f"Colonnade client={CLIENT}, boot={BOOT}, ts=1795176000000, nonce={NONCE}, sig={'0' * 64}"


def test_a_mac_is_that_of_rfc_4231() -> None:
    """Its test case 2."""
    text = "what do ya want for nothing?"
    assert mac(b"Jefe", text) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert mac(b"k", "a", "b") == mac(b"k", "a\nb") != mac(b"k", "ab")


def test_a_header_comes_back_as_it_was_written() -> None:
    """Also for the one request that does not know the start id."""
    said = Authorization(CLIENT, BOOT, 1795176000000, NONCE, "0" * 64)
    assert (said.header(), read_authorization(GOOD)) == (GOOD, said)
    hello = GOOD.replace(f"boot={BOOT}", "boot=-")
    found = read_authorization(hello)
    assert found is not None
    assert found.boot == "-"


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Colonnade",
        GOOD + " ",
        " " + GOOD,
        GOOD + "\n",
        GOOD.lower(),
        GOOD.replace(", ", ","),
        GOOD.replace("Colonnade", "Bearer"),
        GOOD.replace(CLIENT, CLIENT.upper()),
        GOOD.replace(CLIENT, CLIENT[1:]),
        GOOD.replace("ts=", "ts=-"),
        GOOD.replace("ts=1", "ts=٣"),
        GOOD.replace("1795176000000", "1" * 16),
        GOOD.replace(NONCE, NONCE + "n"),
        GOOD.replace(NONCE, NONCE[:-1] + "="),
        GOOD.replace("boot=" + BOOT, "boot=--"),
        GOOD + ", sig=" + "0" * 64,
        "Colonnade " + ", ".join(reversed(GOOD.removeprefix("Colonnade ").split(", "))),
    ],
)
def test_a_header_of_another_form_is_none(header: str) -> None:
    """Nobody has to guess which of two ways to read it was meant."""
    assert read_authorization(header) is None


@given(header=st.text())
def test_no_text_as_a_header_is_a_fault(header: str) -> None:
    """Whatever is sent there, it is none or has the form."""
    found = read_authorization(header)
    assert found is None or found.header() == header


@given(body=st.binary(max_size=50), other=st.binary(max_size=50), target=st.text(max_size=20))
def test_a_signature_holds_for_its_own_body_alone(body: bytes, other: bytes, target: str) -> None:
    """A byte more or less, and it is another request."""
    said = sign_request(KEY, CLIENT, BOOT, "POST", "/" + target, 8425, 1, NONCE, body)
    assert signed_by(KEY, said, "POST", "/" + target, 8425, body)
    assert signed_by(KEY, said, "POST", "/" + target, 8425, other) is (other == body)


def test_proofs_are_compared_whole() -> None:
    """A beginning is not enough, and a text beyond ASCII is no fault."""
    assert same("ab", "ab")
    assert not same("ab", "a")
    assert not same("ab", "")
    assert not same("ab", "ü")
