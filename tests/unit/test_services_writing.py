"""The audience and the templates: replaced whole, the later winning, and told where they belong."""

from __future__ import annotations

from datetime import timedelta

import pytest

from colonnade.errors import Conflict, Invalid
from colonnade.habits.days import iso_week
from colonnade.habits.written import NOBODY, Audience, Template, Templates
from colonnade.services.picture import today_of
from colonnade.services.sight import Sight
from colonnade.services.summaries import Format, document_of
from colonnade.services.writing import audience_of, put_audience, put_templates
from colonnade.store import log
from colonnade.store.database import Database
from harness.entries import CLIENT, NOW, record

WORDS = "Planted words about whom to reach"


async def test_a_later_audience_takes_the_place_of_an_earlier_one_and_of_no_later(db: Database) -> None:
    """Until one is written there is none; the same again is no change."""
    assert await audience_of(db) == NOBODY
    first, second = (Audience(text=text, changed_at=at) for text, at in (("a", NOW - timedelta(hours=1)), ("b", NOW)))
    await put_audience(db, second, NOW)
    await put_audience(db, second, NOW)
    with pytest.raises(Conflict) as refused:
        await put_audience(db, first, NOW)
    assert refused.value.code == "superseded"
    assert await audience_of(db) == second


async def test_one_written_under_a_clock_far_ahead_wins_over_nothing_once_the_clock_is_right(db: Database) -> None:
    """A moment far ahead is refused; kept while the clock was wrong, it makes room."""
    ahead = Audience(text="then", changed_at=NOW + timedelta(days=400))
    with pytest.raises(Invalid):
        await put_audience(db, ahead, NOW)
    await put_audience(db, ahead, NOW + timedelta(days=400))
    await put_audience(db, Audience(text="now", changed_at=NOW), NOW)
    assert (await audience_of(db)).text == "now"


async def test_two_templates_of_one_name_are_refused(db: Database) -> None:
    """The second is named; nothing is kept."""
    one = Template(name="Short", text="[first name], shall we meet?")
    with pytest.raises(Invalid) as refused:
        await put_templates(db, Templates(items=[one, one], changed_at=NOW), NOW)
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [("/items/1/name", "conflict")]


async def test_the_audience_is_told_with_today_and_stands_in_no_coach_copy(db: Database) -> None:
    """A coach copy holds nobody's words."""
    await log.append(db, [record(1, "connection_request", qualifiers={"note": True})], CLIENT, NOW)
    await put_audience(db, Audience(text=WORDS, changed_at=NOW), NOW)
    await put_templates(db, Templates(items=[Template(name=WORDS, text=WORDS)], changed_at=NOW), NOW)
    assert (await today_of(Sight(db), NOW)).audience == WORDS
    formats: tuple[Format, ...] = ("json", "md", "html", "csv")
    for format in formats:
        found = await document_of(Sight(db), iso_week(NOW.date(), "monday"), "coach", format, NOW)
        assert b"Planted" not in found.body, format
