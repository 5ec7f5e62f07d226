"""scripts/bench measures how soon the dashboard is painted."""

from __future__ import annotations

from pathlib import Path

from bench_log import Size, build
from bench_paint import browser, paints


async def test_the_first_paint_is_measured_and_comes_before_the_numbers(tmp_path: Path) -> None:
    """Over a log of a week, with an agent and a Chromium that are started for it and ended."""
    path = await build(tmp_path, Size.of(7))
    command = browser()
    assert command is not None
    first, known = await paints(path.parent, command, rounds=2)
    assert 0 < first.p50 <= first.p99
    assert first.p50 < known.p50
    assert (first.bound, known.bound) == (200, None)
