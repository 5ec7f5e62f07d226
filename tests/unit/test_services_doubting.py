"""A reading that looks like a slip of the hand is asked about, until it is confirmed or corrected."""

from __future__ import annotations

from colonnade.model import Doubt, Entry
from colonnade.services import picture
from colonnade.services.sight import Sight
from colonnade.store import log
from colonnade.store.database import Database
from harness.entries import CLIENT, NOW, ago, amend, reading

SLIP = 9
WEEKLY = [reading(number, at=ago(days=7 * (6 - number)), brand=12.1) for number in range(1, 5)]


async def doubted(db: Database, *said: Entry) -> Doubt | None:
    """What is asked once this was said, too."""
    await log.append(db, list(said), CLIENT, NOW)
    return (await picture.state_of(Sight(db), "b" * 32, NOW)).doubt


async def test_a_slip_is_asked_about_with_the_reading_before_it(db: Database) -> None:
    """Brand was 12.1 week after week, and now it is 21: the comma may have been forgotten."""
    assert await doubted(db, *WEEKLY) is None
    found = await doubted(db, reading(SLIP, at=ago(days=1), brand=21))
    assert found is not None
    assert found.words == "Brand 21? The last was 12.1."
    assert [(one.pillar, one.read, one.before) for one in found.scores] == [("brand", 21, 12.1)]
    assert (str(found.reading.day), found.reading.brand) == ("2026-11-19", 21)


async def test_what_was_read_of_that_pillar_before_is_told_though_a_reading_missed_it(db: Database) -> None:
    """The one before said nothing of Brand."""
    some = reading(5, at=ago(days=4), brand=None)
    found = await doubted(db, *WEEKLY, some, reading(SLIP, at=ago(days=1), brand=21))
    assert found is not None
    assert found.words == "Brand 21? The last was 12.1."


async def test_who_stands_by_it_is_asked_no_more_and_believed(db: Database) -> None:
    """The estimate follows once it is confirmed."""
    assert await doubted(db, *WEEKLY, reading(SLIP, at=ago(days=1), brand=21)) is not None
    before = (await picture.state_of(Sight(db), "b" * 32, NOW)).estimate.pillars.brand
    assert await doubted(db, amend(20, SLIP, "reading", confirmed=True)) is None
    after = (await picture.state_of(Sight(db), "b" * 32, NOW)).estimate.pillars.brand
    assert after.bands["80"][0] > before.bands["80"][0]


async def test_a_correction_ends_the_question(db: Database) -> None:
    """12 is no surprise after 12.1."""
    assert await doubted(db, *WEEKLY, reading(SLIP, at=ago(days=1), brand=21)) is not None
    assert await doubted(db, amend(20, SLIP, "reading", brand=12)) is None


async def test_the_next_reading_answers_by_itself(db: Database) -> None:
    """Only the last one is asked about."""
    assert await doubted(db, *WEEKLY, reading(SLIP, at=ago(days=3), brand=21)) is not None
    assert await doubted(db, reading(30, at=ago(days=1), brand=12.1)) is None
