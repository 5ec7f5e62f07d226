"""What is made of a reading far from everything expected: a step of the score, or a slip of the hand.

Without this a true step is taken for noise for weeks, and a slip for a step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from colonnade.scoring.members import Array

FROM: Final = 2
"""From this reading on anything is doubted."""
ODD: Final = 4.5
"""So many standard deviations off is doubted."""
FAR: Final = 5.0
"""So many points off, or fewer, is more likely a step than a slip."""
STEP: Final = (0.8, 0.2)
"""Of a step's squared error: the level's leap and the reading's noise."""
SLIP: Final = 0.5
"""Of a slip's: the reading's noise."""
STILL_ODD: Final = 1.5
ALIKE: Final = 0.7
"""The next reading confirms a step where it is as odd as that, and nearer to the doubted one than that of its error."""


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Variance by which the level may have leapt, variance of the reading's noise, and which pillars are doubted.

    Shape (pillars,) each; `asked` marks those so far off that the person is asked.
    """

    jumps: Array
    noises: Array
    doubted: NDArray[np.bool_]
    asked: NDArray[np.bool_]


def judged(
    errors: Array,
    squares: Array,
    since: Array,
    doubted: NDArray[np.bool_],
    heard: Array,
    *,
    confirmed: bool,
) -> Judged:
    """What each pillar's reading is taken for.

    `errors` are points off the blend, `squares` the same squared in honest variances, `since` the change from
    the reading before, `doubted` whether that was doubted, `heard` how many readings there were before.
    `confirmed` says that the person stands by the reading.
    """
    odd = (heard >= FROM - 1) & (squares > ODD**2)
    again = doubted & (squares > STILL_ODD**2) & (np.abs(since) < ALIKE * np.abs(errors))
    step = again | (odd & confirmed)
    doubtful = odd & ~step
    near = np.abs(errors) <= FAR
    leap, noise = STEP
    square = errors**2
    return Judged(
        jumps=np.select([step, doubtful & near], [square, leap * square], 0.0),
        noises=np.select([doubtful & near, doubtful], [noise * square, SLIP * square], 0.0),
        doubted=doubtful,
        asked=doubtful & ~near,
    )
