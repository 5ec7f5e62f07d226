"""The review of a month: what it counts, what the person wrote, and how it reads in every format."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import pytest

from colonnade.errors import Conflict, Invalid
from colonnade.habits.document import MonthReview, Reviews
from colonnade.services.months import document_of, month_of
from colonnade.services.reviews import put_reviews, reviews_of
from colonnade.services.sight import Sight
from colonnade.services.summaries import NEWEST
from colonnade.store import log
from colonnade.store.database import Database
from harness.entries import CLIENT, period
from harness.weeks import NORMAL, did

AT = datetime.fromisoformat("2026-12-02T09:00:00+01:00")
"""The Wednesday after November."""
SAID = (
    *NORMAL,
    # October: two comments on Thursday the 29th, one on Friday the 30th, which is too few.
    did(201, "2026-10-29T09:00:00+01:00", count=2, depth="substantive"),
    did(202, "2026-10-30T09:00:00+01:00", depth="substantive"),
    # November holds those of the week of the goldens, and the 30th.
    did(203, "2026-11-30T23:30:00+01:00", count=2, depth="substantive"),
    period(204, "2026-11-23", "2026-11-24"),
    did(205, "2026-12-01T09:00:00+01:00", count=9, depth="substantive"),
)
WRITTEN = MonthReview(
    month="2026-11", answers=["Comments [before](https://x) nine", "", "<b>Less</b> scrolling"], focus="find"
)


@pytest.fixture
async def sight(db: Database) -> Sight:
    """A look at that log, with a review of November."""
    await log.append(db, list(SAID), CLIENT, AT)
    await put_reviews(db, Reviews(months=[WRITTEN], changed_at=AT), AT)
    return Sight(db)


async def test_a_month_counted_by_hand_is_the_review_number_for_number(sight: Sight) -> None:
    """Every number was counted from the entries; half past eleven at night in Berlin is the same day's."""
    it = await month_of(sight, "2026-11", "mine", AT)
    assert (it.month, str(it.first), str(it.last), it.whole) == ("2026-11", "2026-11-01", "2026-11-30", True)
    assert {kind.kind: (kind.value, kind.previous, kind.difference) for kind in it.kinds} == {
        "post_published": (2, 0, 2),
        "profile_viewed": (9, 0, 9),
        "comment_written": (18, 3, 15),
        "reaction_given": (5, 0, 5),
        "connection_request": (4, 0, 4),
    }
    assert [(kind.kind, kind.value) for kind in it.outcomes] == [("meeting_booked", 1)]
    assert [str(reading.day) for reading in it.readings] == ["2026-11-08", "2026-11-22"]
    assert [str(found.start) for found in it.periods] == ["2026-11-23"]
    assert (it.focus, [answer.answer for answer in it.answers]) == ("find", WRITTEN.answers)


async def test_days_that_are_frozen_ask_for_nothing(sight: Sight) -> None:
    """Days away, and working days without any entry, are neither met nor missed; what is skipped was asked for."""
    it = await month_of(sight, "2026-11", "mine", AT)
    habits = {habit.id: habit for habit in it.habits}
    # Logged workdays: 9, 11, 12, 13 and 16 to 20 November, and the 30th. Two comments on the 16th, 18th and 30th.
    comments = habits["comments"]
    assert (comments.met, comments.asked, comments.unit) == (3, 10, "days")
    # October began on the 29th, a Thursday: met, then missed.
    assert (comments.previous_met, comments.previous_asked) == (1, 2)
    # Readings on Sunday the 8th and on Sunday the 22nd; of the weeks between, one has none.
    assert (habits["reading"].met, habits["reading"].unit) == (2, "weeks")


async def test_the_running_month_is_compared_with_as_many_days(sight: Sight) -> None:
    """On the second of December two days have been, and two of November stand beside them."""
    it = await month_of(sight, "2026-12", "mine", AT)
    assert (str(it.last), it.whole) == ("2026-12-02", False)
    assert {kind.kind: (kind.value, kind.previous) for kind in it.kinds} == {"comment_written": (9, 0)}
    assert (await month_of(sight, NEWEST, "mine", AT)).month == "2026-12"


async def test_a_coach_sees_no_answers_and_no_outcomes(sight: Sight) -> None:
    """In no format; what the month after is about may be seen."""
    for format in ("json", "md", "html", "csv"):
        body = (await document_of(sight, "2026-11", "coach", format, AT)).body.decode()
        assert "scrolling" not in body
        assert "eeting" not in body
    assert (await month_of(sight, "2026-11", "coach", AT)).focus == "find"


async def test_every_format_says_it_all_and_the_persons_words_are_no_markup(sight: Sight) -> None:
    """Markdown and HTML carry the answers as words; the table has a row for each kind."""
    found = {form: await document_of(sight, "2026-11", "mine", form, AT) for form in ("md", "html", "csv")}
    assert [found[form].name for form in ("md", "csv")] == ["colonnade-2026-11.md", "colonnade-2026-11.csv"]
    page, text = found["html"].body.decode(), found["md"].body.decode()
    for said in ("November 2026", "What worked, and how do you know?", "3 of 10 days", "Focus: ", "top 12 %"):
        assert said in page
        assert said in text
    assert "&lt;b&gt;Less&lt;/b&gt; scrolling" in page
    assert "Comments \\[before\\]\\(https\\:\\/\\/x\\) nine" in text
    assert "Not answered." in text
    rows = list(csv.DictReader(io.StringIO(found["csv"].body.decode())))
    assert [(row["kind"], row["count"], row["difference"]) for row in rows][-2:] == [
        ("connection_request", "4", "4"),
        ("meeting_booked", "1", "1"),
    ]


async def test_the_page_of_a_month_is_the_same_bytes_each_time(sight: Sight) -> None:
    """And asks for nothing from elsewhere."""
    first, second = [(await document_of(sight, "2026-11", "mine", "html", AT)).body for _ in range(2)]
    assert first == second
    assert b"http" not in first.replace(b"https://x", b"")


async def test_an_empty_log_has_a_month_too(db: Database) -> None:
    """Nothing is known of it, and nothing is held against anybody."""
    it = await month_of(Sight(db), NEWEST, "mine", AT)
    assert (it.month, it.kinds, it.lagging, it.basis) == ("2026-12", [], None, "prior")
    assert [(habit.met, habit.asked) for habit in it.habits] == [(0, 0)] * len(it.habits)
    assert (await document_of(Sight(db), NEWEST, "mine", "md", AT)).body.count(b"Not answered.") == 3


@pytest.mark.parametrize("name", ["2026-13", "2026-1", "2026-W47", "202611", "2003-01", "2027-01", ""])
async def test_what_is_no_month_with_a_review_is_told(db: Database, name: str) -> None:
    """No such month, before everything, or still to come."""
    with pytest.raises(Invalid):
        await month_of(Sight(db), name, "mine", AT)


async def test_later_reviews_win_and_are_taken_back_by_none(db: Database) -> None:
    """Replaced whole; an earlier one does not get in."""
    later = Reviews(months=[WRITTEN], changed_at=AT)
    await put_reviews(db, later, AT)
    with pytest.raises(Conflict):
        await put_reviews(db, Reviews(months=[], changed_at=datetime.fromisoformat("2026-12-01T09:00:00+01:00")), AT)
    assert await reviews_of(db) == later
