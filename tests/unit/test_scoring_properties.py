"""What holds of every log: more is never less, order plays no part, and what is kept is what a rebuild gives."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from colonnade.catalogue import CHANNELS, KINDS, PILLARS
from colonnade.model import DayCount, Estimate
from colonnade.scoring import History, PeriodSpan, ReadingPoint, estimate, estimates, history_of, lessons
from colonnade.scoring.ledger import STATION

DAY = date(2026, 3, 2)
DAYS = 70
PILLAR_OF = [(kind.id, kind.pillar, channel) for kind in KINDS.values() for channel in kind.channels]

chances = st.integers(0, 10**9).map(np.random.default_rng)


def log_of(chance: np.random.Generator) -> History:
    """Two months of a lively log with empty days among the others, each channel at a pace of its own."""
    pace = chance.gamma(0.5, 0.4, len(CHANNELS)) * (chance.random(len(CHANNELS)) < 0.6)
    counts = chance.poisson(pace, (DAYS, len(CHANNELS))).astype(float)
    counts[chance.random(DAYS) < 0.15] = 0.0
    counts[0, 0] = 1.0  # a log begins with its first activity
    return History(DAY, counts)


def readings_of(chance: np.random.Generator, number: int) -> list[ReadingPoint]:
    """Readings of a score that wanders, and sometimes leaps, in the first six weeks; some of them before the log."""
    scores = chance.uniform(3, 20, 4)
    points = []
    for day in np.sort(chance.choice(np.arange(-10, 42), number, replace=False)).tolist():
        leap = chance.normal(0, 5, 4) * (chance.random(4) < 0.1)
        scores = np.clip(scores + chance.normal(0, 0.5, 4) * (chance.random(4) < 0.6) + leap, 0, 25)
        points.append(ReadingPoint(DAY + timedelta(days=day), *scores.round(2).tolist()))
    return points


def mean(answer: Estimate, pillar: str) -> float:
    found: float = getattr(answer.pillars, pillar).mean
    return found


@settings(deadline=None, max_examples=60)
@given(chance=chances, data=st.data())
def test_one_more_activity_after_the_last_reading_never_lowers_its_own_pillar(
    chance: np.random.Generator, data: st.DataObject
) -> None:
    """Of any kind, on any day since, on a filled gap too, within an unlogged period or not, asked on any later day."""
    history, readings = log_of(chance), readings_of(chance, data.draw(st.integers(1, 9)))
    last = max(reading.day for reading in readings)
    asked = max(last, DAY) + timedelta(days=data.draw(st.integers(0, 40)))
    done = data.draw(st.integers(0, max((asked - last).days - 1, 0)))
    place = data.draw(st.integers(0, len(PILLAR_OF) - 1))
    unlogged = PeriodSpan("unlogged", DAY + timedelta(days=45), DAY + timedelta(days=50))
    periods = [unlogged] * data.draw(st.integers(0, 1))
    row = (last - DAY).days + 1 + done
    begun = min(row, 0)
    counts = np.zeros((max(DAYS, row + 1) - begun, len(CHANNELS)))
    counts[-begun : DAYS - begun] = history.counts
    counts[row - begun, place] += data.draw(st.integers(1, 3))
    more = History(DAY + timedelta(days=begun), counts)
    _, pillar, _ = PILLAR_OF[place]
    assert pillar is not None
    before, after = (estimate(one, periods, readings, asked) for one in (history, more))
    assert mean(after, pillar) >= mean(before, pillar)


@settings(deadline=None, max_examples=30)
@given(chance=chances, number=st.integers(0, 12), days=st.integers(-20, 200))
def test_bands_hold_the_number_and_stay_within_the_scale(chance: np.random.Generator, number: int, days: int) -> None:
    """Of every pillar and the total, on any day."""
    answer = estimate(log_of(chance), [], readings_of(chance, number), DAY + timedelta(days=days))
    for believed, limit in [*((getattr(answer.pillars, pillar), 25) for pillar in PILLARS), (answer.total, 100)]:
        for low, high in believed.bands.values():
            assert 0 <= low <= believed.mean <= high <= limit


@settings(deadline=None, max_examples=20)
@given(chance=chances, number=st.integers(0, 9))
def test_merging_two_logs_is_the_merged_log_and_amending_back_and_forth_changes_nothing(
    chance: np.random.Generator, number: int
) -> None:
    """To the last bit: the estimate knows what was done, and not how it came to be known."""
    history, readings = log_of(chance), readings_of(chance, number)
    counts = [
        DayCount(
            day=DAY + timedelta(days=int(row)),
            kind=PILLAR_OF[column][0],
            qualifiers=dict(PILLAR_OF[column][2].qualifiers),
            count=int(history.counts[row, column]),
        )
        for row, column in np.argwhere(history.counts > 0)
    ]
    half = chance.random(len(counts)) < 0.5
    there = [one for one, ours in zip(counts, half, strict=True) if not ours]
    here = [one for one, ours in zip(counts, half, strict=True) if ours]
    day = DAY + timedelta(days=60)
    merged = estimate(history_of([*there, *here], date.max), [], readings[::-1], day).model_dump_json()
    assert merged == estimate(history_of(counts, date.max), [], readings, day).model_dump_json()
    changed = history_of(counts, date.max).with_days({DAY + timedelta(days=30): []})
    restored = changed.with_days({DAY + timedelta(days=30): [one for one in counts if (one.day - DAY).days == 30]})
    assert merged == estimate(restored, [], readings, day).model_dump_json()


def test_what_was_kept_is_what_a_rebuild_gives_to_the_last_bit() -> None:
    """Three stations on, each reading told one by one to what was kept, or all at once: every array is equal."""
    chance = np.random.default_rng(11)
    counts = chance.poisson(0.2, (500, len(CHANNELS))).astype(float)
    history = History(DAY, counts)
    periods = [PeriodSpan("unlogged", DAY + timedelta(days=100), DAY + timedelta(days=120))]
    points = [
        ReadingPoint(DAY + timedelta(days=6 * number), *chance.uniform(4, 20, 4).round(2).tolist())
        for number in range(2 * STATION + 4)
    ]
    kept = lessons(history, periods, points[:5])
    for number in range(6, len(points) + 1):
        kept = lessons(history, periods, points[:number], kept)
    rebuilt = lessons(history, periods, points)
    assert [one.readings for one in kept] == [one.readings for one in rebuilt] == [STATION, 2 * STATION, len(points)]
    for ours, theirs in zip(kept, rebuilt, strict=True):
        assert np.array_equal(ours.belief.mean, theirs.belief.mean)
        assert np.array_equal(ours.belief.covariance, theirs.belief.covariance)
        assert np.array_equal(ours.trust.evidence, theirs.trust.evidence)
        assert np.array_equal(ours.repeats.last, theirs.repeats.last)
    days = [DAY + timedelta(days=day) for day in range(5, 500, 45)]
    assert estimates(history, periods, points, days, kept) == [estimate(history, periods, points, day) for day in days]


def test_only_the_total_read_moves_every_pillar_and_leaves_it_wide() -> None:
    """Ten points more in all: each pillar a part of it, none surer than a reading of its own would make it."""
    known = [ReadingPoint(DAY + timedelta(days=7 * week), 9.0, 5.0, 6.0, 14.0) for week in range(2)]
    day = DAY + timedelta(days=60)

    def asked(*scores: float | None, total: float | None = None) -> Estimate:
        last = ReadingPoint(DAY + timedelta(days=59), *scores, total=total)
        return estimate(history_of([], day), [], [*known, last], day)

    nothing: tuple[float | None, ...] = (None,) * 4
    plain, total, whole = asked(*nothing), asked(*nothing, total=44.0), asked(11.5, 7.5, 8.5, 16.5)
    for pillar in PILLARS:
        assert mean(plain, pillar) < mean(total, pillar)
    assert plain.total.mean + 1 < total.total.mean
    low, high = (one.pillars.find.bands["80"] for one in (total, whole))
    assert high[1] - high[0] < low[1] - low[0]


def test_a_pillar_that_was_read_is_known_though_the_others_were_not() -> None:
    """One number is enough for one pillar; the others stay as they were."""
    day = DAY + timedelta(days=1)
    one = estimate(history_of([], day), [], [ReadingPoint(DAY, 20.0, None, None, None)], day)
    none = estimate(history_of([], day), [], [], day)
    assert abs(mean(one, "brand") - 20) < 0.2
    assert [abs(mean(one, pillar) - mean(none, pillar)) < 0.6 for pillar in PILLARS[1:]] == [True] * 3
