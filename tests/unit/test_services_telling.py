"""Commit, then tell: soon, once for many changes, and when the day turns."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta

import pytest

from colonnade.feed import Feed
from colonnade.model import State
from colonnade.services import telling
from colonnade.services.sight import Sight
from colonnade.services.telling import Teller
from colonnade.store import log
from colonnade.store.database import Database
from harness.entries import CLIENT, NOW, record


class Watched(Feed):
    """A feed that remembers everything it was asked to tell."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[State] = []
        self._more = asyncio.Event()
        self.watched = True
        self.forgotten = asyncio.Event()

    @property
    def followed(self) -> bool:
        """As somebody who looks at the dashboard all the time."""
        return self.watched or super().followed

    def forget(self) -> None:
        super().forget()
        self.forgotten.set()

    def publish(self, state: State) -> None:
        self.told.append(state)
        self._more.set()
        super().publish(state)

    async def until(self, number: int) -> None:
        """Wait until so many states were told."""
        async with asyncio.timeout(60):
            while len(self.told) < number:
                self._more.clear()
                await self._more.wait()


class AtWork:
    """A teller at work, with a clock a test can move."""

    def __init__(self, db: Database) -> None:
        self.db, self.feed, self.now = db, Watched(), NOW
        self.teller = Teller(Sight(db), self.feed, "b" * 32, self.clock)

    def clock(self) -> datetime:
        return self.now

    async def click(self, number: int) -> None:
        """Keep one activity and have it told."""
        await log.append(self.db, [record(number)], CLIENT, self.now)
        self.teller.changed()


@pytest.fixture
async def at_work(db: Database) -> AsyncIterator[AtWork]:
    """A teller that runs."""
    it = AtWork(db)
    task = asyncio.create_task(it.teller.run())
    yield it
    task.cancel()
    await asyncio.wait([task])


async def test_the_first_state_is_told_without_any_change(at_work: AtWork) -> None:
    """Who opens the dashboard right after the start sees what is."""
    await at_work.feed.until(1)
    assert at_work.feed.told[0].seq == 0


async def test_changes_close_together_are_told_as_one_state(at_work: AtWork) -> None:
    """Twenty clicks that come out of an outbox at once do not paint twenty times; the last one is seen."""
    await at_work.feed.until(1)
    await log.append(at_work.db, [record(n) for n in range(1, 21)], CLIENT, NOW)
    for _ in range(20):
        at_work.teller.changed()
        # The teller hears of each before the next one; no disk is waited for in between.
        await asyncio.sleep(0)
    await at_work.feed.until(2)
    await asyncio.sleep(4 * telling.GATHER)
    assert [state.seq for state in at_work.feed.told] == [0, 20]


async def test_a_change_while_a_state_is_computed_is_told_after_it(
    at_work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It cannot be in that state, and must not wait for the next click."""
    await at_work.feed.until(1)
    true_state_of = telling.state_of

    async def slow(db: Database, boot: str, now: datetime) -> State:
        state = await true_state_of(db, boot, now)
        if state.seq == 1:
            await at_work.click(2)
        return state

    monkeypatch.setattr(telling, "state_of", slow)
    await at_work.click(1)
    await at_work.feed.until(3)
    assert [state.seq for state in at_work.feed.told] == [0, 1, 2]


async def test_the_turn_of_the_day_is_told_though_nobody_does_anything(
    at_work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dashboard left open overnight shows the new day; while the day stays, nothing is told."""
    looks, day_now = asyncio.Semaphore(0), telling.day_now

    async def watched(db: Database, now: datetime) -> date:
        looks.release()
        return await day_now(db, now)

    monkeypatch.setattr(telling, "DAY_CHECK", 0.01)
    monkeypatch.setattr(telling, "day_now", watched)
    await at_work.click(1)
    # One at the start, one after the click.
    await at_work.feed.until(2)
    for _ in range(5):
        await looks.acquire()
    assert len(at_work.feed.told) == 2
    at_work.now += timedelta(days=1)
    await at_work.feed.until(3)
    assert at_work.feed.newest is not None
    assert at_work.feed.newest.today.day == date(2026, 11, 21)
    assert at_work.feed.newest.seq == 1


async def test_nothing_is_worked_out_while_nobody_looks(at_work: AtWork) -> None:
    """But for the first state; and what was told before is told to nobody any more."""
    at_work.feed.watched = False
    await at_work.feed.until(1)
    await at_work.click(1)
    await asyncio.wait_for(at_work.feed.forgotten.wait(), 5)
    assert at_work.feed.newest is None
    assert [state.seq for state in at_work.feed.told] == [0]


async def test_who_looks_again_is_told_how_things_stand_now(at_work: AtWork) -> None:
    """Clicks that nobody watched are in the first state already."""
    at_work.feed.watched = False
    await at_work.feed.until(1)
    await at_work.click(1)
    await asyncio.wait_for(at_work.feed.forgotten.wait(), 5)
    assert at_work.feed.newest is None
    states = at_work.teller.states()
    assert (await asyncio.wait_for(anext(states), 5)).seq == 1
    await at_work.click(2)
    assert (await asyncio.wait_for(anext(states), 5)).seq == 2
    await states.aclose()


async def test_clicks_that_nobody_watches_cost_no_look_at_the_day(
    at_work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked for once in a while; once the clock has moved on, at the next click."""
    asked, day_now = list[datetime](), telling.day_now

    async def watched(db: Database, now: datetime) -> date:
        asked.append(now)
        return await day_now(db, now)

    monkeypatch.setattr(telling, "day_now", watched)
    at_work.feed.watched = False
    await at_work.feed.until(1)
    later = NOW + timedelta(seconds=telling.DAY_CHECK)
    for number, at_work.now in enumerate((NOW, NOW, NOW, later), 1):
        at_work.feed.forgotten.clear()
        await at_work.click(number)
        await asyncio.wait_for(at_work.feed.forgotten.wait(), 5)
    assert asked == [NOW, later]
