"""The buttons of the popup: one for each habit, then what helps most besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from colonnade.catalogue import KINDS, Kind
from colonnade.habits.routine import Habit, ShareHabit
from colonnade.habits.share_habit import KIND, PILLAR
from colonnade.model import Tile
from colonnade.scoring import Rates, gain_per_minute

TILES: Final = 6
"""So many buttons the popup shows at least."""


def tiles(
    habits: Sequence[Habit],
    last_days: Mapping[str, date],
    rates: Rates,
    *,
    share: ShareHabit | None = None,
    sales_navigator: bool = True,
) -> list[Tile]:
    """A tile for each habit in its order, filled up to six with the channels that have most to gain per minute.

    That of a share of replies comes after the others and logs an answer.

    `last_days` holds the last day of every channel ever logged, `rates` the present weekly
    rates. A kind that needs a tool is offered only once the tool was used, and not to somebody
    who says they do not have it.
    """
    offered = (kind for kind in KINDS.values() if kind.tool is None or sales_navigator)
    others = (kind for kind in offered if share is None or kind.id != KIND)
    offers = sorted(_offers(others, habits, last_days, rates), key=lambda offer: offer[0], reverse=True)
    labels = [_label(habit) for habit in habits]
    # Two buttons of one name could not be told apart; the person's own names can.
    named = [habit.name if labels.count(label) > 1 else label for habit, label in zip(habits, labels, strict=True)]
    own = [_tile(habit, label, last_days) for habit, label in zip(habits, named, strict=True)]
    own += [] if share is None else [_answer(share, share.name if KINDS[KIND].label in labels else "", last_days)]
    free = max(TILES - len(own), 0)
    return [*own, *(tile for _, tile in offers[:free])]


def _label(habit: Habit) -> str:
    channel = habit.channel
    said = channel is not None and channel.qualifiers.items() <= habit.click.items()
    return channel.label if channel is not None and said else KINDS[habit.kind].label


def _tile(habit: Habit, label: str, last_days: Mapping[str, date]) -> Tile:
    return Tile(
        label=label,
        kind=habit.kind,
        qualifiers=dict(habit.click),
        fixed=list(habit.click),
        pillar=habit.pillar,
        habit=habit.id,
        last_day=habit.last_day(last_days),
    )


def _answer(share: ShareHabit, name: str, last_days: Mapping[str, date]) -> Tile:
    days = (last_days.get(channel.id) for channel in KINDS[KIND].channels)
    return Tile(
        label=name or KINDS[KIND].label,
        kind=KIND,
        qualifiers={},
        fixed=[],
        pillar=PILLAR,
        habit=share.id,
        last_day=max((day for day in days if day is not None), default=None),
    )


def _offers(
    kinds: Iterable[Kind], habits: Sequence[Habit], last_days: Mapping[str, date], rates: Rates
) -> Iterator[tuple[float, Tile]]:
    # Each with the points of all pillars it has to gain for a minute: none, and so last, where
    # nothing can be done but wait for others.
    for kind in kinds:
        lacks_tool = kind.tool is not None and not any(channel.id in last_days for channel in kind.channels)
        if kind.retired or kind.pillar is None or lacks_tool:
            continue
        for channel in kind.channels:
            if not any(habit.counts(kind.id, channel.qualifiers) for habit in habits):
                tile = Tile(
                    label=channel.label,
                    kind=kind.id,
                    qualifiers=dict(channel.qualifiers),
                    fixed=list(channel.qualifiers),
                    pillar=kind.pillar,
                    habit=None,
                    last_day=last_days.get(channel.id),
                )
                # Rounded, since Python 3.12 sums floats anew: of equals the earlier in the catalogue comes first.
                yield round(sum(gain_per_minute(rates, channel)), 9), tile
