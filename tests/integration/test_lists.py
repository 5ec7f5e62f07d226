"""Reading the log: pages, cursors and filters."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from harness import items
from harness.agent import RunningAgent
from harness.program import Program, pair

DAYS = [f"2026-03-{day:02d}" for day in range(1, 13)]


@pytest.fixture(scope="module")
def log(agent: RunningAgent, machine: Program) -> Iterator[Program]:
    """Twelve days in March with three activities each, two of them at the same moment, and four periods."""
    with pair(machine) as program:
        clicks = []
        for day in DAYS:
            noon = f"{day}T12:00:00+01:00"
            clicks += [
                items.record(at=noon, note=f"Spoke about 100% of {day}"),
                items.record("people_search", at=noon, qualifiers={"filters": True}),
                items.record("meeting_booked", at=f"{day}T23:30:00+01:00", note="Grüße, Ärzte_und\\mehr"),
            ]
        spans = [items.period(f"2026-04-{start:02d}", "2026-04-28") for start in (1, 2, 2, 5)]
        assert set(program.outcomes(*clicks, *spans)) == {"recorded"}
        yield program


def pages(program: Program, door: str, **query: Any) -> list[list[dict[str, Any]]]:
    """Every page of a list."""
    found, cursor = [], None
    for _ in range(100):
        asked = query | ({} if cursor is None else {"cursor": cursor})
        page = program.get(f"/api/v1/{door}?{urlencode(asked)}")
        found.append(page["items"])
        cursor = page["next"]
        if cursor is None:
            return found
    raise AssertionError("the list has no end")


@pytest.mark.parametrize("limit", [1, 5, 7, 36, 500])
def test_pages_hold_every_activity_once_newest_first(log: Program, limit: int) -> None:
    """However long the pages are, and although pairs share their moment."""
    found = pages(log, "activities", limit=limit)
    whole = [one for page in found for one in page]
    assert [len(page) for page in found[:-1]] == [limit] * (len(found) - 1)
    assert len({one["id"] for one in whole}) == len(whole) == 36
    order = [(one["at"], one["id"]) for one in whole]
    assert order == sorted(order, reverse=True)


@pytest.mark.parametrize("limit", [1, 2, 3, 500])
def test_pages_hold_every_period_once_newest_first(log: Program, limit: int) -> None:
    """By their start; two that start together stand in the order of their ids."""
    whole = [one for page in pages(log, "periods", limit=limit) for one in page]
    order = [(one["start"], one["id"]) for one in whole]
    assert [start for start, _ in order] == ["2026-04-05", "2026-04-02", "2026-04-02", "2026-04-01"]
    assert order == sorted(order, reverse=True)


def test_what_is_recorded_between_two_pages_moves_none_of_the_rest(log: Program) -> None:
    """A cursor names a place in the order, not a number of items: nothing is shown twice or passed over."""
    first = log.get("/api/v1/activities?limit=10&kind=people_search")
    newer = items.record("people_search", at="2026-03-30T12:00:00+01:00")
    assert log.outcomes(newer) == ["recorded"]
    rest = log.get(f"/api/v1/activities?limit=10&kind=people_search&cursor={first['next']}")
    assert log.outcomes(items.retract(newer["subject"])) == ["recorded"]
    days = [one["day"] for one in [*first["items"], *rest["items"]]]
    assert days == DAYS[::-1]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 36),
        ({"from": "2026-03-10"}, 9),
        ({"to": "2026-03-02"}, 6),
        ({"from": "2026-03-05", "to": "2026-03-05"}, 3),
        ({"from": "2026-03-06", "to": "2026-03-05"}, 0),
        ({"kind": "comment_written"}, 12),
        ({"kind": "deal_won"}, 0),
        ({"pillar": "find"}, 12),
        ({"pillar": "build"}, 0),
        ({"pillar": "engage", "kind": "people_search"}, 0),
        ({"text": "100%"}, 12),
        ({"text": "2026-03-07"}, 1),
        ({"text": "%"}, 12),
        ({"text": "_und\\"}, 12),
        ({"text": "Ärzte"}, 12),
        ({"text": "SPOKE"}, 12),
        ({"text": "'"}, 0),
        ({"text": "Spoke", "from": "2026-03-02", "to": "2026-03-03", "kind": "comment_written"}, 2),
    ],
    ids=str,
)
def test_filters_say_which_activities_are_wanted(log: Program, query: dict[str, str], count: int) -> None:
    """Alone and together; days are included; a part of a note is taken as it is written."""
    assert len([one for page in pages(log, "activities", limit=10, **query) for one in page]) == count


def cursor_of(*content: Any) -> str:
    """A cursor as nobody was given one."""
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


FORGED = [
    cursor_of(),
    cursor_of(1),
    cursor_of("x", "y"),
    cursor_of(10**30, "x"),
    cursor_of(1, 2),
    cursor_of(None, None),
    cursor_of(1, "x", 3),
    cursor_of(1.5, "x"),
    cursor_of(True, "x"),
    cursor_of({"at": 1}),
    "%00",
    "====",
    quote("ü"),
    "A" * 199,
]


@pytest.mark.parametrize("door", ["activities", "periods"])
@pytest.mark.parametrize("cursor", FORGED)
def test_a_forged_cursor_is_invalid_or_empty_and_never_a_fault(log: Program, door: str, cursor: str) -> None:
    """A cursor can be made up; it can name a wrong place, but no more."""
    answer = log.send("GET", f"/api/v1/{door}?cursor={cursor}")
    assert answer.true
    if answer.status != 200:
        assert (answer.status, answer.code) == (400, "invalid")
        assert [one["pointer"] for one in answer.json["errors"]] == ["/cursor"]


@pytest.mark.parametrize("day", ["0001-01-01", "1900-01-01", "2002-12-31", "9999-12-31", "2024-02-29"])
@pytest.mark.parametrize("door", ["activities?from=", "activities?to=", "estimates?day="])
def test_any_day_can_be_asked_for(log: Program, door: str, day: str) -> None:
    """The first and the last day that can be written are days, or are refused as such."""
    answer = log.send("GET", f"/api/v1/{door}{day}")
    assert answer.true
    assert (answer.status, answer.code) in {(200, ""), (400, "invalid")}


@pytest.mark.parametrize(
    "query", ["limit=1&limit=2", "from=2026-01-01&from=2026-01-02", "text=a&text=b", "colour=1&colour=2"]
)
def test_a_parameter_given_twice_is_invalid(log: Program, query: str) -> None:
    """Which of the two is meant cannot be known."""
    answer = log.send("GET", f"/api/v1/activities?{query}")
    assert (answer.status, answer.code, answer.true) == (400, "invalid", True)
    assert answer.json["errors"][0]["pointer"] == f"/{query.partition('=')[0]}"


@pytest.mark.parametrize("text", ["%00", "%ED%A0%80", "%FF", "%F0%9F%99%82", "+", "%2B", "%", "%zz", "a%0Ab"])
def test_any_bytes_can_be_searched_for(log: Program, text: str) -> None:
    """What is no text finds nothing or is refused."""
    answer = log.send("GET", f"/api/v1/activities?text={text}")
    assert answer.true
    assert (answer.status, answer.code) in {(200, ""), (400, "invalid")}


def test_a_path_that_is_no_door_is_not_found(log: Program) -> None:
    """Signed, so that a program can tell it from someone else's 404."""
    for target in ("/api/v1/", "/api/v1/activity", "/api/v1/activities/", "/api/v2/hello", "/api/v1/clients/x/y"):
        answer = log.send("GET", target)
        assert (answer.status, answer.code, answer.true) == (404, "not_found", True), target


def test_a_door_asked_with_another_method_is_told_so(log: Program) -> None:
    """405, signed."""
    for method, target in [("POST", "/api/v1/today"), ("PUT", "/api/v1/entries"), ("DELETE", "/api/v1/preferences")]:
        answer = log.send(method, target)
        assert (answer.status, answer.code, answer.true) == (405, "method_not_allowed", True), target
