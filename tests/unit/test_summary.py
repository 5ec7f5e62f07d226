"""The weekly summary: what it counts, how it reads, and what a coach never sees."""

from __future__ import annotations

import asyncio
import csv
import hashlib
import io
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from colonnade.errors import Invalid, Unavailable
from colonnade.model import Reading
from colonnade.services import printing
from colonnade.services.sight import Sight
from colonnade.services.summaries import NEWEST, Format, document_of, summary_of
from colonnade.store import log
from colonnade.summary import words
from colonnade.summary.markdown import plain
from colonnade.summary.record import Summary
from colonnade.summary.table import harmless
from goldens.make import FORMATS, goldens
from harness.agent import ROOT
from harness.entries import CLIENT
from harness.pdf import sheets, words_of
from harness.weeks import CASES, FULLEST, NAME, Week, read, sight_of

GOLDENS: Final = ROOT / "tests" / "goldens"
NORMAL: Final = CASES["normal"]
EVERY: Final[tuple[Format, ...]] = ("json", "md", "html", "csv", "pdf")


@pytest.fixture
async def normal(tmp_path: Path) -> AsyncIterator[Sight]:
    """A look at the normal week."""
    async with sight_of(NORMAL, tmp_path) as sight:
        yield sight


async def summary_in(case: Week, folder: Path) -> Summary:
    """The summary of a case, as its owner sees it."""
    async with sight_of(case, folder) as sight:
        return await summary_of(sight, case.week, "mine", case.at)


def test_every_golden_is_what_is_made_of_its_log_today() -> None:
    """Byte for byte, in every format; `tests/goldens/make.py` writes them anew."""
    made = asyncio.run(goldens())
    kept = {path.name: path.read_bytes() for path in GOLDENS.iterdir() if path.suffix != ".py" and path.is_file()}
    assert set(made) == set(kept)
    for name, body in made.items():
        assert body.decode() == kept[name].decode(), name


async def test_a_week_counted_by_hand_is_the_summary_number_for_number(normal: Sight) -> None:
    """Every number of this test was counted from the entries in `harness.weeks`, not taken from the summary."""
    it = await summary_of(normal, "2026-W47", "mine", NORMAL.at)
    assert (it.week, str(it.first), str(it.last), it.whole) == ("2026-W47", "2026-11-16", "2026-11-22", True)
    assert {kind.kind: (kind.days, kind.before, kind.value, kind.previous, kind.difference) for kind in it.kinds} == {
        "post_published": ([0, 0, 1, 0, 0, 0, 0], [0, 0, 0, 1, 0, 0, 0], 1, 1, 0),
        "profile_viewed": ([3, 4, 0, 0, 0, 0, 0], [0, 0, 0, 0, 2, 0, 0], 7, 2, 5),
        "comment_written": ([2, 2, 3, 0, 0, 0, 0], [2, 0, 0, 0, 0, 0, 0], 7, 2, 5),
        "reaction_given": ([0, 0, 0, 0, 0, 5, 0], [0, 0, 0, 0, 0, 0, 0], 5, 0, 5),
        "connection_request": ([0, 0, 0, 3, 0, 0, 0], [0, 0, 1, 0, 0, 0, 0], 3, 1, 2),
    }
    assert [(kind.kind, kind.days, kind.value) for kind in it.outcomes] == [
        ("meeting_booked", [0, 0, 0, 0, 1, 0, 0], 1)
    ]
    # Two substantive comments on Monday, one on Tuesday, three on Wednesday; three profiles, then four.
    assert {habit.id: (habit.result, habit.target, habit.unit) for habit in it.habits} == {
        "comments": (2, 5, "days"),
        "profiles": (2, 5, "days"),
        "posts": (1, 3, "times"),
        "requests": (2, 3, "times"),
        "follow_up": (0, 1, "times"),
        "reading": (1, 1, "times"),
    }
    # Of the week before: one comment on Monday, two profiles on Friday; its reading was of the Sunday before it.
    assert {habit.id: (habit.previous_result, habit.previous_target) for habit in it.habits} == {
        "comments": (0, 5),
        "profiles": (0, 5),
        "posts": (1, 3),
        "requests": (1, 3),
        "follow_up": (0, 1),
        "reading": (0, 1),
    }
    assert {share.id: (share.number, share.n, share.previous_number, share.previous_n) for share in it.shares} == {
        "substantive": (6, 7, 1, 2),
        "with_note": (2, 3, 1, 1),
        "decision_makers": (2, 3, 0, 1),
        # Two comments and three profiles for the target audience, one comment for another.
        "target_audience": (5, 6, 1, 1),
    }
    assert it.industry_rank is not None
    assert (it.industry_rank.value, it.industry_rank.before) == (12, 14)
    assert [(str(one.day), one.brand) for one in it.readings] == [("2026-11-22", 11.5)]
    assert it.lagging is not None
    assert (it.lagging.pillar, it.lagging.rule) == ("find", "below_average")
    assert it.suggestion is not None
    assert it.suggestion.pillar == "find"
    assert [note.note.startswith((NAME, "with", "<b>")) for note in it.notes] == [True] * 3


async def test_the_estimates_are_those_of_the_last_day_and_of_the_day_a_week_before(normal: Sight) -> None:
    """The same numbers as the estimate of each day alone, and their difference."""
    it = await summary_of(normal, "2026-W47", "mine", NORMAL.at)
    before, now = await normal.see(NORMAL.at, lambda seen, _: seen.known.believed(it.first.replace(day=15), it.last))
    assert [(row.now, row.before) for row in it.pillars] == [
        *((getattr(now.pillars, name), getattr(before.pillars, name)) for name in ("brand", "find", "engage", "build")),
        (now.total, before.total),
    ]
    assert [row.change for row in it.pillars] == [round(row.now.mean - row.before.mean, 3) for row in it.pillars]


@pytest.mark.parametrize("format", EVERY)
async def test_nothing_of_a_note_is_in_a_coach_copy_of_any_format(normal: Sight, format: Format) -> None:
    """Names, notes, outcomes: in mine they are, in the coach copy no word of them, and it says so."""
    mine = await document_of(normal, "2026-W47", "mine", format, NORMAL.at)
    coach = await document_of(normal, "2026-W47", "coach", format, NORMAL.at)
    read = words_of if format == "pdf" else bytes.decode
    said = read(coach.body)
    for word in (NAME, "at last", "said", "Meeting", "meeting_booked"):
        assert word not in said, word
    if format == "csv":
        assert "meeting_booked" in read(mine.body)
    else:
        assert "names, notes and outcomes are left out" in said
        for word in (NAME, "at last", "said", "Meeting"):
            assert word in read(mine.body), word
    assert coach.name == f"colonnade-2026-W47-coach.{format}"
    assert mine.body != coach.body


async def test_words_of_the_person_mean_nothing_to_a_page_a_spreadsheet_or_markdown(normal: Sight) -> None:
    """A note with markup, a link and a formula comes out as the words it is."""
    page = (await document_of(normal, "2026-W47", "mine", "html", NORMAL.at)).body.decode()
    assert f"&lt;b&gt;{NAME}&lt;/b&gt; [said](https://x) =1+1" in page
    assert "<script" not in page
    assert plain("<img src=x> [a](b) ![c](d)\n# e | f") == (
        "&lt;img src\\=x\\> \\[a\\]\\(b\\) \\!\\[c\\]\\(d\\) \\# e \\| f"
    )
    assert [harmless(cell) for cell in ("=1+1", "+1", "-1", "@a", "\tb", "plain", "")] == [
        "'=1+1", "'+1", "'-1", "'@a", "'\tb", "plain", "",
    ]  # fmt: skip


def test_of_a_reading_only_what_was_read_is_told() -> None:
    """The total where no pillar was."""
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    some = Reading(id="00000000-0000-4000-8000-000000000001", at=at, day=at.date(), brand=12.5, engage=7, total=40)
    assert words.scores(some) == "brand 12.5, engage 7"
    assert words.scores(some.model_copy(update={"brand": None, "engage": None})) == "total 40"


async def test_the_sheet_has_a_row_for_each_kind_and_day(normal: Sight) -> None:
    """Six kinds and seven days, each count beside the same weekday before."""
    document = await document_of(normal, "2026-W47", "mine", "csv", NORMAL.at)
    rows = list(csv.DictReader(io.StringIO(document.body.decode(), newline="")))
    assert len(rows) == 6 * 7
    (tuesday,) = [row for row in rows if (row["kind"], row["day"]) == ("comment_written", "2026-11-17")]
    assert (tuesday["count"], tuesday["same_day_before"], tuesday["pillar"]) == ("2", "0", "engage")


async def test_the_running_week_is_as_of_today_beside_the_same_weekdays(normal: Sight) -> None:
    """On Tuesday two days are compared with two days, and nothing is promised of the rest."""
    it = await summary_of(normal, "2026-W48", "mine", NORMAL.at)
    assert (str(it.first), str(it.last), it.whole) == ("2026-11-23", "2026-11-24", False)
    (comments,) = [kind for kind in it.kinds if kind.kind == "comment_written"]
    assert (comments.days, comments.before, comments.difference) == ([7, 0], [2, 2], 3)
    assert [habit.target for habit in it.habits if habit.unit == "days"] == [2, 2]
    # On that Monday two comments were substantive, on Tuesday one; profiles were enough on both days.
    assert [habit.previous_result for habit in it.habits] == [1, 2, 0, 0, 0, 0]
    assert [habit.previous_target for habit in it.habits if habit.unit == "days"] == [2, 2]


@pytest.mark.parametrize(
    ("week", "code"),
    [
        *(("2026-W54", "format"), ("2025-W53", "format"), ("2026-47", "format"), ("x", "format")),
        *(("9999-W52", "format"), ("10000-W01", "format"), ("9998-W52", "too_late"), ("2026-W49", "too_late")),
        ("2002-W10", "too_early"),
    ],
)
async def test_a_week_that_cannot_be_told_is_named(normal: Sight, week: str, code: str) -> None:
    """One that does not exist, has not begun, or lies before anything is kept."""
    with pytest.raises(Invalid) as refused:
        await summary_of(normal, week, "mine", NORMAL.at)
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [("/week", code)]


async def test_away_days_ask_for_nothing_and_are_told(tmp_path: Path) -> None:
    """Two of five weekdays were away; two more and the weekend went unlogged, which still ask."""
    it = await summary_in(CASES["away"], tmp_path)
    assert [(one.period, str(one.start), str(one.end)) for one in it.periods] == [
        ("away", "2026-11-17", "2026-11-18"),
        ("unlogged", "2026-11-20", "2026-11-22"),
    ]
    assert {habit.id: (habit.result, habit.target) for habit in it.habits}["comments"] == (1, 3)


async def test_a_sunday_week_runs_from_sunday_to_saturday(tmp_path: Path) -> None:
    """It bears the ISO week of its Monday; the Sunday after belongs to the next."""
    it = await summary_in(CASES["sunday"], tmp_path)
    assert (str(it.first), str(it.last)) == ("2026-11-15", "2026-11-21")
    assert {kind.kind: (kind.days, kind.previous) for kind in it.kinds} == {
        "post_published": ([2, 0, 0, 0, 0, 0, 0], 1),
        "reshare": ([0, 0, 0, 0, 0, 0, 1], 0),
    }


async def test_the_newest_week_is_that_of_the_newest_activity_or_reading(normal: Sight, tmp_path: Path) -> None:
    """In an empty log it is the running one."""
    assert (await summary_of(normal, NEWEST, "mine", NORMAL.at)).week == "2026-W48"
    (tmp_path / "empty").mkdir()
    async with sight_of(CASES["empty"], tmp_path / "empty") as sight:
        assert (await summary_of(sight, NEWEST, "mine", NORMAL.at)).week == "2026-W48"
        await log.append(sight.db, [read(1, "2026-10-01T10:00:00+02:00")], CLIENT, NORMAL.at)
        assert (await summary_of(sight, NEWEST, "mine", NORMAL.at)).week == "2026-W40"


async def test_the_fullest_week_fits_on_two_sheets(tmp_path: Path) -> None:
    """Every kind every day and more notes than have room; what is left off is said."""
    async with sight_of(FULLEST, tmp_path) as sight:
        pdf = (await document_of(sight, FULLEST.week, "mine", "pdf", FULLEST.at)).body
    assert "more; the other formats hold them all" in words_of(pdf)
    assert sheets(pdf) == 2


PRINT: Final = """
import asyncio, hashlib, sys, pathlib
sys.path[:0] = [r"{tests}"]
from harness.weeks import CASES, sight_of
from colonnade.services.summaries import document_of
async def main():
    async with sight_of(CASES["normal"], pathlib.Path(r"{folder}")) as sight:
        document = await document_of(sight, "2026-W47", "mine", "pdf", CASES["normal"].at)
        print(hashlib.sha256(document.body).hexdigest())
asyncio.run(main())
"""


def test_a_pdf_made_twice_in_two_processes_has_the_same_bytes(tmp_path: Path) -> None:
    """No clock, no chance and no order of a set goes into it."""
    made = set()
    for number in range(2):
        folder = tmp_path / str(number)
        folder.mkdir()
        program = PRINT.format(tests=ROOT / "tests", folder=folder)
        made.add(subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout)
    assert len(made) == 1
    assert made != {hashlib.sha256(b"").hexdigest() + "\n"}


async def test_without_weasyprint_pdf_says_what_to_install(normal: Sight, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every other format is there all the same."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(Unavailable, match=r"again with \[pdf\]") as refused:
        await document_of(normal, "2026-W47", "mine", "pdf", NORMAL.at)
    assert refused.value.code == "pdf_missing"
    for format in FORMATS:
        assert (await document_of(normal, "2026-W47", "mine", format, NORMAL.at)).body  # type: ignore[arg-type]


def test_setting_type_asks_for_nothing_from_elsewhere() -> None:
    """Not even where a page would name something."""
    with pytest.raises(ValueError, match="nothing from elsewhere"):
        printing._fetch_nothing("http://127.0.0.1/")
