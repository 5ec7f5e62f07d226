"""The quality guard: a table of literal values, and the sentence it says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from colonnade.catalogue import QualifierValue
from colonnade.habits.guard import guard
from colonnade.model import DayCount
from colonnade.services import picture
from colonnade.services.sight import Sight
from colonnade.store import log
from colonnade.store.database import Database
from harness.entries import CLIENT, NOW, ago, record

KINDS: dict[str, tuple[str, str, QualifierValue, QualifierValue]] = {
    "with_note": ("connection_request", "note", True, False),
    "substantive": ("comment_written", "depth", "substantive", "shallow"),
    "by_search": ("profile_viewed", "via", "search", "feed"),
}


def fortnight(measure: str, well: int, badly: int, unsaid: int = 0) -> list[DayCount]:
    """So many activities of the measure's kind, done well, badly, and without saying which."""
    kind, name, yes, no = KINDS[measure]
    rows: list[tuple[dict[str, QualifierValue], int]] = [({name: yes}, well), ({name: no}, badly), ({}, unsaid)]
    return [DayCount(day=date(2026, 11, 20), kind=kind, qualifiers=said, count=count) for said, count in rows if count]


@pytest.mark.parametrize("measure", KINDS)
@pytest.mark.parametrize(
    ("now", "before", "falls"),
    [
        # More by a quarter, and 15 points less of it done well.
        ((13, 7), (13, 3), True),
        ((5, 15), (8, 0), True),
        # Not enough of either.
        ((13, 6), (13, 3), False),
        ((14, 6), (13, 3), False),
        ((5, 15), (16, 4), False),
        # As much, or less, however badly.
        ((2, 8), (8, 2), False),
        ((0, 5), (9, 0), False),
        # More, and better.
        ((20, 0), (5, 5), False),
        # Of fewer than five nothing is said.
        ((0, 9), (4, 0), False),
        ((0, 4), (5, 0), False),
        ((0, 0), (0, 0), False),
        # What was not said is volume, and no quality.
        ((4, 4, 12), (8, 0, 8), True),
        ((8, 0, 12), (8, 0), False),
        ((2, 2, 40), (9, 1), False),
    ],
)
def test_the_guard_speaks_where_volume_rises_and_quality_falls(
    measure: str, now: tuple[int, ...], before: tuple[int, ...], falls: bool
) -> None:
    """And nowhere else."""
    found = guard(fortnight(measure, *now), fortnight(measure, *before))
    assert [one.measure for one in found] == ([measure] if falls else [])


def test_what_it_says_has_both_numbers_of_both_fortnights() -> None:
    """Each measure by itself, requests first."""
    now = [*fortnight("by_search", 5, 15), *fortnight("with_note", 5, 9)]
    before = [*fortnight("by_search", 9, 1), *fortnight("with_note", 7, 2)]
    requests, profiles = guard(now, before)
    assert requests.words == (
        "More requests, fewer of them with a note: 14 in two weeks after 9, 36 % with a note after 78 %. "
        "A request with a note is the one that is answered."
    )
    assert profiles.words.startswith("More profiles viewed, fewer of them reached by search: 20 in two weeks after 10")


async def test_today_says_it_of_the_last_two_weeks(db: Database) -> None:
    """Today is in them, and what was done four weeks ago in none."""
    day = timedelta(days=1) / timedelta(hours=1)
    said = [
        record(1, "connection_request", qualifiers={"note": True}, count=9, at=ago(hours=14 * day)),
        record(2, "connection_request", qualifiers={"note": False}, count=50, at=ago(hours=28 * day)),
        record(3, "connection_request", qualifiers={"note": False}, count=14, at=ago(hours=13 * day)),
    ]
    await log.append(db, said, CLIENT, NOW)
    (fall,) = (await picture.today_of(Sight(db), NOW)).guard
    assert ("14 in two weeks after 9" in fall.words, fall.measure) == (True, "with_note")
