"""How well drivers, plans and changes are told of invented people, whose simulator knows the truth."""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from colonnade.catalogue import CHANNELS, PILLARS, channel_of
from colonnade.scoring import SPAN, History, ReadingPoint, change_since, contributions, forecast
from colonnade.scoring.memory import COLUMN, STOCK

FIRST = date(2026, 1, 1)
DAYS = 300
ASKED = (60, 120, 180, 240)
AHEAD = 21
PLAN = {
    "comment_substantive": 10.0,
    "view_search": 15.0,
    "post_short": 3.0,
    "request_note": 3.0,
    "message_follow_up": 1.0,
}
"""The solo routine's clicks a week, beside doing nothing."""
WORTH = 0.3
"""A pillar has a driver where one channel holds so many points."""
ROUNDING = 0.005


@dataclass
class Judged:
    """What was told beside what is so, of some people; each number is one that was told."""

    drivers: list[bool] = field(default_factory=list)
    owed: list[bool] = field(default_factory=list)
    errors: list[float] = field(default_factory=list)
    nothing: list[float] = field(default_factory=list)
    effects: list[bool] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)
    same: list[float] = field(default_factory=list)
    since: list[bool] = field(default_factory=list)

    def take(self, other: Judged) -> None:
        """Add those of other people."""
        for name, known in vars(self).items():
            known.extend(getattr(other, name))

    def figures(self) -> list[tuple[str, float, float, float]]:
        """Each figure with its name and the bounds it is held to."""
        return [
            ("the true driver among the first two", _share(self.drivers, [1.0] * len(self.drivers)), 0.74, 1.0),
            ("points owed within their 80 % range", _share(self.owed, [1.0] * len(self.owed)), 0.75, 0.90),
            ("a plan's error beside saying nothing", _share(self.errors, self.nothing), 0.0, 0.73),
            ("a plan's effect within its 80 % range", _share(self.effects, [1.0] * len(self.effects)), 0.75, 0.90),
            ("a change's error beside saying nothing", _share(self.changes, self.same), 0.0, 0.85),
            ("what a change owes within its 80 % range", _share(self.since, [1.0] * len(self.since)), 0.75, 0.90),
        ]


def _share(errors: Sequence[float], nothing: Sequence[float]) -> float:
    """How large the one is beside the other: no number where nothing was to be said, as of who is scored by nothing."""
    return sum(errors) / sum(nothing) if any(nothing) else math.nan


def simulator_at(path: Path) -> Any:
    """The simulator: FAMILIES, CATALOGUE (id, kind, qualifiers, …), BURN, and User(family, seed, days).

    A user has `counts` and `logged` (days, rows of the catalogue; the first begin BURN days earlier), `readings`,
    `quantum`, `contribution(day)` (rows, pillars) and `score(counts, upto)` (days, pillars).
    """
    spec = importlib.util.spec_from_file_location("simulator", path)
    if spec is None or spec.loader is None:
        raise ValueError("no Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(simulator: Any, family: str, seeds: Sequence[int]) -> Judged:
    """What is told of one family."""
    rows = [_column(kind, qualifiers) for _, kind, qualifiers, *_ in simulator.CATALOGUE]
    found = Judged()
    for seed in seeds:
        user = simulator.User(family, seed, DAYS)
        history, points = _known(user, rows)
        for day in ASKED:
            _judge_drivers(user, rows, history, points, day, found)
            _judge_plan(user, rows, history, points, day, simulator.BURN, found)
            _judge_change(user, rows, history, points, day, simulator.BURN, found)
    return found


def _column(kind: str, qualifiers: dict[str, Any]) -> int:
    channel = channel_of(kind, qualifiers)
    if channel is None:
        raise ValueError(f"{kind} moves no pillar here")
    return COLUMN[channel.id]


def _known(user: Any, rows: Sequence[int]) -> tuple[History, list[ReadingPoint]]:
    counts = np.zeros((DAYS, len(CHANNELS)))
    for place, column in enumerate(rows):
        counts[:, column] += user.logged[:, place]
    begun = int(np.flatnonzero(counts.any(axis=1))[0])
    points = []
    for one in user.readings:
        brand, find, engage, build = one["scores"]
        day = FIRST + timedelta(days=one["day"])
        points.append(ReadingPoint(day, brand, find, engage, build, quantum=user.quantum))
    return History(FIRST + timedelta(days=begun), counts[begun:]), points


def _judge_drivers(
    user: Any, rows: Sequence[int], history: History, points: list[ReadingPoint], day: int, found: Judged
) -> None:
    items = contributions(history, [], points, FIRST + timedelta(days=day)).items
    truth = user.contribution(day)
    for place, pillar in enumerate(PILLARS):
        told = {COLUMN[one.channel]: one for one in items if one.pillar == pillar}
        for row, column in enumerate(rows):
            if (one := told.get(column)) is not None:
                found.owed.append(bool(one.low - ROUNDING <= truth[row, place] <= one.high + ROUNDING))
        if truth[:, place].max() > WORTH:
            found.drivers.append(rows[int(truth[:, place].argmax())] in list(told)[:2])


def _judge_plan(
    user: Any, rows: Sequence[int], history: History, points: list[ReadingPoint], day: int, burn: int, found: Judged
) -> None:
    told = forecast(history, [], points, FIRST + timedelta(days=day), PLAN, AHEAD // 7, against={})[-1].effects
    planned = np.array([PLAN.get(CHANNELS[column].id, 0.0) / 7 for column in rows])
    past = user.counts[: burn + day + 1]
    with_it, without = (
        user.score(np.vstack([past, np.tile(pace, (AHEAD, 1))]), upto=0)[-1] for pace in (planned, 0 * planned)
    )
    for place, pillar in enumerate(PILLARS):
        truth, one = float(with_it[place] - without[place]), told[pillar]
        found.errors.append(abs(one.mean - truth))
        found.nothing.append(abs(truth))
        found.effects.append(one.low - ROUNDING <= truth <= one.high + ROUNDING)


def _judge_change(
    user: Any, rows: Sequence[int], history: History, points: list[ReadingPoint], day: int, burn: int, found: Judged
) -> None:
    until = FIRST + timedelta(days=day) + SPAN - timedelta(days=1)
    told = change_since(history, [], points, FIRST + timedelta(days=day), until).effects
    begun = burn + day
    actual = user.counts[: begun + SPAN.days].astype(float)
    usual = actual[begun - SPAN.days : begun].mean(axis=0)
    without = actual.copy()
    without[begun:] = np.where(STOCK[list(rows)], actual[begun:], usual)
    truths = user.score(actual, upto=0)[-1] - user.score(without, upto=0)[-1]
    for truth, one in zip(truths.tolist(), (told[pillar] for pillar in PILLARS), strict=True):
        found.changes.append(abs(one.mean - truth))
        found.same.append(abs(truth))
        found.since.append(one.low - ROUNDING <= truth <= one.high + ROUNDING)


def table(parts: Sequence[tuple[str, Judged]], whole: Judged) -> Iterator[str]:
    """A Markdown table of every family and all of them, with the bounds that all of them are held to."""
    names = [name for name, *_ in whole.figures()]
    yield f"| who | {' | '.join(names)} |"
    yield f"|{'---|' * (len(names) + 1)}"
    for who, part in [*parts, ("all", whole)]:
        yield f"| {who} | {' | '.join(f'{value:.3f}' for _, value, *_ in part.figures())} |"
    yield f"| wanted | {' | '.join(f'{low:.2f} to {high:.2f}' for _, _, low, high in whole.figures())} |"


def missed(whole: Judged) -> list[str]:
    """The names of the figures that lie outside their bounds."""
    return [name for name, value, low, high in whole.figures() if not low <= value <= high]
