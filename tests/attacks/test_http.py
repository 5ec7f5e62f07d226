"""Hosts, targets and methods: what a page, a resolver or a program can put in the head of a request.

Every request here is signed by a paired client and sound in everything but one thing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from harness import raw
from harness.agent import RunningAgent
from harness.forge import (
    ENTRIES,
    HELLO,
    Request,
    assert_guarded_headers,
    assert_refused,
    at,
    click,
    kept,
    look,
)
from harness.program import Program


def test_the_request_the_attacks_are_made_from_is_taken(agent: RunningAgent, program: Program) -> None:
    """Unchanged, both the click and the look succeed: a refusal below is owed to the one thing changed."""
    before = kept(agent.data)
    assert click(program).send().status == 200
    assert kept(agent.data).entries == before.entries + 1
    answer = look(program).send()
    assert answer.status == 200
    assert_guarded_headers(answer)


HOSTS = [
    "evil.test",
    "evil.test:PORT",
    "127.0.0.1.evil.test:PORT",
    "evil.test:PORT@127.0.0.1:PORT",
    "127.0.0.1:OTHER",
    "127.0.0.1",
    "127.0.0.1:PORT.",
    "127.0.0.1.:PORT",
    "127.0.0.1:0PORT",
    "0.0.0.0:PORT",
    "127.0.0.2:PORT",
    "127.1:PORT",
    "2130706433:PORT",
    "[::1]:PORT",
    "[::ffff:127.0.0.1]:PORT",
    "localhost.:PORT",
    "",
]


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("sound", [click, look])
def test_any_other_host_is_misdirected(
    agent: RunningAgent, program: Program, sound: Callable[[Program], Request], host: str
) -> None:
    """Only `127.0.0.1:PORT` is this agent; a rebound name sends its own, and so gets nothing."""
    hostile = sound(program).with_header("Host", at(program, host))
    assert_refused(agent.data, hostile, 421, "misdirected")


@pytest.mark.parametrize(
    "hosts",
    [[], ["evil.test", "127.0.0.1:PORT"], ["127.0.0.1:PORT", "evil.test"], ["127.0.0.1:PORT", "127.0.0.1:PORT"]],
    ids=lambda hosts: "+".join(hosts) or "none",
)
def test_no_host_and_two_hosts_are_refused(agent: RunningAgent, program: Program, hosts: list[str]) -> None:
    """Exactly one Host: none is refused, and two are, whichever comes first and even when both are right.

    The parser may be the one that refuses (400) before the guard can (421).
    """
    before = kept(agent.data)
    answer = click(program).with_header("Host", *(at(program, host) for host in hosts)).send()
    assert (answer.status, answer.code) in {(400, "invalid"), (421, "misdirected")}, answer
    assert_guarded_headers(answer)
    assert kept(agent.data) == before


TARGETS = [
    "http://evil.test/api/v1/entries",
    "http://127.0.0.1:PORT/api/v1/entries",
    "//api/v1/entries",
    "/api//v1/entries",
    "/%61pi/v1/entries",
    "/api/v1/entrie%73",
    "/api%2fv1/entries",
    "/x/../api/v1/entries",
    "/../api/v1/entries",
    "/api/v1/../v1/entries",
    "/%2e%2e/api/v1/entries",
    "/api/v1/..%2fv1/entries",
    "/api/v1/./entries",
    "/api/v1/entries#fragment",
    "/api/v1\\entries",
]


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_that_goes_round_the_rules_is_refused(agent: RunningAgent, program: Program, target: str) -> None:
    """Only origin form without `//`, `..` or percent-encoding: no second spelling of a path exists."""
    hostile = replace(click(program), target=at(program, target))
    assert_refused(agent.data, hostile, 403, "refused")


@pytest.mark.parametrize(
    "target", ["/../agent.json", "/dashboard/../../client.py", "/%2e%2e/colonnade.db", "//etc/passwd"]
)
def test_no_target_leads_out_of_the_dashboard_files(agent: RunningAgent, program: Program, target: str) -> None:
    """Static files are those of the dashboard; a path that climbs is refused before a file is looked for."""
    assert_refused(agent.data, look(program, target), 403, "refused")


@pytest.mark.parametrize("target", ["*", "api/v1/hello", "127.0.0.1:PORT"])
def test_a_target_that_is_no_path_is_refused(agent: RunningAgent, program: Program, target: str) -> None:
    """The asterisk and authority forms name nothing here."""
    before = kept(agent.data)
    answer = look(program, at(program, target)).send()
    assert answer.status in (400, 403), answer
    assert_guarded_headers(answer)
    assert kept(agent.data) == before


@pytest.mark.parametrize("name", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_a_method_cannot_be_overridden_by_a_header(agent: RunningAgent, program: Program, name: str) -> None:
    """A POST stays a POST: the client it aims at is still there."""
    hostile = replace(click(program), target=f"/api/v1/clients/{program.client}").with_header(name, "DELETE")
    assert_refused(agent.data, hostile, 405, "method_not_allowed", signed=True)
    hostile = look(program, "/api/v1/pairings").with_header(name, "POST")
    assert_refused(agent.data, hostile, 405, "method_not_allowed", signed=True)


def test_a_method_cannot_be_overridden_by_a_parameter(agent: RunningAgent, program: Program) -> None:
    """Nor by `_method`, in the query or in the body."""
    target = f"/api/v1/clients/{program.client}?_method=DELETE"
    hostile = replace(click(program), target=target, body=b'{"_method":"DELETE"}')
    assert_refused(agent.data, hostile, 405, "method_not_allowed", signed=True)


@pytest.mark.parametrize("method", ["OPTIONS", "HEAD", "PATCH", "TRACE", "PROPFIND", "QUERY"])
@pytest.mark.parametrize("target", [ENTRIES, HELLO, "/"])
def test_other_methods_are_not_answered(agent: RunningAgent, program: Program, method: str, target: str) -> None:
    """No method exists that nobody thought of: signed or not, none is looked at any further."""
    before = kept(agent.data)
    for proof in (None, ""):
        answer = replace(click(program), method=method, target=target, proof=proof).send()
        assert answer.status == 405
        assert not answer.all("Colonnade-Ack")
        assert_guarded_headers(answer)
    assert kept(agent.data) == before


@pytest.mark.parametrize("origin", ["http://evil.test", "http://127.0.0.1:PORT", "null"])
def test_a_preflight_gets_no_permission(agent: RunningAgent, program: Program, origin: str) -> None:
    """The question a browser asks before a cross-origin request, as it asks it, is refused without a word more."""
    before = kept(agent.data)
    answer = raw.exchange(
        program.port,
        raw.request(
            "OPTIONS",
            ENTRIES,
            [
                ("Host", f"127.0.0.1:{program.port}"),
                ("Origin", at(program, origin)),
                ("Access-Control-Request-Method", "POST"),
                ("Access-Control-Request-Headers", "authorization,content-type"),
                ("Access-Control-Request-Private-Network", "true"),
            ],
        ),
    )
    assert answer.status in (403, 405)
    assert_guarded_headers(answer)
    assert not answer.all("Allow")
    assert kept(agent.data) == before


@pytest.mark.parametrize("target", ["/", "/api/v1/hello", "/nothing"])
def test_an_expectation_nobody_can_meet_is_answered_like_everything_else(program: Program, target: str) -> None:
    """The server looks at Expect before our rules do: what was sent is not repeated, and every header is there."""
    answer = look(program, target).with_header("Expect", "xyzzy").send()
    assert (answer.status, answer.code) == (400, "invalid")
    assert b"xyzzy" not in answer.body
    assert_guarded_headers(answer)


def test_get_has_no_effect(agent: RunningAgent, program: Program) -> None:
    """Reading everything there is to read changes nothing that is kept."""
    before = kept(agent.data)
    for target in (
        "hello",
        "activities",
        "periods",
        "today",
        "estimates",
        "catalogue",
        "preferences",
        "clients",
        "activities?text=x",
    ):
        assert look(program, f"/api/v1/{target}").send().status == 200, target
    assert look(program, "/").send().status == 200
    assert kept(agent.data) == before


def test_localhost_is_only_led_to_the_one_name(agent: RunningAgent, program: Program) -> None:
    """`localhost:PORT` typed by a person is redirected to the shell; nothing is done or told under that name."""
    host = f"localhost:{program.port}"
    answer = look(program, "/").with_header("Host", host).send()
    assert answer.status in (301, 302, 303, 307, 308)
    assert answer.all("Location") == [f"http://127.0.0.1:{program.port}/"]
    assert_guarded_headers(answer)
    before = kept(agent.data)
    assert click(program).with_header("Host", host).send().status not in (200, 201)
    assert look(program).with_header("Host", host).send().status != 200
    assert kept(agent.data) == before
