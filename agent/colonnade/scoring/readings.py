"""The official scores as the estimator takes them in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from colonnade.catalogue import PILLARS

_STEPS: Final = (1.0, 0.1, 0.01)
_FINEST: Final = 0.001
_EXACT: Final = 1e-6


@dataclass(frozen=True, slots=True)
class ReadingPoint:
    """The official scores of a day: 0 to 25 points each, the total 0 to 100; None is what was not read.

    `quantum` is the step in which they were given, from .001 to 1; None learns it from their decimals.
    `confirmed` says that the person stands by it, however odd it looks.
    """

    day: date
    brand: float | None
    find: float | None
    engage: float | None
    build: float | None
    total: float | None = None
    quantum: float | None = None
    confirmed: bool = False

    @property
    def scores(self) -> tuple[float | None, ...]:
        """The pillars in their order."""
        return tuple(getattr(self, pillar) for pillar in PILLARS)

    @property
    def step(self) -> float:
        """The step in which the scores were given: who typed one decimal anywhere did not round to whole points."""
        if self.quantum is not None:
            return self.quantum
        given = [score for score in (*self.scores, self.total) if score is not None]
        for step in _STEPS:
            if all(abs(score / step - round(score / step)) < _EXACT for score in given):
                return step
        return _FINEST


def in_order(readings: Iterable[ReadingPoint]) -> list[ReadingPoint]:
    """The readings by day; those of one day in an order of their own, so that arrival plays no part."""
    given = list(readings)
    if all(earlier.day < later.day for earlier, later in pairwise(given)):
        return given

    def place(reading: ReadingPoint) -> tuple[object, ...]:
        numbers = (*reading.scores, reading.total, reading.quantum)
        return (reading.day, *(-1.0 if number is None else number for number in numbers), reading.confirmed)

    return sorted(given, key=place)
