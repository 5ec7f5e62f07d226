"""The members of the ledger: each a belief of its own about how the official score is made.

Eighty heed the log: forty memories, each with two shapes of diminishing returns. Four ignore
it and differ in how a score wanders by itself. All hold the same parts of a pillar in the same
places, so that one array carries them through every step together.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from colonnade.catalogue import CHANNELS, PILLARS

Array = NDArray[np.float64]

BOXES: Final = (21, 28, 35, 42, 60, 75, 90)
"""Memories that count every day of a window alike, by the days of the window."""
BOX_DELAYS: Final = (0, 2, 4, 6)
HALF_LIVES: Final = (9, 16, 28, 50)
"""Memories that fade, by the days in which a day comes to weigh half."""
FADE_DELAYS: Final = (0, 3, 6)
AGES: Final = 406
"""So many days any memory reaches back; what is older weighs nothing, and would have weighed under 4 in a thousand."""
IGNORING: Final = (
    (0.004, 0.4, 10.0, 0.005),
    (0.03, 0.2, 10.0, 0.003),
    (0.08, 0.0, 10.0, 0.003),
    (0.003, 1.2, 60.0, 0.003),
)
"""Members that ignore the log: variance the level gains a day, sd of the mood, its days, variance of a reading."""
IGNORING_MASS: Final = 0.33
"""How far they are believed, together, before any reading."""
WANDERING: Final = (0.012, 0.4, 10.0, 0.008)
"""The same four numbers of every member that heeds the log."""


MEMORIES: Final = len(BOXES) * len(BOX_DELAYS) + len(HALF_LIVES) * len(FADE_DELAYS)
"""The boxes first, each with all its delays, then those that fade."""
SHAPES: Final = 2
HEEDING: Final = SHAPES * MEMORIES
MEMBERS: Final = HEEDING + len(IGNORING)
"""The first forty have the first shape, the next forty the second, the last four ignore the log."""

OWN: Final = [
    [column for column, channel in enumerate(CHANNELS) if channel.points[place]] for place in range(len(PILLARS))
]
"""The columns of the channels that may move each pillar."""
PLACES: Final = max(map(len, OWN))
PARTS: Final = PLACES + 3
BEFORE, LEVEL, MOOD = range(PLACES, PARTS)
"""Behind the weights: what was done before the log, a level that wanders, a mood that comes and goes."""

_of = [*[WANDERING] * HEEDING, *IGNORING]
LEVEL_DRIFT: Final[Array] = np.array([drift for drift, _, _, _ in _of])
MOOD_VARIANCE: Final[Array] = np.array([sd**2 for _, sd, _, _ in _of])
MOOD_DAYS: Final[Array] = np.array([days for _, _, days, _ in _of])
NOISE: Final[Array] = np.array([variance for _, _, _, variance in _of])
BELIEVED: Final[Array] = np.log(
    [(1 - IGNORING_MASS) / HEEDING] * HEEDING + [IGNORING_MASS / len(IGNORING)] * len(IGNORING)
)
"""Logarithm of how far each member is believed before any reading."""
