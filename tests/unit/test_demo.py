"""The invented weeks: the same every time, nothing of the time to come, and a life somebody could lead."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from colonnade.catalogue import KINDS, PILLARS, faults_of
from colonnade.demo.chance import Chance
from colonnade.demo.entries import DemoDay, demo_days
from colonnade.demo.habits import AWAY_FROM, CUSTOMS, NOTES, ONCE, SUN

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=BERLIN)
SEVEN_DAYS = [datetime(2026, 11, 16 + number, 12, 0, tzinfo=BERLIN) for number in range(7)]


def moments(days: list[DemoDay]) -> list[datetime]:
    """Every time an entry speaks of."""
    return [
        datetime.fromisoformat(item[name]) for day in days for item in day.items for name in ("made_at", "at")
        if name in item
    ]  # fmt: skip


def content(days: list[DemoDay]) -> list[tuple[date, list[dict[str, object]]]]:
    """The days without their times."""
    return [
        (day.day, [{k: v for k, v in item.items() if k not in {"at", "made_at"}} for item in day.items]) for day in days
    ]


def test_the_same_day_and_seed_give_the_same_weeks() -> None:
    """At another hour too; another seed gives other weeks."""
    days = demo_days(NOON, BERLIN, "seed")
    assert demo_days(NOON + timedelta(hours=9), BERLIN, "seed") == days
    assert content(demo_days(NOON, BERLIN, "other")) != content(days)


@pytest.mark.parametrize("hour", [0, 4, 9])
def test_before_ten_what_was_done_that_day_has_been_already(hour: int) -> None:
    """It holds the same as later that day, and nothing that lies ahead."""
    early = NOON.replace(hour=hour, minute=2)
    days = demo_days(early, BERLIN, "seed")
    assert content(days) == content(demo_days(NOON, BERLIN, "seed"))
    assert max(moments(days)) <= early
    assert min(moments(days[-1:])).date() == early.date()


@pytest.mark.parametrize("now", SEVEN_DAYS, ids=lambda now: f"{now:%a}")
def test_twelve_weeks_end_today(now: datetime) -> None:
    """Every day is there once, in order, and what is said of it was said on it."""
    days = demo_days(now, BERLIN, "seed")
    assert [day.day for day in days] == [now.date() - timedelta(days=back) for back in range(83, -1, -1)]
    for day in days:
        assert {moment.date() for moment in moments([day])} <= {day.day}
        assert day.kept_at.date() == day.day
    assert max(moments(days)) <= now
    ids = [item["entry"] for day in days for item in day.items]
    assert len(set(ids)) == len(ids) > 250


@pytest.mark.parametrize("now", SEVEN_DAYS, ids=lambda now: f"{now:%a}")
def test_the_weeks_hold_what_a_log_can_hold(now: datetime) -> None:
    """Amends and retracts, but few; a reading a week with ranks; a week away in which nothing is done."""
    days = demo_days(now, BERLIN, "seed")
    items = [item for day in days for item in day.items]
    types = Counter((item["of"], item["type"]) for item in items)
    assert 0 < types["activity", "amend"] < 20
    assert 0 < types["activity", "retract"] < 20
    readings = [item for item in items if item["of"] == "reading"]
    assert 11 <= len(readings) <= 12
    assert all({"industry_rank", "network_rank", "industry", "network", "total"} <= set(one) for one in readings)
    assert readings[-1]["total"] > readings[0]["total"] + 5
    (away,) = [item for item in items if item["of"] == "period"]
    start, end = date.fromisoformat(away["start"]), date.fromisoformat(away["end"])
    assert (start.weekday(), end.weekday(), away["period"]) == (AWAY_FROM, SUN, "away")
    assert [day.items for day in days if start <= day.day <= end] == [[]] * 6


def test_the_offset_of_each_day_is_that_of_its_place() -> None:
    """Summer time ends within these weeks."""
    days = demo_days(NOON, BERLIN, "seed")
    offsets = [moment.utcoffset() for moment in moments(days)]
    assert (offsets[0], offsets[-1]) == (timedelta(hours=2), timedelta(hours=1))
    assert {moment.tzinfo for moment in moments(demo_days(NOON, UTC, "seed"))} == {UTC}


def test_everything_done_is_of_the_catalogue() -> None:
    """Each custom makes an activity that counts somewhere, each note is short, and all names are kinds."""
    said = [(one.kind, one.qualifiers) for one in CUSTOMS] + [
        (kind, qualifiers) for kind, qualifiers, _ in ONCE.values()
    ]
    assert [list(faults_of(kind, qualifiers)) for kind, qualifiers in said] == [[] for _ in said]
    assert set(NOTES) <= set(KINDS)
    assert [one.clock for one in CUSTOMS] == sorted(one.clock for one in CUSTOMS)
    # A custom that follows another has to come after it.
    for place, one in enumerate(CUSTOMS):
        assert one.after is None or one.after in {before.kind for before in CUSTOMS[:place]}


@pytest.mark.parametrize("now", SEVEN_DAYS, ids=lambda now: f"{now:%a}")
def test_people_are_met_one_step_after_the_other_and_posts_are_followed(now: datetime) -> None:
    """Nobody is connected unasked or spoken to unwritten, and the best post touches all four pillars."""
    items = [item for day in demo_days(now, BERLIN, "seed") for item in day.items if "kind" in item]
    came: dict[str, list[str]] = {}
    for item in items:
        if "contact" in item:
            came.setdefault(item["contact"], []).append(item["kind"])
    steps = ["connection_request", "connection_accepted", "message_sent", "conversation_started"]
    ways = [[kind for kind in dict.fromkeys(kinds) if kind in steps] for kinds in came.values()]
    assert all(way == steps[: len(way)] for way in ways)
    reached = [sum(step in way for way in ways) for step in steps]
    assert all(number >= least for number, least in zip(reached, (10, 5, 3, 1), strict=True)), reached
    posts = {item["entry"]: item["at"] for item in items if item["kind"] == "post_published"}
    touched: dict[str, set[str | None]] = {id: {"brand"} for id in posts}
    for item in items:
        if "thread" in item:
            assert posts[item["thread"]] <= item["at"]
            touched[item["thread"]].add(KINDS[item["kind"]].pillar)
    assert max(map(len, touched.values())) == len(PILLARS)


def test_a_draw_depends_on_nothing_but_what_it_is_for() -> None:
    """In any order, and evenly enough."""
    chance = Chance("seed")
    assert chance.share("a", 1) == Chance("seed").share("a", 1) != chance.share("a", 2)
    assert Counter(chance.number(1, 4, "n", turn) for turn in range(4000)).keys() == {1, 2, 3, 4}
    assert 0.48 < sum(chance.share("s", turn) for turn in range(4000)) / 4000 < 0.52
