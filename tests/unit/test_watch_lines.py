"""The line that `watch` writes for a change, found by comparing two states."""

from __future__ import annotations

from colonnade.commands.watch import line_of
from colonnade.model import Entry, State
from colonnade.services import picture
from colonnade.services.sight import Sight
from colonnade.store import log
from colonnade.store.database import Database
from harness.entries import CLIENT, NOW, ago, amend, period, reading, record, retract


async def after(db: Database, *entries: Entry) -> State:
    """The state once these were kept."""
    await log.append(db, entries, CLIENT, NOW)
    return await picture.state_of(Sight(db), "b" * 32, NOW)


async def test_each_change_is_named_once(db: Database) -> None:
    """What was done, taken back, changed or read; beside it what is left and the total with its range."""
    before = await after(db)
    assert line_of(None, before).startswith("5 left today. Total ")
    substantive = {"qualifiers": {"depth": "substantive"}, "at": ago(minutes=1)}
    steps: list[tuple[list[Entry], str]] = [
        ([record(1, **substantive)], "Comment · substantive. 4 left today."),
        ([record(2), record(3, "reaction_given"), record(4)], "Comment. Reaction. Comment. "),
        ([amend(5, 4, count=2)], "Changed: Comment. "),
        ([retract(6, 3)], "Taken back: Reaction. "),
        ([record(7, "reaction_given"), retract(8, 4)], "Reaction. Taken back: Comment. "),
        ([reading(9)], "A reading. "),
        ([period(10, "2026-11-20", "2026-11-20")], "Something else changed. 0 left today."),
    ]
    for entries, told in steps:
        state = await after(db, *entries)
        assert line_of(before, state).startswith(told), line_of(before, state)
        before = state
