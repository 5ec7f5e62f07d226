"""What a hostile page, program or resolver can put into a request, and that the agent refuses it.

Every request here is signed by a paired client and sound in everything but one thing.
"""

from __future__ import annotations

import gzip
import json
import socket
import time
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from harness import items, raw
from harness.agent import RunningAgent
from harness.forge import ENTRIES, HELLO, Request, assert_guarded_headers, assert_refused, click, kept, look
from harness.program import Program

OTHER_EXTENSION = "chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba"


def at(program: Program, text: str) -> str:
    """A literal with the agent's port in it."""
    return text.replace("PORT", str(program.port)).replace("OTHER", str(program.port ^ 1))


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


ORIGINS = [
    ["null"],
    [""],
    ["http://127.0.0.1:OTHER"],
    ["http://127.0.0.1"],
    ["http://localhost:PORT"],
    ["https://127.0.0.1:PORT"],
    ["http://0.0.0.0:PORT"],
    ["http://evil.test"],
    ["http://evil.test:PORT"],
    ["http://127.0.0.1:PORT.evil.test"],
    ["http://127.0.0.1:PORT/"],
    ["http://127.0.0.1:PORT0"],
    ["http://127.0.0.1:PORT http://evil.test"],
    ["http://evil.test/http://127.0.0.1:PORT"],
    ["http://evil.test#http://127.0.0.1:PORT"],
    ["http://user@127.0.0.1:PORT"],
    ["xhttp://127.0.0.1:PORT"],
    ["HTTP://127.0.0.1:PORT"],
    [OTHER_EXTENSION],
    ["moz-extension://11111111-2222-4333-8444-555555555555"],
    ["http://127.0.0.1:PORT", "http://evil.test"],
]


@pytest.mark.parametrize("origins", ORIGINS, ids="+".join)
@pytest.mark.parametrize("sound", [click, look])
def test_any_other_origin_is_refused(
    agent: RunningAgent, program: Program, sound: Callable[[Program], Request], origins: list[str]
) -> None:
    """An origin is compared whole with those of the paired clients and the agent's own, never by a pattern."""
    hostile = sound(program).with_header("Origin", *(at(program, origin) for origin in origins))
    assert_refused(agent.data, hostile, 403, "refused")


def test_a_post_without_an_origin_is_refused(agent: RunningAgent, program: Program) -> None:
    """Every browser sends one with a POST; what sends none could be anything."""
    assert_refused(agent.data, click(program).with_header("Origin"), 403, "refused")


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_no_change_comes_without_an_origin(agent: RunningAgent, program: Program, method: str) -> None:
    """The same for every method that changes something."""
    target = {"PUT": "/api/v1/preferences", "DELETE": f"/api/v1/clients/{program.client}"}[method]
    chosen = {"zone": "UTC", "day_start": "00:00", "week_start": "monday", "changed_at": items.moment()}
    body = json.dumps(chosen).encode() if method == "PUT" else b""
    hostile = replace(click(program), method=method, target=target, body=body).with_header("Origin")
    assert_refused(agent.data, hostile, 403, "refused")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("sound", [click, look])
def test_a_request_from_another_site_is_refused(
    agent: RunningAgent, program: Program, sound: Callable[[Program], Request], site: str
) -> None:
    """`same-site` is another port on this host: any other server of this machine."""
    assert_refused(agent.data, sound(program).with_header("Sec-Fetch-Site", site), 403, "refused")


@pytest.mark.parametrize("site", ["none", "same-origin"])
def test_the_browser_itself_and_the_dashboard_are_no_other_site(program: Program, site: str) -> None:
    """An extension in Chromium sends `none`, one in Firefox and the dashboard `same-origin`."""
    assert click(program).with_header("Sec-Fetch-Site", site).send().status == 200


def shell(program: Program, site: str, dest: str, *, method: str = "GET", target: str = "/") -> Request:
    """A navigation to the dashboard's shell, unsigned as navigations are."""
    request = replace(look(program, target), method=method, proof="")
    for name, value in [("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", dest)]:
        request = request.with_header(name, value)
    return request


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_link_opens_the_shell(program: Program, site: str) -> None:
    """A top-level GET of the shell may come from anywhere: it holds no data and has no effect."""
    answer = shell(program, site, "document").send()
    assert answer.status == 200
    # What someone else at this port left in the browser's cache is thrown away with it.
    assert answer.all("Clear-Site-Data") == ['"cache"']
    assert_guarded_headers(answer)


@pytest.mark.parametrize(
    ("site", "dest", "target"),
    [
        ("cross-site", "iframe", "/"),
        ("same-site", "iframe", "/"),
        ("cross-site", "empty", "/"),
        ("cross-site", "image", "/"),
        ("cross-site", "script", "/"),
        ("same-site", "object", "/"),
        ("cross-site", "document", HELLO),
        ("same-site", "document", "/api/v1/today"),
    ],
)
def test_the_exception_for_a_link_covers_nothing_else(
    agent: RunningAgent, program: Program, site: str, dest: str, target: str
) -> None:
    """`navigate` is also the mode of a frame: only the destination `document`, and only the shell."""
    assert_refused(agent.data, shell(program, site, dest, target=target), 403, "refused")


def test_a_form_posted_to_the_shell_from_another_site_is_refused(agent: RunningAgent, program: Program) -> None:
    """A top-level form POST has the destination `document` too, and is no GET."""
    hostile = click(program).with_header("Sec-Fetch-Site", "cross-site").with_header("Sec-Fetch-Dest", "document")
    assert_refused(agent.data, hostile, 403, "refused")
    assert_refused(agent.data, replace(hostile, target="/"), 403, "refused")


TYPES = [
    ["text/plain"],
    ["text/plain;charset=UTF-8"],
    ["text/plain; application/json"],
    ["application/x-www-form-urlencoded"],
    ["multipart/form-data; boundary=x"],
    ["application/jsonp"],
    ["application/octet-stream"],
    ["text/json"],
    ["application/json, text/plain"],
    [""],
    [],
]


@pytest.mark.parametrize("types", TYPES, ids=lambda types: "+".join(types) or "none")
def test_a_body_of_another_type_is_refused(agent: RunningAgent, program: Program, types: list[str]) -> None:
    """What a form or a simple cross-origin fetch can send is never JSON by name."""
    hostile = click(program).with_header("Content-Type", *types)
    assert_refused(agent.data, hostile, 415, "unsupported_media_type")


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "identity", "gzip, gzip"])
def test_a_coded_body_is_refused(agent: RunningAgent, program: Program, coding: str) -> None:
    """The signature is over the bytes as they are; a coding would be a second reading, and a bomb."""
    request = click(program)
    coded = {"gzip": gzip.compress(request.body), "deflate": zlib.compress(request.body)}.get(coding, request.body)
    hostile = replace(request, body=coded).with_header("Content-Encoding", coding)
    assert_refused(agent.data, hostile, 415, "unsupported_media_type")


def padded(request: Request, size: int) -> Request:
    """The same JSON, blanks behind it up to so many bytes."""
    return replace(request, body=request.body.ljust(size))


@pytest.mark.parametrize("size", [524_289, 1_000_000])
@pytest.mark.parametrize("chunked", [False, True], ids=["length", "chunked"])
def test_a_body_beyond_the_limit_is_refused(agent: RunningAgent, program: Program, size: int, chunked: bool) -> None:
    """524,288 bytes, however they come; a length that is not said in advance is counted."""
    assert_refused(agent.data, replace(padded(click(program), size), chunked=chunked), 413, "too_large")


@pytest.mark.parametrize("chunked", [False, True], ids=["length", "chunked"])
def test_a_body_at_the_limit_is_taken(program: Program, chunked: bool) -> None:
    """The limit is the last size that is good."""
    assert replace(padded(click(program), 524_288), chunked=chunked).send().status == 200


def test_a_length_that_is_only_claimed_is_refused_at_once(agent: RunningAgent, program: Program) -> None:
    """A claim of a terabyte is answered without waiting for it."""
    request = click(program)
    proof, _ = program.signed("POST", ENTRIES, b"")
    headers = [*request.headers, ("Authorization", proof), ("Content-Length", str(10**12))]
    answer = raw.exchange(program.port, raw.request("POST", ENTRIES, headers), timeout=3)
    assert (answer.status, answer.code) == (413, "too_large")
    assert_guarded_headers(answer)


DEEP = {
    "arrays": b'{"items":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "objects": b'{"items":[' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"]}",
    "never closed": b"[" * 500_000,
}


@pytest.mark.parametrize("body", DEEP.values(), ids=DEEP)
def test_deep_json_is_refused(agent: RunningAgent, program: Program, body: bytes) -> None:
    """Nesting without end is a form that is wrong, not a fault of the agent."""
    answer = assert_refused(agent.data, replace(click(program), body=body), 400, "invalid", signed=True)
    assert answer.json["errors"]


def test_deep_json_inside_an_item_is_refused(agent: RunningAgent, program: Program) -> None:
    """Depth that the parser takes is still no qualifier."""
    deep: object = "x"
    for _ in range(100):
        deep = [deep]
    before = kept(agent.data)
    answer = program.record(items.record(qualifiers={"depth": deep}))
    assert (answer.status, answer.json["outcomes"][0]["outcome"]) == (200, "rejected")
    assert kept(agent.data).entries == before.entries


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


def test_a_refused_body_is_never_read_as_another_request(agent: RunningAgent, program: Program) -> None:
    """A sound request inside the body of a refused one is body: nothing of it is done."""
    inner = click(program).bytes()
    outer = replace(click(program), body=inner).with_header("Host", "evil.test").with_header("Connection", "keep-alive")
    before = kept(agent.data)
    with socket.create_connection(("127.0.0.1", program.port), timeout=5) as connection:
        connection.sendall(outer.bytes())
        assert raw.read_answer(connection).status == 421
        connection.shutdown(socket.SHUT_WR)
        assert not connection.recv(65536).startswith(b"HTTP/1.1 2")
    assert kept(agent.data) == before


def test_a_request_with_two_lengths_is_refused(agent: RunningAgent, program: Program) -> None:
    """Chunked and counted at once is how one request is smuggled inside another."""
    request = click(program)
    proof, _ = program.signed("POST", ENTRIES, request.body)
    headers = [*request.headers, ("Authorization", proof), ("Transfer-Encoding", "chunked"), ("Content-Length", "5")]
    before = kept(agent.data)
    answer = raw.exchange(program.port, raw.request("POST", ENTRIES, headers) + raw.chunked(request.body))
    assert answer.status == 400
    assert_guarded_headers(answer)
    assert kept(agent.data) == before


@pytest.mark.parametrize("chunk", [b"zz\r\nabc\r\n0\r\n\r\n", b"5\r\nab", b"-1\r\n\r\n", b"ffffffffffffffff1\r\n"])
def test_a_broken_chunk_is_no_fault_of_the_agent(agent: RunningAgent, program: Program, chunk: bytes) -> None:
    """A body that breaks off or counts wrongly is answered 400 or by closing, and nothing is kept."""
    proof, _ = program.signed("POST", ENTRIES, b"ab")
    headers = [*click(program).headers, ("Authorization", proof), ("Transfer-Encoding", "chunked")]
    before = kept(agent.data)
    with socket.create_connection(("127.0.0.1", program.port), timeout=5) as connection:
        connection.sendall(raw.request("POST", ENTRIES, headers) + chunk)
        connection.shutdown(socket.SHUT_WR)
        # 403: half closed before the guard could see whose connection it is.
        assert raw.read_answer(connection).status in (0, 400, 403)
    assert kept(agent.data) == before


def test_a_client_that_hangs_up_is_no_fault_of_the_agent(agent: RunningAgent, program: Program) -> None:
    """A browser killed in the middle of a click: nothing is kept of it, and the next request is served."""
    before = kept(agent.data)
    data = click(program).bytes()
    for length in (len(data) - 10, len(data) - 200, 40):
        for pause in (0.0, 0.05):
            with socket.create_connection(("127.0.0.1", program.port), timeout=5) as connection:
                connection.sendall(data[:length])
                # Once at once, and once when the agent is already waiting for the rest.
                time.sleep(pause)
    assert look(program).send().status == 200
    assert kept(agent.data) == before


@pytest.mark.parametrize(
    "garbage",
    [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GET\r\n\r\n", b"\x00" * 64, b"GET / HTTP/9.9\r\n\r\n"],
    ids=["TLS", "no target", "zeros", "a version to come"],
)
def test_what_is_no_request_gets_no_more_than_an_error(agent: RunningAgent, program: Program, garbage: bytes) -> None:
    """Bytes that are no HTTP are answered 400 or by closing, and the next request is served."""
    with socket.create_connection(("127.0.0.1", program.port), timeout=5) as connection:
        connection.sendall(garbage)
        connection.shutdown(socket.SHUT_WR)
        assert raw.read_answer(connection).status in (0, 400)
    assert look(program).send().status == 200


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
