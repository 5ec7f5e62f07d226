"""One-time words: guessed, late, used twice, raced for, and asked for by someone else at the port."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from harness import wire
from harness.agent import RunningAgent
from harness.forge import Request, assert_refused, click, kept
from harness.inside import InsideAgent
from harness.program import Program, answer_handshake, pair, post

EXTENSION = "chrome-extension://abcdefghijklmnopabcdefghijklmnop"
STRANGER = "chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba"
"""Never paired in these tests."""
PAIR = "/api/v1/pairings/answer"
LOGIN = "/api/v1/logins/answer"
INVENTED = "AAAQEAYEAUDAOCAJBIFQYDIOB4IA"


def open_code(machine: Program) -> str:
    """A new pairing code in its plain form; the one before is closed."""
    opened = machine.send("POST", "/api/v1/pairings")
    assert opened.status == 201
    return wire.plain_code(opened.json["code"])


def open_login(machine: Program) -> str:
    """A new login word."""
    opened = machine.send("POST", "/api/v1/logins")
    assert opened.status == 201
    return str(opened.json["url"].partition("#t=")[2])


def opening(role: str, word: str, port: int, origin: str, **other: str) -> dict[str, Any]:
    """What a client that knows the word posts."""
    nonce = wire.new_nonce()
    proof = wire.handshake_proof(word, role, nonce, port, origin)
    return {"nonce": nonce, "proof": proof, "label": "A stranger"} | other


def answering(program: Program, door: str, body: dict[str, Any], origin: str) -> Request:
    """The unsigned POST of a handshake."""
    request = replace(click(program), target=door, body=json.dumps(body).encode(), proof="")
    return request.with_header("Origin", origin)


@pytest.fixture
def closed(machine: Program) -> None:
    """No code is open: the last one was used up."""
    pair(machine).close()


@pytest.mark.usefixtures("closed")
def test_without_an_open_code_nobody_pairs(agent: RunningAgent, machine: Program) -> None:
    """A program learns that no word is open; an extension that is not paired is not even heard."""
    body = opening("pair", INVENTED, machine.port, machine.origin)
    assert_refused(agent.data, answering(machine, PAIR, body, machine.origin), 403, "word_not_open")
    body = opening("pair", INVENTED, machine.port, STRANGER)
    assert_refused(agent.data, answering(machine, PAIR, body, STRANGER), 403, "refused")


def test_a_wrong_code_pairs_nobody_and_leaves_the_right_one_open(agent: RunningAgent, machine: Program) -> None:
    """Guessing is refused each time, and does not lock the person out."""
    word = open_code(machine)
    for _ in range(20):
        body = opening("pair", INVENTED, machine.port, EXTENSION)
        assert_refused(agent.data, answering(machine, PAIR, body, EXTENSION), 403, "word_not_open")
    status, _, program = answer_handshake("pair", word, machine.port, origin=EXTENSION)
    assert (status, program is not None) == (200, True)


def test_wrong_used_expired_and_never_open_are_told_alike(machine: Program) -> None:
    """One answer for all of them: whether a code is open cannot be asked."""
    pair(machine).close()
    origin = machine.origin
    never = post(machine.port, PAIR, opening("pair", INVENTED, machine.port, origin), origin)
    word = open_code(machine)
    wrong = post(machine.port, PAIR, opening("pair", INVENTED, machine.port, origin), origin)
    assert post(machine.port, PAIR, opening("pair", word, machine.port, origin), origin)[0] == 200
    used = post(machine.port, PAIR, opening("pair", word, machine.port, origin), origin)
    assert never == wrong == used
    assert never[0] == 403


@pytest.mark.parametrize(("role", "door"), [("pair", PAIR), ("login", LOGIN)])
def test_a_word_is_good_once(agent: RunningAgent, machine: Program, role: str, door: str) -> None:
    """The same answer again, byte for byte, and a new one with the same word, are both refused."""
    word = open_code(machine) if role == "pair" else open_login(machine)
    request = answering(machine, door, opening(role, word, machine.port, machine.origin), machine.origin)
    assert request.send().status == 200
    assert_refused(agent.data, request, 403, "word_not_open")
    again = answering(machine, door, opening(role, word, machine.port, machine.origin), machine.origin)
    assert_refused(agent.data, again, 403, "word_not_open")


def test_a_new_code_closes_the_one_before(agent: RunningAgent, machine: Program) -> None:
    """At most one code is open at a time."""
    old, new = open_code(machine), open_code(machine)
    body = opening("pair", old, machine.port, machine.origin)
    assert_refused(agent.data, answering(machine, PAIR, body, machine.origin), 403, "word_not_open")
    assert answer_handshake("pair", new, machine.port)[0] == 200


@pytest.mark.parametrize(("role", "door"), [("pair", PAIR), ("login", LOGIN)])
def test_of_two_that_race_for_a_word_exactly_one_wins(
    agent: RunningAgent, machine: Program, role: str, door: str
) -> None:
    """Sixteen answer the same word at once: one client is made, the others are told the word is not open."""
    word = open_code(machine) if role == "pair" else open_login(machine)
    before, answers = kept(agent.data), []

    def answer() -> None:
        body = opening(role, word, machine.port, machine.origin)
        answers.append(post(machine.port, door, body, machine.origin))

    threads = [threading.Thread(target=answer) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(status for status, _ in answers) == [200, *[403] * 15]
    assert {body["code"] for status, body in answers if status == 403} == {"word_not_open"}
    assert len(kept(agent.data).clients) == len(before.clients) + 1


ORIGINS = [
    "null",
    "https://evil.test",
    "http://localhost:PORT",
    "http://127.0.0.1:1",
    "chrome-extension://abcdefghijklmnop",
    "chrome-extension://ABCDEFGHIJKLMNOPABCDEFGHIJKLMNOP",
    "chrome-extension://abcdefghijklmnopabcdefghijklmnopq",
    "chrome-extension://abcdefghijklmnopabcdefghijklmnop/",
    "chrome-extension://abcdefghijklmnopabcdefghijklmnop.evil.test",
    "chrome-extension://evil.test",
    "xchrome-extension://abcdefghijklmnopabcdefghijklmnop",
    "moz-extension://not-a-uuid",
    "safari-web-extension://6f9619ff-8b86-4d01-b42d-00c04fc964ff",
    "file://",
]


@pytest.mark.parametrize("origin", ORIGINS)
def test_an_open_code_is_for_no_page(agent: RunningAgent, machine: Program, origin: str) -> None:
    """While a code is open, even one who knows it pairs only from a well-formed extension or as a program."""
    origin = origin.replace("PORT", str(machine.port))
    word = open_code(machine)
    body = opening("pair", word, machine.port, origin)
    assert_refused(agent.data, answering(machine, PAIR, body, origin), 403, "refused")
    assert answer_handshake("pair", word, machine.port)[0] == 200


def test_an_open_code_opens_no_other_door_to_a_strange_extension(agent: RunningAgent, machine: Program) -> None:
    """Its origin is taken at the pairing answer alone, not for reading, clicking or logging in."""
    open_code(machine)
    assert_refused(agent.data, click(machine).with_header("Origin", STRANGER), 403, "refused")
    for door in ("/api/v1/entries", "/api/v1/pairings", LOGIN):
        hostile = answering(machine, door, {}, STRANGER)
        assert_refused(agent.data, hostile, 403, "refused")


def test_a_page_logs_in_from_the_agents_own_origin_alone(agent: RunningAgent, machine: Program) -> None:
    """A paired extension's origin with a true login word is refused, and the word stays good."""
    with pair(machine, origin=EXTENSION):
        word = open_login(machine)
        body = opening("login", word, machine.port, EXTENSION)
        assert_refused(agent.data, answering(machine, LOGIN, body, EXTENSION), 403, "refused")
    assert answer_handshake("login", word, machine.port)[0] == 200


@pytest.mark.parametrize(("role", "door"), [("pair", LOGIN), ("login", PAIR)])
def test_a_word_of_one_sort_is_none_of_the_other(agent: RunningAgent, machine: Program, role: str, door: str) -> None:
    """A login link pairs no program, and a pairing code logs no page in."""
    word = open_code(machine) if role == "pair" else open_login(machine)
    for claimed in ("pair", "login"):
        body = opening(claimed, word, machine.port, machine.origin)
        assert_refused(agent.data, answering(machine, door, body, machine.origin), 403, "word_not_open")


def test_a_proof_is_bound_to_its_port_and_origin(agent: RunningAgent, machine: Program) -> None:
    """A proof made for another port or another origin opens nothing here."""
    word = open_code(machine)
    for port, origin in [(machine.port + 1, machine.origin), (machine.port, EXTENSION)]:
        body = opening("pair", word, port, origin)
        assert_refused(agent.data, answering(machine, PAIR, body, machine.origin), 403, "word_not_open")


@pytest.mark.parametrize(
    ("role", "door", "seconds"), [("pair", PAIR, 5 * 60), ("login", LOGIN, 60)], ids=["pairing", "login"]
)
def test_an_expired_word_is_closed(agent: InsideAgent, machine: Program, role: str, door: str, seconds: int) -> None:
    """A second before its end a word opens; from its end on it is as if it had never been."""
    for late, status in ((seconds - 1, 200), (seconds, 403), (seconds + 3600, 403)):
        word = open_code(machine) if role == "pair" else open_login(machine)
        clients = len(kept(agent.data).clients)
        agent.ahead = timedelta(seconds=late)
        request = answering(machine, door, opening(role, word, machine.port, machine.origin), machine.origin)
        try:
            if status == 200:
                assert request.send().status == 200
            else:
                assert_refused(agent.data, request, 403, "word_not_open")
        finally:
            agent.ahead = timedelta()
        assert len(kept(agent.data).clients) == clients + (status == 200)


def test_an_extension_is_not_heard_once_the_code_has_expired(agent: InsideAgent, machine: Program) -> None:
    """The pairing answer takes a strange origin only while a code is open."""
    word = open_code(machine)
    agent.ahead = timedelta(minutes=5)
    try:
        body = opening("pair", word, machine.port, STRANGER)
        assert_refused(agent.data, answering(machine, PAIR, body, STRANGER), 403, "refused")
    finally:
        agent.ahead = timedelta()


def test_a_dashboard_session_unused_for_ninety_days_is_over(agent: InsideAgent, machine: Program) -> None:
    """A page that comes back after that is told `revoked` and opens anew; a program's key does not age."""
    _, _, page = answer_handshake("login", open_login(machine), machine.port)
    assert page is not None
    with page, pair(machine) as program:
        page.hello()
        agent.ahead = timedelta(days=90, minutes=1)
        try:
            for client, status in ((page, 403), (program, 200)):
                client.skew = int(agent.ahead.total_seconds() * 1000)
                answer = client.send("GET", "/api/v1/today")
                assert (answer.status, answer.true) == (status, True)
        finally:
            agent.ahead = timedelta()
