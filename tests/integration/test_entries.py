"""The write door: what becomes of items that come twice, late, early, together or changed."""

from __future__ import annotations

import json
import sqlite3
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from harness import items
from harness.agent import RunningAgent
from harness.forge import kept
from harness.program import Program

Item = dict[str, Any]


def found(program: Program, subject: str) -> Item | None:
    """An activity as it is now, or None."""
    page = program.get("/api/v1/activities?limit=500")
    return next((one for one in page["items"] if one["id"] == subject), None)


def contents(agent: RunningAgent) -> list[str]:
    """What the entries say, as it stands on disk."""
    connection = sqlite3.connect(f"file:{agent.data / 'colonnade.db'}?mode=ro", uri=True)
    try:
        return [text for (text,) in connection.execute("SELECT content FROM entries ORDER BY seq")]
    finally:
        connection.close()


def only_error(program: Program, item: Item) -> tuple[str, str]:
    """Pointer and code of the one fault of a rejected item."""
    (outcome,) = program.record(item).json["outcomes"]
    assert outcome["outcome"] == "rejected"
    (error,) = outcome["errors"]
    return error["pointer"], error["code"]


def test_a_retry_after_a_lost_answer_makes_no_second_row(agent: RunningAgent, program: Program) -> None:
    """The same bytes again, and the same item among others, are duplicates."""
    item, other = items.record(), items.record()
    body = json.dumps({"items": [item]}).encode()
    before = kept(agent.data).entries
    assert program.send("POST", "/api/v1/entries", body).json["outcomes"][0]["outcome"] == "recorded"
    assert program.send("POST", "/api/v1/entries", body).json["outcomes"][0]["outcome"] == "duplicate"
    assert program.outcomes(other, item) == ["recorded", "duplicate"]
    assert kept(agent.data).entries == before + 2


def test_one_item_twice_in_one_request_is_kept_once(program: Program) -> None:
    """The second of them is the duplicate."""
    item = items.record()
    assert program.outcomes(item, item, item) == ["recorded", "duplicate", "duplicate"]


def test_sixteen_clients_send_one_item_at_once_and_one_is_told_recorded(program: Program) -> None:
    """Fifteen are told duplicate; there is one activity."""
    item, told = items.record(), []

    def send() -> None:
        with Program(program.port, program.client, program.key, boot=program.boot) as own:
            told.extend(own.outcomes(item))

    threads = [threading.Thread(target=send) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [*["duplicate"] * 15, "recorded"]


@pytest.mark.parametrize(
    "same",
    [
        lambda item: dict(reversed(item.items())),
        lambda item: item | {"count": 1},
        lambda item: item | {"note": ""},
    ],
    ids=["order of the fields", "a default said", "an empty note said"],
)
def test_what_says_the_same_is_a_duplicate(program: Program, same: Any) -> None:
    """Content is compared, not bytes."""
    item = items.record()
    assert program.outcomes(item) == ["recorded"]
    assert program.outcomes(same(item)) == ["duplicate"]


@pytest.mark.parametrize(
    "other",
    [
        {"count": 2},
        {"note": "other"},
        {"at": items.moment(60)},
        {"made_at": items.moment(60)},
        {"qualifiers": {"depth": "shallow"}},
        {"kind": "reaction_given", "qualifiers": {}},
    ],
    ids=lambda other: next(iter(other)),
)
def test_the_same_id_with_other_content_is_a_conflict(agent: RunningAgent, program: Program, other: Item) -> None:
    """What was kept first stays as it is; the other is rejected at `/entry`."""
    item = items.record()
    assert program.outcomes(item) == ["recorded"]
    before = kept(agent.data)
    assert only_error(program, item | other) == ("/entry", "conflict")
    assert kept(agent.data) == before
    assert program.outcomes(item) == ["duplicate"]


def test_a_conflict_within_one_request_keeps_the_first(program: Program) -> None:
    """Items of one request are judged in their order."""
    item = items.record()
    assert program.outcomes(item, item | {"count": 2}, item) == ["recorded", "rejected", "duplicate"]
    assert (found(program, item["subject"]) or {})["count"] == 1


def test_a_mended_item_takes_the_place_of_a_rejected_one(program: Program) -> None:
    """The agent remembers nothing of the rejected one, so the same ids are free."""
    bad = items.record(count=0)
    assert program.outcomes(bad) == ["rejected"]
    assert program.outcomes(bad | {"count": 5}) == ["recorded"]


def test_a_bad_item_blocks_none_of_two_hundred(agent: RunningAgent, program: Program) -> None:
    """Ninety-nine good, a bad one, and a hundred good again: 199 are kept, each outcome at its place."""
    batch = [items.record() for _ in range(200)]
    batch[99] |= {"kind": "liked_a_cat"}
    before = kept(agent.data).entries
    outcomes = program.outcomes(*batch)
    assert [place for place, outcome in enumerate(outcomes) if outcome != "recorded"] == [99]
    assert kept(agent.data).entries == before + 199


def test_an_amend_changes_only_what_it_names(program: Program) -> None:
    """Field by field, in the order they were made, whatever the order they come in."""
    item = items.record(note="first", count=2)
    late = items.amend(item["subject"], count=9, made_at=items.moment(-20))
    early = items.amend(item["subject"], count=5, note="second", made_at=items.moment(-10))
    assert program.outcomes(item, late, early) == ["recorded"] * 3
    now = found(program, item["subject"])
    assert now is not None
    assert (now["count"], now["note"], now["qualifiers"]) == (9, "second", {"depth": "substantive"})


def test_an_amend_and_a_retract_may_come_before_their_record(program: Program) -> None:
    """The amend waits and then counts; the retract waits and then nothing is there."""
    amended, taken_back = items.record(), items.record()
    waiting = [items.amend(amended["subject"], count=7), items.retract(taken_back["subject"])]
    assert program.outcomes(*waiting) == ["recorded", "recorded"]
    assert found(program, amended["subject"]) is None
    assert program.outcomes(amended, taken_back) == ["recorded", "recorded"]
    assert (found(program, amended["subject"]) or {})["count"] == 7
    assert found(program, taken_back["subject"]) is None


def test_a_retract_is_final_whatever_its_time(program: Program) -> None:
    """An amend made later brings nothing back."""
    item = items.record()
    back = items.retract(item["subject"], made_at=items.moment(3600))
    assert program.outcomes(item, back, items.amend(item["subject"], count=3)) == ["recorded"] * 3
    assert found(program, item["subject"]) is None


def test_an_entry_of_another_sort_changes_nothing(program: Program) -> None:
    """A retract of a reading is none of an activity, even with its id."""
    item = items.record()
    assert program.outcomes(item, items.retract(item["subject"], of="reading")) == ["recorded", "recorded"]
    assert found(program, item["subject"]) is not None


@pytest.mark.parametrize("retract_first", [False, True])
def test_a_retract_blanks_the_notes_of_its_subject(agent: RunningAgent, program: Program, retract_first: bool) -> None:
    """The words are gone from the record and from the amends, also from those that come later."""
    words = f"Planted {items.new_id()}"
    item = items.record(note=words)
    said = [item, items.amend(item["subject"], note=f"{words} again")]
    back = items.retract(item["subject"])
    batch = [back, *said] if retract_first else [*said, back]
    assert program.outcomes(*batch, items.amend(item["subject"], note=f"{words} late")) == ["recorded"] * 4
    assert not [text for text in contents(agent) if words in text]


def test_blanked_words_compare_as_equal_and_everything_else_still_differs(program: Program) -> None:
    """A retry of a retracted record is a duplicate, with its old note or another; with another kind a conflict."""
    item = items.record(note="Said once")
    assert program.outcomes(item, items.retract(item["subject"])) == ["recorded", "recorded"]
    assert program.outcomes(item, item | {"note": "Said otherwise"}, item | {"note": ""}) == ["duplicate"] * 3
    assert only_error(program, item | {"count": 2}) == ("/entry", "conflict")


@pytest.mark.parametrize(("field", "make"), [("at", items.record), ("made_at", items.record)])
def test_a_time_may_lie_a_day_ahead_and_no_more(program: Program, field: str, make: Any) -> None:
    """Clocks and zones differ by less than a day; beyond it the date is wrong."""
    now = datetime.now(UTC)
    assert program.outcomes(make(**{field: (now + timedelta(hours=23, minutes=59)).isoformat()})) == ["recorded"]
    late = make(**{field: (now + timedelta(hours=24, minutes=1)).isoformat()})
    assert only_error(program, late) == (f"/{field}", "too_late")


def test_a_period_may_end_two_years_ahead_and_no_more(program: Program) -> None:
    """Holidays are planned, but not for the year 2999."""
    today = datetime.now(UTC).date()
    start, good, bad = (str(today + timedelta(days=days)) for days in (700, 729, 733))
    assert program.outcomes(items.period(start, good)) == ["recorded"]
    assert only_error(program, items.period(start, bad)) == ("/end", "too_late")


def test_microseconds_and_offset_are_kept(program: Program) -> None:
    """What the person's clock said is what is shown."""
    item = items.record(at="2026-02-03T04:05:06.789012+05:45")
    assert program.outcomes(item) == ["recorded"]
    shown = found(program, item["subject"])
    assert shown is not None
    assert shown["at"] == "2026-02-03T04:05:06.789012+05:45"
    assert shown["day"] == "2026-02-03"


@pytest.mark.parametrize(
    "words", ["\x00", "\u2028", "\x7f\x01", "\u202etxt", "🙂" * 280, "'; DROP TABLE entries; --", "<script>"]
)
def test_any_text_is_a_note_and_comes_back_as_it_was(program: Program, words: str) -> None:
    """Control characters, quotes and markup are the person's words and nothing more."""
    item = items.record(note=words)
    assert program.outcomes(item) == ["recorded"]
    assert (found(program, item["subject"]) or {})["note"] == words


@pytest.mark.parametrize(
    ("field", "value"), [("note", "x\ud83d"), ("kind", "\udc00"), ("qualifiers", {"depth": "\ud83d"}), ("\ud83d", 1)]
)
def test_half_a_character_is_no_text_and_blocks_no_other_item(program: Program, field: str, value: object) -> None:
    """A lone surrogate is no text in any encoding: that item is rejected with its field, the others are kept."""
    broken = items.record() | {field: value}
    answer = program.send("POST", "/api/v1/entries", json.dumps({"items": [broken, items.record()]}).encode())
    first, second = answer.json["outcomes"]
    assert (first["entry"], first["outcome"], second["outcome"]) == (broken["entry"], "rejected", "recorded")
    pointer = f"/{field}" if field.isascii() else ""
    assert [(one["pointer"], one["code"]) for one in first["errors"]] == [(pointer, "format")]


def test_the_sequence_rises_with_what_is_kept_and_with_nothing_else(program: Program) -> None:
    """Recorded items move it; duplicates, rejected ones and reading do not."""
    item = items.record()
    seqs = [program.seq()]
    for batch in ([item], [item], [items.record(count=0)], [items.amend(item["subject"], count=2)]):
        answer = program.record(*batch).json
        assert answer["seq"] == program.seq()
        seqs.append(answer["seq"])
    program.get("/api/v1/activities")
    assert seqs[0] < seqs[1] == seqs[2] == seqs[3] < seqs[4] == program.seq()


BODIES = {
    "nothing": b"",
    "blank": b"   ",
    "cut off": b'{"items": [',
    "two": b'{"items": []} {"items": []}',
    "not UTF-8": b'{"items": ["\xff\xfe"]}',
    "UTF-16": '{"items": []}'.encode("utf-16"),
    "a mark before": b'\xef\xbb\xbf{"items": []}',
    "a comment": b'{"items": [] /* none */}',
    "single quotes": b"{'items': []}",
    "a trailing comma": b'{"items": [],}',
    "a form": b"items=1&items=2",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_body_that_is_no_json_is_invalid(agent: RunningAgent, program: Program, body: bytes) -> None:
    """400, at the whole, with the code `json`; nothing is kept."""
    before = kept(agent.data)
    for method, target in (("POST", "/api/v1/entries"), ("PUT", "/api/v1/preferences")):
        answer = program.send(method, target, body)
        assert (answer.status, answer.code, answer.true) == (400, "invalid", True)
        assert [(one["pointer"], one["code"]) for one in answer.json["errors"]] == [("", "json")]
    assert kept(agent.data) == before


@pytest.mark.parametrize(
    "number", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "9" * 400, "9" * 5000, "1e-999", "-0"]
)
def test_a_number_without_sense_is_no_fault_of_the_agent(agent: RunningAgent, program: Program, number: str) -> None:
    """Numbers beyond every bound are told as such, wherever they stand; none is kept as a count."""
    before = kept(agent.data)
    for field in ("count", "note", "kind", "entry", "colour"):
        body = json.dumps({"items": [items.record(**{field: 424242})]}).replace("424242", number).encode()
        answer = program.send("POST", "/api/v1/entries", body)
        assert answer.status in (200, 400), (field, answer.body)
        assert answer.true
    reading = json.dumps({"items": [items.reading(brand=424242)]}).replace("424242", number).encode()
    answer = program.send("POST", "/api/v1/entries", reading)
    assert answer.status in (200, 400)
    if number not in ("1e-999", "-0"):
        assert kept(agent.data) == before
