"""The buttons of the popup."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colonnade.catalogue import CHANNELS, KINDS, channel_of, faults_of
from colonnade.habits.progress import progress
from colonnade.habits.routine import SOLO
from colonnade.habits.tiles import tiles
from colonnade.model import DayCount

REST = np.zeros(len(CHANNELS))
FRIDAY = date(2026, 11, 20)
CHANNEL_IDS = [channel.id for channel in CHANNELS]

logged = st.dictionaries(st.sampled_from(CHANNEL_IDS), st.dates(date(2025, 1, 1), FRIDAY))
rates_of_a_week = st.lists(st.floats(0, 200), min_size=len(CHANNELS), max_size=len(CHANNELS)).map(np.array)


def labels(last_days: dict[str, date], rates: np.ndarray = REST, habits: int = len(SOLO)) -> list[str]:
    return [tile.label for tile in tiles(SOLO[:habits], last_days, rates)]


def test_an_empty_log_offers_the_routine_and_a_search_with_filters() -> None:
    """A tile for each habit in its order, and the sixth is what has most to gain for the time besides."""
    assert labels({}) == [
        "Substantive comment",
        "Profile via search",
        "Post",
        "Request with a note",
        "Follow-up message",
        "Search with filters",
    ]


def test_a_habits_tile_carries_what_the_habit_fixes() -> None:
    """The first of an any-of habit; the post tile leaves the form open."""
    found = {tile.habit: (tile.qualifiers, tile.fixed) for tile in tiles(SOLO, {}, REST) if tile.habit}
    assert found == {
        "comments": ({"depth": "substantive"}, ["depth"]),
        "profiles": ({"via": "search"}, ["via"]),
        "posts": ({}, []),
        "requests": ({"note": True}, ["note"]),
        "follow_up": ({"purpose": "follow_up"}, ["purpose"]),
    }


def test_a_saturated_channel_gives_way_to_the_next() -> None:
    """Forty filtered searches a week leave less to gain than a first reshare or reply."""
    rates = REST.copy()
    rates[CHANNEL_IDS.index("search_filtered")] = 40
    assert labels({}, rates)[-1] == "Reshare with your view"


def test_a_retired_kind_is_offered_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its old entries still count, but no button asks for new ones."""
    retired = replace(KINDS["people_search"], retired=True)
    monkeypatch.setattr("colonnade.habits.tiles.KINDS", {**KINDS, "people_search": retired})
    assert "Search with filters" not in labels({})


@pytest.mark.parametrize(
    ("last_days", "offered"),
    [({}, set()), ({"lead_saved": FRIDAY}, {"Lead saved"}), ({"search_alert": FRIDAY}, {"Search alert set"})],
)
def test_a_tool_is_offered_once_it_was_used(last_days: dict[str, date], offered: set[str]) -> None:
    """Who never logged it may not have Sales Navigator."""
    tool_labels = {"Lead saved", "Search alert set"}
    assert set(labels(last_days, habits=0)) & tool_labels == offered


def test_a_tile_says_when_it_was_last_done() -> None:
    """The day of the tile's own channel; for a habit the latest of all that count for it; None for never."""
    early, late = date(2026, 11, 2), date(2026, 11, 17)
    last_days = {"search_filtered": early, "view_search": early, "view_suggestion": late, "view_feed": FRIDAY}
    found = {tile.label: tile.last_day for tile in tiles(SOLO, last_days, REST)}
    assert found["Search with filters"] == early
    assert found["Profile via search"] == late
    assert found["Post"] is None


@settings(deadline=None)
@given(last_days=logged, rates=rates_of_a_week)
def test_tiles_are_six_buttons_that_all_can_be_logged(last_days: dict[str, date], rates: np.ndarray) -> None:
    """Whatever was logged: no two alike, each accepted by the catalogue, none retired or someone else's doing."""
    found = tiles(SOLO, last_days, rates)
    assert len({(tile.kind, tile.label) for tile in found}) == 6
    for tile in found:
        assert not list(faults_of(tile.kind, tile.qualifiers))
        assert not KINDS[tile.kind].retired
        assert tile.pillar == KINDS[tile.kind].pillar
        channel = channel_of(tile.kind, tile.qualifiers)
        assert channel is not None
        assert channel.minutes > 0
        assert channel.label == tile.label


@settings(deadline=None)
@given(last_days=logged, rates=rates_of_a_week, day=st.dates(date(2003, 1, 8), date(2100, 1, 1)))
def test_a_click_on_a_habits_tile_moves_that_habit_by_one_and_no_other(
    last_days: dict[str, date], rates: np.ndarray, day: date
) -> None:
    """A tile whose click cannot move its own habit would be a defect."""
    for tile in tiles(SOLO, last_days, rates):
        click = DayCount(day=day, kind=tile.kind, qualifiers=tile.qualifiers, count=1)
        moved = {row.id: row.done for row in progress(SOLO, [click], day, "monday", None) if row.done}
        assert moved == ({tile.habit: 1} if tile.habit else {})


@pytest.mark.parametrize("habits", [0, 1, 5])
def test_six_are_shown_however_few_habits_there_are(habits: int) -> None:
    """And each habit keeps its own."""
    assert len(labels({}, habits=habits)) == 6


def test_more_than_six_habits_all_keep_their_tile() -> None:
    """Nothing is added then, and nothing left out."""
    assert [tile.habit for tile in tiles(SOLO + SOLO, {}, REST)] == [habit.id for habit in SOLO + SOLO]
