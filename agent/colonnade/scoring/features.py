"""What a day's log comes to for each member: the features its weights are multiplied with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from colonnade.catalogue import CHANNELS, PILLAR_LIMIT, PILLARS
from colonnade.scoring.members import BEFORE, HEEDING, LEVEL, MEMBERS, MEMORIES, MOOD, OWN, PARTS, PLACES, Array
from colonnade.scoring.memory import STOCK, Rates

BASE: Final[Array] = np.array((9.0, 4.0, 2.5, 13.0))
"""Points of brand, find, engage and build of someone who does nothing."""
ROOM: Final[Array] = PILLAR_LIMIT - BASE
HALF_SHARES: Final = (0.8, 1.6)
"""Each shape is half up, or bends, at this share of the catalogue's half rate."""
BEND: Final = 0.8
"""How steep the second shape begins, as a share of its points."""

_COLUMNS: Final = np.array([[*own, *[0] * (PLACES - len(own))] for own in OWN])
"""The channel in each place of each pillar, shape (pillars, places); places past a pillar's last hold nothing."""
_HELD: Final = np.arange(PLACES) < np.array([[len(own)] for own in OWN])
STOCKS: Final[Array] = (_HELD & STOCK[_COLUMNS]).astype(np.float64)
FLOWS: Final[Array] = (_HELD & ~STOCK[_COLUMNS]).astype(np.float64)
"""Which places hold a stock, and which a channel with a rate; shape (pillars, places)."""
_ALL_POINTS: Final[Array] = np.array([channel.points for channel in CHANNELS]).T
POINTS: Final[Array] = np.take_along_axis(_ALL_POINTS, _COLUMNS, axis=1) * FLOWS
"""Prior points at saturation, shape (pillars, places)."""
_HALF_RATES: Final[Array] = np.array([channel.half_rate or 1.0 for channel in CHANNELS])[_COLUMNS]


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """A day's features, shape (members, pillars, parts), and what the second shape makes them of.

    `load` (memories, pillars, places) is each channel's rate in units of its half rate, `crowd`
    (memories, pillars) how much of a pillar's room the channels take up together.
    """

    table: Array
    load: Array
    crowd: Array


def features(rates: Rates, stock: float, before: Array) -> Features:
    """The features of weekly rates (memories, channels) or (memories, pillars, channels).

    `before` (memories,) is the share of each memory that lies before the log.

    First shape: `z / (1 + z)`, `z = A / .8 r`. Second: `.8 z (1 - exp(-D)) / D`, `z = A / 1.6 r`,
    `D = .8 Σ m z / (25 - base)`: the channels of a pillar share its room.
    """
    placed = _placed(rates)
    table = np.zeros((MEMBERS, len(PILLARS), PARTS))
    first, load = (placed / (share * _HALF_RATES) * FLOWS for share in HALF_SHARES)
    table[:MEMORIES, :, :PLACES] = first / (1 + first)
    crowd = BEND * np.sum(POINTS * load, axis=-1) / ROOM
    table[MEMORIES:HEEDING, :, :PLACES] = BEND * load * eased(crowd)[..., None]
    table[:HEEDING, :, :PLACES] += STOCKS * stock
    table[:HEEDING, :, BEFORE] = np.tile(before, 2)[:, None]
    table[..., LEVEL] = table[..., MOOD] = 1.0
    return Features(table, load, crowd)


def eased(crowd: Array) -> Array:
    """`(1 - exp(-D)) / D`: 1 where there is room, less where it is taken up."""
    some = np.maximum(crowd, 1e-12)
    found: Array = -np.expm1(-some) / some
    return found


def _placed(rates: Rates) -> Array:
    """The rates of each pillar's channels in their places, shape (memories, pillars, places)."""
    if rates.ndim == 2:  # noqa: PLR2004 - the same rates for every pillar
        return rates[:, _COLUMNS]
    return np.take_along_axis(rates, np.broadcast_to(_COLUMNS, (len(rates), *_COLUMNS.shape)), axis=2)
