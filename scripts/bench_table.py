"""How scripts/bench tells what it found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bench_figures import Bar
from bench_log import Size
from bench_measures import Measure

HEAD = ("what", "p50 ms", "p99 ms", "floor", "times the floor", "bound ms", "")
BARS_HEAD = ("what", "measured", "", "bar", "why", "")


def table(size: Size, found: Sequence[Measure]) -> str:
    """Markdown: a row a measure, each with its floor of the same run."""
    rows = [HEAD, ("---", "---:", "---:", "---", "---:", "---:", "---")]
    for one in found:
        ratio = _ratio(one, found)
        times = "" if ratio is None else f"{ratio:.1f}"
        bound = "" if one.bound is None else f"{one.bound:g}"
        rows.append((one.name, f"{one.p50:.3f}", f"{one.p99:.3f}", one.floor or "", times, bound, one.met))
    return "\n".join([f"{size}:", "", *_lines(rows)])


def bars_table(bars: Sequence[Bar]) -> str:
    """Markdown: a row a figure, beside the bar it is held against."""
    rows = [BARS_HEAD, ("---", "---:", "---", "---:", "---", "---")]
    for one in bars:
        bar = "" if one.bar is None else f"{'at least' if one.more else 'at most'} {one.bar:.3g}"
        met = {None: "", True: "met", False: "not met"}[one.met]
        rows.append((one.name, f"{one.value:.3g}", one.unit, bar, one.why, met))
    return "\n".join(["Through the doors of a running agent:", "", *_lines(rows)])


def as_data(size: Size, found: Sequence[Measure], bars: Sequence[Bar]) -> dict[str, Any]:
    """The same, for a program."""
    measures = [asdict(one) | {"times_floor": _ratio(one, found), "met": one.met or None} for one in found]
    figures = [asdict(one) | {"met": one.met} for one in bars]
    return {"log": asdict(size), "unit": "ms", "measures": measures, "figures": figures}


def _lines(rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in rows]


def _ratio(one: Measure, found: Sequence[Measure]) -> float | None:
    floor = next((other.p50 for other in found if other.name == one.floor), None)
    return one.p50 / floor if floor else None
