"""Bodies: of another type, coded, too large, too deep, cut off, or hiding another request.

Every request here is signed by a paired client and sound in everything but one thing.
"""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from dataclasses import replace

import pytest

from harness import items, raw
from harness.agent import RunningAgent
from harness.forge import ENTRIES, Request, assert_guarded_headers, assert_refused, click, kept, look
from harness.program import Program

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
    answer = raw.exchange(program.port, raw.request("POST", ENTRIES, headers))
    assert (answer.status, answer.code) == (413, "too_large")
    assert_guarded_headers(answer)


def part(program: Program, size: int = 10, door: str | None = None) -> Request:
    """A part of an archive, as the terminal sends it."""
    if door is None:
        door = f"/api/v1/imports/{program.send('POST', '/api/v1/imports').json['id']}/parts/1"
    request = replace(click(program), method="PUT", target=door, body=b"x" * size)
    return request.with_header("Content-Type", "application/octet-stream")


@pytest.mark.parametrize("chunked", [False, True], ids=["length", "chunked"])
def test_a_part_of_an_archive_may_have_four_megabytes(agent: RunningAgent, machine: Program, chunked: bool) -> None:
    """And not one byte more, however they come."""
    assert replace(part(machine, 4_194_304), chunked=chunked).send().status == 200
    hostile = replace(part(machine, 4_194_305), chunked=chunked)
    assert_refused(agent.data, hostile, 413, "too_large")


@pytest.mark.parametrize("types", [["application/json"], ["text/plain"], ["application/octet-stream;x=y"], []])
def test_a_part_of_another_type_is_refused(agent: RunningAgent, machine: Program, types: list[str]) -> None:
    """Octets go to that one door, and that door takes nothing else."""
    assert_refused(agent.data, part(machine).with_header("Content-Type", *types), 415, "unsupported_media_type")


@pytest.mark.parametrize("end", ["", "/parts/", "/parts/0", "/parts/01", "/parts/1/", "/parts/-1", "/parts/1.5"])
def test_octets_to_what_is_nearly_a_part_are_refused(agent: RunningAgent, machine: Program, end: str) -> None:
    """The larger limit and the other type are that one door's."""
    hostile = part(machine, door=f"/api/v1/imports/{'0' * 32}{end}")
    assert_refused(agent.data, hostile, 415, "unsupported_media_type")


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


def test_a_refused_body_is_never_read_as_another_request(agent: RunningAgent, program: Program) -> None:
    """A sound request inside the body of a refused one is body: nothing of it is done."""
    inner = click(program).bytes()
    outer = replace(click(program), body=inner).with_header("Host", "evil.test").with_header("Connection", "keep-alive")
    before = kept(agent.data)
    with socket.create_connection(("127.0.0.1", program.port), timeout=30) as connection:
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
    with socket.create_connection(("127.0.0.1", program.port), timeout=30) as connection:
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
            with socket.create_connection(("127.0.0.1", program.port), timeout=30) as connection:
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
    with socket.create_connection(("127.0.0.1", program.port), timeout=30) as connection:
        connection.sendall(garbage)
        connection.shutdown(socket.SHUT_WR)
        assert raw.read_answer(connection).status in (0, 400)
    assert look(program).send().status == 200
