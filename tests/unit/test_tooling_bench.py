"""scripts/bench: an invented log, and a table of what was measured over it."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pytest

from bench_figures import Bar, p50, p99
from bench_log import DONE, LAST, TEN_YEARS, Size, build, entries
from bench_measures import PASS, ROW, Measure, measure
from bench_table import as_data, bars_table, table
from colonnade.catalogue import faults_of
from colonnade.model import RecordActivity, RecordReading

WEEK = Size.of(7)
FIGURES = [
    Bar("fast", 5, "a second", 4, "half of ten", more=True),
    Bar("slow", 5, "ms", 4),
    Bar("known", 5, "ms"),
]


async def test_a_tiny_run_gives_the_whole_table(tmp_path: Path) -> None:
    """Every measure with its numbers; each that has a floor names one of the same run."""
    found = await measure(await build(tmp_path, WEEK), WEEK, rounds=2)
    lines = table(WEEK, found).splitlines()
    assert lines[0] == "345 activities over 7 days, 1 readings, 1 periods:"
    assert lines[2].startswith("| what | p50 ms | p99 ms |")
    assert len(lines) == 4 + len(found)
    assert {one.floor for one in found} == {None, ROW, PASS}
    assert {one.bound for one in found} == {None, 2, 3, 5, 20, 30, 50, 100, 250, 600}
    assert all(0 < one.p50 <= one.p99 for one in found)
    said = json.loads(json.dumps(as_data(WEEK, found, FIGURES)))
    assert [one["name"] for one in said["measures"]] == [one.name for one in found]
    assert [(one["name"], one["met"]) for one in said["figures"]] == [("fast", True), ("slow", False), ("known", None)]


def test_the_log_is_the_same_every_time_and_as_long_as_it_says() -> None:
    """Else two runs could not be compared."""
    twice = [list(entries(Size.of(30))) for _ in range(2)]
    assert twice[0] == twice[1]
    activities = [entry for entry in twice[0] if isinstance(entry, RecordActivity)]
    assert len(activities) == Size.of(30).activities
    assert len({entry.at.date() for entry in activities}) == 30
    assert max(entry.at.date() for entry in activities) == LAST
    assert len([entry for entry in twice[0] if isinstance(entry, RecordReading)]) == Size.of(30).readings
    assert Size.of(TEN_YEARS.days) == TEN_YEARS


def test_the_log_could_have_been_clicked() -> None:
    """Its kinds and qualifiers are the catalogue's."""
    assert [list(faults_of(kind, qualifiers)) for _, kind, qualifiers in DONE] == [[] for _ in DONE]
    assert all(entry.entry == entry.subject for entry in islice(entries(TEN_YEARS), 100))


@pytest.mark.parametrize(
    ("p50", "p99", "bound", "met"),
    [(1, 5, 5, "met"), (5, 5.1, 5, "met at p50"), (5.1, 6, 5, "not met"), (1, 2, None, "")],
)
def test_a_bound_is_met_by_nearly_all_or_by_half(p50: float, p99: float, bound: float | None, met: str) -> None:
    """What is said beside it."""
    assert Measure("x", p50, p99, None, bound).met == met


def test_a_measure_is_told_as_a_multiple_of_its_floor() -> None:
    """Numbers of two machines can be compared that way."""
    found = [Measure(ROW, 0.5, 1), Measure("today", 2, 3, ROW, 5)]
    assert table(WEEK, found).splitlines()[-1] == "| today | 2.000 | 3.000 | one row read | 4.0 | 5 | met |"


def test_a_figure_stands_beside_its_bar() -> None:
    """At least or at most, how the bar came about, and whether it is met."""
    assert bars_table(FIGURES).splitlines()[-3:] == [
        "| fast | 5 | a second | at least 4 | half of ten | met |",
        "| slow | 5 | ms | at most 4 |  | not met |",
        "| known | 5 | ms |  |  |  |",
    ]


def test_percentiles_are_those_of_the_textbook() -> None:
    """Between two of them where the place falls between two."""
    assert (p50([3.0, 1.0, 2.0]), p50([1.0, 2.0]), p99([1.0]), p99(range(101))) == (2.0, 1.5, 1.0, 99.0)
