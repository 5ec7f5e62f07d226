"""What the door keeps, and what it says of the rest."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from colonnade.services.recording import judge, record
from colonnade.store.database import Database
from colonnade.store.tick import sequence_in
from harness.entries import CLIENT, NOW, ago, uid

DONE = {
    "entry": uid(1),
    "subject": uid(1),
    "type": "record",
    "of": "activity",
    "made_at": ago(hours=1),
    "at": ago(hours=1),
    "kind": "comment_written",
}
CHANGED = {"entry": uid(2), "subject": uid(1), "type": "amend", "of": "activity", "made_at": ago(hours=1)}
READ = DONE | {"of": "reading", "brand": 1, "find": 2, "engage": 3, "build": 4}
del READ["kind"]
OFF = {"entry": uid(3), "subject": uid(3), "type": "record", "of": "period", "made_at": ago(hours=1)} | {
    "period": "away",
    "start": "2026-11-01",
    "end": "2026-11-05",
}
UNDONE = CHANGED | {"type": "retract"}


def without(item: dict[str, Any], *names: str) -> dict[str, Any]:
    """The item without some fields."""
    return {name: value for name, value in item.items() if name not in names}


def faults(item: Any, **more: Any) -> list[tuple[str, str]]:
    """Pointer and code of everything wrong with an item, judged at NOW."""
    item = item | more if more else item
    (judged,) = judge(json.dumps({"items": [item]}).encode(), NOW)
    return [(fault.pointer, fault.code) for fault in judged[1]] if isinstance(judged, tuple) else []


@pytest.mark.parametrize(
    "item",
    [
        DONE,
        CHANGED,
        READ,
        without(READ, "build", "find"),
        OFF,
        UNDONE,
        CHANGED | {"of": "period"},
        UNDONE | {"of": "period"},
    ],
)
def test_what_is_well_formed_is_good(item: dict[str, Any]) -> None:
    """An amend may say nothing, and a retract needs nothing but its subject."""
    assert faults(item) == []


WRONG: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    (without(DONE, "at"), [("/at", "missing")]),
    (without(DONE, "type"), [("/type", "missing")]),
    (without(DONE, "of"), [("/of", "missing")]),
    (without(DONE, "entry", "kind"), [("/entry", "missing"), ("/kind", "missing")]),
    (DONE | {"type": "event"}, [("/type", "one_of")]),
    (DONE | {"of": "click"}, [("/of", "one_of")]),
    (DONE | {"url": "x"}, [("/url", "unknown_field")]),
    (DONE | {"activity": "x"}, [("/activity", "unknown_field")]),
    (DONE | {"record": "x"}, [("/record", "unknown_field")]),
    (DONE | {"a/b~c": 1}, [("/a~1b~0c", "unknown_field")]),
    (DONE | {"entry": uid(1).upper().replace("7000", "7A00")}, [("/entry", "format")]),
    (DONE | {"subject": uid(7)}, [("/subject", "subject")]),
    (CHANGED | {"entry": uid(1)}, [("/entry", "subject")]),
    (UNDONE | {"entry": uid(1)}, [("/entry", "subject")]),
    (UNDONE | {"note": "so"}, [("/note", "unknown_field")]),
    (DONE | {"kind": "comment_writen"}, [("/kind", "unknown_kind")]),
    (DONE | {"kind": "Comment"}, [("/kind", "format")]),
    (DONE | {"kind": 3}, [("/kind", "type")]),
    (DONE | {"qualifiers": {"colour": "red"}}, [("/qualifiers", "unknown_qualifier")]),
    (DONE | {"qualifiers": {"depth": "deep"}}, [("/qualifiers/depth", "unknown_value")]),
    (DONE | {"qualifiers": {"depth": 3}}, [("/qualifiers/depth", "type")]),
    (DONE | {"qualifiers": []}, [("/qualifiers", "type")]),
    (DONE | {"kind": "reshare", "qualifiers": {"perspective": "true"}}, [("/qualifiers/perspective", "unknown_value")]),
    (DONE | {"qualifiers": {f"q{n}": "x" for n in range(9)}}, [("/qualifiers", "too_long")]),
    (DONE | {"count": 0}, [("/count", "too_small")]),
    (DONE | {"count": 1001}, [("/count", "too_large")]),
    (DONE | {"count": 10**30}, [("/count", "too_large")]),
    (DONE | {"count": 1.5}, [("/count", "type")]),
    (DONE | {"count": True}, [("/count", "type")]),
    (DONE | {"count": None}, [("/count", "type")]),
    (DONE | {"note": "x" * 281}, [("/note", "too_long")]),
    (DONE | {"note": 4}, [("/note", "type")]),
    (DONE | {"at": "2026-11-20T10:00:00"}, [("/at", "format")]),
    (DONE | {"at": "yesterday"}, [("/at", "format")]),
    (DONE | {"at": "2026-02-30T10:00:00Z"}, [("/at", "format")]),
    (CHANGED | {"kind": "reshare"}, [("/qualifiers", "together")]),
    (CHANGED | {"qualifiers": {}}, [("/kind", "together")]),
    (CHANGED | {"kind": "reshare", "qualifiers": {"depth": "shallow"}}, [("/qualifiers", "unknown_qualifier")]),
    (READ | {"brand": -0.1}, [("/brand", "too_small")]),
    (READ | {"brand": 25.1}, [("/brand", "too_large")]),
    (READ | {"total": 101}, [("/total", "too_large")]),
    (READ | {"industry": {"total": 1, "people": 4}}, [("/industry/people", "unknown_field")]),
    (without(READ, "brand", "find", "engage", "build"), [("/brand", "missing")]),
    (READ | dict.fromkeys(("brand", "find", "engage", "build")) | {"industry_rank": 9}, [("/brand", "missing")]),
    (OFF | {"period": "holiday"}, [("/period", "one_of")]),
    (OFF | {"end": "2026-10-31"}, [("/end", "order")]),
    (OFF | {"start": "2002-12-31", "end": "2003-01-02"}, [("/start", "too_early")]),
    (without(OFF, "end"), [("/end", "missing")]),
    (OFF | {"start": "1 November"}, [("/start", "format")]),
    (CHANGED | {"of": "period", "start": "2026-11-01"}, [("/end", "together")]),
    (CHANGED | {"of": "period", "end": "2026-11-01"}, [("/start", "together")]),
]


@pytest.mark.parametrize(
    ("item", "expected"), WRONG, ids=lambda it: " ".join(map(":".join, it)) if isinstance(it, list) else ""
)
def test_what_is_wrong_is_named_by_field_and_code(item: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    """Each field once, relative to the item, and never the tags by which a form is found."""
    assert faults(item) == expected


@pytest.mark.parametrize("item", [None, 3, "x", [], [DONE], True])
def test_what_is_no_object_is_a_type_at_the_item_itself(item: Any) -> None:
    """And has no id that could be given back."""
    (judged,) = judge(json.dumps({"items": [item]}).encode(), NOW)
    assert isinstance(judged, tuple)
    assert judged[0] is None
    assert [(fault.pointer, fault.code) for fault in judged[1]] == [("", "type")]


@pytest.mark.parametrize("field", ["at", "made_at"])
@pytest.mark.parametrize(
    ("time", "code"),
    [
        ("2003-01-01T00:00:00Z", None),
        ("2003-01-01T01:00:00+01:00", None),
        ("2002-12-31T23:59:59.999999Z", "too_early"),
        ("2003-01-01T00:30:00+01:00", "too_early"),
        ("0001-01-01T00:00:00+23:59", "too_early"),
        ((NOW + timedelta(days=1)).isoformat(), None),
        ((NOW + timedelta(days=1, microseconds=1)).isoformat(), "too_late"),
        ("9999-12-31T23:59:59.999999-23:59", "too_late"),
    ],
)
def test_times_have_edges(field: str, time: str, code: str | None) -> None:
    """The first moment of 2003 and a day ahead are the last that are taken, in whatever offset."""
    assert faults(DONE | {field: time}) == ([] if code is None else [(f"/{field}", code)])


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2003-01-01", "2003-01-01", []),
        ("2026-11-20", "2026-11-20", []),
        ("2028-11-19", "2028-11-19", []),
        ("2028-11-19", "2028-11-20", [("/end", "too_late")]),
        ("2020-01-01", "2022-12-31", []),
        ("2020-01-01", "2023-01-01", [("/end", "too_large")]),
        ("9999-12-31", "9999-12-31", [("/end", "too_late")]),
    ],
)
def test_periods_have_edges(start: str, end: str, expected: list[tuple[str, str]]) -> None:
    """Not before 2003, two years ahead, three years long."""
    assert faults(OFF | {"start": start, "end": end}) == expected


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"3", b'{"items": {}}', b'{"items": []}', b"\xff", b'{"items": [1], "x": 1}']
)
def test_what_is_no_list_of_items_is_refused_whole(body: bytes) -> None:
    """There is nothing in it that could be judged alone."""
    with pytest.raises(ValidationError):
        judge(body, NOW)


def test_a_body_holds_at_most_two_hundred_items() -> None:
    """Two hundred are judged; one more is too many for all of them."""
    assert len(judge(json.dumps({"items": [DONE] * 200}).encode(), NOW)) == 200
    with pytest.raises(ValidationError):
        judge(json.dumps({"items": [DONE] * 201}).encode(), NOW)


async def test_a_bad_item_never_blocks_the_others(db: Database) -> None:
    """Each gets its own outcome, in order; what was rejected is not remembered, so a mended one takes its ids."""
    bad = DONE | {"count": 0}
    items = [bad, OFF, None, OFF, OFF | {"end": "2026-11-06"}, {"entry": uid(9)}]
    outcomes, seq = await record(db, judge(json.dumps({"items": items}).encode(), NOW), CLIENT, NOW)
    assert [(one.entry, one.outcome, [(e.pointer, e.code) for e in one.errors]) for one in outcomes] == [
        (uid(1), "rejected", [("/count", "too_small")]),
        (uid(3), "recorded", []),
        (None, "rejected", [("", "type")]),
        (uid(3), "duplicate", []),
        (uid(3), "rejected", [("/entry", "conflict")]),
        (uid(9), "rejected", [("/type", "missing")]),
    ]
    assert seq == 1
    outcomes, seq = await record(db, judge(json.dumps({"items": [DONE]}).encode(), NOW), CLIENT, NOW)
    assert ([one.outcome for one in outcomes], seq, await db.read(sequence_in)) == (["recorded"], 2, 2)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None)
@given(base=st.sampled_from([DONE, CHANGED, READ, OFF, UNDONE]), field=st.data(), value=JSON)
def test_nothing_as_a_field_is_a_fault_of_the_agent(base: dict[str, Any], field: st.DataObject, value: Any) -> None:
    """Any JSON in any place is kept, or named by a pointer into what was sent; what was typed is not repeated."""
    name = field.draw(st.sampled_from([*base, "note", "qualifiers", "count", "zzz"]))
    (judged,) = judge(json.dumps({"items": [base | {name: value}]}).encode(), NOW)
    if isinstance(judged, tuple):
        assert judged[1]
        assert all(fault.pointer.startswith("/") and fault.code and fault.message for fault in judged[1])
