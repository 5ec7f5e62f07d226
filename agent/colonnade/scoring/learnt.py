"""What the readings up to some day have taught."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from colonnade.catalogue import PILLARS
from colonnade.scoring.belief import Belief, capped, prior
from colonnade.scoring.doubt import Judged, judged
from colonnade.scoring.features import Features
from colonnade.scoring.members import LEVEL, NOISE, Array
from colonnade.scoring.memory import Rates
from colonnade.scoring.point import USUAL_GAP, Repeats, never_read
from colonnade.scoring.readings import ReadingPoint
from colonnade.scoring.trust import Trust, blended, no_trust_yet


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """What the readings up to some day have taught, to be kept while they and the log up to the last one stand.

    `first` and `last` are the first and the last of them; `before` are the weekly rates assumed for the
    time before the log, shape (channels,); `doubted` and `asked` (pillars,) say what was made of the last one.
    """

    belief: Belief
    trust: Trust
    repeats: Repeats
    first: ReadingPoint | None
    last: ReadingPoint | None
    readings: int
    before: Rates
    doubted: NDArray[np.bool_]
    asked: NDArray[np.bool_]

    def since(self, day: date) -> int:
        """The days from the last reading to that day, which is not before it."""
        return 0 if self.last is None else (day - self.last.day).days

    def gap(self) -> float:
        """The days between two readings, on average; a week before there were two."""
        if self.first is None or self.last is None:
            return USUAL_GAP
        return max((USUAL_GAP + (self.last.day - self.first.day).days) / self.readings, 1.0)

    def teaches(self, before: Rates, known: Sequence[ReadingPoint]) -> bool:
        """Whether this is what the first of these readings teach, with the same guess about the time before the log."""
        count = self.readings
        return 0 < count <= len(known) and known[count - 1] == self.last and np.array_equal(self.before, before)

    def told(self, reading: ReadingPoint, features: Features, unlogged: int) -> Learnt:
        """What is learnt with the next reading, whose day has these features.

        So many days since the last reading went unlogged.
        """
        table = features.table
        belief = self.belief.later(self.since(reading.day), unlogged)
        means, along = np.sum(belief.mean * table, axis=-1), belief.along(table)
        spreads = np.maximum(np.sum(along * table, axis=-1), 0.0) + NOISE[:, None] + reading.step**2 / 12
        mean, variance = blended(self.trust.weights(), means, spreads)
        scores, unsure, direct = _scores(reading, mean, variance)
        errors, squares = scores - mean, (scores - mean) ** 2 / variance
        verdict = self._judged(reading, scores, errors, squares / self.trust.honesty(), direct)
        along[..., LEVEL] += verdict.jumps
        noisy = spreads + verdict.jumps + verdict.noises + unsure
        heard = np.isfinite(unsure) & ~capped(scores, means)
        return Learnt(
            belief.told(scores - means, along, np.where(heard, noisy, np.inf), verdict.jumps),
            self.trust.told(scores - means, spreads, squares, direct),
            self.repeats.told(scores, reading.day.toordinal(), direct),
            self.first or reading,
            reading,
            self.readings + 1,
            self.before,
            np.where(direct, verdict.doubted, self.doubted),
            verdict.asked,
        )

    def _judged(
        self, reading: ReadingPoint, scores: Array, errors: Array, squares: Array, direct: NDArray[np.bool_]
    ) -> Judged:
        heard = np.where(direct, self.trust.heard, 0.0)
        since = scores - np.where(np.isnan(self.repeats.last), scores, self.repeats.last)
        return judged(errors, squares, since, self.doubted & direct, heard, confirmed=reading.confirmed)


def nothing_learnt(before: Rates) -> Learnt:
    """Before the first reading."""
    nothing = np.zeros(len(PILLARS), dtype=np.bool_)
    return Learnt(prior(), no_trust_yet(), never_read(), None, None, 0, before, nothing, nothing)


def _scores(reading: ReadingPoint, mean: Array, variance: Array) -> tuple[Array, Array, NDArray[np.bool_]]:
    """Each pillar's score, the variance it carries besides a reading's own, and whether it was read directly.

    Where only the total was read, a pillar is what the total leaves beside what is expected of the others,
    as unsure as they are. Where nothing tells of it, the variance is infinite.
    """
    given = np.array([np.nan if score is None else score for score in reading.scores])
    direct = ~np.isnan(given)
    best, doubt = np.where(direct, given, mean), np.where(direct, 0.0, variance)
    if direct.all():
        return given, doubt, direct
    if reading.total is None:
        return best, np.where(direct, 0.0, np.inf), direct
    left = reading.total - (best.sum() - best)
    return np.where(direct, given, left), np.where(direct, 0.0, doubt.sum() - doubt), direct
