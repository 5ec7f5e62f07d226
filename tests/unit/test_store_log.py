"""Keeping entries: each once, with what it says of its subject."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from colonnade.model import Entry
from colonnade.store import log, views
from colonnade.store.database import Database
from colonnade.store.tick import sequence_in
from harness.entries import CLIENT, NOW, ago, amend, period, reading, record, retract, uid


async def keep(db: Database, *entries: Entry, now: datetime = NOW) -> list[str]:
    """What became of each entry."""
    return list((await log.append(db, entries, CLIENT, now)).outcomes)


async def shown(db: Database) -> list[tuple[str, int, str]]:
    """Id, count and note of every activity as it stands."""
    page = await db.read(lambda connection: views.activities(connection, views.Filter(), 100, None))
    return [(one.id, one.count, one.note) for one in page.items]


async def test_a_retry_after_a_lost_answer_makes_no_second_row(db: Database) -> None:
    """The same entries again are duplicates, and change neither state nor sequence."""
    entries = [record(1, note="so"), amend(2, 1, count=2)]
    assert await keep(db, *entries) == ["recorded", "recorded"]
    before = await shown(db), await db.read(sequence_in)
    assert await keep(db, *entries, now=NOW + timedelta(hours=1)) == ["duplicate", "duplicate"]
    assert (await shown(db), await db.read(sequence_in)) == before


async def test_the_same_entry_twice_in_one_batch_is_kept_once(db: Database) -> None:
    """An outbox that was merged by hand may hold it twice."""
    assert await keep(db, record(1), record(1)) == ["recorded", "duplicate"]
    assert await shown(db) == [(uid(1), 1, "")]


async def test_the_same_id_with_other_content_is_a_conflict_and_changes_nothing(db: Database) -> None:
    """Also where only the time differs, or the type; the others of the batch are kept."""
    await keep(db, record(1, count=2))
    others = [record(1, count=3), record(1, count=2, at=ago(hours=2)), retract(1, 7), record(9)]
    assert await keep(db, *others) == ["conflict", "conflict", "conflict", "recorded"]
    assert sorted(await shown(db)) == [(uid(1), 2, ""), (uid(9), 1, "")]


@pytest.mark.parametrize("retract_first", [True, False])
async def test_a_note_is_blanked_whether_the_retract_comes_before_it_or_after(
    db: Database, retract_first: bool
) -> None:
    """Record and amends lose their words on disk; nothing else of them changes."""
    said: list[Entry] = [record(1, note="secret one"), amend(2, 1, note="secret two", count=4)]
    taken: list[Entry] = [retract(3, 1)]
    for one in taken + said if retract_first else said + taken:
        await keep(db, one)
    rows = await db.read(lambda c: c.execute("SELECT content, blanked FROM entries ORDER BY id").fetchall())
    assert not [content for content, _ in rows if "secret" in content]
    assert [was_blanked for _, was_blanked in rows] == [1, 1, 0]
    assert '"count":4' in rows[1][0]
    assert await shown(db) == []


async def test_a_name_that_was_changed_or_taken_away_is_nowhere_in_the_log(db: Database) -> None:
    """Neither old names nor, once it is forgotten, the last; the note stays, and a late retry is known."""
    said = [record(1, contact="secret one", note="kept"), amend(2, 1, contact="secret two", count=2)]
    await keep(db, *said)
    await keep(db, amend(3, 1, contact="", made_at=ago(minutes=1)))
    assert await keep(db, *said) == ["duplicate", "duplicate"]
    assert await keep(db, record(1, contact="secret one", note="kept", count=9)) == ["conflict"]
    contents = await db.read(lambda c: c.execute("SELECT content FROM entries ORDER BY id").fetchall())
    assert not [content for (content,) in contents if "secret" in content]
    assert '"note":"kept"' in contents[0][0]
    assert await shown(db) == [(uid(1), 2, "kept")]


async def test_nothing_of_a_blanked_note_is_left_in_the_file(db: Database) -> None:
    """Not in its free space either, once the write-ahead log is folded in."""
    await keep(db, *(record(n, note=f"secret {n}" * 20, contact=f"secret name {n}") for n in range(1, 30)))
    await keep(db, *(retract(100 + n, n) for n in range(1, 30)))
    await db.close()
    assert b"secret" not in await asyncio.to_thread(db.path.read_bytes)


async def test_blanked_words_compare_equal_at_a_retry(db: Database) -> None:
    """The words are gone, so any are taken as the same; everything else is still compared."""
    await keep(db, record(1, note="so", count=2), amend(2, 1, note="or so"), retract(3, 1))
    assert await keep(db, record(1, note="so", count=2), amend(2, 1, note="or so"), retract(3, 1)) == ["duplicate"] * 3
    assert await keep(db, record(1, note="so", count=3)) == ["conflict"]
    assert await keep(db, record(1, note="", count=2)) == ["duplicate"]
    contents = await db.read(lambda c: c.execute("SELECT content FROM entries").fetchall())
    assert not [content for (content,) in contents if '"note":"' in content.replace('"note":""', "")]


async def test_an_amend_before_its_record_waits_and_then_counts(db: Database) -> None:
    """Entries come out of two outboxes in any order."""
    assert await keep(db, amend(2, 1, count=5)) == ["recorded"]
    assert await shown(db) == []
    await keep(db, record(1))
    assert await shown(db) == [(uid(1), 5, "")]


async def test_an_undo_before_its_record_leaves_nothing_to_see(db: Database) -> None:
    """Click and Undo, where only the Undo got through at first."""
    await keep(db, retract(2, 1))
    await keep(db, record(1, note="so"))
    assert await shown(db) == []
    counts = await db.read(views.day_counts)
    assert counts == []


async def test_an_amend_moves_the_count_from_one_day_to_another(db: Database) -> None:
    """Back-dating takes it away where it was, and leaves no row of nothing."""
    await keep(db, record(1, at=ago(hours=1), count=3), record(2, at=ago(hours=2)))
    await keep(db, amend(3, 1, at=ago(days=2)))
    found = [(str(one.day), one.count) for one in await db.read(views.day_counts)]
    assert found == [("2026-11-18", 3), ("2026-11-20", 1)]
    await keep(db, retract(4, 1))
    assert [(str(one.day), one.count) for one in await db.read(views.day_counts)] == [("2026-11-20", 1)]


async def test_the_agents_time_never_runs_back(db: Database) -> None:
    """A clock set back by a day leaves each entry kept later than the one before."""
    for number, now in enumerate([NOW, NOW, NOW - timedelta(days=1), NOW + timedelta(seconds=1)], 1):
        await keep(db, record(number), now=now)
    kept = [at for (at,) in await db.read(lambda c: c.execute("SELECT kept_at FROM entries ORDER BY seq").fetchall())]
    first = kept[0]
    assert [at - first for at in kept] == [0, 1, 2, 1_000_000]
    assert await db.read(views.newest_kept_at) == NOW + timedelta(seconds=1)


async def test_the_sequence_rises_by_one_with_every_entry_kept(db: Database) -> None:
    """What was refused or known before takes no number."""
    appended = await log.append(db, [record(1), record(1), record(1, count=2), record(2)], CLIENT, NOW)
    assert appended.seq == 2
    assert (await log.append(db, [], CLIENT, NOW)).seq == 2


async def test_clients_who_write_at_once_are_answered_as_if_one_came_after_the_other(db: Database) -> None:
    """Each by its own entries; what is kept last has the sequence that all of them are told."""
    await keep(db, record(1))
    told = await asyncio.gather(
        *(
            log.append(db, said, client, NOW)
            for client, said in [
                ("a", [record(1), record(2)]),
                ("b", [record(2), amend(3, 2, count=5)]),
                ("c", [record(2, count=9), amend(3, 2, count=6), retract(4, 1)]),
                ("d", []),
            ]
        )
    )
    assert [one.outcomes for one in told] == [
        ["duplicate", "recorded"],
        ["duplicate", "recorded"],
        ["conflict", "conflict", "recorded"],
        [],
    ]
    assert {one.seq for one in told} == {4}
    assert await shown(db) == [(uid(2), 5, "")]
    clients = await db.read(lambda c: c.execute("SELECT seq, client FROM entries ORDER BY seq").fetchall())
    assert clients == [(1, CLIENT), (2, "a"), (3, "b"), (4, "c")]


async def test_many_clients_at_once_cost_one_look_at_the_log(db: Database) -> None:
    """As many statements for fifty clicks as for two, but for the rows that are written."""
    statements: list[str] = []
    await db._writer.run(lambda connection: connection.set_trace_callback(statements.append))
    await asyncio.gather(*(log.append(db, [record(number)], CLIENT, NOW) for number in range(1, 51)))
    written = [one for one in statements if one.startswith("INSERT INTO entries")]
    assert (len(written), statements.count("COMMIT")) == (50, 1)
    assert len([one for one in statements if one.startswith("SELECT")]) <= 4


async def test_readings_and_periods_are_kept_amended_and_taken_back(db: Database) -> None:
    """In the same way as activities."""
    await keep(db, reading(1, total=48), period(2, "2026-11-02", "2026-11-05"), amend(3, 1, "reading", brand=13))
    await keep(db, amend(4, 2, "period", period="unlogged"))
    (read,), (off,) = await db.read(views.readings), await db.read(views.all_periods)
    assert (read.brand, read.total, str(read.day)) == (13, 48, "2026-11-20")
    assert (off.period, str(off.start), str(off.end)) == ("unlogged", "2026-11-02", "2026-11-05")
    await keep(db, retract(5, 1, "reading"), retract(6, 2, "period"))
    assert await db.read(views.readings) == []
    assert await db.read(views.all_periods) == []
