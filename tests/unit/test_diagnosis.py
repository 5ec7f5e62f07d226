"""What is made of the state of things: each trouble is named, with what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from colonnade.diagnosis import Facts, Looked, Place, Seen, diagnosis
from colonnade.model import Finding

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
HOME = "/home/me/data"
BROWSER = Seen("Chromium on Linux", "browser", NOW - timedelta(hours=1), NOW - timedelta(hours=2))
DATABASE = Looked(schema=2, newest_kept_at=NOW - timedelta(hours=2), clients=(BROWSER,))
WELL = Facts(
    now=NOW,
    called="colonnade",
    versions="Colonnade 0.1.0.",
    agent="answers",
    port=8425,
    holder=None,
    folder=HOME,
    exists=True,
    places=(Place(HOME, plain=True, ours=True, mode=0o700, wanted=0o700),),
    known_schema=2,
    database=DATABASE,
    backups=(NOW - timedelta(days=1), NOW - timedelta(days=2)),
    free=10**10,
    size=10**6,
)


def found(**changes: Any) -> list[Finding]:
    """What is not good about facts that differ in this from good ones."""
    return [one for one in diagnosis(replace(WELL, **changes)).items if one.state != "good"]


def test_when_all_is_well_every_line_is_good_and_asks_for_nothing() -> None:
    """And says so of each thing."""
    items = diagnosis(WELL).items
    assert {(one.state, one.todo) for one in items} == {("good", None)}
    assert {one.of for one in items} == {
        "agent",
        "folder",
        "database",
        "schema",
        "clock",
        "client",
        "backups",
        "disk",
        "version",
    }


PLACE = WELL.places[0]
TROUBLES: list[tuple[dict[str, Any], str, str, str]] = [
    ({"agent": "down"}, "note", "does not run", "Start it: colonnade serve"),
    ({"agent": "busy"}, "note", "holds the data folder", "Look again"),
    ({"agent": "silent"}, "wrong", "does not answer", "End it"),
    ({"places": (replace(PLACE, mode=0o755),)}, "wrong", "read by other users", f"chmod 700 '{HOME}'"),
    ({"places": (replace(PLACE, ours=False),)}, "wrong", "belongs to another user", "chown"),
    ({"places": (replace(PLACE, plain=False),)}, "wrong", "is a link", "move it away"),
    (
        {"database": Looked(error="file is not a database")},
        "wrong",
        "file is not a database",
        "puts together what can be saved",
    ),
    (
        {"database": replace(DATABASE, damage=("row 3 is missing",))},
        "wrong",
        "row 3 is missing",
        "puts together what can be saved",
    ),
    ({"known_schema": 1}, "wrong", "this version knows 1", "Install the newer version"),
    ({"known_schema": 3}, "note", "brings it to 3", ""),
    ({"now": NOW - timedelta(hours=3), "backups": (NOW,)}, "wrong", "20 Nov 2026 08:00", "Set the clock"),
    ({"database": replace(DATABASE, clients=())}, "note", "No browser is paired", "colonnade pair"),
    ({"backups": ()}, "note", "no backup yet", ""),
    ({"backups": (NOW - timedelta(days=3),)}, "wrong", "newest backup is of 17 Nov", "Leave the agent running"),
    ({"free": 5 * 10**6}, "wrong", "Only 5 MB", "Make room"),
    ({"free": 2 * 10**9, "size": 1.5 * 10**9}, "wrong", "Only 2 GB", "Make room"),
]


@pytest.mark.parametrize(
    ("changes", "state", "said", "todo"), TROUBLES, ids=lambda it: it if isinstance(it, str) else ""
)
def test_each_trouble_is_named_with_what_to_do(changes: dict[str, Any], state: str, said: str, todo: str) -> None:
    """By one line, and by no other."""
    (one,) = found(**changes)
    assert (one.state, said in one.text, todo in (one.todo or "")) == (state, True, True), one


@pytest.mark.parametrize(("number", "said"), [(1, "1 backup, of 19 Nov"), (2, "2 backups, the newest of 19 Nov")])
def test_backups_are_counted_in_words_that_fit(number: int, said: str) -> None:
    """After the first night there is one."""
    facts = replace(WELL, backups=WELL.backups[:number])
    (text,) = (one.text for one in diagnosis(facts).items if one.of == "backups")
    assert text.startswith(said)


def test_a_port_that_another_program_holds_is_wrong_where_no_agent_runs() -> None:
    """Beside the note that none does."""
    agent, port = found(agent="down", holder="nginx (process 7)")
    assert (agent.of, port.state) == ("agent", "wrong")
    assert port.text == "Port 8425 is taken by nginx (process 7)."


def test_with_no_data_yet_nothing_is_wrong() -> None:
    """A first look before the first start; the times of other zones are shown in this one's."""
    first = replace(WELL, agent="down", exists=False, places=(), database=None, backups=(), size=0)
    assert {one.state for one in diagnosis(first).items} == {"good", "note"}
    away = replace(WELL, now=NOW.astimezone(timezone(timedelta(hours=9))))
    (clock,) = [one for one in diagnosis(away).items if one.of == "clock"]
    assert clock.text == "The clock shows 20 Nov 2026 19:00."
