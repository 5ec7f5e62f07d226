"""One-time words: each lets in one client, once, and soon or never."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from colonnade.errors import Refused
from colonnade.model import HandshakeOpening
from colonnade.protocol.handshake import Ritual, plain_code
from colonnade.services.pairing import Words, is_extension
from harness import wire
from harness.entries import NOW

PORT = 8425
OWN = f"http://127.0.0.1:{PORT}"
CHROMIUM = "chrome-extension://" + "abcdefghijklmnop" * 2
FIREFOX = "moz-extension://12345678-1234-4234-8234-123456789abc"


def opening(word: str, role: str = "pair", origin: str = CHROMIUM, port: int = PORT) -> HandshakeOpening:
    """What a client that knows the word sends."""
    nonce = wire.new_nonce()
    proof = wire.handshake_proof(plain_code(word) if role == "pair" else word, role, nonce, port, origin)
    return HandshakeOpening(nonce=nonce, proof=proof, label="An invented browser")


def refused(words: Words, ritual: Ritual, said: HandshakeOpening, origin: str = CHROMIUM, **later: float) -> None:
    """See that a handshake is refused, in the one way there is."""
    with pytest.raises(Refused) as refusal:
        words.answer(ritual, said, origin, NOW + timedelta(**later))
    assert (refusal.value.code, refusal.value.detail) == (
        "word_not_open",
        "This one-time word is not open; make a new one.",
    )


def test_a_code_lets_in_one_client_once() -> None:
    """The client is bound to its origin, and both ends derive the same key."""
    words = Words(PORT)
    code, ends = words.open_code(NOW)
    assert re.fullmatch(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){6}", code)
    assert ends == NOW + timedelta(minutes=5)
    said = opening(code)
    made = words.answer("pair", said, CHROMIUM, NOW)
    told, kept = made.answer, made.credential
    assert (kept.id, kept.role, kept.origin, kept.label) == (told.client, "browser", CHROMIUM, "An invented browser")
    place = (plain_code(code), "pair", said.nonce, told.nonce)
    assert kept.key == wire.derived_key(*place, PORT, CHROMIUM)
    assert told.proof == wire.handshake_answer_proof(*place, told.client, PORT, CHROMIUM)
    refused(words, "pair", said)
    refused(words, "pair", opening(code))


def test_a_code_ends_after_five_minutes_and_a_login_after_one() -> None:
    """The last microsecond still counts, and the moment itself does not."""
    for ritual, seconds in (("pair", 300), ("login", 60)):
        words = Words(PORT)
        word, ends = words.open_code(NOW) if ritual == "pair" else words.open_login(NOW)
        assert ends == NOW + timedelta(seconds=seconds)
        said = opening(word, ritual, OWN)
        refused(words, ritual, said, OWN, seconds=seconds)
        assert words.answer(ritual, said, OWN, ends - timedelta(microseconds=1)).answer.client


def test_a_new_code_closes_the_one_before() -> None:
    """Only one pairing code is ever open; logins that are open stay."""
    words = Words(PORT)
    login, _ = words.open_login(NOW)
    old, _ = words.open_code(NOW)
    new, _ = words.open_code(NOW)
    refused(words, "pair", opening(old))
    assert words.answer("pair", opening(new), CHROMIUM, NOW).answer.client
    assert words.answer("login", opening(login, "login", OWN), OWN, NOW).answer.client


def test_at_most_eight_logins_are_open() -> None:
    """The ninth closes the first; a program that asks for ever fills no memory."""
    words = Words(PORT)
    logins = [words.open_login(NOW)[0] for _ in range(9)]
    refused(words, "login", opening(logins[0], "login", OWN), OWN)
    for word in logins[1:]:
        assert words.answer("login", opening(word, "login", OWN), OWN, NOW).credential.role == "dashboard"
    assert words._open == []


@pytest.mark.parametrize(
    "said",
    [
        lambda _: opening("A" * 28),
        lambda code: opening(code, port=PORT + 1),
        lambda code: opening(code, origin=FIREFOX),
        lambda code: opening(code, role="login"),
        lambda code: opening(code).model_copy(update={"nonce": "x" * 22}),
        lambda code: opening(code).model_copy(update={"proof": "0" * 64}),
    ],
)
def test_a_wrong_proof_does_not_use_the_code_up(said: object) -> None:
    """A guess, another port, another origin, another ritual: refused alike, and the person's own try still works."""
    words = Words(PORT)
    code, _ = words.open_code(NOW)
    refused(words, "pair", said(code))  # type: ignore[operator]
    assert words.is_pairing(NOW)
    assert words.answer("pair", opening(code), CHROMIUM, NOW).answer.client
    assert not words.is_pairing(NOW)


def test_a_code_is_no_login_and_a_login_no_code() -> None:
    """A word opens the door it was made for."""
    words = Words(PORT)
    code, _ = words.open_code(NOW)
    login, _ = words.open_login(NOW)
    refused(words, "login", opening(plain_code(code), "login", OWN), OWN)
    refused(words, "pair", opening(login, "login", OWN), OWN)


def test_words_of_one_start_are_unknown_to_the_next() -> None:
    """They are kept in memory alone."""
    code, _ = Words(PORT).open_code(NOW)
    refused(Words(PORT), "pair", opening(code))


def test_what_pairs_from_the_agents_own_origin_is_a_program() -> None:
    """And what pairs from an extension's a browser."""
    for origin, role in ((OWN, "program"), (CHROMIUM, "browser"), (FIREFOX, "browser")):
        words = Words(PORT)
        code, _ = words.open_code(NOW)
        assert words.answer("pair", opening(code, origin=origin), origin, NOW).credential.role == role


@pytest.mark.parametrize(
    ("origin", "is_one"),
    [
        (CHROMIUM, True),
        (FIREFOX, True),
        (CHROMIUM + "/", False),
        (CHROMIUM[:-1], False),
        (CHROMIUM[:-1] + "q", False),
        (FIREFOX.upper(), False),
        ("chrome-extension://*", False),
        ("https://" + "a" * 32, False),
        ("x" + CHROMIUM, False),
        (CHROMIUM + "\n", False),
        ("null", False),
        (OWN, False),
    ],
)
def test_an_extensions_origin_has_one_form(origin: str, is_one: bool) -> None:
    """Nothing before it, nothing after it."""
    assert is_extension(origin) is is_one


def test_no_word_and_no_key_shows_in_a_representation() -> None:
    """What could end in a log line tells neither."""
    words = Words(PORT)
    code, _ = words.open_code(NOW)
    assert plain_code(code) not in repr(words._open)
    kept = words.answer("pair", opening(code), CHROMIUM, NOW).credential
    assert kept.key.hex() not in repr(kept)
    assert str(kept.key) not in repr(kept)
