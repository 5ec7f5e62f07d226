"""From wherever somebody is: logging, undo and the next step are two presses away at most, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import pytest

from browser.agents import WatchedAgent
from browser.driver import Page
from browser.person import Person
from browser.test_keyboard import focus_is_on
from browser.test_pictures import PLACES
from browser.waiting import until

MOST: Final = 2
OPEN_BY_KEYS: Final = "Alt+Shift+l"
OPEN_BY_MOUSE: Final = "header #log-now"
BOX: Final = "#log-dialog"
TAKEN: Final = """(selector, ctrlKey) => {
  const keys = {code: "KeyL", altKey: true, shiftKey: true, ctrlKey, bubbles: true, cancelable: true};
  return !document.querySelector(selector).dispatchEvent(new KeyboardEvent("keydown", keys));
}"""
"""Whether the page acts on the keys of the box, pressed there."""


@dataclass
class Hands:
    """A mouse and a keyboard that count how often they are used."""

    page: Page
    used: int = 0

    async def click(self, selector: str) -> None:
        self.used += 1
        await self.page.click(selector)

    async def press(self, key: str) -> None:
        self.used += 1
        await self.page.press(key)


@contextmanager
def two_at_most(page: Page) -> Iterator[Hands]:
    """Hands that may be used twice; fails when that was not enough."""
    hands = Hands(page)
    yield hands
    assert hands.used <= MOST


def number(agent: WatchedAgent) -> int:
    """How many activities there are, as they stand."""
    rows: list[tuple[int]] = agent.rows("SELECT count(*) FROM activities")
    return rows[0][0]


async def by_mouse(page: Page, key: str) -> None:
    """Open the box by its button in the header and press what bears this key."""
    with two_at_most(page) as hands:
        await hands.click(OPEN_BY_MOUSE)
        await hands.click(f'{BOX} [data-key="{key}"]')


async def by_keyboard(page: Page, key: str) -> None:
    """Open the box by its keys and press this one."""
    with two_at_most(page) as hands:
        await hands.press(OPEN_BY_KEYS)
        await focus_is_on(page, f"{BOX} *")
        await hands.press(key)


async def kept(page: Page, agent: WatchedAgent) -> None:
    """Wait until the box says that it was kept, and the log holds it."""
    await page.shows(f"{BOX} [role=status]", "kept.")
    assert number(agent) > 0


async def taken_back(page: Page, agent: WatchedAgent) -> None:
    """Wait until the box says so, and the log holds nothing."""
    await page.shows(f"{BOX} [role=status]", "taken back.")
    assert number(agent) == 0


async def close(page: Page) -> None:
    """Close the box, and be where one was."""
    await page.press("Escape")
    await page.lacks(BOX)


@pytest.mark.parametrize("shared_browser", ["chromium"], indirect=True)
async def test_each_page_of_the_dashboard_logs_undoes_and_does_the_next_step_in_two(
    person: Person, agent: WatchedAgent
) -> None:
    """On every page, by mouse and by keyboard: a habit is logged, taken back, and the next step is done and undone."""
    page = await person.dashboard(agent.login_link())
    for path in PLACES.values():
        await page.goto(f"{agent.address}{path}")
        await page.shows("main h1")
        for one, other in ((by_mouse, by_keyboard), (by_keyboard, by_mouse)):
            await one(page, "1")
            await kept(page, agent)
            await close(page)
            await other(page, "u")
            await taken_back(page, agent)
            await close(page)
            await one(page, "n")
            await kept(page, agent)
            await page.press("u")
            await taken_back(page, agent)
            await close(page)
    assert await person.browser.complaints() == []
    kinds = {
        kind for (kind,) in agent.rows("SELECT json_extract(content, '$.kind') FROM entries WHERE type = 'record'")
    }
    assert "comment_written" in kinds


async def test_the_keys_of_the_box_leave_letters_alone(person: Person, agent: WatchedAgent) -> None:
    """AltGr on Windows is Ctrl and Alt, and in a field they write: only elsewhere do the keys open the box."""
    page = await person.dashboard(agent.login_link())
    await page.goto(f"{agent.address}/activity")
    await page.shows("#filter-text")
    taken = [await page.evaluate(TAKEN, *case) for case in (("#filter-text", False), ("main", True), ("main", False))]
    assert taken == [False, False, True]
    await page.shows(BOX)


async def test_the_box_undoes_one_by_one_and_gives_the_focus_back(person: Person, agent: WatchedAgent) -> None:
    """Two undos in a row take back the two newest; with the agent away a click waits and can be taken back, too."""
    await person.click_and_close()
    await until(lambda: number(agent) == 1)
    page = await person.dashboard(agent.login_link())
    await page.shows("#log li")
    await page.click(OPEN_BY_MOUSE)
    # It comes a moment later, the first time; until then no key is its own.
    await focus_is_on(page, f"{BOX} *")
    await page.press("2")
    await until(lambda: number(agent) == 2)
    # What the key takes back is said at the button; the agent may know of more than the page has heard.
    await page.shows(f'{BOX} [data-key="u"][aria-label^="Undo: Profile"]')
    await page.press("u")
    await until(lambda: number(agent) == 1)
    await page.shows(f'{BOX} [data-key="u"][aria-label^="Undo: Comment"]')
    await page.press("u")
    await until(lambda: number(agent) == 0)
    await page.shows(f'{BOX} [data-key="u"][aria-disabled="true"]')
    agent.stop()
    await page.press("1")
    await page.shows(f"{BOX} [role=status]", "It is sent when the agent answers")
    await page.press("u")
    await page.shows(f"{BOX} [role=status]", "taken back.")
    await close(page)
    await focus_is_on(page, OPEN_BY_MOUSE)
    with WatchedAgent(agent.data, agent.port) as again:
        await page.shows('#live[data-up="true"]', within=60)
        await until(lambda: len(again.rows("SELECT 1 FROM entries")) == 6)
        assert number(again) == 0


async def test_the_popup_logs_undoes_and_does_the_next_step_in_one(person: Person, agent: WatchedAgent) -> None:
    """Of the tile that helps most now the popup says so; it, any other tile and the undo are one press each."""
    popup = await person.popup()
    for log in ("#tiles [data-next]", '#tiles [data-key="2"]', "n", "2"):
        await popup.shows("#tiles [data-next]", "· next")
        for act in (log, "u" if log.startswith("#") else "#last .undo"):
            await (popup.click(act) if act.startswith("#") else popup.press(act))
            await popup.shows("#said", "kept." if act == log else "Taken back.")
        await person.all_sent(popup)
        await until(lambda: number(agent) == 0)
    assert len(agent.rows("SELECT 1 FROM entries")) == 8
