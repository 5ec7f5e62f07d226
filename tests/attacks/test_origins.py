"""Origins and sites: who a browser says is asking, and that only those who are paired are heard.

Every request here is signed by a paired client and sound in everything but one thing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from harness import items
from harness.agent import RunningAgent
from harness.forge import (
    HELLO,
    Request,
    assert_guarded_headers,
    assert_refused,
    at,
    click,
    look,
)
from harness.program import Program

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
    ["chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba"],
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
    chosen = {
        "zone": "UTC",
        "day_start": "00:00",
        "week_start": "monday",
        "sales_navigator": True,
        "changed_at": items.moment(),
    }
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
