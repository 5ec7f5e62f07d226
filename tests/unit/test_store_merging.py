"""Two logs that merge mean one thing: the database's state follows from the set of entries alone."""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from colonnade.merging import standing_of
from colonnade.model import Entry, RecordActivity, person_named
from colonnade.store import log
from colonnade.store.database import Connection, Database
from colonnade.store.files import database_file
from harness.entries import CLIENT, NOW, ago, amend, period, reading, record, retract, uid

STATE = {
    "entries": "SELECT id, subject, sort, type, made_at, blanked, content FROM entries ORDER BY id",
    "activities": (
        "SELECT id, at, offset, kind, qualifiers, count, note, client, amended, contact, person, thread"
        " FROM activities ORDER BY id"
    ),
    "periods": "SELECT * FROM periods ORDER BY id",
    "readings": "SELECT * FROM readings ORDER BY id",
    "day_counts": "SELECT * FROM day_counts ORDER BY day, kind, qualifiers",
}
"""Everything kept, but for `kept_at` and the sequence, which belong to one agent."""

MOMENTS = st.sampled_from([ago(days=2), ago(days=1), ago(hours=1), "2026-11-20T00:30:00+05:45"])
SAID = {
    "activity": st.fixed_dictionaries(
        {},
        optional={
            "at": MOMENTS,
            "count": st.sampled_from([1, 2, 1000]),
            "note": st.sampled_from(["", "one", "zwei ☕"]),
            "contact": st.sampled_from(["", "Dritte  Person", "four"]),
            "thread": st.sampled_from(["", uid(7), uid(8)]),
        },
    ),
    "reading": st.fixed_dictionaries({}, optional={"brand": st.sampled_from([0, 12.5, 25]), "at": MOMENTS}),
    "period": st.fixed_dictionaries(
        {},
        optional={"period": st.sampled_from(["away", "unlogged"])},
    ),
}
KINDS = st.sampled_from(
    [
        {"kind": "comment_written", "qualifiers": {"depth": "substantive"}},
        {"kind": "comment_written", "qualifiers": {}},
        {"kind": "reshare", "qualifiers": {"perspective": True}},
    ]
)
SORTS = ("activity", "reading", "period")


@dataclass(frozen=True)
class Logs:
    """All entries there are; two logs that hold them between them; and one order in which a third was told all."""

    every: list[Entry]
    one: list[Entry]
    other: list[Entry]
    told: list[Entry]


def a_record(draw: st.DrawFn, subject: int, of: str) -> Entry:
    """A record of any sort."""
    made_at = draw(MOMENTS)
    if of == "activity":
        return record(subject, **draw(KINDS) | draw(SAID["activity"]), made_at=made_at)
    if of == "reading":
        return reading(subject, **draw(SAID["reading"]), made_at=made_at)
    return period(subject, "2026-11-02", "2026-11-05", **draw(SAID["period"]), made_at=made_at)


def an_amend(draw: st.DrawFn, number: int, subject: int, of: str) -> Entry:
    """An amend of any sort, now and then of another sort than its subject's record."""
    values = draw(SAID[of])
    if of == "activity" and draw(st.booleans()):
        values |= draw(KINDS)
    return amend(number, subject, of, **values, made_at=draw(MOMENTS))


@st.composite
def logs(draw: st.DrawFn) -> Logs:
    """Two logs over a few subjects: with amends and retracts without a record, shared entries, other sorts."""
    every: list[Entry] = []
    for subject in range(1, draw(st.integers(1, 4)) + 1):
        own = draw(st.sampled_from(SORTS))
        sorts = st.sampled_from([own, own, own, *SORTS])
        if draw(st.integers(0, 4)):
            every.append(a_record(draw, subject, own))
        amends, retracts = draw(st.integers(0, 4)), draw(st.sampled_from([0, 0, 1, 2]))
        every += [an_amend(draw, 100 * subject + n, subject, draw(sorts)) for n in range(amends)]
        every += [retract(100 * subject + 50 + n, subject, draw(sorts), made_at=draw(MOMENTS)) for n in range(retracts)]
    held = [draw(st.sampled_from(["one", "other", "both"])) for _ in every]
    one = [entry for entry, where in zip(every, held, strict=True) if where != "other"]
    other = [entry for entry, where in zip(every, held, strict=True) if where != "one"]
    return Logs(every, draw(st.permutations(one)), draw(st.permutations(other)), draw(st.permutations(every)))


def state_in(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Everything kept that has to be the same."""
    return {name: connection.execute(query).fetchall() for name, query in STATE.items()}


async def state_after(batches: Sequence[Sequence[Entry]], *, at_once: bool = False) -> dict[str, list[tuple[Any, ...]]]:
    """The state of a new log that was told these batches: one after the other, or by so many clients at once."""
    with tempfile.TemporaryDirectory() as folder:
        db = await Database.open(database_file(Path(folder)))
        # Merging is the fact here, and no power cut is: hundreds of syncs of the disk would only take time.
        await db._writer.run(lambda connection: connection.execute("PRAGMA synchronous = OFF").close())
        if at_once:
            await asyncio.gather(*(log.append(db, batch, CLIENT, NOW) for batch in batches))
        else:
            for batch in batches:
                await log.append(db, batch, CLIENT, NOW)
        state = await db.read(state_in)
        await db.close()
    return state


def in_batches(entries: Sequence[Entry], size: int) -> list[Sequence[Entry]]:
    """The entries in their order, so many at a time."""
    return [entries[first : first + size] for first in range(0, len(entries), size)]


@settings(deadline=None, max_examples=40)
@given(logs=logs(), size=st.integers(1, 6))
def test_any_two_logs_merge_to_one_state(logs: Logs, size: int) -> None:
    """In any order and interleaving, in batches of any size, with what both hold told twice."""
    ways = [
        in_batches(logs.one, size) + in_batches(logs.other, 3),
        in_batches(logs.other, size) + in_batches(logs.one, 1),
        in_batches(logs.told, 2),
        [logs.told] if logs.told else [],
    ]
    states = [asyncio.run(state_after(way)) for way in ways]
    states += [asyncio.run(state_after(way, at_once=True)) for way in ways[:2]]
    assert all(state == states[0] for state in states)
    assert len(states[0]["entries"]) == len(logs.every)


@settings(deadline=None, max_examples=30)
@given(logs=logs())
def test_the_tables_say_what_the_entries_say(logs: Logs) -> None:
    """Each projection holds exactly the subjects that stand, and the counts of days add up to the activities."""
    state = asyncio.run(state_after(in_batches(logs.told, 2)))
    subjects = {entry.subject for entry in logs.every}
    standing = {s: standing_of([entry for entry in logs.every if entry.subject == s]) for s in subjects}
    records = [found.record for found in standing.values() if found is not None]
    for table, sort in (("activities", "activity"), ("periods", "period"), ("readings", "reading")):
        assert {row[0] for row in state[table]} == {one.subject for one in records if one.of == sort}
    activities = [one for one in records if isinstance(one, RecordActivity)]
    assert {(row[0], *row[5:7], *row[9:]) for row in state["activities"]} == {
        (a.subject, a.count, a.note, a.contact, person_named(a.contact), a.thread) for a in activities
    }
    assert sum(row[3] for row in state["day_counts"]) == sum(one.count for one in activities)
    assert all(row[3] > 0 for row in state["day_counts"])


@settings(deadline=None, max_examples=30)
@given(logs=logs())
def test_no_word_of_a_retracted_activity_is_left(logs: Logs) -> None:
    """Neither in the log nor in what is shown, whether the retract came before or after the words."""
    state = asyncio.run(state_after(in_batches(logs.told, 1)))
    taken_back = {entry.subject for entry in logs.every if entry.type == "retract" and entry.of == "activity"}
    for _, subject, sort, _, _, _, content in state["entries"]:
        if subject in taken_back and sort == "activity":
            assert not [word for word in ("one", "zwei", "Dritte", "four") if word in content]
    assert not {row[0] for row in state["activities"]} & taken_back


@settings(deadline=None, max_examples=30)
@given(logs=logs())
def test_no_name_is_left_that_another_took_the_place_of(logs: Logs) -> None:
    """The log holds at most one name of each activity: the one it stands with, or one that waits for its record."""
    state = asyncio.run(state_after(in_batches(logs.told, 1)))
    shown = {row[0]: row[9] for row in state["activities"]}
    kept: dict[str, list[str]] = {}
    for _, subject, sort, _, _, _, content in state["entries"]:
        if sort == "activity" and (name := json.loads(content).get("contact")):
            kept.setdefault(subject, []).append(name)
    assert all(len(names) == 1 for names in kept.values())
    assert {subject: name for subject, name in shown.items() if name} == {
        subject: names[0] for subject, names in kept.items() if subject in shown
    }
