"""How far each member is believed, and how much wider than it says its truth may lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from colonnade.catalogue import PILLARS
from colonnade.scoring.members import BELIEVED, MEMBERS, Array

HEAT: Final = 0.425
"""How loudly one reading speaks for or against a member; 0.5 would take its forecasts at their word."""
MEMORY: Final = 0.96
"""What is left of the evidence of all readings before, at each reading."""
FLOOR: Final = -12.0
"""No member falls further behind the best than this: it may be right another time."""
SHARED: Final = 0.4
"""How much the evidence of the other pillars counts in one: they may well be made alike."""
WILDEST: Final = 30.0
"""A squared error counts as evidence up to so many times its variance,"""
WILD: Final = 16.0
"""and as surprise up to so many."""
PATIENCE: Final = 5
"""The surprises expected at first weigh as much as those of so many readings."""
LEAST: Final = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class Trust:
    """Evidence for each member (members, pillars), and each pillar's surprises so far with their number (pillars,)."""

    evidence: Array
    surprise: Array
    heard: Array

    def weights(self) -> Array:
        """How far each member is believed of each pillar, shape (members, pillars); a pillar's sum to 1."""
        others = self.evidence.sum(axis=1, keepdims=True) - self.evidence
        height = BELIEVED[:, None] + self.evidence + SHARED * others
        weights: Array = np.exp(height - height.max(axis=0))
        weights /= weights.sum(axis=0)
        return weights

    def honesty(self) -> Array:
        """By how much the variance was too small (above 1) or too large so far, shape (pillars,)."""
        found: Array = np.maximum(LEAST, (PATIENCE + self.surprise) / (PATIENCE + self.heard))
        return found

    def told(self, errors: Array, variances: Array, squares: Array, direct: NDArray[np.bool_]) -> Trust:
        """The trust after a reading: each member's error and variance, and the blend's squared error in its variances.

        A pillar that was not read directly teaches nothing here, and the first reading nothing about the members.
        """
        honest = variances * self.honesty()
        said = np.log(honest) + np.minimum(errors**2 / honest, WILDEST)
        evidence = MEMORY * self.evidence - HEAT * said
        evidence = np.maximum(evidence - evidence.max(axis=0), FLOOR)
        return Trust(
            np.where(direct & (self.heard > 0), evidence, self.evidence),
            self.surprise + np.where(direct, np.minimum(squares, WILD), 0.0),
            self.heard + direct,
        )


def blended(weights: Array, means: Array, variances: Array) -> tuple[Array, Array]:
    """Mean and variance of the mixture of the members, shape (pillars,) each."""
    mean = np.sum(weights * means, axis=0)
    return mean, np.sum(weights * (variances + (means - mean) ** 2), axis=0)


def no_trust_yet() -> Trust:
    """Before any reading: every member is believed as far as its prior says."""
    nothing = np.zeros(len(PILLARS))
    return Trust(np.zeros((MEMBERS, len(PILLARS))), nothing, nothing)
