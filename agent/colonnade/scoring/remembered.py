"""The forty memories: how much of what was done on each of the days behind still counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from colonnade.scoring.members import AGES, BOX_DELAYS, BOXES, FADE_DELAYS, HALF_LIVES, Array

_WINDOWS: Final = np.array([(days, delay) for days in BOXES for delay in BOX_DELAYS])


def _kernels() -> Iterator[Array]:
    ages = np.arange(AGES, dtype=np.float64)
    for days, delay in _WINDOWS:
        yield ((ages >= delay) & (ages < delay + days)).astype(np.float64)
    for half_life in HALF_LIVES:
        for delay in FADE_DELAYS:
            yield np.where(ages >= delay, 0.5 ** ((ages - delay) / half_life), 0.0)


KERNELS: Final[Array] = np.array([kernel[::-1] / kernel.sum() for kernel in _kernels()])
"""What share of a memory each day is, shape (memories, ages), the oldest day first; a row sums to 1."""
SHARE_BEFORE: Final[Array] = np.cumsum(KERNELS, axis=1)
"""The share of a memory that is as old as each age or older, shape (memories, ages)."""

_FADES: Final[Array] = np.ascontiguousarray(7.0 * KERNELS[len(_WINDOWS) :])
_ENDS: Final = AGES - _WINDOWS[:, 1]
_BEGINS: Final = _ENDS - _WINDOWS[:, 0]
_A_DAY: Final[Array] = 7.0 / _WINDOWS[:, :1]


def weekly(days: Array) -> Array:
    """Weekly rates in each memory, shape (…, memories, columns), of daily counts (…, ages, columns), oldest first.

    The same as `7 · KERNELS @ days`; boxes are differences of sums, which keeps every product so small that
    no library splits it over threads: those would wait for each other longer than they work.
    """
    sums = np.zeros((*days.shape[:-2], AGES + 1, days.shape[-1]))
    np.cumsum(days, axis=-2, out=sums[..., 1:, :])
    boxes = (sums[..., _ENDS, :] - sums[..., _BEGINS, :]) * _A_DAY
    return np.concatenate([boxes, np.matmul(_FADES, days)], axis=-2)
