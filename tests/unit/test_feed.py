"""The newest whole state, for everyone who follows."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from colonnade.feed import Feed
from colonnade.model import Believed, Estimate, Left, Pillars, State, Today


def state(seq: int, day: str = "2026-11-20") -> State:
    """A state of that sequence and day, with nothing in it."""
    on = date.fromisoformat(day)
    none = Believed(mean=0, bands={"50": (0, 0), "80": (0, 0), "95": (0, 0)})
    today = Today(
        day=on,
        week="2026-W47",
        period=None,
        left=Left(clicks=0, minutes=0),
        habits=[],
        tiles=[],
        unanswered=None,
        next=None,
        owed=[],
        owed_replies=0,
        share=None,
        post=None,
        audience="",
        last=[],
        days=[],
        reading=None,
        industry_rank=None,
        network_rank=None,
        industry=None,
        network=None,
        below=[],
        lagging=None,
        guard=[],
        ready=None,
        empty=True,
        confirmed_at=None,
        demo=False,
    )
    pillars = Pillars(brand=none, find=none, engage=none, build=none)
    return State(
        seq=seq,
        boot="b" * 32,
        today=today,
        doubt=None,
        estimate=Estimate(day=on, basis="prior", pillars=pillars, total=none),
    )


async def test_who_begins_to_follow_is_told_the_newest_at_once() -> None:
    """And nothing of what was before it."""
    feed = Feed()
    for seq in (1, 2, 3):
        feed.publish(state(seq))
    told = feed.follow()
    assert (await asyncio.wait_for(anext(told), 30)).seq == 3
    await told.aclose()


async def test_a_slow_follower_sees_the_newest_and_never_a_backlog() -> None:
    """A hundred changes while it was busy are one state."""
    feed = Feed()
    told = feed.follow()
    feed.publish(state(1))
    assert (await anext(told)).seq == 1
    for seq in range(2, 102):
        feed.publish(state(seq))
        await asyncio.sleep(0)
    assert (await asyncio.wait_for(anext(told), 30)).seq == 101
    waiting = asyncio.ensure_future(anext(told))
    await asyncio.sleep(0.01)
    assert not waiting.done()
    waiting.cancel()
    await asyncio.wait([waiting])


async def test_a_state_published_between_two_looks_is_not_lost() -> None:
    """Right after the follower looked, and before it began to wait."""
    feed = Feed()
    feed.publish(state(1))
    told = feed.follow()
    await anext(told)
    feed.publish(state(2))
    assert (await asyncio.wait_for(anext(told), 30)).seq == 2
    waiting = asyncio.ensure_future(anext(told))
    await asyncio.sleep(0)
    feed.publish(state(3))
    assert (await asyncio.wait_for(waiting, 30)).seq == 3
    await told.aclose()


async def test_every_follower_is_told() -> None:
    """One change wakes them all."""
    feed = Feed()
    everyone = [feed.follow() for _ in range(5)]
    waiting = [asyncio.ensure_future(anext(one)) for one in everyone]
    await asyncio.sleep(0)
    feed.publish(state(1))
    assert [one.seq for one in await asyncio.wait_for(asyncio.gather(*waiting), 30)] == [1] * 5
    for one in everyone:
        await one.aclose()


@pytest.mark.parametrize(
    ("first", "second", "newest"),
    [
        ((2, "2026-11-20"), (1, "2026-11-20"), (2, "2026-11-20")),
        ((2, "2026-11-20"), (1, "2026-11-21"), (2, "2026-11-20")),
        ((2, "2026-11-20"), (2, "2026-11-19"), (2, "2026-11-20")),
        ((2, "2026-11-20"), (2, "2026-11-21"), (2, "2026-11-21")),
        # Another zone can bring yesterday back: it was chosen later, so its sequence is higher.
        ((2, "2026-11-20"), (3, "2026-11-19"), (3, "2026-11-19")),
    ],
)
def test_an_older_state_is_dropped(first: tuple[int, str], second: tuple[int, str], newest: tuple[int, str]) -> None:
    """By sequence first; with the same sequence, by the day."""
    feed = Feed()
    assert feed.newest is None
    feed.publish(state(*first))
    feed.publish(state(*second))
    assert feed.newest is not None
    assert (feed.newest.seq, str(feed.newest.today.day)) == newest


async def test_the_feed_knows_whether_anybody_follows() -> None:
    """From the first look of the first to the end of the last."""
    feed = Feed()
    feed.publish(state(1))
    one, two = feed.follow(), feed.follow()
    assert not feed.followed
    for told in (one, two):
        await anext(told)
    await one.aclose()
    assert feed.followed
    await two.aclose()
    assert not feed.followed


async def test_what_was_forgotten_is_told_to_nobody() -> None:
    """Who follows next waits for the next state, whatever its sequence."""
    feed = Feed()
    feed.publish(state(5))
    feed.forget()
    told = feed.follow()
    waiting = asyncio.ensure_future(anext(told))
    await asyncio.sleep(0)
    feed.publish(state(6))
    assert (await asyncio.wait_for(waiting, 1)).seq == 6
    await told.aclose()
