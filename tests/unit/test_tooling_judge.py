"""scripts/judge: what is told of drivers and plans beside a truth that a simulator knows."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

from harness.agent import ROOT
from judge_estimator import Judged, judged, missed, simulator_at, table

SIMULATOR = '''
import numpy as np

FAMILIES = ["follows", "ignores"]
CATALOGUE = [("c", "comment_written", {"depth": "substantive"}), ("v", "profile_viewed", {"via": "search"})]
BURN = 60


class User:
    """Engage follows the comments of four weeks, find the views; or neither does."""

    quantum = 0.01

    def __init__(self, family, seed, days):
        chance = np.random.default_rng(seed)
        self.factor = 8.0 if family == "follows" else 0.0
        pace = np.repeat(chance.gamma(1.0, 1.0, (12, 2)), 30, axis=0)
        self.counts = chance.poisson(pace)
        self.logged = self.counts[BURN:]
        scores = self.score(self.counts)
        self.readings = [
            {"day": day, "scores": scores[BURN + day].round(2).tolist()} for day in range(0, days, 7)
        ]

    def score(self, counts, upto=None):
        sums = np.cumsum(np.vstack([np.zeros((28, 2)), counts]), axis=0)
        rates = (sums[28:] - sums[:-28]) / 4
        scores = np.tile([10.0, 5.0, 4.0, 14.0], (len(counts), 1))
        scores[:, 2] += self.factor * rates[:, 0] / (rates[:, 0] + 8)
        scores[:, 1] += self.factor * rates[:, 1] / (rates[:, 1] + 12)
        return scores

    def contribution(self, day):
        past = self.counts[: BURN + day + 1]
        found = np.zeros((2, 4))
        for row in range(2):
            rest = past.copy()
            rest[-28:, row] = 0
            found[row] = self.score(past)[-1] - self.score(rest)[-1]
        return found
'''


def simulator(folder: Path) -> Path:
    path = folder / "invented.py"
    path.write_text(SIMULATOR, encoding="utf-8")
    return path


def test_who_is_scored_by_what_they_log_is_judged_rightly_and_who_is_not_has_no_driver(tmp_path: Path) -> None:
    """One channel moves each pillar: it is always found; of a score that ignores the log there is nothing to find."""
    invented = simulator_at(simulator(tmp_path))
    follows, ignores = (judged(invented, family, [1]) for family in invented.FAMILIES)
    assert follows.drivers == [True] * len(follows.drivers)
    assert len(follows.drivers) > 4
    (_, driver, *_), (_, held, *_), (_, error, *_), *_ = follows.figures()
    assert (driver, held > 0.5, error < 1) == (1.0, True, True)
    assert ignores.drivers == []
    assert math.isnan(ignores.figures()[2][1])
    lines = list(table([("follows", follows)], follows))
    assert lines[2].startswith("| follows | 1.000 |")
    assert lines[-1].startswith("| wanted | 0.74 to 1.00 |")


def test_a_figure_outside_its_bounds_is_named() -> None:
    """Too many within an 80 % range is as wrong as too few."""
    some = Judged(drivers=[True, False], owed=[True] * 9 + [False], errors=[1.0], nothing=[2.0], effects=[True])
    some.take(Judged(changes=[0.5], same=[1.0], since=[True] * 4 + [False]))
    assert missed(some) == ["the true driver among the first two", "a plan's effect within its 80 % range"]


def test_it_ends_with_an_error_where_a_figure_misses(tmp_path: Path) -> None:
    """So that it can be made part of a check."""
    words = [sys.executable, ROOT / "scripts" / "judge", simulator(tmp_path), "--users", "1"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert "| follows |" in done.stdout
    assert done.returncode == ("Outside the bounds: " in done.stderr)
