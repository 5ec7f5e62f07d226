"""What is known of a log, in bytes and back."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pytest

from colonnade.catalogue import CHANNELS
from colonnade.scoring import History, PeriodSpan, ReadingPoint, lessons
from colonnade.scoring.checkpoint import Checkpoint, read, written

DAY = date(2026, 3, 2)
POINTS = [
    ReadingPoint(DAY + timedelta(days=7), 10.1, 8.25, 6.5, 14.0),
    ReadingPoint(DAY + timedelta(days=14), 10.3, None, 6.5, 14.0, 39.0, confirmed=True),
    ReadingPoint(DAY + timedelta(days=21), None, None, None, None, 40.5, 0.5),
]


def checkpoint() -> Checkpoint:
    """A month of a log with a period, and readings of which one misses a pillar and one all."""
    history = History(DAY, np.random.default_rng(5).poisson(0.4, (30, len(CHANNELS))).astype(float))
    periods = [PeriodSpan("unlogged", DAY + timedelta(days=9), DAY + timedelta(days=12))]
    return Checkpoint(history, periods, POINTS, lessons(history, periods, POINTS)[-1])


def test_what_was_written_is_read_to_the_last_bit() -> None:
    """Counts, periods, readings and every number that was learnt; so is what no reading taught yet."""
    one = checkpoint()
    again = read(written(one))
    assert written(again) == written(one)
    assert (again.history.first_day, again.periods, again.points) == (DAY, one.periods, POINTS)
    assert np.array_equal(again.history.counts, one.history.counts)
    assert again.learnt is not None
    assert one.learnt is not None
    assert (again.learnt.first, again.learnt.last, again.learnt.readings) == (POINTS[0], POINTS[-1], 3)
    assert np.array_equal(again.learnt.belief.covariance, one.learnt.belief.covariance)
    assert again.learnt.doubted.dtype == np.bool_
    empty = Checkpoint(History(DAY, np.zeros((0, len(CHANNELS)))), [], [], None)
    assert written(read(written(empty))) == written(empty)
    assert read(written(empty)).learnt is None


def test_what_was_learnt_from_a_checkpoint_goes_on_as_if_it_had_never_been_written() -> None:
    """The next reading teaches the same, bit for bit."""
    one = checkpoint()
    more = [*POINTS, ReadingPoint(DAY + timedelta(days=28), 10.5, 8.0, 6.5, 14.5)]
    again = read(written(one))
    assert again.learnt is not None
    (*_, continued), (*_, anew) = (
        lessons(one.history, one.periods, more, [again.learnt]),
        lessons(one.history, one.periods, more),
    )
    both = [written(Checkpoint(one.history, one.periods, more, learnt)) for learnt in (continued, anew)]
    assert both[0] == both[1]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body: body[:0],
        lambda body: body[:-9],
        lambda body: body[:40] + bytes([body[40] ^ 1]) + body[41:],
        lambda body: zlib.compress(body[:5]),
        lambda body: zlib.compress(zlib.decompress(body)[:-8]),
        lambda body: zlib.compress(zlib.decompress(body) + bytes(8)),
        lambda body: zlib.compress(zlib.decompress(body).replace(b'"points"', b'"pOints"')),
        lambda body: zlib.compress(zlib.decompress(body).replace(b'"brand"', b'"brant"', 1)),
    ],
)
def test_what_is_no_checkpoint_is_said_to_be_none(spoil: Callable[[bytes], bytes]) -> None:
    """Cut off, a bit tipped over, of other numbers or of another form."""
    with pytest.raises(ValueError, match="no checkpoint"):
        read(spoil(written(checkpoint())))
