"""A measured figure and the bar it is held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """One figure; `bar` is what it may be at most, or with `more` at least, and `why` how the bar came about."""

    name: str
    value: float
    unit: str
    bar: float | None = None
    why: str = ""
    more: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the figure holds; None without a bar."""
        if self.bar is None:
            return None
        return self.value >= self.bar if self.more else self.value <= self.bar


def p50(took: Sequence[float]) -> float:
    """What half of them are at most."""
    return _part(took, 0.5)


def p99(took: Sequence[float]) -> float:
    """What 99 in a hundred are at most."""
    return _part(took, 0.99)


def _part(took: Sequence[float], part: float) -> float:
    ordered = sorted(took)
    place = part * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])
