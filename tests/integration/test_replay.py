"""The command `replay`: what would have been believed, from given histories."""

from __future__ import annotations

import json
from typing import Any

import pytest

from harness.agent import command

Json = dict[str, Any]


def comment(date: str, count: int = 2) -> Json:
    return {"date": date, "kind": "comment_written", "qualifiers": {"depth": "substantive"}, "count": count}


def read(date: str, engage: float = 3.2) -> Json:
    return {"date": date, "brand": 12.1, "find": 6.0, "engage": engage, "build": 15.0, "quantum": 0.01}


PAST: Json = {
    "id": "one",
    "activity": [comment(f"2026-01-{day:02d}") for day in range(5, 29)],
    "readings": [read("2026-01-09"), read("2026-01-16", 4.1), read("2026-01-23", 5.3)],
    "questions": [
        {"known_readings": 3, "at": "2026-02-12"},
        {"known_readings": 0, "at": "2026-01-20"},
        {"known_readings": 1, "at": "2026-01-16"},
    ],
}


def replayed(*lines: Json | str, code: int = 0) -> tuple[str, str]:
    """What the command writes and says of these lines."""
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    done = command("replay", input=text)
    assert done.returncode == code, done.stderr
    return done.stdout, done.stderr


def answers(past: Json) -> list[Json]:
    found: list[Json] = json.loads(replayed(past)[0])["answers"]
    return found


def test_each_question_is_answered_in_its_place_and_twice_alike() -> None:
    """A line a history, with its id; every pillar and the total with three bands; blank lines are passed over."""
    said, _ = replayed(PAST, "", PAST | {"id": "two", "questions": []})
    one, two = map(json.loads, said.splitlines())
    assert (one["id"], two) == ("one", {"id": "two", "answers": []})
    assert [answer["at"] for answer in one["answers"]] == ["2026-02-12", "2026-01-20", "2026-01-16"]
    for answer in one["answers"]:
        assert list(answer["pillars"]) == ["brand", "find", "engage", "build"]
        for believed in [*answer["pillars"].values(), answer["total"]]:
            (low, high), mean = believed["bands"]["80"], believed["mean"]
            assert list(believed["bands"]) == ["50", "80", "95"]
            assert low <= mean <= high
            assert mean == round(mean, 3)
    assert replayed(PAST, "", PAST | {"id": "two", "questions": []})[0] == said


def test_an_answer_knows_nothing_of_what_came_later() -> None:
    """The same history, cut off at each question, gives the same answer; in another order of activities too."""
    whole = answers(PAST)
    for place, question in enumerate(PAST["questions"]):
        past = PAST | {
            "activity": [one for one in PAST["activity"] if one["date"] <= question["at"]][::-1],
            "readings": PAST["readings"][: question["known_readings"]],
            "questions": [question],
        }
        assert answers(past) == [whole[place]]


def test_periods_are_optional_and_heard() -> None:
    """A month away lowers what a month unlogged leaves as it was, and widens."""
    asked = [{"known_readings": 3, "at": "2026-02-28"}]

    def engage(kind: str) -> Json:
        period = {"kind": kind, "from": "2026-01-29", "to": "2026-02-28"}
        found: Json = answers(PAST | {"questions": asked, "periods": [period]})[0]["pillars"]["engage"]
        return found

    away, unlogged = engage("away"), engage("unlogged")
    assert away["mean"] < unlogged["mean"]
    assert away["bands"]["80"][1] < unlogged["bands"]["80"][1]


def test_a_reading_may_miss_pillars() -> None:
    """Where only the total was read, it still moves what is believed."""
    asked = [{"known_readings": 4, "at": "2026-02-12"}]
    low, high = (
        answers(PAST | {"readings": [*PAST["readings"], {"date": "2026-02-01", "total": total}], "questions": asked})
        for total in (36.0, 44.0)
    )
    assert low[0]["total"]["mean"] < high[0]["total"]["mean"]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("{", "line 2"),
        ({**PAST, "readings": None}, "/readings"),
        ({**PAST, "activity": [comment("2026-02-30")]}, "/activity/0/date"),
        ({**PAST, "activity": [comment("2026-02-03", 0)]}, "/activity/0/count"),
        ({**PAST, "activity": [{"date": "2026-02-03", "kind": "sneezed"}]}, "/activity/0/kind"),
        ({**PAST, "activity": [comment("2026-02-03") | {"qualifiers": {"depth": 3}}]}, "/activity/0/qualifiers/depth"),
        ({**PAST, "readings": [read("2026-01-09", 25.1)]}, "/readings/0/engage"),
        ({**PAST, "readings": [read("2026-01-16"), read("2026-01-09")]}, "/readings/1/date"),
        ({**PAST, "questions": [{"known_readings": 4, "at": "2026-02-12"}]}, "/questions/0/known_readings"),
        ({**PAST, "periods": [{"kind": "ill", "from": "2026-01-01", "to": "2026-01-02"}]}, "/periods/0/kind"),
        ({**PAST, "periods": [{"kind": "away", "from": "2026-01-03", "to": "2026-01-02"}]}, "/periods/0/to"),
    ],
    ids=lambda value: value if isinstance(value, str) else "line",
)
def test_a_bad_line_is_named_with_its_field(line: Json | str, field: str) -> None:
    """The second line is at fault: the first is answered, the error names line and field and ends with 2."""
    said, told = replayed(PAST, line, code=2)
    assert len(said.splitlines()) == 1
    assert "line 2" in told.lower()
    assert field in told.lower()
    assert "sneezed" not in told
