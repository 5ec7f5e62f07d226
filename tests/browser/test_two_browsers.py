"""Two profiles of one browser, paired at once: one log, one total."""

from __future__ import annotations

import pytest
import pytest_asyncio

from browser.agents import WatchedAgent
from browser.chromium import Chromium
from browser.driver import Page
from browser.person import BADGE, COMMENT, Person

SECOND = 1.0


@pytest_asyncio.fixture(loop_scope="session")
async def second(another: Chromium, agent: WatchedAgent) -> Person:
    """The same person at a second profile, paired too; its extension has the very origin of the first."""
    await another.start()
    person = Person(another, agent.address)
    await person.pair(agent.pairing_code())
    return person


async def stands(popup: Page, done: int, badge: str, *, within: float) -> None:
    """Wait until a popup and its browser's badge tell so many comments."""
    await popup.shows(COMMENT, f"{done} of 2 today", within=within)
    await popup.until(f"async (text) => await ({BADGE})() === text", badge, within=within)


@pytest.mark.parametrize("shared_browser", ["chromium"], indirect=True)
async def test_two_profiles_have_one_total_and_either_takes_back(
    person: Person, second: Person, agent: WatchedAgent
) -> None:
    """What one clicks the other shows, badge and all, right after its popup is opened and while it is open."""
    here = await person.popup()
    await here.click(COMMENT)
    await stands(here, 1, "4", within=SECOND)
    there = await second.popup()
    await stands(there, 1, "4", within=SECOND)
    await there.click(COMMENT)
    await stands(there, 2, "3", within=SECOND)
    await stands(here, 2, "3", within=SECOND)
    assert len({client for (client,) in agent.rows("SELECT client FROM activities")}) == 2

    await here.click("#last .undo")
    await stands(here, 1, "4", within=SECOND)
    await stands(there, 1, "4", within=SECOND)
    await there.click("#last .undo")
    await stands(there, 0, "5", within=SECOND)
    await stands(here, 0, "5", within=SECOND)
    assert agent.rows("SELECT count(*) FROM activities") == [(0,)]
