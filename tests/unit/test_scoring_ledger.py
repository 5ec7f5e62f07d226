"""The estimate: what moves it, what does not, and how wide it is."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colonnade.catalogue import CHANNELS, KINDS, PILLARS, Channel
from colonnade.model import DayCount, Estimate
from colonnade.scoring import PeriodSpan, ReadingPoint, estimate, estimates, history_of, in_order, lessons
from colonnade.scoring.ledger import STATION

DAY = date(2026, 3, 2)
KIND_OF = {channel.id: kind.id for kind in KINDS.values() for channel in kind.channels}

offsets = st.integers(0, 90)
activities = st.lists(
    st.tuples(offsets, st.sampled_from(CHANNELS), st.integers(1, 1000)).map(lambda a: did(a[0], a[1], a[2])),
    max_size=12,
)
scores = st.floats(0, 25).map(lambda score: round(score, 2))
readings_ = st.lists(
    st.builds(ReadingPoint, offsets.map(lambda days: DAY + timedelta(days=days)), scores, scores, scores, scores),
    max_size=6,
)


def did(days: int, channel: Channel, number: int = 1) -> DayCount:
    return DayCount(
        day=DAY + timedelta(days=days), kind=KIND_OF[channel.id], qualifiers=dict(channel.qualifiers), count=number
    )


def asked(
    counts: list[DayCount],
    readings: list[ReadingPoint] | None = None,
    days: int = 0,
    periods: list[PeriodSpan] | None = None,
) -> Estimate:
    day = DAY + timedelta(days=days)
    return estimate(history_of(counts, DAY + timedelta(days=400)), periods or [], readings or [], day)


def means(answer: Estimate) -> dict[str, float]:
    return {pillar: getattr(answer.pillars, pillar).mean for pillar in PILLARS}


def width(answer: Estimate, pillar: str = "build") -> float:
    low, high = getattr(answer.pillars, pillar).bands["80"]
    return float(high - low)


COMMENT = next(channel for channel in CHANNELS if channel.id == "comment_substantive")
ROUTINE = [
    did(days, channel, 2)
    for days in range(60)
    for channel in CHANNELS
    if channel.id in ("comment_substantive", "view_search", "post_short", "request_note")
]


def test_an_empty_log_shows_someone_who_does_nothing_and_a_wide_range() -> None:
    """A point above the base, for who may do things that are not logged, and about 14 points between the ends."""
    answer = asked([])
    assert answer.basis == "prior"
    assert means(answer) == {"brand": 9.99, "find": 4.99, "engage": 3.49, "build": 13.99}
    assert answer.total.mean == 32.46
    assert 12 < width(answer) < 16


def test_a_routine_without_a_reading_is_known_to_about_fourteen_points() -> None:
    """No click tells where someone started: the range stays wide until the first reading."""
    answer = asked(ROUTINE, days=59)
    assert answer.basis == "prior"
    assert all(13 < width(answer, pillar) < 24 for pillar in PILLARS)


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.id)
@pytest.mark.parametrize(("log", "most"), [([], 2.5), (ROUTINE, 1.0)], ids=["first click", "amid a routine"])
def test_one_click_moves_its_own_pillars_a_little_and_no_other(
    log: list[DayCount], most: float, channel: Channel
) -> None:
    """Up where the catalogue has points for it and nowhere else; the first click ever says most."""
    before, after = means(asked(log, days=60)), means(asked([*log, did(60, channel)], days=60))
    for pillar, points in zip(PILLARS, channel.points, strict=True):
        moved = after[pillar] - before[pillar]
        assert (0 < moved < most) if points else moved == 0, pillar


@pytest.mark.parametrize("number", [1, 2])
def test_one_click_moves_the_estimate_after_readings_too(number: int) -> None:
    """With one or two readings the day after is a little higher in engage when comments were written."""
    readings = [ReadingPoint(DAY + timedelta(days=59 - 7 * back), 12.1, 6.0, 10.4, 15.8) for back in range(number)]
    idle = means(asked(ROUTINE, readings, days=60))["engage"]
    after = means(asked([*ROUTINE, did(60, COMMENT, 3)], readings, days=60))["engage"]
    assert 0 < after - idle < 0.5


@pytest.mark.parametrize(("number", "basis"), [(0, "prior"), (1, "reading"), (2, "ledger"), (9, "ledger")])
def test_the_basis_says_how_many_readings_the_estimate_rests_on(number: int, basis: str) -> None:
    """None, one, or more; those still to come do not count."""
    past = [ReadingPoint(DAY - timedelta(days=7 * back), 12.1, 6.0, 10.4, 15.8) for back in range(number)]
    tomorrow = ReadingPoint(DAY + timedelta(days=1), 1.0, 1.0, 1.0, 1.0)
    assert asked([], [*past, tomorrow]).basis == basis


def test_on_the_day_of_a_reading_the_estimate_is_the_reading() -> None:
    """Within a tenth of a point, and known to less than half a point."""
    answer = asked(ROUTINE, [ReadingPoint(DAY + timedelta(days=59), 12.1, 6.02, 10.4, 15.83)], days=59)
    assert means(answer) == pytest.approx({"brand": 12.1, "find": 6.02, "engage": 10.4, "build": 15.83}, abs=0.1)
    assert all(width(answer, pillar) < 0.5 for pillar in PILLARS)


def test_a_reading_is_believed_less_from_day_to_day() -> None:
    """The range grows from the reading on, without a log too, and stays below what it was without one."""
    alone = [width(asked([], [ReadingPoint(DAY, 12.1, 6.02, 10.4, 15.83)], days=days)) for days in (0, 1, 9, 99)]
    assert alone == sorted(set(alone))
    assert alone[-1] < width(asked([]))
    reading = [ReadingPoint(DAY + timedelta(days=59), 12.1, 6.02, 10.4, 15.83)]
    widths = [width(asked(ROUTINE, reading, days=days)) for days in (59, 60, 66, 90, 180)]
    assert widths == sorted(set(widths))
    assert widths[-1] < width(asked(ROUTINE, days=180))


@pytest.mark.parametrize(
    ("typed", "step"),
    [
        ((12.0, 6.0, 10.0, 16.0), 1.0),
        ((12.0, 6.0, 10.0, 16.1), 0.1),
        ((12.1, 6.29, 10.0, 16.0), 0.01),
        ((12.1, 6.294, 10.0, 16.0), 0.001),
        ((0.1 + 0.2, 0.0, 0.0, 25.0), 0.1),
    ],
)
def test_a_reading_is_as_fine_as_its_finest_number(typed: tuple[float, float, float, float], step: float) -> None:
    """Who typed one decimal anywhere did not round to whole points."""
    assert ReadingPoint(DAY, *typed).step == step


def test_whole_points_are_believed_less_than_hundredths() -> None:
    """A reading typed as 12, 6, 10, 16 may have been half a point off."""
    whole, exact = (
        asked([], [ReadingPoint(DAY, *typed)]) for typed in ((12.0, 6.0, 10.0, 16.0), (12.01, 6.02, 10.03, 16.04))
    )
    assert width(whole) > 2 * width(exact)


def test_a_reading_at_the_cap_keeps_the_estimate_at_the_cap() -> None:
    """25 of 25 is believed, and nothing above it is shown."""
    answer = asked(ROUTINE, [ReadingPoint(DAY + timedelta(days=days), 25.0, 25.0, 25.0, 25.0) for days in (50, 59)], 59)
    assert means(answer) == pytest.approx(dict.fromkeys(PILLARS, 25.0), abs=0.1)
    assert answer.total.bands["95"][1] <= 100


def test_a_reading_far_from_the_one_before_is_doubted_and_not_thrown_away() -> None:
    """Ten points off: the first is believed until the person stands by the second, and the range says so."""
    low, high = ReadingPoint(DAY, 5.0, 5.0, 5.0, 5.0), ReadingPoint(DAY, 15.0, 15.0, 15.0, 15.0)
    day, answer = DAY + timedelta(days=60), asked([], [low, high], days=60)
    assert all(4.5 < mean < 10 for mean in means(answer).values())
    assert width(answer) > 1.5 * width(asked([], [low, low], days=60))
    confirmed = replace(high, confirmed=True)
    assert all(mean > 14 for mean in means(estimate(history_of([], day), [], [low, confirmed], day)).values())


@settings(deadline=None)
@given(counts=activities, readings=readings_, days=offsets)
def test_what_comes_after_the_day_changes_nothing(
    counts: list[DayCount], readings: list[ReadingPoint], days: int
) -> None:
    """Activities and readings of later days are not known yet."""
    day = DAY + timedelta(days=days)
    then = asked([count for count in counts if count.day <= day], [r for r in readings if r.day <= day], days)
    assert asked(counts, readings, days) == then


@settings(deadline=None)
@given(data=st.data(), counts=activities, readings=readings_, days=offsets)
def test_the_same_log_in_another_order_gives_the_same_bytes(
    data: st.DataObject, counts: list[DayCount], readings: list[ReadingPoint], days: int
) -> None:
    """Order of arrival is no part of what happened."""
    shuffled = asked(data.draw(st.permutations(counts)), data.draw(st.permutations(readings)), days)
    assert shuffled.model_dump_json() == asked(counts, readings, days).model_dump_json()


@settings(deadline=None)
@given(counts=activities, readings=readings_, days=st.integers(-400, 4000))
def test_whatever_was_logged_the_answer_is_whole(
    counts: list[DayCount], readings: list[ReadingPoint], days: int
) -> None:
    """Before, within and long after the log: within the limits, with every band around its mean."""
    answer = asked(counts, readings, days)
    rows = [(getattr(answer.pillars, pillar), 25.0) for pillar in PILLARS]
    for believed, limit in [*rows, (answer.total, 100.0)]:
        lows = [believed.bands[level][0] for level in ("95", "80", "50")]
        highs = [believed.bands[level][1] for level in ("50", "80", "95")]
        row = [0.0, *lows, believed.mean, *highs, limit]
        assert row == sorted(row)


def test_the_score_may_fall_while_away_and_holds_while_unlogged() -> None:
    """A month away lowers what the routine earned; a month unlogged leaves it and widens the range."""
    month = (DAY + timedelta(days=60), DAY + timedelta(days=90))
    away = asked(ROUTINE, days=90, periods=[PeriodSpan("away", *month)])
    unlogged = asked(ROUTINE, days=90, periods=[PeriodSpan("unlogged", *month)])
    at_start = asked(ROUTINE, days=59)
    for pillar in PILLARS:
        assert means(away)[pillar] < means(at_start)[pillar] - 0.25
        assert means(unlogged)[pillar] == pytest.approx(means(at_start)[pillar], abs=0.01)
        assert width(unlogged, pillar) > width(at_start, pillar)


def test_a_plan_carried_out_after_a_reading_is_no_habit_from_before_the_log() -> None:
    """The log began on the day of the reading: what follows it must not explain the reading."""
    reading = [ReadingPoint(DAY - timedelta(days=1), 9.0, 4.0, 6.0, 13.0)]
    busy = asked([did(days, COMMENT, 5) for days in range(21)], reading, days=21)
    assert means(busy)["engage"] > 6.3


def test_five_hundred_readings_over_ten_years_take_well_under_a_second() -> None:
    """Measured in the time of this process alone."""
    counts = [did(days, COMMENT, 2) for days in range(3650)]
    readings = [ReadingPoint(DAY + timedelta(days=7 * week), 12.1, 6.0, 10.4, 15.8) for week in range(500)]
    history = history_of(counts, DAY + timedelta(days=3650))
    start = time.process_time()
    answer = estimate(history, [], readings, DAY + timedelta(days=3650))
    assert time.process_time() - start < 1.0
    assert answer.basis == "ledger"


def test_the_last_day_of_the_calendar_can_be_asked() -> None:
    """Long after everything faded the estimate is what it is of an empty log."""
    answer = estimate(history_of(ROUTINE, date.max), [PeriodSpan("away", DAY, date.max)], [], date.max)
    assert means(answer) == means(asked([]))


def test_lessons_change_the_time_an_estimate_takes_and_nothing_else() -> None:
    """Of any day, before, between and after the stations; whole, cut off, and taken up again."""
    rng = np.random.default_rng(5)
    first = date(2024, 1, 1)
    counts = [
        DayCount(day=first + timedelta(days=int(day)), kind="comment_written", qualifiers={"depth": "shallow"}, count=2)
        for day in rng.choice(600, 300, replace=False)
    ]
    history = history_of(counts, date.max)
    periods = [PeriodSpan("unlogged", first + timedelta(days=200), first + timedelta(days=215))]
    points = [
        ReadingPoint(first + timedelta(days=int(day)), *map(float, rng.uniform(5, 20, 4).round(2)))
        for day in rng.choice(range(-30, 580), 2 * STATION + 3, replace=False)
    ]
    taught = lessons(history, periods, points)
    assert [one.readings for one in taught] == [STATION, 2 * STATION, 2 * STATION + 3]
    days = [first + timedelta(days=day) for day in range(-40, 640, 17)]
    plain = [estimate(history, periods, points, day) for day in days]
    assert [estimates(history, periods, points, [day], taught)[0] for day in days] == plain
    assert estimates(history, periods, points, days, taught) == plain
    again = lessons(history, periods, points, taught[:1])
    assert again[0] is taught[0]
    assert [one.last for one in again] == [one.last for one in taught]
    assert estimates(history, periods, points, days, again) == plain
    fewer = in_order(points)[: STATION + 1]
    assert estimates(history, periods, fewer, days, taught) == estimates(history, periods, fewer, days)
