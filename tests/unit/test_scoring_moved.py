"""What moved a pillar is told in words that claim no more than is known."""

from __future__ import annotations

from datetime import date

import pytest

from colonnade.catalogue import CHANNELS
from colonnade.model import Mover
from colonnade.scoring.contributions import Contribution, Contributions
from colonnade.scoring.moved import MANY, moved_words, range_words, what_moved


def mover(name: str, mean: float, low: float, high: float) -> Mover:
    return Mover(channel="comment_substantive", kind="comment_written", name=name, mean=mean, low=low, high=high)


COMMENTS = mover("substantive comments", 0.8, 0.2, 1.5)
PRAISE = mover("short praise", 0.7, 0.1, 1.3)
LITTLE = mover("reactions", 0.15, 0.0, 0.3)
UNSURE = mover("substantive comments", 0.8, 0.0, 1.9)
NOTHING = mover("reactions", 0.02, 0.0, 0.04)
MOSTLY = "Probably mostly from substantive comments (+0.8, 0.2 to 1.5)."


@pytest.mark.parametrize(
    ("movers", "chance", "readings", "said"),
    [
        ([], 0.33, 9, "Nothing that may move it was logged in these 28 days."),
        ([COMMENTS], 0.33, 0, "Not known yet: three readings will tell."),
        ([COMMENTS], 0.33, 1, "Not known yet: two more readings will tell."),
        ([COMMENTS], 0.33, 2, "Not known yet: one more reading will tell."),
        ([NOTHING], 0.0, 3, "Hardly anything done in that time shows in it."),
        ([COMMENTS, LITTLE], 0.09, 3, MOSTLY),
        ([COMMENTS, LITTLE], 0.21, 3, f"{MOSTLY} That could also be chance: 21 % of the belief."),
        (
            [COMMENTS, PRAISE, LITTLE],
            0.0,
            3,
            "Probably from substantive comments (+0.8, 0.2 to 1.5) and short praise (+0.7, 0.1 to 1.3).",
        ),
        ([UNSURE], 0.0, 3, "Perhaps from substantive comments (+0.8, 0.0 to 1.9)."),
        (
            [COMMENTS],
            0.62,
            9,
            f"More likely nothing of the log than something (62 %); if something, {range_words(COMMENTS)}.",
        ),
    ],
)
def test_a_sentence_says_what_is_known(movers: list[Mover], chance: float, readings: int, said: str) -> None:
    """Too few readings, too wide a range, and too much chance each take the certainty out of it."""
    assert moved_words(movers, chance, readings, 28) == said


def test_every_channel_has_its_words() -> None:
    """A new row of the catalogue is not forgotten."""
    assert list(MANY) == [channel.id for channel in CHANNELS]


def test_each_pillar_is_told_of_its_own_movers() -> None:
    """With the kind of the channel, in the order they were found."""
    day = date(2026, 11, 20)
    items = [
        Contribution("comment_substantive", "engage", 0.8, 0.2, 1.5),
        Contribution("post_short", "brand", 0.6, 0.3, 0.9),
        Contribution("post_short", "engage", 0.1, 0.0, 0.2),
    ]
    chance = {"brand": 0.05, "find": 0.33, "engage": 0.2, "build": 0.33}
    told = what_moved(Contributions(day, 28, items, chance), 5)  # type: ignore[arg-type]
    assert [(one.pillar, [(each.kind, each.mean) for each in one.items]) for one in told.pillars] == [
        ("brand", [("post_published", 0.6)]),
        ("find", []),
        ("engage", [("comment_written", 0.8), ("post_published", 0.1)]),
        ("build", []),
    ]
    assert told.pillars[0].words == "Probably mostly from posts (+0.6, 0.3 to 0.9)."
    assert (told.day, told.window, told.readings) == (day, 28, 5)
