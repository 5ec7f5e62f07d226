"""A reading of the official page, entered in the popup."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from browser.agents import WatchedAgent
from browser.driver import Browser, Page
from browser.person import Person
from browser.test_keyboard import focus_is_on, tab_to
from browser.waiting import until


def readings(agent: WatchedAgent) -> list[dict[str, Any]]:
    """The readings as they stand, newest first, with what they say."""
    with agent.machine() as machine:
        found = machine.get("/api/v1/readings?limit=500")["items"]
    return [{name: value for name, value in one.items() if name != "at" and value is not None} for one in found]


async def type_scores(popup: Page, *texts: str) -> None:
    """Open the form with R and type the four scores, by keyboard alone."""
    await popup.press("r")
    await focus_is_on(popup, "#reading-brand")
    for text in texts:
        await popup.type(text)
        await popup.press("Tab")


async def test_a_reading_entered_by_keyboard_with_the_agent_down_arrives_once(
    person: Person, agent: WatchedAgent
) -> None:
    """R, four numbers, what else the page shows, Enter: kept on this browser, and one reading in the end."""
    agent.stop()
    popup = await person.popup()
    await popup.shows("#enter", "0 of 1 this week")
    await type_scores(popup, "12.345", "9", "7,25", "20")
    await focus_is_on(popup, "#reading-day")
    await tab_to(popup, "summary")
    await popup.press("Enter")
    await tab_to(popup, "#reading-total")
    await popup.type("48.595")
    await tab_to(popup, "#reading-industry_rank")
    await popup.type("12")
    await tab_to(popup, "#reading-network-build")
    await popup.type("14,5")
    await popup.press("Enter")
    await popup.shows("#said", "Reading, kept.")
    await focus_is_on(popup, "#enter")
    await popup.shows("#last li", "Reading · 12.345 · 9 · 7.25 · 20")
    await popup.shows("#enter", "1 of 1 this week")
    await popup.shows("#status", "1 entry waiting, kept on this browser")
    (waiting,) = await person.outbox(popup)
    await popup.close()
    with WatchedAgent(agent.data, agent.port) as again:
        popup = await person.popup()
        await person.all_sent(popup)
        (kept,) = readings(again)
        none = dict.fromkeys(("total", "brand", "find", "engage"))
        assert kept == {
            "id": waiting["entry"],
            "day": str(again.now().date()),
            "brand": 12.345,
            "find": 9,
            "engage": 7.25,
            "build": 20,
            "total": 48.595,
            "industry_rank": 12,
            "network": {**none, "build": 14.5},
            "confirmed": False,
        }
        assert again.rows("SELECT id FROM entries") == [(waiting["entry"],)]
        await popup.shows("#enter", "1 of 1 this week")
        await popup.shows("#last li", "Reading · 12.345 · 9 · 7.25 · 20")
        await popup.press("u")
        await popup.lacks("#last li")
        await popup.shows("#enter", "0 of 1 this week")
        await until(lambda: readings(again) == [])


async def test_a_reading_that_cannot_be_is_said_so_at_its_field_and_survives_a_closed_popup(
    person: Person, agent: WatchedAgent, browser: Browser
) -> None:
    """Nothing is kept while a field is wrong; the popup closes and opens, and what was typed is there to go on with."""
    popup = await person.popup()
    await popup.press("r")
    await focus_is_on(popup, "#reading-brand")
    await popup.press("Enter")
    await popup.shows("#reading-brand-about", "Give one pillar at least, or the total.")
    await popup.press("Escape")
    await type_scores(popup, "25.001", "nine", "7.25")
    await popup.choose("#reading-day", str(agent.now().date() + timedelta(days=1)))
    await popup.press("Enter")
    await focus_is_on(popup, "#reading-brand")
    await popup.shows("#reading-brand-about", "Give 25 or less.")
    await popup.shows("#reading-find-about", "Give a number")
    await popup.shows("#reading-day-about", "Give today, or a day before.")
    await popup.lacks("#reading-engage-about")
    assert await person.outbox(popup) == []
    await popup.close()

    popup = await browser.extension_page("popup.html")
    await focus_is_on(popup, "#reading-build")
    await popup.type("20")
    await popup.choose("#reading-brand", "25")
    await popup.choose("#reading-find", "9")
    yesterday = str(agent.now().date() - timedelta(days=1))
    await popup.choose("#reading-day", yesterday)
    await popup.press("Enter")
    await until(lambda: [(one["brand"], one["day"]) for one in readings(agent)] == [(25, yesterday)])
    await popup.close()
    popup = await person.popup()
    await popup.press("r", "Escape")
    await focus_is_on(popup, "#enter")
    await popup.lacks("#reading")
    await popup.close()
    await person.popup()


async def test_a_refused_reading_is_mended_on_the_options_page(
    person: Person, agent: WatchedAgent, browser: Browser
) -> None:
    """A reading from a clock two days fast counts for nothing, is set aside with its reason, and kept once mended."""
    ahead, agent.ahead = agent.ahead, agent.ahead - timedelta(days=2)
    popup = await person.popup()
    await type_scores(popup, "12.5", "9", "7.25", "20")
    await popup.press("Enter")
    await popup.shows("#status", "1 entry needs mending")
    await popup.lacks("#last li")
    await popup.shows("#enter", "0 of 1 this week")
    agent.ahead = ahead
    page = await browser.extension_page("options.html")
    await page.shows("#refused li", "Reading · 12.5 · 9 · 7.25 · 20")
    await page.click("#refused form [type=submit]")
    await until(lambda: [one["find"] for one in readings(agent)] == [9])
    await page.lacks("#mending")
    await popup.shows("#enter", "1 of 1 this week")
