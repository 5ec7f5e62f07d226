"""How far members are believed, what is doubted, and which number is shown."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colonnade.scoring.doubt import judged
from colonnade.scoring.members import HEEDING, MEMBERS
from colonnade.scoring.point import Repeats, never_read, points
from colonnade.scoring.trust import FLOOR, blended, no_trust_yet

ALL = np.ones(4, dtype=bool)
NONE = np.zeros(4, dtype=bool)
ONES = np.ones((MEMBERS, 4))


def test_before_any_evidence_a_third_of_belief_ignores_the_log() -> None:
    """.67 for the members that heed it, alike; .33 for the four that do not."""
    weights = no_trust_yet().weights()
    assert weights.sum(axis=0) == pytest.approx(1)
    assert weights[HEEDING:].sum(axis=0) == pytest.approx(0.33)
    assert np.ptp(weights[:HEEDING]) == 0


def test_the_first_reading_says_nothing_about_the_members() -> None:
    """It is what the level is learnt from; how far off it was is no merit of a memory."""
    errors = np.arange(MEMBERS, dtype=float)[:, None] * np.ones(4)
    first = no_trust_yet().told(errors, ONES, np.ones(4), ALL)
    assert not first.evidence.any()
    assert first.told(errors, ONES, np.ones(4), ALL).evidence[0].tolist() == [0.0] * 4


def test_a_member_that_forecasts_well_is_believed_more_in_every_pillar() -> None:
    """Most where it was right, and a little in the others; none ever falls below the floor."""
    errors = np.full((MEMBERS, 4), 3.0)
    errors[7, 2] = 0.0
    trust = no_trust_yet()
    for _ in range(40):
        trust = trust.told(errors, ONES, np.full(4, 9.0), ALL)
    weights = trust.weights()
    assert weights[7, 2] > 0.9
    assert weights[8, 0] < weights[7, 0] < weights[7, 2]
    assert trust.evidence.min() >= FLOOR


def test_what_was_not_read_teaches_nothing() -> None:
    """A pillar that a reading misses keeps its evidence and its surprises."""
    only = np.array([True, False, True, False])
    trust = no_trust_yet().told(ONES, ONES, np.ones(4), ALL)
    after = trust.told(np.arange(MEMBERS)[:, None] * np.ones(4), ONES, np.full(4, 9.0), only)
    assert after.heard.tolist() == [2, 1, 2, 1]
    assert after.surprise.tolist() == [10, 1, 10, 1]
    assert not after.evidence[:, 1].any()


@pytest.mark.parametrize(
    ("square", "readings", "expected"),
    [(1.0, 0, 1.0), (0.0, 5, 0.5), (0.0, 100, 0.3), (4.0, 5, 2.5), (1e6, 5, (5 + 80) / 10)],
)
def test_surprises_widen_and_good_forecasts_narrow(square: float, readings: int, expected: float) -> None:
    """`(5 + Σ min(z², 16)) / (5 + n)`, and .3 at least."""
    trust = no_trust_yet()
    for _ in range(readings):
        trust = trust.told(ONES, ONES, np.full(4, square), ALL)
    assert trust.honesty() == pytest.approx([expected] * 4)


def test_a_blend_is_as_wide_as_its_members_and_their_differences() -> None:
    """Half at 2 ± 1 and half at 6 ± 1: 4, with a variance of 1 + 4."""
    mean, variance = blended(np.full((2, 1), 0.5), np.array([[2.0], [6.0]]), np.ones((2, 1)))
    assert (mean.tolist(), variance.tolist()) == ([4.0], [5.0])


@pytest.mark.parametrize(
    ("error", "square", "since", "doubted", "heard", "confirmed", "jump", "noise", "doubt", "asked"),
    [
        (4.0, 20.0, 4.0, False, 3, False, 0.0, 0.0, False, False),
        (4.0, 21.0, 4.0, False, 3, False, 0.8 * 16, 0.2 * 16, True, False),
        (-5.0, 21.0, -5.0, False, 3, False, 0.8 * 25, 0.2 * 25, True, False),
        (6.0, 21.0, 6.0, False, 3, False, 0.0, 0.5 * 36, True, True),
        (6.0, 21.0, 6.0, False, 0, False, 0.0, 0.0, False, False),
        (6.0, 21.0, 6.0, False, 3, True, 36.0, 0.0, False, False),
        (3.0, 2.3, 0.5, True, 4, False, 9.0, 0.0, False, False),
        (3.0, 2.2, 0.5, True, 4, False, 0.0, 0.0, False, False),
        (3.0, 2.3, 2.2, True, 4, False, 0.0, 0.0, False, False),
        (-6.0, 30.0, -6.0, True, 4, False, 0.0, 18.0, True, True),
    ],
    ids=[
        "odd, yet not too odd",
        "a step, perhaps",
        "a step down, perhaps",
        "a slip, perhaps",
        "the first",
        "confirmed by the person",
        "confirmed by the next",
        "the next is no longer odd",
        "the next is elsewhere",
        "back from a slip",
    ],
)
def test_what_is_made_of_an_odd_reading(
    error: float,
    square: float,
    since: float,
    doubted: bool,
    heard: int,
    confirmed: bool,
    jump: float,
    noise: float,
    doubt: bool,
    asked: bool,
) -> None:
    """Errors in points, squares in honest variances."""
    found = judged(
        np.full(1, error),
        np.full(1, square),
        np.full(1, since),
        np.full(1, doubted),
        np.full(1, heard),
        confirmed=confirmed,
    )
    assert (found.jumps[0], found.noises[0]) == pytest.approx((jump, noise))
    assert (found.doubted[0], found.asked[0]) == (doubt, asked)


def shown(mean: float, sd: float, last: float, spike: float, quantum: float = 0.001) -> float:
    one = np.ones((1, 1))
    return float(points(one, mean * one, sd * one, np.array([last]), np.array([spike]), quantum)[0])


@pytest.mark.parametrize(
    ("mean", "last", "spike", "expected"),
    [
        (10.0, 9.9, 0.0, 10.0),
        (10.0, 9.9, 0.2, 9.9),
        (10.0, 7.0, 0.2, 10 - 0.3186),
        (10.0, 13.0, 0.2, 10 + 0.3186),
        (10.0, 0.0, 0.5, 0.0),
        (10.0, 7.0, 0.9, 7.0),
        (40.0, 7.0, 0.0, 25.0),
    ],
)
def test_the_number_shown_is_the_median_with_a_spike_at_the_last_score(
    mean: float, last: float, spike: float, expected: float
) -> None:
    """With half the belief on the last score it stays; with a fifth, it is a quantile of 3/8 or 5/8 when far off."""
    assert shown(mean, 1.0, last, spike) == pytest.approx(expected, abs=1e-3)


def test_the_number_goes_on_towards_what_can_be_read() -> None:
    """Of whole points, 10.4 is shown as 10.24 and 10.6 as 10.76; of thousandths both stay."""
    assert [shown(mean, 1.0, 10.0, 0.0, 1.0) for mean in (10.4, 10.6)] == pytest.approx([10.24, 10.76])
    assert shown(10.4, 1.0, 10.0, 0.0) == pytest.approx(10.4)


@settings(deadline=None, max_examples=60)
@given(data=st.data(), quantum=st.sampled_from([1.0, 0.1, 0.001]))
def test_whatever_raises_a_mean_raises_no_number_less(data: st.DataObject, quantum: float) -> None:
    """Any mixture, any spike: a member that expects more never lowers the number."""
    chance = np.random.default_rng(data.draw(st.integers(0, 10**6)))
    weights = chance.dirichlet(np.full(7, 0.4), size=4).T
    means, sds = chance.uniform(0, 25, (7, 4)), chance.uniform(0.01, 4, (7, 4))
    last, spike = chance.uniform(0, 25, 4), chance.uniform(0, 0.95, 4)
    more = means + chance.exponential(1, (7, 4)) * (chance.random((7, 4)) < 0.4)
    before, after = (points(weights, one, sds, last, spike, quantum) for one in (means, more))
    assert (after >= before - 1e-9).all()


def test_repeats_are_counted_by_pair_and_fade() -> None:
    """Three readings, two pairs; the first pair counts .97 when the second comes."""
    repeats = never_read()
    for day, score in ((1, 5.0), (8, 5.0), (15, 6.0)):
        repeats = repeats.told(np.full(4, score), day, ALL)
    assert repeats.same.tolist() == [0.97] * 4
    assert repeats.pairs.tolist() == [1.97] * 4
    assert repeats.told(np.full(4, 9.0), 20, NONE).last.tolist() == [6.0] * 4


def test_a_score_that_often_repeats_is_expected_to_stand() -> None:
    """More after many repeats, less from day to day, and not at all before any reading."""
    often = Repeats(np.full(4, 5.0), np.full(4, 100.0), np.full(4, 9.0), np.full(4, 10.0))
    seldom = Repeats(np.full(4, 5.0), np.full(4, 100.0), np.zeros(4), np.full(4, 10.0))
    assert (often.spike(107, 7.0, 0.01) > 3 * seldom.spike(107, 7.0, 0.01)).all()
    assert (often.spike(101, 7.0, 0.01) > often.spike(121, 7.0, 0.01)).all()
    assert (often.spike(101, 7.0, 0.01) > often.spike(101, 7.0, 1.0)).all()
    assert never_read().spike(1, 7.0, 0.01).tolist() == [0.0] * 4
